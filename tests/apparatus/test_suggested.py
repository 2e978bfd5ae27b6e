"""Suggestions beside the author's related reading."""

from pathlib import Path

from archivist.apparatus import Catalogue, NearWorks, annotate
from archivist.articles import parse_body
from archivist.links.address_book import address_book
from archivist.model.annotated import RelatedEntry, RelatedKind
from archivist.model.articles import Article, RelatedLink
from tests.apparatus.making import Planned, article, config
from tests.apparatus.test_related import EARLIER

NEAR = ("here", "linked", "past", "only-ka", "more")


def suggested(*links: RelatedLink, number: int = 3, text: str = "Text.", others: tuple[Article, ...] = ()) -> list[str]:
    return [entry.key for entry in entries(*links, number=number, text=text, others=others)]


def entries(
    *links: RelatedLink, number: int = 3, text: str = "Text.", others: tuple[Article, ...] = (), language: str = "en"
) -> tuple[RelatedEntry, ...]:
    planned = Planned(
        config("en", "ka", missing="original"),
        article("a", text, related=links),
        article("a", language="ka"),
        article("here"),
        article("linked"),
        article("past", date=EARLIER),
        article("past", language="ka", date=EARLIER),
        article("only-ka", language="ka"),
        article("more"),
        *others,
    )
    near = NearWorks(number, {"a": ("a", *NEAR)})
    edition = planned.edition(language)
    book = address_book(planned.articles)
    bodies = {each.path: parse_body(each, Path("/nowhere"), book=book) for each in planned.articles}
    made, _ = annotate(edition, bodies, Catalogue(planned.volumes, editions=planned.editions), (), near=near)
    (item,) = (item for item in made.articles if item.article.key == "a")
    return item.suggested


def test_the_nearest_works_fill_up_what_the_author_lists() -> None:
    assert suggested() == ["here", "linked", "past"]
    assert suggested(RelatedLink("more")) == ["here", "linked"]
    assert suggested(RelatedLink("more"), RelatedLink("past"), RelatedLink("here")) == []
    assert suggested(number=0) == []


def test_addresses_and_unknown_entries_are_not_works() -> None:
    assert suggested(RelatedLink("https://example.org"), RelatedLink("nowhere")) == ["here", "linked", "past"]


def test_what_the_author_lists_is_not_suggested_again() -> None:
    assert suggested(RelatedLink("here"), RelatedLink("past"), number=5) == ["linked", "only-ka", "more"]


def test_what_the_text_or_a_note_links_to_is_not_suggested() -> None:
    text = 'See [that]({{< ref "linked.en.md" >}}).[^note]\n\n[^note]: And [this]({{< ref "past.ka.md" >}}).'
    assert suggested(text=text, number=9) == ["here", "only-ka", "more"]


def test_entries_are_printed_as_those_of_the_author() -> None:
    here, _, past, georgian, _ = entries(number=9, language="ka")
    assert past == RelatedEntry(
        RelatedKind.VOLUME, "Past in ka", "ka", "past", "2022-01", path="past.ka.md", edition="2022-01.ka"
    )
    assert (here.kind, here.title, georgian.kind, georgian.title) == (
        RelatedKind.HERE,
        "Here in en",
        RelatedKind.HERE,
        "Only-ka in ka",
    )
