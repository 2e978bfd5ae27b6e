"""Which document is on which page, and the number printed there.

Front matter counts in roman numerals and the text in arabic from 1, so the length of the contents moves no page number
that the contents quote. The text begins on a right-hand page. Documents that were laid out together share pages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from archivist.book_parts import Matter, PageStyle
from archivist.model.book import Document
from archivist.model.pages import DocumentMarks, Fragment, PageMap, PageMark, PageSpan, PageStart
from archivist.pdf.figure_streams import is_of_figure
from archivist.pdf.mention_pages import MentionPages
from archivist.pdf.run_on import Group
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
    by_id = {fragment.document: fragment for fragment in fragments}
    front = [document for document in documents if document.part.matter is Matter.FRONT]
    text = [document for document in documents if document.part.matter is not Matter.FRONT]
    sheets: list[Sheet] = []
    counted = 0
    for document in front:
        if document.part.page_style is PageStyle.UNCOUNTED:
            sheets += _uncounted(document, by_id[document.id].pages, len(sheets), both_sides)
            continue
        for page in range(by_id[document.id].pages):
            counted += 1
            sheets.append(Sheet(document.id, page, roman(counted), _side(len(sheets)), _dress(document, page)))
    if both_sides and len(sheets) % 2:
        sheets.append(Sheet("", 0, roman(counted + 1), _side(len(sheets)), Dress.BARE))
    sheets += _text(text, by_id, len(sheets))
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
        for document in sheet.documents:
            begun = spans.get(document, PageSpan(sheet.label, sheet.label, index, 0))
            spans[document] = replace(begun, last=sheet.label, pages=begun.pages + 1)
    labels = tuple(sheet.label for sheet in sheets)
    own = {document: labels[span.first_index :] for document, span in spans.items()}
    anchors = {
        document: {anchor.name: of_pages[anchor.page] for anchor in fragments[document].anchors}
        for document, of_pages in own.items()
    }
    mentions = {document: _labelled(found, own[document]) for document, found in mentioned.items()}
    holders = {sheet.label: sheet.document for sheet in sheets if sheet.label and sheet.document}
    return PageMap(spans, labels, holders, anchors=anchors, mentions=mentions)


def pages_so_far(
    documents: Sequence[Document], fragments: Mapping[str, Fragment], groups: Iterable[Group], *, both_sides: bool
) -> PageMap:
    """What is known of the pages of a book while its documents are laid out.

    That is where each document is up to the first that is missing, and where this one begins: but not if it is laid out
    together with the one before it, in one of `groups`. Nor is it known where it ends.
    """
    followers = {document.id for group in groups for document in group.documents[1:]}
    parts = [
        [each for each in documents if (each.part.matter is Matter.FRONT) is is_front] for is_front in (True, False)
    ]
    known: dict[str, Fragment] = {}
    for document in chain.from_iterable(map(partial(_up_to_missing, fragments), parts)):
        if document.id in fragments:
            known[document.id] = fragments[document.id]
        elif document.id not in followers:
            known[document.id] = Fragment(document.id, "", Path(), 1, ())
    paged = [document for document in documents if document.id in known]
    return page_map(paginate(paged, known.values(), both_sides=both_sides), known)


def _up_to_missing(fragments: Mapping[str, Fragment], documents: Iterable[Document]) -> Iterator[Document]:
    """Documents in order up to the first that is not laid out. Uncounted pages move no number."""
    for document in documents:
        if document.part.page_style is not PageStyle.UNCOUNTED:
            yield document
            if document.id not in fragments:
                return


def _labelled(pages: MentionPages, labels: Sequence[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {entry: {labels[page]: words for page, words in found.items()} for entry, found in pages.items()}


def file_labels(sheets: Sequence[Sheet], cover: str) -> tuple[str, ...]:
    """What readers of the PDF show for each page: its number, or the word for the cover, which is `cover`."""
    covers = (cover if index == 0 else f"{cover} {index + 1}" for index in range(len(sheets)))
    return tuple(sheet.label or of_cover for sheet, of_cover in zip(sheets, covers, strict=True))


def page_marks(sheets: Sequence[Sheet], fragments: Mapping[str, Fragment], cover: str) -> dict[str, DocumentMarks]:
    """The pages that begin in each document; a blank page is counted to the document after it. `cover` as above.

    A document that begins below others on their page and ends there has none.
    """
    marks: dict[str, list[PageMark]] = defaultdict(list)
    beginning = PageStart("", 0, figures=0)
    blank: list[PageMark] = []
    for sheet, label in zip(sheets, file_labels(sheets, cover), strict=True):
        if not sheet.document:
            blank.append(PageMark(label, beginning))
            continue
        fragment = fragments[sheet.document]
        marks[sheet.document] += [*blank, PageMark(label, fragment.starts[sheet.page - fragment.first])]
        blank = []
    return {name: DocumentMarks(tuple(found), fragments[name].floated) for name, found in marks.items()}


def _uncounted(document: Document, pages: int, before: int, both_sides: bool) -> Iterator[Sheet]:
    for page in range(pages):
        yield Sheet(document.id, page, "", _side(before + page), Dress.BARE)
    if both_sides and (before + pages) % 2:
        yield Sheet("", 0, "", Side.VERSO, Dress.BARE)


def _text(documents: Iterable[Document], fragments: Mapping[str, Fragment], before: int) -> Iterator[Sheet]:
    number = 0
    for together in _on_shared_pages(documents, fragments):
        found = [fragments[document.id] for document in together]
        for page in range(max(each.first + each.pages for each in found)):
            side, dress = _side(before + number), _dress(together[0], page)
            number += 1
            yield _shared_sheet(
                [each for each in found if 0 <= page - each.first < each.pages], page, number, side, dress
            )


def _on_shared_pages(documents: Iterable[Document], fragments: Mapping[str, Fragment]) -> Iterator[list[Document]]:
    """The documents in order, those together that were laid out together."""
    together: list[Document] = []
    for document in documents:
        if together and not fragments[document.id].number:
            yield together
            together = []
        together.append(document)
    if together:
        yield together


def _shared_sheet(found: Sequence[Fragment], page: int, number: int, side: Side, dress: Dress) -> Sheet:
    """A page, counted from 0 in its file. It begins with the first document that has running text on it, if one has."""
    holder = next((each for each in found if _has_text(each, page)), found[0])
    begins = next((each for each in found if each.first == page), holder)
    others = tuple(each.document for each in found if each is not holder)
    head = begins.document if others else ""
    return Sheet(holder.document, page, str(number), side, dress, others, head)


def _has_text(fragment: Fragment, page: int) -> bool:
    """Whether a document has more on a page than notes and figures, whose place is not that of the text."""
    on_page = (run.stream for run in fragment.runs if run.page == page - fragment.first)
    return any(not is_of_figure(stream) and stream not in fragment.floated for stream in on_page)


def _side(index: int) -> Side:
    return Side.VERSO if index % 2 else Side.RECTO


def _dress(document: Document, page: int) -> Dress:
    if document.part.page_style is not PageStyle.NUMBERED:
        return Dress.BARE
    return Dress.FULL if page and document.running_head else Dress.OPENING
