"""What a validator said of a file."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a message weighs, in the words the validators share."""

    FATAL = "fatal"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a validator reported."""

    severity: Severity
    code: str  # the validator's own: RSC-005
    text: str
    place: str = ""  # file within the publication
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

    def count(self, *severities: Severity) -> int:
        """How many messages have one of these severities."""
        return sum(message.severity in severities for message in self.messages)


def not_verified(tool: str, file: Path, why: str) -> Verdict:
    """The verdict where there is none, and the reason."""
    return Verdict(tool, "", file, None, (Message(Severity.INFO, "not-verified", why),))
