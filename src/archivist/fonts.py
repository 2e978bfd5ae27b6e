"""Fonts: which faces a text needs, and where they lie.

Nothing is left to the system's own choice: the faces found here are the only ones the layout engine sees, so a
letter never comes from a font nobody chose, and the same archive looks the same on every machine.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from archivist.font_names import font_name

HOME_FOLDERS = (Path.home() / ".local/share/fonts", Path.home() / ".fonts")  # other machines have other fonts there
FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    *HOME_FOLDERS,
    Path("/Library/Fonts"),
)


@dataclass(frozen=True, slots=True)
class FontFace:
    """One face of a family in a font file."""

    family: str  # as named in style sheets
    weight: int  # 400 or 700
    italic: bool
    path: Path
    index: int = 0  # within a collection (.ttc)

    @property
    def digest(self) -> str:
        """SHA-256 of the font file."""
        return _digest(self.path)

    @property
    def version(self) -> str:
        """As the font states it (ISO/IEC 14496-22, name ID 5): Version 2.014; "" if it does not."""
        return font_name(self.path, self.index, 5)

    @property
    def licence(self) -> str:
        """The licence that the font states (name IDs 13 and 14); "" if it states none."""
        return _licence(self.path, self.index)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the font says of copyright, trademark, licence and its address (name IDs 0, 7, 13, 14), if it does."""
        names = (" ".join(font_name(self.path, self.index, number).split()) for number in (0, 7, 13, 14))
        return tuple(filter(None, names))

    @property
    def characters(self) -> frozenset[int]:
        """Code points the face has a glyph for."""
        return _characters(self.path, self.index)


@dataclass(frozen=True, slots=True)
class _File:
    family: str
    name: str
    weight: int = 400
    italic: bool = False
    index: int = 0


def _family(family: str, stem: str, *styles: str) -> tuple[_File, ...]:
    kinds = {"Regular": (400, False), "Bold": (700, False), "Italic": (400, True), "BoldItalic": (700, True)}
    return tuple(_File(family, f"{stem}-{style}.ttf", *kinds[style]) for style in styles)


def _cjk(region: str, index: int) -> tuple[_File, ...]:
    family = f"Noto Serif CJK {region}"
    return (
        _File(family, "NotoSerifCJK-Regular.ttc", 400, False, index),
        _File(family, "NotoSerifCJK-Bold.ttc", 700, False, index),
    )


# The faces every volume is set in.
TEXT_FACES = (
    *_family("Noto Serif", "NotoSerif", "Regular", "Bold", "Italic", "BoldItalic"),
    *_family("Noto Serif Georgian", "NotoSerifGeorgian", "Regular", "Bold"),
    *_family("Noto Sans", "NotoSans", "Regular", "Bold", "Italic", "BoldItalic"),
    *_family("Noto Sans Georgian", "NotoSansGeorgian", "Regular", "Bold"),
    *_family("Noto Sans Mono", "NotoSansMono", "Regular", "Bold"),
    *_family("Noto Serif Display", "NotoSerifDisplay", "Regular"),  # covers and titles
)

# Faces taken only where a text has letters that the faces above lack, the first family that has the letter.
FURTHER_FACES = (
    _family("Noto Serif Devanagari", "NotoSerifDevanagari", "Regular", "Bold"),
    _family("Noto Serif Armenian", "NotoSerifArmenian", "Regular", "Bold"),
    _family("Noto Serif Hebrew", "NotoSerifHebrew", "Regular", "Bold"),
    _family("Noto Naskh Arabic", "NotoNaskhArabic", "Regular", "Bold"),
    _family("Noto Sans Math", "NotoSansMath", "Regular"),
    _family("Noto Sans Symbols", "NotoSansSymbols", "Regular"),
    _family("Noto Sans Symbols 2", "NotoSansSymbols2", "Regular"),
)

# One collection holds a face a region; the same code point looks different in each.
CJK_FACES = {"ja": _cjk("JP", 0), "ko": _cjk("KR", 1), "zh": _cjk("SC", 2), "zh-Hant": _cjk("TC", 3)}

# Characters that are never drawn: controls, joiners, variation selectors, byte-order marks, soft hyphens.
_INVISIBLE = frozenset(
    {0x09, 0x0A, 0x0D, 0x20, 0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF}
    | set(range(0x200B, 0x2010))
    | set(range(0x2028, 0x202F))
    | set(range(0x2060, 0x2070))
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0000, 0xE1000))
)

# Debian's package for the characters of a range; what is not listed is in one of the two large ones.
_PACKAGES = (
    (range(0x2E80, 0xA4D0), "fonts-noto-cjk"),
    (range(0xAC00, 0xD7B0), "fonts-noto-cjk"),
    (range(0xF900, 0xFB00), "fonts-noto-cjk"),
    (range(0xFF00, 0xFFF0), "fonts-noto-cjk"),
    (range(0x20000, 0x32000), "fonts-noto-cjk-extra"),
    (range(0x1F000, 0x1FB00), "fonts-symbola"),
)


# What helps with characters for private use (Unicode 23.5): they mean something in one font only.
PRIVATE_REMEDY = "Replace the character by ordinary ones: no font package has it."


def remedy_for(characters: Iterable[str]) -> str:
    """What to do about characters that no installed font has."""
    characters = list(characters)
    public = [character for character in characters if unicodedata.category(character) != "Co"]
    packages = ", ".join(dict.fromkeys(map(package_for, public)))
    install = f"Install {packages}, or remove the character." if public else ""
    return " ".join(filter(None, (install, PRIVATE_REMEDY if len(public) < len(characters) else "")))


