"""Notes of programs that write the text beside the call, or the call without a link."""

import re

from archivist.html_to_markdown.nodes import Node
from archivist.html_to_markdown.remarks import Remarks

_SIDENOTES = frozenset({"sidenote", "marginnote", "modern-footnotes-footnote__note"})
_TOOLTIP = re.compile(r"footnote_plugin_tooltip_(?:text_)?([\d_]+)$")


def settle_forms(root: Node, remarks: Remarks) -> list[tuple[str, Node]]:
    """Notes whose text is beside the call: what the call shows, and the text. The call is already in place.

    Calls of the plug-in "footnotes" become links, as other programs write them.
    """
    found: list[tuple[str, Node]] = []
    numbers: dict[str, Node] = {}
    for node in root.walk():
        if "footnote_referrer" in node.classes:
            _link_call(node)
        elif node.get("data-mfn") and "modern-footnotes-footnote" in node.classes:
            numbers[node.get("data-mfn")] = node
        elif node.tag in ("span", "aside", "small", "div") and node.classes & _SIDENOTES:
            found.append(_beside(node, numbers, len(found)))
        elif node.tag in ("label", "input") and "margin-toggle" in node.classes:
            node.vanish()
        elif "modern-footnotes-list" in node.classes and found:
            remarks.left_out("a second copy of the notes was left out", node.words())
            node.vanish()
    return found


def _link_call(node: Node) -> None:
    """A call of "footnotes" has no address, but an id that says which."""
    ids = [match for each in node.walk() if (match := _TOOLTIP.match(each.get("id")))]
    if not ids:
        return
    shown = next((each.words() for each in node.walk() if "footnote_plugin_tooltip_text" in each.classes), "")
    node.become("a", {"href": f"#footnote_plugin_reference_{ids[0][1]}", "class": "footnote-ref"}, shown)


def _beside(node: Node, numbers: dict[str, Node], count: int) -> tuple[str, Node]:
    """A note that is beside its call."""
    text = Node("note", {name: node.get(name) for name in ("lang", "dir") if node.get(name)})
    text.append(*(child for child in node.children if not (isinstance(child, Node) and "close" in child.get("class"))))
    call = numbers.get(node.get("data-mfn"))
    shown = call.words() if call is not None else ""
    if call is not None:
        node.vanish()
        call.become("note-call", {"number": str(count)})
    else:
        node.become("note-call", {"number": str(count)})
    return shown, text
