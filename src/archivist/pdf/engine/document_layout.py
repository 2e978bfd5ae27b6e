"""A document laid out by itself, from a job to pages with the proof that they contain every word.

A job names everything it needs, no file is read but the fonts, and there is no network. The same function runs in this
process, in a spawned worker, or on another machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from xml.etree.ElementTree import Element

from weasyprint.urls import FatalURLFetchingError

from archivist.errors import ArchivistError, LayoutError
from archivist.fidelity.printed_words import losses, streams_of
from archivist.model.pages import Remark
from archivist.pdf.deep_calls import deep_calls
from archivist.pdf.engine import table_settings
from archivist.pdf.engine.box_tree import laid_out
from archivist.pdf.engine.boxes import Document
from archivist.pdf.engine.document_proof import DocumentProof, shares_of_documents
from archivist.pdf.engine.figure_placement import Plan, Trial, prepare, without_holes
from archivist.pdf.engine.formula_drawings import colour_formulas, draw_formulas
from archivist.pdf.engine.hidden_text import hidden_boxes
from archivist.pdf.engine.layout_job import LaidOut
from archivist.pdf.engine.material import Material
from archivist.pdf.engine.overflow import (
    cut_notes,
    floated_notes,
    has_notes_alone,
    keep_notes_whole,
    text_in_boxes_off_page,
    text_off_page,
    wide_elements,
)
from archivist.pdf.engine.page_filling import Filling, fill_pages
from archivist.pdf.engine.plain_spaces import draw_plain_spaces
from archivist.pdf.engine.reading_order import paint_with_their_lines
from archivist.pdf.engine.rendering import render, write_pdf
from archivist.pdf.engine.shared_pages import (
    divide,
    join_trees,
    names_of,
    remove_rules_at_tops,
    set_closely,
    share_marks,
)
from archivist.pdf.engine.specimen_pages import margin_texts
from archivist.pdf.engine.table_plan import TablePlan
from archivist.pdf.engine.tagging import mark_artifacts
from archivist.pdf.engine.turned_tables import render_turned, turn_pages
from archivist.pdf.engine.unbroken_runs import break_runs, hide_breaks
from archivist.pdf.engine.vertical_justification import justify_pages, may_save_page
from archivist.pdf.indents import limit_indents
from archivist.pdf.margin_texts import MarginTexts
from archivist.pdf.print_tree import print_tree
from archivist.pdf.time_limit import OutOfTimeError, limited

_NO_LOADING = "Remove it from `[pdf] style`, or write it as a data: address."
_SHOWN = 60  # characters of a text in a message
_LONGEST_NOTE = 6000  # characters: more than half a page of A4 holds at any size that can be read
_MOST_LAYOUTS = 40  # of one document, until all is whole; most need one

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
        with deep_calls(), limited(sum(len(xhtml.decode()) for _, xhtml in job.sources)):
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
        document = render(_tree(job), job, "")
        return margin_texts(document, write_pdf(document, tags=False), kinds)
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
    whole_notes: bool = False  # no note goes on at the foot of the next page
    close: bool = False  # articles that follow one another have less white around their heads


def _lay_out(job: Material) -> LaidOut:
    """Lay out one document.

    If a note does not fit the foot of a page, all notes are moved after the article; a table that does not fit is set
    otherwise; and the document is laid out again, until everything is whole. Differences that remain are returned, not
    raised: the caller knows the article.
    """
    if not job.prove:
        root = _tree(job)
        return _write_unproved(job, render(root, job, ""))
    first = _Setting(_surely_long_notes(job))
    setting, trial = _set(job, first)
    if job.following and not job.room and may_save_page(trial.document, len(job.following)):
        closer = _set(job, replace(first, close=True))
        if len(closer[1].document.pages) < len(trial.document.pages):
            setting, trial = closer
    justify_pages(trial.document)
    return _prove(job, trial, setting)


def _set(job: Material, first: _Setting) -> tuple[_Setting, Trial]:
    """The document set as well as few attempts can reach, beginning with a setting."""
    setting, trial = _settle(job, first)
    if _is_divided(setting.tables) and _loses_words(trial):
        tables = table_settings.in_paragraphs(setting.tables)
        setting, trial = _settle(job, replace(setting, tables=tables))
    filling, trial = fill_pages(trial, partial(_with_filling, job, setting))
    setting = replace(setting, filling=filling)
    return setting, without_holes(trial, partial(_with_figures, job, setting))


def _is_divided(tables: TablePlan) -> bool:
    return any(table.divided for table in tables.values())


def _loses_cells(trial: Trial, tables: TablePlan) -> bool:
    """Whether words of divided rows are missing, and not without a note: other rows will not bring them back."""
    return _is_divided(tables) and not any(cut_notes(trial.document, floated_notes(trial.root))) and _loses_words(trial)


def _loses_words(trial: Trial) -> bool:
    """Whether a word is missing, as may happen where rows with tables or cells of several rows in them are divided."""
    table_settings.name_divided_cells(trial.root, trial.document)
    floated = floated_notes(trial.root)
    return any(losses(streams_of(trial.root, floated), laid_out(trial.document, floated)))


def _settle(job: Material, setting: _Setting) -> tuple[_Setting, Trial]:
    """The setting in which notes and tables are whole and nothing is too wide, as far as there is one."""
    trial, remedies, is_wrap_tried = _trial(job, setting), iter(_NOTE_REMEDIES), False
    for _ in range(_MOST_LAYOUTS):
        tables, too_wide = table_settings.further(
            trial.root, trial.document, setting.tables, wide_elements(trial.document)
        )
        if too_wide and not is_wrap_tried:
            is_wrap_tried = True
            wrapped = _trial(job, replace(setting, wrap=_WRAP))
            if len(wide_elements(wrapped.document)) < len(wide_elements(trial.document)):  # else it helps nothing
                setting, trial = replace(setting, wrap=_WRAP), wrapped
            continue
        if tables is not None:
            if _loses_cells(trial, setting.tables):
                break
            setting = replace(setting, tables=tables)
        else:
            tall, dropped = cut_notes(trial.document, floated_notes(trial.root))
            divides_badly = not setting.whole_notes and (dropped or has_notes_alone(trial.document))
            if not tall and not dropped and not divides_badly:
                break
            if divides_badly:
                setting = replace(setting, whole_notes=True)
                trial = _trial(job, setting)
                continue
            remedy = "" if tall else next(remedies, "")
            if not remedy:
                remedies = iter(_NOTE_REMEDIES)
                setting = replace(setting, long_notes=setting.long_notes | tall | dropped)
            setting = replace(setting, remedy=remedy)
        trial = _trial(job, setting)
    return setting, trial


def _tree(job: Material, long_notes: frozenset[str] = frozenset()) -> Element:
    """The tree to lay out, its formulas drawn."""
    sources = enumerate(job.sources)
    root = join_trees([print_tree(xhtml, names_of(long_notes, number)) for number, (_, xhtml) in sources], job.room)
    break_runs(root)
    draw_formulas(root)
    return root


def _trial(job: Material, setting: _Setting, figures: Plan | None = None) -> Trial:
    """The document laid out in a setting."""
    root = _tree(job, setting.long_notes)
    limit_indents(root)
    table_settings.apply(root, setting.tables)
    if setting.whole_notes:
        keep_notes_whole(root)
    if setting.close:
        set_closely(root)
    if figures is not None:
        prepare(root, figures)
    styles = setting.wrap + setting.remedy + setting.filling.style
    turned = table_settings.turned(root, setting.tables)
    return Trial(root, render_turned(root, turned, lambda tree, style: render(tree, job, styles + style)))


def _with_filling(job: Material, setting: _Setting, filling: Filling) -> Trial | None:
    """The document with its pages filled in a way; None if a note or a line suffers from it."""
    return _unharmed(_trial(job, replace(setting, filling=filling)), setting)


def _with_figures(job: Material, setting: _Setting, plan: Plan) -> Trial | None:
    """The document with its figures set by a plan; None if a note or a line suffers from it."""
    return _unharmed(_trial(job, setting, plan), setting)


def _unharmed(trial: Trial, setting: _Setting) -> Trial | None:
    """A layout, if its notes and tables are whole and nothing is too wide."""
    tall, dropped = cut_notes(trial.document, floated_notes(trial.root))
    if has_notes_alone(trial.document):
        return None
    further, others = table_settings.further(trial.root, trial.document, setting.tables, wide_elements(trial.document))
    return None if tall or dropped or further is not None or (others and not setting.wrap) else trial


def _prove(job: Material, trial: Trial, setting: _Setting) -> LaidOut:
    """The pages with what they mean, and the proof that they contain every word."""
    root, document = trial.root, trial.document
    table_settings.name_divided_cells(root, document)
    turn_pages(document)
    parts = divide(root, document, len(job.sources))
    hidden = hidden_boxes(document)
    proofs = [
        DocumentProof(part, hidden, source, number)
        for number, (part, source) in enumerate(zip(parts, job.sources, strict=True))
    ]
    mark_artifacts(document)
    colour_formulas([box for proof in proofs for box in proof.formulas])
    paint_with_their_lines(document)
    remove_rules_at_tops(document)
    hide_breaks(document)
    draw_plain_spaces(document)
    pdf = write_pdf(document, tags=True)
    share_marks(document, parts)
    off_page, of_drawings = text_off_page(document, pdf)
    shares = shares_of_documents([set(text_in_boxes_off_page(part.document)) for part in parts], off_page)
    first, *following = (
        proof.result(setting.tables, names_of(setting.long_notes, number), off)
        for number, (proof, off) in enumerate(zip(proofs, shares, strict=True))
    )
    drawn_off = (
        Remark("drawing-off-page", f"“{words[:_SHOWN]}” in a drawing is not on the page") for words in of_drawings
    )
    return replace(first, pdf=pdf, remarks=(*first.remarks, *drawn_off), following=tuple(following))


def _write_unproved(job: Material, document: Document) -> LaidOut:
    return LaidOut(job.document, write_pdf(document, tags=False), len(document.pages), (), (), (), ())


def _surely_long_notes(job: Material) -> frozenset[str]:
    """Notes that need no trial: laying them out at the foot of a page can take a minute."""
    root = _tree(job)
    return frozenset(
        name for name, text in streams_of(root, floated_notes(root)).items() if name and len(text) > _LONGEST_NOTE
    )
