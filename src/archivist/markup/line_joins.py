"""Line ends in Chinese and Japanese text.

Between two ideographs or kana the end of a line in the source is no space (CSS Text 3, 4.1.3, segment break
transformation). The layout engine makes one anyway, so such line ends are taken out beforehand.
"""

import re
from typing import TypeGuard

from lxml import etree

_WIDE = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
_LINE_END = re.compile(f"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_WIDE_AFTER_LINE_END = re.compile(f"\n[ \t]*[{_WIDE}]")
_KEPT = frozenset({"pre", "code", "samp", "kbd"})


def has_lines_to_join(xhtml: str) -> bool:
    """Whether a passage may have such a line end: most have none, and to look at each element takes long."""
    return _WIDE_AFTER_LINE_END.search(xhtml) is not None


def join_lines(root: etree._Element) -> None:
    """Take line ends between wide letters out of the text below an element, code apart."""
    for element in root.iter():
        if _has_line_end(element.text) and element.tag not in _KEPT:
            element.text = _LINE_END.sub("", element.text)
        parent = element.getparent()
        if _has_line_end(element.tail) and (parent is None or parent.tag not in _KEPT):
            element.tail = _LINE_END.sub("", element.tail)


def _has_line_end(text: str | None) -> TypeGuard[str]:
    return text is not None and "\n" in text
