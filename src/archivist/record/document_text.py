"""The text of a document in both formats, taken from its XHTML and from nothing that writes files.

A document is a row of segments. Each says in which format it is, to which note it belongs, and whether it may be
missing. From them follows what a PDF or an EPUB must contain (expected_text.py). The form is that of
docs/record-format.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from archivist.formulas.formula import FORM, MATHML, UNSET
from archivist.record.document_numbers import DocumentNumbers, read_numbers
from archivist.text.list_numbers import ListNumber

BREAK = "\x1e"  # the end of a block; no XML text contains this character
PDF, EPUB = "pdf", "epub"

_XHTML = "{http://www.w3.org/1999/xhtml}"
_UNPRINTED = frozenset({"head", "script", "style", "template"})
_NUMBERED = frozenset({"ol", "li"})
_APART = frozenset({"leader", "note-number"})  # classes
_ONLY = {"print-only": PDF, "epub-only": EPUB}  # classes of what one format alone has
_SPACES = re.compile(rf"[^\S{BREAK} ][^\S{BREAK}]*| [^\S{BREAK}]+")  # all but single spaces
_BREAKS = re.compile(rf" *{BREAK}[ {BREAK}]*")
# What is within a line (HTML); everything else is a block.
INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
        *("rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
        "wbr",
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment belongs."""

    only: str = ""  # the one format that has it: pdf, epub; "" for both
    note: str = ""  # the id of the note it belongs to; "" for the running text
    optional: bool = False  # a PDF may lack it: the heading over notes of which none may be below it


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text. BREAK separates blocks in it; any other white space is one space."""

    text: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class NumberedItems:
    """Consecutive items of ordered lists that are numbered in one way."""

    place: Place
    kind: str  # one of list_numbers.KINDS
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A call of a note."""

    place: Place
    number: str  # as printed
    note: str  # the id of the note that it leads to


@dataclass(frozen=True, slots=True)
class DocumentText:
    """Everything in a document that is compared with the files."""

    segments: tuple[Segment, ...]
    lists: tuple[NumberedItems, ...] = ()
    calls: tuple[NoteCall, ...] = ()
    formulas: tuple[str, ...] = ()  # the MathML of each, notes included
    drawings: tuple[str, ...] = ()  # the words in its drawings, which are text on the pages of a PDF


def read_document_text(xhtml: bytes, drawings: Iterable[str] = ()) -> DocumentText:
    """The text of a document, with the page numbers it quotes filled in. `drawings` are the words in its drawings."""
    root = ElementTree.fromstring(xhtml)
    classes = frozenset(name for each in {element.get("class", "") for element in root.iter()} for name in each.split())
    # The heading over the notes is printed if a note is below it. That is certain only if a note is never called.
    reader = _Reader(_notes_section(root) if "note" in classes and "uncalled" not in classes else None)
    reader.read(root, Place())
    formulas = tuple(each.get(MATHML, "") for each in root.iter() if each.get(FORM) not in (None, UNSET))
    numbers = _numbers_by_format(root, classes)
    return DocumentText(
        tuple(reader.segments()),
        tuple(run for only, found in numbers.items() for run in _runs(found.items, only)),
        tuple(
            NoteCall(Place(only, stream), call.number, call.note)
            for only, found in numbers.items()
            for stream, calls in found.calls.items()
            for call in calls
        ),
        formulas,
        tuple(drawings),
    )


