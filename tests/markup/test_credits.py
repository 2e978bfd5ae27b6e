"""Translators, editors and others: printed below the authors, and in the metadata of the book."""

from typing import Any

from archivist.article_facts import Person
from archivist.model.book import Contributor
from tests.apparatus.making import article, config
from tests.markup.making import book, classed, named, one, text_of, tree

PEOPLE: dict[str, Any] = {
    "authors": ("Nino Example",),
    "translators": (Person("Ana Example", "trl"), Person("Gela Example", "trl")),
    "contributors": (Person("Nino Example", orcid="0000-0002-1825-0097"), Person("Pavle Example", "pht")),
}


def test_credits_follow_the_byline_by_role() -> None:
    head = classed(one("Text.", **PEOPLE), "article-header")[0]
    assert [text_of(line) for line in head][-2:] == [
        "By Nino Example",
        "Translated by Ana Example, Gela Example · Photographs by Pavle Example",
    ]


def test_an_article_without_them_has_no_line() -> None:
    assert not classed(one("Text.", authors=("Nino Example",)), "credits")


def test_each_column_has_its_own_credits_in_its_language() -> None:
    settings = config("en", "ka", editions={"languages": ["en", "ka"], "parallel": "columns"})
    second = article("a", "ტექსტი.", "ka", translators=(Person("ანა მაგალითი", "trl"),))
    made = book(settings, article("a", **PEOPLE), second)
    lines = [text_of(line) for line in classed(tree(named(made, "a")), "credits")]
    assert lines == [
        "Translated by Ana Example, Gela Example · Photographs by Pavle Example",
        "თარგმანი: ანა მაგალითი",
    ]
    assert Contributor("ანა მაგალითი", "trl") in made.metadata.contributors


def test_the_book_names_everyone_once_in_a_role_with_identifiers() -> None:
    made = book(config(), article("a", authors=("Nino Example",)), article("b", **PEOPLE))
    assert made.metadata.contributors == (
        Contributor("Nino Example", "aut", "0000-0002-1825-0097"),
        Contributor("Ana Example", "trl"),
        Contributor("Gela Example", "trl"),
        Contributor("Pavle Example", "pht"),
    )
