"""`licences/`: what the fonts of the files say of their copyright and licence, and the text of the licence."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from textwrap import wrap

from archivist.deposit.description import FileUse, PackageFile
from archivist.deposit.package_files import written_file
from archivist.files import sha256
from archivist.findings import Finding
from archivist.fonts import FontFace, FontLibrary
from archivist.record.volume_record import RecordedFont

_FOLDER = "licences"
_OPEN_FONT_LICENCE = "OFL-1.1.txt"
_WIDTH = 100
_HEAD = """\
FONTS

The PDF and the EPUB contain parts of these fonts: the glyphs that they show. What the fonts say of their copyright and
licence is quoted from the font files.
"""
_NOT_KNOWN = ("The licence is not stated here: the font was not installed when this package was made.",)


def licences_of(
    recorded: Iterable[RecordedFont], library: FontLibrary
) -> tuple[tuple[PackageFile, ...], tuple[Finding, ...]]:
    """The list of the fonts with their licences, and which fonts are not on this machine any more.

    The font file itself is asked, if it is the one that was used, byte for byte.
    """
    fonts = {(font.file, font.index, font.digest): font for font in recorded}
    notices = {key: _notices(font, library) for key, font in sorted(fonts.items())}
    alike: dict[tuple[str, ...], list[RecordedFont]] = {}
    for key, said in notices.items():
        alike.setdefault(said or _NOT_KNOWN, []).append(fonts[key])
    text = "\n".join([_HEAD, *(_paragraph(group, said) for said, group in alike.items())])
    files = [written_file(f"{_FOLDER}/fonts.txt", text.encode(), FileUse.LICENCE)]
    if any("Open Font License" in line for said in notices.values() for line in said):
        licence = resources.files("archivist.deposit").joinpath(_OPEN_FONT_LICENCE).read_bytes()
        files.append(written_file(f"{_FOLDER}/{_OPEN_FONT_LICENCE}", licence, FileUse.LICENCE))
    missing = sorted({key[0] for key, said in notices.items() if not said})
    return tuple(files), tuple(_unknown(missing))


def _notices(font: RecordedFont, library: FontLibrary) -> tuple[str, ...]:
    """What the font file says of itself; nothing if that file is not installed."""
    path = library.file(font.file)
    if path is None or sha256(path) != font.digest:
        return ()
    return FontFace(font.family, font.weight, font.italic, path, font.index).notices


def _paragraph(fonts: Sequence[RecordedFont], notices: Iterable[str]) -> str:
    """Fonts that say the same, and what they say."""
    lines = [line for font in fonts for line in _named(font)]
    return "\n".join([*lines, *(line for each in notices for line in wrap(each, _WIDTH))]) + "\n"


def _named(font: RecordedFont) -> Iterator[str]:
    style = f"{'bold' if font.weight >= 700 else 'regular'}{' italic' if font.italic else ''}"
    face = f", face {font.index}" if font.index else ""
    yield f"{font.family}, {style}: {font.file}{face}"
    yield f"    {font.version}"
    yield f"    SHA-256 {font.digest}"


def _unknown(files: list[str]) -> Iterator[Finding]:
    if files:
        message = f"licences/fonts.txt does not state the licence of {', '.join(files)}"
        yield Finding("font-licence-unknown", f"{message}: the font is not installed here in the version that was used")
