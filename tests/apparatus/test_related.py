"""Related reading: where an entry leads, and under which title."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from archivist.model.annotated import RelatedEntry, RelatedKind
from archivist.model.articles import RelatedLink
from tests.apparatus.making import Planned, article, config

APRIL = datetime.date(2022, 4, 1)
EARLIER = datetime.date(2022, 1, 5)


def entries(*links: RelatedLink, language: str = "en", missing: str = "omit", **fields: Any) -> tuple[Any, Any]:
    """The entries of an article beside four other works, and the findings."""
    planned = Planned(
        config("en", "ka", missing=missing),
        article("a", related=links, **fields),
        article("a", language="ka", related=links, **fields),
        article("here"),
        article("here", language="ka"),
        article("past", date=EARLIER),
        article("past", language="ka", date=EARLIER),
        article("only-ka", language="ka"),
        article("russian", language="ru", date=EARLIER),
    )
    edition, findings = planned.annotated(language)
    return edition.articles[0].related, findings


@pytest.mark.parametrize("language", ["en", "ka"])
def test_titles_are_those_of_the_editions_language(language: str) -> None:
    (here, past), findings = entries(RelatedLink("here"), RelatedLink("past"), language=language)
    printed = RelatedEntry(RelatedKind.HERE, f"Here in {language}", language, "here", "2022-03")
    assert here == replace(printed, path=f"here.{language}.md")
    elsewhere = RelatedEntry(RelatedKind.VOLUME, f"Past in {language}", language, "past", "2022-01")
    assert past == replace(elsewhere, path=f"past.{language}.md", edition=f"2022-01.{language}")
    assert findings == ()


def test_a_work_without_an_article_in_this_language_is_found_in_its_own() -> None:
    (russian, georgian), findings = entries(RelatedLink("russian"), RelatedLink("only-ka"))
    assert (russian.kind, russian.title, russian.language) == (RelatedKind.VOLUME, "Russian in ru", "ru")
    # of this very volume, but of another edition of it
    assert (georgian.kind, georgian.language, georgian.volume) == (RelatedKind.VOLUME, "ka", "2022-03")
    assert findings == ()


def test_an_original_printed_for_want_of_a_translation_is_here() -> None:
    (entry,), _ = entries(RelatedLink("only-ka"), missing="original")
    assert (entry.kind, entry.title, entry.language) == (RelatedKind.HERE, "Only-ka in ka", "ka")


def test_an_address_was_seen_when_the_author_says_or_the_page_was_kept() -> None:
    web = "https://example.org/x"
    (said, kept), _ = entries(RelatedLink(web, "A page", EARLIER), RelatedLink(web), retrieved=APRIL)
    assert (said.kind, said.address, said.title, said.seen) == (RelatedKind.WEB, web, "A page", EARLIER)
    assert kept.seen == APRIL
    ((unknown,), _) = entries(RelatedLink(web))
    assert unknown.seen is None


def test_the_authors_own_title_is_in_the_language_of_the_article() -> None:
    (here, past, web), _ = entries(
        RelatedLink("only-ka", "An essay in Georgian"),
        RelatedLink("russian", "An essay in Russian"),
        RelatedLink("https://example.org", "A page"),
        missing="original",
    )
    assert [(entry.title, entry.language) for entry in (here, past, web)] == [
        ("An essay in Georgian", "en"),
        ("An essay in Russian", "en"),
        ("A page", "en"),
    ]


@pytest.mark.parametrize("target", ["nowhere", "ftp://example.org", "http://[broken", "https://", "mailto:a@b.org"])
def test_what_is_broken_is_kept_and_reported_with_its_line(target: str) -> None:
    (entry, _), findings = entries(RelatedLink(target, line=7), RelatedLink("here"))
    assert (entry.kind, entry.title, entry.key) == (RelatedKind.UNKNOWN, target, target)
    assert [(finding.code, finding.file, finding.line) for finding in findings] == [("related-unknown", "a.en.md", 7)]
    assert target in findings[0].message
