"""The format of a file as PRONOM names it: by its media type, and by what validators confirmed."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format."""

    name: str
    version: str = ""  # "" if it is not known
    key: str = ""  # PRONOM's: fmt/483; "" if there is none, or if it depends on a version that is not known


@cache
def _tables() -> tuple[Mapping[str, FileFormat], Mapping[str, FileFormat]]:
    """The formats by media type, and by the standard that a validator confirmed."""
    rows = tomllib.loads(_TABLE.read_text("utf-8"))
    confirmed = rows.pop("confirmed")
    return {kind: FileFormat(**row) for kind, row in rows.items()}, {
        standard: FileFormat(**row) for standard, row in confirmed.items()
    }


def format_of(media_type: str, confirmed: Iterable[str] = ()) -> tuple[FileFormat, bool]:
    """The format of a file, and whether a validator confirmed it.

    `confirmed` are the standards that validators confirmed of the file: PDF/A-2a. A media type that the table lacks is
    its own name.
    """
    by_media_type, by_standard = _tables()
    for standard in confirmed:
        if standard in by_standard:
            return by_standard[standard], True
    return by_media_type.get(media_type) or FileFormat(media_type), False
