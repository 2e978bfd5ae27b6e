"""Where and how a theme prints the running head and the page number, as the layout engine found it on specimen pages.

The engine reads the style sheets once for all volumes of a theme; from then on a page needs no engine for its margins.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

HEAD, FOLIO = "head", "folio"

# What the specimen pages print: a page for each pair, on each kind of page. Two short ones of different width show how
# a text is aligned; one that is too long shows how wide it may be.
SHORT = (("Hamburg", "7"), ("Where the river rises, 1st", "xviii"))
TOO_LONG = (("word " * 80).strip(), "8" * 200)
SPECIMENS = (*SHORT, (TOO_LONG[0], SHORT[0][1]), (SHORT[0][0], TOO_LONG[1]))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text looks. Lengths are points."""

    families: tuple[str, ...]
    size: float
    weight: int
    italic: bool
    colour: tuple[float, float, float]  # red, green, blue, from 0 to 1
    spacing: float  # between letters
    features: tuple[tuple[str, int], ...]  # of OpenType
    language: str
    is_from_right: bool  # whether a line with words of both directions begins at the right


@dataclass(frozen=True, slots=True)
class MarginText:
    """A place of a page for one of the two texts. Lengths are points from the lower left corner of the page."""

    of: str  # HEAD or FOLIO
    style: TextStyle
    aligned: float  # 0: `x` is its left end, 0.5: its middle, 1: its right end
    x: float
    baseline: float
    width: float  # the most it may have
    is_cut: bool  # what is wider is cut, with an ellipsis
    samples: tuple[float, ...]  # how wide the engine set the short specimens


# By kind of page: recto, verso, opening.
MarginTexts = Mapping[str, Sequence[MarginText]]


def as_json(texts: MarginTexts | None) -> bytes:
    """The texts, or that they cannot be described, as it is stored."""
    data = None if texts is None else {kind: [asdict(each) for each in placed] for kind, placed in texts.items()}
    return json.dumps({"margins": data}, sort_keys=True).encode()


def from_json(data: bytes) -> MarginTexts | None:
    """What was stored. Raises ValueError, TypeError, LookupError or AttributeError for anything else."""
    read = json.loads(data)["margins"]
    return None if read is None else {kind: tuple(map(_text, placed)) for kind, placed in read.items()}


def _text(data: Mapping[str, Any]) -> MarginText:
    style = TextStyle(**data["style"])
    features = tuple((str(name), int(value)) for name, value in style.features)
    red, green, blue = map(float, style.colour)
    style = replace(style, families=tuple(style.families), colour=(red, green, blue), features=features)
    return replace(MarginText(**data), style=style, samples=tuple(map(float, data["samples"])))
