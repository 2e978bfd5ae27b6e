"""Lists and quotations in one another are indented as far as a line still has room for words.

Each level of a list, a quotation or a box takes something from the measure; after some ten of them a line contains a
word, after thirty nothing, and the text would run off the paper. So from a certain depth on nothing more is taken. The
marks of the lists stay, and so do the structure and the EPUB.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from archivist.model.pages import Remark

MOST_INDENT = 11.0  # em; a third of the measure of A5, and of what an e-reader shows
_FLAT = "padding-left: 0; padding-right: 0; margin-left: 0; margin-right: 0; border-left: 0; border-right: 0"

# What print.css takes from both sides together, in em.
_INDENTS = {"ul": 1.4, "ol": 1.4, "dd": 1.4, "blockquote": 2.8, "details": 1.9, "pre": 1.0}
_INDENTED_CLASSES = {"callout": 1.9, "background": 1.4, "note-text": 0.7}


@dataclass(slots=True)
class _Depth:
    deepest: int = 0  # levels of the deepest element that was not indented; 0 if all were


def limit_indents(root: Element) -> tuple[Remark, ...]:
    """Indent no further what is too deep in a tree, in place. Returns what its author must know."""
    depth = _Depth()
    _limit(root, 0.0, 0, depth)
    said = f"lists or quotations are {depth.deepest} levels deep; the deepest are not indented any further"
    return (Remark("deep-nesting", said),) if depth.deepest else ()


def _limit(element: Element, indent: float, level: int, depth: _Depth) -> None:
    own = _indent(element)
    if own:
        level += 1
        if indent + own > MOST_INDENT:
            element.set("style", f"{element.get('style', '')}; {_FLAT}".lstrip("; "))
            depth.deepest = max(depth.deepest, level)
            own = 0.0
    for child in element:
        _limit(child, indent + own, level, depth)


def _indent(element: Element) -> float:
    named = (em for name, em in _INDENTED_CLASSES.items() if name in element.get("class", "").split())
    return next(named, _INDENTS.get(element.tag, 0.0))
