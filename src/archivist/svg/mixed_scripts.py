"""Texts of drawings that resvg sets wrongly: it shapes a text by its first letter, and looks for one other font.

Behind a Latin word Hindi vowels are out of place, and a Hindi word before a Latin one becomes boxes.
"""

import unicodedata
from collections.abc import Iterable

_SHAPED = frozenset(
    [
        *("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM"),
        *("SINHALA", "THAI", "LAO", "TIBETAN", "MYANMAR", "KHMER"),
    ]
)
_JOINED = frozenset({"ARABIC", "HEBREW", "SYRIAC", "THAANA"})


def mixed_text(texts: Iterable[str]) -> str:
    """The first text with words of several scripts that cannot be set beside one another; "" if there is none."""
    return next((text for text in texts if not text.isascii() and _is_mixed(text)), "")


def _is_mixed(text: str) -> bool:
    scripts = {unicodedata.name(character, "").partition(" ")[0] for character in text if character.isalpha()}
    return len(scripts) > 1 and (not scripts.isdisjoint(_SHAPED) or len(scripts & _JOINED) > 1)
