"""The pages of the PDF in the text of the EPUB, each marked at the very letter it begins with.

(EPUB Accessibility 1.1, 4.1; EPUB 3.3, 7.4.3; the terms are those of EPUB SSV 1.1, `pagebreak` and `page-list`.)
Places are counted in letters, as pdf/page_starts.py counts them. A page may begin within a divided word, and then the
mark is within the word. A mark is never within a heading, which would be read aloud and listed with the number of
the page: it is before the heading, between blocks. At the beginning of a link or an emphasis it is before that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from archivist.epub.package import EPUB_TYPE, HTML
from archivist.model.pages import DocumentMarks, PageMark
from archivist.pages.page_ids import page_id
from archivist.text.visible_text import columns, visible
from archivist.text.xml_element import Element

_XHTML = f"{{{HTML}}}"
_HEADINGS = frozenset(f"{_XHTML}h{level}" for level in range(1, 7))
_HOLDING_HEADINGS = frozenset(f"{_XHTML}{tag}" for tag in ("hgroup", "summary", "details", "a"))
_INLINE = frozenset(
    f"{_XHTML}{tag}"
    for tag in ("a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup")
)
_UNREAD = frozenset({f"{_XHTML}{tag}" for tag in ("head", "script", "style", "template")})


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page of the PDF and where it begins in the EPUB."""

    label: str
    id: str  # of the mark


@dataclass(slots=True)
class _Text:
    """A text node with letters, and the figures between it and the letters before it."""

    element: Element
    is_tail: bool
    stream: str
    first: int  # letters of its stream that are before
    letters: int
    text: str
    figures: list[Element]


def insert(root: Element, pages: DocumentMarks) -> tuple[MarkedPage, ...]:
    """Put the marks into a document as it came from the markup; say which, in order."""
    if not pages.marks:
        return ()
    texts = list(_texts(root, frozenset(pages.floated)))
    inserted: dict[int, list[tuple[int, PageMark]]] = defaultdict(list)  # by index of the text node
    late: list[PageMark] = []
    for mark in pages.marks:
        index = _holding(texts, mark)
        if index is None:
            late.append(mark)
        else:
            inserted[index].append((_offset(texts[index], mark), mark))
    for index in sorted(
        inserted, reverse=True
    ):  # the last one first, so that several before a heading keep their order
        _insert_in(texts[index], inserted[index])
    body = root.find(f"{_XHTML}body")
    assert body is not None  # the templates write one
    last = body[-1] if len(body) else body
    for mark in late:
        last.append(element_for(mark.label))
    return tuple(MarkedPage(mark.label, page_id(mark.label)) for mark in pages.marks)


def element_for(label: str) -> Element:
    """A mark, which shows nothing."""
    mark: Element = etree.Element(f"{_XHTML}span", id=page_id(label), role="doc-pagebreak")
    mark.set(EPUB_TYPE, "pagebreak")
    mark.set("aria-label", label)
    return mark


# ---------------------------------------------------------------- finding the place


def _texts(root: Element, floated: Collection[str]) -> Iterator[_Text]:
    """The text nodes that paper has as running text, figures apart."""
    names = dict(columns(root))
    counted: dict[str, int] = defaultdict(int)
    figures: dict[str, list[Element]] = defaultdict(list)

    def node(element: Element, is_tail: bool, stream: str) -> Iterator[_Text]:
        text = (element.tail if is_tail else element.text) or ""
        letters = len(visible(text))
        if letters:
            yield _Text(element, is_tail, stream, counted[stream], letters, text, figures.pop(stream, []))
            counted[stream] += letters

    def walk(element: Element, around: str) -> Iterator[_Text]:
        stream = names.get(element, around)
        if is_floating(element):
            figures[stream].append(element)
        elif not _is_left_out(element, floated):
            yield from node(element, False, stream)
            for child in element:
                yield from walk(child, stream)
                yield from node(child, True, stream)

    yield from walk(root, "")


def is_floating(element: Element) -> bool:
    """Whether paper may have an element in another place: a figure with a picture (pdf/page_starts.py)."""
    return bool(element.tag == f"{_XHTML}figure" and next(element.iter(f"{_XHTML}img"), None) is not None)


def _is_left_out(element: Element, floated: Collection[str]) -> bool:
    """Whether paper has an element elsewhere or not at all: notes at the foot of pages, and what is for screens."""
    classes = (element.get("class") or "").split()
    if element.tag in _UNREAD or "epub-only" in classes or element.get("id") in floated:
        return True
    if element.tag == f"{_XHTML}section" and "notes" in classes:
        notes = [each.get("id") for each in element.iter(f"{_XHTML}aside")]
        return all(note in floated for note in notes)
    return False


def _holding(texts: Sequence[_Text], mark: PageMark) -> int | None:
    """The text node with the first letter of a page."""
    for index, each in enumerate(texts):
        if each.stream == mark.start.stream and mark.start.letters < each.first + each.letters:
            return index
    return None


def _offset(text: _Text, mark: PageMark) -> int:
    """The place in the text node before the first letter of a page, as an index of characters."""
    wanted = mark.start.letters - text.first
    for place, character in enumerate(text.text):
        letters = len(visible(character))
        if letters and wanted <= 0:
            return place
        wanted -= letters
    return len(text.text)


# ---------------------------------------------------------------- writing


def _insert_in(text: _Text, marks: Sequence[tuple[int, PageMark]]) -> None:
    """Put marks into a text node, the last one first, so that places keep."""
    figures = list(text.figures)
    for place, mark in reversed(marks):
        if mark.start.figures and figures and mark.start.letters <= text.first:
            before = figures[-mark.start.figures :]
            figures = figures[: -mark.start.figures]
            before[0].addprevious(element_for(mark.label))
        else:
            _split(text, place, mark)


def _split(text: _Text, place: int, mark: PageMark) -> None:
    new = element_for(mark.label)
    within = [] if text.is_tail else [text.element]
    heading = next((each for each in (*within, *text.element.iterancestors()) if each.tag in _HEADINGS), None)
    if heading is not None:
        _add_before(_outermost(heading, _HOLDING_HEADINGS), new)
        return
    if not text.is_tail and not visible(text.text[:place]) and text.element.tag in _INLINE:
        _add_before(_outermost(text.element, _INLINE), new)
        return
    if text.is_tail:
        whole = text.element.tail or ""
        text.element.addnext(new)  # takes the tail along, which is corrected below
        text.element.tail, new.tail = whole[:place], whole[place:]
    else:
        whole = text.element.text or ""
        text.element.insert(0, new)
        text.element.text, new.tail = whole[:place], whole[place:]


def _add_before(element: Element, new: Element) -> None:
    """Put a mark before an element, and before the marks that are there already: they are of later pages."""
    previous = element.getprevious()
    while previous is not None and previous.get("role") == "doc-pagebreak" and not previous.tail:
        element, previous = previous, previous.getprevious()
    element.addprevious(new)


def _outermost(element: Element, kinds: frozenset[str]) -> Element:
    """The element, or the outermost one of these kinds that begins with it."""
    parent = element.getparent()
    while parent is not None and parent.tag in kinds and element.getprevious() is None and not parent.text:
        element, parent = parent, parent.getparent()
    return element
