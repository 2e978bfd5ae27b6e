"""Tables: XHTML's in JATS, whose cells and spans are those of XHTML."""

from typing import TYPE_CHECKING

from archivist.deposit.jats.elements import add, dress, has_class, new
from archivist.text.xml_element import Element

if TYPE_CHECKING:
    from archivist.deposit.jats.blocks import Blocks

_CELLS = ("colspan", "rowspan", "scope")
_ALIGNMENTS = ("left", "right", "center")


def write_table(source: Element, blocks: "Blocks") -> Element:
    """A table with its caption. JATS has the foot before the body, and at least one row."""
    wrap = dress(new("table-wrap"), source)
    caption = source.find("caption")
    if caption is not None:
        blocks.fill(dress(add(wrap, "caption"), caption), caption, sections=False)
    table = add(wrap, "table")
    for column in source.iterchildren("col", "colgroup"):
        table.append(_column(column))
    heads, feet = source.findall("thead"), source.findall("tfoot")
    bodies = [each for each in source if each.tag in ("tbody", "tr")] or heads
    for part in ([] if bodies is heads else heads) + feet:
        _add_rows(table, part, str(part.tag), blocks)
    for part in bodies:
        _add_rows(table, part, "tbody", blocks)
    if table.find("tbody") is None:
        add(add(add(table, "tbody"), "tr"), "td")
    return wrap


def _column(source: Element) -> Element:
    column = new(str(source.tag), {"span": source.get("span") or "", "id": source.get("id") or ""})
    column.extend(_column(each) for each in source.iterchildren("col"))
    return column


def _add_rows(table: Element, source: Element, tag: str, blocks: "Blocks") -> None:
    part = dress(add(table, tag), source)
    for row in [source] if source.tag == "tr" else source.findall("tr"):
        made = add(part, "tr", attributes={"id": row.get("id") or "" if row is not source else ""})
        for cell in row:
            _add_cell(made, cell, blocks)
        if not len(made):
            add(made, "td")
    if not len(part):
        table.remove(part)


def _add_cell(row: Element, source: Element, blocks: "Blocks") -> None:
    align = next((side for side in _ALIGNMENTS if has_class(source, f"align-{side}")), "")
    attributes = {name: source.get(name) or "" for name in _CELLS}
    cell = dress(add(row, str(source.tag), attributes={**attributes, "align": align}), source)
    blocks.fill_cell(cell, source)
