"""The size of a drawing."""

import re

from archivist.text.xml_element import Element

_DEFAULT_SIZE = (300, 150)  # CSS, for pictures that say nothing
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)\s*(px|pt|pc|in|cm|mm|q)?\s*", re.IGNORECASE)
_LIMIT = 100_000


def size_of(root: Element) -> tuple[int, int]:
    """Width and height of a drawing in CSS pixels, from its root (CSS Images 3, 5.2)."""
    box = [min(float(part), _LIMIT) for part in re.findall(r"-?\d+\.?\d*", root.get("viewBox", ""))]
    inherent = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if inherent and width and not height:
        height = width * inherent[1] / inherent[0]
    elif inherent and height and not width:
        width = height * inherent[0] / inherent[1]
    default = inherent or _DEFAULT_SIZE
    size = max(round(width or default[0]), 1), max(round(height or default[1]), 1)
    return min(size[0], _LIMIT), min(size[1], _LIMIT)


def _length(written: str) -> float:
    match = _LENGTH.fullmatch(written)
    return min(float(match[1]) * _UNITS[(match[2] or "").lower()], _LIMIT) if match else 0.0
