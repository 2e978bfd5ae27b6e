"""The text a document must have, from its XHTML alone."""

from typing import Any

import pytest

from archivist.record import document_text
from archivist.record.document_numbers import DocumentNumbers, read_numbers
from archivist.record.document_text import BREAK, read_document_text
from archivist.record.expected_text import expected_in_pdf

HEAD = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>'
NOTES = (
    '<section class="notes"><h2>Notes</h2><aside class="note" id="note.1"><span class="note-number">1</span>'
    '<div class="note-texts"><div>One.</div><div>ერთი.</div></div></aside></section>'
)


def read(body: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The text with breaks as bars, white space beside them left out."""
    text = expected_in_pdf("a", "a.md", read_document_text(f"{HEAD}{body}</body></html>".encode()))
    return tuple(map(_bars, text.running)), {name: _bars(words) for name, words in text.notes.items()}


def _bars(text: str) -> str:
    parts = [" ".join(part.split()) for part in text.split(BREAK)]
    return "|".join(part for part in parts if part)


def test_blocks_break_and_what_stands_in_a_line_does_not() -> None:
    body = "<p>One <em>t</em>wo<a>1</a></p><p>three<br/>four</p><pre>a\nb</pre>"
    assert read(body) == (("One two1|three|four|a|b",), {})


def test_what_is_only_for_the_epub_is_not_expected() -> None:
    assert read('<p>Here <span class="epub-only">not here</span></p>') == (("Here",), {})


def test_the_dots_of_the_contents_are_no_text() -> None:
    assert read('<p>Title<span class="leader"/><span>12</span></p>') == (("Title|12",), {})


def test_notes_are_streams_and_their_heading_may_be_there_or_not() -> None:
    assert read(f"<p>Text.</p>{NOTES}<p>End.</p>") == (("Text.|End.", "Text.|Notes|End."), {"note.1": "1|One.|ერთი."})


def test_over_a_note_that_is_never_called_the_heading_must_stand() -> None:
    assert read(NOTES.replace('"note"', '"note uncalled"'))[0] == ("Notes",)


@pytest.mark.parametrize(
    ("name", "more", "readings"),
    [
        ("aside", "", 1),
        ("print-only", "", 2),
        ("epub-only note", "", 2),
        ("aside", '<p><a class="backlink epub-only">back</a></p>', 1),  # no number is in it
        ("aside", '<ol><li class="print-only" value="1">One</li><li>Two</li></ol>', 2),
        ("aside", '<p class="print-only">x<a class="note-call" href="#note.1">1</a></p>', 2),
    ],
)
def test_numbers_are_read_again_only_if_one_format_may_have_others(
    name: str, more: str, readings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def count(root: Any, **named: Any) -> DocumentNumbers:
        calls.append(root.tag)
        return read_numbers(root, **named)

    monkeypatch.setattr(document_text, "read_numbers", count)
    body = f'<ol class="{name}"><li>One</li></ol><ol start="3"><li>Three</li></ol>{more}'
    text = read_document_text(f"{HEAD}{body}</body></html>".encode())
    assert len(calls) == readings
    more_values = {1, 2} if "<li>Two" in more else set()
    assert {value for run in text.lists for value in run.values} == {1, 3} | more_values


def test_white_space_is_one_space_and_breaks_have_none_beside_them() -> None:
    text = read_document_text(f"{HEAD}<p> a \n b\t\tc\u00a0d\ne  </p> <p>f</p></body></html>".encode())
    assert [each.text for each in text.segments] == [f"{BREAK}a b c d e{BREAK}f{BREAK}"]