class _Reader:
    """Collects the text below an element, piece by piece."""

    def __init__(self, optional: Element | None) -> None:
        self._optional = optional
        self._pieces: list[tuple[Place, list[str]]] = []
        self._last: Place | None = None  # the place of what was read last

    def read(self, element: Element, around: Place) -> None:
        """The text of an element that is at `around`."""
        name, classes = _name(element.tag), element.get("class", "")
        place: Place | None = around
        if name in _UNPRINTED:
            place = None
        elif classes or element is self._optional:
            place = self._place(element, around)
        if place is None:
            self._add(around, BREAK)
            return
        between = BREAK if _is_block(name, classes) else ""
        keeps_lines = name == "pre"
        self._add(place, between)
        self._add(place, _lines(element.text, keeps_lines))
        for child in element:
            self.read(child, place)
            self._add(place, _lines(child.tail, keeps_lines))
        self._add(place, between)

    def segments(self) -> Iterator[Segment]:
        """What was read."""
        for place, pieces in self._pieces:
            yield Segment(_BREAKS.sub(BREAK, _SPACES.sub(" ", "".join(pieces))), place)

    def _place(self, element: Element, around: Place) -> Place | None:
        """Where the text of an element belongs; None if no format has it."""
        place = around
        for name in element.get("class", "").split():
            only = _ONLY.get(name, place.only)
            if place.only and only != place.only:
                return None
            if only != place.only or name == "note":
                place = Place(only, element.get("id", "") if name == "note" else place.note, place.optional)
        return replace(place, optional=True) if element is self._optional else place

    def _add(self, place: Place, text: str) -> None:
        # A change of place is kept even where there is no text: in the other format a break is in its stead.
        # Nearly always it is the same object, which takes less time to see than that two are equal.
        if place is not self._last and place != self._last:
            self._pieces.append((place, []))
        self._last = place
        self._pieces[-1][1].append(text)


def _runs(items: Mapping[str, Sequence[ListNumber]], only: str) -> Iterator[NumberedItems]:
    for stream, numbers in items.items():
        values: list[int] = []
        for index, number in enumerate(numbers):
            values.append(number.value)
            if index + 1 == len(numbers) or numbers[index + 1].kind != number.kind:
                yield NumberedItems(Place(only, stream), number.kind, tuple(values))
                values = []


def _notes_section(root: Element) -> Element | None:
    return next((each for each in root.iter() if _name(each.tag) == "section" and _has_class(each, "notes")), None)


def _numbers_by_format(root: Element, classes: Set[str]) -> Mapping[str, DocumentNumbers]:
    """The numbers in each format; by "" if they are the same. `classes` are all that occur."""
    in_pdf = _numbers(root, PDF)
    if classes.isdisjoint(_ONLY) or not any(map(_has_numbers, _of_one_format(root))):
        return {"": in_pdf}
    in_epub = _numbers(root, EPUB)
    return {"": in_pdf} if in_pdf == in_epub else {PDF: in_pdf, EPUB: in_epub}


def _of_one_format(root: Element) -> Iterator[Element]:
    """The elements that one format alone has."""
    for element in root.iter():
        classes = element.get("class")
        if classes is not None and not _ONLY.keys().isdisjoint(classes.split()):
            yield element


def _has_numbers(element: Element) -> bool:
    """Whether an ordered list, an item of one, or the call of a note is in an element, or whether it is one.

    The marks with which each note leads back to its calls are none of these.
    """
    return any(_name(each.tag) in _NUMBERED or _has_class(each, "note-call") for each in element.iter())


def _numbers(root: Element, only: str) -> DocumentNumbers:
    (left_out,) = (name for name, form in _ONLY.items() if form != only)
    return read_numbers(
        root,
        note_id=lambda element: element.get("id") or "" if _has_class(element, "note") else "",
        is_call=lambda element: _has_class(element, "note-call"),
        is_passed_over=lambda element: _name(element.tag) in _UNPRINTED or _has_class(element, left_out),
    )


def _has_class(element: Element, name: str) -> bool:
    classes = element.get("class")
    return classes is not None and name in classes.split()


@lru_cache(maxsize=1 << 10)
def _name(tag: object) -> str:
    return tag.removeprefix(_XHTML) if isinstance(tag, str) else ""


@lru_cache(maxsize=1 << 12)
def _is_block(name: str, classes: str) -> bool:
    """Blocks, and spans that the themes set apart: the dots of the contents, the number before a note."""
    return name not in INLINE or not _APART.isdisjoint(classes.split())


def _lines(text: str | None, keeps_lines: bool) -> str:
    """In a passage whose lines are kept, the end of a line is a break."""
    return (text or "").replace("\n", BREAK) if keeps_lines else text or ""
