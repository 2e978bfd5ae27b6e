"""The parts of WeasyPrint's objects that the program uses, as types. WeasyPrint itself has none.

Nothing is checked at run time. WeasyPrint is pinned because most of this is not public.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from xml.etree.ElementTree import Element

from archivist.svg.printing import PrintDrawing

# ---------------------------------------------------------------- boxes: lengths are CSS pixels


class Style(Protocol):
    """The computed style of a box. The type of a value depends on the property."""

    root_style: "Style"

    def __getitem__(self, name: str) -> Any:
        """The value of a property; its name has underscores."""

    def __setitem__(self, name: str, value: object) -> None:
        """Set the value of a property."""

    def copy(self) -> "Style":
        """Another style with the same values."""


class Box(Protocol):
    """See `weasyprint.formatting_structure.boxes.Box`. A box of text and a picture have no `children`."""

    children: "Sequence[Box]"
    style: Style
    element: Element | Any  # None for pages and their margins; most boxes are known to have one
    element_tag: str  # with the pseudo-element: `li::marker`
    position_x: float
    position_y: float
    width: float
    height: float
    padding_left: float
    padding_right: float
    padding_bottom: float
    border_bottom_width: float
    margin_bottom: float
    baseline: float  # of a line
    transformation_matrix: Any
    background: Any
    _archivist_mark: object  # the program's own, see marks.py

    def content_box_x(self) -> float:
        """The left edge of the content."""

    def content_box_y(self) -> float:
        """The upper edge of the content."""

    def padding_box_x(self) -> float:
        """The left edge of the padding."""

    def padding_box_y(self) -> float:
        """The upper edge of the padding."""

    def padding_width(self) -> float:
        """The width with the padding."""

    def padding_height(self) -> float:
        """The height with the padding."""

    def border_box_x(self) -> float:
        """The left edge of the border."""

    def border_box_y(self) -> float:
        """The upper edge of the border."""

    def border_width(self) -> float:
        """The width with padding and border."""

    def border_height(self) -> float:
        """The height with padding and border."""

    def margin_width(self) -> float:
        """The width with padding, border and margin."""

    def margin_height(self) -> float:
        """The height with padding, border and margin."""

    def is_in_normal_flow(self) -> bool:
        """Whether it is neither floated nor set absolutely nor taken out otherwise."""

    def is_floated(self) -> bool:
        """Whether it is floated."""

    def is_absolutely_positioned(self) -> bool:
        """Whether it is set absolutely."""

    def translate(self, dx: float = 0, dy: float = 0) -> None:
        """Move it, with what is in it."""

    def copy(self) -> "Box":
        """Another box of the same."""

    def deepcopy(self) -> "Box":
        """Another box of copies of what is in it."""


class TextBox(Box, Protocol):
    """A run of text on one line."""

    text: str
    pango_layout: Any


class ReplacedBox(Box, Protocol):
    """A box with a picture in it."""

    replacement: "SvgImage"


# ---------------------------------------------------------------- documents


class PageBox(Box, Protocol):
    """The box of a page: its margins, what is in them, and the notes at its foot."""

    def descendants(self) -> "Iterable[TextBox]":
        """It and all below it."""


class NoteArea(Box, Protocol):
    """The box of the notes at the foot of a page."""

    page: PageBox
    height: float | Any  # "auto" until notes are laid out


class Page(Protocol):
    """A laid-out page, `weasyprint.document.Page`."""

    width: float
    height: float
    anchors: Mapping[str, tuple[float, ...]]  # x and y first
    paint: Callable[..., object]
    _page_box: PageBox


class Fetcher(Protocol):
    """What a document takes its pictures from: see rendering.py."""

    drawings: Mapping[str, PrintDrawing]
    as_dots: set[str]
    undrawn: set[str]


class Document(Protocol):
    """A laid-out document, `weasyprint.Document`."""

    pages: Sequence[Page]
    counters: object  # a CounterStyle; the program's own, as are the next two
    _archivist_fetcher: Fetcher
    _archivist_marked: list[dict[Box, int]]  # by page: the boxes written as content, with their MCID

    def write_pdf(self, target: BinaryIO, *, pdf_tags: bool, uncompressed_pdf: bool) -> object:
        """Write the PDF."""


# What a function returns that lays out a box: first the box, or None if nothing of it was placed. Their lengths differ.
LayoutResult = tuple[Any, ...]


class LayoutContext(Protocol):
    """What is known of the page that is being laid out, `weasyprint.layout.LayoutContext`."""

    page_bottom: float
    in_column: bool
    current_footnote_area: NoteArea
    excluded_shapes: Sequence[Box]  # floats that lines go around
    footnotes: list[Box]
    current_page_footnotes: list[Box]
    reported_footnotes: list[Box]
    grid_top: float | Any  # the program's own; None on pages without a grid
    is_between_lines: bool  # the program's own: whether a list that begins between two lines of the grid is laid out

    def _update_footnote_area(self) -> object:
        """Lay out the notes of the page again."""

    def overflows_page(self, bottom_space: float, position_y: float) -> bool:
        """Whether a height is below the text of the page, of which `bottom_space` is taken."""


# ---------------------------------------------------------------- drawing


class Font(Protocol):
    """A font in a PDF, `weasyprint.pdf.fonts.Font`."""

    hash: str
    index: int
    file_content: bytes
    bitmap: bool  # it has pictures, as have those with the next three
    svg: bool
    png: bool
    colr: bool
    to_unicode: dict[int, str]  # by glyph
    widths: dict[int, int]  # by glyph, in thousandths of an em
    _archivist_hyphens_kept: bool  # the program's own, as is the next
    _archivist_space: tuple[int, int]


class Stream(Protocol):
    """The content of a page while it is drawn, `weasyprint.pdf.stream.Stream`."""

    stream: list[Any]  # operators: bytes or objects of pydyf
    _tags: Mapping[Box, Mapping[str, Any]] | None  # None if what is drawn is not tagged
    _current_font: tuple[str, float] | None
    _fonts: Mapping[int, Font]
    _images: dict[str, object]
    _resources: Mapping[str, object]
    _ctm_stack: list[object]
    _archivist_within: bool  # the program's own

    def stacked(self) -> AbstractContextManager[None]:
        """A context after which the graphics state is that of before."""

    def transform(self, *matrix: float) -> None:
        """Transform what is drawn from now on."""

    def begin_marked_content(self, tag: str, properties: object) -> None:
        """Begin a marked-content sequence."""

    def end_marked_content(self) -> None:
        """End a marked-content sequence."""

    def artifact(self) -> Any:
        """A context in which what is drawn is an artifact."""

    def add_font(self, pango_font: object) -> tuple[Font, float]:
        """A font of Pango as one of the PDF, and its size."""

    def set_text_matrix(self, *values: float) -> None:
        """Set the place and the direction of text."""

    def set_font_size(self, font: str, size: float) -> None:
        """Set the font and its size."""

    def show_text(self, text: str) -> None:
        """Show glyphs."""

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle to the path."""

    def clip(self) -> None:
        """Clip by the path."""

    def end(self) -> None:
        """End the path without painting it."""

    def move_to(self, x: float, y: float) -> None:
        """Begin a path."""

    def line_to(self, x: float, y: float) -> None:
        """Add a line to the path."""

    def stroke(self) -> None:
        """Draw the path."""

    def set_line_width(self, width: float) -> None:
        """Set the width of lines."""

    def set_color_rgb(self, red: float, green: float, blue: float, *, stroke: bool = False) -> None:
        """Set the colour of areas, or of lines."""


class FontConfiguration(Protocol):
    """The fonts of a document: see patches/chosen_fonts.py."""

    files: tuple[Path, ...]


class ImageContext(Protocol):
    """Where a picture is drawn."""

    font_config: FontConfiguration


class Svg(Protocol):
    """A drawing that was read, `weasyprint.svg.SVG`."""

    def draw(self, stream: Stream, width: float, height: float, base_url: str, context: ImageContext) -> None:
        """Draw it into a stream."""


class SvgImage(Protocol):
    """`weasyprint.images.SVGImage`."""

    _svg: Svg
    _base_url: str
    _url_fetcher: Fetcher
    _context: ImageContext
