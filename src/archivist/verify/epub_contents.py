"""The contents of an EPUB: each line has the words of the heading that it leads to, and no text is left out.

(EPUB 3.3, 7.4.2; NCX 2005-1, navMap.)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from archivist.text.xml_element import Element
from archivist.verdict import Message
from archivist.verify.epub_book import HTML, NCX, EpubBook, Target, is_of_type, target
from archivist.verify.internal_check import error
from archivist.verify.pdf_formulas import MATH, source_of
from archivist.verify.text_differences import letters, short

CHECK = "contents"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_HEADINGS = tuple(f"{HTML}h{level}" for level in range(1, 7))
_GAP = "note-gap"  # the class of a comma between the calls of two notes
_LISTED = ("bodymatter", "backmatter")  # kinds of documents that the contents must lead to


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    target: Target


def messages(book: EpubBook) -> Iterator[Message]:
    """Everything wrong with the contents."""
    nav = book.navigation
    contents = None if nav is None else _of_type(book.root(nav.name), "toc")
    if nav is None or contents is None:
        yield error("no-contents", "the EPUB has no contents", book.package_name)
        return
    lines = [_Line(_words(link), target(link.get("href") or "", nav.name)) for link in contents.iter(f"{HTML}a")]
    for line in lines:
        yield from _line(book, line, nav.name)
    listed = {line.target.name for line in lines}
    for item in book.spine:
        if item.name not in listed and _is_text(book.root(item.name)):
            yield error("document-not-listed", f"the contents do not lead to {item.name}", nav.name)
    yield from _ncx(book, lines)


def _of_type(root: Element, term: str) -> Element | None:
    return next((each for each in root.iter(f"{HTML}nav") if is_of_type(each, term)), None)


def _is_text(root: Element) -> bool:
    return any(is_of_type(body, term) for body in root.iter(f"{HTML}body") for term in _LISTED)


def _line(book: EpubBook, line: _Line, place: str) -> Iterator[Message]:
    """A line against its heading; a text in two languages has a title of each. Where it leads, links have checked."""
    if line.target.name not in book.members:
        return
    root = book.root(line.target.name)
    headings = _headings_at(root, line.target.fragment)
    if _visible(line.words) not in {_visible(headings[0] if headings else ""), _visible(" / ".join(headings))}:
        said = f"“{short(line.words)}” leads to the heading “{short(' / '.join(headings)) or 'none'}”"
        yield error("contents-differ", said, place)


def _headings_at(root: Element, fragment: str) -> list[str]:
    """The words of the heading with an id, or of the titles of a document."""
    if not fragment:
        return [_words(each) for each in root.iter(f"{HTML}h1")]
    place = next((each for each in root.iter() if isinstance(each.tag, str) and each.get("id") == fragment), None)
    if place is None:
        return []
    found = next((each for each in place.iter(*_HEADINGS)), None)
    return [] if found is None else [_words(found)]


def _words(element: Element) -> str:
    """The text of a heading or a line, with the words for its pictures, without the calls of notes."""
    if element.tag == MATH:
        return source_of(element)
    parts = [element.get("alt") or "" if element.tag == f"{HTML}img" else element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not is_of_type(child, "noteref") and child.get("class") != _GAP:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _visible(text: str) -> str:
    """For comparing: letters, and one space where there are any."""
    return "".join((" " if letter.gap else "") + letter.letter for letter in letters([(text, None)])).strip()


def _ncx(book: EpubBook, lines: list[_Line]) -> Iterator[Message]:
    """The same lines for readers from the days of EPUB 2."""
    item = next((item for item in book.items if item.media_type == NCX), None)
    if item is None or item.name not in book.members:
        return
    points = book.root(item.name).iter(f"{_NCX}navPoint")
    for line, other in zip_longest(lines, [_point(point, item.name) for point in points]):
        if (
            line is None
            or other is None
            or (_visible(line.words), line.target) != (_visible(other.words), other.target)
        ):
            said = f"“{short((line or other).words)}” differs from the contents of the navigation"
            yield error("contents-of-ncx", said, item.name)
            return


def _point(point: Any, source: str) -> _Line:
    words = "".join(point.find(f"{_NCX}navLabel").itertext())
    return _Line(words, target(point.find(f"{_NCX}content").get("src") or "", source))
