"""One thing to report, with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.findings.catalogue import CODES
from archivist.findings.code import Severity
from archivist.place import Place

if TYPE_CHECKING:
    from archivist.data_formats.finding_data import FindingData


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to report to an author.

    `file` is a path as the user would write it (relative to the archive), "" if the finding concerns no single file.
    `line` counts from 1; 0 means the whole file. `item` is what within the file it concerns: an entry of a feed, an
    address in a web archive, the article of an export; "" if that is the file.
    """

    code: str
    message: str
    file: str = ""
    line: int = 0
    hint: str = ""
    item: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"finding code {self.code!r} is not in the catalogue")

    @classmethod
    def at(cls, place: Place, code: str, message: str, hint: str = "") -> "Finding":
        """A finding about a place."""
        return cls(code, message, place.file, place.line, hint, place.item)

    @property
    def severity(self) -> Severity:
        """The severity of this finding's code."""
        return CODES[self.code].severity

    @property
    def remedy(self) -> str:
        """What to do: the finding's own hint, else the general one of its code."""
        return self.hint or CODES[self.code].remedy

    @property
    def place(self) -> Place:
        """File, line and item; as text `file:line, item`."""
        return Place(self.file, self.line, self.item)

    def as_data(self) -> "FindingData":
        """The finding as JSON-ready data."""
        return {
            "code": self.code,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "hint": self.remedy,
            "item": self.item,
            "severity": self.severity.value,
        }


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file, line, code and message, each once: the order never depends on how they were found."""
    return tuple(sorted(set(findings), key=lambda f: (f.file, f.line, f.item, f.code, f.message)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings stops a compile."""
    return any(finding.severity is Severity.ERROR for finding in findings)
