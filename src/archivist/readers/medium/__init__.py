"""Medium: its export, a zip file or folder with one page per story in `posts/`."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.source_sample import SourceSample

__all__ = ["READER"]

_MARKS = (b'class="h-entry"', b'class="e-content"', b"medium.com")
_LOOKED_AT = 5  # pages


class MediumReader(Reader):
    """Exports of Medium."""

    name = "medium"
    description = "an export of Medium, a zip file or the folder unpacked from it"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the pages in `posts/`: Medium's microformats, and a link to Medium."""
        pages = [file for file in source.files if file.suffix == ".html" and "posts" in file.parts[:-1]]
        is_medium = any(_is_story(source, file) for file in pages[:_LOOKED_AT])
        return Claim(Confidence.CERTAIN) if is_medium else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """The stories, by file name: that is, by day."""
        from archivist.readers.medium.medium_export import read_export  # noqa: PLC0415

        return read_export(source, wishes, media)


def _is_story(source: SourceSample, file: PurePosixPath) -> bool:
    head = source.head_of(file)
    return all(mark in head for mark in _MARKS[:2]) and (_MARKS[2] in head or b"graf--" in head)


READER = MediumReader()
