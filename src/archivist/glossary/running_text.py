"""The text of a tree as it is read: one string, with the place of each part of it in the tree.

Inline elements do not part words, blocks do: at the edge of a block, a picture or a formula the string has `BREAK`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Flag, auto
from typing import Generic, TypeVar
from xml.etree import ElementTree

from archivist.text.xml_element import Element

BREAK = "\0"  # is in no XML text

# An element of either kind of tree: lxml's, or that of the standard library.
Node = TypeVar("Node", Element, ElementTree.Element)

_NAMESPACE = re.compile(r"\{[^}]*\}")
# Elements whose text is read together with what is around them.
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "nobr", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
_UNREAD = frozenset({"head", "math", "script", "style", "svg", "template"})
_CODE = frozenset({"code", "kbd", "pre", "samp", "tt"})


class Within(Flag):
    """What a passage is part of."""

    NOTHING = 0
    LINK = auto()  # not the call of a note
    CODE = auto()  # formulas, too
    FOREIGN = auto()  # a passage in another language than the text
    QUOTATION = auto()  # blockquote and q
    HEADING = auto()
    CAPTION = auto()  # of a figure or a table
    TABLE_HEADER = auto()


_WITHIN = {
    "blockquote": Within.QUOTATION,
    "q": Within.QUOTATION,
    "figcaption": Within.CAPTION,
    "caption": Within.CAPTION,
    "th": Within.TABLE_HEADER,
    "thead": Within.TABLE_HEADER,
    **dict.fromkeys(_CODE, Within.CODE),
    **{f"h{level}": Within.HEADING for level in range(1, 7)},
}


@dataclass(frozen=True, slots=True)
class Spot(Generic[Node]):
    """A place in a tree: in the text of an element, or in what follows its end tag."""

    node: Node
    in_tail: bool  # whether it is in `node.tail`; else it is in `node.text`
    offset: int  # characters before it in that text


@dataclass(frozen=True, slots=True)
class Run(Generic[Node]):
    """A text of the tree as a part of the running text."""

    start: int  # in the running text
    end: int
    node: Node
    in_tail: bool
    language: str  # as the tree says it, else that of the text
    within: Within


@dataclass(frozen=True, slots=True)
class RunningText(Generic[Node]):
    """The text of a tree."""

    text: str  # the calls of notes are left out: a name goes on after them
    runs: tuple[Run[Node], ...]  # in order, none empty
    calls: tuple[int, ...]  # how many characters are before each call of a note, in order
    _starts: list[int] = field(repr=False, compare=False)

    def run_at(self, offset: int) -> Run[Node]:
        """The run of a character of the text. Raises IndexError where there is `BREAK`."""
        run = self.runs[bisect_right(self._starts, offset) - 1]
        if not run.start <= offset < run.end:
            raise IndexError(f"no text of the tree is at {offset}")
        return run

    def within(self, start: int, end: int) -> Within:
        """What a stretch of the text is part of, wholly or not."""
        found = Within.NOTHING
        for run in self.runs[bisect_right(self._starts, start) - 1 :]:
            if run.start >= end:
                break
            found |= run.within
        return found

    def spot(self, offset: int) -> Spot[Node]:
        """Where a character of the text is in the tree. Raises IndexError where there is `BREAK`."""
        run = self.run_at(offset)
        return Spot(run.node, run.in_tail, offset - run.start)

    def spot_after(self, offset: int) -> Spot[Node]:
        """The place behind a character of the text. Raises IndexError where there is `BREAK`."""
        run = self.run_at(offset)
        return Spot(run.node, run.in_tail, offset + 1 - run.start)


def running_text(root: Node, language: str) -> RunningText[Node]:
    """The text of a tree in a language. Namespaces of elements do not matter; comments are not read."""
    collector = _Collector[Node](language)
    collector.read(root, language, Within.NOTHING)
    starts = [run.start for run in collector.runs]
    return RunningText("".join(collector.texts), tuple(collector.runs), tuple(collector.calls), starts)


class _Collector(Generic[Node]):
    """Walks through a tree in the order in which it is read."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.texts: list[str] = []
        self.runs: list[Run[Node]] = []
        self.calls: list[int] = []
        self._length = 0

    def read(self, element: Node, language: str, within: Within) -> None:
        name = _name(element)
        language = element.get("lang") or language
        within = _inside(element, name, within)
        within = within | Within.FOREIGN if not is_same(language, self._language) else within & ~Within.FOREIGN
        if _is_call(element, name):
            self.calls.append(self._length)
            return
        is_inline = name in _INLINE
        if name == "br":
            self._part(" ")
        elif not is_inline:
            self._part(BREAK)
        if name and name not in _UNREAD:
            self._add(element, False, element.text, language, within)
            for child in element:
                self.read(child, language, within)
                self._add(child, True, child.tail, language, within)
        if not is_inline and name != "br":
            self._part(BREAK)

    def _add(self, node: Node, in_tail: bool, text: str | None, language: str, within: Within) -> None:
        if not text:
            return
        self.runs.append(Run(self._length, self._length + len(text), node, in_tail, language, within))
        self._append(text)

    def _part(self, mark: str) -> None:
        if self.texts and self.texts[-1] != BREAK:
            self._append(mark)

    def _append(self, text: str) -> None:
        self.texts.append(text)
        self._length += len(text)


def _name(element: Node) -> str:
    """The name of an element in lower case; "" of a comment or an instruction."""
    return _NAMESPACE.sub("", element.tag).lower() if isinstance(element.tag, str) else ""


def _classes(element: Node) -> list[str]:
    return (element.get("class") or "").split()


def _is_call(element: Node, name: str) -> bool:
    return name == "a" and "note-call" in _classes(element)


def _inside(element: Node, name: str, within: Within) -> Within:
    if name == "a" and element.get("href") is not None:
        return within | Within.LINK
    if "callout-title" in _classes(element):
        return within | Within.HEADING
    return within | _WITHIN.get(name, Within.NOTHING)


def is_same(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever their scripts and regions."""
    return one.split("-", 1)[0].lower() == other.split("-", 1)[0].lower()


def passages(text: RunningText[Node]) -> Iterator[tuple[str, int, int]]:
    """The stretches of a text that are in one language: tag, first offset, end. `BREAK` at their edges is in none."""
    start = end = 0
    language = ""
    for run in text.runs:
        if run.language != language:
            if end > start:
                yield language, start, end
            language, start = run.language, run.start
        end = run.end
    if end > start:
        yield language, start, end
