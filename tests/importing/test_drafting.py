"""From what was found to an article: nothing invented, nothing lost."""

import datetime
from typing import Any

from archivist.article_facts import Person
from archivist.findings import Finding
from archivist.importing.deduplication import Known
from archivist.importing.drafting import (
    article_of,
    complete_article,
    report_removed_characters,
    without_broken_addresses,
)
from archivist.importing.joining import Destination
from archivist.model.articles import Article, RelatedLink
from archivist.place import Place
from archivist.reader_api.found import FoundArticle, FoundRelated, Wishes

DAY = datetime.date(2022, 3, 30)
PLACE = Destination("river", "2022/2022-03-30-river.en.md", is_known=False)


def found(**fields: Any) -> FoundArticle:
    """An article of a source."""
    plain = {"origin": "wp:1", "place": Place("x.xml", 3), "title": "River", "text": "Words.", "plain": "Words."}
    return FoundArticle(**{**plain, "language": "en", "date": DAY, **fields})


def drafted(keys: dict[str, str] | None = None, **fields: Any) -> Article:
    """The article made of it."""
    return article_of(found(**fields), PLACE, keys or {})


def nothing(_: FoundArticle) -> None:
    """An archive that never saw the article."""


def test_a_date_is_asked_for_and_never_invented() -> None:
    missing = complete_article(found(date=None), Wishes(today=DAY), nothing)
    assert isinstance(missing, Finding)
    assert (missing.code, missing.file, missing.line) == ("import-needs-date", "x.xml", 3)
    given = complete_article(found(date=None), Wishes(date=DAY), nothing)
    assert isinstance(given, FoundArticle)
    assert given.date == DAY


def test_a_language_is_asked_for() -> None:
    missing = complete_article(found(language=""), Wishes(), nothing)
    assert isinstance(missing, Finding)
    assert missing.code == "import-needs-language"
    given = complete_article(found(language=""), Wishes(language="ka"), nothing)
    assert isinstance(given, FoundArticle)
    assert given.language == "ka"


def test_what_the_source_says_goes_before_what_the_user_says() -> None:
    other = datetime.date(1999, 1, 1)
    kept = complete_article(found(), Wishes(language="ka", date=other), nothing)
    assert isinstance(kept, FoundArticle)
    assert (kept.language, kept.date) == ("en", DAY)


def test_an_article_without_title_is_called_by_its_first_words_and_that_is_reported() -> None:
    words = "მდინარე " * 30
    named = complete_article(found(title=" ", plain=words), Wishes(), nothing)
    assert isinstance(named, FoundArticle)
    assert words.startswith(named.title)
    assert len(named.title) <= 80
    assert named.remarks[0].code == "import-guessed"
    empty = complete_article(found(title="", plain="", text=""), Wishes(), nothing)
    assert isinstance(empty, Finding)
    assert empty.code == "import-left-out"


def test_an_article_of_pictures_alone_is_called_by_what_they_show_or_by_its_name() -> None:
    pictures = "![](/images/a.jpg)\n\n![The old bridge](/images/b.jpg)\n"
    shown = complete_article(found(title="", plain="", text=pictures, slug="x-12"), Wishes(), nothing)
    assert isinstance(shown, FoundArticle)
    assert shown.title == "The old bridge"
    named = complete_article(found(title="", plain="", text="![](/images/a.jpg)\n", slug="x-12"), Wishes(), nothing)
    assert isinstance(named, FoundArticle)
    assert (named.title, named.remarks[-1].code) == ("x-12", "import-guessed")


def test_everything_the_source_knew_is_in_the_article() -> None:
    article = drafted(
        authors=("A  B", "A B", ""),
        tags=("x",),
        section="News",
        description="A  line\nor two",
        translations=("ka", "en", "ka"),
        published_at="2022-03-30T12:00",
        group="g",
        extra={"custom": {"a": ["b", 1]}},
        source="https://e.org/a",
        retrieved=DAY,
        updated=DAY,
    )
    assert article.authors == ("A B",)
    assert article.description == "A line or two"
    assert article.translations == ("ka",)
    assert dict(article.extra) == {
        "custom": {"a": ["b", 1]},
        "published_at": "2022-03-30T12:00",
        "origin": "wp:1",
        "origin_group": "g",
    }


def test_an_article_from_a_file_bears_a_mark_of_its_words() -> None:
    marks = [drafted(origin="1.txt", text=text).extra["origin_digest"] for text in ("A", "A", "B")]
    assert marks[0] == marks[1] != marks[2]
    assert "origin_digest" not in drafted(origin="https://e.org/a").extra


