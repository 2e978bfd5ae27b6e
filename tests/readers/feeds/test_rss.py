"""RSS: each field where it belongs."""

import datetime
from pathlib import Path

import pytest

from archivist.article_facts import Person
from tests.readers.feeds.making import ITEM, RSS, TEXT, articles_in, found_in, html, one_in, rss_item, said


def test_an_item_gives_its_fields(tmp_path: Path) -> None:
    inside = html(f"<p>{TEXT}</p>") + (
        "<description>What a river is.</description><dc:creator>Nino Example</dc:creator>"
        "<dc:creator>Giorgi Sample</dc:creator><category>Water</category><category>Region</category>"
    )
    article = one_in(tmp_path, rss_item(inside))
    assert article.origin == "tag:7"
    assert article.title == "A river"
    assert TEXT in article.text
    assert article.description == "What a river is."
    assert article.authors == ("Nino Example", "Giorgi Sample")
    assert article.tags == ("Water", "Region")
    assert article.source == "https://example.org/2022/03/a-river/"
    assert article.slug == "a-river"
    assert article.date == datetime.date(2022, 3, 30)
    assert article.published_at == "2022-03-30T21:39:00+04:00"
    assert article.language == "en"
    assert str(article.place) == "feed.xml, entry 1"


def test_rss_1_0_is_read(tmp_path: Path) -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/">'
        "<title>A site</title><link>https://example.org/</link><dc:language>ka</dc:language></channel>"
        '<item rdf:about="https://example.org/1"><title>მდინარე</title><link>https://example.org/1</link>'
        "<description>თოვლიდან მოედინება მდინარე.</description><dc:date>2004-02-29</dc:date></item></rdf:RDF>"
    )
    article = one_in(tmp_path, feed)
    assert (article.title, article.language, str(article.date)) == ("მდინარე", "ka", "2004-02-29")
    assert article.origin == article.source == "https://example.org/1"


def test_rss_0_91_with_its_document_type_is_read(tmp_path: Path) -> None:
    feed = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>S</title>'
        "<item><title>Caf&eacute;</title><link>https://example.org/c</link>"
        "<description>Two&nbsp;words &amp; more.</description></item></channel></rss>"
    )
    found = found_in(tmp_path, feed)
    assert found[0].code == "import-repaired"  # type: ignore[union-attr]
    assert found[1].title == "Café"  # type: ignore[union-attr]
    assert found[1].plain.split() == ["Two", "words", "&", "more."]  # type: ignore[union-attr]


def test_several_language_attributes_and_ids_survive(tmp_path: Path) -> None:
    text = (
        '<p lang="ka">ძველი<sup id="ref1"><a href="#fn1">1</a></sup></p><table><tr><td>x</td><td>y</td></tr></table>'
        '<ol class="footnotes"><li id="fn1">A note.</li></ol>'
    )
    article = one_in(tmp_path, rss_item(html(text)))
    assert "ძველი" in article.plain
    assert "A note." in article.plain
    assert "example.org/#fn1" not in article.text


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("A &lt;i&gt;b&lt;/i&gt; &amp;amp; c", "A b & c"),
        ("1 &lt; 2 and &lt;height&gt;", "1 < 2 and <height>"),
        ("<![CDATA[Q&#8217;s]]>", "Q’s"),
        ("Plain &amp; simple", "Plain & simple"),
    ],
)
def test_titles_are_plain_words(tmp_path: Path, written: str, title: str) -> None:
    feed = rss_item(html("<p>x</p>")).replace("A river", written)
    assert one_in(tmp_path, feed).title == title


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("nino@example.org (Nino Example)", "Nino Example"),
        ("Nino Example &lt;nino@example.org&gt;", "Nino Example"),
        ("Nino Example", "Nino Example"),
    ],
)
def test_authors_are_names(tmp_path: Path, written: str, name: str) -> None:
    article = one_in(tmp_path, rss_item(f"<author>{written}</author>{html('<p>x</p>')}"))
    assert article.authors == (name,)


def test_the_address_before_a_counting_service_is_the_source(tmp_path: Path) -> None:
    inside = "<feedburner:origLink>https://example.org/own</feedburner:origLink>" + html("<p>x</p>")
    assert one_in(tmp_path, rss_item(inside)).source == "https://example.org/own"


def test_relative_addresses_are_seen_from_the_page(tmp_path: Path) -> None:
    article = one_in(tmp_path, rss_item(html('<p><a href="map">x</a> <a href="/top">y</a></p>')))
    assert "https://example.org/2022/03/a-river/map" in article.text
    assert "https://example.org/top" in article.text


def test_the_base_of_an_element_counts_for_more(tmp_path: Path) -> None:
    inside = html('<p><a href="map">x</a></p>').replace("<content:encoded", '<content:encoded xml:base="/sub/"')
    assert "https://example.org/sub/map" in one_in(tmp_path, rss_item(inside)).text


def test_a_recording_becomes_a_link_at_the_end(tmp_path: Path) -> None:
    inside = html(f"<p>{TEXT}</p>") + '<enclosure url="/talk%201.mp3" length="9" type="audio/mpeg"/>'
    article = one_in(tmp_path, rss_item(inside))
    assert article.plain.split()[-2:] == ["talk", "1.mp3"]
    assert "https://example.org/talk%201.mp3" in article.text


