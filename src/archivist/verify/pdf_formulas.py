"""The formulas of the book against those of the files, character by character: `X` is another formula than `x`.

Words are compared elsewhere without regard to capitals, and sources of formulas among them; here is what that cannot
tell: capitals, the alternative text, and the MathML that is shown.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from archivist.text.xml_element import Element as XmlElement
from archivist.verdict import Message
from archivist.verify.internal_check import error
from archivist.verify.marked_text import MarkedText
from archivist.verify.pdf_structure import Element, Marked

MATH = "{http://www.w3.org/1998/Math/MathML}math"
_ANNOTATION = "{http://www.w3.org/1998/Math/MathML}annotation"
_SHOWN = 80


def source_of(math: XmlElement) -> str:
    """The source that a `math` element is annotated with; of one without it all that is shown."""
    annotation = math.find(f".//{_ANNOTATION}")
    return "".join((math if annotation is None else annotation).itertext())


# ---------------------------------------------------------------- PDF


def in_pdf(name: str, document: Element, text: MarkedText, expected: Sequence[str]) -> Iterator[Message]:
    """Every difference between the formulas of a document, given as MathML, and those of its structure element."""
    wanted = Counter(_collapsed(source_of(_parsed(mathml))) for mathml in expected)
    found: Counter[str] = Counter()
    for element in document.elements():
        if element.kind == "Formula":
            source = _collapsed(_text(element, text))
            found[source] += 1
            if _collapsed(element.alternative) != source:
                said = (
                    f"{name}: the formula “{_short(source)}” has the alternative text “{_short(element.alternative)}”"
                )
                yield error("formula-differs", said)
    yield from _differences(name, wanted, found)


def _text(element: Element, text: MarkedText) -> str:
    leaves = (leaf for leaf in element.leaves() if isinstance(leaf, Marked))
    return element.actual_text or "".join(text.sequences.get((leaf.page, leaf.number), "") for leaf in leaves)


# ---------------------------------------------------------------- EPUB


def in_epub(name: str, root: XmlElement, expected: Sequence[str], place: str) -> Iterator[Message]:
    """Every difference between the formulas of a document, given as MathML, and those of a content document."""
    wanted = Counter(_canonical(_parsed(mathml)) for mathml in expected)
    found = Counter(_canonical(math) for math in root.iter(MATH))
    yield from _differences(name, wanted, found, place)


def _canonical(math: XmlElement) -> str:
    """The element in one spelling (Exclusive XML Canonicalization)."""
    from lxml import etree  # noqa: PLC0415 - only where a formula is met

    return str(etree.tostring(math, method="c14n", exclusive=True, with_tail=False).decode())


# ---------------------------------------------------------------- both


def _differences(name: str, wanted: Counter[str], found: Counter[str], place: str = "") -> Iterator[Message]:
    missing, extra = list((wanted - found).elements()), list((found - wanted).elements())
    for number in range(max(len(missing), len(extra))):
        book = f"“{_short(missing[number])}”" if number < len(missing) else "no such formula"
        file = f"“{_short(extra[number])}”" if number < len(extra) else "no such formula"
        yield error("formula-differs", f"{name}: the book has {book}, the file {file}", place)


def _parsed(mathml: str) -> XmlElement:
    from lxml import etree  # noqa: PLC0415 - as above

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root: XmlElement = etree.fromstring(mathml, parser)
    return root


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
