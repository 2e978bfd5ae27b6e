"""Web archives: WARC and ARC, compressed or not, and WACZ. Every article page in them becomes an article.

A web archive is read twice: once from end to end, to prove it whole and to note where each page and picture lies, then
page by page. Of several captures of a page the last one that is an article is taken.
"""

from collections.abc import Iterator
from pathlib import Path

from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.source_sample import SourceSample

__all__ = ["READER", "is_web_archive", "read"]


def is_web_archive(path: Path, head: bytes) -> bool:
    """Whether the first bytes of a file (some kilobytes), or its name, are those of WARC, ARC or WACZ."""
    from archivist.readers.web_archives.archive_detection import begins_as_web_archive, is_named_so  # noqa: PLC0415

    return begins_as_web_archive(head) or is_named_so(path)


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """Every article page of a web archive, in the order of its first capture.

    Raises SourceError if the archive is damaged or hostile, before anything is yielded.
    """
    from archivist.readers.web_archives.archive_reading import read_archive  # noqa: PLC0415

    return read_archive(source, wishes, media)


class WebArchiveReader(Reader):
    """Web archives."""

    name = "web-archive"
    description = "a web archive: WARC, ARC, WACZ"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the first bytes, else by the name: one that is damaged is one anyway."""
        from archivist.readers.web_archives.archive_detection import begins_as_web_archive, is_named_so  # noqa: PLC0415

        if source.is_folder:
            return None
        if begins_as_web_archive(source.head):
            return Claim(Confidence.CERTAIN)
        return Claim(Confidence.NAMED) if is_named_so(source.path) else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """See `read` of this module."""
        return read(source, wishes, media)


READER = WebArchiveReader()
