"""Rules of a style sheet that may hide text or the numbers of lists."""

from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.epub.style_sheet import program_style
from archivist.style_sheets.hiding_rules import hiding_rules


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("p { color: red }\np { visibility: hidden }", [(2, "p { visibility: hidden }")]),
        (".byline { display: none }", [(1, ".byline { display: none }")]),
        ("@media print { em { opacity: 0 !important } }", [(1, "em { opacity: 0 }")]),
        ("ol { list-style: none inside }", [(1, "ol { list-style: none inside }")]),
        ("ol,\nul {\n  list-style-type: none;\n}", [(3, "ol, ul { list-style-type: none }")]),
        (".body li { display: block }", [(1, ".body li { display: block }")]),
        ("ol { counter-reset: list-item 4 }", [(1, "ol { counter-reset: list-item 4 }")]),
        ("* { li\\73t-style: none }", [(1, "* { list-style: none }")]),
        ("ul ol { list-style: none }", [(1, "ul ol { list-style: none }")]),
        ("em { color: TRANSPARENT }", [(1, "em { color: transparent }")]),
    ],
)
def test_they_are_named_with_their_line(style: str, found: list[tuple[int, str]]) -> None:
    assert list(hiding_rules(style)) == found


@pytest.mark.parametrize(
    "style",
    [
        "ul { list-style: none } ul > li, ol ul li { list-style: none }",
        ".related ol { list-style: none }",
        "nav li { display: inline }",
        "ol { list-style-type: lower-roman; counter-reset: mine }",
        "li::before { display: inline-block }",
        "p { opacity: 0.5; color: gray; display: block }",
        "/* p { display: none } */ p::after { content: 'display: none' }",
        "not a rule",
        "",
    ],
)
def test_others_are_not(style: str) -> None:
    assert list(hiding_rules(style)) == []


def test_the_style_sheet_of_the_epub_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "own.css").write_text("p { margin: 0 }\nol { list-style: none }\n")
    (tmp_path / "archivist.toml").write_text('[archive]\ntitle = "T"\n[epub]\nstyle = "own.css"\n')
    (finding,) = open_archive(tmp_path).hiding_rules()
    assert (finding.code, finding.file, finding.line) == ("epub-style-hides", "own.css", 2)


def test_the_program_has_no_such_rule_for_lists_of_articles() -> None:
    assert [rule for _, rule in hiding_rules(program_style()) if "list-style" in rule] == []
