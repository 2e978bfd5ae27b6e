"""From the entries of a Blogger export to articles."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, Media, Wishes
from archivist.web_feeds.feed_article import article_of
from archivist.web_feeds.xml_stream import open_xml

_KINDS = {
    "comment": "comments of readers",
    "settings": "settings",
    "template": "templates",
    "thrown away": "entries in the bin",
}


def read_export(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles; then how many entries are none. Pictures stay on the web.

    Raises SourceError if the export is broken anywhere, before anything is yielded.
    """
    del media
    feed = open_xml(source)
    if feed.changes:
        yield Finding.at(Place(source.name), "import-repaired", "; ".join(feed.changes))
    left: Counter[str] = Counter()
    without_address = 0
    for entry in feed.entries():
        if entry.kind:
            left[_KINDS.get(entry.kind, f"entries of the kind “{entry.kind[:40]}”")] += 1
            continue
        place = Place(source.name, item=f"entry {entry.number}")
        found = article_of(entry, feed.info, place, wishes)
        if isinstance(found, FoundArticle):
            without_address += not found.source
            found = replace(found, type=entry.type)
        yield found
    if left:
        listed = "; ".join(f"{count:,} {what}" for what, count in sorted(left.items()))
        yield Finding.at(Place(source.name), "import-left-out", f"entries that are not articles are left out: {listed}")
    if without_address:
        message = (
            f"articles without `source`, since the export does not contain the address of the blog: {without_address}"
        )
        yield Finding.at(Place(source.name), "import-incomplete", message)
