"""Numbers of a drawing kept within what can be drawn: renderers stop or fail at what is not finite, or far off."""

import math
import re

from archivist.svg.vocabulary import HREFS
from archivist.text.xml_element import Element

_LARGEST = 1_000_000.0  # user units; a page has less than a thousand
_WRITTEN = frozenset({"id", "class", "font-family", "style", *HREFS})  # no numbers, whatever digits they have
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_SUSPECT = re.compile(r"\d{7}|\de[-+]?\d", re.IGNORECASE)
_NOT_FINITE = re.compile(r"(?<![\w#-])[-+]?(?:nan|inf|infinity)(?![\w-])", re.IGNORECASE)


def limit_numbers(root: Element) -> None:
    """Bring every number of a tree below a million, and remove attributes with what is not a number."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in _WRITTEN:
                continue
            if _NOT_FINITE.search(value):
                del element.attrib[name]
            elif _SUSPECT.search(value):
                element.set(name, _NUMBER.sub(_limit_number, value))


def _limit_number(match: re.Match[str]) -> str:
    number = float(match[0])
    if math.isfinite(number) and abs(number) <= _LARGEST:
        return match[0]
    return f"{math.copysign(_LARGEST, number):.0f}"
