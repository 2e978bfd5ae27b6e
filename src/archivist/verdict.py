"""What a validator said of a file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archivist.findings import Severity

TOOL_MISSING = "tool-missing"
SHOWN = 20  # messages of one code that are kept of one check


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a validator reported."""

    severity: Severity
    code: str  # the validator's own: RSC-005
    text: str
    place: str = ""  # file within the publication, or page and object of a PDF
    line: int = 0  # from 1; 0 if not known
    column: int = 0  # from 1; 0 if not known


@dataclass(frozen=True, slots=True)
class Verdict:
    """A validator's word on one file.

    `passed` is None where there is no word: the tool is missing, did not end, or could not be understood.
    That is "not verified", never a pass.
    """

    tool: str
    version: str  # of the tool; "" if it did not run
    file: Path
    passed: bool | None
    messages: tuple[Message, ...] = ()
    check: str = ""  # what of the file was looked at; "" if the tool looks at one thing only
    standard: str = ""  # what a pass confirms, as its name is written: PDF/A-2a; "" unless `passed` is True

    @property
    def name(self) -> str:
        """What was checked, in a word or two."""
        return self.check or self.tool

    @property
    def lacks_tool(self) -> bool:
        """Whether it could not be checked because a tool is missing."""
        return any(message.code == TOOL_MISSING for message in self.messages)

    def count(self, *severities: Severity) -> int:
        """How many messages have one of these severities."""
        return sum(message.severity in severities for message in self.messages)


def not_verified(tool: str, file: Path, why: str, *, check: str = "") -> Verdict:
    """The verdict where there is none, and the reason."""
    return Verdict(tool, "", file, None, (Message(Severity.INFO, "not-verified", why),), check)


def tool_missing(tool: str, file: Path, remedy: str, *, check: str = "") -> Verdict:
    """The verdict where the tool is not installed, and how to install it: the same words for every file."""
    return Verdict(tool, "", file, None, (Message(Severity.INFO, TOOL_MISSING, remedy),), check)


def limit_messages(messages: Iterable[Message], shown: int = SHOWN) -> tuple[Message, ...]:
    """The first messages of each code, and how many more there are: one cause can have ten thousand effects."""
    kept: list[Message] = []
    counts: Counter[str] = Counter()
    last: dict[str, Message] = {}
    for message in messages:
        counts[message.code] += 1
        last[message.code] = message
        if counts[message.code] <= shown:
            kept.append(message)
    for code, count in counts.items():
        if count > shown:
            kept.append(Message(last[code].severity, code, f"and {count - shown} more of the same kind"))
    return tuple(kept)


def together(verdicts: Iterable[Verdict]) -> bool | None:
    """False if one failed, else None if one is missing, else True. Nothing checked is nothing verified."""
    results = [verdict.passed for verdict in verdicts]
    if False in results:
        return False
    return True if results and None not in results else None
