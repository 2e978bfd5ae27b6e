"""The text a document must have in the PDF and in the EPUB, from what is known of it (document_text.py).

Each note is a stream of its own, because paper carries notes to the foot of a page. Where a block begins or ends there
is a BREAK: there a file may have a space or none. Everywhere else a space is a space.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from archivist.record.document_numbers import Call
from archivist.record.document_text import BREAK, EPUB, PDF, DocumentText, Place
from archivist.text.list_numbers import ListNumber


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """The text of one document in one format."""

    document: str  # id
    name: str  # for messages: the article's file, or the document's title
    running: tuple[str, ...]  # the text without notes; more than one where either is right
    notes: Mapping[str, str] = field(default_factory=dict)  # by id in the document: note.3
    whole: str = ""  # with each note in its place; of the EPUB only, since paper moves them
    # Of each stream, "" and the ids of notes: the numbers of items of ordered lists, and the calls of notes.
    numbers: Mapping[str, Sequence[ListNumber]] = field(default_factory=dict)
    calls: Mapping[str, Sequence[Call]] = field(default_factory=dict)
    formulas: tuple[str, ...] = ()  # the MathML of each, notes included
    drawn: tuple[str, ...] = ()  # the words in its drawings; of the PDF only, where they are text on the page


def expected_in_pdf(document: str, name: str, text: DocumentText) -> ExpectedText:
    """The text of a document in the PDF. Where the heading over the notes may be missing, both texts are right."""
    running = [_joined(text, lambda place: place.only != EPUB and not place.note)]
    if any(segment.place.optional for segment in text.segments):
        running.insert(0, _joined(text, lambda p: p.only != EPUB and not p.note and not p.optional))
    return ExpectedText(
        document,
        name,
        tuple(running),
        _notes(text, PDF),
        numbers=_numbers(text, PDF),
        calls=_calls(text, PDF),
        formulas=text.formulas,
        drawn=text.drawings,
    )


def expected_in_epub(document: str, name: str, text: DocumentText) -> ExpectedText:
    """The same in the EPUB, where notes follow the article, below their heading."""
    return ExpectedText(
        document,
        name,
        (_joined(text, lambda place: place.only != PDF and not place.note),),
        _notes(text, EPUB),
        _joined(text, lambda place: place.only != PDF),
        _numbers(text, EPUB),
        _calls(text, EPUB),
        text.formulas,
    )


def _joined(text: DocumentText, is_read: Callable[[Place], bool]) -> str:
    """The segments that are read; between two of them a break where others are left out."""
    return "".join(segment.text if is_read(segment.place) else BREAK for segment in text.segments)


def _notes(text: DocumentText, form: str) -> dict[str, str]:
    notes: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for index, segment in enumerate(text.segments):
        note = segment.place.note
        if note and segment.place.only in ("", form):
            is_next = last.get(note, index - 1) == index - 1
            notes.setdefault(note, []).append(segment.text if is_next else BREAK + segment.text)
            last[note] = index
    return {note: "".join(pieces) for note, pieces in notes.items()}


def _numbers(text: DocumentText, form: str) -> dict[str, list[ListNumber]]:
    found: dict[str, list[ListNumber]] = defaultdict(list)
    for run in text.lists:
        if run.place.only in ("", form):
            found[run.place.note] += [ListNumber(value, run.kind) for value in run.values]
    return found


def _calls(text: DocumentText, form: str) -> dict[str, list[Call]]:
    found: dict[str, list[Call]] = defaultdict(list)
    for call in text.calls:
        if call.place.only in ("", form):
            found[call.place.note].append(Call(call.number, call.note))
    return found
