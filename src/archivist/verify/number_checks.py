"""The numbers of a file against those of the book: of the items of ordered lists, and of the calls of notes.

A PDF has the numbers of lists as labels, which were made when it was laid out. An EPUB says how to count, and reading
systems do it. A call is right if it has the number of a note and leads to that note. All are compared stream by
stream, as text is: the running text, "", and each note by its id.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from archivist.record.document_numbers import Call
from archivist.record.expected_text import ExpectedText
from archivist.text.list_numbers import ListNumber, can_be_read, denotes
from archivist.verdict import Message
from archivist.verify.internal_check import error, on_page, warning
from archivist.verify.pdf_structure import Element, Marked, ObjectReference
from archivist.verify.text_differences import short

# Lists whose labels are numbers (ISO 32000-2, table 382).
_ORDERED = frozenset({"Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha", "Ordered"})


class Label(NamedTuple):
    """What numbers an item in a PDF."""

    text: str
    page: int  # of the file, from 0


def messages(expected: ExpectedText, labels: Mapping[str, Sequence[Label]]) -> Iterator[Message]:
    """The first item of each stream of a PDF whose label is not its number in the book."""
    for stream in dict.fromkeys((*expected.numbers, *labels)):
        wanted, found = expected.numbers.get(stream, ()), labels.get(stream, ())
        if len(wanted) == len(found) and _in_other_numerals(wanted, found):
            yield warning("list-numbers-unread", f"{_where(expected, stream)}: “{found[0].text}” cannot be read", "")
            continue
        pairs = enumerate(zip_longest(wanted, found), start=1)
        wrong = next(((at, *pair) for at, pair in pairs if not _agree(*pair)), None)
        if wrong is not None:
            yield _wrong(f"{_where(expected, stream)}: item {wrong[0]} of its ordered lists", *wrong[1:])


def _agree(number: ListNumber | None, label: Label | None) -> bool:
    return number is not None and label is not None and denotes(label.text, number)


def _in_other_numerals(wanted: Sequence[ListNumber], found: Sequence[Label]) -> bool:
    """Whether a style sheet chose numerals not known here, for all lists that let it choose."""
    free = [label.text for number, label in zip(wanted, found, strict=True) if number.kind == "1"]
    return bool(free) and all(text.strip() and not can_be_read(text) and _has_letters(text) for text in free)


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _wrong(what: str, number: ListNumber | None, label: Label | None) -> Message:
    page = on_page(label.page) if label and label.page >= 0 else ""
    if label is None or not label.text.strip():
        return error("list-number-missing", f"{what} has no number, and in the book {_shown(number)}", page)
    code = "list-number-wrong" if number else "list-number-extra"
    return error(code, f"{what} has the number “{short(label.text)}”, in the book {_shown(number)}", page)


def item_messages(expected: ExpectedText, found: Mapping[str, Sequence[ListNumber]], place: str) -> Iterator[Message]:
    """The first item of each stream of an EPUB that counts another number than in the book."""
    for stream in dict.fromkeys((*expected.numbers, *found)):
        pairs = enumerate(zip_longest(expected.numbers.get(stream, ()), found.get(stream, ())), start=1)
        wrong = next(((at, *pair) for at, pair in pairs if pair[0] != pair[1]), None)
        if wrong is not None:
            said = f"{_where(expected, stream)}: item {wrong[0]} of its ordered lists"
            yield error(
                "list-number-wrong", f"{said} has the number {_shown(wrong[2])}, in the book {_shown(wrong[1])}", place
            )


def _shown(number: ListNumber | None) -> str:
    return f"“{number.label}.”" if number else "none"


def _where(expected: ExpectedText, stream: str) -> str:
    return f"{expected.name}: note {stream.rpartition('.')[2]}" if stream else f"{expected.name}: the text"


def labels_of(document: Element, texts: Mapping[tuple[int, int], str]) -> dict[str, list[Label]]:
    """The labels of ordered lists in a PDF, by stream; `texts` are by page and MCID. An item without one has ""."""
    found: dict[str, list[Label]] = defaultdict(list)

    def read(element: Element, stream: str) -> None:
        stream = _stream(element, stream, document.id)
        for kid in element.kids:
            if not isinstance(kid, Element):
                continue
            if kid.kind == "LI" and element.numbering in _ORDERED:
                found[stream].append(_label(kid, texts))
            read(kid, stream)

    read(document, "")
    return found


def _label(item: Element, texts: Mapping[tuple[int, int], str]) -> Label:
    label = next((kid for kid in item.kids if isinstance(kid, Element) and kid.kind == "Lbl"), None)
    page = next((leaf.page for leaf in item.leaves() if isinstance(leaf, Marked)), -1)
    return Label(_text(label, texts) if label else "", page)


def _text(element: Element, texts: Mapping[tuple[int, int], str]) -> str:
    if element.actual_text is not None:
        return element.actual_text
    parts = (
        _text(kid, texts) if isinstance(kid, Element) else texts.get((kid.page, kid.number), "")
        for kid in element.kids
        if not isinstance(kid, ObjectReference)
    )
    return "".join(parts)


def _stream(element: Element, stream: str, document: str) -> str:
    return element.id.removeprefix(f"{document}#") if element.kind in {"Note", "FENote"} and element.id else stream


# ---------------------------------------------------------------- calls of notes


def calls_of(
    document: Element, texts: Mapping[tuple[int, int], str], targets: Mapping[tuple[int, int], str]
) -> dict[str, list[Call]]:
    """The calls of notes in a PDF, by stream; `targets` are where its links lead, by object."""
    found: dict[str, list[Call]] = defaultdict(list)

    def read(element: Element, stream: str) -> None:
        stream = _stream(element, stream, document.id)
        for kid in element.kids:
            if isinstance(kid, Element):
                read(kid, stream)
        if element.kind == "Reference":
            objects = (leaf.object for leaf in element.leaves() if isinstance(leaf, ObjectReference))
            target = next((targets[each] for each in objects if each in targets), "")
            if target.rpartition("#")[2].startswith("note."):
                found[stream].append(Call(_text(element, texts).strip(), target.removeprefix(f"{document.id}#")))

    read(document, "")
    return found


def call_messages(expected: ExpectedText, found: Mapping[str, Sequence[Call]], place: str = "") -> Iterator[Message]:
    """The calls that have another number than in the book or lead to another note."""
    for stream in dict.fromkeys((*expected.calls, *found)):
        wanted, have = Counter(expected.calls.get(stream, ())), Counter(found.get(stream, ()))
        where = _where(expected, stream)
        for call in wanted - have:
            yield error("note-call-wrong", f"{where}: no call {call.number} leads to {call.note}", place)
        for call in have - wanted:
            said = f"{where}: a call “{short(call.number)}” leads to “{call.note}”, and not in the book"
            yield error("note-call-wrong", said, place)
