"""The blocks of a Markdown text as they are written, so that one can be replaced and the others stay byte for byte."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archivist.dialect.parser import Token, parse

# Elements that raw HTML opens in one block and may close in a later one.
_TAG = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|td|th|div|dl|dt|dd|figure|figcaption|details|section)\b[^<>]*>")


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A block that lies within no other, or several that one raw element contains."""

    text: str  # without empty lines before and after it
    label: str = ""  # of the note it defines, as written; "" if it is not a definition
    calls: tuple[str, ...] = ()  # labels of the notes it calls
    pictures: tuple[tuple[str, str], ...] = ()  # alternative text and address


def blocks_of(text: str) -> list[SourceBlock]:
    """The blocks of a text whose only line ending is a newline."""
    tokens, _ = parse(text)
    lines = text.split("\n")
    blocks: list[SourceBlock] = []
    first = 0
    for group in _groups(tokens):
        last = max((token.map[1] for token in group if token.map), default=first)
        written = "\n".join(lines[first:last]).strip("\n")
        first = last
        if written.strip():
            blocks.append(_block(written, group))
    rest = "\n".join(lines[first:]).strip("\n")
    return [*blocks, SourceBlock(rest)] if rest.strip() else blocks


def _groups(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """The tokens of each block."""
    group: list[Token] = []
    depth = open_tags = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if token.type == "html_block":
            open_tags += sum(-1 if match[1] else 1 for match in _TAG.finditer(token.content))
        if depth == 0 and open_tags <= 0:
            yield group
            group, open_tags = [], 0
    if group:
        yield group


def _block(written: str, tokens: list[Token]) -> SourceBlock:
    inline = [child for token in tokens for child in token.children or ()]
    label = str(tokens[0].meta["label"]) if tokens[0].type == "footnote_reference_open" else ""
    calls = [str(each.meta["label"]) for each in inline if each.type == "footnote_ref" and "label" in each.meta]
    pictures = [(each.content, str(each.attrs.get("src", ""))) for each in inline if each.type == "image"]
    return SourceBlock(written, label, tuple(calls), tuple(pictures))
