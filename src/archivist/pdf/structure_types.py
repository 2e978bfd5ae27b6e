"""What the elements of a document are in the terms of PDF (ISO 32000-1, 14.8.4).

Elements that mean nothing by themselves (`div`, `span`, `time`) have no type: what is in them belongs to the element
around them.
"""

from xml.etree.ElementTree import Element as Markup

from archivist.formulas.formula import CLASS
from archivist.pdf.print_tree import has_class

_TYPES = {
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "details": "Div",
    "figure": "Div",  # its picture is the Figure: a caption within would be silenced by the alternative text
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "address": "P",
    "summary": "P",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figcaption": "Caption",
    "img": "Figure",
    "em": "Em",
    "strong": "Strong",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
    "q": "Quote",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}

# A column of parallel text is a whole, or its parts on further pages would be read after the other column.
_CLASSES = {"note": "Note", "note-number": "Lbl", "callout": "Div", "first": "Div", "second": "Div"}

# Types that contain other elements and no text of their own: text straight in them gets a paragraph.
GROUPING = frozenset({"Document", "Art", "Sect", "Div", "BlockQuote", "TOC", "TOCI", "Note", "L", "Table", "TR"})
# Types that are within a line.
INLINE = frozenset({"Link", "Reference", "Em", "Strong", "Code", "Quote", "Span"})

_NUMBERING = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "circle": "Circle",
    "square": "Square",
}


def type_of(element: Markup, within_contents: bool) -> str:
    """The standard structure type of an element; "" if it has none."""
    if within_contents and element.tag in {"ol", "li", "p"}:
        return {"ol": "TOC", "li": "TOCI"}.get(element.tag, "Reference" if has_class(element, "entry") else "P")
    if element.tag == "a":
        return "Link" if element.get("href") else ""
    if element.tag == "img" and has_class(element, CLASS):
        return "Formula"
    if element.tag == "abbr" and element.get("title"):
        return "Span"
    named = (kind for name, kind in _CLASSES.items() if has_class(element, name))
    return next(named, _TYPES.get(element.tag, ""))


def numbering(items: Markup, list_style: object) -> str:
    """How the items of a list are numbered (ISO 32000-2, 14.8.5.5), from the CSS `list-style-type`.

    An ordered list in other numerals, or one whose style sheet numbers it by itself, is only said to be ordered.
    """
    otherwise = "Ordered" if items.tag == "ol" else "Unordered"
    known = _NUMBERING.get(list_style, otherwise) if isinstance(list_style, str) else otherwise
    return otherwise if items.tag == "ol" and known in {"Circle", "Square"} else known


def scope(cell: Markup, row_group: str) -> str:
    """Of what a heading cell is the heading (ISO 32000-1, 14.8.5.7)."""
    said = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}.get(cell.get("scope", ""))
    return said or ("Column" if row_group == "thead" else "Row")
