"""Tables: with pipes where that says it all, else as raw HTML with Markdown in the cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archivist.dialect.line import too_many_marks
from archivist.html_to_markdown import html_blocks, paragraphs
from archivist.html_to_markdown.context import MAX_WRAPPERS, Context, change_context, change_of
from archivist.html_to_markdown.inline import Inline
from archivist.html_to_markdown.nodes import BLOCKS, Node, is_blank

_MAX_COLUMNS = 200
_ALIGNED = re.compile(r"text-align:(left|right|center)")


@dataclass(slots=True)
class _Row:
    cells: list[Node]
    part: str  # thead, tbody or tfoot


def write_table(node: Node, context: Context, out: list[paragraphs.Block]) -> None:
    """A table. One of a single cell is no table."""
    rows, others = _rows(node)
    cells = [cell for row in rows for cell in row.cells]
    captions = [child for child in others if child.tag == "caption" and child.has_words()]
    is_sound = bool(cells) and len(captions) <= 1 and all(child.tag == "caption" for child in others)
    if not is_sound or context.wrappers >= MAX_WRAPPERS:
        _write_flat(node, context, out)
    elif len(cells) == 1 and not captions:
        html_blocks.write_blocks([Node("div", cells[0].attributes, cells[0].children)], context, out)
    elif _code_with_numbers(cells):
        context.page.remarks.left_out("the numbers of lines beside code were left out")
        html_blocks.write_blocks(cells[-1].children, context, out)
    else:
        _write_rows(rows, captions, context, out)


def _write_rows(rows: Sequence[_Row], captions: Sequence[Node], context: Context, out: list[paragraphs.Block]) -> None:
    """A sound table: with pipes if these can say it, else as raw HTML."""
    piped = "" if captions or context.formats else _write_pipe_table(rows, context)
    if piped:
        out.append(paragraphs.Block("table", piped))
    else:
        _write_raw(rows, captions, context, out)


def _rows(table: Node) -> tuple[list[_Row], list[Node]]:
    """The rows in order, and what else the table contains."""
    rows: list[_Row] = []
    others: list[Node] = []
    waiting: list[tuple[Node, str]] = [(table, "tbody")]
    while waiting:
        node, part = waiting.pop()
        if node.tag == "tr":
            cells = [cell for cell in node.children if isinstance(cell, Node) and _is_cell(node, cell)]
            rows.append(_Row(cells, part.split()[0]))
        waiting += reversed(_inner_rows(node, part, others))
    return [row for row in rows if row.cells], others


def _inner_rows(node: Node, part: str, others: list[Node]) -> list[tuple[Node, str]]:
    """The rows and groups of rows directly in an element, with their parts.

    All else but cells and columns is added to `others`. `part` is that of the element itself.
    """
    inner: list[tuple[Node, str]] = []
    for child in node.children:
        if isinstance(child, str):
            others += [Node("span", {}, [child])] if child.strip() else []
        elif child.tag in ("thead", "tbody", "tfoot"):
            inner.append((child, child.tag))
        elif child.tag == "tr":
            inner.append((child, f"{part} row"))
        elif child.tag not in ("col", "colgroup") and not _is_cell(node, child):
            others += [child] if child.tag == "caption" or _says(child) else []
    return inner


def _is_cell(row: Node, child: Node) -> bool:
    return row.tag == "tr" and child.tag in ("td", "th")


def _says(node: Node) -> bool:
    return node.tag in ("img", "note-call") or node.has_words() or next(node.find("img", "note-call"), None) is not None


def _write_flat(node: Node, context: Context, out: list[paragraphs.Block]) -> None:
    """What is not a sound table: its cells one after the other."""
    if _says(node):
        context.page.remarks.add("import-repaired", "a table without sound rows was written as paragraphs")
    html_blocks.write_blocks(node.children, context, out)


def _code_with_numbers(cells: Sequence[Node]) -> bool:
    """A table that only sets numbers of lines beside code."""
    if len(cells) != 2 or next(cells[1].find("pre"), None) is None:
        return False
    return bool(re.fullmatch(r"[\d\s]+", cells[0].words() or "x"))


# ---------------------------------------------------------------- with pipes


def _write_pipe_table(rows: Sequence[_Row], context: Context) -> str:
    """The table with pipes; "" if that cannot say it."""
    columns = len(rows[0].cells)
    if not _has_one_head(rows):
        return ""
    lines = [_line([_cell(cell, context) for cell in row.cells], columns) for row in rows]
    if not all(lines):
        return ""
    marks = [_alignment([row.cells[n] for row in rows if n < len(row.cells)]) for n in range(columns)]
    return "\n".join([lines[0], f"| {' | '.join(marks)} |", *lines[1:]])


def _has_one_head(rows: Sequence[_Row]) -> bool:
    """Whether the first row is the head and all others are the body, none wider than the head."""
    head, body = rows[0], rows[1:]
    columns = len(head.cells)
    if any(cell.tag != "th" for cell in head.cells) or columns > _MAX_COLUMNS or head.part == "tfoot":
        return False
    for row in body:
        if row.part in ("thead", "tfoot") or len(row.cells) > columns or any(c.tag != "td" for c in row.cells):
            return False
    return True


def _line(cells: Sequence[str | None], columns: int) -> str:
    written = [cell for cell in cells if cell is not None]
    if len(written) < len(cells):
        return ""
    return f"| {' | '.join([*written, *[''] * (columns - len(written))])} |"


def _cell(cell: Node, context: Context) -> str | None:
    """The cell within a line; None if it needs more."""
    if any(cell.get(name).strip() not in ("", "1") for name in ("colspan", "rowspan")) or change_of(cell, context):
        return None
    content = _content(cell)
    if any(each.tag in BLOCKS for item in content if isinstance(item, Node) for each in item.walk()):
        return None
    inline = Inline(context, single=True)
    inline.name(cell)
    inline.write(content, context)
    text = inline.line.written() if not inline.line.is_empty() else ""
    return None if too_many_marks(text) else text.replace("|", "\\|")


def _content(cell: Node) -> Sequence[Node | str]:
    """What the cell contains, without the one paragraph that may be around it."""
    inside = [child for child in cell.children if not is_blank(child)]
    if len(inside) == 1 and isinstance(inside[0], Node) and inside[0].tag in ("p", "div"):
        only = inside[0]
        if not only.get("lang") and not only.get("dir"):
            return only.children
    return cell.children


def _alignment(cells: Sequence[Node]) -> str:
    said = {_alignment_of(cell) for cell in cells}
    only = said.pop() if len(said) == 1 else ""
    return {"left": ":--", "right": "--:", "center": ":-:"}.get(only, "---")


def _alignment_of(cell: Node) -> str:
    match = _ALIGNED.search(re.sub(r"\s", "", cell.get("style")[:1000]).lower())
    if match:
        return match[1]
    for side in ("left", "right", "center"):
        if f"has-text-align-{side}" in cell.classes:
            return side
    return cell.get("align").strip().lower()


# ---------------------------------------------------------------- as raw HTML


def _write_raw(rows: Sequence[_Row], captions: Sequence[Node], context: Context, out: list[paragraphs.Block]) -> None:
    pieces = ["<table>"]
    calls: list[str] = []
    for caption in captions:
        inline = Inline(context, html=True)
        inline.write(caption.children, context)
        calls += inline.calls
        pieces.append(f"<caption>{inline.line.written()}</caption>")
    part = ""
    for row in rows:
        if row.part != part:
            pieces += [f"</{part}>"] if part else []
            pieces.append(f"<{row.part}>")
            part = row.part
        pieces.append("<tr>" + "".join(_raw_cell(cell, context.wrapped()) for cell in row.cells) + "</tr>")
    pieces += [f"</{part}>", "</table>"]
    out.append(paragraphs.Block("raw", "\n".join(pieces)))
    paragraphs.write_calls(calls, context, out)


def _raw_cell(cell: Node, context: Context) -> str:
    change = change_of(cell, context)
    inner = change_context(context, change)
    said = "".join(f' {name}="{value}"' for name, value in {**_spans(cell), **change}.items())
    simple = not any(each.tag in BLOCKS or each.tag == "note-call" for each in cell.walk() if each is not cell)
    if simple and not context.formats:
        inline = Inline(inner, html=True)
        inline.name(cell)
        inline.write(cell.children, inner)
        return f"<{cell.tag}{said}>{inline.line.written()}</{cell.tag}>"
    found: list[paragraphs.Block] = []
    html_blocks.write_blocks(cell.children, inner, found)
    if found:
        html_blocks.name_first(found, 0, context.page.take_id(cell), inner)
    content = f"\n\n{paragraphs.join_blocks(found)}\n\n" if found else ""
    return f"<{cell.tag}{said}>{content}</{cell.tag}>"


def _spans(cell: Node) -> dict[str, str]:
    kept = {}
    for name in ("colspan", "rowspan"):
        value = cell.get(name).strip()
        if re.fullmatch(r"[0-9]{1,4}", value) and 1 < int(value) <= 1000:
            kept[name] = value
    aligned = _alignment_of(cell)
    if aligned in ("left", "right", "center"):
        kept["align"] = aligned
    return kept
