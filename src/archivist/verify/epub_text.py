"""The words of the book against the words of an EPUB, document by document in the order of its spine.

Read is what a reading system shows: everything in `body` that is not hidden. Notes are recognised by their role.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from archivist.record.document_numbers import read_numbers
from archivist.record.document_text import BREAK, INLINE
from archivist.record.expected_text import ExpectedText
from archivist.text.xml_element import Element
from archivist.verdict import Message
from archivist.verify import number_checks, text_differences
from archivist.verify.epub_book import HTML, EpubBook, is_of_type
from archivist.verify.internal_check import error
from archivist.verify.pdf_formulas import MATH, in_epub, source_of

CHECK = "text"
_UNSHOWN = frozenset(f"{HTML}{name}" for name in ("head", "script", "style", "template"))
_HEADINGS = frozenset(f"{HTML}h{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of text."""

    text: str
    note: str = ""  # the id of the note it belongs to, "" for the running text
    over_notes: bool = False  # it is of the heading over the notes
    apart: bool = False  # not on paper, or not in this place: figures, and words that say in which part a link leads
    marks: int = 0  # page marks before it in the document


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page of the PDF begins (EPUB SSV 1.1, pagebreak)."""

    id: str
    label: str


@dataclass(slots=True)
class DocumentText:
    """What a content document shows, in order."""

    pieces: list[Shown] = field(default_factory=list)
    marks: list[PageMark] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in it, such as on a cover."""
        return not any(True for _ in text_differences.letters((piece.text, None) for piece in self.pieces))


def document_id(name: str) -> str:
    """The id of the document of the book that a content document, a member of the ZIP file, is made of."""
    return PurePosixPath(name).stem


def read_text(root: Element) -> DocumentText:
    """The text of a content document."""
    text = DocumentText()
    _read(root, Shown(""), text)
    return text


def _read(element: Element, around: Shown, text: DocumentText) -> None:
    """The text below an element; `around` says what it is in."""
    if not isinstance(element.tag, str) or element.tag in _UNSHOWN or "hidden" in element.attrib:
        return
    if element.tag == MATH:
        text.pieces.append(Shown(source_of(element), around.note, around.over_notes, around.apart, len(text.marks)))
        return
    if is_page_mark(element):
        text.marks.append(PageMark(element.get("id") or "", element.get("aria-label") or element.get("title") or ""))
    within = _within(element, around)

    def add(words: str | None) -> None:
        if words:
            text.pieces.append(Shown(words, within.note, within.over_notes, within.apart, len(text.marks)))

    edge = "" if element.tag.removeprefix(HTML) in INLINE else BREAK
    add(edge)
    add(element.text)
    for child in element:
        _read(child, within, text)
        add(child.tail)
    add(edge)


def _within(element: Element, around: Shown) -> Shown:
    """What the text of an element is in, given what the element is in."""
    return Shown(
        "",
        note=element.get("id") or "" if _is_note(element) else around.note,
        over_notes=around.over_notes or (element.tag in _HEADINGS and _holds_notes(element.getparent())),
        apart=around.apart or _is_figure(element) or "epub-only" in (element.get("class") or "").split(),
    )


def _is_figure(element: Element) -> bool:
    """Whether this is a figure with a picture, which may be in another place on paper."""
    return bool(element.tag == f"{HTML}figure" and next(element.iter(f"{HTML}img"), None) is not None)


def is_page_mark(element: Element) -> bool:
    """Whether an element marks the beginning of a page."""
    return is_of_type(element, "pagebreak") or element.get("role") == "doc-pagebreak"


def _is_note(element: Element) -> bool:
    return is_of_type(element, "footnote") or is_of_type(element, "endnote")


def _holds_notes(element: Element | None) -> bool:
    return element is not None and (is_of_type(element, "footnotes") or is_of_type(element, "endnotes"))


# ---------------------------------------------------------------- comparing


def messages(book: EpubBook, expected: Sequence[ExpectedText]) -> Iterator[Message]:
    """Every difference between the book and the file. The contents are no document of the book: see epub_contents."""
    wanted = {each.document: each for each in expected}
    found: list[str] = []
    for item in book.spine:
        if item == book.navigation:
            continue
        name, text = document_id(item.name), read_text(book.root(item.name))
        if name in wanted or not text.is_empty:  # a page with nothing but a picture, such as the cover, is no document
            found.append(name)
        if name in wanted and found.count(name) == 1:
            root = book.root(item.name)
            different = list(_document(text, wanted[name], item.name))
            yield from different or _numbers(root, wanted[name], item.name)
            yield from in_epub(wanted[name].name, root, wanted[name].formulas, item.name)
    yield from text_differences.order(found, list(wanted), "the reading order")


def _document(text: DocumentText, expected: ExpectedText, place: str) -> Iterator[Message]:
    streams: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for piece in text.pieces:
        streams[piece.note].append((piece.text, place))
    different = list(text_differences.differences(expected, streams, str))
    yield from different
    if not different and _is_rearranged(text, expected):
        yield error("notes-out-of-place", f"{expected.name}: a note is in a different place from the book", place)


def _numbers(root: Element, expected: ExpectedText, place: str) -> Iterator[Message]:
    found = read_numbers(
        root,
        note_id=lambda element: (element.get("id") or "") if _is_note(element) else "",
        is_call=lambda element: is_of_type(element, "noteref"),
        is_passed_over=lambda element: element.tag in _UNSHOWN or "hidden" in element.attrib,
    )
    yield from number_checks.item_messages(expected, found.items, place)
    yield from number_checks.call_messages(expected, found.calls, place)


def _is_rearranged(text: DocumentText, expected: ExpectedText) -> bool:
    """Whether the words agree, but not when they are read with the notes where they are."""
    return not text_differences.do_agree([expected.whole], (piece.text for piece in text.pieces))
