"""From front matter to an article's fields. Whatever is wrong is a finding; the rest is kept."""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from archivist.article_facts import ArchivedCopy, Person
from archivist.articles.valid_addresses import is_web_address, valid_address
from archivist.findings import Finding
from archivist.front_matter import Unquoted, Value
from archivist.front_matter.keys import BY_NAME, KNOWN_NAMES, Key, Kind
from archivist.front_matter.people import NamedValue, has_more_than_a_name, named_values
from archivist.front_matter.roles import AUTHOR, CONTRIBUTOR, NAMES
from archivist.identifiers import InvalidIdentifierError, forms
from archivist.model.articles import RelatedLink
from archivist.text import languages
from archivist.text.xml_characters import forbidden_lines, symbol_lines, with_symbols, without_forbidden

# Keys of other programs that happen to look like ours.
_FOREIGN = frozenset(
    {
        "kind",
        "layout",
        "slug",
        "permalink",
        "image",
        "images",
        "weight",
        "licence",
        "license",
        "direction",
        "type",
        "name",
        "data",
        "dates",
        "state",
        "rate",
        "links",
        "status",
        "resource",
        "resources",
        "publisher",
        "publication",
        "published_at",
        "local",
        "late",
        "stage",
        "pages",
        "page",
    }
)
_ISO_DATE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[Tt ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?"
)

_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d{2})(\d{2})\d*")


def parse_date(written: str) -> datetime.date | None:
    """The day of `2022-03-30`, with or without a time and zone; None if it is no such date."""
    match = _ISO_DATE.fullmatch(written.strip())
    if match is None:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


