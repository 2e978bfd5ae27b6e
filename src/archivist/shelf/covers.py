"""The covers of editions as pictures: that of the EPUB, else the first page of the PDF, and a small one of it."""

import io
from collections.abc import Iterator

from PIL import Image

from archivist.pictures.cover_image import cover_image
from archivist.shelf import places
from archivist.shelf.epub_documents import EpubDocuments
from archivist.shelf.holdings import Holding
from archivist.shelf.layout import Page

_SMALL = (400, 640)  # pixels, at most: a quarter of the covers of EPUBs, so that these are not resized
_PART = 4  # a JPEG is decoded at a quarter of its size, which costs a quarter of the time
_QUALITY = 82


def cover_files(holding: Holding, book: EpubDocuments | None) -> Iterator[Page]:
    """The cover of an edition and a small one. Raises UnreadableEpubError."""
    picture = book.read(book.cover) if book and book.cover else b""
    if not picture and holding.pdf:
        picture = cover_image(holding.pdf.path.read_bytes())
    if picture:
        yield Page(places.cover_place(holding), picture)
        yield Page(places.thumbnail_place(holding), _small(picture))


def _small(picture: bytes) -> bytes:
    target = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.draft("RGB", (image.width // _PART, image.height // _PART))
        image.thumbnail(_SMALL)
        plain = image if image.mode == "RGB" else image.convert("RGB")
        plain.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()
