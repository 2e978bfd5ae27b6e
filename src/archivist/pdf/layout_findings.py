"""What authors must know of how documents were laid out: findings from what the engine gave back."""

from collections.abc import Iterator, Sequence

from archivist.book_parts import Matter
from archivist.findings import Finding
from archivist.fonts import remedy_for
from archivist.model.book import Document
from archivist.model.pages import Fragment
from archivist.pdf.engine import LaidOut, WrongNumber
from archivist.text import languages

_SHOWN = 12  # characters or words named in one message
_NUMBERS_SHOWN = 4  # numbers named in one message


def problems_of(group: Sequence[Document], laid_out: LaidOut) -> Iterator[Finding]:
    """Errors because of which documents that were laid out together have no pages."""
    for code, reason in (("layout-too-long", laid_out.out_of_time), ("layout-failed", laid_out.failure)):
        if reason:
            titles = ", ".join(f"“{document.title}”" for document in group)
            yield Finding(code, f"{titles}: {reason}", group[0].source)
            return
    for document, own in zip(group, laid_out.documents, strict=True):
        yield from _differences(document, own)


def _differences(document: Document, laid_out: LaidOut) -> Iterator[Finding]:
    where = document.source
    for loss in laid_out.losses:
        place = loss.stream or "the text"
        yield Finding(
            "text-lost",
            f"“{document.title}”: {place}: expected “…{loss.expected}…”, laid out “{loss.found}”",
            where,
        )
    for code, texts in (("text-off-page", laid_out.off_page), ("text-hidden", laid_out.hidden)):
        if texts:
            shown = ", ".join(f"“{text}”" for text in texts[:_SHOWN])
            yield Finding(code, f"“{document.title}”: {shown}", where)
    for code, numbers in (("list-number-wrong", laid_out.list_numbers), ("note-number-wrong", laid_out.note_numbers)):
        if numbers:
            yield Finding(code, f"“{document.title}”: {_wrong(numbers)}", where)


def _wrong(numbers: Sequence[WrongNumber]) -> str:
    shown = "; ".join(_wrong_number(each) for each in numbers[:_NUMBERS_SHOWN])
    return f"{shown}; and {len(numbers) - _NUMBERS_SHOWN} more" if len(numbers) > _NUMBERS_SHOWN else shown


def _wrong_number(number: WrongNumber) -> str:
    if not number.expected:
        return f"“{number.found}” is printed as a number of “{number.of}”"
    printed = f"and “{number.found}” is printed" if number.found else "and no number is printed"
    return f"“{number.of}” has the number {number.expected} {printed}"


def missing_glyphs(document: Document, lacking: frozenset[str]) -> Finding:
    """An error for a document with letters that no font has."""
    shown = sorted(lacking)[:_SHOWN]
    names = ", ".join(f"{character} (U+{ord(character):04X})" for character in shown)
    more = f" and {len(lacking) - len(shown)} more" if len(lacking) > len(shown) else ""
    return Finding(
        "missing-glyph",
        f"“{document.title}” ({languages.name(document.language, 'en')}): no installed font has {names}{more}",
        document.source,
        0,
        remedy_for(shown),
    )


def right_to_left(document: Document) -> Iterator[Finding]:
    """What to tell of articles, in each of their texts."""
    texts = ((document.title, document.language), (document.second_title, document.second_language))
    for title, language in texts:
        if document.part.matter is Matter.BODY and language and languages.direction(language) == "rtl":
            name = languages.name(language, "en")
            yield Finding("right-to-left", f"“{title}” is written in {name}", document.source)


def remarks_on(document: Document, fragment: Fragment) -> Iterator[Finding]:
    """What was set otherwise than it was written."""
    yield from (_long_note(document, note) for note in fragment.long_notes)
    yield from (_as_dots(document, name) for name in fragment.as_dots)
    yield from (_undrawn(document, name) for name in fragment.undrawn)
    for remark in fragment.remarks:
        yield Finding(remark.code, f"“{document.title}”: {remark.text}", document.source)


def _long_note(document: Document, note: str) -> Finding:
    number = note.rpartition(".")[2]
    return Finding(
        "long-note", f"“{document.title}”: note {number} is too long for the foot of a page", document.source
    )


def _as_dots(document: Document, name: str) -> Finding:
    return Finding("drawing-as-dots", f"“{document.title}”: {name} is drawn as a bitmap of 300 dpi", document.source)


def _undrawn(document: Document, name: str) -> Finding:
    return Finding("drawing-lost", f"“{document.title}”: {name} cannot be drawn", document.source)
