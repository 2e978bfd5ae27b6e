"""A document laid out by itself: bytes in, bytes out. The only module that knows WeasyPrint's insides.

Pure and picklable: a job names everything it needs, reads no file but the fonts it was handed, and asks no network.
The same function runs in this process, in a spawned worker, or on another machine.

WeasyPrint is pinned because the proof of completeness reads its box tree (`Page._page_box`), which is not public.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import pyphen
import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.text.ffi import pango
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from archivist.data_addresses import read_data
from archivist.errors import ArchivistError, LayoutError
from archivist.model import Anchor, PageStart
from archivist.pdf import baseline_grid, drawings, glyph_arrays, level_pairs, marking, notes_in_place, white_space
from archivist.pdf.box_tree import POINTS_PER_PIXEL, descendants, laid_out, note_boxes, text_boxes
from archivist.pdf.chosen_fonts import ChosenFonts
from archivist.pdf.completeness import Loss, losses, streams_of
from archivist.pdf.figures import Plan, Trial, prepare, without_holes
from archivist.pdf.formulas import (
    SCHEME,
    colour_formulas,
    draw_formulas,
    is_formula,
    picture_at,
    source_drawn,
    wrong_formulas,
)
from archivist.pdf.hidden_text import hidden_boxes
from archivist.pdf.line_ends import line_ends
from archivist.pdf.page_starts import page_starts
from archivist.pdf.picture_colours import for_paper
from archivist.pdf.print_tree import PICTURE_SCHEME, WORD_JOINER, has_class, print_tree
from archivist.pdf.printed_numbers import WrongNumber, label_boxes, wrong_list_numbers, wrong_note_numbers
from archivist.pdf.reading_order import paint_with_their_lines
from archivist.pdf.structure import Element as StructureElement
from archivist.pdf.tagging import mark_artifacts, structure_of
from archivist.picture_forms import NoPictureError, TooManyPixelsError, converted, form_of
from archivist.svg import SvgError
from archivist.svg.bitmap import renderer
from archivist.svg.printing import PrintDrawing, for_print

_TOLERANCE = 1.0  # pixels a box may reach over an edge before its text counts as cut
_LONGEST_NOTE = 6000  # characters: more than half a page of A4 holds at any size that can be read
_TALLEST_NOTE = 0.5  # of the text's height; a taller note would leave a page with hardly any text

# Only where it is needed: the engine breaks words inside a link or an emphasis although the line could end before them.
_WRAP = (
    "body { overflow-wrap: break-word }.cover p, .titlepage h1, .titlepage p { overflow-wrap: anywhere; hyphens: auto }"
)
# A table too wide for the measure is set smaller, as small as can be read; then its columns share the measure.
_SMALL = "table { font-size: 6.9pt; line-height: 9.4pt } th, td { padding-left: 3pt; padding-right: 3pt }"
_WRAPS = (_WRAP, _WRAP + _SMALL, _WRAP + _SMALL + "table { table-layout: fixed; width: 100% }")
# The engine sometimes loses a note that it wants to keep on the page of its call. Other places for the end of a page
# save it; failing that, the note may stand on the next page.
_REMEDIES = ("body { orphans: 1; widows: 1 }", "body { orphans: 3; widows: 3 }", "div.note { footnote-policy: auto }")

GEORGIAN = Path(__file__).parent / "hyphenation" / "hyph_ka_GE.dic"
marking.install()
drawings.install()
baseline_grid.install()
notes_in_place.install()
level_pairs.install()
glyph_arrays.install()
white_space.install()
for _name in ("ka", "ka_GE"):  # pyphen brings no Georgian
    pyphen.LANGUAGES[_name] = GEORGIAN
    pyphen.LANGUAGES_LOWERCASE[_name.lower()] = _name


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """Everything a document needs to be laid out."""

    document: str  # id of the document
    xhtml: bytes
    styles: tuple[str, ...]  # style sheets, read in this order
    fonts: tuple[Path, ...]  # font files: the only ones that will be used
    pictures: tuple[tuple[str, str, bytes], ...] = ()  # name, media type, content
    prove: bool = True  # compare the words; off only for pages the program draws over others


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document laid out, and what came of the proof."""

    document: str
    pdf: bytes
    pages: int
    anchors: tuple[Anchor, ...]
    long_notes: tuple[str, ...]  # ids of the notes for whose sake all notes are printed after the article
    losses: tuple[Loss, ...]  # not empty: the pages must not be used
    off_page: tuple[str, ...]  # text that lies outside the paper
    hidden: tuple[str, ...] = ()  # text that a style sheet made invisible
    list_numbers: tuple[WrongNumber, ...] = ()  # items of lists that are not numbered as the document says
    note_numbers: tuple[WrongNumber, ...] = ()  # calls that do not have the number of their note
    starts: tuple[PageStart, ...] = ()  # where in the text each page begins
    floated: tuple[str, ...] = ()  # ids of the notes at the foot of pages
    as_dots: tuple[str, ...] = ()  # the names of drawings that the engine could not draw
    undrawn: tuple[str, ...] = ()  # the names of drawings that nothing could draw
    structure: StructureElement | None = None  # None for pages the program draws over others
    failure: str = ""  # not empty: the engine gave up, and there are no pages


