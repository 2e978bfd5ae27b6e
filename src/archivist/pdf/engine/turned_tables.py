"""Tables on pages of their own, turned by 90 degrees: their columns have the height of a page instead of its width.

The engine knows no page whose content is turned, and no table that leaves its place without leaving a hole. So such a
table is left out of the document, laid out alone on pages as wide as the others are high, and these pages are put in
after the one that the text before the table ends on: what follows the table fills that page. Until then everything is
measured as if the page were not turned. Before they are written, the pages are turned to the left (`turn_pages`): they
have the size of all others, with running head and number where those of the others are, and are read with the book
turned to the right, on both sides of a leaf.

The table keeps its place in the reading order: its words are a stream of their own, like a cell that goes on over a
page (page_starts.py), and the siblings of what is around it have the order of the document (figure_placement.py).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from xml.etree.ElementTree import Element

import weasyprint.document
from weasyprint.draw import draw_page

from archivist.fidelity.printed_words import STREAM
from archivist.pdf.engine.box_tree import descendants, flow_boxes, note_boxes, text_boxes
from archivist.pdf.engine.boxes import Box, Document, Page, Stream
from archivist.pdf.engine.figure_placement import SOURCE_ORDER, white_height
from archivist.pdf.engine.table_settings import CELL_STREAM
from archivist.pdf.engine.turned_pages import is_turned, mark_as_turned
from archivist.pdf.print_tree import ROOM, detach, has_class, parents
from archivist.text.visible_text import visible

LayOut = Callable[[Element, str], Document]  # a tree, and what is added to the style sheets
Above = dict[Element, Element]  # parents

_OUTER = 3  # root, body and document: they and the text of the document give a table its style
_NOT_COPIED = frozenset({"id", ROOM, STREAM})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class _Turned:
    """What is turned together: a table with what is its own, and a heading above it that has nothing else below it."""

    parts: tuple[Element, ...]  # siblings that follow one another

    @property
    def first(self) -> Element:
        """What begins the page."""
        return self.parts[0]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part of a tree was before it was left out."""

    parent: Element
    index: int
    part: Element
    tail: str | None
    before: Element  # what holds the text before it: the parent, or the sibling before
    text: str | None


def render_turned(root: Element, tables: Sequence[Element], lay_out: LayOut) -> Document:
    """Lay out a tree with some of its tables turned. The tree is the same again afterwards."""
    if not tables:
        return lay_out(root, "")
    above = parents(root)
    turned = [_with_heading(part, above) for part in dict.fromkeys(_with_its_own(table, above) for table in tables)]
    for number, each in enumerate(turned):
        for part in each.parts:
            part.set(STREAM, f"{CELL_STREAM} turned {number + 1}")
        _keep_order(each.first, above)
    with _left_out([part for each in turned for part in each.parts], above):
        document = lay_out(root, "")
    style = _page_style(document.pages[0])
    pages = [_pages_of(each, above, document, lambda tree: lay_out(tree, style)) for each in turned]
    _put_in(root, document, turned, pages)
    return document


# ---------------------------------------------------------------- what is turned


def _with_its_own(table: Element, above: Above) -> Element:
    """The table, or what holds nothing but the table: a figure with its caption, a block around it."""
    part = table
    while True:
        around = above[part]
        others = [child for child in around if child is not part and child.tag != "figcaption"]
        texts = [around.text, *(child.tail for child in around)]
        if others or any(map(visible, filter(None, texts))) or around.tag not in {"figure", "div"}:
            return part
        if STREAM in around.attrib or has_class(around, "body"):
            return part
        part = around


def _with_heading(part: Element, above: Above) -> _Turned:
    siblings = list(above[part])
    at = siblings.index(part)
    before, after = siblings[at - 1] if at else None, siblings[at + 1] if at + 1 < len(siblings) else None
    is_below = before is not None and before.tag in _HEADINGS and not visible((before.tail or "") + (part.tail or ""))
    if before is not None and is_below and (after is None or after.tag in _HEADINGS):
        return _Turned((before, part))
    return _Turned((part,))


def _keep_order(part: Element, above: Above) -> None:
    """Write the order of the document on the children of all that is around a part."""
    for around in _chain(part, above):
        if around.tag == "body":
            break
        if not any(SOURCE_ORDER in child.attrib for child in around):
            for number, child in enumerate(around):
                child.set(SOURCE_ORDER, str(number))


def _chain(part: Element, above: Above) -> Iterator[Element]:
    """What is around a part, from the nearest on."""
    element = above.get(part)
    while element is not None:
        yield element
        element = above.get(element)


@contextmanager
def _left_out(parts: Sequence[Element], above: Above) -> Iterator[None]:
    """A tree without some of its parts; text after them stays."""
    places: list[_Place] = []
    for part in parts:
        parent = above[part]
        index = list(parent).index(part)
        before, text = (parent[index - 1], parent[index - 1].tail) if index else (parent, parent.text)
        places.append(_Place(parent, index, part, part.tail, before, text))
        detach(parent, part)
    try:
        yield
    finally:
        for place in reversed(places):
            _restore(place)


