"""The words after each page mark of an EPUB against the words with which that page of the PDF begins."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archivist.verdict import Message
from archivist.verify.epub_text import DocumentText, Shown, document_id
from archivist.verify.internal_check import error
from archivist.verify.page_beginnings import PageBeginning
from archivist.verify.text_differences import Letter, first_difference, letters, words_of

_SPACES = " \u00a0\t\r\n"  # not the ends of blocks


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A page mark in a document."""

    label: str
    document: str  # member of the ZIP file
    number: int  # in the document, from 1


def messages(
    pages: Iterable[PageBeginning], marks: Iterable[PlacedMark], texts: Mapping[str, DocumentText]
) -> Iterator[Message]:
    """Every page that is marked at another place. A page without running text has no words that could tell."""
    by_label = {mark.label: mark for mark in marks}
    names = {document_id(name): name for name in texts}
    running: dict[str, Sequence[Sequence[Letter[int]]]] = {}
    for page in pages:
        name, mark = names.get(page.document), by_label.get(page.label)
        # The EPUB has a picture for the cover and contents of its own: there are no words of theirs to compare.
        if mark is None or name is None or texts[name].is_empty:
            continue
        if mark.document != name:
            said = f"page {page.label} of the PDF begins in {name}, and is marked here"
            yield error("page-mark-misplaced", said, mark.document)
            continue
        if name not in running:
            running[name] = _running(texts[name])
        yield from _misplaced(page, mark, running[name])


def _running(text: DocumentText) -> Sequence[Sequence[Letter[int]]]:
    """The running text with the heading over the notes and without; paper has it only if notes are below it."""
    pieces = _on_paper([piece for piece in text.pieces if not piece.note])
    whole = tuple(letters((piece.text, piece.marks) for piece in pieces))
    if not any(piece.over_notes for piece in pieces):
        return (whole,)
    return whole, tuple(letters((piece.text, piece.marks) for piece in pieces if not piece.over_notes))


def _on_paper(pieces: Sequence[Shown]) -> Sequence[Shown]:
    """Without what paper does not have, such as “(in part 2)”, and without the space that divides it from the text."""
    followed = zip(pieces, [*pieces[1:], None], strict=True)
    return [
        replace(piece, text=piece.text.rstrip(_SPACES)) if after is not None and after.apart else piece
        for piece, after in followed
        if not piece.apart
    ]


def _misplaced(page: PageBeginning, mark: PlacedMark, readings: Sequence[Sequence[Letter[int]]]) -> Iterator[Message]:
    after = []
    for reading in readings:
        start = bisect_left(reading, mark.number, key=lambda letter: letter.place)
        after.append(reading[start : start + len(page.letters)])
    if all(first_difference(page.letters, each) is not None for each in after):
        begins, follows = " ".join(words_of(page.letters)), " ".join(words_of(after[0])) or "nothing"
        said = f"page {page.label} of the PDF begins with “{begins}”; after its mark comes “{follows}”"
        yield error("page-mark-misplaced", said, mark.document)
