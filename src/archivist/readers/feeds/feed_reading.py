"""A feed in a file, read entry by entry."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, SourceError, Wishes
from archivist.readers.feeds.duplicates import repeats
from archivist.web_feeds.entry import Entry
from archivist.web_feeds.feed_article import article_of
from archivist.web_feeds.json_feed import JsonFeed, open_json
from archivist.web_feeds.xml_stream import XmlFeed, open_xml

_HEAD = 4096  # bytes that tell JSON from XML


def read_feed(source: Path, wishes: Wishes) -> Iterator[Found]:
    """The articles of a feed, in its order."""
    feed = _open_feed(source)
    if feed.changes:
        yield Finding.at(Place(source.name), "import-repaired", "; ".join(feed.changes))
    again = repeats(feed.entries())
    for entry in feed.entries():
        if entry.number not in again.dropped:
            place = Place(source.name, item=f"entry {entry.number}")
            found = article_of(_with_own_name(entry, again.shared_names), feed.info, place, wishes)
            yield _with_remark(found, again.remarks.get(entry.number, ""))


def _open_feed(source: Path) -> XmlFeed | JsonFeed:
    try:
        with source.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(source.name)) from None
    is_json = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{")
    return open_json(source) if is_json else open_xml(source)


def _with_own_name(entry: Entry, shared: frozenset[str]) -> Entry:
    """If different entries have the same identifier, the address or the title distinguishes them."""
    if (entry.identifier or entry.link) not in shared:
        return entry
    own = " ".join(filter(None, (entry.identifier, entry.link, entry.title)))
    remark = ("import-guessed", f"other entries have the same identifier “{entry.identifier}” but different content")
    return replace(entry, identifier=own, remarks=(*entry.remarks, remark))


def _with_remark(found: Found, message: str) -> Found:
    if not message or isinstance(found, Finding):
        return found
    return replace(found, remarks=(*found.remarks, Finding.at(found.place, "import-left-out", message)))