def lay_out(job: LayoutJob) -> LaidOut:
    """Lay out one document. If the engine gives up, the result says so: the caller knows the article."""
    try:
        return _lay_out(job)
    except ArchivistError:
        raise  # the program's own fault or the machine's, not the article's
    except FatalURLFetchingError as error:  # no Exception; only a user's style sheet can ask for something
        raise LayoutError(str(error), "Remove it from `[pdf] style`, or write it as a data: address.") from None
    except Exception as error:
        return LaidOut(job.document, b"", 0, (), (), (), (), failure=f"{type(error).__name__}: {error}")


def _lay_out(job: LayoutJob) -> LaidOut:
    """Lay out one document.

    If a note does not fit the foot of a page, all notes are moved behind the article, and the document is laid out
    again. Differences that remain are returned, not raised: the caller knows the article.
    """
    long_notes = _surely_long_notes(job) if job.prove else frozenset()
    remedies, wraps = iter(_REMEDIES), iter(_WRAPS)
    remedy = wrap = ""
    while True:
        root = _tree(job, long_notes)
        floated = _floated_notes(root)
        document = _render(root, job, wrap + remedy)
        tall, dropped = _cut_notes(document, floated) if job.prove else (frozenset(), frozenset())
        further = next(wraps, "") if _overflows(document) else ""
        if further:
            wrap = further
            continue
        if not tall and not dropped:
            break
        remedy = "" if tall else next(remedies, "")
        if not remedy:
            long_notes, remedies = long_notes | tall | dropped, iter(_REMEDIES)
    if job.prove:
        settled = without_holes(Trial(root, document), partial(_with_figures, job, long_notes, wrap + remedy))
        root, document = settled.root, settled.document
    return _proved(job, root, document, floated, long_notes) if job.prove else _unproved(job, document)


def _tree(job: LayoutJob, long_notes: frozenset[str] = frozenset()) -> Element:
    """The tree to lay out, its formulas drawn."""
    root = print_tree(job.xhtml, long_notes)
    draw_formulas(root)
    return root


def _with_figures(job: LayoutJob, long_notes: frozenset[str], remedies: str, plan: Plan) -> Trial | None:
    """The document with its figures set by a plan; None if a note or a line suffers from it."""
    root = _tree(job, long_notes)
    prepare(root, plan)
    document = _render(root, job, remedies)
    tall, dropped = _cut_notes(document, _floated_notes(root))
    return None if tall or dropped or _overflows(document) else Trial(root, document)


