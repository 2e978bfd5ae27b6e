"""The page list of an EPUB against its PDF: every page, in order, marked at the word it begins with.

(EPUB 3.3, 7.4.3; EPUB Accessibility 1.1, 4.1; NCX 2005-1, pageList.)
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from archivist.text.xml_element import Element
from archivist.verdict import Message
from archivist.verify import page_words
from archivist.verify.epub_book import HTML, NCX, OPF, EpubBook, Target, is_of_type, target
from archivist.verify.epub_text import DocumentText, read_text
from archivist.verify.internal_check import error
from archivist.verify.page_beginnings import PageBeginning
from archivist.verify.page_words import PlacedMark

CHECK = "page list"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_SOURCE = "{http://purl.org/dc/elements/1.1/}source"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list."""

    label: str
    target: Target


def messages(book: EpubBook, pages: Sequence[PageBeginning], pdf: str) -> Iterator[Message]:
    """Everything wrong with the list of the pages of the file named `pdf`."""
    nav = book.navigation
    listed = _page_list(book)
    if nav is None or listed is None:
        yield error("no-page-list", f"the EPUB has no list of the pages of {pdf}, which lies beside it")
        return
    entries = list(_entries(listed, nav.name))
    yield from _labels([entry.label for entry in entries], [page.label for page in pages if page.label], nav.name)
    texts = {item.name: read_text(book.root(item.name)) for item in book.spine}
    marks = {(mark.document, id): mark for id, mark in _marks(texts)}
    yield from _targets(entries, marks, nav.name)
    yield from _marks_in_order(entries, list(marks.values()))
    yield from page_words.messages(pages, marks.values(), texts)
    yield from _ncx(book, entries)
    yield from _source(book, pdf)


def listed_labels(book: EpubBook) -> list[str]:
    """The pages that are listed, in order."""
    nav, listed = book.navigation, _page_list(book)
    return [] if nav is None or listed is None else [entry.label for entry in _entries(listed, nav.name)]


def _page_list(book: EpubBook) -> Element | None:
    item = book.navigation
    if item is None:
        return None
    return next((each for each in book.root(item.name).iter(f"{HTML}nav") if is_of_type(each, "page-list")), None)


def _entries(listed: Element, source: str) -> Iterator[_Entry]:
    for link in listed.iter(f"{HTML}a"):
        yield _Entry("".join(link.itertext()).strip(), target(link.get("href") or "", source))


def _marks(texts: Mapping[str, DocumentText]) -> Iterator[tuple[str, PlacedMark]]:
    """Every mark of the spine in order, with its id."""
    for name, text in texts.items():
        for number, mark in enumerate(text.marks, 1):
            yield mark.id, PlacedMark(mark.label, name, number)


# ---------------------------------------------------------------- labels


def _labels(listed: Sequence[str], wanted: Sequence[str], place: str) -> Iterator[Message]:
    counts = Counter(listed)
    for label in dict.fromkeys(wanted):
        if not counts[label]:
            yield error("page-not-listed", f"page {label} of the PDF is not in the page list", place)
    for label, times in counts.items():
        if label not in wanted:
            yield error("page-unknown", f"the page list has “{label}”, which is not a page of the PDF", place)
        elif times > wanted.count(label):
            yield error("page-listed-twice", f"page {label} is in the page list {times} times", place)
    if sorted(listed) == sorted(wanted):
        for label, other in zip(listed, wanted, strict=True):
            if label != other:
                yield error("pages-out-of-order", f"the page list has {label} where the PDF has {other}", place)
                return


# ---------------------------------------------------------------- marks


def _targets(entries: Sequence[_Entry], marks: Mapping[tuple[str, str], PlacedMark], place: str) -> Iterator[Message]:
    for entry in entries:
        mark = marks.get((entry.target.name, entry.target.fragment))
        if mark is None:
            where = f"{entry.target.name}#{entry.target.fragment}"
            yield error("page-mark-missing", f"page {entry.label} leads to {where}, where no page is marked", place)
        elif mark.label != entry.label:
            said = f"page {entry.label} leads to the mark of page “{mark.label}”"
            yield error("page-mark-wrong", said, mark.document)
    named = {(entry.target.name, entry.target.fragment) for entry in entries}
    for address, mark in marks.items():
        if address not in named:
            yield error("page-mark-unlisted", f"page “{mark.label}” is marked and not in the page list", mark.document)


def _marks_in_order(entries: Sequence[_Entry], marks: Sequence[PlacedMark]) -> Iterator[Message]:
    """Marks in the text against the list, as far as they have the same pages."""
    listed, marked = [entry.label for entry in entries], [mark.label for mark in marks]
    if sorted(listed) == sorted(marked):
        for mark, label in zip(marks, listed, strict=True):
            if mark.label != label:
                said = f"page {mark.label} is marked where the page list has {label}"
                yield error("page-marks-out-of-order", said, mark.document)
                return


# ---------------------------------------------------------------- what else names the pages


def _ncx(book: EpubBook, entries: Sequence[_Entry]) -> Iterator[Message]:
    """The list of pages for readers from the days of EPUB 2 must be the same."""
    item = next((item for item in book.items if item.media_type == NCX), None)
    if item is None or item.name not in book.members:
        return
    targets = book.root(item.name).iter(f"{_NCX}pageTarget")
    have = [_ncx_entry(each, item.name) for each in targets]
    for entry, other in zip_longest(entries, have):
        if entry != other:
            label = (entry or other).label
            yield error("page-list-of-ncx", f"page {label} differs from the page list of the navigation", item.name)
            return


def _ncx_entry(element: Element, source: str) -> _Entry:
    label = "".join(text for each in element.iter(f"{_NCX}text") for text in each.itertext()).strip()
    content = element.find(f"{_NCX}content")
    return _Entry(label, target("" if content is None else content.get("src") or "", source))


def _source(book: EpubBook, pdf: str) -> Iterator[Message]:
    """The metadata must say of which file the pages are (EPUB Accessibility 1.1, 4.1.2)."""
    properties = (each for each in book.package.iter(f"{OPF}meta") if each.get("property") == "pageBreakSource")
    said = [(each.text or "") for each in (*properties, *book.package.iter(_SOURCE))]
    if not any(pdf in text for text in said):
        yield error("page-source", f"the metadata do not name {pdf} as the source of the pages", book.package_name)
