"""A finished tree laid out by WeasyPrint, with nothing but the material of its job, and written as PDF."""

import io
import logging
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import cssselect2
import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from archivist.data_addresses import read_data
from archivist.pdf.engine.boxes import Document
from archivist.pdf.engine.formula_drawings import SCHEME, picture_at
from archivist.pdf.engine.material import Material
from archivist.pdf.engine.patches.chosen_fonts import ChosenFonts
from archivist.pdf.picture_colours import for_paper
from archivist.pdf.print_tree import PICTURE_SCHEME
from archivist.pictures.picture_forms import NoPictureError, TooManyPixelsError, convert_picture, form_of
from archivist.svg import SvgError
from archivist.svg.printing import PrintDrawing, for_print


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


class _FaceRules:
    """Notices whether a style sheet has rules for fonts; takes the place of a configuration of fonts."""

    def __init__(self) -> None:
        self.are_there = False

    def add_font_face(self, *_: object) -> None:
        """See `weasyprint.text.fonts.FontConfiguration`."""
        self.are_there = True


def _style_sheet(style: str, fonts: ChosenFonts) -> object:
    """A style sheet parsed, once a process; one with rules for fonts once for each set of fonts.

    Parsing it took a tenth of the time of a layout. Nothing that is laid out writes into it. What it loads, `@import`
    above all, is refused while it is parsed.
    """
    return _for_all_fonts(style) or _with_own_fonts(style, fonts)


@lru_cache(maxsize=32)
def _for_all_fonts(style: str) -> object | None:
    """A style sheet parsed; None if it has rules for fonts."""
    rules = _FaceRules()
    parsed: object = weasyprint.CSS(string=style, font_config=rules, url_fetcher=_HandedPictures(()))
    return None if rules.are_there else parsed


@lru_cache(maxsize=32)
def _with_own_fonts(style: str, fonts: ChosenFonts) -> object:
    return weasyprint.CSS(string=style, font_config=fonts, url_fetcher=_HandedPictures(()))


def render(root: Element, job: Material, remedies: str) -> Document:
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


def write_pdf(document: Document, *, tags: bool) -> bytes:
    """The PDF of a laid-out document, tagged or not."""
    target = io.BytesIO()
    document.write_pdf(target, pdf_tags=tags, uncompressed_pdf=False)
    return target.getvalue()
