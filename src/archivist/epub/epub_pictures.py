"""The pictures of the articles, under names that every reading system and file system agrees on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archivist.epub.package import Resource
from archivist.epub.screen_pictures import Screen, ScreenPicture, for_screen
from archivist.errors import BindingError
from archivist.model.articles import Picture
from archivist.pictures.picture_files import PictureChangedError, content_of

FOLDER = "images"
# The core media types a picture may have (EPUB 3.3 §3.2).
_EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
AS_THEY_ARE = Screen()
_NOT_PORTABLE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class PackedPictures:
    """The pictures' files, and how each is named in the EPUB."""

    resources: tuple[Resource, ...]
    names: dict[str, str]  # `Picture.name` -> name in the EPUB


class PictureFiles:
    """The files of pictures, made for a screen; each is made once, for all parts of an edition."""

    def __init__(self, screen: Screen = AS_THEY_ARE) -> None:
        self.screen = screen
        self._made: dict[str, ScreenPicture] = {}  # by digest

    def file(self, picture: Picture) -> ScreenPicture:
        """A picture's file. Raises BindingError if it is not the picture any more that was read before."""
        if picture.digest not in self._made:
            try:
                self._made[picture.digest] = for_screen(_read(picture), picture.media_type, self.screen)
            except ValueError as error:
                raise BindingError(f"{picture.name}: the picture cannot be read: {error}") from None
        return self._made[picture.digest]


def pack(pictures: Iterable[Picture], files: PictureFiles) -> PackedPictures:
    """Each picture once, however many articles show it and by whatever names."""
    names: dict[str, str] = {}
    by_digest: dict[str, Resource] = {}
    taken: set[str] = set()
    for picture in pictures:
        if picture.name in names:
            continue
        if picture.digest not in by_digest:
            file = files.file(picture)
            name = _free_name(picture, file.media_type, taken)
            taken.add(name)
            by_digest[picture.digest] = Resource(f"picture-{len(by_digest) + 1}", name, file.media_type, file.data)
        names[picture.name] = by_digest[picture.digest].name
    return PackedPictures(tuple(by_digest.values()), names)


def _free_name(picture: Picture, media_type: str, taken: set[str]) -> str:
    """Like the author's name, in lower-case ASCII: allowed (EPUB 3.3 §4.2.3), and never garbled."""
    extension = _EXTENSIONS.get(media_type)
    if extension is None:
        raise BindingError(f"{picture.name}: an EPUB cannot show a picture of type {media_type}")
    stem = _NOT_PORTABLE.sub("-", picture.name.rpartition("/")[2].rpartition(".")[0].lower()).strip("-") or "picture"
    number, name = 1, f"{FOLDER}/{stem}.{extension}"
    while name in taken:
        number += 1
        name = f"{FOLDER}/{stem}-{number}.{extension}"
    return name


def _read(picture: Picture) -> bytes:
    try:
        return content_of(picture)
    except PictureChangedError as error:
        raise BindingError(error.message, error.hint) from None
