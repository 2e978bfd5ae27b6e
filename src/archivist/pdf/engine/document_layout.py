"""A document laid out by itself, from a job to pages with the proof that they contain every word.

A job names everything it needs, no file is read but the fonts, and there is no network. The same function runs in this
process, in a spawned worker, or on another machine.
"""

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from archivist.data_addresses import read_data
from archivist.errors import ArchivistError, LayoutError
from archivist.model import Anchor, Remark
from archivist.paper import off_paper
from archivist.pdf.completeness import losses, streams_of
from archivist.pdf.engine import table_settings
from archivist.pdf.engine.box_tree import POINTS_PER_PIXEL, descendants, flow_boxes, laid_out, note_boxes, text_boxes
from archivist.pdf.engine.boxes import Box, Document, Page, TextBox
from archivist.pdf.engine.figure_placement import Plan, Trial, prepare, without_holes
from archivist.pdf.engine.formula_drawings import (
    SCHEME,
    colour_formulas,
    draw_formulas,
    is_formula,
    picture_at,
    source_drawn,
    wrong_formulas,
)
from archivist.pdf.engine.hidden_text import hidden_boxes
from archivist.pdf.engine.layout_job import LaidOut
from archivist.pdf.engine.marks import mark_of
from archivist.pdf.engine.material import Material
from archivist.pdf.engine.page_filling import Filling, fill_pages
from archivist.pdf.engine.page_starts import page_starts
from archivist.pdf.engine.patches.chosen_fonts import ChosenFonts
from archivist.pdf.engine.plain_spaces import draw_plain_spaces
from archivist.pdf.engine.printed_numbers import label_boxes, wrong_list_numbers, wrong_note_numbers
from archivist.pdf.engine.reading_order import paint_with_their_lines
from archivist.pdf.engine.shared_pages import (
    Part,
    divide,
    join_trees,
    names_of,
    remove_rules_at_tops,
    share_marks,
)
from archivist.pdf.engine.specimen_pages import margin_texts
from archivist.pdf.engine.table_settings import TablePlan
from archivist.pdf.engine.tagging import mark_artifacts, structure_of
from archivist.pdf.engine.text_runs import text_runs
from archivist.pdf.engine.unbroken_runs import break_runs, hide_breaks, remarks_on_runs
from archivist.pdf.indents import limit_indents
from archivist.pdf.line_breaks import line_ends
from archivist.pdf.margin_texts import MarginTexts
from archivist.pdf.picture_colours import for_paper
from archivist.pdf.print_tree import PICTURE_SCHEME, WORD_JOINER, has_class, print_tree
from archivist.pdf.time_limit import OutOfTimeError, limited
from archivist.picture_forms import NoPictureError, TooManyPixelsError, convert_picture, form_of
from archivist.svg import SvgError
from archivist.svg.printing import PrintDrawing, for_print
from archivist.visible_text import visible

_NO_LOADING = "Remove it from `[pdf] style`, or write it as a data: address."
_TOLERANCE = 1.0  # pixels a box may reach over an edge before its text counts as cut
_SHOWN = 60  # characters of a text in a message
_WIDEST_SPACE = 0.6  # of the type size; that of a typewriter face
_LONGEST_NOTE = 6000  # characters: more than half a page of A4 holds at any size that can be read
_MOST_LAYOUTS = 40  # of one document, until all is whole; most need one
_TALLEST_NOTE = 0.5  # of the text's height; a taller note would leave a page with hardly any text

# Only where it is needed: the engine breaks words inside a link or an emphasis although the line could end before them.
_WRAP = (
    "body { overflow-wrap: break-word }.cover p, .titlepage h1, .titlepage p { overflow-wrap: anywhere; hyphens: auto }"
)
# The engine sometimes loses a note that it wants to keep on the page of its call. Other places for the end of a page
# save it; failing that, the note may be on the next page.
_NOTE_REMEDIES = (
    "body { orphans: 1; widows: 1 }",
    "body { orphans: 3; widows: 3 }",
    "div.note { footnote-policy: auto }",
)


