"""The order of words in an index, and the letters that head its groups, as the readers of a language expect them.

Both come from ICU: the Unicode Collation Algorithm (UTS #10) with the tailoring of the language (CLDR), and the
alphabetic index of the language. Digits are ordered by their value: 9 before 10. Quotation marks and other punctuation
before a word do not decide its place.
"""

# ICU is loaded where it runs: most commands order nothing.
# ruff: noqa: PLC0415

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import icu


_LETTER = 0  # UAlphabeticIndexLabelType: the others are what is before, between and after alphabets


@dataclass(frozen=True, slots=True, order=True)
class LetterGroup:
    """A group of an index."""

    number: int
    heading: str  # a letter; "" over numbers and symbols, and over words in a script without headings


class Collation:
    """The order of one language. Words in other scripts come after those of its own, in the order of CLDR."""

    def __init__(self, language: str, others: Iterable[str] = ()) -> None:
        """`others` are languages whose alphabets get headings as well, in this order."""
        self._language = language
        self._others = tuple(others)

    def sort_key(self, text: str) -> tuple[bytes, bytes, str]:
        """A key that orders words as a dictionary of the language does; equal only for equal texts."""
        return self._collator.getSortKey(_filed(text)), self._collator.getSortKey(text), text

    def group(self, text: str) -> "LetterGroup":
        """The group of the index in which a word is listed. Groups are ordered."""
        number = int(self._index.getBucketIndex(_filed(text)))
        label, kind = self._index.getBucket(number)
        return LetterGroup(number, str(label) if kind == _LETTER else "")

    @cached_property
    def _collator(self) -> "icu.Collator":
        import icu

        collator = icu.Collator.createInstance(icu.Locale(self._language))
        collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
        return collator

    @cached_property
    def _index(self) -> "icu.ImmutableIndex":
        import icu

        index = icu.AlphabeticIndex(icu.Locale(self._language))
        for other in self._others:
            index.addLabels(icu.Locale(other))
        return index.buildImmutableIndex()


def _filed(text: str) -> str:
    """A word without the punctuation before it; the whole text if it is nothing else."""
    for place, character in enumerate(text):
        if unicodedata.category(character)[0] in "LN":
            return text[place:]
    return text


@cache
def range_dash(language: str) -> str:
    """What a language has between the first and the last number of a range, with its spaces (CLDR, misc patterns).

    A hyphen in CLDR is the character of keyboards: in print it is a dash.
    """
    import icu

    formatter = icu.NumberRangeFormatter.withLocale(icu.Locale(f"{language}-u-nu-latn"))
    return str(formatter.formatIntRange(1, 2))[1:-1].replace("-", "–")


def icu_version() -> str:
    """The version of ICU, which decides the order."""
    import icu

    return str(icu.ICU_VERSION)
