"""Feeds for the tests, and what is found in them."""

import json
from pathlib import Path
from typing import Any

from archivist.reader_api.found import Found, FoundArticle, Wishes
from archivist.readers.feeds import read

RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">'
    "<channel><title>A site</title><link>https://example.org/</link><language>en</language>{}</channel></rss>"
)
ITEM = (
    "<item><title>A river</title><link>https://example.org/2022/03/a-river/</link>"
    '<guid isPermaLink="false">tag:7</guid><pubDate>Wed, 30 Mar 2022 21:39:00 +0400</pubDate>{}</item>'
)
ATOM = '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{}</feed>'
ENTRY = "<entry><id>urn:7</id><title>A river</title><published>2022-03-30T21:39:00Z</published>{}</entry>"
TEXT = "It rises in the snow of the upper valley, and in summer it is the water of the whole plain below."


class NoMedia:
    """Takes no pictures: a feed has none."""

    def bring(self, name: str, data: bytes) -> str:
        raise AssertionError(name)


def found_in(folder: Path, feed: str | bytes | dict[str, Any], **wishes: Any) -> list[Found]:
    """All that is found in a feed."""
    data = json.dumps(feed) if isinstance(feed, dict) else feed
    file = folder / "feed.xml"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(file, Wishes(**wishes), NoMedia()))


def articles_in(folder: Path, feed: str | bytes | dict[str, Any], **wishes: Any) -> list[FoundArticle]:
    """The articles found in a feed."""
    return [each for each in found_in(folder, feed, **wishes) if isinstance(each, FoundArticle)]


def one_in(folder: Path, feed: str | bytes | dict[str, Any], **wishes: Any) -> FoundArticle:
    """The one article of a feed."""
    (article,) = articles_in(folder, feed, **wishes)
    return article


def rss_item(inside: str) -> str:
    """A feed of RSS with one item."""
    return RSS.format(ITEM.format(inside))


def atom_entry(inside: str) -> str:
    """A feed of Atom with one entry."""
    return ATOM.format(ENTRY.format(inside))


def html(text: str) -> str:
    """`content:encoded` with this HTML."""
    return f"<content:encoded><![CDATA[{text}]]></content:encoded>"


def said(article: FoundArticle, code: str) -> str:
    """The messages of the remarks with this code."""
    return "\n".join(remark.message for remark in article.remarks if remark.code == code)
