"""A heading over nothing but the texts of notes goes, and it is reported."""

import pytest

from tests.articles.making import body, codes, inside

NOTE = "[^a]: Note.\n"


@pytest.mark.parametrize(
    "heading",
    [
        "## Footnotes",
        "# Notes:",
        "### Notes and References ###",
        "Notes\n-----",
        "## Примечания {#notes}",
        "## შენიშვნები",
        "## 2. Fußnoten",
        "## Notes de bas de page",
        "## 脚注",
        "## *Notas*",
        "<h2 class='x'>Footnotes</h2>",
        "**Notes**",
        "Notes:",
        "---\n\n## Footnotes",
        "***\n\n**Сноски**",
    ],
)
def test_it_goes_with_a_finding(heading: str) -> None:
    made = body(f"Text.[^a]\n\n{heading}\n\n{NOTE}")
    assert inside(made) == '<p>Text.<a class="note-call" data-note="a"/></p>'
    assert codes(made.findings) == ["notes-heading"]
    assert made.headings == ()
    assert [note.label for note in made.notes] == ["a"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"Text.[^a]\n\n## Notes\n\n{NOTE}\nMore.", "Notes</h2>"),
        (f"Text.[^a]\n\n## Notes\n\n{NOTE}\n### Sub\n\nMore.", "Notes</h2>"),
        (f"Text.[^a]\n\n## Notes\n\nOf mine.\n\n{NOTE}", "Notes</h2>"),
        ("Text.\n\n## Notes", "Notes</h2>"),
        (f"## Notes\n\nText.[^a]\n\n{NOTE}", "Notes</h2>"),
        (f"Text.\n\n## Notes[^a]\n\n{NOTE}", "Notes<a"),
        (f"Text.[^a]\n\nHe says:\n\n{NOTE}", "He says:"),
        (f"Text.[^a]\n\n---\n\n{NOTE}\nMore.", "<hr/>"),
        ("Text.\n\n---", "<hr/>"),
    ],
)
def test_what_has_more_below_it_or_says_more_stays(text: str, kept: str) -> None:
    made = body(text)
    assert kept in made.xhtml
    assert made.findings == ()


def test_what_follows_stays() -> None:
    made = body(f"Text.[^a]\n\n## Footnotes\n\n{NOTE}\n## Next\n\nMore.")
    assert "Footnotes" not in made.xhtml
    assert [heading.title for heading in made.headings] == ["Next"]


def test_another_heading_over_notes_is_kept_and_reported() -> None:
    made = body(f"Text.[^a]\n\n## Afterthoughts\n\n{NOTE}")
    assert "Afterthoughts</h2>" in made.xhtml
    assert codes(made.findings) == ["empty-section"]


def test_a_rule_over_the_notes_goes() -> None:
    made = body(f"Text.[^a]\n\n---\n\n{NOTE}\n---\n")
    assert "<hr/>" not in made.xhtml
    assert [(finding.code, finding.line) for finding in made.findings] == [("notes-heading", 7)]


def test_it_is_kept_where_a_file_is_compared_with_its_source() -> None:
    made = body(f"Text.[^a]\n\n## Footnotes\n\n{NOTE}", every_word=True)
    assert "Footnotes</h2>" in made.xhtml
    assert made.findings == ()
