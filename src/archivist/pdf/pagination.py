"""Which document is on which page, and the number printed there.

Front matter counts in roman numerals and the text in arabic from 1, so the length of the contents moves no page number
that the contents quote. The text begins on a right-hand page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from archivist.book_parts import Matter, PageStyle
from archivist.model import Document, DocumentMarks, Fragment, PageMap, PageMark, PageSpan, PageStart
from archivist.pdf.mention_pages import MentionPages
from archivist.publication import Dress, Sheet, Side

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """A number in small roman numerals, as front matter is counted."""
    numeral = ""
    for value, letters in _ROMAN:
        while number >= value:
            numeral, number = numeral + letters, number - value
    return numeral


def paginate(documents: Sequence[Document], fragments: Iterable[Fragment], *, both_sides: bool) -> tuple[Sheet, ...]:
    """Every page of the file in order. `documents` are in reading order, each with its fragment."""
    pages = {fragment.document: fragment.pages for fragment in fragments}
    front = [document for document in documents if document.part.matter is Matter.FRONT]
    text = [document for document in documents if document.part.matter is not Matter.FRONT]
    sheets: list[Sheet] = []
    counted = 0
    for document in front:
        if document.part.page_style is PageStyle.UNCOUNTED:
            sheets += _uncounted(document, pages[document.id], len(sheets), both_sides)
            continue
        for page in range(pages[document.id]):
            counted += 1
            sheets.append(Sheet(document.id, page, roman(counted), _side(len(sheets)), _dress(document, page)))
    if both_sides and len(sheets) % 2:
        sheets.append(Sheet("", 0, roman(counted + 1), _side(len(sheets)), Dress.BARE))
    sheets += _text(text, pages, len(sheets))
    return tuple(sheets)


def page_map(
    sheets: Sequence[Sheet],
    fragments: Mapping[str, Fragment],
    mentioned: Mapping[str, MentionPages] = MappingProxyType({}),
) -> PageMap:
    """Where each document begins and ends, and where each of its anchors is. `fragments` are by document id.

    `mentioned` is by document id on which of its pages it mentions what the index names.
    """
    spans: dict[str, PageSpan] = {}
    for index, sheet in enumerate(sheets):
        if not sheet.document:
            continue
        begun = spans.get(sheet.document)
        if begun is None:
            spans[sheet.document] = PageSpan(sheet.label, sheet.label, index, 1)
        else:
            spans[sheet.document] = PageSpan(begun.first, sheet.label, begun.first_index, begun.pages + 1)
    labels = {(sheet.document, sheet.page): sheet.label for sheet in sheets}
    anchors = {
        document: {anchor.name: labels[document, anchor.page] for anchor in fragments[document].anchors}
        for document in spans
    }
    mentions = {document: _labelled(found, document, labels) for document, found in mentioned.items()}
    return PageMap(spans, tuple(sheet.label for sheet in sheets), anchors=anchors, mentions=mentions)


def _labelled(
    pages: MentionPages, document: str, labels: Mapping[tuple[str, int], str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    return {entry: {labels[document, page]: words for page, words in found.items()} for entry, found in pages.items()}


def file_labels(sheets: Sequence[Sheet], cover: str) -> tuple[str, ...]:
    """What readers of the PDF show for each page: its number, or the word for the cover, which is `cover`."""
    covers = (cover if index == 0 else f"{cover} {index + 1}" for index in range(len(sheets)))
    return tuple(sheet.label or of_cover for sheet, of_cover in zip(sheets, covers, strict=True))


def page_marks(sheets: Sequence[Sheet], fragments: Mapping[str, Fragment], cover: str) -> dict[str, DocumentMarks]:
    """The pages that begin in each document; a blank page is counted to the document after it. `cover` as above."""
    marks: dict[str, list[PageMark]] = defaultdict(list)
    beginning = PageStart("", 0, figures=0)
    blank: list[PageMark] = []
    for sheet, label in zip(sheets, file_labels(sheets, cover), strict=True):
        if not sheet.document:
            blank.append(PageMark(label, beginning))
            continue
        marks[sheet.document] += [*blank, PageMark(label, fragments[sheet.document].starts[sheet.page])]
        blank = []
    return {name: DocumentMarks(tuple(found), fragments[name].floated) for name, found in marks.items()}


def _uncounted(document: Document, pages: int, before: int, both_sides: bool) -> Iterator[Sheet]:
    for page in range(pages):
        yield Sheet(document.id, page, "", _side(before + page), Dress.BARE)
    if both_sides and (before + pages) % 2:
        yield Sheet("", 0, "", Side.VERSO, Dress.BARE)


def _text(documents: Iterable[Document], pages: dict[str, int], before: int) -> Iterator[Sheet]:
    number = 0
    for document in documents:
        for page in range(pages[document.id]):
            yield Sheet(document.id, page, str(number + 1), _side(before + number), _dress(document, page))
            number += 1


def _side(index: int) -> Side:
    return Side.VERSO if index % 2 else Side.RECTO


def _dress(document: Document, page: int) -> Dress:
    if document.part.page_style is not PageStyle.NUMBERED:
        return Dress.BARE
    return Dress.FULL if page and document.running_head else Dress.OPENING
