"""What `check` says of a glossary and of the words that are near its names."""

from pathlib import Path

import pytest

from archivist.findings import Finding
from tests.editorial.making import SETTINGS, found, page

CODES = ("glossary-reference", "glossary-same-form", "glossary-unused", "glossary-misspelled")
NAMES = """\
[[term]]
kind = "place"
name = { en = "Tskhinvali", ru = "Тифлис", ka = "ცხინვალი" }

[[term]]
kind = "person"
name = { en = "Ilia Chavchavadze", ka = "ილია ჭავჭავაძე", ru = "Илья Чавчавадзе" }
"""
MENTIONS = "Tskhinvali, Tskhinvali, Ilia Chavchavadze, Ilia Chavchavadze.\n"


def reported(root: Path, glossary: str, *texts: str, lang: str = "en", codes: tuple[str, ...] = CODES) -> list[Finding]:
    (root / "glossary.toml").write_text(glossary, "utf-8")
    files = {f"{number}.md": page(text, f"key: k{number}", lang=lang) for number, text in enumerate(texts)}
    return found(root, files, *codes, settings=SETTINGS.replace('"en"', f'"{lang}"'))


def misspelled(root: Path, text: str, mentions: str = MENTIONS, lang: str = "en") -> list[str]:
    return [each.message for each in reported(root, NAMES, mentions, text, lang=lang) if "misspelling" in each.message]


def test_a_term_that_no_article_mentions_is_reported_with_its_line(tmp_path: Path) -> None:
    glossary = '[[term]]\nname = "one"\n\n[[term]]\nname = "two"\n\n[[term]]\nname = "three"\n'
    (finding,) = reported(tmp_path, glossary, "One, and the note[^a].\n\n[^a]: Three.")
    assert (finding.code, finding.file, finding.line) == ("glossary-unused", "glossary.toml", 4)
    assert finding.message == "no article mentions two (“two”)"


def test_titles_tags_and_descriptions_mention_terms(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('[[term]]\nname = "river"\n[[term]]\nname = "weir"\n', "utf-8")
    files = {"a.md": page("Words.\n", "tags: [river]", "description: Of a weir.")}
    assert found(tmp_path, files, *CODES) == []


@pytest.mark.parametrize(
    ("glossary", "line", "message"),
    [
        ('[[term]]\nname = "one"\nsee_also = ["ona"]\n', 1, "see_also of one: there is no term ona"),
        ('[[term]]\nname = "one"\n\n[[term]]\nid = "b"\nname = "text"\nparent = "x"\n', 4, "parent of b: there is no"),
        ('[[term]]\nname = "one"\nsee_also = ["one"]\n', 1, "see_also of one names the term itself"),
        ('[[term]]\nname = "one"\nparent = "one"\n', 1, "parent of one names the term itself"),
    ],
)
def test_a_reference_to_no_other_term_is_reported(tmp_path: Path, glossary: str, line: int, message: str) -> None:
    (finding,) = reported(tmp_path, glossary, "One text.\n")
    assert (finding.code, finding.file, finding.line) == ("glossary-reference", "glossary.toml", line)
    assert finding.message.startswith(message)


def test_parents_in_a_circle_are_reported(tmp_path: Path) -> None:
    glossary = '[[term]]\nname = "one"\nparent = "text"\n\n[[term]]\nname = "text"\nparent = "one"\n'
    findings = reported(tmp_path, glossary, "One text.\n")
    assert [(each.code, each.line) for each in findings] == [("glossary-reference", 1), ("glossary-reference", 5)]


def test_a_form_of_two_terms_is_reported(tmp_path: Path) -> None:
    glossary = '[[term]]\nname = { en = "one", ka = "x" }\n\n[[term]]\nid = "b"\nname.en = "text"\nforms.en = ["one"]\n'
    (finding,) = reported(tmp_path, glossary, "One text.\n")
    assert (finding.code, finding.line) == ("glossary-same-form", 4)
    assert finding.message == "“one” of b is already a form of one"


@pytest.mark.parametrize(
    "word", ["Tskinvali", "Tskhivnali", "Tshkinvali", "Tskhinwali’s", "Ilia Chavtschavadze", "Ilia Chavchvadze"]
)
def test_a_rare_word_near_a_name_is_reported(tmp_path: Path, word: str) -> None:
    (finding,) = reported(tmp_path, NAMES, MENTIONS, f"Words.\n\nIn {word} there.\n")
    assert (finding.code, finding.file, finding.line) == ("glossary-misspelled", "articles/1.md", 9)
    assert f"“{word.removesuffix('’s').removeprefix('Ilia ')}” is probably a misspelling" in finding.message


@pytest.mark.parametrize(
    "word",
    [
        "Tskhinvalian",
        "Tskhinvalis",
        "tskinvali",
        "Chavchavadzes",
        "Chakvadze",
        "Ilya",
        "`Tskinvali`",
        "[Tskinvali]{lang=de}",
    ],
)
def test_other_words_are_not_reported(tmp_path: Path, word: str) -> None:
    assert misspelled(tmp_path, f"In {word} there.\n") == []


def test_a_word_that_is_written_often_is_not_reported(tmp_path: Path) -> None:
    assert misspelled(tmp_path, "Tskinvali, Tskinvali and Tskinvali.\n") == []


def test_misspelled_declined_forms_are_reported(tmp_path: Path) -> None:
    russian = "Тифлис, Тифлиса, Илья Чавчавадзе, Ильи Чавчавадзе.\n"
    assert misspelled(tmp_path, "В Тфилисе, тифлисский.\n", russian, "ru") == [
        "“Тфилисе” is probably a misspelling of “Тифлис”, a term of the glossary"
    ]


def test_misspelled_georgian_names_are_reported(tmp_path: Path) -> None:
    georgian = "ცხინვალი, ცხინვალში, ილია ჭავჭავაძე, ილია ჭავჭავაძის.\n"
    assert misspelled(tmp_path, "ცხინავლში და ცხინვალელები.\n", georgian, "ka") == [
        "“ცხინავლში” is probably a misspelling of “ცხინვალი”, a term of the glossary"
    ]


def test_an_article_can_allow_it(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text(NAMES, "utf-8")
    files = {"a.md": page(MENTIONS), "b.md": page("Tskinvali.\n", "key: b", "allow: glossary-misspelled")}
    assert found(tmp_path, files, "glossary-misspelled") == []


def test_without_a_glossary_nothing_is_compared(tmp_path: Path) -> None:
    assert found(tmp_path, {"a.md": page("Tskinvali.\n")}, *CODES) == []
