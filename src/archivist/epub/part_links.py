"""The contents of the other parts, below those of this one: a reader sees the whole volume, and where the rest is.

They are outside the navigation's own list, which may contain only what can be opened (EPUB 3.3 §7.3).
"""

from collections.abc import Iterator

from archivist.epub.page_skeleton import child, set_language
from archivist.epub.plain_text import plain
from archivist.model.book import Document, Part
from archivist.text.xml_element import Element


def add(body: Element, part: Part, language: str, title_language: str) -> None:
    """A list for each of the other parts. `title_language` is that of the words “Part 1 of 3”."""
    for title, articles in part.elsewhere:
        section = child(body, "section", **{"class": "other-part"})
        heading = child(section, "h2", title)
        if title_language != language:
            set_language(heading, title_language)
        lines = child(section, "ol")
        for article in articles:
            _line(child(lines, "li"), article, language)


def words(part: Part | None) -> Iterator[str]:
    """All that is written there."""
    for title, articles in part.elsewhere if part else ():
        yield title
        for article in articles:
            yield from (article.title, article.second_title)


def _line(item: Element, article: Document, language: str) -> None:
    what = f"The title of {article.source or article.id}"
    title = child(item, "span", plain(article.title, what) or article.id)
    if article.language != language:
        set_language(title, article.language)
    second = plain(article.second_title, what)
    if second:
        title.tail = " / "
        set_language(child(item, "span", second), article.second_language)