def _proved(
    job: LayoutJob, root: Element, document: Any, floated: frozenset[str], long_notes: frozenset[str]
) -> LaidOut:
    """The pages with what they mean, and the proof that they hold every word."""
    expected, found = streams_of(root, floated), laid_out(document, floated)
    for piece, line_end in line_ends(expected, found):
        marking.mark_of(piece.box).line_end = line_end
    hidden, labels = hidden_boxes(document), label_boxes(root, document)
    for box in chain.from_iterable(labels.values()):
        marking.mark_of(box).label = True
    mark_artifacts(document)
    formulas = [box for page in document.pages for box in descendants(page._page_box) if is_formula(box)]
    colour_formulas(formulas)
    paint_with_their_lines(document)
    return LaidOut(
        document=job.document,
        pdf=_write(document, tags=True),
        pages=len(document.pages),
        anchors=tuple(_anchors(document)),
        long_notes=tuple(sorted(long_notes)),
        losses=(*losses(expected, found), *wrong_formulas(formulas)),
        off_page=tuple(_off_page(document)),
        hidden=tuple(_shown(piece.text) for pieces in found.values() for piece in pieces if piece.box in hidden),
        list_numbers=tuple(wrong_list_numbers(root, labels, document.counters, hidden)),
        note_numbers=tuple(wrong_note_numbers(root, document)),
        starts=page_starts(root, document),
        floated=tuple(sorted(floated)),
        as_dots=_names(document._archivist_fetcher.as_dots),
        undrawn=_names(document._archivist_fetcher.undrawn),
        structure=structure_of(root, document),
    )


def _names(addresses: set[str]) -> tuple[str, ...]:
    return tuple(sorted(address.removeprefix(PICTURE_SCHEME) for address in addresses))


def _unproved(job: LayoutJob, document: Any) -> LaidOut:
    return LaidOut(job.document, _write(document, tags=False), len(document.pages), (), (), (), ())


# ---------------------------------------------------------------- WeasyPrint


