"""Built-in labels: complete, with the same placeholders in each language, and chosen by language and script."""

import re
from collections.abc import Mapping

import pytest

from archivist.fonts import FontLibrary
from archivist.markup.labels import ENGLISH, built_in_languages, labels_for
from archivist.text import languages

WANTED = [
    *("en", "ka", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "uk", "be", "bg", "sr", "hy", "az", "tr", "el"),
    *("he", "ar", "fa", "hi", "ja", "ko", "zh-Hans", "zh-Hant"),
]
FONTS = FontLibrary()


def placeholders(labels: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: sorted(re.findall(r"\{\w+\}", text)) for name, text in labels.items()}


def test_there_are_labels_for_every_language_wanted() -> None:
    assert set(WANTED) <= set(built_in_languages())


@pytest.mark.parametrize("language", built_in_languages())
def test_the_labels_of_a_language_are_complete(language: str) -> None:
    labels, missing = labels_for(language, {})
    assert not missing
    assert placeholders(labels) == placeholders(ENGLISH)
    assert all(text == text.strip() and text for text in labels.values())


@pytest.mark.parametrize("language", [tag for tag in built_in_languages() if languages.script(tag) != "Latn"])
def test_labels_are_in_the_script_of_their_language(language: str) -> None:
    labels, _ = labels_for(language, {})
    own = [
        name
        for name, text in labels.items()
        if not re.search("[A-Za-z]", re.sub(r"\{\w+\}|archivist|SHA-256|URL", "", text))
    ]
    assert set(labels) - set(own) == {"issn", "issn_l", "isbn", "doi", "ark", "urn_nbn"}


@pytest.mark.parametrize("language", built_in_languages())
def test_every_character_of_the_labels_has_a_font(language: str) -> None:
    labels, _ = labels_for(language, {})
    assert FONTS.faces_for("".join(labels.values()), language)[1] == frozenset()


@pytest.mark.parametrize(
    ("tag", "same_as"),
    [
        ("de-AT", "de"), ("pt-BR", "pt"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"), ("sr-Cyrl-RS", "sr"), ("sr-Latn-RS", "sr-Latn"), ("sr-RS", "sr"), ("ka-GE", "ka"),
    ],
)  # fmt: skip
def test_a_tag_with_a_region_takes_the_labels_of_its_language_and_script(tag: str, same_as: str) -> None:
    assert labels_for(tag, {}) == labels_for(same_as, {})
    assert labels_for(tag, {})[1] == ()


@pytest.mark.parametrize("tag", ["uk-Latn", "az-Cyrl", "os", "ab"])
def test_another_script_or_language_has_no_labels_of_its_own(tag: str) -> None:
    labels, missing = labels_for(tag, {})
    assert set(missing) == set(ENGLISH)
    assert labels == ENGLISH


def test_labels_of_the_archive_go_before_those_of_the_program() -> None:
    labels, missing = labels_for(
        "de-CH", {"de": {"contents": "Verzeichnis", "page": "Seite {page}"}, "de-CH": {"page": "S. {page}"}}
    )
    assert (labels["contents"], labels["page"], labels["notes"]) == ("Verzeichnis", "S. {page}", "Anmerkungen")
    assert not missing
