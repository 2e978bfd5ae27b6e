"""Ghost: its export in JSON, or a zip file or folder with that file and `content/images`."""

import re
from collections.abc import Iterator
from pathlib import Path

from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.serial_facts import SerialFacts
from archivist.reader_api.source_sample import SourceSample

__all__ = ["READER"]

_BEGIN = re.compile(rb'\s*\{\s*"(?:db"\s*:\s*\[\s*\{\s*"(?:meta|data)"|meta"\s*:\s*\{\s*"exported_on")')


class GhostReader(Reader):
    """Exports of Ghost."""

    name = "ghost"
    description = "an export of Ghost (JSON), also zipped with its pictures"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the first keys of the JSON."""
        if _begins_so(source.head):
            return Claim(Confidence.CERTAIN)
        inside = (file for file in source.files if file.suffix.lower() == ".json" and len(file.parts) <= 2)
        is_inside = any(_begins_so(source.head_of(file)) for file in list(inside)[:20])
        return Claim(Confidence.CERTAIN) if is_inside else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """The posts and pages, in the order of the export."""
        from archivist.readers.ghost.ghost_export import read_export  # noqa: PLC0415

        return read_export(source, wishes, media)

    def serial_facts(self, source: Path) -> SerialFacts:
        """What the settings say."""
        from archivist.readers.ghost.ghost_export import settings_facts  # noqa: PLC0415

        return settings_facts(source)


def _begins_so(head: bytes) -> bool:
    return _BEGIN.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


READER = GhostReader()