def test_related_entries_lead_to_articles_by_address_or_title() -> None:
    keys = {"e.org/b": "b", "en two songs": "songs", "e.org/self": "river"}
    entries = (
        FoundRelated("B", "https://e.org/b/"),
        FoundRelated("Two Songs"),
        FoundRelated("Self", "https://e.org/self"),
        FoundRelated("Further", "https://e.org/far"),
        FoundRelated("Never seen"),
        FoundRelated("B again", "http://e.org/b"),
    )
    assert drafted(keys, related=entries, retrieved=DAY).related == (
        RelatedLink("b"),
        RelatedLink("songs"),
        RelatedLink("https://e.org/far", "Further", DAY),
        RelatedLink("Never seen"),
    )


def test_characters_no_book_can_hold_are_left_out_and_reported() -> None:
    article = found(text="a\x00b\ud800c\r\nd", title="T\x07")
    assert drafted(text=article.text, title=article.title).text == "abc\nd\n"
    (remark,) = report_removed_characters(article)
    assert "U+0000, U+D800" in remark.message
    assert report_removed_characters(found()) == ()


def test_names_are_those_the_archive_will_give_back() -> None:
    given = complete_article(found(origin="a\nb\0c", group=" g  h"), Wishes(), nothing)
    assert isinstance(given, FoundArticle)
    assert (given.origin, given.group) == ("a b c", "g h")


def test_what_is_not_a_web_address_is_kept_as_words_and_that_is_reported() -> None:
    related = (FoundRelated("Map", "https://bad"), FoundRelated("", "HTTP://bad"), FoundRelated("Good", "https://good"))
    given = without_broken_addresses(
        found(source="https://bad", related=related), lambda address: address.endswith("good")
    )
    assert (given.source, given.extra) == ("", {"source": "https://bad"})
    assert [remark.code for remark in given.remarks] == ["import-repaired"]
    article = article_of(given, PLACE, {})
    assert article.related == (
        RelatedLink("<https://bad>", "Map"),
        RelatedLink("<HTTP://bad>", "HTTP://bad"),
        RelatedLink("https://good", "Good"),
    )
    whole = found(source="https://good", related=(FoundRelated("A key", "river"),))
    assert without_broken_addresses(whole, lambda address: address.endswith("good")) is whole


def test_names_are_in_one_form_of_unicode() -> None:
    given = complete_article(found(origin="cafe\u0301.md", key="cafe\u0301"), Wishes(), nothing)
    assert isinstance(given, FoundArticle)
    assert (given.origin, given.key) == ("caf\u00e9.md", "caf\u00e9")


def test_a_title_that_no_one_sees_is_none() -> None:
    given = complete_article(found(title="\u200b\u202e \u00ad"), Wishes(), nothing)
    assert isinstance(given, FoundArticle)
    assert given.title == "Words."
    seen = complete_article(found(title="!?"), Wishes(), nothing)
    assert isinstance(seen, FoundArticle)
    assert seen.title == "!?"


def test_what_is_set_aside_without_a_date_does_not_take_the_users_away() -> None:
    aside = Known("river", "en", "a.md", None, "River", origin="wp:1", is_aside=True)
    given = complete_article(found(date=None), Wishes(date=DAY), lambda _: aside)
    assert isinstance(given, FoundArticle)
    assert given.date == DAY


def test_authors_are_names_and_the_rest_is_reported() -> None:
    article = complete_article(found(authors=("By NINO EXAMPLE, EX National Writer",)), Wishes(), nothing)
    assert isinstance(article, FoundArticle)
    assert article.authors == ("Nino Example",)
    (remark,) = article.remarks
    assert (remark.code, remark.file, remark.line) == ("import-guessed", "x.xml", 3)
    assert remark.message == (
        "the authors 'Nino Example', from “By NINO EXAMPLE, EX National Writer”, without “EX National Writer”"
    )


def test_an_identifier_goes_with_the_name_that_its_author_gets() -> None:
    people = (
        Person("By Nino Example", orcid="0000-0002-1825-0097"),
        Person("Ann Other", orcid="0000-0001-5109-3700"),  # of whom the source says nothing as an author
        Person("Ana\nExample\x0c", "edt"),
    )
    given = found(authors=("By Nino Example, staff writer",), contributors=people, translators=(Person("T", "trl"),))
    complete = complete_article(given, Wishes(languages=("en",)), nothing)
    assert isinstance(complete, FoundArticle)
    assert article_of(complete, PLACE, {}).people == (
        Person("Nino Example", orcid="0000-0002-1825-0097"),
        Person("T", "trl"),
        Person("Ana Example", "edt"),
    )
