"""The cover, laid out before everything else and apart from it: nothing in it waits for other documents.

So it can be laid out in another process while this one marks up the rest, and an EPUB needs no more of the engine.
"""

from contextlib import suppress
from dataclasses import dataclass

from archivist.cache import Store, digest_of
from archivist.executors import Executor, InProcess
from archivist.fonts import FontLibrary
from archivist.model.book import Document
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


def typeset_cover(job: CoverJob, workers: Executor | None = None) -> TypesetCover:
    """Lay out the cover in the proportions of a screen for the picture in the EPUB, and as a page if there are pages.

    If there is a file for the printer, lay it out with bleed, too. Without `workers` this process does it.
    """
    # The engine is imported where it runs: this may be another process.
    from archivist.pdf.engine import versions  # noqa: PLC0415
    from archivist.pdf.stored_fragment import pdf_of  # noqa: PLC0415
    from archivist.pdf.typesetting import Typeset, Typesetter  # noqa: PLC0415

    def lay_out(styles: tuple[str, ...]) -> Typeset:
        typesetter = Typesetter(styles, job.store, workers or InProcess(), job.fonts)
        return typesetter.lay_out([job.document], lambda _: None) if styles else Typeset()

    page, screen, bled = map(lay_out, (job.styles, job.screen_styles, job.printers_styles))
    of_page, of_screen, for_printer = (each.fragments.get(job.document.id) for each in (page, screen, bled))
    picture = _picture(pdf_of(of_screen), job.store) if of_screen else b""
    findings = tuple(dict.fromkeys(each for made in (page, screen, bled) for each in made.findings))
    fragment = of_page if job.styles else of_screen
    return TypesetCover(picture, fragment, findings, tuple(page.faces), versions(), for_printer)


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
