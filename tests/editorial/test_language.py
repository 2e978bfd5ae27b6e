"""Texts that are not in the language they are filed under."""

from pathlib import Path

import pytest

from archivist.editorial.compared_texts import words_of
from archivist.editorial.language_checks import Languages
from archivist.findings import Finding
from archivist.model.articles import Body
from tests.articles.making import article
from tests.editorial.making import PROSE, found, page

KA = "მდინარე მთებიდან გამოდის და სამხრეთისკენ უხვევს, ბაღებისა და ჯებირების გავლით, რათა დიდ წყალს შეუერთდეს. "
RU = "Река выходит из гор и поворачивает на юг, мимо садов и плотин, чтобы слиться ниже города с большой водой. "
JA = "川は山を出て南へ向きを変え、果樹園と堰を過ぎて、町の下で大きな水と合流する。古い地図には別の名前がある。"
ZH = "河流离开群山向南转弯，经过果园和水坝，在城下与更大的河流汇合。旧地图上它有另一个名字，上游的人从不使用。"


def add(written_in: Languages, text: str, language: str, path: str = "a.md") -> Finding | None:
    each = article("", language=language, path=path)
    return written_in.add(words_of(each, Body(f"<body><p>{text}</p></body>")))


# ---------------------------------------------------------------- the script


@pytest.mark.parametrize(("text", "language"), [(KA, "ru"), (KA, "en"), (RU, "ka"), (PROSE, "ru"), (ZH, "en")])
def test_text_in_another_script(text: str, language: str) -> None:
    assert add(Languages(), text * 3, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (KA, "ka"),
        (RU, "ru"),
        (PROSE, "en"),
        (JA, "ja"),
        (ZH, "zh-Hans"),
        (f"{PROSE} {KA * 2}", "ka"),  # a long quotation
        (KA, "mn-Mong"),  # not known
        (KA[:10], "ru"),  # too little to tell
    ],
)
def test_text_in_the_script_of_its_language(text: str, language: str) -> None:
    assert add(Languages(), text * 3, language) is None


def test_an_article_in_another_language_than_it_says(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"a.ru.md": page(KA * 3, lang="ru")}, "language-doubtful")
    assert finding.message == "the language is ru, but 100 % of the letters are Georgian"


# ---------------------------------------------------------------- the words

SMALL = {
    "en": "the of and to in was that it he for is with as on be at by had not are",
    "fr": "le de la et les des en un une du que dans qui par pour au sur pas plus son",
    "os": "æмæ уый йæ сæ кæй уыд йын æй нæ дæр дзы ма сты уæд цы куы ацы иу та йе",
    "ru": "и в не на что он с как по но из у за от же к так для ты вы",
}


def text_in(language: str, number: int) -> str:
    """As prose is: every second word is one of the small ones, the others are the subject's."""
    small, letter = SMALL[language].split(), "ж" if language in ("os", "ru") else "q"
    return " ".join(f"{small[(n * 7 + number) % 20]} {letter * (2 + n % 5)}{small[n % 20]}{letter}" for n in range(60))


def doubtful(*texts: tuple[str, str]) -> list[tuple[str, str]]:
    """The findings in an archive of these texts, each with the language it is filed under."""
    written_in = Languages()
    for number, (text, language) in enumerate(texts):
        assert add(written_in, text, language, f"{number}.md") is None
    return [(finding.file, finding.message) for finding in written_in.findings()]


def articles_in(*tags: str, number: int = 8) -> list[tuple[str, str]]:
    return [(text_in(tag, n), tag) for tag in tags for n in range(number)]


@pytest.mark.parametrize(("own", "other"), [("en", "fr"), ("fr", "en"), ("os", "ru"), ("ru", "os")])
def test_words_of_another_language_of_the_archive(own: str, other: str) -> None:
    (finding,) = doubtful(*articles_in(own, other), (text_in(other, 30), own))
    assert finding == ("16.md", f"the language is {own}, but the words are rather those of {other}")


def test_words_of_the_own_language_are_no_finding() -> None:
    assert doubtful(*articles_in(*SMALL)) == []


def test_few_articles_say_nothing_of_a_language() -> None:
    assert doubtful(*articles_in("en", number=8), *articles_in("fr", number=3), (text_in("en", 30), "fr")) == []


def test_two_forms_of_one_language_are_not_distinguished() -> None:
    assert doubtful(*articles_in("en"), *((text_in("en", n), "en-GB") for n in range(6))) == []
