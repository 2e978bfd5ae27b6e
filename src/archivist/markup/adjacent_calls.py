"""Numbers that would run together: calls of notes side by side, and calls beside a raised number.

Two calls, 1 and 2, would read as 12, on the page and in copied text. A raised comma and a space are put between them;
between a call and a raised number that is not a call, as in m² or at the end of a formula, only the space.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from lxml import etree

from archivist.text.xml_element import Element

GAP = "note-gap"  # the class of what is put between
_BETWEEN_CALLS = ",\N{NARROW NO-BREAK SPACE}"  # narrow: no line is filled by making it wider
_BESIDE_A_NUMBER = "\N{NO-BREAK SPACE}"
_MATHML = "data-mathml"  # of an element that is a formula
_RAISED_END = re.compile(r"</m(?:sup|subsup)>(?:</m(?:row|style)>)*(?:<annotation|</semantics>|</math>)")
_UNSEEN = frozenset({"Cc", "Cf"})
# Elements that do not separate what is before them from what is within (HTML, phrasing content).
_WITHIN_A_LINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
        *("s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    ]
)


class _Last(Enum):
    """What is directly before a place, as far as it matters."""

    OTHER = auto()
    CALL = auto()
    RAISED = auto()  # a raised digit, or an exponent of a formula


@dataclass(slots=True)
class _Reading:
    last: _Last = _Last.OTHER
    call: Element | None = None  # the call read last


def part_calls(root: etree._Element) -> None:
    """Put a gap between numbers that would run together, in place. Calls must have their numbers."""
    _read(root, _Reading(), raised=False)


def _read(element: Element, reading: _Reading, *, raised: bool) -> None:
    within = element.tag in _WITHIN_A_LINE
    if not within:
        reading.last = _Last.OTHER
    raised = raised or element.tag == "sup"
    _read_text(element.text, reading, raised=raised)
    for child in list(element):
        if is_call(child):
            if reading.last is not _Last.OTHER:
                child.addprevious(_gap(_BETWEEN_CALLS if reading.last is _Last.CALL else _BESIDE_A_NUMBER))
            reading.last, reading.call = _Last.CALL, child
        elif child.get(_MATHML):
            reading.last = _Last.RAISED if _RAISED_END.search(child.get(_MATHML, "")) else _Last.OTHER
        else:
            _read(child, reading, raised=raised)
        _read_text(child.tail, reading, raised=raised)
    if not within:
        reading.last = _Last.OTHER


def is_call(element: Element) -> bool:
    """Whether an element is the call of a note."""
    return element.tag == "a" and "note-call" in (element.get("class") or "").split()


def _read_text(text: str | None, reading: _Reading, *, raised: bool) -> None:
    last = next(filter(_is_seen, reversed(text or "")), None)
    if text is None or last is None:
        return
    # What a text begins with matters only behind a call.
    call = reading.call if reading.last is _Last.CALL else None
    if call is not None and _is_raised_digit(next(filter(_is_seen, text)), raised):
        gap, tail = _gap(_BESIDE_A_NUMBER), call.tail
        call.tail = None
        call.addnext(gap)
        gap.tail = tail
    reading.last = _Last.RAISED if _is_raised_digit(last, raised) else _Last.OTHER


@lru_cache(maxsize=1 << 10)
def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN


@lru_cache(maxsize=1 << 10)
def _is_raised_digit(character: str, raised: bool) -> bool:
    if unicodedata.decomposition(character).startswith("<super>"):
        return unicodedata.digit(character, None) is not None
    return raised and character.isdecimal()


def _gap(text: str) -> Element:
    gap: Element = etree.Element("span")
    gap.set("class", GAP)
    gap.text = text
    return gap
