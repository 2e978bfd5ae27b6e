import datetime
from pathlib import Path
from typing import Any

import pytest

from archivist.article_facts import Person
from archivist.reader_api.found import FoundRelated

from .exports import articles, attachment, author, findings, found, item, term

DAY = datetime.date(2022, 3, 30)


def test_an_item_becomes_an_article_with_all_its_fields(tmp_path: Path) -> None:
    terms = [
        ("category", "region", "Region &amp; world"),
        ("category", "history", "History"),
        ("post_tag", "map", "map"),
        ("genre", "essay", "Essay"),
    ]
    given = articles(
        tmp_path,
        author("nino", "Nino Example"),
        item(
            5,
            "<p>Words.</p>",
            title="A <em>Promise</em> of &#8220;Legal&nbsp;Steps&#8221;",
            post_name="%E1%83%9B%E1%83%97%E1%83%90",
            post_modified="2022-04-02 09:00:00",
            excerpt="<p>What was\nsaid.</p>",
            terms=terms,
            meta={
                "Photographer": "G. Sample",
                "Camera": "An old one",
                "_edit_last": "1",
                "_yoast_wpseo_metadesc": "For engines.",
            },
        ),
    )[0]
    assert given.title == "A Promise of “Legal Steps”"
    assert given.origin == "https://example.org/?p=5"
    assert given.source == "https://example.org/2022/03/name-5/"
    assert str(given.place) == f"{tmp_path / 'export.xml'}:7, post 5"
    assert (given.date, given.published_at) == (DAY, "2022-03-30T12:00:00+04:00")
    assert given.updated == datetime.date(2022, 4, 2)
    assert given.slug == "მთა"
    assert given.authors == ("Nino Example",)
    assert (given.section, given.tags) == ("Region & world", ("map", "History"))
    assert given.description == "What was said."
    assert given.contributors == (Person("G. Sample", "pht"),)
    assert given.extra == {
        "seo_description": "For engines.",
        "terms": {"genre": ["Essay"]},
        "custom": {"Camera": "An old one"},
    }
    assert "<p>Words.</p>" in given.text


def test_an_item_without_much_gives_an_article_without_much(tmp_path: Path) -> None:
    given = articles(tmp_path, "<item><content:encoded>Words.</content:encoded></item>")[0]
    assert (given.title, given.date, given.authors, given.section, given.source) == ("", None, (), "", "")
    assert given.origin == "wp:0"


@pytest.mark.parametrize(
    ("local", "greenwich", "wanted"),
    [
        ("2022-03-30 23:30:00", "2022-03-30 19:30:00", "2022-03-30T23:30:00+04:00"),
        ("2022-03-30 23:30:00", "0000-00-00 00:00:00", "2022-03-30T23:30:00"),
        ("2022-03-30 23:30:00", "2020-01-01 00:00:00", "2022-03-30T23:30:00"),
        ("2022-03-30 20:00:00", "2022-03-30 14:30:00", "2022-03-30T20:00:00+05:30"),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", ""),
        ("2022-02-31 00:00:00", "", ""),
        ("last week", "", ""),
    ],
)
def test_the_moment_of_publication_is_never_invented(tmp_path: Path, local: str, greenwich: str, wanted: str) -> None:
    given = articles(tmp_path, item(post_date=local, post_date_gmt=greenwich))[0]
    assert given.published_at == wanted
    assert (given.date.isoformat() if given.date else "") == wanted[:10]


def test_a_date_of_the_feed_stands_in(tmp_path: Path) -> None:
    given = articles(
        tmp_path, item(post_date="", post_date_gmt="", extra="<pubDate>Wed, 30 Mar 2022 08:00:00 +0000</pubDate>")
    )
    assert given[0].date == DAY


def test_a_change_on_the_same_day_is_none(tmp_path: Path) -> None:
    assert articles(tmp_path, item(post_modified="2022-03-30 23:00:00"))[0].updated is None


