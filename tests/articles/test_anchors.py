"""Links to headings by the names that the web gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.articles.heading_anchors import SCHEMES, names
from archivist.dialect.ids import name_of
from tests.articles.making import body, codes

GITHUB, HUGO, GITLAB, PANDOC, KRAMDOWN, BLACKFRIDAY, PYTHON, ASCII = SCHEMES


# By the rules of the programs, which anchors.py names.
@pytest.mark.parametrize(
    ("scheme", "title", "name"),
    [
        (GITHUB, "At 1.0", "at-10"),
        (GITHUB, "C++ & C#: what's new?", "c--c-whats-new"),
        (GITHUB, "To <= 2", "to--2"),
        (GITHUB, "snake_case – and dash", "snake_case--and-dash"),
        (GITHUB, "Что нового?", "что-нового"),
        (GITHUB, "რა მოხდა შემდეგ?", "რა-მოხდა-შემდეგ"),
        (GITHUB, "東京、二〇二四年", "東京二〇二四年"),
        (GITHUB, "हिन्दी में", "हिन्दी-में"),
        (GITHUB, "🎉 Party", "-party"),
        (HUGO, "At 1.0", "at-10"),
        (HUGO, "हिन्दी में", "हनद-म"),
        (GITLAB, "To <= 2", "to-2"),
        (GITLAB, "2022", "anchor-2022"),
        (HUGO, "?!", "heading"),
        (PANDOC, "3. Applications", "applications"),
        (PANDOC, "[HTML], [S5], or [RTF]?", "html-s5-or-rtf"),
        (PANDOC, "At 1.0", "at-1.0"),
        (PANDOC, "33", "section"),
        (KRAMDOWN, "123 Header!", "header"),
        (KRAMDOWN, "Что нового", "section"),
        (BLACKFRIDAY, "At 1.0", "at-1-0"),
        (PYTHON, "Überraschung: ja", "uberraschung-ja"),
        (ASCII, "Café à Paris", "cafe-a-paris"),
    ],
)
def test_names(scheme: object, title: str, name: str) -> None:
    assert list(names(scheme, [title])) == [name]  # type: ignore[arg-type]


def test_repeats() -> None:
    titles = ["Notes", "Notes", "Notes 1", "Notes"]
    assert list(names(GITHUB, titles)) == ["notes", "notes-1", "notes-1-1", "notes-2"]
    assert list(names(PYTHON, ["Notes", "Notes"])) == ["notes", "notes_1"]


THREE = "## Notes\n\n1\n\n## Notes\n\n2\n\n## Notes\n\n3\n\n"


@pytest.mark.parametrize(
    ("headings", "link", "leads"),
    [
        ("## At 1.0", "#at-10", "at-1-0"),
        ("## At 1.0", "#at-1-0", "at-1-0"),
        ("## At 1.0", "#at-1.0", "at-1-0"),
        ("## At 1.0", "#user-content-at-10", "at-1-0"),
        ("## At 1.0", "#AT-10", "at-1-0"),
        ("## C++ & C#: what's new?", "#c--c-whats-new", "c-c-what-s-new"),
        ("## Что нового?", "#%D1%87%D1%82%D0%BE-%D0%BD%D0%BE%D0%B2%D0%BE%D0%B3%D0%BE", "что-нового"),
        ("## 東京、京都", "#東京京都", "東京-京都"),
        ("## 2022", "#2022", "id-2022"),
        ("## A *b* `c`", "#a-b-c", "a-b-c"),
        ("## Notes {#Own.Name}", "#Own.Name", "Own-Name"),
        ("## Notes {#Own.Name}", "#own.name", "Own-Name"),
        (THREE, "#notes", "notes"),
        (THREE, "#notes-1", "notes-2"),
        (THREE + "## Notes {#notes-1}", "#notes-1", "notes-1"),
    ],
)
def test_a_link_leads_to_the_heading_that_the_web_would_lead_to(headings: str, link: str, leads: str) -> None:
    made = body(f"[x]({link})\n\n{headings}")
    assert f'<a href="#{leads}">x</a>' in made.xhtml
    assert f'id="{leads}"' in made.xhtml
    assert made.findings == ()


def test_where_two_readings_differ_the_webs_is_taken_and_it_is_reported() -> None:
    made = body(f"a\n\n[x](#notes-2)\n\n{THREE}")
    assert '<a href="#notes-3">x</a>' in made.xhtml
    (finding,) = made.findings
    assert (finding.code, finding.line) == ("doubtful-fragment", 7)
    assert "#notes-2 leads to heading 3 of 3 “Notes”" in finding.message
    assert "heading 2 of 3 “Notes”" in finding.message


def test_an_id_that_the_author_wrote_comes_first() -> None:
    made = body(f'[x](#notes-2)\n\n<p id="notes-2">here</p>\n\n{THREE}')
    assert '<a href="#notes-2">x</a>' in made.xhtml
    assert '<p id="notes-2">here</p>' in made.xhtml
    assert made.findings == ()


def test_two_headings_with_one_name_in_different_programs() -> None:
    made = body("[x](#a-b)\n\n## A - B\n\n## A B")
    assert '<a href="#a-b-2">x</a>' in made.xhtml
    assert codes(made.findings) == ["doubtful-fragment"]


@pytest.mark.slow
@given(st.lists(st.text(max_size=12), max_size=6))
def test_every_heading_has_a_name_of_its_own_in_each_program(titles: list[str]) -> None:
    for scheme in SCHEMES:
        found = list(names(scheme, titles))
        assert len(set(found)) == len(titles)
        assert all(isinstance(name_of(name), str) for name in found)
