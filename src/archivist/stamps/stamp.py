"""A stamp as data: what is kept of an edition that was made."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from archivist.findings import Finding

if TYPE_CHECKING:
    from archivist.model.pages import PageMap


@dataclass(frozen=True, slots=True)
class QuotedEdition:
    """What an edition quotes of another one."""

    edition: str
    record: str  # the digest of the record of that edition; "" if there is none
    labels: Mapping[tuple[str, str], str]  # by document and place in it, the number of the page; "" if it is not known
    unknown: str  # why a page is not known

    def has_pages(self, pages: "PageMap | str") -> bool:
        """Whether the same would be quoted of an edition with these pages."""
        from archivist.quoted_editions import quoted_pages  # noqa: PLC0415 - not if nothing has changed

        found = quoted_pages(self.labels, self.edition, pages)
        return (found.labels, found.unknown) == (self.labels, self.unknown)

    def with_record(self, record: str) -> "QuotedEdition":
        """The same, found in a record of this digest."""
        return replace(self, record=record)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an edition was made of, and what was made."""

    inputs: str  # the digest of everything in the archive
    shared: str  # the digest of what decides every edition
    questions: str  # the digest of what it asked of the archive, with the answers
    libraries: str  # the digest of the list of shared libraries
    quoted: tuple[QuotedEdition, ...]
    outputs: Mapping[str, str]  # the digest of each file by name
    pages: int
    documents: int
    findings: tuple[Finding, ...]

    def of_today(self, inputs: str, quoted: tuple[QuotedEdition, ...]) -> "Stamp":
        """The same edition in an archive of which something else has changed."""
        return replace(self, inputs=inputs, quoted=quoted)

    def as_data(self) -> bytes:
        """As it is stored."""
        quoted = [
            [each.edition, each.record, [[*place, label] for place, label in each.labels.items()], each.unknown]
            for each in self.quoted
        ]
        findings = [asdict(finding) for finding in self.findings]
        return _written({**{name: getattr(self, name) for name in _PLAIN}, "quoted": quoted, "findings": findings})

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Stamp":
        """A stamp that was stored. Raises what reading data of another form raises."""
        quoted = tuple(
            QuotedEdition(edition, record, {(document, place): label for document, place, label in labels}, unknown)
            for edition, record, labels, unknown in data["quoted"]
        )
        plain = {name: data[name] for name in _PLAIN}
        return cls(quoted=quoted, findings=tuple(Finding(**each) for each in data["findings"]), **plain)


_PLAIN = ("inputs", "shared", "questions", "libraries", "outputs", "pages", "documents")


def _written(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