def _restore(place: _Place) -> None:
    if place.before is place.parent:
        place.before.text = place.text
    else:
        place.before.tail = place.text
    place.parent.insert(place.index, place.part)
    place.part.tail = place.tail


# ---------------------------------------------------------------- its pages


def _page_style(page: Page) -> str:
    """A page whose text is as wide as that of another page is high, and the other way round."""
    sheet = page._page_box
    bottom = page.height - sheet.content_box_y() - sheet.height
    right = page.width - sheet.content_box_x() - sheet.width
    margins = (sheet.content_box_x(), sheet.content_box_y(), right, bottom)  # turned: left, top, right and bottom
    size = f"{page.height:.4f}px {page.width:.4f}px"
    return f"@page {{ size: {size} !important; margin: {' '.join(f'{each:.4f}px' for each in margins)} !important }}"


def _pages_of(turned: _Turned, above: Above, document: Document, lay_out: Callable[[Element], Document]) -> list[Page]:
    """The pages of what is turned, laid out alone."""
    tree, originals = _tree_of(turned, above)
    tails = [part.tail for part in turned.parts]
    for part in turned.parts:
        part.tail = None
    own = lay_out(tree)
    for part, tail in zip(turned.parts, tails, strict=True):
        part.tail = tail
    for page in own.pages:
        for box in descendants(page._page_box):
            box.element = originals.get(box.element, box.element)
    _remember_pictures(document, own)
    return [mark_as_turned(page) for page in _centred(own.pages)]


def _tree_of(turned: _Turned, above: Above) -> tuple[Element, Above]:
    """A tree of what is turned, in copies of what gives it its style; and the original of each copy."""
    around = list(_chain(turned.first, above))
    below, originals = list(turned.parts), {}
    for depth, original in zip(range(len(around) - 1, -1, -1), around, strict=True):
        if depth < _OUTER or has_class(original, "body"):
            kept = {name: value for name, value in original.attrib.items() if name not in _NOT_COPIED}
            copy = Element(original.tag, kept)
            copy.extend(below)
            below, originals[copy] = [copy], original
    language = next((each.get("lang", "") for each in around if each.get("lang")), "")
    if language:
        next(iter(originals)).set("lang", language)
    return below[0], originals


def _remember_pictures(document: Document, own: Document) -> None:
    """What was found of the pictures of turned tables is known of the document."""
    fetcher, other = document._archivist_fetcher, own._archivist_fetcher
    fetcher.drawings = {**fetcher.drawings, **other.drawings}
    fetcher.as_dots |= other.as_dots
    fetcher.undrawn |= other.undrawn


def _centred(pages: Sequence[Page]) -> list[Page]:
    """A single page with its table in the middle of its height, unless it has notes."""
    if len(pages) > 1 or any(note_boxes(pages[0])):
        return list(pages)
    white = white_height(pages[0])
    for flow in flow_boxes(pages[0]):
        flow.translate(dy=max(0.0, white / 2))
    page: Page = weasyprint.document.Page(pages[0]._page_box)
    return [page]


def _put_in(root: Element, document: Document, turned: Sequence[_Turned], pages: Sequence[list[Page]]) -> None:
    """Put turned pages in after the page on which the text before each table ends."""
    order = {element: number for number, element in enumerate(root.iter())}
    above = parents(root)
    upright = list(document.pages)
    after: dict[int, list[Page]] = {}
    for each, own in sorted(zip(turned, pages, strict=True), key=lambda pair: order[pair[0].first]):
        before = {element for element in order if order[element] < order[each.first]}
        before -= set(_chain(each.first, above))
        last = max((number for number, page in enumerate(upright) if _has_text_of(page, before)), default=0)
        after.setdefault(last, []).extend(own)
    document.pages = [each for number, page in enumerate(upright) for each in (page, *after.get(number, ()))]


def _has_text_of(page: Page, elements: set[Element]) -> bool:
    return any(box.element in elements for flow in flow_boxes(page) for box in text_boxes(flow))


# ---------------------------------------------------------------- before pages are written


def turn_pages(document: Document) -> None:
    """Turn the pages of turned tables to the left: size, places that are linked to, and what is drawn."""
    for page in document.pages:
        if is_turned(page):
            long = page.width
            page.width, page.height = page.height, page.width
            page.anchors = {name: _turned(place, long) for name, place in page.anchors.items()}
            page.paint = partial(_paint, page._page_box, long)


def _turned(place: tuple[float, ...], long: float) -> tuple[float, ...]:
    left, top, right, bottom = place
    return top, long - right, bottom, long - left


def _paint(sheet: Box, long: float, stream: Stream, scale: float = 1.0) -> None:
    """Draw a page as wide as the others are high on one of their size."""
    with stream.stacked():
        stream.transform(scale, 0, 0, scale)
        stream.transform(0, -1, 1, 0, 0, long)
        draw_page(sheet, stream)
