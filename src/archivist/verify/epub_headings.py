"""The headings of an EPUB as they are read aloud and listed: their names are their words.

A screen reader announces a heading, and lists all headings, by the accessible name, which is computed from the content
(Accessible Name and Description Computation 1.2, 4.3.2; ARIA in HTML): labels of what is within it, such as the mark of
a page, become part of it and are nowhere to be seen.
"""

from collections.abc import Callable, Iterator

from archivist.text.xml_element import Element
from archivist.verdict import Message
from archivist.verify.epub_book import HTML, EpubBook
from archivist.verify.epub_text import is_page_mark
from archivist.verify.internal_check import error
from archivist.verify.text_differences import letters, short

CHECK = "headings"
_HEADINGS = tuple(f"{HTML}h{level}" for level in range(1, 7))
_UNSHOWN = frozenset(f"{HTML}{name}" for name in ("script", "style", "template"))


def messages(book: EpubBook) -> Iterator[Message]:
    """Every heading whose name is not its words."""
    for item in book.documents:
        root = book.root(item.name)
        for heading in root.iter(*_HEADINGS):
            yield from _heading(heading, root, item.name)


def _heading(heading: Element, root: Element, place: str) -> Iterator[Message]:
    words, name = _visible(_words(heading)), _visible(_name(heading, root))
    if any(is_page_mark(each) for each in heading.iter() if isinstance(each.tag, str)):
        said = f"the number of a page is read as part of the heading “{short(words)}”"
        yield error("page-mark-in-heading", said, place)
    elif words != name:
        yield error("heading-name", f"the heading “{short(words)}” is read as “{short(name) or 'nothing'}”", place)


def _words(element: Element) -> str:
    """What is seen: text, and the words for pictures."""
    if _is_hidden(element):
        return ""
    if element.tag == f"{HTML}img":
        return element.get("alt") or ""
    return _content(element, _words)


def _name(element: Element, root: Element) -> str:
    """What is announced."""
    if _is_hidden(element) or element.get("aria-hidden") == "true":
        return ""
    label = _label(element, root)
    if label:
        return label
    if element.tag == f"{HTML}img":
        return element.get("alt") or element.get("title") or ""
    return _content(element, lambda child: _name(child, root))


def _label(element: Element, root: Element) -> str:
    """Its `aria-labelledby` or `aria-label`. A call to a note may say where it leads: that is not a fault."""
    if element.get("role") == "doc-noteref":
        return ""
    ids = (element.get("aria-labelledby") or "").split()
    named = [each for id in ids for each in root.iter() if isinstance(each.tag, str) and each.get("id") == id]
    return " ".join(_content(each, _words) for each in named) or (element.get("aria-label") or "").strip()


def _content(element: Element, of_child: Callable[[Element], str]) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append(of_child(child) if isinstance(child.tag, str) else "")
        parts.append(child.tail or "")
    return "".join(parts)


def _is_hidden(element: Element) -> bool:
    return element.tag in _UNSHOWN or "hidden" in element.attrib


def _visible(text: str) -> str:
    """For comparing: characters, and one space where there are any."""
    return "".join((" " if letter.gap else "") + letter.letter for letter in letters([(text, None)])).strip()
