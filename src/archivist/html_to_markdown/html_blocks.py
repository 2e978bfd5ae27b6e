"""Blocks: paragraphs, headings, quotations and what divides them. Lists, tables and figures have their own modules."""

import re
from collections.abc import Sequence
from dataclasses import replace

from archivist.dialect.attribute_syntax import write_attributes
from archivist.dialect.escaping import in_attribute
from archivist.dialect.line import too_many_marks
from archivist.html_to_markdown import html_figures, html_lists, html_tables
from archivist.html_to_markdown.code import write_code
from archivist.html_to_markdown.context import MAX_LEVEL, MAX_WRAPPERS, Context, change_context, change_of
from archivist.html_to_markdown.inline import Inline, anchor
from archivist.html_to_markdown.nodes import BLOCKS, HEADINGS, Node, is_blank
from archivist.html_to_markdown.paragraphs import Block, join_blocks, write_calls, write_paragraphs, write_raw_line

_ALIGNED = re.compile(r"(?:^|;)text-align:(center|right)")
_CAN_BE_MARKED = frozenset({"paragraph", "heading", "list", "quote", "table"})


def write_blocks(items: Sequence[Node | str], context: Context, out: list[Block]) -> None:
    """Write the items, after the blocks that are there already."""
    run: list[Node | str] = []
    for item in items:
        if isinstance(item, Node) and is_block(item, context):
            write_paragraphs(run, context, out)
            run = []
            _write_block(item, context, out)
        else:
            run.append(item)
    write_paragraphs(run, context, out)


def is_block(node: Node, context: Context) -> bool:
    """Whether the element is a block or holds one."""
    return node.tag in BLOCKS or id(node) in context.page.holders


# ---------------------------------------------------------------- blocks


def _write_block(node: Node, context: Context, out: list[Block]) -> None:
    if "archivist-break" in node.classes:
        return
    change = change_of(node, context)
    inner = change_context(context, change)
    if not change:
        _write_content(node, inner, out)
    elif context.in_item and id(node) not in context.page.holders and node.tag in ("p", "div") and not _holds(node):
        span = Node("span", dict(change))
        _write_content(node, context.formatted(span), out)
    else:
        _write_changed(node, change, inner, out)


def _holds(node: Node) -> bool:
    return any(inner.tag in BLOCKS for inner in node.walk() if inner is not node)


def _write_changed(node: Node, change: dict[str, str], context: Context, out: list[Block]) -> None:
    """A block in another language: a mark above it, or an element around it if there are several."""
    blocks: list[Block] = []
    _write_content(node, context, blocks)
    if len(blocks) == 1 and blocks[0].kind in _CAN_BE_MARKED and not context.in_item:
        out.append(Block("marked", f"{write_attributes(change)}\n{blocks[0].text}"))
    elif blocks:
        said = "".join(f' {name}="{value}"' for name, value in change.items())
        out.append(Block("raw", f"<div{said}>\n\n{join_blocks(blocks)}\n\n</div>"))


def _write_content(node: Node, context: Context, out: list[Block]) -> None:
    before = len(out)
    _write_element(node, context, out)
    is_named = node.tag in HEADINGS and len(out) > before and out[before].kind == "heading"
    if len(out) > before and not is_named:
        name_first(out, before, context.page.take_id(node), context)


def _write_element(node: Node, context: Context, out: list[Block]) -> None:  # noqa: C901 - one branch for each element
    tag = node.tag
    if tag in HEADINGS:
        write_heading(node, context, out)
    elif tag in ("ul", "ol", "menu", "dir"):
        html_lists.write_list(node, context, out)
    elif tag == "dl":
        html_lists.write_definitions(node, context, out)
    elif tag == "table":
        html_tables.write_table(node, context, out)
    elif tag == "blockquote":
        _write_quote(node, context, out)
    elif tag in ("pre", "listing", "xmp", "plaintext"):
        write_code(node, context, out)
    elif tag == "hr":
        out.append(Block("rule", "___" if context.in_item else "---"))
    elif tag == "figure" or "wp-caption" in node.classes:
        html_figures.write_figure(node, context, out)
    elif tag == "details":
        _write_details(node, context, out)
    elif tag in BLOCKS:
        _write_container(node, context, out)
    else:
        write_blocks(node.children, context.formatted(Node(tag, node.attributes)), out)


