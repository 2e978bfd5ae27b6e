"""The `<img>` of raw HTML and where the addresses in them are."""

import html
import re
from collections.abc import Iterator

_MAX_TAG = 8000  # characters
_TAG = re.compile(r"<img(?=[\s/>])", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def sources(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Beginning, end and meaning of each `src` of an `<img>` between two places."""
    close = start
    for tag in _TAG.finditer(text, start, end):
        if close < tag.end():
            close = text.find(">", tag.end(), end)
        if close < 0:
            return
        match = _SOURCE.search(text, tag.end(), min(close + 1, tag.end() + _MAX_TAG))
        if match:
            group = match.lastindex or 1
            yield match.start(group), match.end(group), html.unescape(match[group])
