"""The picture of the covers, which the settings name."""

from collections.abc import Iterator
from pathlib import Path

from archivist.articles.article_pictures import PictureError, picture_facts, safe_name
from archivist.errors import ConfigurationError
from archivist.findings import Finding
from archivist.model.articles import CoverPicture, Picture
from archivist.pictures.picture_forms import DRAWING, Form, is_transparent

_FOLDER = "cover"  # which its name in the book begins with
_MOST_REMOVED = 8  # things named in a message


def cover_picture(root: Path, path: Path) -> CoverPicture:
    """The picture at a path of the archive. A drawing, or a picture with a transparent ground, is a logo.

    Raises ConfigurationError if it is missing, outside the archive, or not a picture.
    """
    file = root / path
    if not file.resolve().is_relative_to(root.resolve()):
        raise _refusal(f"{path} is outside the archive", "Copy the picture into the archive, and name it there.")
    if not file.is_file():
        raise _refusal(f"{path} does not exist", "Add the file or correct its name.")
    try:
        status = file.stat()
        facts = picture_facts(file, status.st_size, status.st_mtime_ns)
    except PictureError as error:
        raise _refusal(error.message, "Name a picture: PNG, JPEG, SVG or one of those in docs/writing.md.") from None
    form = facts.form
    name = safe_name(f"{_FOLDER}/{path.name}", facts.suffixes)
    picture = Picture(name, file.resolve(), form.media_type, facts.digest, form.width, form.height)
    is_logo = form.media_type == DRAWING or is_transparent(file.read_bytes())
    return CoverPicture(picture, is_logo, tuple(_findings(path, form)))


def _refusal(message: str, remedy: str) -> ConfigurationError:
    return ConfigurationError(f"[archive] cover: {message}", remedy)


def _findings(path: Path, form: Form) -> Iterator[Finding]:
    """What readers will not see as it is in the file."""
    where = str(path)
    if form.converted_from:
        kind = form.media_type.removeprefix("image/").upper()
        yield Finding("picture-converted", f"{path.name} is {form.converted_from}, and becomes {kind}", where)
    if form.frames > 1:
        yield Finding("picture-of-several", f"{path.name} contains {form.frames} pictures", where)
    if form.removed:
        yield Finding("drawing-simplified", f"{path.name}: {', '.join(form.removed[:_MOST_REMOVED])}", where)
