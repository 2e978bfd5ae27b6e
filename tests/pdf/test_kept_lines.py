"""Lines that were found before: the same pages, and no text is measured twice for the same line."""

from typing import Any

import pytest

from archivist.pdf.engine.patches import kept_lines
from tests.function_calls import calls
from tests.pdf.engine.unpatched import without
from tests.pdf.making import document, job, lay_out, whole

pytestmark = pytest.mark.slow  # lays out pages

WORDS = "Water goes *down* to [the town](https://example.org) past the `mill`, and nobody\u00ad has asked where from. "
NOTES = "\n\n".join(f"[^{number}]: {WORDS * number}" for number in range(1, 5))
TABLE = f"| a | b | c |\n|---|---:|---|\n| {WORDS} | 12 | some words |\n| 1 | 2,000 | {WORDS} |"
TEXT = (
    f"## A heading of words\n\nCalls[^1] of[^2] four[^3] notes[^4]. {WORDS}\n\n- {WORDS}\n- Two\n\n{TABLE}\n\n{NOTES}"
)
GEORGIAN = "წყალი *მიდის* ქალაქისკენ და წისქვილს ჩაუვლის.[^1]\n\n[^1]: არავის უკითხავს, საიდან მოდის."
STYLES = (
    "",
    "p, li { text-align: left; hyphens: auto; letter-spacing: 0.2pt } div.note { text-decoration: underline }",
    "p { text-align: center; white-space: pre-line; word-spacing: 2pt } td { overflow-wrap: anywhere }",
    "p { text-align: right; direction: rtl; font-kerning: none } td { word-break: break-all }",
)


@pytest.mark.parametrize("style", STYLES)
def test_the_pages_are_the_same(style: str) -> None:
    source = job(document(TEXT, translation=GEORGIAN), style)
    with without("kept_lines"):
        expected = lay_out(source)
    assert expected.pdf
    assert lay_out(source) == expected  # byte for byte, with what this document has twice
    assert lay_out(source) == expected  # with all lines kept


def test_no_text_is_measured_twice() -> None:
    source = job(document(TEXT, translation=GEORGIAN))
    with without("kept_lines"):
        lay_out(source)  # what is kept for all documents
        with calls(lambda file: file.endswith("line_break.py")) as before:
            assert whole(lay_out(source))
    for share in (0.6, 0.02):  # for the first time; again
        with calls(lambda file: file.endswith("line_break.py")) as called:
            lay_out(source)
        assert called["split_first_line"] <= share * before["split_first_line"]


def test_so_many_lines_are_kept_and_none_for_long_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_lines, "_MOST_KEPT", 7)
    monkeypatch.setattr(kept_lines, "_LONGEST", 40)
    source = job(document(TEXT))
    kept_lines._kept.clear()
    made = lay_out(source)
    (kept,) = kept_lines._kept.values()
    texts: list[Any] = list(kept)
    assert 0 < len(texts) <= 7
    assert all(len(text) <= 40 for text, *_ in texts)
    with without("kept_lines"):
        assert lay_out(source) == made
