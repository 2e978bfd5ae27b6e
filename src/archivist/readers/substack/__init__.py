"""Substack: its export, a zip file or folder with `posts.csv` and the HTML of each post in `posts/`."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.source_sample import SourceSample

__all__ = ["READER"]

_COLUMNS = (b"post_id", b"is_published", b"title")


class SubstackReader(Reader):
    """Exports of Substack."""

    name = "substack"
    description = "an export of Substack, a zip file or the folder unpacked from it"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the columns of `posts.csv`."""
        table = next((file for file in source.files if file.name == "posts.csv" and len(file.parts) <= 2), None)
        first = source.head_of(PurePosixPath(table)).partition(b"\n")[0] if table else b""
        return Claim(Confidence.CERTAIN) if all(column in first for column in _COLUMNS) else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """The posts, in the order of the table."""
        from archivist.readers.substack.substack_export import read_export  # noqa: PLC0415

        return read_export(source, wishes, media)


READER = SubstackReader()
