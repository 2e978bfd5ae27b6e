"""Characters that do not belong into a text: invisible, lost, private to a font, taken apart."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator

from archivist.editorial.flaw import Flaw, name_characters, shorten
from archivist.text.xml_characters import SYMBOL, SYMBOLS, said_of_symbol

# One pass finds whether there is anything to look at. Most files contain nothing of it.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"
    "\u200b\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff"
    "\u0300-\u036f\u3099\u309a\u1161-\u1175]"
)
# The same that reading leaves out (XML 1.0 forbids them, or they are C1 controls), and what it puts in their place.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SPACES = frozenset("\x0b\x0c\x85")
_PRIVATE = re.compile(f"(?:(?!{SYMBOL.pattern})[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd])+")
_LOST = re.compile("\ufffd+")

_NO_WIDTH = re.compile("[\u200b\ufeff]+")
# Scripts that write no spaces: there a zero width space says where a line may end.
_SPACELESS = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1b00-\u1b7f\u2e80-\u9fff\ua980-\ua9df\uf900-\ufaff\uff00-\uffef]"
)
_SEPARATORS = re.compile("[\u2028\u2029]+")

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
_OVERRIDES = frozenset("\u202d\u202e")
# Left-to-right marks, embeddings and isolates, and what ends them: in text that runs left to right they do nothing.
_IDLE = frozenset("\u200e\u202a\u202c\u2066\u2068\u2069")
_OPENING, _CLOSING = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068"), frozenset("\u202c\u2069")

# Letters with their marks after them, where one character stands for both: Latin, Greek, Cyrillic, kana, Hangul.
# Nothing else that normalisation would change is touched: Chinese characters, Hebrew and Devanagari keep their forms.
_TAKEN_APART = re.compile(
    "[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff][\u0300-\u036f]+"
    "|[\u3041-\u30fe][\u3099\u309a]|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)


def character_flaws(text: str) -> Iterator[Flaw]:
    """Every flaw of single characters, in no order."""
    if _SUSPECT.search(text) is None:
        return
    yield from _each(text, _CONTROL, "control-character", lambda found: " " if found in _SPACES else "")
    yield from _each(text, _LOST, "lost-character", None)
    yield from _symbols(text)
    yield from _each(text, _PRIVATE, "private-character", None)
    yield from _each(text, _SEPARATORS, "invisible-character", None)
    yield from _without_width(text)
    yield from _directions(text)
    yield from _taken_apart(text)


def _each(text: str, pattern: re.Pattern[str], code: str, replacement: Callable[[str], str] | None) -> Iterator[Flaw]:
    for match in pattern.finditer(text):
        new = replacement(match[0]) if replacement else None
        yield Flaw(code, match.start(), match.end(), _named_in_full(match[0]), new)


def _symbols(text: str) -> Iterator[Flaw]:
    """Bullets and other characters of Word's symbol fonts, which have characters of their own."""
    for match in SYMBOL.finditer(text):
        yield Flaw("symbol-character", *match.span(), said_of_symbol(match[0]), SYMBOLS[match[0]])


def _without_width(text: str) -> Iterator[Flaw]:
    for match in _NO_WIDTH.finditer(text):
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        if "\ufeff" in match[0] or not _SPACELESS.search(around):
            yield Flaw("invisible-character", *match.span(), _named_in_full(match[0]), "")


def _directions(text: str) -> Iterator[Flaw]:
    """Marks of direction where all text runs one way, overrides, and what is opened and not closed."""
    marks = list(_DIRECTION.finditer(text))
    if not marks:
        return
    both_ways = _RIGHT_TO_LEFT.search(text) is not None
    used = frozenset().union(*(match[0] for match in marks))
    idle = not both_ways and used <= _IDLE
    uneven = _uneven_lines(text) if both_ways else []
    for match in marks:
        number = bisect_right(uneven, (match.start(), len(text))) - 1
        is_open = number >= 0 and match.start() < uneven[number][1]
        if not both_ways or _OVERRIDES & set(match[0]) or is_open:
            yield Flaw("invisible-character", *match.span(), _named_in_full(match[0]), "" if idle else None)


def _uneven_lines(text: str) -> list[tuple[int, int]]:
    """The lines on which more directions are opened than closed, or the other way."""
    lines, start = [], 0
    for line in text.split("\n"):
        opened = 0 if line.isascii() else sum(map(line.count, _OPENING)) - sum(map(line.count, _CLOSING))
        if opened:
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _taken_apart(text: str) -> Iterator[Flaw]:
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _TAKEN_APART.finditer(text):
        whole = unicodedata.normalize("NFC", match[0])
        if len(whole) < len(match[0]):
            says = f"{whole} is written as {name_characters(match[0])}"
            yield Flaw("decomposed-letters", *match.span(), says, whole)


def _named_in_full(characters: str) -> str:
    """The character by number and name, and how many follow each other."""
    first = characters[0]
    name = unicodedata.name(first, "")
    more = f" and {len(characters) - 1} more" if len(characters) > 1 else ""
    return shorten(f"{name_characters(first)}{f' {name}' if name else ''}{more}", 80)
