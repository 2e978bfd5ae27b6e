"""The look of the cover and the title page: the colour of the volume, and how large its titles can be.

Sizes are steps that styles/cover.css gives a size to. The step of a title is estimated from its letters, not from a
layout: a letter of Latin, Cyrillic or Georgian is about half as wide as the type is high, one of Chinese as wide.
"""

import unicodedata
from collections.abc import Iterator

from archivist.settings.choices import ColourBy
from archivist.settings.config import Config

# Hues on which white has a contrast of at least 7 : 1, the level AAA of WCAG 2.2 (1.4.6), in an order in which
# neighbours differ most. The first twelve languages of an archive, or years in a row, have one each.
PALETTE = (
    *("#7a2e1d", "#1f4e5f", "#4a5a24", "#5b2a5e", "#8a3d00", "#16305c"),
    *("#7b1e45", "#0d5345", "#63470f", "#3b3f45", "#47309c", "#2c4a1a"),
)

_MEASURE = 120.0  # units of styles/cover.css: the width of the words on the cover
_HEIGHT, _BESIDE_PHOTOGRAPH = 53.0, 36.0  # units for the title and subtitle
_SUBTITLE = (3.7, 5.4, 3.4)  # size, line and the space above it, in units
# Size and line of each step in units, as in styles/cover.css.
_STEPS = ((12.2, 14.4), (10.4, 12.6), (8.8, 10.8), (7.2, 9.2), (5.9, 7.6), (4.6, 6.1), (3.4, 4.5))
_MOST_LINES = 3  # of a title in the first steps: more lines are smaller
_DIGITS, _MOST_DIGITS = (2, 4, 6), 9  # up to which number of digits a volume number has each size
# Widths of letters in em, rather too large than too small.
_NARROW, _BROAD, _SPACE = 0.56, 0.72, 0.27
_BROAD_LETTERS = frozenset("mwæœшщжюфмтыდთლოფღწჭ")


def hue(settings: Config, language: str, year: int) -> str:
    """The colour of a volume: #7a2e1d."""
    chosen = settings.archive.colour
    if isinstance(chosen, dict):
        own = chosen.get(language) or chosen.get(language.split("-", 1)[0])
        return own or _of_language(settings, language)
    if chosen == ColourBy.YEAR:
        return PALETTE[year % len(PALETTE)]
    return _of_language(settings, language) if chosen == ColourBy.LANGUAGE else chosen


def _of_language(settings: Config, language: str) -> str:
    """That of the place of a language among those of the editions: a language added at the end changes no other."""
    known = settings.editions.languages
    place = known.index(language) if language in known else len(known)
    return PALETTE[place % len(PALETTE)]


def title_step(title: str, subtitle: str = "", *, beside_photograph: bool = False) -> int:
    """The largest step, from 1, in which a title and its subtitle fit on the cover.

    It is the one below if the title has two lines in the largest and a single one there.
    """
    below = _lines(subtitle, _SUBTITLE[0]) * _SUBTITLE[1] + _SUBTITLE[2] if subtitle else 0.0
    height = (_BESIDE_PHOTOGRAPH if beside_photograph else _HEIGHT) - below
    step = next((step for step in range(1, len(_STEPS)) if _fits(title, step, height)), len(_STEPS))
    following = min(step + 1, len(_STEPS))
    lines, of_following = (_lines(title, _STEPS[each - 1][0]) for each in (step, following))
    return following if lines > of_following == 1 else step


def _fits(title: str, step: int, height: float) -> bool:
    """Whether a title in a step is no higher than this, and no word of it is divided."""
    size, line = _STEPS[step - 1]
    lines, longest = _lines(title, size), max((width for _, width in _pieces(title)), default=0.0)
    most = _MOST_LINES if step < len(_STEPS) - 2 else lines
    return lines <= most and lines * line <= height and longest * size <= _MEASURE


def digits_step(number: str) -> int:
    """Up to how many digits the size is made for in which a number is printed."""
    return next((most for most in _DIGITS if len(number) <= most), _MOST_DIGITS)


def _lines(text: str, size: float) -> int:
    """How many lines a text fills in a size, piece by piece."""
    lines, used = 1, 0.0
    for space, width in _pieces(text):
        if used and used + (space + width) * size > _MEASURE:
            lines, used = lines + 1, 0.0
        used += (space + width if used else width) * size
    return lines


def _pieces(text: str) -> Iterator[tuple[float, float]]:
    """What a line can end after: the space before it and its width, in em. A wide letter is a piece of its own."""
    for word in text.split():
        space, width = _SPACE, 0.0
        for letter in word:
            if unicodedata.east_asian_width(letter) in "WF":
                if width:
                    yield space, width
                yield 0.0 if width else space, 1.0
                space, width = 0.0, 0.0
            elif not unicodedata.combining(letter):
                width += _BROAD if letter.isupper() or letter in _BROAD_LETTERS else _NARROW
        if width:
            yield space, width
