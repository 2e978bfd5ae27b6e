"""Character references that name no character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.editorial.reference_checks import reference_flaws
from tests.editorial.making import fixed, found, page


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("It&#146;s", "It’s"),
        ("&#147;So&#x94; &#151; no", "“So” — no"),
        ("&#55357;&#56832; and &#xD83D;&#xde00;", "😀 and 😀"),
        ("&#55357; &#0; &#129; &#9999999;", "&#55357; &#0; &#129; &#9999999;"),  # nobody can tell
        ("`&#146;` [x](https://example.org/&#146;)", "`&#146;` [x](https://example.org/&#146;)"),
        ("\\&#146;", "\\&#146;"),  # printed as written
    ],
)
def test_what_is_repaired(text: str, right: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, {"a.md": page(text)})["a.md"].decode() == page(right)


def test_what_is_reported(tmp_path: Path) -> None:
    findings = found(tmp_path, {"a.md": page("It&#146;s\n\n&#55357;\n\n`&#146;`\n")}, "character-reference")
    assert [(finding.line, finding.message) for finding in findings] == [
        (6, "&#146; names no character, but ’ in Windows-1252"),
        (8, "&#55357; names no character"),
    ]


@pytest.mark.parametrize("text", ["&#65; &#x2019; &#128512; &amp; &eacute; &#8203;", "&amp;#146;", "&# 146;", "#146"])
def test_references_that_name_a_character_are_no_finding(text: str) -> None:
    assert list(reference_flaws(text, 0)) == []


@given(st.lists(st.sampled_from(["&#55357;", "&#56832;", "&#146;", "&#65;", "x", "&#0;", "\n"])).map("".join))
def test_flaws_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    done = 0
    for flaw in reference_flaws(text, 0):
        assert flaw.start >= done
        done = flaw.end
        assert text[flaw.start : flaw.end].startswith("&#")
        assert text[flaw.start : flaw.end].endswith(";")