def lay_out(job: Material) -> LaidOut:
    """Lay out one document. If the engine gives up, the result says so: the caller knows the article."""
    try:
        with limited(sum(len(xhtml.decode()) for xhtml in _sources(job))):
            return _lay_out(job)
    except OutOfTimeError as error:
        return LaidOut(job.document, b"", 0, (), (), (), (), out_of_time=str(error))
    except ArchivistError:
        raise  # the program's own fault or the machine's, not the article's
    except FatalURLFetchingError as error:  # no Exception; only a user's style sheet can ask for something
        raise LayoutError(str(error), _NO_LOADING) from None
    except Exception as error:
        return LaidOut(job.document, b"", 0, (), (), (), (), failure=f"{type(error).__name__}: {error}")


def find_margin_texts(job: Material, kinds: Sequence[str]) -> MarginTexts | None:
    """What the margin boxes of specimen pages print; None if it cannot be described. Raises LayoutError."""
    try:
        document = _render(_tree(job), job, "")
        return margin_texts(document, _write(document, tags=False), kinds)
    except ArchivistError:
        raise
    except FatalURLFetchingError as error:
        raise LayoutError(str(error), _NO_LOADING) from None
    except Exception as error:
        raise LayoutError(f"the running heads cannot be laid out: {type(error).__name__}: {error}") from None


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a document is set, apart from its style sheets."""

    long_notes: frozenset[str] = frozenset()  # printed after the article
    wrap: str = ""  # a style sheet for words that are too long
    remedy: str = ""  # a style sheet for notes that were lost
    tables: TablePlan = field(default_factory=dict)
    filling: Filling = field(default_factory=Filling)


def _lay_out(job: Material) -> LaidOut:
    """Lay out one document.

    If a note does not fit the foot of a page, all notes are moved after the article; a table that does not fit is set
    otherwise; and the document is laid out again, until everything is whole. Differences that remain are returned, not
    raised: the caller knows the article.
    """
    if not job.prove:
        root = _tree(job)
        return _write_unproved(job, _render(root, job, ""))
    setting, trial = _settle(job, _Setting(_surely_long_notes(job)))
    if _is_divided(setting.tables) and _loses_words(trial):
        tables = table_settings.in_paragraphs(setting.tables)
        setting, trial = _settle(job, replace(setting, tables=tables))
    filling, trial = fill_pages(trial, partial(_with_filling, job, setting))
    setting = replace(setting, filling=filling)
    trial = without_holes(trial, partial(_with_figures, job, setting))
    return _prove(job, trial, setting)


def _is_divided(tables: TablePlan) -> bool:
    return any(table.divided for table in tables.values())


def _loses_cells(trial: Trial, tables: TablePlan) -> bool:
    """Whether words of divided rows are missing, and not without a note: other rows will not bring them back."""
    return (
        _is_divided(tables) and not any(_cut_notes(trial.document, _floated_notes(trial.root))) and _loses_words(trial)
    )


def _loses_words(trial: Trial) -> bool:
    """Whether a word is missing, as may happen where rows with tables or cells of several rows in them are divided."""
    table_settings.name_divided_cells(trial.root, trial.document)
    floated = _floated_notes(trial.root)
    return any(losses(streams_of(trial.root, floated), laid_out(trial.document, floated)))


def _settle(job: Material, setting: _Setting) -> tuple[_Setting, Trial]:
    """The setting in which notes and tables are whole and nothing is too wide, as far as there is one."""
    trial, remedies, is_wrap_tried = _trial(job, setting), iter(_NOTE_REMEDIES), False
    for _ in range(_MOST_LAYOUTS):
        tables, too_wide = table_settings.further(trial.root, trial.document, setting.tables, _too_wide(trial.document))
        if too_wide and not is_wrap_tried:
            is_wrap_tried = True
            wrapped = _trial(job, replace(setting, wrap=_WRAP))
            if len(_too_wide(wrapped.document)) < len(_too_wide(trial.document)):  # else it helps nothing
                setting, trial = replace(setting, wrap=_WRAP), wrapped
            continue
        if tables is not None:
            if _loses_cells(trial, setting.tables):
                break
            setting = replace(setting, tables=tables)
        else:
            tall, dropped = _cut_notes(trial.document, _floated_notes(trial.root))
            if not tall and not dropped:
                break
            remedy = "" if tall else next(remedies, "")
            if not remedy:
                remedies = iter(_NOTE_REMEDIES)
                setting = replace(setting, long_notes=setting.long_notes | tall | dropped)
            setting = replace(setting, remedy=remedy)
        trial = _trial(job, setting)
    return setting, trial


def _sources(job: Material) -> tuple[bytes, ...]:
    """The document, and those that follow it on its pages."""
    return (job.xhtml, *(each.xhtml for each in job.following))


def _tree(job: Material, long_notes: frozenset[str] = frozenset()) -> Element:
    """The tree to lay out, its formulas drawn."""
    sources = enumerate(_sources(job))
    root = join_trees([print_tree(xhtml, names_of(long_notes, number)) for number, xhtml in sources])
    break_runs(root)
    draw_formulas(root)
    return root


def _trial(job: Material, setting: _Setting, figures: Plan | None = None) -> Trial:
    """The document laid out in a setting."""
    root = _tree(job, setting.long_notes)
    limit_indents(root)
    table_settings.apply(root, setting.tables)
    if figures is not None:
        prepare(root, figures)
    return Trial(root, _render(root, job, setting.wrap + setting.remedy + setting.filling.style))


def _with_filling(job: Material, setting: _Setting, filling: Filling) -> Trial | None:
    """The document with its pages filled in a way; None if a note or a line suffers from it."""
    return _unharmed(_trial(job, replace(setting, filling=filling)), setting)


def _with_figures(job: Material, setting: _Setting, plan: Plan) -> Trial | None:
    """The document with its figures set by a plan; None if a note or a line suffers from it."""
    return _unharmed(_trial(job, setting, plan), setting)


def _unharmed(trial: Trial, setting: _Setting) -> Trial | None:
    """A layout, if its notes and tables are whole and nothing is too wide."""
    tall, dropped = _cut_notes(trial.document, _floated_notes(trial.root))
    further, others = table_settings.further(trial.root, trial.document, setting.tables, _too_wide(trial.document))
    return None if tall or dropped or further is not None or (others and not setting.wrap) else trial


def _prove(job: Material, trial: Trial, setting: _Setting) -> LaidOut:
    """The pages with what they mean, and the proof that they contain every word."""
    root, document = trial.root, trial.document
    table_settings.name_divided_cells(root, document)
    parts = divide(root, document, len(_sources(job)))
    hidden = hidden_boxes(document)
    proved = [_Proved(part, hidden) for part in parts]
    mark_artifacts(document)
    colour_formulas([box for each in proved for box in each.formulas])
    paint_with_their_lines(document)
    remove_rules_at_tops(document)
    hide_breaks(document)
    draw_plain_spaces(document)
    pdf = _write(document, tags=True)
    share_marks(document, parts)
    off_page, of_drawings = _off_page(document, pdf)
    shares = _shares([set(_boxes_off_page(part.document)) for part in parts], off_page)
    names = (job.document, *(each.document for each in job.following))
    first, *following = (
        each.result(name, xhtml, setting, number, off)
        for number, (each, name, xhtml, off) in enumerate(zip(proved, names, _sources(job), shares, strict=True))
    )
    drawn_off = (
        Remark("drawing-off-page", f"“{words[:_SHOWN]}” in a drawing is not on the page") for words in of_drawings
    )
    return replace(first, pdf=pdf, remarks=(*first.remarks, *drawn_off), following=tuple(following))


def _shares(by_boxes: Sequence[set[str]], off_page: Iterable[str]) -> list[tuple[str, ...]]:
    """The text off the paper by document; what no box says is off, but glyphs are, counts for the first."""
    found: list[list[str]] = [[] for _ in by_boxes]
    for text in off_page:
        found[next((number for number, texts in enumerate(by_boxes) if text in texts), 0)].append(text)
    return [tuple(texts) for texts in found]


class _Proved:
    """A laid-out document that is read before its pages are written, and again afterwards."""

    def __init__(self, part: Part, hidden: frozenset[Box]) -> None:
        self._part, self._hidden = part, hidden
        root, document = part.root, part.document
        self._floated = _floated_notes(root)
        self._expected, self._found = streams_of(root, self._floated), laid_out(document, self._floated)
        for piece, line_end in line_ends(self._expected, self._found):
            mark_of(piece.box).line_end = line_end
        self._labels = label_boxes(root, document)
        for box in chain.from_iterable(self._labels.values()):
            mark_of(box).label = True
        self.formulas = [box for page in document.pages for box in descendants(page._page_box) if is_formula(box)]

    def result(self, name: str, xhtml: bytes, setting: _Setting, number: int, off_page: tuple[str, ...]) -> LaidOut:
        """What the pages of the document say. `number` is its place among those that share pages."""
        root, document, hidden = self._part.root, self._part.document, self._hidden
        pieces = chain.from_iterable(self._found.values())
        tables = {each - self._part.tables: plan for each, plan in setting.tables.items()}
        fetcher = document._archivist_fetcher
        return LaidOut(
            document=name,
            pdf=b"",
            pages=len(document.pages),
            anchors=tuple(_anchors(document)),
            long_notes=tuple(sorted(names_of(setting.long_notes, number))),
            losses=(*losses(self._expected, self._found), *wrong_formulas(self.formulas)),
            off_page=off_page,
            hidden=tuple(_shown(piece.text) for piece in pieces if piece.box in hidden),
            list_numbers=tuple(wrong_list_numbers(root, self._labels, document.counters, hidden)),
            note_numbers=tuple(wrong_note_numbers(root, document)),
            starts=page_starts(root, document),
            runs=text_runs(root, document, self._floated),
            floated=tuple(sorted(self._floated)),
            as_dots=_names(self._own(fetcher.as_dots, number)),
            undrawn=_names(self._own(fetcher.undrawn, number)),
            structure=structure_of(root, document),
            remarks=(*_remarks_on_text(xhtml), *table_settings.remarks(root, document, tables)),
            first=self._part.first,
        )

    def _own(self, addresses: Iterable[str], number: int) -> set[str]:
        """Those pictures that are in the document; what a style sheet holds counts for the first."""
        own = {image.get("src", "") for image in self._part.root.iter("img")}
        return {each for each in addresses if each in own or not (number or each.startswith(PICTURE_SCHEME))}


def _names(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(address.removeprefix(PICTURE_SCHEME) for address in addresses))


def _remarks_on_text(xhtml: bytes) -> Iterator[Remark]:
    """What of a document cannot be set as it was written, on whatever page."""
    root = print_tree(xhtml)
    yield from limit_indents(root)
    yield from remarks_on_runs(root)


def _write_unproved(job: Material, document: Document) -> LaidOut:
    return LaidOut(job.document, _write(document, tags=False), len(document.pages), (), (), (), ())


# ---------------------------------------------------------------- WeasyPrint


class _Html(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A finished tree as WeasyPrint's input. Its own parser reads HTML, where a note cannot be in a paragraph."""

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


