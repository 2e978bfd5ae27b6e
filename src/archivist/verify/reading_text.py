"""The text below a structure element in the order in which it is read aloud."""

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.record.document_text import BREAK
from archivist.verify.marked_text import MarkedText
from archivist.verify.pdf_structure import Element, Marked

_INLINE = frozenset(
    {
        "Span",
        "Link",
        "Reference",
        "Formula",
        "Em",
        "Strong",
        "Quote",
        "Code",
        "Annot",
        "Sub",
        "BibEntry",
        "Ruby",
        "RB",
        "RT",
        "RP",
    }
)
_NOTES = frozenset({"Note", "FENote"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A piece of text."""

    text: str
    stream: str  # the id of the note it belongs to, "" for the running text
    page: int  # of the file, from 0
    in_figure: bool  # such as its caption; figures may be elsewhere on paper than in the text


def spoken(
    element: Element, text: MarkedText, stream: str = "", *, numbered: bool = False, in_figure: bool = False
) -> Iterator[Spoken]:
    """The text of an element; `numbered` for the items of a numbered list, whose labels the style sheet makes."""
    if element.kind in _NOTES and element.id:
        stream = element.id
    in_figure = in_figure or _is_figure(element)
    page = next((leaf.page for leaf in element.leaves() if isinstance(leaf, Marked)), 0)
    drawn = element.kind == "Figure"  # words in a drawing belong to it, and are read by its alternative text
    edge = Spoken("" if element.kind in _INLINE else BREAK, stream, page, in_figure)
    yield edge
    if drawn:
        pass
    elif element.actual_text is not None:
        yield Spoken(element.actual_text, stream, page, in_figure)
    else:
        for kid in element.kids:
            if isinstance(kid, Marked):
                yield Spoken(text.sequences.get((kid.page, kid.number), ""), stream, kid.page, in_figure)
            elif isinstance(kid, Element) and not (numbered and kid.kind == "Lbl"):
                items = kid.kind == "LI" and _numbers(element)
                yield from spoken(kid, text, stream, numbered=items, in_figure=in_figure)
    yield edge


def _is_figure(element: Element) -> bool:
    """Whether this is a picture, or a figure of a picture and its caption; a table contains its own caption.

    A figure without a picture, such as the words in the place of one that is missing, is text like any other.
    """
    if element.kind == "Figure":
        return True
    kinds = {kid.kind for kid in element.kids if isinstance(kid, Element)}
    return element.kind == "Div" and "Caption" in kinds and any(each.kind == "Figure" for each in element.elements())


def _numbers(element: Element) -> bool:
    """Whether a list's labels are numbers or bullets: no text of the article, but made by the style sheet."""
    return element.numbering not in {"", "None", "Description"}
