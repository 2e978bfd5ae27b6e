"""The file of a picture as a book contains it, whatever form it has on disk.

Made when it is asked for, from the article's file alone: the same picture is the same bytes in the PDF and the EPUB.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from archivist.errors import ArchivistError
from archivist.model.articles import Picture
from archivist.pictures.picture_forms import NoPictureError, TooManyPixelsError, convert_picture
from archivist.svg import SvgError

_DRAWING = "image/svg+xml"
_KEPT = 8  # pictures in memory at a time: those of an article or two


class PictureChangedError(ArchivistError):
    """A picture is not the one any more that was read before."""


def content_of(picture: Picture) -> bytes:
    """The bytes of a picture, in the form `media_type` says. Raises PictureChangedError."""
    try:
        data = picture.content or picture.path.read_bytes()
    except OSError as error:
        raise PictureChangedError(f"{picture.name}: the picture cannot be read: {error.strerror}") from None
    if hashlib.sha256(data).hexdigest() != picture.digest:
        raise PictureChangedError(
            f"{picture.name}: the picture was changed while the volume was made", "Compile again."
        )
    try:
        return _converted(data, picture.media_type)
    except (NoPictureError, TooManyPixelsError, SvgError) as error:
        raise PictureChangedError(f"{picture.name}: the picture cannot be read: {error}") from None


_converted = lru_cache(maxsize=_KEPT)(convert_picture)


def words_in(picture: Picture, language: str) -> Iterator[str]:
    """The texts in a drawing, as a document of that language shows it; none in a picture of dots."""
    if picture.media_type != _DRAWING:
        return
    from archivist.svg.printing import for_print  # noqa: PLC0415 - most articles have no drawings

    try:
        yield from for_print(content_of(picture), language).words
    except SvgError as error:
        raise PictureChangedError(f"{picture.name}: {error}") from None
