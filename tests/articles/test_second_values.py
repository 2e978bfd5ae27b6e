"""What the front matter says and the volume does not: a second value of a fact, marks in plain text."""

from pathlib import Path

import pytest

from tests.articles.making import codes, read


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("author: X\nauthors: [Y]", ["`authors` is used, and `author` is not"]),
        ("author: X\nauthors: [X, Y]", []),
        ("description: X\nexcerpt: Y\nsummary: X", ["`description` is used, and `excerpt` is not"]),
        ("locale: en_US", []),
        ("language: ka", ["`lang` is used, and `language` is not"]),
        ("author:\nauthors: [Y]", []),
    ],
)
def test_a_second_value_of_a_fact_is_reported(tmp_path: Path, block: str, said: list[str]) -> None:
    text = f"---\ntitle: T\ndate: 2022-03-30\nlang: en\n{block}\n---\nText.\n"
    _, findings = read(tmp_path, {"a.md": text})
    assert [each.message for each in findings if each.code == "front-matter-second-value"] == said


def test_references_to_characters_in_a_title_are_reported(tmp_path: Path) -> None:
    for title, is_reported in (("A &amp; B", True), ("AT&T; x", False), (r"A\_b", True), (r"C:\_b", False)):
        text = f"---\ntitle: {title}\ndate: 2022-03-30\nlang: en\n---\nText.\n"
        (article,), findings = read(tmp_path, {"a.md": text})
        assert article.title == title
        assert ("marks-in-plain-text" in codes(findings)) is is_reported
