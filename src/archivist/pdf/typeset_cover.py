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
    store: Store
    fonts: FontLibrary


def typeset_cover(job: CoverJob) -> TypesetCover:
    """Lay out the cover. Both formats have the same one: its page is in the PDF, its picture in the EPUB."""
    # The engine is imported where it runs: this may be another process.
    from archivist.cover_image import cover_image  # noqa: PLC0415
    from archivist.pdf.stored_fragment import pdf_of  # noqa: PLC0415
    from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415

    typesetter = Typesetter(job.styles, job.store, InProcess(), job.fonts)
    done = typesetter.lay_out([job.document], lambda _: None)
    fragment = done.fragments.get(job.document.id)
    picture = cover_image(pdf_of(fragment)) if fragment else b""
    return TypesetCover(picture, fragment, tuple(done.findings), tuple(done.faces), typesetter.engine)
