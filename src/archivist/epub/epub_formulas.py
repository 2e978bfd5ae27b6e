"""Formulas in the EPUB: MathML, with the source as annotation and alternative text (EPUB 3.3, 6.1.3)."""

from lxml import etree

from archivist.epub.package import HTML
from archivist.errors import BindingError
from archivist.formulas.formula import FORM, MATHML, UNSET
from archivist.text.xml_element import Element

_ANNOTATION = "{http://www.w3.org/1998/Math/MathML}annotation"


def set_formulas(root: Element, name: str) -> None:
    """Put MathML in place of the formulas of a document; `name` is for messages.

    Raises BindingError if the MathML of a formula is that of another one.
    """
    for code in list(root.iter(f"{{{HTML}}}code")):
        if code.get(FORM) not in (None, UNSET):
            _set(code, name)


def _set(code: Element, name: str) -> None:
    source = "".join(code.itertext())
    math = etree.fromstring(code.get(MATHML), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    annotated = "".join(math.find(f".//{_ANNOTATION}").itertext())
    if annotated != source:
        raise BindingError(f"{name}: a formula would be shown as another one: {source!r}, {annotated!r}")
    for mark in list(code):  # that of a page which begins with the formula
        mark.tail = None
        code.addprevious(mark)
    math.tail = code.tail
    parent = code.getparent()
    assert parent is not None  # a formula is within a body
    parent.replace(code, math)
