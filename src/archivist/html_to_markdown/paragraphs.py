"""Paragraphs, and blocks of Markdown as all parts hand them on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archivist.dialect.line import too_many_marks
from archivist.html_to_markdown.context import Context
from archivist.html_to_markdown.inline import Inline
from archivist.html_to_markdown.nodes import Node, is_blank

_INDENT = re.compile(
    r"\A\xa0+"
)  # of the first of several lines; CommonMark strips it, unless it is written as entities
_CALLS_IN_A_PARAGRAPH = 1000


@dataclass(slots=True)
class Block:
    """A block of Markdown."""

    kind: str  # paragraph, heading, list, quote, table, code, rule, raw, definitions
    text: str
    marker: str = ""  # of a list
    tight: bool = False  # whether a list has no empty lines


def join_blocks(blocks: Sequence[Block]) -> str:
    """Blocks one below the other."""
    return "\n\n".join(block.text for block in blocks)


def indent_lines(text: str, indent: str) -> str:
    """The text with every line but the first indented."""
    return re.sub(r"\n(?!\n|$)", f"\n{indent}", text)


def write_paragraphs(items: Sequence[Node | str], context: Context, out: list[Block]) -> None:
    """Write inline items; two line breaks in a row part paragraphs."""
    part: list[Node | str] = []
    breaks: list[Node | str] = []
    for item in items:
        if isinstance(item, Node) and item.tag == "br":
            breaks.append(item)
            continue
        if breaks and is_blank(item):
            breaks.append(item)
            continue
        if sum(isinstance(each, Node) for each in breaks) > 1:
            _write_paragraph(part, context, out)
            part = []
        else:
            part += breaks
        breaks = []
        part.append(item)
    _write_paragraph(part, context, out)


def _write_paragraph(items: Sequence[Node | str], context: Context, out: list[Block]) -> None:
    if all(is_blank(item) for item in items):
        return
    inline = Inline(context)
    inline.write(items, context, context.formats)
    if inline.line.is_empty():
        return
    text = inline.line.written()
    if not text:
        return
    if too_many_marks(text):
        write_raw_line("p", items, context, out)
        return
    if "\\\n" in text:
        text = _INDENT.sub(lambda match: "&nbsp;" * len(match[0]), text, count=1)
    align = "" if context.in_item else context.align
    out.append(Block("paragraph", f"{{.align-{align}}}\n{text}" if align else text))


def write_raw_line(tag: str, items: Sequence[Node | str], context: Context, out: list[Block]) -> None:
    """A block as raw HTML; notes, which raw HTML cannot call, are called in a paragraph after it."""
    inline = Inline(context, html=True)
    inline.write(items, context, context.formats)
    if not inline.line.is_empty():
        out.append(Block("raw", f"<{tag}>{inline.line.written()}</{tag}>"))
    write_calls(inline.calls, context, out)


def write_calls(labels: Sequence[str], context: Context, out: list[Block]) -> None:
    """Calls of notes that cannot be where they were, in paragraphs of their own."""
    if labels:
        context.page.remarks.add(
            "import-repaired", "a note is called behind a passage, for it cannot be called within", ", ".join(labels)
        )
    for start in range(0, len(labels), _CALLS_IN_A_PARAGRAPH):
        calls = "".join(f"[^{label}]" for label in labels[start : start + _CALLS_IN_A_PARAGRAPH])
        out.append(Block("paragraph", calls))
