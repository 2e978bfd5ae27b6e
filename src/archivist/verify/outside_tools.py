"""The outside tools of a verification as a table, and who asks them: this machine, or others."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from archivist.verdict import Verdict
from archivist.verify import ace, epubcheck, outloud, verapdf
from archivist.verify.stored_verdicts import Question, Validator

# Asks a tool. It gives a verdict for each question, in order.
Ask = Callable[[Validator, Sequence[Question]], Iterator[Verdict]]

# How each tool is found on a machine.
TOOLS: Mapping[str, Callable[[], Validator]] = {
    verapdf.TOOL: verapdf.validator,
    outloud.TOOL: outloud.validator,
    epubcheck.TOOL: epubcheck.validator,
    ace.TOOL: ace.validator,
}


def ask_here(validator: Validator, questions: Sequence[Question]) -> Iterator[Verdict]:
    """Ask a tool on this machine."""
    return validator.ask(questions)
