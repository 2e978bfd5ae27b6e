"""Long runs of characters in which no line may end: data in base64, checksums, words of a thousand characters.

The engine looks for the end of a line in all that is left of such a run, so its time grows with the square of the
length; beyond some 276,000 characters the width of the line no longer fits Pango's integers, and nearly all of it would
be off the paper. So before layout a run that is longer than any word gets a zero-width space behind each of its
characters: a line may end there. Before the lines are drawn these are removed again, so that the text that is copied
has no such characters; the proof does not see them (letters.visible), and the EPUB is made from the document itself.

For the same reason a text node is not longer than some thousand characters: the engine reads what is left of a node for
every line of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import get_log_attrs

from archivist.model.pages import Remark
from archivist.pdf.engine.boxes import Box, Document

LONGEST_RUN = 100  # characters; longer than the words of any language that are not made to be the longest
FIRST_BREAK = (
    6  # characters of a run that stay together: a column of a table is not narrower, and nothing hyphenates them
)
LONGEST_NODE = 4000  # characters of a text node that the engine is given
BREAK = "\N{ZERO WIDTH SPACE}"

REMARKED_RUN = 1000  # characters; what is longer is not a word, and was probably pasted by mistake

_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_SHOWN = 30  # characters of a run in a message
_ADDRESS = "://"  # addresses are better divided after a slash
_DIVIDED = "data-divided"  # marks the elements whose text was given places for line ends
_VIRAMA = 9  # canonical combining class: what follows is drawn together with what precedes
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_UNTOUCHED = frozenset({"head", "script", "style", "template"})


@dataclass(slots=True)
class _Node:
    """A text node of the tree, and where it begins in the text of all nodes."""

    element: Element
    holder: Element  # in whose line the text is: the element, or the one around it
    start: int
    language: str

    @property
    def is_tail(self) -> bool:
        """Whether the text is after the element."""
        return self.holder is not self.element

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    @text.setter
    def text(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


def break_runs(root: Element) -> None:
    """Let lines end within the long runs of a tree, in place.

    A run may go on from an element into the next one, as in a word of which a part is emphasized.
    """
    nodes, text = _nodes(root)
    places: list[int] = []
    at = 0
    for run in _RUN.finditer(text):
        while nodes[at + 1 :] and nodes[at + 1].start <= run.start():
            at += 1
        places += [run.start() + place for place in _places(run[0], nodes[at].language)[1]]
    _insert(nodes, places)
    _divide(nodes)


def remarks_on_runs(root: Element) -> Iterator[Remark]:
    """What an author must know of the long runs of a tree that was prepared for print."""
    text = _nodes(root)[1].replace(BREAK, "")
    runs = (run[0] for run in _RUN.finditer(text) if len(run[0]) > REMARKED_RUN)
    longest, run = max(((_places(run, root.get("lang", ""))[0], run) for run in runs), default=(0, ""))
    if longest > REMARKED_RUN:
        yield Remark("unbroken-run", f"{longest:,} characters without a space, “{run[:_SHOWN]}…”, are divided anywhere")


def _nodes(root: Element) -> tuple[list[_Node], str]:
    """The text nodes in order, and their text; between what cannot share a line there is a line feed."""
    nodes: list[_Node] = []
    parts: list[str] = []
    length = 0
    for element, holder, text, language in _walk(root, root.get("lang", "")):
        if element is not None and holder is not None and text:
            nodes.append(_Node(element, holder, length, language))
        parts.append(text)
        length += len(text)
    return nodes, "".join(parts)


def _walk(element: Element, language: str) -> Iterator[tuple[Element | None, Element | None, str, str]]:
    """Each text of an element and of those below it; without an element where a line ends."""
    if element.tag in _UNTOUCHED:
        return
    language = element.get("lang", language)
    inline = element.tag in _INLINE
    if not inline:
        yield None, None, "\n", language
    yield element, element, element.text or "", language
    for child in element:
        yield from _walk(child, language)
        yield child, element, child.tail or "", language
    if not inline:
        yield None, None, "\n", language


def _places(run: str, language: str) -> tuple[int, list[int]]:
    """The longest part of a run in which no line may end, and where to let lines end in parts that are too long."""
    breaks = get_log_attrs(run, language)
    ends = [0, *(place for place in range(1, len(run)) if breaks[place].is_line_break), len(run)]
    if run.isascii() and _ADDRESS not in run:  # data: that a line may end behind + and / means nothing
        ends = [0, len(run)]
    parts = [(begin, end) for begin, end in pairwise(ends) if end - begin > LONGEST_RUN]
    places = [
        place
        for begin, end in parts
        for place in range(begin + FIRST_BREAK, end)
        if breaks[place].is_cursor_position and unicodedata.combining(run[place - 1]) != _VIRAMA
    ]
    return max((end - begin for begin, end in parts), default=0), places


def _insert(nodes: list[_Node], places: list[int]) -> None:
    """Put the places where a line may end into the nodes; one at the border of two belongs to the first."""
    at = 0
    for node in nodes:
        text, parts, done = node.text, [], 0
        while at < len(places) and places[at] <= node.start + len(text):
            place = places[at] - node.start
            parts += [text[done:place], BREAK]
            done = place
            at += 1
        if parts:
            node.holder.set(_DIVIDED, "")
            node.text = "".join([*parts, text[done:]])


def _divide(nodes: list[_Node]) -> None:
    """Give the parts of very long texts elements of their own, which mean nothing."""
    for node in nodes:
        if len(node.text) <= LONGEST_NODE:
            continue
        first, *others = _parts(node.text)
        node.text = first
        index = list(node.holder).index(node.element) + 1 if node.is_tail else 0
        for number, part in enumerate(others):
            span = Element("span", {_DIVIDED: ""} if _DIVIDED in node.holder.attrib else {})
            span.text = part
            node.holder.insert(index + number, span)


def _parts(text: str) -> Iterator[str]:
    """A text in parts of at most LONGEST_NODE characters, which end where a line may end if there is such a place."""
    at = 0
    while len(text) - at > LONGEST_NODE:
        end = at + LONGEST_NODE
        end = max(text.rfind(mark, at, end) for mark in (" ", "\n", BREAK)) + 1 or end
        yield text[at:end]
        at = end
    yield text[at:]


def hide_breaks(document: Document) -> None:
    """Take the places where lines might have ended out of the lines of a document, before it is drawn."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox) and BREAK in box.text and _is_divided(box):
                box.text = box.text.replace(BREAK, "")
                box.pango_layout.text = box.pango_layout.text.replace(BREAK, "")


def _is_divided(box: Box) -> bool:
    return box.element is not None and _DIVIDED in box.element.attrib