_DRAWING = "image/svg+xml"


class _HandedPictures(URLFetcher):  # type: ignore[misc]
    """Gives the pictures passed, and what an address holds itself; everything else is refused.

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

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
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
                return form.media_type, convert_picture(held.content, form.media_type)
        except (SvgError, NoPictureError, TooManyPixelsError) as error:
            raise FatalURLFetchingError(f"{url[:60]}… holds no picture that can be shown: {error}") from None
        return held.media_type, held.content


@lru_cache(maxsize=4)
def _fonts(files: tuple[Path, ...]) -> ChosenFonts:
    return ChosenFonts(files)


@lru_cache(maxsize=32)
def _style_sheet(style: str, fonts: ChosenFonts) -> object:
    """A style sheet parsed, once a process: parsing it took a tenth of the time of a layout.

    Nothing that is laid out writes into it. What it loads, `@import` above all, is refused while it is parsed.
    """
    return weasyprint.CSS(string=style, font_config=fonts, url_fetcher=_HandedPictures(()))


def _render(root: Element, job: Material, remedies: str) -> Document:
    """Lay out a tree with one more style sheet, which may be empty."""
    fonts = _fonts(job.fonts)
    fetcher = _HandedPictures(job.pictures, root.get("lang", ""))
    sheets = [_style_sheet(style, fonts) for style in (*job.styles, remedies)]
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # what matters is proved, not logged
    counters = CounterStyle()
    document: Document = _Html(root, fetcher).render(font_config=fonts, stylesheets=sheets, counter_style=counters)
    document.counters = counters  # with them the engine makes the numbers of lists
    document._archivist_fetcher = fetcher
    return document


def _write(document: Document, *, tags: bool) -> bytes:
    target = io.BytesIO()
    document.write_pdf(target, pdf_tags=tags, uncompressed_pdf=False)
    return target.getvalue()


def _anchors(document: Document) -> Iterator[Anchor]:
    seen = set()
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in seen:
                seen.add(name)
                yield Anchor(name, number, x * POINTS_PER_PIXEL, (page.height - y) * POINTS_PER_PIXEL)


# ---------------------------------------------------------------- what was laid out


def _surely_long_notes(job: Material) -> frozenset[str]:
    """Notes that need no trial: laying them out at the foot of a page can take a minute."""
    root = _tree(job)
    return frozenset(
        name for name, text in streams_of(root, _floated_notes(root)).items() if name and len(text) > _LONGEST_NOTE
    )


def _floated_notes(root: Element) -> frozenset[str]:
    return frozenset(
        element.get("id", "") for element in root.iter("div") if has_class(element, "note") and element.get("id")
    )


def _cut_notes(document: Document, floated: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Notes that are not whole at the foot of a page: too tall, or over its edge or its text; and not there at all."""
    found: set[Any] = set()  # ids; None for what only a style sheet makes a note
    tall: set[Any] = set()
    for page in document.pages:
        sheet = page._page_box
        top, bottom = sheet.content_box_y() - _TOLERANCE, sheet.content_box_y() + sheet.height + _TOLERANCE
        notes = list(note_boxes(page))
        covered = _reaches_below(page, min((note.position_y for note in notes), default=bottom))
        for note in notes:
            name = note.element.get("id")
            found.add(name)
            inside = all(top <= box.position_y and box.position_y + box.height <= bottom for box in text_boxes(note))
            if covered or not inside or note.margin_height() > _TALLEST_NOTE * sheet.height:
                tall.add(name)
    return frozenset(tall), floated - found


