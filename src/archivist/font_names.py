"""What a font says of itself: the strings of its table `name` (ISO/IEC 14496-22, 5.2.6)."""

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_HEAD, _RECORD = struct.Struct(">3H"), struct.Struct(">6H")
_MACINTOSH = 1  # platform: texts in Mac OS Roman; those of the others, Unicode and Windows, are in UTF-16
_ENGLISH = ((1, 0), (3, 0x409))  # platform and language


@lru_cache(maxsize=512)
def font_name(path: Path, index: int, number: int) -> str:
    """A name of a font by its number, in English if there is one; "" if it has none.

    Raises ValueError if the file is not a font, OSError if it cannot be read.
    """
    found = [(place, text) for place, name, text in _names(_table(path, index)) if name == number]
    last = found[-1][1] if found else ""
    return next((text for place, text in found if place in _ENGLISH), "") or last


@lru_cache(maxsize=8)
def _table(path: Path, index: int) -> bytes:
    import uharfbuzz  # noqa: PLC0415 - where everything is known already, no font is opened

    try:
        content = uharfbuzz.Blob.from_file_path(path)
    except uharfbuzz.HarfBuzzError as fault:
        raise OSError(f"{path.name} cannot be read: {fault}") from None
    face = uharfbuzz.Face(content, index)
    if not face.table_tags:  # HarfBuzz makes a font without tables of whatever it is given
        raise ValueError(f"{path.name} is not a font, or is damaged")
    return bytes(face.reference_table("name").data)


def _names(table: bytes) -> Iterator[tuple[tuple[int, int], int, str]]:
    """Platform and language, number and text of each name. A name that cannot be read is left out."""
    if len(table) < _HEAD.size:
        return
    _, count, begin = _HEAD.unpack_from(table)
    whole = min(count, (len(table) - _HEAD.size) // _RECORD.size) * _RECORD.size
    records = _RECORD.iter_unpack(table[_HEAD.size : _HEAD.size + whole])
    for platform, _, language, number, length, offset in records:
        text = table[begin + offset : begin + offset + length]
        try:
            yield (platform, language), number, text.decode("mac_roman" if platform == _MACINTOSH else "utf_16_be")
        except UnicodeDecodeError:
            continue
