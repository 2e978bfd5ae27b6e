"""What a ledger may not say: two volumes with one number, versions with gaps, editions of a volume that disagree.

A merge of two branches can produce each of these without a conflict.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archivist.identifiers import Scheme
from archivist.ledger.json_lines import Key
from archivist.ledger.ledger_entries import LedgerFile, PublishedVersion

_TWO = (
    "Two branches published different volumes. Restore the ledger of one of them from version control, then compile "
    "and publish the volume of the other again."
)
_RESTORE = "Restore the file from version control."


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is wrong, where in the ledger, and what to do."""

    message: str
    where: tuple[Key, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class _Entry:
    volume: str
    language: str
    number: str
    version: PublishedVersion

    @property
    def where(self) -> tuple[Key, ...]:
        return ("volumes", self.volume, self.language, self.number)

    @property
    def name(self) -> str:
        return f"{self.volume}.{self.language}"


def contradictions(ledger: LedgerFile) -> Iterator[Contradiction]:
    """What the entries of a ledger say against one another, in the order of the file."""
    entries = [
        _Entry(volume, language, number, version)
        for volume, languages in ledger.volumes.items()
        for language, versions in languages.items()
        for number, version in sorted(versions.items(), key=lambda each: int(each[0]))
    ]
    for each in entries:
        yield from _of_one(each)
    for volume, languages in ledger.volumes.items():
        for language, versions in languages.items():
            yield from _of_versions(volume, language, versions)
    yield from _of_volumes(entries)
    yield from _twice(entries)
    yield from _registered_twice(entries)


def _of_one(entry: _Entry) -> Iterator[Contradiction]:
    version = entry.version
    if version.start > version.end:
        yield Contradiction(f"{entry.name} ends before it begins", (*entry.where, "end"), _RESTORE)
    if version.record.file != f"volume.{entry.language}.json":
        message = f"the record of {entry.name} is not named volume.{entry.language}.json"
        yield Contradiction(message, (*entry.where, "record"), _RESTORE)
    keys = [article.key for article in version.articles]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Contradiction(f"{entry.name} has the work {key} twice", (*entry.where, "articles"), _RESTORE)


def _of_versions(volume: str, language: str, versions: Mapping[str, PublishedVersion]) -> Iterator[Contradiction]:
    before: PublishedVersion | None = None
    for expected, number in enumerate(sorted(versions, key=int), 1):
        where = ("volumes", volume, language, number)
        if int(number) != expected:
            yield Contradiction(f"version {expected} of {volume}.{language} is not in the ledger", where, _RESTORE)
            return
        replaces = versions[number].replaces
        if replaces != (before.identifier if before else None):
            message = f"version {number} of {volume}.{language} does not name the version before it as replaced"
            yield Contradiction(message, (*where, "replaces"), _RESTORE)
        before = versions[number]


def _of_volumes(entries: list[_Entry]) -> Iterator[Contradiction]:
    """Editions and versions of one volume have the same number and period."""
    first: dict[str, _Entry] = {}
    for each in entries:
        known = first.setdefault(each.volume, each).version
        for name in ("number", "issue", "year", "start", "end"):
            one, other = getattr(known, name), getattr(each.version, name)
            if one != other:
                message = f"{name} of {each.name} is {other}, and of {first[each.volume].name} it is {one}"
                yield Contradiction(message, (*each.where, name), _TWO)


def _twice(entries: list[_Entry]) -> Iterator[Contradiction]:
    """Numbers, issues and identifiers that two volumes have."""
    numbers: dict[int, str] = {}
    issues: dict[tuple[int, int], str] = {}
    identifiers: dict[str, str] = {}
    for each in entries:
        version = each.version
        other = numbers.setdefault(version.number, each.volume)
        if other != each.volume:
            message = f"the volumes {other} and {each.volume} both have number {version.number}"
            yield Contradiction(message, (*each.where, "number"), _TWO)
        other = issues.setdefault((version.year, version.issue), each.volume)
        if other != each.volume:
            message = f"the volumes {other} and {each.volume} are both issue {version.issue} of {version.year}"
            yield Contradiction(message, (*each.where, "issue"), _TWO)
        name = f"version {each.number} of {each.name}"
        if identifiers.setdefault(version.identifier, name) != name:
            message = f"{identifiers[version.identifier]} and {name} have the same identifier"
            yield Contradiction(message, (*each.where, "identifier"), _RESTORE)


def _registered_twice(entries: list[_Entry]) -> Iterator[Contradiction]:
    """DOIs, ARKs, URN:NBNs and ISBNs that two entries have, or two works. ISSNs are of the serial."""
    owners: dict[tuple[str, str], str] = {}
    for each in entries:
        name = f"version {each.number} of {each.name}"
        for where, owner, scheme, identifier in _registered(each, name):
            other = owners.setdefault((scheme, identifier), owner)
            if other != owner:
                message = f"{other} and {owner} have the same {scheme}, {identifier}"
                yield Contradiction(message, where, _RESTORE)


def _registered(entry: _Entry, name: str) -> Iterator[tuple[tuple[Key, ...], str, str, str]]:
    """Where each identifier is, what has it, its scheme and its comparable form."""
    own = entry.version.identifiers
    for isbn in (own.isbn_pdf, own.isbn_epub) if own else ():
        if isbn:
            yield (*entry.where, "identifiers"), name, "ISBN", isbn.replace("-", "")
    for scheme in Scheme:
        if own and getattr(own, scheme):
            yield (*entry.where, "identifiers"), name, scheme.label, scheme.comparable(getattr(own, scheme))
        for article in entry.version.articles:
            identifier = str(getattr(article.identifiers, scheme))
            if identifier:
                work = f"the work {article.key}"
                yield (*entry.where, "articles"), work, scheme.label, scheme.comparable(identifier)
