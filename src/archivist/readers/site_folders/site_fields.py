"""From front matter to what an article says of itself. What no field takes stays under its own name."""

import datetime
import re
from collections.abc import Mapping

from archivist.article_facts import Person
from archivist.findings import Finding
from archivist.front_matter.keys import BY_NAME
from archivist.front_matter.people import NamedValue, named_values
from archivist.front_matter.roles import AUTHOR
from archivist.front_matter.values import Value, value_of
from archivist.identifiers import InvalidIdentifierError
from archivist.identifiers.forms import doi, isni, orcid
from archivist.place import Place
from archivist.reader_api.dates import Moment, read_date
from archivist.reader_api.found import FoundRelated
from archivist.readers.site_folders.site import name_of
from archivist.readers.site_folders.site_front_matter import Entry
from archivist.text import languages
from archivist.text.xml_characters import without_forbidden

KEYS = ("translation_key", "translationKey", "key")  # what joins translations in Hugo and in the archive
OTHER_KEYS = ("page_id", "lang-ref", "lang_ref", "i18n_key", "translation_id", "ref")  # in Jekyll's plug-ins
DATES = ("date", "publishDate", "publishdate", "pubDate", "pubdate")
UPDATED = ("lastmod", "last_modified_at", "updated", "modified", "last_updated")
SOURCES = ("source", "canonical", "canonical_url", "canonicalURL", "canonicalUrl", "original_url")
_FALSE, _TRUE = frozenset({"false", "no", "off", "n"}), frozenset({"true", "yes", "on", "y"})


