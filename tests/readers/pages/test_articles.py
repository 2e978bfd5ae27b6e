"""Pages in the manner of real systems: every fact they give is read, no word of the text is lost, no furniture kept."""

import datetime

import pytest

from archivist.reader_api.found import FoundRelated
from tests.readers.pages import sites
from tests.readers.pages.making import article, in_order, remarks
from tests.readers.pages.words import EN, KA, RU, paragraphs

OLD = sites.OLD_TABLES.encode("cp1251")
BRIDGE = "https://herald.example/2022/03/30/bridge/"


@pytest.mark.parametrize(
    ("page", "passages"),
    [
        (sites.WORDPRESS, (EN[0], "The pier in March.", "What comes next", EN[1], EN[2], "Built in 1911.")),
        (sites.POLYLANG, KA),
        (sites.WPML, RU),
        (sites.DRUPAL, (EN[0], "Levels", "Monday", EN[1], EN[2], "A villager")),
        (sites.GHOST, (*EN, "“A ferry would carry people across.”")),
        (OLD, RU),
        (sites.ENCYCLOPEDIA, ("Not to be confused", EN[1], "History", EN[2], "ძველი ხიდი", "See also", "Ferry")),
        (sites.ENCYCLOPEDIA, ("Annals of the river, 1911.", "The council's letter.")),
        (sites.WAYBACK, (*EN, "the map")),
        (sites.REACT, EN),
        (sites.PLAIN_DIVS, EN),
        (sites.MICRODATA, EN),
        (sites.SAVED, (*EN, "A note below.")),
    ],
)
def test_every_word_of_the_article_is_there_in_order(page: str | bytes, passages: tuple[str, ...]) -> None:
    assert in_order(article(page).plain, passages)


@pytest.mark.parametrize("page", [OLD if name == "old" else page for name, page in sites.ARTICLES.items()])
def test_nothing_that_stands_on_every_page_of_a_site_is_in_the_text(page: str | bytes) -> None:
    found = article(page)
    furniture = (
        "Home", "All news", "Latest headlines", "Copyright", "Share this", "Facebook", "Rubbish", "Related posts",
        "Also Read", "Read also", "also available", "Tagged", "Sign up", "Subscribe", "Printer", "Contents", "edit",
        "Bridges of the world", "Wayback", "Advertisement", "Opinion", "Sport", "Buy a boat", "Новости", "Архив",
        "Читайте также", "Дождливый", "Теги", "ასევე", "წვიმიანი", "Submitted by", "guardian", "Rain all",
    )  # fmt: skip
    assert [words for words in furniture if words in found.plain or words in found.text] == []
    assert not found.plain.startswith(found.title)


@pytest.mark.parametrize(
    ("page", "title", "day", "language", "authors"),
    [
        (sites.WORDPRESS, "The bridge is closed", "2022-03-30", "en", ("Nino Example",)),
        (sites.POLYLANG, "ხიდი დაიკეტა", "2022-03-30", "ka", ("ნინო მაგალითი",)),
        (sites.WPML, "Мост закрыт", "2022-03-30", "ru", ("Иван Примеров",)),
        (sites.DRUPAL, "The bridge is closed", "2014-07-17", "en", ("Giorgi Sample",)),
        (sites.GHOST, "The bridge is closed", "2023-01-05", "en", ("Nino Example", "Giorgi Sample")),
        (OLD, "Мост у деревни", "2004-04-12", "ru", ()),
        (sites.ENCYCLOPEDIA, "Old Bridge", "", "en", ()),
        (sites.WAYBACK, "The bridge is closed", "2009-07-14", "en", ()),
        (sites.REACT, "The bridge is closed", "2021-05-04", "en", ("Nino Example",)),
        (sites.PLAIN_DIVS, "The bridge is closed", "2017-07-14", "en", ()),
        (sites.MICRODATA, "The bridge is closed", "2018-02-03", "en", ("Nino Example",)),
        (sites.SAVED, "The bridge is closed", "2022-03-30", "en", ()),
    ],
)
def test_title_day_language_and_people_are_those_of_the_page(
    page: str | bytes, title: str, day: str, language: str, authors: tuple[str, ...]
) -> None:
    found = article(page)
    assert (found.title, found.language, found.authors) == (title, language, authors)
    assert found.date == (datetime.date.fromisoformat(day) if day else None)


