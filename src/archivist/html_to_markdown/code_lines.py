"""`<code>` of several lines, which pages write with breaks and no `<pre>` around it: a block of code."""

import re

from archivist.html_to_markdown.nodes import HEADINGS, Node

_PLAIN = frozenset({"code", "tt", "span", "font", "b", "i", "em", "strong", "br"})
_ON_A_LINE = frozenset({"pre", "listing", "xmp", "a", "summary", "dt", "th", *HEADINGS})  # hold no block of code
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:break-spaces|pre)\b", re.IGNORECASE)


def settle_lines(node: Node) -> None:
    """Make code with breaks between its lines a `<pre>`, whose line breaks count."""
    if any(inner.tag not in _PLAIN for inner in node.walk()):
        return
    if _KEEPS_LINES.search(node.get("style")[:1000]):
        is_of_lines = sum(bool(line.strip()) for line in "".join(_texts(node)).split("\n")) > 1
    else:
        is_of_lines = _is_broken(node)
    if not is_of_lines or any(above.tag in _ON_A_LINE for above in node.ancestors()):
        return
    if not _KEEPS_LINES.search(node.get("style")[:1000]):
        _fill(node)  # other line ends are only those of the page's source
    node.tag = "pre"


def _texts(node: Node) -> list[str]:
    return [child for each in node.walk() for child in each.children if isinstance(child, str)]


def _is_broken(node: Node) -> bool:
    """Whether a break has words before it and after it."""
    lines = [""]
    waiting: list[Node | str] = [node]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            lines[-1] += item
        elif item.tag == "br":
            lines.append("")
        else:
            waiting.extend(reversed(item.children))
    return sum(bool(line.strip()) for line in lines) > 1


def _fill(node: Node) -> None:
    for each in node.walk():
        after_break = False
        for place, child in enumerate(each.children):
            if isinstance(child, str):
                text = re.sub(r"\s*[\n\r]\s*", " ", child)
                each.children[place] = text.removeprefix(" ") if after_break and child[:1] in "\r\n" else text
            after_break = isinstance(child, Node) and child.tag == "br"