class Fields:
    """Reads one front matter; notes what was used of it and what is to be reported."""

    def __init__(self, own: Mapping[str, Entry], defaults: Mapping[str, Entry], place: Place) -> None:
        self.own, self.defaults, self._place = own, defaults, place
        self._all = {**defaults, **own}
        self._used: set[str] = set()
        self.remarks: list[Finding] = []

    def remark(self, code: str, message: str, key: str = "") -> None:
        """Add a remark, with the line of a key."""
        line = self.own[key].line if key in self.own else 0
        self.remarks.append(Finding.at(self._place.on_line(line), code, message))

    def peek(self, *names: str) -> tuple[str, Entry] | None:
        """The first of these keys that has a value."""
        found = ((name, self._all[name]) for name in names if name in self._all)
        return next(((name, entry) for name, entry in found if entry.written not in ("", [], {}, None)), None)

    def data(self, name: str) -> object:
        """The plain data of a key; it stays among the rest."""
        entry = self._all.get(name)
        return entry.data if entry else None

    def scalar(self, name: str) -> str:
        """A text as it was written, "" if there is none; it stays among the rest."""
        found = self.peek(name)
        return found[1].written.strip() if found and isinstance(found[1].written, str) else ""

    def text(self, *names: str) -> str:
        """A line of plain text, "" if there is none."""
        for name in names:
            found = self.peek(name)
            if found and isinstance(found[1].written, str):
                self._used.add(name)
                return _line(found[1].written)
        return ""

    def texts(self, *names: str) -> tuple[str, ...]:
        """Several lines of plain text: a list or one; of tables their names."""
        found = self.peek(*names)
        if found is None:
            return ()
        written = found[1].written
        items = written if isinstance(written, list) else [written]
        words = [_line(name_of(item) if isinstance(item, dict) else str(item)) for item in items]
        if not all(words) or any(isinstance(item, list) for item in items):
            return ()
        self._used.add(found[0])
        return tuple(dict.fromkeys(words))

    def words(self, *names: str, by_spaces: bool) -> tuple[str, ...]:
        """Keywords: a list, or one line with commas; without commas parted by spaces, if the program does so."""
        found = self.peek(*names)
        if found is None or not isinstance(found[1].written, str):
            return self.texts(*names)
        self._used.add(found[0])
        line = _line(found[1].written)
        parts = line.split(",") if "," in line or not by_spaces else line.split()
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def flag(self, name: str) -> bool | None:
        """True, false, or None if it is not there or something else."""
        word = self.scalar(name).lower()
        if word not in _TRUE | _FALSE:
            return None
        self._used.add(name)
        return word in _TRUE

    def moment(self, *names: str, language: str = "") -> Moment | None:
        """The first of these keys that is a date; a remark for one that cannot be read."""
        for name in names:
            found = self.peek(name)
            if found is None or str(found[1].written).lower() in _TRUE | _FALSE:
                continue
            written, data = found[1].written, found[1].data
            moment = read_date(str(written).strip(), language) or read_date(str(data), language)
            if moment is None:
                self.remark("import-left-out", f"`{name}: {_line(str(written))[:60]}` cannot be read as a date", name)
                continue
            self._used.add(name)
            if moment.ambiguous:
                self.remark("import-guessed", f"`{name}: {written}` was read as {moment.day}, day first", name)
            return moment
        return None

    def language(self, codes: Mapping[str, str]) -> str:
        """The canonical tag of the language, "" if there is none or it is unknown."""
        for name in ("lang", "language", "locale", "languageCode"):
            written = self.scalar(name)
            found = (
                codes.get(written)
                or codes.get(written.lower())
                or (languages.normalise_tag(written) if written else "")
            )
            if found:
                self._used.add(name)
                return found
            if written:
                self.remark("import-left-out", f"`{name}: {written[:40]}` is not a known language", name)
        return ""

    def related(self) -> tuple[FoundRelated, ...]:
        """What is offered to read next."""
        found = self.peek("related", "related_posts")
        if found is None:
            return ()
        written = found[1].written
        items = written if isinstance(written, list) else [written]
        read = [_read_related(item) for item in items]
        if not all(read):
            return ()  # kept as it is, under its name
        self._used.add(found[0])
        if any(isinstance(item, dict) and set(item) - {"key", "url", "address", "title", "name"} for item in items):
            self.remark("import-left-out", f"everything in `{found[0]}` except keys, addresses and titles", found[0])
        return tuple(entry for entry in read if entry)

    def people(self, key: str) -> tuple[Person, ...]:
        """Everyone that a key of the archive names; kept as it is if something of it is not known.

        Authors are not in `contributors` unless the site gives their identifiers.
        """
        found = self.peek(*BY_NAME[key].names)
        named = list(named_values(self._value(found), BY_NAME[key].relator)) if found else []
        people = [person_of(each) for each in named]
        whole = tuple(person for person in people if person)
        if found and len(whole) == len(people):
            self._used.add(found[0])
            return whole
        return ()

    def identified_authors(self) -> tuple[Person, ...]:
        """The authors of whom the site gives an ORCID or ISNI, which must be valid."""
        found = self.peek("authors", "author")
        people = map(person_of, named_values(self._value(found), AUTHOR)) if found else ()
        return tuple(person for person in people if person and (person.orcid or person.isni))

    def doi(self) -> str:
        """A valid DOI; anything else stays as it is."""
        written = self.scalar("doi")
        try:
            number = doi(written) if written else ""
        except InvalidIdentifierError:
            return ""
        self._used.add("doi")
        return number

    def _value(self, found: tuple[str, Entry]) -> Value:
        name, entry = found
        return value_of(entry.written, self.own[name].line if name in self.own else 0)

    def translations(self) -> tuple[str, ...]:
        """The languages it is said to exist in; kept as it is if it is not a list of languages."""
        found = self.peek("translations")
        items = found[1].written if found and isinstance(found[1].written, list) else []
        tags = [languages.normalise_tag(item) if isinstance(item, str) else None for item in items]
        if not tags or not all(tags):
            return ()
        self._used.add("translations")
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    def address(self, *names: str) -> str:
        """The first of these keys that is a web address."""
        for name in names:
            if self.scalar(name).lower().startswith(("http://", "https://")):
                return self.text(name)
        return ""

    def rest(self) -> dict[str, object]:
        """What of the file's own front matter was not used, as plain data."""
        kept = {key: entry for key, entry in self.own.items() if key not in self._used}
        return {key: entry.data for key, entry in kept.items()}


def later(moment: Moment | None, day: datetime.date | None) -> datetime.date | None:
    """The day of a change, if it is after the day of publication."""
    return moment.day if moment and (day is None or moment.day > day) else None


def _read_related(item: object) -> FoundRelated | None:
    if isinstance(item, dict):
        address = next((item[key] for key in ("key", "url", "address") if isinstance(item.get(key), str)), "")
        title = next((item[key] for key in ("title", "name") if isinstance(item.get(key), str)), "")
        return FoundRelated(_line(title), _line(address)) if address.strip() or title.strip() else None
    word = _line(item) if isinstance(item, str) else ""
    if not word:
        return None
    return FoundRelated(title=word) if re.search(r"\s", word) else FoundRelated(address=word)


def _line(text: str) -> str:
    return " ".join(without_forbidden(text).split())


def person_of(named: NamedValue) -> Person | None:
    """A person; None if the name, the role or an identifier is not one."""
    name = _line(named.name.written) if named.name.is_scalar else ""
    if not name or not named.role:
        return None
    try:
        numbers = [read(value.written) if value else "" for read, value in ((orcid, named.orcid), (isni, named.isni))]
    except InvalidIdentifierError:
        return None
    return Person(name, named.role, *numbers)
