"""The same text twice: found also with changes, and told from what is only a formula."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.editorial.alike import SameTexts
from archivist.editorial.compared_texts import words_of
from archivist.findings import Finding
from archivist.model.articles import Article, Body
from tests.articles.making import article
from tests.editorial.making import PROSE, found, page

LONG = " ".join(f"Sentence {n} tells of the {n * 37 % 101} villages and the {n * 53 % 97} bridges." for n in range(300))


def texts(*pairs: tuple[Article, str]) -> list[Finding]:
    same = SameTexts()
    for each, text in pairs:
        same.add(words_of(each, Body(f"<body><p>{text}</p></body>")))
    return list(same.findings())


def named(key: str, language: str = "en") -> Article:
    return article("", key=key, language=language, path=f"{key}.{language}.md")


def test_the_same_text_under_two_keys(tmp_path: Path) -> None:
    other = PROSE.replace("The river", "**The** [river](https://example.org)").replace(". ", ".\n\n")
    files = {"a.en.md": page(PROSE), "b.en.md": page(other, date="2022-04-01"), "c.en.md": page("Not the same. " * 20)}
    (finding,) = found(tmp_path, files, "same-text", "same-text-translated")
    assert (finding.code, finding.file) == ("same-text", "articles/b.en.md")
    assert finding.message == "the same text is in a.en.md"


def test_the_same_text_in_two_languages_of_a_work(tmp_path: Path) -> None:
    files = {"a.en.md": page(PROSE), "a.fr.md": page(PROSE, lang="fr")}
    (finding,) = found(tmp_path, files, "same-text", "same-text-translated")
    assert (finding.code, finding.file) == ("same-text-translated", "articles/a.fr.md")
    assert "as in en, a.en.md, is filed here as fr" in finding.message


@pytest.mark.parametrize("changed", [LONG.replace("villages", "hamlets", 40), LONG.replace("Sentence 7", "Number 7")])
def test_nearly_the_same_text(changed: str) -> None:
    (finding,) = texts((named("a"), LONG), (named("b"), changed), (named("c"), PROSE))
    assert "nearly (" in finding.message
    assert "a.en.md" in finding.message


def test_a_quotation_is_not_the_same_text() -> None:
    assert texts((named("a"), LONG[: len(LONG) // 3]), (named("b"), LONG)) == []


def test_short_texts_are_alike_by_chance() -> None:
    assert texts((named("a"), "A correction to our last issue."), (named("b"), "A correction to our last issue.")) == []


def test_a_formula_of_the_house_makes_no_texts_alike() -> None:
    ends = "This serial is printed by volunteers, and we thank all who have sent us letters and photographs this month."
    own = [" ".join(f"{word}{n}" for word in PROSE.split()) for n in range(30)]
    assert texts(*((named(f"a{n}"), f"{ends} {text} {ends}") for n, text in enumerate(own))) == []


def test_many_copies_are_reported_each(tmp_path: Path) -> None:
    files = {f"a{n}.en.md": page(PROSE) for n in range(30)}
    assert len(found(tmp_path, files, "same-text")) == 29


def test_text_without_spaces_is_compared_by_its_clauses() -> None:
    clauses = "、".join(f"第{n}章は{n * 37 % 101}の村と{n * 53 % 97}の橋のことを語るものである" for n in range(40))
    (finding,) = texts((named("a", "ja"), clauses), (named("b", "ja"), clauses.replace("第7章", "序章")))
    assert "nearly" in finding.message


def test_text_without_spaces_is_the_same_by_clauses_and_prose_only_by_runs_of_words() -> None:
    clauses = [f"第{n}章は{n * 37 % 101}の村と{n * 53 % 97}の橋のことを語るものである" for n in range(40)]
    changed = [f"{clause}別" if n % 4 == 0 else clause for n, clause in enumerate(clauses)]
    (finding,) = texts((named("a", "ja"), "、".join(clauses)), (named("b", "ja"), "、".join(changed)))
    assert "nearly (75 %)" in finding.message
    words = LONG.split()
    assert texts((named("a"), LONG), (named("b"), " ".join(sorted(words)))) == []  # the same words in another order


@given(st.permutations([("a", LONG), ("b", LONG + " One more."), ("c", PROSE), ("d", PROSE)]))
def test_the_order_of_reading_makes_no_difference(order: list[tuple[str, str]]) -> None:
    findings = {(f.file, f.message) for f in texts(*((named(key), text) for key, text in order))}
    assert {file for file, _ in findings} == {"b.en.md", "d.en.md"}


# ---------------------------------------------------------------- formulas, and notices that come again


def own_words(name: str, number: int) -> str:
    return " ".join(f"{name}{n * 7 % number}" for n in range(number))


def serial(number: int, formula: int, own: int) -> list[tuple[Article, str]]:
    """Texts that have so many words in common, and so many of their own."""
    shared = own_words("shared", formula)
    return [(named(f"a{n:02}"), f"{shared} {own_words(f'own{n}x', own)}") for n in range(number)]


@pytest.mark.parametrize("number", [5, 12, 40])
def test_a_column_with_a_long_formula_is_no_same_text(number: int) -> None:
    assert texts(*serial(number, formula=150, own=60)) == []


def test_two_texts_with_much_in_common_are_reported() -> None:
    assert len(texts(*serial(2, formula=150, own=60))) == 1


@pytest.mark.parametrize("number", [5, 40])
def test_a_notice_that_comes_every_week_with_a_word_changed_is_reported_each_time(number: int) -> None:
    assert len(texts(*serial(number, formula=300, own=1))) == number - 1


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(LONG + " This article was first published elsewhere.", id="a line more"),
        pytest.param("A new lead for an old article. " + LONG, id="another beginning"),
        pytest.param(LONG[: len(LONG) * 9 // 10], id="cut"),
        pytest.param(LONG[len(LONG) // 2 :] + LONG[: len(LONG) // 2], id="its halves in another order"),
    ],
)
def test_an_article_published_again_with_changes_is_reported(changed: str) -> None:
    assert len(texts((named("a"), LONG), (named("b"), changed))) == 1


def test_an_article_and_its_translation_are_not_the_same_text() -> None:
    translated = " ".join(f"Предложение {n} о {n * 37 % 101} селах и {n * 53 % 97} мостах." for n in range(300))
    assert texts((named("a"), LONG), (named("a", "ru"), translated), (named("b", "ru"), translated[:500])) == []
