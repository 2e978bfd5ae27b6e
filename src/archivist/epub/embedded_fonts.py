"""The fonts a book carries: each cut down to the characters the book uses (EPUB 3.3 §3.2, §6.3).

Nothing is embedded that a reader would never see: a face without a letter of the book is left out, and so is
a family that the style names nowhere and that adds no letter to those it does name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import uharfbuzz

from archivist.epub.package import Resource
from archivist.executors import Executor
from archivist.fonts import FontFace, visible

FOLDER = "fonts"
_STYLES = {(400, False): "Regular", (700, False): "Bold", (400, True): "Italic", (700, True): "BoldItalic"}
# Chinese and Japanese want these in the shape and width of their own characters; Latin faces have others.
_CJK_SHARED = frozenset("“”‘’…—·")
# What a reading system may put in by itself when it breaks a word.
_HYPHENS = frozenset("-\u2010")
_SPACES = frozenset({0x20, 0xA0})
# Names that say what a font is, where it comes from and what its licence is (OpenType, `name`).
_NAME_IDS = [*range(7), 13, 14]
_FLAGS = (
    uharfbuzz.SubsetFlags.NO_HINTING  # reading systems scale smoothly, and hints are a third of the file
    | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    | uharfbuzz.SubsetFlags.DESUBROUTINIZE
)


class Kind(StrEnum):
    """The three stacks of a style sheet."""

    SERIF = "serif"
    SANS = "sans-serif"
    MONO = "monospace"


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A face as it is in the book."""

    face: FontFace
    kind: Kind
    resource: Resource


@dataclass(frozen=True, slots=True)
class _Cut:
    """A face to be cut down."""

    number: int  # in the book, from 1
    face: FontFace
    characters: frozenset[int]


def embed(
    faces: Sequence[FontFace], text: Iterable[str], code: Iterable[str], style: str, workers: Executor
) -> tuple[EmbeddedFont, ...]:
    """The faces the text needs, in the order given, each with only the characters it will draw.

    `code` are those characters of the text that are set in a fixed width.
    """
    running = frozenset(map(ord, visible(text) | _HYPHENS)) | _SPACES
    wanted = {
        Kind.SERIF: running,
        Kind.SANS: running,
        Kind.MONO: frozenset(map(ord, visible(code))) | _SPACES,
    }
    cuts = [_Cut(number, *share) for number, share in enumerate(_shares(faces, wanted, style), 1)]
    resources = [workers.submit(_resource, cut) for cut in cuts]
    return tuple(
        EmbeddedFont(cut.face, kind_of(cut.face.family), resource.result())
        for cut, resource in zip(cuts, resources, strict=True)
    )


def kind_of(family: str) -> Kind:
    """Which stack a family belongs to, told from its name."""
    if " Mono" in family:
        return Kind.MONO
    return Kind.SANS if " Sans" in family else Kind.SERIF


def _shares(
    faces: Sequence[FontFace], wanted: Mapping[Kind, frozenset[int]], style: str
) -> Iterator[tuple[FontFace, frozenset[int]]]:
    """Which characters each face is to draw: those no family before it in its stack has."""
    covered: dict[Kind, frozenset[int]] = dict.fromkeys(Kind, frozenset())
    for family in dict.fromkeys(face.family for face in faces):
        named = _is_named(family, style)
        # A family the style does not name is a fallback of the running text, which is set in the serif stack.
        stack = kind_of(family) if named else Kind.SERIF
        members = _members(faces, family, named)
        upright = _share(members[0], wanted[stack], covered[stack]) if members else frozenset()
        if upright - _SPACES:
            for face in members:
                yield face, _share(face, wanted[stack], covered[stack])
            covered[stack] |= upright


def _members(faces: Sequence[FontFace], family: str, named: bool) -> list[FontFace]:
    """Which faces of a family come along.

    A Chinese or Japanese face is large, and reading systems embolden it well enough; a fallback of another
    kind (symbols, mostly) has no weight worth carrying.
    """
    members = [face for face in faces if face.family == family]
    if " CJK " in family:
        return [face for face in members if face.weight == 400]
    return members if named or kind_of(family) is Kind.SERIF else members[:1]


def _is_named(family: str, style: str) -> bool:
    return f'"{family}"' in style or f"'{family}'" in style


def _share(face: FontFace, wanted: frozenset[int], before: frozenset[int]) -> frozenset[int]:
    own = wanted - before
    if " CJK " in face.family:
        own |= wanted & frozenset(map(ord, _CJK_SHARED))
    return own & face.characters


def _resource(cut: _Cut) -> Resource:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(cut.face.path), cut.face.index)
    plan = uharfbuzz.SubsetInput()
    plan.unicode_set.update(cut.characters)
    plan.name_id_set.update(_NAME_IDS)
    plan.flags = _FLAGS
    data = bytes(uharfbuzz.subset(face, plan).blob.data)
    extension = "otf" if data.startswith(b"OTTO") else "ttf"
    name = f"{FOLDER}/{cut.face.family.replace(' ', '')}-{_STYLES[cut.face.weight, cut.face.italic]}.{extension}"
    return Resource(f"font-{cut.number}", name, f"font/{extension}", data)
