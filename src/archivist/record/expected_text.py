"""The text a document must have in the PDF and in the EPUB, taken from its XHTML and from nothing that writes files.

Each note is a stream of its own, because paper moves notes to the foot of a page. Where a block begins or ends is
BREAK: there a file may have a space or none. Everywhere else a space is a space.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from archivist.formulas.formula import FORM, MATHML, UNSET
from archivist.list_numbers import ListNumber
from archivist.record.document_numbers import Call, DocumentNumbers, read_numbers

BREAK = "\x1e"  # the end of a block; no XML text contains this character

_XHTML = "{http://www.w3.org/1999/xhtml}"
_UNPRINTED = frozenset({"head", "script", "style", "template"})
# What is within a line (HTML); everything else is a block.
INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
        *("rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
        "wbr",
    ]
)


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """The text of one document."""

    document: str  # id
    name: str  # for messages: the article's file, or the document's title
    running: tuple[str, ...]  # the text without notes; more than one where either is right
    notes: Mapping[str, str] = field(default_factory=dict)  # by id in the document: note.3
    whole: str = ""  # with each note where it is; of the EPUB only, since paper moves them
    # Of each stream, "" and the ids of notes: the numbers of items of ordered lists, and the calls of notes.
    numbers: Mapping[str, Sequence[ListNumber]] = field(default_factory=dict)
    calls: Mapping[str, Sequence[Call]] = field(default_factory=dict)
    formulas: tuple[str, ...] = ()  # the MathML of each, notes included
    drawn: tuple[str, ...] = ()  # the texts in its drawings; of the PDF only, where they are text on the page


@dataclass(frozen=True, slots=True)
class _Part:
    """Which part of a document is read."""

    left_out: str = "epub-only"  # the class of what the other format alone has
    inside: Element | None = None  # the note to go into
    without: Element | None = None  # what to pass over
    notes: bool = False  # whether notes are read in place


def expected_text(document: str, name: str, xhtml: bytes, drawn: tuple[str, ...] = ()) -> ExpectedText:
    """The text of a document in the PDF; the page numbers it quotes are filled in. `drawn` are texts in its drawings.

    The heading over the notes is printed only if a note is below it. That is known for sure if a note is never
    called; for the others it depends on their length, so there both texts are right.
    """
    root = ElementTree.fromstring(xhtml)
    notes, numbers = _notes(root, _Part()), _numbers(root, _Part())
    running: tuple[str, ...] = (_words(root, _Part()),)
    if notes and not any(True for _ in _of_class(root, "uncalled")):
        running = (_words(root, _Part(without=_notes_section(root))), *running)
    found = ExpectedText(document, name, running, notes, numbers=numbers.items, calls=numbers.calls, drawn=drawn)
    return replace(found, formulas=_formulas(root))


def expected_in_epub(document: str, name: str, xhtml: bytes) -> ExpectedText:
    """The same of the EPUB, where notes follow the article, below their heading."""
    root = ElementTree.fromstring(xhtml)
    part = _Part("print-only")
    whole, numbers = _words(root, replace(part, notes=True)), _numbers(root, part)
    running, notes = (_words(root, part),), _notes(root, part)
    return ExpectedText(document, name, running, notes, whole, numbers.items, numbers.calls, _formulas(root))


def _formulas(root: Element) -> tuple[str, ...]:
    return tuple(each.get(MATHML, "") for each in root.iter() if each.get(FORM) not in (None, UNSET))


def _notes(root: Element, part: _Part) -> dict[str, str]:
    return {note.get("id", ""): _words(note, replace(part, inside=note)) for note in _of_class(root, "note")}


def _numbers(root: Element, part: _Part) -> DocumentNumbers:
    return read_numbers(
        root,
        note_id=lambda element: element.get("id", "") if _has_class(element, "note") else "",
        is_call=lambda element: _has_class(element, "note-call"),
        is_passed_over=lambda element: _name(element) in _UNPRINTED or _has_class(element, part.left_out),
    )


def _has_class(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def _words(element: Element, part: _Part) -> str:
    return "".join(_text(element, part))


def _notes_section(root: Element) -> Element | None:
    return next((each for each in _of_class(root, "notes") if _name(each) == "section"), None)


def _of_class(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _has_class(element, name))


def _name(element: Element) -> str:
    return element.tag.removeprefix(_XHTML) if isinstance(element.tag, str) else ""


def _text(element: Element, part: _Part) -> Iterator[str]:
    name, classes = _name(element), element.get("class", "").split()
    elsewhere = "note" in classes and not part.notes and element is not part.inside
    if name in _UNPRINTED or part.left_out in classes or element is part.without or elsewhere:
        yield BREAK
        return
    between = "" if name in INLINE and not _stands_alone(classes) else BREAK
    yield between
    kept = name == "pre"
    yield _lines(element.text, kept)
    for child in element:
        yield from _text(child, part)
        yield _lines(child.tail, kept)
    yield between


def _stands_alone(classes: list[str]) -> bool:
    """Spans that the themes set apart: the dots of the contents, the number before a note."""
    return "leader" in classes or "note-number" in classes


def _lines(text: str | None, kept: bool) -> str:
    """In a passage whose lines are kept, the end of a line is a break."""
    return (text or "").replace("\n", BREAK) if kept else text or ""
