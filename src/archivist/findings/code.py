"""What is known of each kind of finding."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs. Errors stop a compile or fail a file; warnings and information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    severity: Severity
    meaning: str  # one or two sentences for the reader of the message
    remedy: str  # what to do, an imperative sentence
    page: str = ""  # the page of the manual about it, without `.md`; filled in by the catalogue
