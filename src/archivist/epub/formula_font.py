"""The font of formulas: without one that has a MATH table, browsers draw no radical signs and no tall brackets.

It is the font that draws them on paper, STIX Two Math (SIL Open Font License), cut down to the book's formulas.
"""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import uharfbuzz
from lxml import etree

from archivist.epub.embedded_fonts import FOLDER
from archivist.epub.package import Resource
from archivist.errors import BindingError

_FAMILY = "STIX Two Math"
_FILE = "STIXTwoMath-Regular.ttf"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_TOKENS = tuple(f"{{http://www.w3.org/1998/Math/MathML}}{name}" for name in ("mi", "mn", "mo", "mtext", "ms"))
_ALWAYS = "√‾_¯⏞⏟⏠⏡→←↔⃗^ˆ˜()[]{}|‖"  # what is drawn although it is not a character of the formula, or stretched
# A letter alone is italic (MathML Core, 3.2.2): where the italic letters begin, by the upright ones.
_ITALIC = (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC))
_ITALIC_H = 0x210E  # the one that Unicode has elsewhere
_STYLE = """\
@font-face {{
  font-family: "{family}";
  src: url("{name}");
}}
math {{
  font-family: "{family}", math;
}}
math[display="block"] {{
  margin: 0.6em 0;
  max-width: 100%;
  overflow: auto hidden;
  text-indent: 0;
}}"""


def font_of(documents: Iterable[Resource]) -> Resource | None:
    """The font with what the formulas of the book need; None if it has none."""
    characters = {
        character for document in documents if "mathml" in document.properties for character in _read(document)
    }
    if not characters:
        return None
    wanted = {ord(each) for each in (*characters, *_ALWAYS)} | {
        slant for each in characters for slant in _slanted(each)
    }
    plan = uharfbuzz.SubsetInput()
    plan.unicode_set.update(wanted)
    plan.name_id_set.update([*range(7), 13, 14])
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(_path()))
    data = bytes(uharfbuzz.subset(face, plan).blob.data)
    return Resource("font-formulas", f"{FOLDER}/{_FILE}", "font/ttf", data)


def style_of(font: Resource) -> str:
    """The rules for formulas."""
    return _STYLE.format(family=_FAMILY, name=font.name)


def _path() -> Path:
    spec = find_spec("ziamath")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise BindingError("the font for formulas is missing", "Install ziamath, which contains it.")
    return Path(folders[0]) / "fonts" / _FILE


def _read(document: Resource) -> Iterator[str]:
    for math in etree.fromstring(document.data).iter(_MATH):
        for token in math.iter(*_TOKENS):
            yield from token.text or ""


def _slanted(character: str) -> Iterator[int]:
    for first, last, italic in _ITALIC:
        if first <= character <= last:
            yield _ITALIC_H if character == "h" else italic + ord(character) - ord(first)