def _write_container(node: Node, context: Context, out: list[Block]) -> None:
    align = alignment(node)
    if align:
        context = align_context(context, align)
    write_blocks(node.children, context, out)


def name_first(out: list[Block], place: int, name: str, context: Context) -> None:
    """Give the block at this place an id that links lead to; "" for none."""
    if not name:
        return
    first = out[place]
    if first.kind != "paragraph":
        out.insert(place, Block("raw", f'<div id="{in_attribute(name)}"></div>'))
    elif context.in_item:
        first.text = f"{anchor(name)}{first.text}"
    else:
        first.text = f"{write_attributes({'id': name})}\n{first.text}"


def alignment(node: Node) -> str:
    """`center`, `right`, or "start" where an element says so; "" if it says nothing."""
    style = re.sub(r"\s", "", node.get("style")[:1000]).lower()
    match = _ALIGNED.search(style)
    said = match[1] if match else node.get("align").lower()
    if node.tag == "center" or node.classes & {"has-text-align-center", "text-center"}:
        said = "center"
    elif node.classes & {"has-text-align-right"}:
        said = "right"
    if said in ("center", "right"):
        return said
    return "start" if said in ("left", "justify") or "text-align:" in style else ""


def align_context(context: Context, align: str) -> Context:
    """The context within an element so aligned."""
    natural = align == "start" or (align == "right" and context.direction == "rtl")
    return replace(context, align="" if natural else align)


def write_heading(node: Node, context: Context, out: list[Block]) -> None:
    """A heading, one level below or above what it was if the whole text has been moved."""
    inline = Inline(context, single=True)
    inline.write(node.children, context, context.formats)
    text = inline.line.written() if not inline.line.is_empty() else ""
    if not node.has_words():
        write_blocks(node.children, context, out)
        return
    level = min(max(HEADINGS[node.tag] + context.page.shift, 1), 6)
    if too_many_marks(text):
        write_raw_line(f"h{level}", node.children, context, out)
        return
    if text.endswith("#"):
        text = re.sub(r"(?<![\\#])(#+)$", r"\\\1", text)
    name = context.page.take_id(*node.walk())
    attributes = f" {write_attributes({'id': name})}" if name else ""
    out.append(Block("heading", f"{'#' * level} {text}{attributes}"))


def _write_quote(node: Node, context: Context, out: list[Block]) -> None:
    if context.level > MAX_LEVEL:
        context.page.remarks.add("import-repaired", "quotations or lists nested too deeply were made flatter")
        write_blocks(node.children, context, out)
        return
    blocks: list[Block] = []
    write_blocks(node.children, context.deeper(1), blocks)
    if blocks:
        lines = join_blocks(blocks).split("\n")
        out.append(Block("quote", "\n".join(f"> {line}" if line else ">" for line in lines)))


def _write_details(node: Node, context: Context, out: list[Block]) -> None:
    summary = next((child for child in node.children if isinstance(child, Node) and child.tag == "summary"), None)
    first = next((child for child in node.children if not is_blank(child)), None)
    if summary is None or summary is not first or context.wrappers >= MAX_WRAPPERS or not summary.has_words():
        _write_container(node, context, out)
        return
    inline = Inline(context, html=True)
    inline.write(summary.children, context)
    blocks: list[Block] = []
    write_calls(inline.calls, context, blocks)
    write_blocks([child for child in node.children if child is not summary], context.wrapped(), blocks)
    inside = f"\n\n{join_blocks(blocks)}\n\n" if blocks else "\n"
    out.append(Block("raw", f"<details>\n<summary>{inline.line.written()}</summary>{inside}</details>"))
