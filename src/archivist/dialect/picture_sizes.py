"""The size that a source gives a picture, as the attribute that our Markdown gives it."""

import re

_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*(px|%|em|rem|ex|ch|cm|mm|in|pt|pc)?", re.ASCII | re.IGNORECASE)
_WHOLE = 100.0  # percent of the width of the text, which a picture has anyway if it is large enough


def picture_size(width: str, height: str) -> dict[str, str]:
    """The width if it is a length, else the height: pictures keep their proportions. Nothing if neither is one."""
    for name, written in (("width", width), ("height", height)):
        match = _LENGTH.fullmatch(written.strip())
        if match is None or not float(match[1]):
            continue
        unit = (match[2] or "px").lower()
        if unit != "%" or (name == "width" and float(match[1]) < _WHOLE):
            return {name: match[1] if unit == "px" else f"{match[1]}{unit}"}
    return {}