class Fields:
    """Reads the fields of one article from its front matter, collecting findings as it goes."""

    def __init__(self, entries: Mapping[str, Value], file: str) -> None:
        self.entries, self.file = entries, file
        self.findings: list[Finding] = []

    def report(self, code: str, message: str, line: int = 0) -> None:
        """Add a finding of this file, once."""
        finding = Finding(code, message, self.file, line)
        if finding not in self.findings:
            self.findings.append(finding)

    def find(self, key: str) -> Value | None:
        """The value of a key under the first of its names that has one; None otherwise."""
        for name in BY_NAME[key].names:
            value = self.entries.get(name)
            if value is not None and not value.is_empty:
                return value
        return None

    def text(self, key: str) -> str:
        """A line of plain text, "" if there is none."""
        value = self.find(key)
        return "" if value is None else self._text(value, key)

    def address(self, key: str) -> str:
        """A web address, repaired; "" if there is none or it is broken. What is not a web address stays as written."""
        value = self.find(key)
        written = self.text(key)
        if value is None or not is_web_address(written):
            return written
        return self._valid_or_report(written, f"`{key}`", value.line)

    def texts(self, key: str) -> tuple[str, ...]:
        """Lines of plain text: a list, or one."""
        value = self.find(key)
        if value is None:
            return ()
        found = (self._name(item, key) for item in (value.items or (value,)))
        return tuple(dict.fromkeys(text for text in found if text))

    def people(self, key: str) -> tuple[Person, ...]:
        """Everyone that a key names, by role in the order of first mention, each once in a role.

        To `contributors` belong the authors of whom `authors` says more than the name.
        """
        value, role = self.find(key), BY_NAME[key].relator
        named = [] if value is None else list(named_values(value, role))
        if not role:
            named = [*(each for each in self._authors() if has_more_than_a_name(each)), *named]
        found = {(person.role, person.name): person for person in reversed([*map(self._person, named)]) if person.name}
        in_order = list(found.values())[::-1]
        roles = list(dict.fromkeys(person.role for person in in_order))
        return tuple(sorted(in_order, key=lambda person: roles.index(person.role)))

    def authors(self, key: str) -> tuple[str, ...]:
        """The names of the authors; last those that only `contributors` calls authors."""
        own = (self._name(each.name, key) for each in self._authors() if each.role == AUTHOR)
        others = self.find("contributors")
        named = named_values(others, "") if others else ()
        further = (self._name(each.name, "contributors") for each in named if each.role == AUTHOR)
        return tuple(dict.fromkeys(name for name in (*own, *further) if name))

    def doi(self, key: str) -> str:
        """A DOI without its resolver, "" if there is none or it is not one."""
        value = self.find(key)
        return "" if value is None else self._identifier(value, forms.doi)

    def archived(self, key: str) -> ArchivedCopy | None:
        """An address in a web archive, and its day: from a table, or from an address of the Wayback Machine."""
        value = self.find(key)
        if value is None:
            return None
        entries = value.entries or {}
        address = self._clean(value.written, value.line) or self._first(entries, ("url", "address"))
        if not is_web_address(address):
            shown = repr(address[:120]) if address else "a table without `url`" if entries else "a list"
            self.report("bad-value", f"`{key}` is {shown}, not a web address", value.line)
            return None
        address = self._valid_or_report(address, f"`{key}`", value.line)
        if not address:
            return None
        return ArchivedCopy(address, self._archived_day(entries, address))

    def words(self, key: str) -> tuple[str, ...]:
        """Keywords: a list, or one string with commas."""
        value = self.find(key)
        if value is None or not value.is_scalar:
            return self.texts(key)
        words = (word.strip() for word in self._text(value, key).split(","))
        return tuple(dict.fromkeys(word for word in words if word))

    def date(self, key: str, code: str = "bad-date") -> datetime.date | None:
        """A day; None if it is missing or cannot be read (then a finding says so)."""
        value = self.find(key)
        if value is None:
            return None
        day = parse_date(value.written)
        if day is None:
            shown = value.written[:40] or "a list"
            self.report(code, f"`{key}` is {shown!r}, not a date as YYYY-MM-DD", value.line)
        return day

    def language(self) -> str | None:
        """The canonical tag; "" if none is given; None if it is not known (then a finding says so)."""
        value = self.find("lang")
        if value is None:
            return ""
        tag = languages.normalise_tag(value.written) if value.is_scalar else None
        if tag is None:
            self.report("unknown-language", f"{value.written[:40]!r} is not the tag of a known language", value.line)
        return tag

    def tags(self, key: str) -> tuple[str, ...]:
        """Canonical language tags; what is not the tag of a known language is left out."""
        known = (languages.normalise_tag(written) for written in self.texts(key))
        return tuple(dict.fromkeys(tag for tag in known if tag))

    def is_draft(self) -> bool:
        """Whether `draft: true` or `published: false` is there."""
        return self._flag("draft", False) or not self._flag("published", True)

    def related(self, key: str) -> tuple[RelatedLink, ...]:
        """The related entries, in order, without those that cannot be read."""
        value = self.find(key)
        if value is None:
            return ()
        items = (self._read_related(item) for item in (value.items or (value,)))
        return tuple(item for item in items if item is not None)

    def read(self, key: Key) -> object:
        """The value of an optional key, of the type that its kind names."""
        return READ[key.kind](self, key.name)

    def extra(self) -> dict[str, object]:
        """The keys the program does not know, as plain data."""
        return {without_forbidden(key): value.data for key, value in self.entries.items() if key not in KNOWN_NAMES}

    def report_unquoted(self, found: Iterable[Unquoted]) -> None:
        """A finding for every value that YAML does not read as it is written."""
        for each in found:
            if not each.fixed:
                message = f"{each.lost[:60]} is taken for a comment of `{each.key}`"
                self.report("front-matter-comment", message, each.line)
                continue
            message = f"{each.reason}; write: {each.fixed.strip()}"
            self.report("front-matter-cut", message, each.line)

    def report_near_misses(self) -> None:
        """A finding for every unknown key that is nearly a known one."""
        for key, value in self.entries.items():
            near = nearest_key(key)
            if near:
                self.report("near-miss-key", f"unknown key `{key}`; did you mean `{near}`?", value.line)

    def _flag(self, key: str, default: bool) -> bool:
        value = self.find(key)
        if value is None:
            return default
        word = value.written.strip().lower()
        if word in ("true", "yes", "on", "false", "no", "off"):
            return word in ("true", "yes", "on")
        self.report("bad-value", f"`{key}` must be true or false", value.line)
        return default

    def _text(self, value: Value, key: str) -> str:
        if not value.is_scalar:
            message = f"`{key}` must be text, not a list or table; text that looks like one needs quotation marks"
            self.report("bad-value", message, value.line)
            return ""
        return self._clean(value.written, value.line)

    def _name(self, value: Value, key: str) -> str:
        """A list item: text, or a table with a `name`."""
        if value.entries is not None and "name" in value.entries:
            value = value.entries["name"]
        return self._text(value, key)

    def _authors(self) -> Iterator[NamedValue]:
        value = self.find("authors")
        return named_values(value, BY_NAME["authors"].relator) if value is not None else iter(())

    def _person(self, named: NamedValue) -> Person:
        """A person; what is wrong with the role or an identifier is reported and left out."""
        if not named.role:
            known = ", ".join(NAMES.values())
            self.report("unknown-role", f"{named.written_role[:40]!r} is not a known role: {known}", named.name.line)
        return Person(
            self._text(named.name, "contributors"),
            named.role or CONTRIBUTOR,
            self._identifier(named.orcid, forms.orcid),
            self._identifier(named.isni, forms.isni),
        )

    def _identifier(self, value: Value | None, read: Callable[[str], str]) -> str:
        if value is None or value.is_empty:
            return ""
        try:
            return read(value.written)
        except InvalidIdentifierError as error:
            self.report("bad-identifier", str(error), value.line)
            return ""

    def _archived_day(self, entries: Mapping[str, Value], address: str) -> datetime.date | None:
        """The day that the table gives, else the one in an address such as web.archive.org/web/20220204…"""
        written = entries.get("date") or entries.get("day")
        if written is not None and not written.is_empty:
            day = parse_date(written.written)
            if day is None:
                self.report("bad-value", f"`date` is {written.written[:40]!r}, not a date as YYYY-MM-DD", written.line)
            return day
        match = _WAYBACK.match(address)
        return parse_date("-".join(match.groups())) if match else None

    def _clean(self, text: str, line: int) -> str:
        for _, name in forbidden_lines(text, 1):
            self.report("control-character", f"the character {name} is left out", line)
        for _, said in symbol_lines(text):
            self.report("symbol-character", said, line)
        return " ".join(with_symbols(without_forbidden(text)).split())

    def _read_related(self, value: Value) -> RelatedLink | None:
        if value.is_scalar and value.written.strip():
            return self._related_link(self._clean(value.written, value.line), "", None, value.line)
        entries = value.entries or {}
        target = self._first(entries, ("key", "url", "address"))
        if not target:
            message = "a `related` entry must be a key, an address, or a table with `key` or `url`"
            self.report("bad-value", message, value.line)
            return None
        seen = entries.get("seen")
        day = parse_date(seen.written) if seen else None
        if seen and not seen.is_empty and day is None:
            self.report("bad-value", f"`seen` is {seen.written[:40]!r}, not a date as YYYY-MM-DD", seen.line)
        return self._related_link(target, self._first(entries, ("title",)), day, value.line)

    def _related_link(self, target: str, title: str, seen: datetime.date | None, line: int) -> RelatedLink:
        if not is_web_address(target):
            return RelatedLink(target, title, seen, line)
        repaired = self._valid_or_report(target, "a `related` entry", line)
        if repaired:
            return RelatedLink(repaired, title, seen, line)
        # The words stay. Angle brackets make of the address what is neither an address nor a key.
        return RelatedLink(f"<{target}>", title or target, seen, line)

    def _valid_or_report(self, address: str, what: str, line: int) -> str:
        repaired = valid_address(address)
        if not repaired:
            self.report("bad-value", f"{what} is {address[:120]!r}, which is not a web address", line)
        return repaired

    def _first(self, entries: Mapping[str, Value], names: tuple[str, ...]) -> str:
        found = (entries[name] for name in names if name in entries)
        return next((self._clean(value.written, value.line) for value in found if value.written.strip()), "")


