"""What validators said of the files of a package: the evidence that PREMIS events and the report are made from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archivist.verdict import Verdict

_MESSAGES = 5  # of a check that are kept; the report has all of them


class Outcome(StrEnum):
    """The result of a check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_VERIFIED = "not verified"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a validator said of a file of the package."""

    file: str  # path in the payload
    validator: str  # veraPDF, epubcheck, archivist
    version: str  # of the validator and of what it read the file with; "" if it did not run
    check: str  # what of the file it looked at: a standard, the links, the text
    outcome: Outcome
    standard: str = ""  # what a pass confirms: PDF/A-2a
    messages: tuple[str, ...] = ()  # what it reported, a line each; of one that did not run: why

    @property
    def message(self) -> str:
        """What it reported, in one line."""
        return "; ".join(self.messages)


_OUTCOMES = {True: Outcome.PASSED, False: Outcome.FAILED, None: Outcome.NOT_VERIFIED}


def evidence_of(verdicts: Iterable[Verdict], names: Mapping[Path, str]) -> Iterator[Evidence]:
    """The verdicts on files that are in the package; `names` are their paths in its payload."""
    for verdict in verdicts:
        if verdict.file in names:
            yield Evidence(
                names[verdict.file],
                verdict.tool,
                verdict.version,
                verdict.name,
                _OUTCOMES[verdict.passed],
                verdict.standard if verdict.passed else "",
                tuple(_lines(verdict)),
            )


def _lines(verdict: Verdict) -> Iterator[str]:
    for message in verdict.messages[:_MESSAGES]:
        where = f" [{message.place}]" if message.place else ""
        yield f"{message.severity} {message.code}: {message.text}{where}"
    more = len(verdict.messages) - _MESSAGES
    if more > 0:
        yield f"and {more} more"
