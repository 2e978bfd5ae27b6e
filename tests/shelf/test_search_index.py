"""The index of the search: every form of a word leads to all texts with the word. As JavaScript reads it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.record.reading import read_record
from archivist.shelf.base_forms import base_forms, language_of
from archivist.shelf.holdings import Holding
from archivist.shelf.search_index import mentioned_forms
from archivist.shelf.site import ShelvedText
from tests.archives import Compiled
from tests.shelf.conftest import MadeShelf


def read_terms(folder: Path) -> dict[str, str]:
    terms: dict[str, str] = {}
    for number in range(len(list((folder / "search").glob("terms-*.js")))):
        text = (folder / "search" / f"terms-{number}.js").read_text()
        match = re.fullmatch(rf"shelfSearch\.terms\({number},(.*)\)\n", text)
        assert match
        terms |= json.loads(match[1])
    return terms


def texts_with(terms: dict[str, str], word: str) -> set[int]:
    """As assets/search.js finds them."""
    found: set[int] = set()
    for term in (word, *terms.get(word, "").partition("=")[2].split()):
        number = 0
        for each in terms.get(term, "").partition("=")[0].split():
            number += int(each[:-1], 36)
            found.add(number)
    return found


@pytest.fixture(scope="module")
def terms(spoken_shelf: MadeShelf) -> dict[str, str]:
    return read_terms(spoken_shelf.folder)


@pytest.mark.parametrize(
    "forms",
    [
        ["საქართველო", "საქართველოს", "საქართველოში"],
        ["გაზეთებს", "გაზეთმა"],
        ["ლიახვი", "ლიახვზე"],
        ["газета", "газетами", "газеты"],
        ["грузия", "грузии"],
        ["paper", "papers"],
        ["library", "libraries"],
    ],
)
def test_each_form_finds_the_texts_of_all_forms(terms: dict[str, str], forms: list[str]) -> None:
    found = [texts_with(terms, form) for form in forms]
    assert len(found[0]) >= 2
    assert all(each == found[0] for each in found)


def test_a_word_of_one_text_finds_that_one(spoken_shelf: MadeShelf, terms: dict[str, str]) -> None:
    (number,) = texts_with(terms, "მთიანი")
    text = (spoken_shelf.folder / "search/texts-0.js").read_text()
    title, address, *_, beginning = json.loads(text[text.index(",") + 1 : -2])[number]
    assert (title, address) == ("1", "ka/2022-03/text/ka1.html")
    assert beginning == "საქართველო მთიანი ქვეყანაა."  # without date and title


def test_a_result_shows_no_byline(shelf: MadeShelf) -> None:
    text = (shelf.folder / "search/texts-0.js").read_text()
    shown = {each[1]: each for each in json.loads(text[text.index(",") + 1 : -2])}
    assert not [each for each in shown.values() if "Nino" in each[-1] or each[0] in each[-1]]
    assert all(each[-1] for each in shown.values())


def test_terms_are_ordered_as_the_manifest_says(spoken_shelf: MadeShelf, terms: dict[str, str]) -> None:
    text = (spoken_shelf.folder / "search/manifest.js").read_text()
    manifest = json.loads(text[text.index(",") + 1 : -2])
    assert list(terms) == sorted(terms)
    assert manifest["terms"][0] == min(terms)
    assert manifest["languages"] == [["en", 3], ["ka", 5], ["ru", 3]]


def test_names_decline_by_rule_and_words_by_the_dictionary() -> None:
    forms = base_forms(["ლიახვი", "ლიახვის", "წიგნებით", "წიგნი"], "ka")
    assert forms["ლიახვის"] == {"ლიახვი"}
    assert forms["წიგნებით"] >= {"წიგნი"}
    assert "ლიახვი" not in forms
    assert base_forms(["os", "word"], "os") == {}


def test_the_shortest_form_of_an_entry_is_its_base_and_the_first_of_equally_short_ones(made: Compiled) -> None:
    """The order of a set of words is another one in each process."""
    holding = Holding(read_record(made.root / "build/2022-03/volume.en.json"), made.root)
    article, document = next(holding.texts())
    words = frozenset(f"gori{letter}" for letter in "abcdefghijklmnop")
    mentions = {"gori": {"1": (*words, "tiflis"), "2": ("gorissa",)}}
    text = ShelvedText(holding, article, replace(document, mentions=mentions), "en/x.html")
    assert mentioned_forms([text]) == dict.fromkeys([*sorted(words)[1:], "gorissa"], "goria")


def test_a_word_in_another_script_has_the_forms_of_its_language() -> None:
    assert language_of("საქართველოს", "en", ["en", "ka", "ru"]) == "ka"
    assert language_of("газета", "uk", ["en", "ru"]) == "uk"
    assert language_of("paper", "en", ["ka"]) == "en"
    assert language_of("paper", "ka", ["ka"]) == "ka"