def nearest_key(key: str) -> str:
    """The known key that an unknown one is nearly (a letter missing, doubled, exchanged); "" if none is."""
    lower = key.lower()
    if key in KNOWN_NAMES or lower in _FOREIGN:
        return ""
    folded: dict[str, str] = {name.lower(): name for name in sorted(KNOWN_NAMES)}
    close = difflib.get_close_matches(lower, folded, n=1, cutoff=0.75)
    near: Callable[[str], bool] = lambda name: abs(len(name) - len(lower)) <= 1  # noqa: E731
    return next((folded[name] for name in close if near(name)), "")


# How the value of each kind of optional key is read. `lang` and the switches have methods of their own.
READ: Mapping[Kind, Callable[[Fields, str], object]] = {
    Kind.TEXT: Fields.text,
    Kind.FIRST: lambda fields, key: next(iter(fields.texts(key)), ""),
    Kind.TEXTS: Fields.texts,
    Kind.WORDS: Fields.words,
    Kind.DATE: Fields.date,
    Kind.LANGUAGES: Fields.tags,
    Kind.ADDRESS: Fields.address,
    Kind.RELATED: Fields.related,
    Kind.AUTHORS: Fields.authors,
    Kind.PEOPLE: Fields.people,
    Kind.DOI: Fields.doi,
    Kind.ARCHIVED: Fields.archived,
}
