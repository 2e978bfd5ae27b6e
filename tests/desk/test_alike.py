"""The same text twice, and text in another script than its language has."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.desk.alike import SameTexts, other_script, words_of
from archivist.findings import Finding
from archivist.model import Article, Body
from tests.articles.making import article
from tests.desk.making import PROSE, found, page

KA = "მდინარე მთებიდან გამოდის და სამხრეთისკენ უხვევს, ბაღებისა და ჯებირების გავლით, რათა დიდ წყალს შეუერთდეს. "
RU = "Река выходит из гор и поворачивает на юг, мимо садов и плотин, чтобы слиться ниже города с большой водой. "
JA = "川は山を出て南へ向きを変え、果樹園と堰を過ぎて、町の下で大きな水と合流する。古い地図には別の名前がある。"
ZH = "河流离开群山向南转弯，经过果园和水坝，在城下与更大的河流汇合。旧地图上它有另一个名字，上游的人从不使用。"
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
    assert finding.message == "the same text stands in a.en.md"


def test_the_same_text_in_two_languages_of_a_work(tmp_path: Path) -> None:
    files = {"a.en.md": page(PROSE), "a.fr.md": page(PROSE, lang="fr")}
    (finding,) = found(tmp_path, files, "same-text", "same-text-translated")
    assert (finding.code, finding.file) == ("same-text-translated", "articles/a.fr.md")
    assert "as in en, a.en.md, stands here as fr" in finding.message


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


def test_many_copies_are_told_each(tmp_path: Path) -> None:
    files = {f"a{n}.en.md": page(PROSE) for n in range(30)}
    assert len(found(tmp_path, files, "same-text")) == 29


def test_text_without_spaces_is_compared_by_its_clauses() -> None:
    clauses = "、".join(f"第{n}章は{n * 37 % 101}の村と{n * 53 % 97}の橋のことを語るものである" for n in range(40))
    (finding,) = texts((named("a", "ja"), clauses), (named("b", "ja"), clauses.replace("第7章", "序章")))
    assert "nearly" in finding.message


@given(st.permutations([("a", LONG), ("b", LONG + " One more."), ("c", PROSE), ("d", PROSE)]))
def test_the_order_of_reading_makes_no_difference(order: list[tuple[str, str]]) -> None:
    findings = {(f.file, f.message) for f in texts(*((named(key), text) for key, text in order))}
    assert {file for file, _ in findings} == {"b.en.md", "d.en.md"}


# ---------------------------------------------------------------- the script


def doubtful(text: str, script: str) -> Finding | None:
    return other_script(words_of(named("a"), Body(f"<body><p>{text * 3}</p></body>")), script)


@pytest.mark.parametrize(("text", "script"), [(KA, "Cyrl"), (KA, "Latn"), (RU, "Geor"), (PROSE, "Cyrl"), (ZH, "Latn")])
def test_text_in_another_script(text: str, script: str) -> None:
    assert doubtful(text, script)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (KA, "Geor"),
        (RU, "Cyrl"),
        (PROSE, "Latn"),
        (JA, "Jpan"),
        (ZH, "Hans"),
        (f"{PROSE} {KA * 2}", "Geor"),  # a long quotation
        (KA, "Mong"),  # not known
        (KA[:30], "Cyrl"),  # too little to tell
    ],
)
def test_text_in_the_script_of_its_language(text: str, script: str) -> None:
    assert doubtful(text, script) is None


def test_an_article_in_another_language_than_it_says(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"a.ru.md": page(KA * 3, lang="ru")}, "language-doubtful")
    assert finding.message == "the language is ru, but 100 % of the letters are Georgian"
