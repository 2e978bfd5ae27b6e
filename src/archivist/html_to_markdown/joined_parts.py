"""The parts of one text, each with a base, notes and ids of its own, put together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archivist.html_to_markdown.html_addresses import absolute, fragment_of
from archivist.html_to_markdown.html_cleaning import clean
from archivist.html_to_markdown.html_notes import Note, take_notes
from archivist.html_to_markdown.html_pictures import settle_pictures
from archivist.html_to_markdown.nodes import Node
from archivist.html_to_markdown.parsing import tree_of
from archivist.html_to_markdown.remarks import Remarks
from archivist.text.xml_element import Element


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: a string or an element of lxml, and what is true of it alone."""

    html: str | Element
    base: str = ""  # what its relative addresses are seen from
    picture: Callable[[str], str] | None = None  # the address to write for a picture


def part_of(part: Part, language: str, labels: Iterable[str], remarks: Remarks) -> tuple[Node, list[Note]]:
    """The tree of a part without its notes, and the notes. `labels` are those of the parts before it."""
    root, deep = tree_of(part.html)
    if deep:
        remarks.add("import-repaired", "elements nested too deeply were put beside one another; every word was kept")
    notes = take_notes(root, part.base, language, remarks, labels)
    for tree in (root, *(note.root for note in notes)):
        clean(tree, part.base, remarks)
        settle_pictures(tree, part.base, part.picture, remarks)
    return root, notes


def put_together(parts: Sequence[tuple[Node, list[Node], str]]) -> Node:
    """One tree of the roots of all parts. Each comes with the roots of its notes and its base."""
    if len(parts) == 1:
        return parts[0][0]
    whole = Node("body")
    taken: set[str] = set()
    for number, (root, notes, base) in enumerate(parts, 1):
        taken |= _make_ids_unique([root, *notes], base, taken, number)
        whole.append(*root.children)
    return whole


def _make_ids_unique(trees: Sequence[Node], base: str, taken: set[str], number: int) -> set[str]:
    """The ids of a part, each now unlike those of the parts before it; its links are made to need no base."""
    nodes = [node for tree in trees for node in tree.walk()]
    ids = {node.get(name) for node in nodes for name in ("id", "name") if node.get(name)}
    anew = {name: f"{name}-part-{number}" for name in ids & taken}
    for node in nodes:
        for name in ("id", "name"):
            if node.get(name) in anew:
                node.attributes[name] = anew[node.get(name)]
        if node.tag == "a" and node.get("href"):
            fragment = fragment_of(node.get("href"), base)
            inside = fragment in ids
            node.attributes["href"] = f"#{anew.get(fragment, fragment)}" if inside else absolute(node.get("href"), base)
    return ids | set(anew.values())
