"""Feeds in a file: RSS 0.9x, 1.0 and 2.0, Atom 1.0, JSON Feed 1.0 and 1.1.

XML is read with lxml and not with feedparser, the usual library. feedparser is made for news readers: it cleans the
HTML (ruby, roles and `epub:type` go), hands on a feed cut off in the middle as if it were whole, joins several contents
to one, and keeps the whole feed in memory. Told to clean nothing it is little more than an XML parser. Here a broken
feed is refused or repaired with a remark, `xml:lang` and `xml:base` are those of each element, and a feed is read entry
by entry. Nothing of it is looked up on the web: a DTD is dropped, an entity of the feed's own is refused.
"""

from collections.abc import Iterator
from pathlib import Path

from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.serial_facts import SerialFacts
from archivist.reader_api.source_sample import SourceSample
from archivist.readers.feeds.feed_detection import is_feed

__all__ = ["READER", "is_feed", "read"]


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of a feed, in its order. Its pictures are on the web and stay there.

    Raises SourceError if the file is not a feed or is broken, before anything is yielded.
    """
    from archivist.readers.feeds.feed_reading import read_feed  # noqa: PLC0415 (brings an XML parser)

    return read_feed(source, wishes)


class FeedReader(Reader):
    """Feeds in a file."""

    name = "feed"
    description = "a feed in a file: RSS, Atom, JSON Feed"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the first element, or JSON Feed's version."""
        return Claim(Confidence.CERTAIN) if is_feed(source.head) else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """See `read` of this module."""
        return read(source, wishes, media)

    def serial_facts(self, source: Path) -> SerialFacts:
        """What the feed says outside its entries."""
        from archivist.web_feeds.channel_facts import channel_facts  # noqa: PLC0415

        return channel_facts(source)


READER = FeedReader()
