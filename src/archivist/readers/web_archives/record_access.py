"""The second reading: one record at a time, wherever it lies."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from archivist.reader_api.found import Media, PictureRefusedError
from archivist.readers.web_archives.index import MAX_PAGE, Capture, Index
from archivist.web_archives.compression import Packing
from archivist.web_archives.payload import PayloadError, payload_of
from archivist.web_archives.record_addresses import bare, is_on_web
from archivist.web_archives.record_stream import Position, RecordStream
from archivist.web_archives.records import records
from archivist.web_archives.warc_files import Holding

_MAX_PICTURE = 200 * 2**20
_MAX_REDIRECTS = 5


class Browsing:
    """An archive's files, opened to be read at any place."""

    def __init__(self, holdings: Sequence[Holding], index: Index) -> None:
        self._holdings, self._index = holdings, index
        self._stack = ExitStack()
        self._files: dict[int, tuple[BinaryIO, Packing | None]] = {}

    def __enter__(self) -> "Browsing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def page(self, capture: Capture) -> bytes:
        """The page as a browser would have had it."""
        return self._content(capture.file, capture.position, MAX_PAGE)

    def _content(self, file: int, position: Position, limit: int) -> bytes:
        name = self._holdings[file].name
        if file not in self._files:
            opened = self._stack.enter_context(self._holdings[file].browsing())
            first = RecordStream(opened, name)
            first.position()  # passes over what the packing needs to know, a dictionary
            self._files[file] = opened, first.packing
        opened, packing = self._files[file]
        return payload_of(next(records(RecordStream(opened, name, position, packing), name)), limit)

    def pictures(self, media: Media, missing: dict[str, list[str]]) -> Callable[[str], str]:
        """What brings a page's pictures along; addresses of those that cannot be brought go to `missing` by reason."""

        def picture(address: str) -> str:
            if not is_on_web(address):
                return address
            found = self._locate(address)
            if found is None:
                missing.setdefault("are not in this archive", []).append(address)
                return address
            try:
                return media.bring(_name(address), self._content(*found, _MAX_PICTURE))
            except (PayloadError, PictureRefusedError) as error:
                missing.setdefault(f"cannot be used ({error})", []).append(address)
                return address

        return picture

    def has(self, address: str) -> bool:
        """Whether the archive contains a picture."""
        return is_on_web(address) and self._locate(address) is not None

    def _locate(self, address: str) -> tuple[int, Position] | None:
        """Where a picture lies, also behind addresses that lead on."""
        for _ in range(_MAX_REDIRECTS):
            found = self._index.pictures.get(bare(address))
            if found is not None:
                return found
            address = self._index.redirects.get(bare(address), "")
        return None


def _name(address: str) -> str:
    try:
        parts = urlsplit(address)
        return f"{parts.hostname or 'picture'}{unquote(parts.path)}"
    except ValueError:
        return "picture"
