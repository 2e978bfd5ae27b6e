"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.article_facts import Person
from archivist.place import Place
from archivist.reader_api.decoding import CONVERT, decode
from archivist.reader_api.found import SourceError
from archivist.reader_api.stated_people import beside_names, stated_person
from archivist.web_feeds.entry import Enclosure, Entry, FeedInfo, RichText
from archivist.web_feeds.markup_text import on_one_line, remove_forbidden
from archivist.web_feeds.scope import absolute

_MAX_SIZE = 256 * 2**20  # bytes; JSON has to be read whole


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """A JSON Feed in memory."""

    info: FeedInfo
    changes: tuple[str, ...]
    _items: Sequence[object]

    def entries(self) -> Iterator[Entry]:
        """The entries in the order of the file."""
        for number, item in enumerate(self._items, start=1):
            yield _entry_of(item if isinstance(item, dict) else {}, number, self.info)


def open_json(source: Path) -> JsonFeed:
    """Raises SourceError if the file is not a JSON Feed or larger than 256 MB."""
    data, changes = _load(source)
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(items, list):
        raise SourceError("not a JSON Feed: there is no list “items”", place=Place(source.name))
    return JsonFeed(_info_of(data), changes, items)


def _load(source: Path) -> tuple[object, tuple[str, ...]]:
    try:
        if source.stat().st_size > _MAX_SIZE:
            raise SourceError("the JSON Feed is larger than 256 MB", "Divide it.", place=Place(source.name))
        decoded = decode(source.read_bytes(), "utf-8")
        if decoded.unknown:
            raise SourceError(f"cannot be read: {decoded.unknown}", CONVERT, place=Place(source.name))
        return json.loads(decoded.text.lstrip("\ufeff")), tuple(remark.message for remark in decoded.remarks)
    except RecursionError:
        raise SourceError("the JSON is nested too deeply", place=Place(source.name)) from None
    except ValueError as error:
        raise SourceError(f"invalid JSON: {error}", "Fetch the feed again.", place=Place(source.name)) from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(source.name)) from None


def _text(data: Mapping[str, object], name: str) -> str:
    """A text, or a number as a text (ids are sometimes written so); "" for anything else."""
    value = data.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return remove_forbidden(value).strip() if isinstance(value, str) else ""


def _tables(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    value = data.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _info_of(data: Mapping[str, object]) -> FeedInfo:
    return FeedInfo(
        title=on_one_line(_text(data, "title")),
        link=_text(data, "home_page_url") or _text(data, "feed_url"),
        language=_text(data, "language"),
        authors=_authors(data),
    )


def _authors(data: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person.name for person in _people(data)))


def _people(data: Mapping[str, object]) -> list[Person]:
    """Version 1.1 has a list, version 1.0 one author."""
    one = data.get("author")
    people = _tables(data, "authors") or ([one] if isinstance(one, dict) else [])
    named = ((on_one_line(_text(each, "name")), _text(each, "url")) for each in people)
    return [stated_person(name, addresses=(address,)) for name, address in named if name]


def _entry_of(item: Mapping[str, object], number: int, info: FeedInfo) -> Entry:
    link, elsewhere = (_address(item, name, info) for name in ("url", "external_url"))
    html, text, summary = (_text(item, name) for name in ("content_html", "content_text", "summary"))
    contents = [RichText(html, is_html=True)] if html else [RichText(text)] if text else []
    tags = item.get("tags")
    own_tags = (
        [on_one_line(remove_forbidden(each)) for each in tags if isinstance(each, str)]
        if isinstance(tags, list)
        else []
    )
    return Entry(
        number=number,
        identifier=_text(item, "id"),
        link=link,
        title=on_one_line(_text(item, "title")),
        contents=tuple(contents),
        summary=RichText(summary) if summary else None,
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        language=_text(item, "language"),
        authors=_authors(item) or info.authors,
        contributors=beside_names(_people(item)),
        tags=tuple(dict.fromkeys(filter(None, own_tags))),
        enclosures=_attachments(item, info),
        related=(("", elsewhere),) if elsewhere else (),
        extra={name: value for name in ("image", "banner_image") if (value := _address(item, name, info))},
        remarks=_lost(item),
    )


def _lost(item: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """A remark if the item has characters that no book can contain."""
    names = [name for name, value in item.items() if isinstance(value, str) and remove_forbidden(value) != value]
    if not names:
        return ()
    return (
        (
            "import-repaired",
            f"characters that a book cannot contain were removed from {remove_forbidden(', '.join(names))}",
        ),
    )


def _address(item: Mapping[str, object], name: str, info: FeedInfo) -> str:
    written = _text(item, name)
    return absolute(written, info.link) if written else ""


def _attachments(item: Mapping[str, object], info: FeedInfo) -> tuple[Enclosure, ...]:
    return tuple(
        Enclosure(address, on_one_line(_text(each, "title")))
        for each in _tables(item, "attachments")
        if (address := _address(each, "url", info))
    )
