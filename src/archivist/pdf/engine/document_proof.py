"""What the pages of a laid-out document contain, and the proof that they have every word."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from archivist.fidelity.printed_words import losses, streams_of
from archivist.model.pages import Anchor, Remark
from archivist.pdf.engine import table_settings
from archivist.pdf.engine.box_tree import POINTS_PER_PIXEL, descendants, laid_out
from archivist.pdf.engine.boxes import Box, Document
from archivist.pdf.engine.formula_drawings import is_formula, wrong_formulas
from archivist.pdf.engine.layout_job import LaidOut
from archivist.pdf.engine.marks import mark_of
from archivist.pdf.engine.overflow import floated_notes
from archivist.pdf.engine.page_starts import page_starts
from archivist.pdf.engine.printed_numbers import label_boxes, wrong_list_numbers, wrong_note_numbers
from archivist.pdf.engine.shared_pages import Part
from archivist.pdf.engine.table_plan import TablePlan
from archivist.pdf.engine.tagging import structure_of
from archivist.pdf.engine.text_runs import text_runs
from archivist.pdf.engine.unbroken_runs import remarks_on_runs
from archivist.pdf.indents import limit_indents
from archivist.pdf.line_breaks import line_ends
from archivist.pdf.print_tree import PICTURE_SCHEME, WORD_JOINER, print_tree


def shares_of_documents(by_boxes: Sequence[set[str]], off_page: Iterable[str]) -> list[tuple[str, ...]]:
    """The text off the paper by document; what no box says is off, but glyphs are, counts for the first."""
    found: list[list[str]] = [[] for _ in by_boxes]
    for text in off_page:
        found[next((number for number, texts in enumerate(by_boxes) if text in texts), 0)].append(text)
    return [tuple(texts) for texts in found]


class DocumentProof:
    """A laid-out document that is read before its pages are written, and again afterwards."""

    def __init__(self, part: Part, hidden: frozenset[Box], source: tuple[str, bytes], number: int) -> None:
        """`source` is the document's id and XHTML, `number` its place among those that share its pages."""
        (self._name, self._xhtml), self._number = source, number
        self._part, self._hidden = part, hidden
        root, document = part.root, part.document
        self._floated = floated_notes(root)
        self._expected, self._found = streams_of(root, self._floated), laid_out(document, self._floated)
        for piece, line_end in line_ends(self._expected, self._found):
            mark_of(piece.box).line_end = line_end
        self._labels = label_boxes(root, document)
        for box in chain.from_iterable(self._labels.values()):
            mark_of(box).label = True
        self.formulas = [box for page in document.pages for box in descendants(page._page_box) if is_formula(box)]

    def result(self, plan: TablePlan, long_notes: Iterable[str], off_page: tuple[str, ...]) -> LaidOut:
        """What the pages of the document say, when its tables are set by a plan and some notes follow it."""
        root, document, hidden = self._part.root, self._part.document, self._hidden
        pieces = chain.from_iterable(self._found.values())
        tables = {each - self._part.tables: setting for each, setting in plan.items()}
        fetcher = document._archivist_fetcher
        return LaidOut(
            document=self._name,
            pdf=b"",
            pages=len(document.pages),
            anchors=tuple(_anchors(document)),
            long_notes=tuple(sorted(long_notes)),
            losses=(*losses(self._expected, self._found), *wrong_formulas(self.formulas)),
            off_page=off_page,
            hidden=tuple(_shown(piece.text) for piece in pieces if piece.box in hidden),
            list_numbers=tuple(wrong_list_numbers(root, self._labels, document.counters, hidden)),
            note_numbers=tuple(wrong_note_numbers(root, document)),
            starts=page_starts(root, document),
            runs=text_runs(root, document, self._floated),
            floated=tuple(sorted(self._floated)),
            as_dots=_names(self._own(fetcher.as_dots)),
            undrawn=_names(self._own(fetcher.undrawn)),
            structure=structure_of(root, document),
            remarks=(*_remarks_on_text(self._xhtml), *table_settings.remarks(root, document, tables)),
            first=self._part.first,
        )

    def _own(self, addresses: Iterable[str]) -> set[str]:
        """Those pictures that are in the document; what a style sheet holds counts for the first."""
        own = {image.get("src", "") for image in self._part.root.iter("img")}
        return {each for each in addresses if each in own or not (self._number or each.startswith(PICTURE_SCHEME))}


def _names(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(address.removeprefix(PICTURE_SCHEME) for address in addresses))


def _remarks_on_text(xhtml: bytes) -> Iterator[Remark]:
    """What of a document cannot be set as it was written, on whatever page."""
    root = print_tree(xhtml)
    yield from limit_indents(root)
    yield from remarks_on_runs(root)


def _anchors(document: Document) -> Iterator[Anchor]:
    seen = set()
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in seen:
                seen.add(name)
                yield Anchor(name, number, x * POINTS_PER_PIXEL, (page.height - y) * POINTS_PER_PIXEL)


def _shown(text: str) -> str:
    """A text as a message shows it."""
    return " ".join(text.replace(WORD_JOINER, "").split())
