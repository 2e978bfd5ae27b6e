"""style.css: the program's own style, the embedded fonts, the stacks that name them, the user's style."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources

from archivist.epub.embedded_fonts import EmbeddedFont, Kind
from archivist.epub.package import Resource
from archivist.epub.page_skeleton import STYLE_NAME
from archivist.errors import BindingError
from archivist.style_sheets.user_stylesheet import first_fetch

_LANGUAGES = (":lang(zh)", ":lang(ja)", ":lang(ko)")
_CODE_ELEMENTS = ("pre", "code", "kbd", "samp")
_EAST_ASIAN = ", ".join(_LANGUAGES)
_CODE = ", ".join(_CODE_ELEMENTS)
_EAST_ASIAN_CODE = ", ".join(f"{element}{language}" for element in _CODE_ELEMENTS for language in _LANGUAGES)


def program_style() -> str:
    """The style every EPUB has."""
    return resources.files("archivist").joinpath("styles", "epub.css").read_text("utf-8")


def refuse_addresses(style: str) -> None:
    """A user's style may not fetch anything: the EPUB holds no file of theirs, and no book calls home."""
    fetch = first_fetch(style)
    if fetch:
        raise BindingError(
            f"your style sheet refers to something the EPUB does not hold (line {fetch[0]}: {fetch[1]}…)",
            "Remove the line, or write what it loads as a data: address.",
        )


def style_sheet(fonts: Sequence[EmbeddedFont], user_style: str, formulas: str = "") -> Resource:
    """The sheet of every document, with the rules for formulas. The user's rules come last, so that they win."""
    parts = ['@charset "utf-8";', program_style(), *map(_font_face, fonts), *_stacks(fonts), formulas, user_style]
    text = "\n".join(part.strip() for part in parts if part.strip()) + "\n"
    return Resource("style", STYLE_NAME, "text/css", text.encode("utf-8"))


def _font_face(font: EmbeddedFont) -> str:
    slant = "italic" if font.face.italic else "normal"
    return (
        "@font-face {\n"
        f'  font-family: "{font.face.family}";\n'
        f"  font-weight: {font.face.weight};\n"
        f"  font-style: {slant};\n"
        f'  src: url("{font.resource.name}");\n'
        "}"
    )


def _stacks(fonts: Sequence[EmbeddedFont]) -> Iterator[str]:
    """Name every family that is in the book: a reader uses no embedded font that no rule names."""
    mono = [font.face.family for font in fonts if font.kind is Kind.MONO]
    text = [font.face.family for font in fonts if font.kind is not Kind.MONO]
    if not text:
        return
    yield f"body {{ font-family: {_stack(text, Kind.SERIF)}; }}"
    east_asian = [family for family in text if " CJK " in family]
    if east_asian:
        # Ahead of the Latin families there, for the punctuation. One face draws all three languages: it has
        # the letters of each, and `locl` chooses the shape by the language of the passage.
        yield f"{_EAST_ASIAN} {{ font-family: {_stack([*east_asian, *text], Kind.SERIF)}; }}"
    if mono:
        selector = f"{_CODE}, {_EAST_ASIAN_CODE}" if east_asian else _CODE
        yield f"{selector} {{ font-family: {_stack([*mono, *text], Kind.MONO)}; }}"


def _stack(families: Iterable[str], generic: Kind) -> str:
    return ", ".join([*(f'"{family}"' for family in dict.fromkeys(families)), generic])