def _reaches_below(page: Page, top: float) -> bool:
    """Whether text of a page reaches into its notes, which begin at `top`."""
    return any(
        box.position_y + box.height / 2 > top and (is_formula(box) or visible(box.text))
        for flow in flow_boxes(page)
        for box in text_boxes(flow)
    )


def _too_wide(document: Document) -> list[Element]:
    """The elements whose text runs over the right edge of the text area: a word without a break, a wide table."""
    found: dict[Element, None] = {}
    for page in document.pages:
        sheet = page._page_box
        edge = sheet.content_box_x() + sheet.width + _TOLERANCE
        for box in text_boxes(sheet):
            if box.position_x + _width_of_words(box) > edge and (is_formula(box) or visible(box.text)):
                found[box.element] = None
    return list(found)


def _width_of_words(box: TextBox) -> float:
    """The width of a text box without the spaces that end it: those of a line of code hang over its edge unseen."""
    if is_formula(box):
        return float(box.width)
    spaces = len(box.text) - len(box.text.rstrip(" "))
    return float(box.width - spaces * _WIDEST_SPACE * box.style["font_size"])


def _off_page(document: Document, pdf: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The text that is off the paper, by the engine's boxes or by the glyphs in the file; and the words of drawings.

    A drawing may have words outside its view: they are not seen on any screen either, and cost nobody a word.
    """
    found = dict.fromkeys(_boxes_off_page(document))
    of_drawings: dict[str, None] = {}
    for each in off_paper(pdf):
        if each.in_figure:
            of_drawings[" ".join(each.text.split())] = None
        elif not any(visible(each.text) in visible(text) for text in found):
            found[each.text] = None
    return tuple(found), tuple(of_drawings)


def _boxes_off_page(document: Document) -> Iterator[str]:
    for page in document.pages:
        for box in text_boxes(page._page_box):
            right, bottom = box.position_x + _width_of_words(box), box.position_y + box.height
            inside = box.position_x >= -_TOLERANCE and right <= page.width + _TOLERANCE
            if not (inside and box.position_y >= -_TOLERANCE and bottom <= page.height + _TOLERANCE):
                yield source_drawn(box) if is_formula(box) else box.text


def _shown(text: str) -> str:
    """A text as a message shows it."""
    return " ".join(text.replace(WORD_JOINER, "").split())
