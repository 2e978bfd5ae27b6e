"""Front matter that lacks quotation marks: one message that shows the line as it must be written."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.articles.article_front_matter import FrontMatterError, read_front_matter
from archivist.front_matter.quoting import quoted
from archivist.readers.site_folders import site_front_matter as foreign
from tests.articles.making import read
from tests.editorial.making import fixed, found

UNREADABLE = {
    "title: The river: a life": 'title: "The river: a life"',
    "title: @x": 'title: "@x"',
    "title: {{ page.title }}": 'title: "{{ page.title }}"',
    "title: % of the vote": 'title: "% of the vote"',
    "title: *important*": 'title: "*important*"',
    "title: `code` here": 'title: "`code` here"',
    "title: - a": 'title: "- a"',
    'title: "The river': 'title: "The river"',
    "title: 'It's here'": 'title: "It\'s here"',
    'title: "A" and "B" meet': 'title: \'"A" and "B" meet\'',
    'title: "He said "no""': "title: 'He said \"no\"'",
    "title: [Review] The film": 'title: "[Review] The film"',
    "title: Something:": 'title: "Something:"',
    "title: > quote": 'title: "> quote"',
    "title: The river: a life # remark": 'title: "The river: a life"',
    "title:The river": "title: The river",
    "title: &": 'title: "&"',
    "\ttitle: The river": "title: The river",
}


def page(line: str) -> str:
    return f"---\n{line}\ndate: 2024-01-02\nlang: en\n---\nText.\n"


@pytest.mark.parametrize(("line", "fixed"), UNREADABLE.items())
def test_a_value_yaml_cannot_read_is_shown_as_it_must_be_written(line: str, fixed: str) -> None:
    with pytest.raises(FrontMatterError) as own:
        read_front_matter(page(line))
    with pytest.raises(foreign.FrontMatterError) as site:
        foreign.read_front_matter(page(line))
    assert (own.value.line, own.value.message) == (2, site.value.message)
    assert own.value.message.endswith(f": {fixed}")
    assert read_front_matter(page(fixed)).entries["title"].written


def test_a_value_toml_cannot_read_is_shown_as_it_must_be_written() -> None:
    with pytest.raises(FrontMatterError, match='put the value in quotation marks; write: title = "The river"'):
        read_front_matter("+++\ntitle = The river\n+++\n")


@pytest.mark.parametrize(
    ("line", "fixed"),
    {
        "tags: [Issue #5, b]": 'tags: ["Issue #5", b]',
        "tags: [#a, #b]": 'tags: ["#a", "#b"]',
        "authors: [A, @b, C: D: E]": 'authors: [A, "@b", "C: D: E"]',
    }.items(),
)
def test_the_items_of_a_list_are_shown_as_they_must_be_written(line: str, fixed: str) -> None:
    with pytest.raises(FrontMatterError) as error:
        read_front_matter(page(f"title: T\n{line}"))
    assert (error.value.line, error.value.fixed) == (3, ((3, fixed),))
    assert read_front_matter(page(fixed)).entries


@pytest.mark.parametrize(
    "block", ["description: first\n  second: line", "tags: [[a: b: c], d]", "- a", "a: &x [1]\nb: *x"]
)
def test_where_quotation_marks_do_not_help_none_are_proposed(block: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter(page(block))
    assert not caught.value.fixed


CUT = {
    "title: Issue #5 is out": (
        "front-matter-cut",
        '#5 is out is not part of `title` for YAML; write: title: "Issue #5 is out"',
    ),
    "title: A #tag # remark": (
        "front-matter-cut",
        '#tag # remark is not part of `title` for YAML; write: title: "A #tag # remark"',
    ),
    "title: T\nauthor: N. #1": ("front-matter-cut", '#1 is not part of `author` for YAML; write: author: "N. #1"'),
    "title: T\nauthors:\n  - A #1\n  - B": (
        "front-matter-cut",
        '#1 is not part of `authors` for YAML; write: - "A #1"',
    ),
    "title: T\nauthor: Null": ("front-matter-cut", 'Null is not part of `author` for YAML; write: author: "Null"'),
    "title: &x The river": ("front-matter-cut", '&x is not part of `title` for YAML; write: title: "&x The river"'),
    'title: "C:\\new"': (
        "front-matter-cut",
        "\\n in `title` is one character in these quotation marks; write: title: 'C:\\new'",
    ),
    'title: T\nauthors:\n  - "\\new"': (
        "front-matter-cut",
        "\\n in `authors` is one character in these quotation marks; write: - '\\new'",
    ),
    "title: C # and F": ("front-matter-comment", "# and F is taken for a comment of `title`"),
}


@pytest.mark.parametrize(("block", "told"), CUT.items())
def test_a_value_that_yaml_cuts_is_reported(tmp_path: Path, block: str, told: tuple[str, str]) -> None:
    _, findings = read(tmp_path, {"a.md": page(block)})
    line = (
        page(block).split("\n").index(next(each for each in page(block).split("\n") if told[1].split()[0] in each)) + 1
    )
    assert [(each.code, each.message, each.line) for each in findings] == [(*told, line)]


@pytest.mark.parametrize(
    "block",
    [
        "title: C# and F#",
        "title: 'Issue #5'",
        "title: T\ndraft: false #later",
        "title: T\nauthor:\n",
        "title: &t The river\ndescription: *t",
        "title: |\n  Issue #5",
        "title: T\n#description: x",
        "title: T # ",
    ],
)
def test_a_value_that_is_whole_is_not_reported(tmp_path: Path, block: str) -> None:
    assert read(tmp_path, {"a.md": page(block)})[1] == ()


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn")), min_size=1, max_size=20))
def test_quotation_marks_keep_every_character(value: str) -> None:
    written = value.replace("\ufeff", "").replace("\ufffe", "").replace("\uffff", "") or "x"
    assert read_front_matter(page(f"title: {quoted(written)}")).entries["title"].data == written


def test_fix_puts_values_in_quotation_marks_and_changes_nothing_else(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "2024/a.md": page("title: The river: a life").encode().replace(b"\n", b"\r\n"),
        "2024/b.md": page("title: Issue #5 is out\nauthors: [A, B] # two\ndescription: x \u200b#y"),
        "2024/c.md": page("title: C # and F"),
        "2024/d.md": page("title: A: b\ndescription: @me"),
        "2024/e.md": page("title: T\nauthor: Null"),
    }
    after = fixed(tmp_path, files)
    assert after["2024/a.md"] == page('title: "The river: a life"').encode()
    assert after["2024/b.md"].startswith(b'---\ntitle: "Issue #5 is out"\nauthors: [A, B] # two\n')
    assert after["2024/c.md"].decode() == files["2024/c.md"]
    assert after["2024/d.md"] == page('title: "A: b"\ndescription: "@me"').encode()
    assert after["2024/e.md"].decode() == files["2024/e.md"]
    assert [each.file for each in found(tmp_path, {}, "front-matter-broken", "front-matter-cut")] == [
        "articles/2024/e.md"
    ]


@pytest.mark.parametrize(
    "block", ['title: "C:\\\\new"', "title: 'C:\\new'", 'title: "A\\nB\\tC \\u10d0"', 'title: T\nfile: "C:\\new"']
)
def test_escapes_that_are_meant_are_not_reported(block: str) -> None:
    assert read_front_matter(page(block)).unquoted == ()


def test_escapes_of_toml_are_reported() -> None:
    (each,) = read_front_matter('+++\ntitle = "C:\\new"\n+++\n').unquoted
    assert (each.line, each.fixed) == (2, "title = 'C:\\new'")


def test_an_import_reports_a_value_that_yaml_cuts() -> None:
    cut = foreign.read_front_matter(page("title: Issue #5 is out")).unquoted
    assert [(each.line, each.lost, each.fixed) for each in cut] == [(2, "#5 is out", 'title: "Issue #5 is out"')]
    assert [each.lost for each in foreign.read_front_matter(page("title: !x foo")).unquoted] == ["!x"]


def test_a_day_that_is_not_in_the_calendar_needs_no_quotation_marks() -> None:
    with pytest.raises(FrontMatterError) as caught:
        read_front_matter('+++\ntitle = "A"\ndate = 2021-02-30\n+++\n')
    assert (caught.value.line, caught.value.fixed) == (3, ())