def test_uncategorized_is_no_section(tmp_path: Path) -> None:
    terms = [
        ("category", "uncategorized-ka", "რაღაც"),
        ("category", "x", "Без рубрики"),
        ("category", "region", "Region"),
    ]
    assert articles(tmp_path, item(terms=terms))[0].section == "Region"
    assert articles(tmp_path, item(terms=terms[:2]))[0].section == ""


def test_the_main_category_is_the_section(tmp_path: Path) -> None:
    head = "<wp:category><wp:term_id>9</wp:term_id><wp:cat_name>History</wp:cat_name></wp:category>"
    terms = [("category", "region", "Region"), ("category", "history", "History")]
    given = articles(tmp_path, head, item(terms=terms, meta={"_yoast_wpseo_primary_category": "9"}))[0]
    assert (given.section, given.tags) == ("History", ("Region",))


def test_several_authors_come_from_co_authors_plus(tmp_path: Path) -> None:
    head = author("nino", "Nino")
    guest = item(
        8, "", post_type="guest-author", meta={"cap-user_login": "giorgi", "cap-display_name": "Giorgi Sample"}
    )
    terms = [("author", "cap-nino", "nino"), ("author", "cap-giorgi", "giorgi")]
    assert articles(tmp_path, head, item(terms=terms), guest)[0].authors == ("Nino", "Giorgi Sample")


def test_a_guest_author_whose_website_is_an_orcid(tmp_path: Path) -> None:
    website = "https://orcid.org/0000-0001-5109-3700"
    meta = {"cap-user_login": "giorgi", "cap-display_name": "Giorgi Sample", "cap-website": website}
    terms = [("author", "cap-giorgi", "giorgi")]
    given = articles(tmp_path, item(terms=terms), item(8, "", post_type="guest-author", meta=meta))[0]
    assert given.contributors == (Person("Giorgi Sample", orcid="0000-0001-5109-3700"),)


def test_people_in_custom_fields_and_taxonomies_that_are_named_after_roles(tmp_path: Path) -> None:
    meta = {"translator": "Nino Example and Ann Other", "_translator": "field_5f3", "DOI": "https://doi.org/10.1234/x"}
    terms = [("photographer", "gela-example", "Gela Example"), ("place", "gori", "Gori")]
    given = articles(tmp_path, item(meta=meta, terms=terms))[0]
    assert given.translators == (Person("Nino Example", "trl"), Person("Ann Other", "trl"))
    assert given.contributors == (Person("Gela Example", "pht"),)
    assert given.doi == "10.1234/x"
    assert given.extra == {"terms": {"place": ["Gori"]}}


@pytest.mark.parametrize(
    ("field", "value"),
    [("editor", "classic"), ("translator", "17"), ("doi", "none"), ("editor", "Nino Example (Gori)")],
)
def test_custom_fields_that_say_something_else_stay_fields(tmp_path: Path, field: str, value: str) -> None:
    given = articles(tmp_path, item(meta={field: value}))[0]
    assert given.extra == {"custom": {field: value}}
    assert not (given.translators or given.contributors or given.doi)


def test_a_login_in_place_of_a_name_is_reported_once(tmp_path: Path) -> None:
    given = findings(tmp_path, item(1), item(2))
    assert [each.message.rpartition(": ")[2] for each in given if each.code == "import-guessed"][-1] == "nino ×2"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "pending"}, "review"),
        ({"status": "private"}, "private"),
        ({"status": "future", "post_date": "2030-01-01 00:00:00"}, "scheduled for 2030-01-01"),
        ({"post_date": "2030-01-01 00:00:00"}, "scheduled"),
        ({"post_password": "secret"}, "password"),
        ({"status": "archived"}, "archived"),
        ({"content": ""}, "no text"),
    ],
)
def test_what_was_not_published_is_left_out_and_reported(tmp_path: Path, fields: dict[str, Any], why: str) -> None:
    assert not articles(tmp_path, item(**fields))
    told = [each for each in findings(tmp_path, item(4, title="Secret", **fields)) if each.item == "post 4"]
    assert [each.code for each in told] == ["import-left-out"]
    assert why in told[0].message
    assert "Secret" in told[0].message


