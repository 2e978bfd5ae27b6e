"""The parts after the articles: translations, sources with citations, colophon."""

import datetime

import pytest

from archivist.article_facts import ArchivedCopy, Person
from archivist.markup import StatedFont, quote_pages, state_fonts, without_pages
from archivist.model.articles import Article
from archivist.model.book import Book
from archivist.model.pages import PageMap, PageSpan
from tests.apparatus.making import article, config
from tests.markup.making import book, classed, named, text_of, tree

DIGEST = "0123456789abcdef" * 4
PAGES = PageMap({"river": PageSpan("1", "3", 8, 3), "mill": PageSpan("4", "4", 11, 1)})
RIVER = article(
    "river",
    title="The river",
    authors=("Nino Example",),
    translators=(Person("Ana Example", "trl", orcid="0000-0002-1825-0097"),),
    source="https://example.org/river",
    retrieved=datetime.date(2022, 4, 1),
    doi="10.1234/x",
    archived=ArchivedCopy("https://web.archive.org/web/20220404/x", datetime.date(2022, 4, 4)),
    digest=DIGEST,
)
MILL = article("mill", title="A mill", source="https://example.org/mill", digest="f" * 64)


def printed(made: Book, name: str) -> list[str]:
    """The lines of a part with its pages filled in: headings, paragraphs, items, terms and descriptions."""
    root = tree(quote_pages(named(made, name), PAGES, "p. {page}"))
    tags = {"h1", "h2", "p", "li", "dt", "dd", "pre"}
    return [text_of(each) for each in root.iter() if isinstance(each.tag, str) and each.tag.split("}")[1] in tags]


def test_sources_say_how_to_cite_and_where_an_article_comes_from() -> None:
    made = book(config(archive={"title": "The Reader"}), RIVER, MILL)
    assert printed(made, "sources")[2:] == [
        "A mill p. 4",
        "“A mill”, The Reader, No. 1 (March 2022), p. 4, https://example.org/mill.",
        "SHA-256 " + " ".join(["ffffffff"] * 8),
        "The river p. 1",
        "Nino Example, “The river”, Translated by Ana Example, The Reader, No. 1 (March 2022), pp. 1–3, "
        "https://doi.org/10.1234/x.",
        "First published at https://example.org/river · retrieved 1 April 2022 · Archived copy of 4 April 2022: "
        "https://web.archive.org/web/20220404/x · Ana Example: ORCID 0000-0002-1825-0097",
        "SHA-256 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef",
    ]


def test_without_pages_none_is_cited() -> None:
    made = book(config(archive={"title": "The Reader"}), MILL)
    root = tree(without_pages(named(made, "sources")))
    assert [text_of(each) for each in classed(root, "citation")] == [
        "“A mill”, The Reader, No. 1 (March 2022), https://example.org/mill."
    ]
    assert [text_of(each) for each in root.iter("{*}h2")] == ["A mill"]
    paper = book(config(), MILL, paper="A5, 148 × 210 mm")
    assert "A5, 148 × 210 mm" in printed(paper, "colophon")
    assert "A5" not in text_of(tree(without_pages(named(paper, "colophon"))))


def translated() -> tuple[Article, ...]:
    return (
        RIVER,
        article("river", language="ka", title="მდინარე"),
        article("river", language="fr", title="La rivière"),
        MILL,
        article("road", language="ka", title="გზა"),
        article("road", language="ru", title="Дорога"),
    )


def test_translations_say_in_which_languages_and_editions_a_work_exists() -> None:
    made = book(config("en", "ka"), *translated(), slug="the-reader")
    assert printed(made, "translations") == [
        "Translations",
        "The river p. 1",
        "Georgian მდინარე",
        "French La rivière (in no edition)",
        "გზა (Georgian)",
        "Russian Дорога (in no edition)",
        "Also in",
        "Georgian",
        "the-reader-2022-03.ka",
    ]


def test_an_archive_with_editions_in_one_language_has_no_table_of_translations() -> None:
    made = book(config("en"), *translated())
    assert "translations" not in [document.id for document in made.documents]


@pytest.mark.parametrize("part", ["translations", "sources", "colophon"])
def test_each_part_can_be_turned_off(part: str) -> None:
    with_all = book(config("en", "ka"), *translated())
    without = book(config("en", "ka", back_matter={part: False}), *translated())
    assert [each.id for each in with_all.documents if each.id != part] == [each.id for each in without.documents]
    assert part in [each.id for each in with_all.documents]


def test_the_colophon_says_what_the_volume_was_made_with_and_how_to_make_it_again() -> None:
    made = book(config(), MILL, programs=("weasyprint 70.0", "pango 1.50"), paper="A5, 148 × 210 mm")
    fonts = (
        StatedFont("Noto Serif", "Version 2.014; ttfautohint", "SIL Open Font License 1.1"),
        StatedFont("Noto Sans", "Version 2.014", "SIL Open Font License 1.1"),
        StatedFont("Symbola", "", ""),
        StatedFont("Noto Serif", "Version 2.014; ttfautohint", "SIL Open Font License 1.1"),
        StatedFont("Noto Sans Mono", "Version 2.006", "SIL Open Font License 1.1"),
    )
    stated = state_fonts(made, fonts)
    assert printed(stated, "colophon") == [
        "Colophon",
        "Page size",
        "A5, 148 × 210 mm",
        "Fonts",
        "Noto Serif, Noto Sans 2.014, Noto Sans Mono 2.006 (SIL Open Font License 1.1); Symbola",
        "Programs",
        "archivist 1.0, weasyprint 70.0, pango 1.50",
        "To check the files of this edition",
        "archivist verify 2022-03 --language en sha256sum -c manifest-sha256.txt",
        "To make them again from the articles",
        "archivist compile 2022-03 --language en",
    ]
    assert b"data-" not in quote_pages(named(stated, "colophon"), PAGES, "").xhtml


def test_the_parts_are_in_the_order_of_a_book() -> None:
    made = book(config("en", "ka"), *translated())
    assert [each.id for each in made.documents][-3:] == ["translations", "sources", "colophon"]
    links = [link.get("href") for link in tree(named(made, "contents")).iter("{*}a")]
    assert links[-2:] == ["translations.xhtml", "sources.xhtml"]
