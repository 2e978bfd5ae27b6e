"""Figures that leave no holes.

A figure that does not fit the rest of its page moves to the next one, and the engine, which knows no floats of the
page, leaves white what it would have filled. So a page that was laid out is looked at, and where a figure left a hole,
1. the picture is set smaller, if it then fits the white and is still large enough to be read;
2. else the text that follows comes first: the figure moves after the next paragraphs, and so to the head of the next
   page, or below the paragraph that goes on there. It may pass a heading with the paragraph below it, but nothing else,
   and it never moves out of the part of the article that it is in.
What does not help is taken back. Each attempt lays the document out again, so there are few. A document without figures
is never laid out twice for this.

A moved figure keeps its place in the reading order: its parent's children have `data-source-order`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from archivist.formulas.formula import CLASS
from archivist.pdf.engine.box_tree import descendants, flow_boxes
from archivist.pdf.engine.boxes import Box, Document, Page
from archivist.pdf.engine.turned_pages import upright_pages
from archivist.pdf.print_tree import PICTURE_ROW, has_class, parents

SOURCE_ORDER = "data-source-order"
TRIALS = 6  # layouts at most, for all figures of a document
WHITE_LINES = 4  # what may stay white before a figure
SMALLEST = 0.58  # of the height a picture would have
MOST_TEXT = 12  # lines a figure may be moved down
_AROUND_HEADING = 2  # lines
_NUMBER = "data-figure"  # in source order, from 0
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_GAIN = 2  # lines of white an attempt must save


@dataclass(frozen=True, slots=True)
class Setting:
    """How a figure is set other than it came."""

    height: float = 0.0  # of the picture, in pixels; 0: as it comes
    behind: int = 0  # paragraphs that come first


Plan = Mapping[int, Setting]  # by number of the figure


@dataclass(frozen=True, slots=True)
class Trial:
    """A tree and its layout."""

    root: Element
    document: Document


# Lays out a fresh tree by a plan; None if something else suffers from it.
LayOut = Callable[[Plan], Trial | None]


@dataclass(frozen=True, slots=True)
class _Hole:
    """White at the foot of a page, before a figure that begins the next one."""

    figure: int
    element: Element
    white: float  # pixels
    above: float  # of a heading that must stay with the figure
    box: Box  # of the figure


def without_holes(first: Trial, lay_out: LayOut) -> Trial:
    """The layout with as few holes before figures as few attempts can reach."""
    prepare(first.root)
    done = first
    plan: dict[int, Setting] = {}
    tried: set[tuple[int, Setting]] = set()
    for _ in range(TRIALS):
        attempt = next(_attempts(done, plan, tried), None)
        if attempt is None:
            break
        tried.add((attempt[0], attempt[1]))
        proposed = {**plan, attempt[0]: attempt[1]}
        trial = lay_out(proposed)
        if trial is not None and _is_better(done, trial, attempt[0]):
            done, plan = trial, proposed
    return done


def prepare(root: Element, plan: Plan | None = None) -> None:
    """Number the figures of a tree, and set them as planned."""
    above = parents(root)
    figures = [element for element in root.iter() if _is_figure(element, above)]
    for number, figure in enumerate(figures):
        figure.set(_NUMBER, str(number))
        setting = (plan or {}).get(number, Setting())
        if setting.height:
            picture = _picture(figure)
            own = picture.get("style", "")
            picture.set("style", f"{own}; max-height: {setting.height:.2f}px".lstrip("; "))
        if setting.behind:
            _move(figure, above[figure], setting.behind)


def _is_figure(element: Element, above: Mapping[Element, Element]) -> bool:
    """A figure, a row of them, or a paragraph that is a picture alone."""
    if has_class(element, PICTURE_ROW):
        return True
    if element in above and has_class(above[element], PICTURE_ROW):
        return False  # it stays in its row
    pictures = list(element.iter("img"))
    if len(pictures) != 1 or has_class(pictures[0], CLASS):
        return False
    return element.tag == "figure" or (element.tag == "p" and not "".join(element.itertext()).strip())


def _picture(figure: Element) -> Element:
    return next(figure.iter("img"))


def _move(figure: Element, parent: Element, behind: int) -> None:
    if not any(SOURCE_ORDER in child.attrib for child in parent):
        for number, child in enumerate(parent):
            child.set(SOURCE_ORDER, str(number))
    index = list(parent).index(figure)
    parent.remove(figure)
    parent.insert(index + behind, figure)


# ---------------------------------------------------------------- what to try


def _attempts(trial: Trial, plan: Plan, tried: set[tuple[int, Setting]]) -> Iterator[tuple[int, Setting]]:
    line = line_height(trial.document)
    above = parents(trial.root)
    for hole in _holes(trial):
        if hole.figure in plan:
            continue
        for setting in (*_smaller(hole, line), *_later(trial, hole, above, line)):
            if (hole.figure, setting) not in tried:
                yield hole.figure, setting


def _smaller(hole: _Hole, line: float) -> Iterator[Setting]:
    """The picture as tall as the white allows; a line less if what is above keeps more distance.

    Pictures of a row keep their sizes, since one that is smaller than the others would be taken for a mistake.
    """
    if has_class(hole.element, PICTURE_ROW):
        return
    picture = next((box for box in descendants(hole.box) if isinstance(box, boxes.ReplacedBox)), None)
    if picture is None:
        return
    rest = max(_ends(hole.box)) - picture.position_y - picture.height  # the caption
    for lines_above in (1, 2):
        height = (hole.white // line - lines_above) * line - hole.above - rest
        if SMALLEST * picture.height <= height < picture.height:
            yield Setting(height=height)


def _later(trial: Trial, hole: _Hole, above: Mapping[Element, Element], line: float) -> Iterator[Setting]:
    """Behind as many paragraphs as fill the white, or as few as may come first."""
    siblings = list(above[hole.element])
    if (hole.element.tail or "").strip():
        return
    lines = behind = 0
    for passed, sibling in enumerate(siblings[siblings.index(hole.element) + 1 :], start=1):
        is_heading = sibling.tag in _HEADINGS
        if not (is_heading or sibling.tag == "p") or _is_figure(sibling, above) or (sibling.tail or "").strip():
            break
        lines += _lines_of(trial.document, sibling) + (_AROUND_HEADING if is_heading else 0)
        if lines > MOST_TEXT:
            break
        if not is_heading:
            behind = passed
            if lines * line >= hole.white:
                break
    if behind:
        yield Setting(behind=behind)


def _lines_of(document: Document, element: Element) -> int:
    return sum(
        isinstance(box, boxes.LineBox) and box.element is element
        for page in document.pages
        for flow in flow_boxes(page)
        for box in descendants(flow)
    )


def _is_better(before: Trial, after: Trial, figure: int) -> bool:
    """Whether an attempt saved white before its figure and cost no page."""
    white = {hole.figure: hole.white for hole in _holes(before)}
    left = {hole.figure: hole.white for hole in _holes(after)}
    gain = white.get(figure, 0.0) - left.get(figure, 0.0)
    return gain >= _GAIN * line_height(before.document) and len(after.document.pages) <= len(before.document.pages)


# ---------------------------------------------------------------- what was laid out


def _holes(trial: Trial) -> Iterator[_Hole]:
    """The holes before figures, in order of pages."""
    owner = {element: figure for figure in _figures(trial.root) for element in figure.iter()}
    if not owner:
        return
    above, line = parents(trial.root), line_height(trial.document)
    for before, page in pairwise(upright_pages(trial.document)):
        first = _first(page)
        figure = owner.get(first.element) if first is not None else None
        if figure is None and first is not None and first.element.tag in _HEADINGS:
            following = _next(first.element, above)
            figure = None if following is None else owner.get(following)
        white = white_height(before)
        if figure is None or white <= WHITE_LINES * line:
            continue
        box = next((box for box in _flow(page) if box.element is figure), None)
        if box is not None:
            top = page._page_box.content_box_y()
            yield _Hole(int(figure.get(_NUMBER, "")), figure, white, max(0.0, box.position_y - top), box)


def _figures(root: Element) -> list[Element]:
    return [element for element in root.iter() if _NUMBER in element.attrib]


def _next(element: Element, above: Mapping[Element, Element]) -> Element | None:
    siblings = list(above[element])
    return next(iter(siblings[siblings.index(element) + 1 :]), None)


def _flow(page: Page) -> Iterator[Box]:
    for flow in flow_boxes(page):
        yield from descendants(flow)


def _first(page: Page) -> Box | None:
    """The first line or picture of a page."""
    return next((box for box in _flow(page) if isinstance(box, boxes.LineBox | boxes.ReplacedBox)), None)


def white_height(page: Page) -> float:
    """The height of what is empty between the text of a page and its foot or its notes."""
    sheet = page._page_box
    ends = [end for flow in flow_boxes(page) for end in _ends(flow)]
    notes = [box.position_y for box in sheet.children if isinstance(box, boxes.FootnoteAreaBox) and box.children]
    foot = min(notes, default=sheet.content_box_y() + sheet.height)
    return float(foot - max(ends, default=sheet.content_box_y()))


def _ends(box: Box) -> list[float]:
    """The lower edges of everything that can be seen in a box."""
    kinds = boxes.LineBox | boxes.ReplacedBox | boxes.TableBox
    return [each.position_y + each.height for each in descendants(box) if isinstance(each, kinds)]


def line_height(document: Document) -> float:
    """The distance of lines, in pixels."""
    root = next(iter(flow_boxes(document.pages[0])))
    value = root.style["line_height"]
    return float(value.value) if getattr(value, "unit", "") == "px" else float(root.style["font_size"]) * 1.4
