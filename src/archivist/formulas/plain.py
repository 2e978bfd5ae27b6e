"""MathML in a line of plain text: what is read, searched and compared where there is no TeX."""

from archivist.text.xml_element import Element

_FIXED = {
    "mfrac": "{:g}/{:g}",
    "mroot": "√[{1}]({0})",
    **dict.fromkeys(("msub", "munder"), "{}_{:g}"),
    **dict.fromkeys(("msup", "mover"), "{}^{:g}"),
    **dict.fromkeys(("msubsup", "munderover"), "{}_{:g}^{:g}"),
}
_JOINED = {
    "msqrt": ("√(", "", ")"),
    "mfenced": ("(", ", ", ")"),
    "mtable": ("", "; ", ""),
    "mtr": ("", ", ", ""),
    "mlabeledtr": ("", ", ", ""),
}


def plain_form(element: Element) -> str:
    """The element, whose tags have no namespace, with its structure in symbols: `x^2`, `(a+b)/c`, `√(x)`."""
    return " ".join(_form(element).split())


def _form(element: Element) -> str:
    tag, children = element.tag, [child for child in element if isinstance(child.tag, str)]
    if tag.startswith("annotation"):
        return ""
    if tag in _FIXED and len(children) == _FIXED[tag].count("{"):
        return str(_FIXED[tag].format(*(_Form(child) for child in children)))
    if tag in _JOINED:
        opening, between, closing = _JOINED[tag]
        inside = between.join(_form(child) for child in children)
        return f"{element.get('open', opening)}{inside}{element.get('close', closing)}"
    if not children:
        return " " if tag == "mspace" else "".join(element.itertext()).strip()
    return (element.text or "").strip() + "".join(_form(child) + (child.tail or "").strip() for child in children)


class _Form:
    """An element in a pattern: as it is, or in brackets (`:g`) where it is more than a word."""

    def __init__(self, element: Element) -> None:
        self._text = _form(element)

    def __format__(self, how: str) -> str:
        return f"({self._text})" if how and len(self._text) > 1 and not self._text.isalnum() else self._text
