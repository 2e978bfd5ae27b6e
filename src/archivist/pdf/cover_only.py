"""The cover without the volume: all that an EPUB made by itself needs of the layout engine."""

from dataclasses import dataclass

from archivist.cache import Store
from archivist.executors import Workers
from archivist.findings import Finding
from archivist.fonts import FontLibrary
from archivist.model import Document, Fragment


@dataclass(frozen=True, slots=True)
class CoverJob:
    """What the cover is made of."""

    document: Document
    styles: tuple[str, ...]
    store: Store
    fonts: FontLibrary


@dataclass(frozen=True, slots=True)
class SetCover:
    """The cover laid out. `picture` is empty if a finding is an error."""

    picture: bytes  # JPEG
    findings: tuple[Finding, ...]
    fragments: tuple[Fragment, ...]  # one, or none
    engine: tuple[str, ...]  # names and versions of what laid it out


def set_cover(job: CoverJob) -> SetCover:
    """Lay the cover out as for the PDF, so that both formats show the same one."""
    # The engine is imported where it runs: this may be another process.
    from archivist.pdf.cover_image import cover_image  # noqa: PLC0415
    from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415

    typesetter = Typesetter(job.styles, job.store, Workers(1), job.fonts)
    done = typesetter.lay_out([job.document], lambda _: None)
    fragments = tuple(done.fragments.values())
    picture = cover_image(fragments[0].pdf) if fragments else b""
    return SetCover(picture, tuple(done.findings), fragments, typesetter.engine)