def test_drafts_come_if_wished_and_say_so(tmp_path: Path) -> None:
    given = articles(tmp_path, item(status="draft"), item(2, status="pending"), item(3, status="private"), drafts=True)
    assert [each.extra["draft"] for each in given] == [True, True]
    assert not given[0].source


def test_what_is_not_a_article_is_reported_in_groups(tmp_path: Path) -> None:
    parts = [item(n, post_type="nav_menu_item") for n in range(3)] + [
        item(9, post_type="project"),
        item(10, status="trash"),
    ]
    comment = "<wp:comment><wp:comment_content>Nice</wp:comment_content></wp:comment>"
    told = findings(tmp_path, *parts, item(11, extra=comment * 2), item(12, post_type="page"))
    messages = [each.message for each in told if each.code == "import-left-out"]
    assert len(messages) == 4
    assert messages[0].endswith("nav_menu_item ×3")
    assert messages[1].endswith("project ×1")
    assert messages[2].endswith("never saved are left out: 1")
    assert messages[3] == "readers' comments are left out: 2"


def test_two_items_with_one_guid_have_origins_of_their_own(tmp_path: Path) -> None:
    given = articles(tmp_path, item(1, guid="https://e.org/?p=1"), item(2, guid="https://e.org/?p=1"), item(3, guid=""))
    assert [each.origin for each in given] == ["https://e.org/?p=1#post-1", "https://e.org/?p=1#post-2", "wp:3"]


def test_related_articles_are_named_by_their_origin(tmp_path: Path) -> None:
    meta = {"_related_posts": 'a:2:{i:0;s:1:"2";i:1;i:99;}'}
    given = articles(tmp_path, item(1, meta=meta), item(2))[0]
    assert given.related == (FoundRelated(address="https://example.org/?p=2"),)
    assert "99" in given.remarks[-1].message


def test_large_and_serialised_custom_fields_are_left_out_and_reported(tmp_path: Path) -> None:
    meta = {"long": "x" * 2000, "data": 'a:1:{i:0;s:1:"x";}', "short": "kept", "views": "12"}
    given = articles(tmp_path, item(meta=meta))[0]
    assert given.extra["custom"] == {"short": "kept", "views": "12"}
    assert given.remarks[-1].message.endswith("left out: long, data")


def test_the_featured_picture_comes_first_unless_it_is_shown(tmp_path: Path) -> None:
    picture = attachment(12, "https://example.org/wp-content/uploads/2022/03/a.jpg", "A valley", "In June")
    meta = {"_thumbnail_id": "12"}
    text = articles(tmp_path, item(1, meta=meta), picture)[0].text
    assert text.strip().startswith(
        '<figure><img src="https://example.org/wp-content/uploads/2022/03/a.jpg" alt="A valley">'
    )
    assert "<figcaption>In June</figcaption>" in text
    shown = '<p><img src="https://example.org/wp-content/uploads/2022/03/a-300x200.jpg"></p>'
    assert articles(tmp_path, item(1, shown, meta=meta), picture)[0].text.count("<img") == 1


def test_the_old_form_of_categories_is_read(tmp_path: Path) -> None:
    old = "<category>News</category><category domain='tag'>map</category>"
    given = articles(tmp_path, item(extra=old))[0]
    assert (given.section, given.tags) == ("News", ("map",))


def test_terms_of_polylang_and_the_like_are_no_tags(tmp_path: Path) -> None:
    terms = [("language", "en", "English"), ("post_translations", "pll_1", "pll_1"), ("post_format", "aside", "Aside")]
    given = articles(tmp_path, term("language", "en"), item(terms=terms))[0]
    assert (given.tags, given.section, given.extra) == ((), "", {})


def test_the_same_export_gives_the_same_twice(tmp_path: Path) -> None:
    parts = [item(number, status=["publish", "draft"][number % 2]) for number in range(6)]
    assert found(tmp_path, *parts) == found(tmp_path, *parts)