def package_for(character: str) -> str:
    """The Debian package most likely to bring a font with this character."""
    code = ord(character)
    return next((package for codes, package in _PACKAGES if code in codes), "fonts-noto-core or fonts-noto-extra")


@cache
def _files(folders: tuple[Path, ...]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.[to]t[fc]")) if folder.is_dir() else ():
            found.setdefault(path.name, path)
    return found


@lru_cache(maxsize=512)
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _licence(path: Path, index: int) -> str:
    description, address = (font_name(path, index, number) for number in (13, 14))
    if "SIL Open Font License" in description:
        number = re.search(r"Version (\d\.\d)", description)
        return f"SIL Open Font License {number[1]}" if number else "SIL Open Font License"
    first, stop, _ = description.partition(". ")
    return address or f"{first}{stop.strip()}"


def _family_name(path: Path) -> str:
    """The name of a family: the one that its faces share best (name IDs 21, 16, 1)."""
    return next(filter(None, (font_name(path, 0, number) for number in (21, 16, 1))), "")


@lru_cache(maxsize=512)
def _characters(path: Path, index: int) -> frozenset[int]:
    import uharfbuzz  # noqa: PLC0415 - where no character is doubtful, no font is opened

    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index).unicodes)


def visible(text: Iterable[str]) -> frozenset[str]:
    """The characters of a text that need a glyph."""
    return frozenset(character for character in set(text) if ord(character) not in _INVISIBLE)


class FontLibrary:
    """The fonts of this machine that the program may use."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        """`folders` are the only ones looked into; without them, FOLDERS are."""
        self._folders = tuple(folders) or FOLDERS
        self._is_chosen = self._folders != FOLDERS

    def from_home(self, faces: Iterable[FontFace]) -> tuple[FontFace, ...]:
        """The faces that are taken from the user's home folder, although nobody named it."""
        found = (face for face in faces if any(face.path.is_relative_to(folder) for folder in HOME_FOLDERS))
        return () if self._is_chosen else tuple(found)

    def text_faces(self) -> tuple[FontFace, ...]:
        """The faces every volume is set in, as far as they are installed."""
        return self._installed_faces(TEXT_FACES)

    def in_text_faces(self, text: str) -> bool:
        """Whether these have every character of a text."""
        return _not_in(self.text_faces()).search(text) is None

    def missing_text_faces(self) -> tuple[str, ...]:
        """File names of the text faces that are not installed."""
        files = _files(self._folders)
        return tuple(file.name for file in TEXT_FACES if file.name not in files)

    def faces_for(self, text: Iterable[str], language: str) -> tuple[tuple[FontFace, ...], frozenset[str]]:
        """The faces a text needs, in order of preference, and the characters that no installed font has.

        `language` decides between the regional forms of Chinese characters.
        """
        faces = list(self.text_faces())
        lacking = _lacking(visible(text), faces)
        for further in self._further(language):
            if not lacking:
                break
            helping = [face for face in further if _has_any(face, lacking)]
            faces += helping
            lacking = _lacking(lacking, helping)
        return tuple(faces), lacking

    def file(self, name: str) -> Path | None:
        """An installed font by the name of its file; None if it is not installed."""
        return _files(self._folders).get(name)

    def all_files(self) -> tuple[Path, ...]:
        """All installed font files, in order: which are taken depends on which there are."""
        return tuple(path for _, path in sorted(_files(self._folders).items()))

    def _further(self, language: str) -> Iterator[tuple[FontFace, ...]]:
        cjk = CJK_FACES.get(language) or CJK_FACES.get(language.split("-", 1)[0]) or CJK_FACES["ja"]
        if "Hant" in language:
            cjk = CJK_FACES["zh-Hant"]
        yield self._installed_faces(cjk)
        for family in FURTHER_FACES:
            yield self._installed_faces(family)
        yield from self._any_other()

    def _any_other(self) -> Iterator[tuple[FontFace, ...]]:
        """Whatever other upright Noto face or Symbola is installed: better than no glyph at all."""
        for name, path in sorted(_files(self._folders).items()):
            if (name.startswith("Noto") and name.endswith("-Regular.ttf")) or name.startswith("Symbola"):
                yield (FontFace(_family_name(path), 400, False, path),)

    def _installed_faces(self, files: Iterable[_File]) -> tuple[FontFace, ...]:
        found = _files(self._folders)
        return tuple(
            FontFace(file.family, file.weight, file.italic, found[file.name], file.index)
            for file in files
            if file.name in found
        )


def _has_any(face: FontFace, characters: frozenset[str]) -> bool:
    return not face.characters.isdisjoint(map(ord, characters))


def _lacking(characters: frozenset[str], faces: Iterable[FontFace]) -> frozenset[str]:
    covered = _covered_characters(tuple(faces))
    return frozenset(character for character in characters if ord(character) not in covered)


@lru_cache(maxsize=64)
def _covered_characters(faces: tuple[FontFace, ...]) -> frozenset[int]:
    return frozenset().union(*(face.characters for face in faces))


@lru_cache(maxsize=64)
def _not_in(faces: tuple[FontFace, ...]) -> re.Pattern[str]:
    """A character to be drawn that none of the faces has: found in a tenth of the time it takes to look at each."""
    ranges: list[list[int]] = []
    for code in sorted(_covered_characters(faces) | _INVISIBLE):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return re.compile("[^" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]")