def test_a_wordpress_page_gives_all_its_marks() -> None:
    found = article(sites.WORDPRESS)
    assert found.published_at == "2022-03-30T19:05:00+04:00"
    assert found.updated == datetime.date(2022, 4, 2)
    assert (found.section, found.tags) == ("Region", ("river", "bridge"))
    assert (found.source, found.origin, found.slug) == (BRIDGE, BRIDGE, "bridge")
    assert found.description == ""  # WordPress cut it out of the text
    assert found.related == (
        FoundRelated("Rain all March", "https://herald.example/2022/03/01/rain/"),
        FoundRelated("The ferry is old", "https://herald.example/2021/05/05/ferry/"),
        FoundRelated("The pier of 1920", "https://herald.example/2020/01/01/pier/"),
    )
    assert "import-guessed" not in {each.code for each in found.remarks}


def test_what_was_left_out_is_named_in_one_remark() -> None:
    left_out = remarks(article(sites.WORDPRESS), "import-left-out")
    assert left_out.count("\n") == 0
    assert "share buttons “Share this: Facebook”" in left_out
    assert "comments “Rubbish of a reader." in left_out


def test_translations_that_name_one_another_are_of_one_group() -> None:
    english, georgian = article(sites.WORDPRESS), article(sites.POLYLANG)
    assert english.group == georgian.group != ""
    assert english.translations == ("ka",)  # the Russian address is only the home page
    assert georgian.translations == ("en",)
    assert article(sites.WPML).translations == ("en", "ka")
    assert article(sites.ENCYCLOPEDIA).translations == ("ka",)
    assert article(sites.GHOST).group == ""


def test_related_lists_and_lines_are_taken_in_three_languages() -> None:
    assert [each.title for each in article(sites.WPML).related] == ["Дождливый март", "Паром"]
    assert [each.title for each in article(sites.POLYLANG).related] == ["წვიმიანი მარტი"]
    assert [each.title for each in article(sites.REACT).related] == ["Rain all May"]
    assert article(sites.WAYBACK).related == ()  # a link in a sentence is part of the text


def test_a_capture_of_the_wayback_machine_is_freed_of_it() -> None:
    found = article(sites.WAYBACK)
    assert found.source == "http://www.gazette.example/2009/07/bridge.html"
    assert found.retrieved == datetime.date(2019, 4, 12)
    assert "archive.org" not in found.text
    again = article(
        sites.WAYBACK, "https://web.archive.org/web/20190412103000/http://www.gazette.example/2009/07/bridge.html"
    )
    assert (again.source, again.retrieved) == (found.source, found.retrieved)


def test_what_only_a_reader_can_see_is_reported_as_inferred() -> None:
    guessed = remarks(article(sites.WPML), "import-guessed")
    assert "the date 2022-03-30 is that of the line “Опубликовано 30 марта 2022 г." in guessed
    assert "Иван Примеров" in guessed
    assert "does not mark its article" in remarks(article(sites.PLAIN_DIVS), "import-guessed")
    assert "the language ru was inferred from the words" in remarks(article(OLD), "import-guessed")


def test_a_page_in_windows_1251_is_read_with_and_without_its_mark() -> None:
    bare = sites.OLD_TABLES.replace('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">', "")
    assert article(OLD).plain == article(bare.encode("cp1251")).plain


@pytest.mark.parametrize(
    "marked",
    [
        '<a rel="category" href="/region">Region</a>',
        '<span itemprop="articleSection">Region</span>',
        '<p class="cat-links"><a href="/region">Region</a></p>',
    ],
)
def test_the_section_is_what_is_marked_as_such(marked: str) -> None:
    assert article(f"<article><h1>T</h1>{marked}{paragraphs(EN)}</article>").section == "Region"


def test_tags_are_those_of_the_article_and_not_of_what_else_is_on_the_page() -> None:
    others = '<aside class="sidebar tagcloud"><a rel="tag" href="/t/wine">Wine</a></aside>'
    own = '<footer class="entry-footer">Tags: <a rel="tag" href="/t/river">River</a></footer>'
    found = article(f"<body>{others}<article><h1>T</h1>{paragraphs(EN)}{own}</article></body>")
    assert found.tags == ("River",)
