"""The proof that no word was lost: the words of the document against the words laid out, in order.

The layout engine can drop text without a word (a note taller than the page, a very long unbroken flow). So every
character that can be seen is compared, spaces apart: the text of the article as one stream, the text of each note
as a stream of its own, because notes are carried to the foot of a page, and so each column of a parallel text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from archivist.formulas.formula import CLASS
from archivist.text.visible_text import visible

TEXT = ""  # name of the stream of the running text; the others are named by the note's id, or by the column
_CONTEXT = 40  # characters of context in a message

STREAM = "data-stream"  # names an element whose text is laid out apart from what is around it
UNPRINTED = frozenset({"head", "script", "style", "template"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text as laid out: one text box on one line."""

    text: str
    hyphen: str = ""  # what the engine may have added at its end
    box: Any = field(default=None, compare=False, repr=False)  # the engine's, to find out how its line ends
    block: object = field(default=None, compare=False, repr=False)  # the element whose line it is in
    stream: str = field(default=TEXT, compare=False, repr=False)  # that of the column it is in


@dataclass(frozen=True, slots=True)
class Loss:
    """A difference between what went in and what was laid out."""

    stream: str  # TEXT, the id of a note, or a column of a pair
    expected: str  # the words that should have come
    found: str  # the words that came instead


def streams_of(root: Element, note_ids: Iterable[str]) -> dict[str, str]:
    """The text of a document by stream: the notes and the columns named, and everything else in document order."""
    apart = frozenset(note_ids)
    parts: dict[str, list[str]] = {TEXT: [], **{name: [] for name in apart}}
    _collect(root, TEXT, apart, parts)
    return {name: "".join(texts) for name, texts in parts.items()}


def _collect(element: Element, around: str, apart: frozenset[str], parts: dict[str, list[str]]) -> None:
    if element.tag in UNPRINTED:
        return
    own = element.get("id", "") if element.get("id") in apart else element.get(STREAM, around)
    formula = element.tag == "img" and CLASS in element.get("class", "").split()
    parts.setdefault(own, []).append(element.get("data-source", "") if formula else element.text or "")
    for child in element:
        _collect(child, own, apart, parts)
        parts[own].append(child.tail or "")


def losses(expected: Mapping[str, str], laid_out: Mapping[str, Iterable[Piece]]) -> Iterator[Loss]:
    """Every stream whose laid-out text is not the expected text; nothing if all is there."""
    for stream, text in expected.items():
        loss = _compare(stream, visible(text), laid_out.get(stream, ()))
        if loss is not None:
            yield loss
    for stream in laid_out.keys() - expected.keys():
        yield Loss(stream, "", "".join(piece.text for piece in laid_out[stream])[:_CONTEXT])


def _compare(stream: str, expected: str, pieces: Iterable[Piece]) -> Loss | None:
    at = 0
    for piece in pieces:
        for candidate in readings(piece):
            if expected.startswith(candidate, at):
                at += len(candidate)
                break
        else:
            return Loss(stream, _around(expected, at), visible(piece.text)[:_CONTEXT])
    return None if at == len(expected) else Loss(stream, _around(expected, at), "")


def readings(piece: Piece) -> Iterator[str]:
    """The visible text of a piece; if it ends in the hyphen of a divided word, also without it."""
    text = visible(piece.text)
    yield text
    hyphen = visible(piece.hyphen)
    if hyphen and text.endswith(hyphen):
        yield text.removesuffix(hyphen)


def _around(text: str, at: int) -> str:
    return text[max(0, at - _CONTEXT // 2) : at + _CONTEXT // 2]
