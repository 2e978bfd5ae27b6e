"""Blogger: its export, a feed of Atom with posts, pages, comments and settings; the older one and Google Takeout's."""

import re
from collections.abc import Iterator
from pathlib import Path

from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.serial_facts import SerialFacts
from archivist.reader_api.source_sample import SourceSample

__all__ = ["READER"]

_ATOM = b"http://www.w3.org/2005/Atom"
_FEED = re.compile(rb"<feed[\s>]")
_KIND = re.compile(
    rb"schemas\.google\.com/blogger/2008/kind#|<blogger:type>\s*(?:POST|PAGE|COMMENT|BLOGGER)|<blogger:(?:status|filename)>"
)


class BloggerReader(Reader):
    """Exports of Blogger."""

    name = "blogger"
    description = "an export of Blogger (Atom), also feed.atom of Google Takeout"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the kinds that entries are marked with. It is a feed of Atom too, so the claim outweighs that of feeds."""
        head = source.head
        is_export = _ATOM in head and _FEED.search(head) is not None and _KIND.search(head) is not None
        return Claim(Confidence.CERTAIN, 2) if is_export and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """The posts and pages, in the order of the export."""
        from archivist.readers.blogger.blogger_export import read_export  # noqa: PLC0415

        return read_export(source, wishes, media)

    def serial_facts(self, source: Path) -> SerialFacts:
        """What the feed says outside its entries."""
        from archivist.web_feeds.channel_facts import channel_facts  # noqa: PLC0415

        return channel_facts(source)


READER = BloggerReader()
