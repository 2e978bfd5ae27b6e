"""An ordered list of HTML as Markdown can number it: parts that count on, each with its first number.

CommonMark counts upwards from the first number of a list. Where HTML jumps (`value`), a further list begins; what has a
`type` or counts backwards gets attributes in braces, which articles/attributes.py reads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.html_to_markdown.nodes import Node
from archivist.text.list_numbers import KINDS, kind_in_style

_MOST = 10**9  # CommonMark reads numbers of at most nine digits


@dataclass(frozen=True, slots=True)
class Part:
    """Items that follow one another."""

    start: int  # which item is its first
    count: int
    numbers: tuple[int, ...] = ()  # what to write before the items; none for bullets
    attributes: str = ""  # a line in braces, or nothing


def numbered_parts(node: Node, items: Sequence[Node]) -> Iterator[Part]:
    """The parts of an ordered list; `items` are its items, made whole."""
    step = -1 if "reversed" in node.attributes else 1
    numbers = list(_numbers(node, items, step))
    kind = _kind(node, items)
    start = 0
    for end in range(1, len(items) + 1):
        if end == len(items) or numbers[end] != numbers[end - 1] + step:
            yield _part(start, numbers[start:end], kind, step)
            start = end


def _numbers(node: Node, items: Sequence[Node], step: int) -> Iterator[int]:
    value = _integer(node.get("start"), 1 if step > 0 else len(items))
    for item in items:
        value = _integer(item.get("value"), value)
        yield value
        value += step


def _integer(written: str, otherwise: int) -> int:
    try:
        return int(written)
    except ValueError:
        return otherwise


def _kind(node: Node, items: Sequence[Node]) -> str:
    of_list = kind_in_style(node.get("style")) or node.get("type")  # the style is stronger (CSS Cascade 4, 6.5)
    kinds = {of_list, *(item.get("type") for item in items)} - {""}
    kind = kinds.pop() if len(kinds) == 1 else ""
    return kind if kind in KINDS and kind != "1" else ""


def _part(start: int, numbers: Sequence[int], kind: str, step: int) -> Part:
    said = {"type": kind, "reversed": "reversed" if step < 0 and len(numbers) > 1 else ""}
    written = tuple(numbers)
    if said["reversed"] and numbers[0] == 1:
        said["start"] = "1"  # "1." in Markdown is no start, and backwards a list begins with the number of its items
    if not all(0 <= number < _MOST for number in numbers):
        said["start"] = f'"{numbers[0]}"'
        written = tuple(range(1, len(numbers) + 1))
    attributes = " ".join(f"{name}={value}" for name, value in said.items() if value)
    return Part(start, len(numbers), written, f"{{{attributes}}}\n" if attributes else "")
