"""The cover, laid out before everything else and apart from it: nothing in it waits for other documents.

So it can be laid out in another process while this one marks up the rest. The picture in the EPUB is drawn without the
layout engine if that is certain to look the same (drawn_cover.py): then an EPUB by itself does not load the engine.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from archivist.cache import Store, digest_of
from archivist.executors import Executor, InProcess
from archivist.findings import Finding
from archivist.fonts import FontFace, FontLibrary
from archivist.model.book import Document
from archivist.model.pages import Fragment
from archivist.pdf.drawn_cover import draw_cover
from archivist.publication import TypesetCover

_PICTURE = ".cover"  # kind of file in the store


@dataclass(frozen=True, slots=True)
class CoverJob:
    """What the cover is made of."""

    document: Document
    styles: tuple[str, ...]  # for the page of the PDF, if there is one
    screen_styles: tuple[str, ...]  # for the picture of it in the EPUB
    store: Store
    fonts: FontLibrary
    printers_styles: tuple[str, ...] = ()  # for the file for the printer, if there is one
    has_own_look: bool = False  # the styles are not those of the program alone: only the engine knows the look


@dataclass(frozen=True, slots=True)
class _Page:
    """The cover on a page. Without a PDF if a finding is an error, or if none was wanted."""

    pdf: bytes = b""
    fragment: Fragment | None = None  # by the layout engine
    findings: Sequence[Finding] = ()
    faces: tuple[FontFace, ...] = ()


def typeset_cover(job: CoverJob, workers: Executor | None = None) -> TypesetCover:
    """Set the cover in the proportions of a screen for the picture in the EPUB, and as a page if there are pages.

    If there is a file for the printer, lay it out with bleed, too. Without `workers` this process does it.
    """
    from archivist.pdf.engine import versions  # noqa: PLC0415

    drawn = None if job.has_own_look else draw_cover(job.document, job.fonts)
    page = _lay_out(job, job.styles, workers)
    screen = _Page(drawn) if drawn else _lay_out(job, job.screen_styles, workers)
    bled = _lay_out(job, job.printers_styles, workers)
    picture = _picture(screen.pdf, job.store) if screen.pdf else b""
    findings = tuple(dict.fromkeys(each for made in (page, screen, bled) for each in made.findings))
    fragment = page.fragment if job.styles else screen.fragment
    return TypesetCover(picture, fragment, findings, page.faces, versions(), bled.fragment)


def _lay_out(job: CoverJob, styles: tuple[str, ...], workers: Executor | None) -> _Page:
    if not styles:
        return _Page()
    # The engine is imported where it runs: this may be another process.
    from archivist.pdf.stored_fragment import pdf_of  # noqa: PLC0415
    from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415

    typesetter = Typesetter(styles, job.store, workers or InProcess(), job.fonts)
    made = typesetter.lay_out([job.document], lambda _: None)
    fragment = made.fragments.get(job.document.id)
    return _Page(pdf_of(fragment) if fragment else b"", fragment, made.findings, tuple(made.faces))


def _picture(pdf: bytes, store: Store) -> bytes:
    """The picture of a page, kept by the page and by what draws it: most edits change no cover."""
    from archivist.pictures.cover_image import cover_image, drawn_by, is_cover_image  # noqa: PLC0415

    key = digest_of("picture of a cover", pdf, *drawn_by())
    known = store.read(key, _PICTURE)
    if known is not None and is_cover_image(known):
        return known
    made = cover_image(pdf)
    with suppress(OSError):  # a full disk: it is drawn again next time
        store.put(key, _PICTURE, made)
    return made
