"""The cover, laid out before everything else and apart from it: nothing in it waits for other documents.

So it can be laid out in another process while this one marks up the rest, and an EPUB needs no more of the engine.
"""

from dataclasses import dataclass

from archivist.cache import Store
from archivist.executors import InProcess
from archivist.fonts import FontLibrary
from archivist.model import Document
from archivist.publication import TypesetCover


@dataclass(frozen=True, slots=True)
class CoverJob:
    """What the cover is made of."""

    document: Document
    styles: tuple[str, ...]
    screen_styles: tuple[str, ...]  # for the picture of it in the EPUB
    store: Store
    fonts: FontLibrary
    printers_styles: tuple[str, ...] = ()  # for the file for the printer, if there is one


def typeset_cover(job: CoverJob) -> TypesetCover:
    """Lay out the cover as a page of the PDF, and in the proportions of a screen for the picture in the EPUB.

    If there is a file for the printer, lay it out with bleed, too.
    """
    # The engine is imported where it runs: this may be another process.
    from archivist.cover_image import cover_image  # noqa: PLC0415
    from archivist.pdf.stored_fragment import pdf_of  # noqa: PLC0415
    from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415

    styles = [each for each in (job.styles, job.screen_styles, job.printers_styles) if each]
    typesetters = [Typesetter(each, job.store, InProcess(), job.fonts) for each in styles]
    done, shown, *bled = (each.lay_out([job.document], lambda _: None) for each in typesetters)
    fragment, of_screen = done.fragments.get(job.document.id), shown.fragments.get(job.document.id)
    picture = cover_image(pdf_of(of_screen)) if of_screen else b""
    findings = tuple(dict.fromkeys(each for made in (done, shown, *bled) for each in made.findings))
    for_printer = bled[0].fragments.get(job.document.id) if bled else None
    return TypesetCover(picture, fragment, findings, tuple(done.faces), typesetters[0].engine, for_printer)
