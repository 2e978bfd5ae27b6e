"""Feeds in a file: RSS 0.9x, 1.0 and 2.0, Atom 1.0, JSON Feed 1.0 and 1.1.

XML is read with lxml and not with feedparser, the usual library. feedparser is made for news readers: it cleans the
HTML (ruby, roles and `epub:type` go), hands on a feed cut off in the middle as if it were whole, joins several contents
to one, and keeps the whole feed in memory. Told to clean nothing it is little more than an XML parser. Here a broken
feed is refused or mended with a remark, `xml:lang` and `xml:base` are those of each element, and a feed is read entry
by entry. Nothing of it is looked up on the web: a DTD is dropped, an entity of the feed's own is refused.
"""

from archivist.readers.feeds.feed_detection import is_feed
from archivist.readers.feeds.feed_reading import read

__all__ = ["is_feed", "read"]
