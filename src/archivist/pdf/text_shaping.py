"""A line of text as glyphs, shaped by HarfBuzz: which glyphs of which faces, and where. Knows no layout engine.

A face is chosen for each character as the layout engine does: the first of the families asked for that has it, then
the first of all others; spaces stay in the face of what is before them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

import icu
import uharfbuzz

from archivist.fonts import FontFace, visible
from archivist.pdf.margin_texts import TextStyle

_ELLIPSIS = "…"
_UPRIGHT = 400  # the weight of a face where the style asks for one that its family lacks


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph at its place. Lengths are thousandths of the size of the type."""

    number: int
    text: str  # what it stands for
    x: float  # its origin, from the beginning of the line
    y: float
    width: int  # of the glyph itself, as the font has it


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face, from left to right."""

    face: FontFace
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A text on one line."""

    runs: tuple[Run, ...]
    width: float  # in points


def shape_line(text: str, style: TextStyle, faces: Sequence[FontFace], steps: int = 0) -> Line:
    """A text as glyphs of these faces; what none of them has is drawn by the first.

    Without `steps` lengths are exact; otherwise they are rounded to so many steps of a point, as the size has to be.
    """
    preferred = _in_order_of_preference(style, faces)
    runs: list[Run] = []
    at = 0.0
    for piece, is_from_right in _directions(text, from_right=style.is_from_right):
        parts = list(_parts(piece, preferred))
        for part, face in reversed(parts) if is_from_right else parts:
            run, at = _shape(part, face, style, at, is_from_right=is_from_right, steps=steps)
            runs.append(run)
    return Line(tuple(runs), at * style.size / 1000)


def fit_line(text: str, style: TextStyle, faces: Sequence[FontFace], width: float) -> Line:
    """A text as glyphs, cut with an ellipsis if it is wider than so many points."""
    line = shape_line(text, style, faces)
    ends = _ends_of_characters(text) if line.width > width else []
    while line.width > width and ends:
        line = shape_line(text[: ends.pop()] + _ELLIPSIS, style, faces)
    return line


def _ends_of_characters(text: str) -> list[int]:
    """Where each character that a reader sees ends, but the last."""
    iterator = icu.BreakIterator.createCharacterInstance(icu.Locale.getRoot())
    units = icu.UnicodeString(text)
    iterator.setText(units)
    return [units.countChar32(0, end) for end in iterator][:-1]


# ---------------------------------------------------------------- directions, faces, scripts


def _directions(text: str, *, from_right: bool) -> Iterator[tuple[str, bool]]:
    """The text in pieces of one direction, from left to right; True for those that are read from the right (UAX 9)."""
    if text.isascii() and not from_right:
        yield text, False
        return
    bidi, units = icu.Bidi(), text.encode("utf-16-le")
    kept = icu.UnicodeString(text)  # ICU reads it as long as it is asked
    bidi.setPara(kept, int(from_right))
    for number in range(bidi.countRuns()):
        start, length, direction = bidi.getVisualRun(number)
        yield units[2 * start : 2 * (start + length)].decode("utf-16-le"), direction == 1


def _in_order_of_preference(style: TextStyle, faces: Sequence[FontFace]) -> tuple[FontFace, ...]:
    """A face of each family, those that the style names first."""
    families = dict.fromkeys((*style.families, *(face.family for face in faces)))
    found = (_nearest(style, [face for face in faces if face.family == family]) for family in families)
    return tuple(face for face in found if face is not None)


def _nearest(style: TextStyle, family: Sequence[FontFace]) -> FontFace | None:
    return min(
        family,
        key=lambda face: (face.italic != style.italic, abs(face.weight - style.weight), face.weight != _UPRIGHT),
        default=None,
    )


def _parts(text: str, faces: Sequence[FontFace]) -> Iterator[tuple[str, FontFace]]:
    """The text in parts of one face and one script, in the order in which it is read."""
    chosen: list[tuple[str, tuple[FontFace, int]]] = []
    first = next(filter(_is_of_one, map(_script_of, text)), icu.UScriptCode.COMMON)
    for character in text:
        face, script = chosen[-1][1] if chosen else (None, first)
        if face is None or visible(character):
            face = _face_of(character, faces)
        own = _script_of(character)
        chosen.append((character, (face, own if _is_of_one(own) else script)))
    for (face, _), group in groupby(chosen, key=lambda each: each[1]):
        yield "".join(character for character, _ in group), face


def _script_of(character: str) -> int:
    script: int = icu.Script.getScript(character).getScriptCode()
    return script


def _is_of_one(script: int) -> bool:
    """Whether this is a script: other characters, and marks, have that of the ones before, or of the first."""
    return script not in (icu.UScriptCode.COMMON, icu.UScriptCode.INHERITED)


def _face_of(character: str, faces: Sequence[FontFace]) -> FontFace:
    return next((face for face in faces if ord(character) in face.characters), faces[0])


# ---------------------------------------------------------------- HarfBuzz


def height_of(face: FontFace, size: float, steps: int) -> tuple[float, float]:
    """How far a face in a size reaches above and below the baseline, in points; `steps` as in `shape_line`."""
    extents = _font(face.path, face.index, round(size * steps)).get_font_extents("ltr")
    return extents.ascender / steps, -extents.descender / steps


@lru_cache(maxsize=64)
def _font(path: Path, index: int, scale: int = 0) -> uharfbuzz.Font:
    """A face that measures in parts of its size; 0 for those that its design is made of."""
    font = uharfbuzz.Font(_face(path, index))
    if scale:
        font.scale = (scale, scale)
    return font


@lru_cache(maxsize=64)
def _face(path: Path, index: int) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)


def _shape(
    text: str, face: FontFace, style: TextStyle, start: float, *, is_from_right: bool, steps: int
) -> tuple[Run, float]:
    """A part of a line as glyphs, and where the next part begins."""
    font = _font(face.path, face.index, round(style.size * steps))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if is_from_right else "ltr"
    if style.language:
        buffer.language = style.language
    uharfbuzz.shape(font, buffer, dict(style.features))
    scale, spacing = 1000 / font.scale[0], style.spacing / style.size * 1000
    texts = _texts(text, [info.cluster for info in buffer.glyph_infos])
    glyphs: list[Glyph] = []
    for info, place, stands_for in zip(buffer.glyph_infos, buffer.glyph_positions, texts, strict=True):
        width = round(font.get_glyph_h_advance(info.codepoint) * scale)
        x, y = start + place.x_offset * scale, place.y_offset * scale
        glyphs.append(Glyph(info.codepoint, stands_for, x, y, width))
        start += place.x_advance * scale + (spacing if place.x_advance else 0)
    return Run(face, tuple(glyphs)), start


def _texts(text: str, clusters: Sequence[int]) -> list[str]:
    """What each glyph stands for: its characters, or those of its cluster if it has not one glyph for each."""
    ends = dict(zip(sorted(set(clusters)), [*sorted(set(clusters))[1:], len(text)], strict=True))
    texts = []
    for number, cluster in enumerate(clusters):
        whole = text[cluster : ends[cluster]]
        alike = [place for place, other in enumerate(clusters) if other == cluster]
        texts.append(whole[alike.index(number)] if len(alike) == len(whole) else whole)
    return texts
