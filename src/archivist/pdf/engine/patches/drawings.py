"""Drawings (SVG) are checked before they stay on a page, and never reach outside their box.

Changes: `weasyprint.images.SVGImage.draw`, replaced.
Why: WeasyPrint draws straight into the page and continues after an error, with whatever it has opened left open: the
running heads then appear mirrored, or not at all. Here

* what a drawing adds to the page is checked before it is kept: it closes every state, text and mark that it opens, and
  every number is one that a PDF may contain (ISO 32000-1, 8.4.2 and annex C; ISO 19005-2, 6.1.13);
* if it does not pass, the page is restored, and resvg draws the picture as a bitmap in its place;
* nothing is painted outside the box (CSS 2.1, 11.1.1).

Upstream: drawing into a stream of its own (a form XObject) that is added only if no error occurred, and clipping it,
would make this unnecessary; the bitmap would stay a matter of this program.
"""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import pydyf
import weasyprint.images
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from archivist.pdf.engine.boxes import Stream, SvgImage
from archivist.pdf.engine.drawn_operators import fault_of
from archivist.pdf.engine.patches.replacing import replace
from archivist.svg.bitmap import bitmap
from archivist.svg.printing import PrintDrawing
from archivist.svg.svg_reading import SvgError

_STATES = (
    *("_current_color", "_current_color_stroke", "_current_alpha", "_current_alpha_stroke"),
    *("_current_font", "_current_font_size", "_old_font", "_old_font_size"),
)
_NO_SMOOTHING = {"image_rendering": "crisp-edges"}  # PDF/A allows no interpolation (ISO 19005-2, 6.2.8)


class UnfitDrawingError(Exception):
    """What the engine drew cannot stay on a page."""


def install() -> None:
    """Replace the method. Raises LayoutError if the engine has no such method."""
    replace(weasyprint.images.SVGImage, "draw", lambda original: wraps(original)(_draw))


def _draw(image: SvgImage, stream: Stream, width: float, height: float, _style: object) -> None:
    """Draw an image where the stream is, `width` by `height` pixels."""
    fetcher = image._url_fetcher
    drawing: PrintDrawing | None = fetcher.drawings.get(image._base_url)
    if drawing is None:
        raise UnfitDrawingError(f"{image._base_url} is not a drawing of this document")
    stream.rectangle(0, 0, width, height)
    stream.clip()
    stream.end()
    before = _Page.of(stream)
    try:
        if not drawing.by_engine:
            raise UnfitDrawingError("it holds what the engine does not know")
        image._svg.draw(stream, width, height, image._base_url, image._context)
        before.check(stream)
    except (Exception, FatalURLFetchingError):  # whatever it is, the page must not show it
        before.restore(stream)
        try:
            _draw_dots(stream, drawing, width, height, image._context.font_config.files)
            fetcher.as_dots.add(image._base_url)
        except SvgError:
            _draw_frame(stream, width, height)
            fetcher.undrawn.add(image._base_url)


def _draw_dots(stream: Stream, drawing: PrintDrawing, width: float, height: float, fonts: Sequence[Path]) -> None:
    png = bitmap(drawing.data, width, height, fonts)
    name = hashlib.sha256(png).hexdigest()
    with Image.open(io.BytesIO(png)) as picture:
        raster = weasyprint.images.RasterImage(picture, name, png)
    with _reading_as(stream, " ".join(drawing.words)):
        raster.draw(stream, width, height, _NO_SMOOTHING)


def _draw_frame(stream: Stream, width: float, height: float) -> None:
    """The outline of a drawing that nothing can draw, crossed out."""
    stream.set_color_rgb(0.6, 0.6, 0.6, stroke=True)
    stream.set_line_width(1)
    stream.rectangle(0, 0, width, height)
    stream.move_to(0, 0)
    stream.line_to(width, height)
    stream.move_to(width, 0)
    stream.line_to(0, height)
    stream.stroke()


@dataclass(slots=True)
class _reading_as:  # noqa: N801 - a context manager
    """Marks what is drawn as standing for a text, so that it is found and copied (ISO 32000-1, 14.9.4)."""

    stream: Stream
    text: str

    def __enter__(self) -> None:
        if self.text and self.stream._tags is not None:
            self.stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(self.text)}))

    def __exit__(self, *_: object) -> None:
        if self.text and self.stream._tags is not None:
            self.stream.end_marked_content()


# ---------------------------------------------------------------- the page before and after


@dataclass(slots=True)
class _Page:
    """What a stream was before something was drawn into it."""

    operators: list[object]
    states: Mapping[str, object]
    matrices: list[object]
    resources: Mapping[str, frozenset[str]]
    images: frozenset[str]

    @classmethod
    def of(cls, stream: Stream) -> "_Page":
        return cls(
            list(stream.stream),
            {name: getattr(stream, name) for name in _STATES},
            list(stream._ctm_stack),
            {kind: frozenset(held) for kind, held in _resources(stream)},
            frozenset(stream._images),
        )

    def check(self, stream: Stream) -> None:
        """Raise UnfitDrawingError if what was added cannot stay."""
        if len(stream._ctm_stack) != len(self.matrices):
            raise UnfitDrawingError("a state of the page is left open")
        added = stream.stream[len(self.operators) :]
        new = [held[key] for kind, held in _resources(stream) for key in held if key not in self.resources[kind]]
        fault = fault_of(added, new, len(self.matrices))
        if fault:
            raise UnfitDrawingError(fault)

    def restore(self, stream: Stream) -> None:
        """Make the stream what it was."""
        stream.stream[:] = self.operators
        stream._ctm_stack[:] = self.matrices
        for name, value in self.states.items():
            setattr(stream, name, value)
        for kind, held in _resources(stream):
            for key in [key for key in held if key not in self.resources[kind]]:
                del held[key]
        for name in [name for name in stream._images if name not in self.images]:
            del stream._images[name]


def _resources(stream: Stream) -> list[tuple[str, dict[str, object]]]:
    return [(kind, held) for kind, held in stream._resources.items() if isinstance(held, dict)]
