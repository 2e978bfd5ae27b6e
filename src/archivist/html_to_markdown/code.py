"""Code and verse: text in which line breaks count."""

import re

from archivist.html_to_markdown import paragraphs
from archivist.html_to_markdown.context import Context
from archivist.html_to_markdown.nodes import BLOCKS, Node

_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|brush:\s*|highlight-source-|sourceCode\s+)([\w+#.-]{1,30})", re.I)
_VERSE = frozenset({"wp-block-verse", "verse", "poem", "poetry"})
_NO_LANGUAGE = frozenset({"none", "plaintext", "text", "plain"})


def write_code(node: Node, context: Context, out: list[paragraphs.Block]) -> None:
    """A block of code between fences; verse as a paragraph with hard breaks."""
    if node.classes & _VERSE:
        paragraphs.write_paragraphs(_verse(node), context, out)
        return
    code = _text(node).removeprefix("\n").rstrip("\n")
    if code.strip():
        longest = max((len(run) for run in re.findall("`{3,}", code)), default=2)
        fence = "`" * (longest + 1)
        out.append(paragraphs.Block("code", f"{fence}{_language(node)}\n{code}\n{fence}"))
    for picture in node.find("img"):
        paragraphs.write_paragraphs([Node("img", picture.attributes)], context, out)
    paragraphs.write_calls([call.get("label") for call in node.find("note-call")], context, out)


def _text(node: Node) -> str:
    """The text with its line breaks; blocks within it begin lines of their own."""
    parts: list[str] = []
    waiting: list[Node | str] = list(reversed(node.children))
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.tag == "br":
            parts.append("\n")
        else:
            if item.tag in BLOCKS and parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            waiting.extend(reversed(item.children))
    return "".join(parts).replace("\r", "")


def _language(node: Node) -> str:
    around = [node, *node.find("code"), *([node.parent] if node.parent else [])]
    for each in around:
        match = _LANGUAGE.search(each.get("class"))
        if match and match[1].lower() not in _NO_LANGUAGE:
            return match[1].lower()
    return ""


def _verse(node: Node) -> list[Node | str]:
    items: list[Node | str] = []
    for child in node.children:
        if not isinstance(child, str):
            items.append(child)
            continue
        for number, line in enumerate(child.strip("\n").split("\n")):
            begins = number or not items or getattr(items[-1], "tag", "") == "br"
            items += [*([Node("br")] if number else []), indented_verse(line) if begins else line]
    return items


def indented_verse(line: str) -> str:
    """A line whose leading spaces and tabs (of four) are no-break spaces, which count in every format."""
    words = line.lstrip(" \t")
    return "\xa0" * len(line[: len(line) - len(words)].expandtabs(4)) + words