def test_an_enclosed_picture_that_is_in_the_text_is_not_linked_again(tmp_path: Path) -> None:
    address = "https://example.org/a.png"
    inside = html(f'<p>{TEXT}</p><img src="{address}" alt="A">') + f'<media:content url="{address}" medium="image"/>'
    assert one_in(tmp_path, rss_item(inside)).text.count("a.png") == 1


def test_pictures_stay_on_the_web_with_a_remark(tmp_path: Path) -> None:
    article = one_in(tmp_path, rss_item(html(f'<p>{TEXT}</p><img src="/a.png" alt="A">')))
    assert "https://example.org/a.png" in article.text
    assert "https://example.org/a.png" in said(article, "import-picture")


def test_a_description_that_only_begins_like_the_text_is_no_standfirst(tmp_path: Path) -> None:
    inside = html(f"<p>{TEXT}</p>") + "<description>It rises in the snow […]</description>"
    assert one_in(tmp_path, rss_item(inside)).description == ""


@pytest.mark.parametrize(
    "end", ["[…]", "[...]", "[&#8230;]", "…", "Continue reading &#8594;", "Read more", "Читать далее"]
)
def test_an_excerpt_without_a_content_is_imported_with_a_remark(tmp_path: Path, end: str) -> None:
    article = one_in(tmp_path, rss_item(f"<description><![CDATA[It rises in the snow {end}]]></description>"))
    assert "It rises in the snow" in article.text
    assert "only the beginning" in said(article, "import-incomplete")


def test_a_description_that_is_the_whole_text_is_imported_without_a_remark(tmp_path: Path) -> None:
    article = one_in(tmp_path, rss_item(f"<description>{TEXT}</description>"))
    assert "only the beginning" not in said(article, "import-incomplete")


def test_a_summary_longer_than_the_content_is_the_text(tmp_path: Path) -> None:
    article = one_in(tmp_path, rss_item(html("<p>It rises […]</p>") + f"<description>{TEXT}</description>"))
    assert TEXT in article.plain
    assert "is longer" in said(article, "import-guessed")


def test_an_item_without_any_text_is_left_out_by_name(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, rss_item(""))
    assert found.code == "import-left-out"  # type: ignore[union-attr]
    assert "A river" in found.message  # type: ignore[union-attr]


def test_the_day_is_not_invented(tmp_path: Path) -> None:
    feed = rss_item(html("<p>x</p>")).replace("Wed, 30 Mar 2022 21:39:00 +0400", "some day in spring")
    article = one_in(tmp_path, feed)
    assert article.date is None
    assert "some day in spring" in said(article, "import-left-out")


def test_an_item_changed_later_replaces_the_one_before(tmp_path: Path) -> None:
    old, new = (
        ITEM.format(f"<atom:updated>2022-04-0{day}T00:00:00Z</atom:updated>" + html(f"<p>day {day}</p>"))
        for day in (1, 2)
    )
    article = one_in(tmp_path, RSS.format(old + new))
    assert "day 2" in article.plain
    assert "not entry 1" in said(article, "import-left-out")
    assert str(article.updated) == "2022-04-02"


def test_different_items_with_one_identifier_are_both_kept(tmp_path: Path) -> None:
    first = ITEM.format(html("<p>one</p>"))
    second = first.replace("A river", "A lake").replace("a-river", "a-lake")
    articles = articles_in(tmp_path, RSS.format(first + second))
    assert [each.title for each in articles] == ["A river", "A lake"]
    assert len({each.origin for each in articles}) == 2


def test_items_without_identifier_and_address_are_all_kept(tmp_path: Path) -> None:
    items = "".join(f"<item><title>T{n}</title><description>words {n}</description></item>" for n in range(3))
    assert len({each.origin for each in articles_in(tmp_path, RSS.format(items))}) == 3


def test_a_prefix_that_was_never_declared_is_read_as_the_usual_one(tmp_path: Path) -> None:
    feed = rss_item(html(f"<p>{TEXT}</p>")).replace('xmlns:content="http://purl.org/rss/1.0/modules/content/"', "")
    mended, article = found_in(tmp_path, feed)
    assert "undeclared" in mended.message  # type: ignore[union-attr]
    assert TEXT in article.plain  # type: ignore[union-attr]


def test_html_that_was_not_escaped_is_read_all_the_same(tmp_path: Path) -> None:
    article = one_in(tmp_path, rss_item(f"<description>One <b>two</b> {TEXT}</description>"))
    assert article.plain.split()[:2] == ["One", "two"]


def test_contributors_and_the_doi_of_a_journal(tmp_path: Path) -> None:
    prism = 'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    inside = (
        f"<description>{TEXT}</description><dc:creator>Nino Example</dc:creator>"
        f"<dc:contributor>Ana Example</dc:contributor><prism:doi {prism}>10.1234/river.7</prism:doi>"
    )
    article = one_in(tmp_path, rss_item(inside))
    assert (article.authors, article.contributors) == (("Nino Example",), (Person("Ana Example", "ctb"),))
    assert article.doi == "10.1234/river.7"


def test_an_identifier_that_is_a_doi(tmp_path: Path) -> None:
    inside = f"<description>{TEXT}</description><dc:identifier>doi:10.1234/river.7</dc:identifier>"
    assert one_in(tmp_path, rss_item(inside)).doi == "10.1234/river.7"