class _Html(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A finished tree as WeasyPrint's input. Its own parser reads HTML, where a note cannot stand in a paragraph."""

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


_DRAWING = "image/svg+xml"


class _HandedPictures(URLFetcher):  # type: ignore[misc]
    """Gives the pictures handed over, and what an address holds itself; everything else is refused.

    `drawings` are the drawings given, and `as_dots` the addresses of those that the engine could not draw,
    `undrawn` of those that nothing could.
    """

    def __init__(self, pictures: tuple[tuple[str, str, bytes], ...], language: str = "") -> None:
        super().__init__(allowed_protocols=[])
        self._language = language
        self._pictures = {PICTURE_SCHEME + name: (kind, content) for name, kind, content in pictures}
        self.drawings: dict[str, PrintDrawing] = {}
        self.as_dots: set[str] = set()
        self.undrawn: set[str] = set()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith(SCHEME):
            return URLFetcherResponse(url, picture_at(url), {"Content-Type": _DRAWING})
        kind, content = self._pictures.get(url) or self._held(url)
        if kind == _DRAWING:
            drawing = for_print(content, self._language)
            self.drawings[url] = drawing
            content = drawing.data
        elif kind.startswith("image/"):
            content = for_paper(content)
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    @staticmethod
    def _held(url: str) -> tuple[str, bytes]:
        held = read_data(url)
        if held is None:
            raise FatalURLFetchingError(f"{url[:120]} was not handed to the layout")
        try:
            if held.media_type.startswith("image/"):
                form = form_of(held.content)
                return form.media_type, converted(held.content, form.media_type)
        except (SvgError, NoPictureError, TooManyPixelsError) as error:
            raise FatalURLFetchingError(f"{url[:60]}… holds no picture that can be shown: {error}") from None
        return held.media_type, held.content


@lru_cache(maxsize=4)
def _fonts(files: tuple[Path, ...]) -> ChosenFonts:
    return ChosenFonts(files)


@lru_cache(maxsize=32)
def _style_sheet(style: str, fonts: ChosenFonts) -> Any:
    """A style sheet parsed, once a process: parsing it took a tenth of the time of a layout.

    Nothing that is laid out writes into it. What it loads, `@import` above all, is refused while it is parsed.
    """
    return weasyprint.CSS(string=style, font_config=fonts, url_fetcher=_HandedPictures(()))


def _render(root: Element, job: LayoutJob, remedies: str) -> Any:
    """Lay out a tree with one more style sheet, which may be empty."""
    fonts = _fonts(job.fonts)
    fetcher = _HandedPictures(job.pictures, root.get("lang", ""))
    sheets = [_style_sheet(style, fonts) for style in (*job.styles, remedies)]
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # what matters is proved, not logged
    counters = CounterStyle()
    document = _Html(root, fetcher).render(font_config=fonts, stylesheets=sheets, counter_style=counters)
    document.counters = counters  # with them the engine makes the numbers of lists
    document._archivist_fetcher = fetcher
    return document


def _write(document: Any, *, tags: bool) -> bytes:
    target = io.BytesIO()
    document.write_pdf(target, pdf_tags=tags, uncompressed_pdf=False)
    return target.getvalue()


def _anchors(document: Any) -> Iterator[Anchor]:
    seen = set()
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in seen:
                seen.add(name)
                yield Anchor(name, number, x * POINTS_PER_PIXEL, (page.height - y) * POINTS_PER_PIXEL)


# ---------------------------------------------------------------- what was laid out


def _surely_long_notes(job: LayoutJob) -> frozenset[str]:
    """Notes that need no trial: laying them out at the foot of a page can take a minute."""
    root = _tree(job)
    return frozenset(
        name for name, text in streams_of(root, _floated_notes(root)).items() if name and len(text) > _LONGEST_NOTE
    )


def _floated_notes(root: Element) -> frozenset[str]:
    return frozenset(
        element.get("id", "") for element in root.iter("div") if has_class(element, "note") and element.get("id")
    )


def _cut_notes(document: Any, floated: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Notes that are not whole at the foot of a page: too tall or painted over its edge, and not there at all."""
    found, tall = set(), set()
    for page in document.pages:
        sheet = page._page_box
        top, bottom = sheet.content_box_y() - _TOLERANCE, sheet.content_box_y() + sheet.height + _TOLERANCE
        for note in note_boxes(page):
            name = note.element.get("id")
            found.add(name)
            inside = all(top <= box.position_y and box.position_y + box.height <= bottom for box in text_boxes(note))
            if not inside or note.margin_height() > _TALLEST_NOTE * sheet.height:
                tall.add(name)
    return frozenset(tall), floated - found


def _overflows(document: Any) -> bool:
    """Whether text runs over the right edge of the text area: a word or an address with no place to break."""
    for page in document.pages:
        sheet = page._page_box
        edge = sheet.content_box_x() + sheet.width + _TOLERANCE
        if any(box.position_x + box.width > edge for box in text_boxes(sheet)):
            return True
    return False


def _off_page(document: Any) -> Iterator[str]:
    for page in document.pages:
        for box in text_boxes(page._page_box):
            right, bottom = box.position_x + box.width, box.position_y + box.height
            inside = box.position_x >= -_TOLERANCE and right <= page.width + _TOLERANCE
            if not (inside and box.position_y >= -_TOLERANCE and bottom <= page.height + _TOLERANCE):
                yield source_drawn(box) if is_formula(box) else box.text


def _shown(text: str) -> str:
    """A text as a message shows it."""
    return " ".join(text.replace(WORD_JOINER, "").split())


def engine() -> tuple[str, ...]:
    """Names and versions of what lays out, for the cache key and the record."""
    packages = ("weasyprint", "pydyf", "pyphen", "tinycss2", "cssselect2", "fonttools", "pillow")
    return (*(f"{name} {version(name)}" for name in packages), f"pango {pango.pango_version()}", renderer())
