"""Feeds as certain programs write them."""

import time
from pathlib import Path

import pytest

from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle
from archivist.web_feeds.feed_boilerplate import without_furniture
from tests.readers.feeds.making import ATOM, RSS, TEXT, articles_in, found_in, one_in, rss_item
from tests.running_time import seconds_since

TAKEOUT = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018">{}</feed>'


def _takeout(number: int, inside: str) -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><title>A river</title><author><name>Ana</name>"
        f"<blogger:type>BLOGGER</blogger:type></author><content type='html'>&lt;p&gt;{TEXT}&lt;/p&gt;</content>"
        f"<published>2024-01-02T10:00:00Z</published>{inside}</entry>"
    )


def test_blogger_s_exports_of_google_takeout_are_read(tmp_path: Path) -> None:
    post = "<blogger:type>POST</blogger:type><blogger:status>{}</blogger:status><blogger:trashed>{}</blogger:trashed>"
    comment = "<blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>"
    entries = [
        _takeout(1, post.format("LIVE", "") + "<blogger:filename>/2024/01/a-river.html</blogger:filename>"),
        _takeout(2, post.format("DRAFT", "")),
        _takeout(3, post.format("LIVE", "2024-02-01T00:00:00Z")),
        _takeout(4, comment),
    ]
    article, *told = found_in(tmp_path, TAKEOUT.format("".join(entries)), language="en")
    assert isinstance(article, FoundArticle)
    assert (article.slug, article.source, article.authors) == ("a-river", "", ("Ana",))
    assert [each.message for each in told if isinstance(each, Finding)] == [
        "“A river” is a draft",
        "“A river” is not an article but of the kind “thrown away”",
        "“A river” is not an article but of the kind “comment”",
    ]


@pytest.mark.parametrize(
    ("element", "space"),
    [
        ("yandex:full-text", ' xmlns:yandex="http://news.yandex.ru"'),
        ("yandex:full-text", ""),
        ("turbo:content", ' xmlns:turbo="http://turbo.yandex.ru"'),
        ("fulltext", ""),
    ],
)
def test_the_full_text_for_aggregators_is_the_article(tmp_path: Path, element: str, space: str) -> None:
    full = f"One &amp; {TEXT}\n\nA second paragraph.\n"
    article = one_in(tmp_path, rss_item(f"<description>Short.</description><{element}{space}>{full}</{element}>"))
    assert article.text == f"One & {TEXT}\n\nA second paragraph.\n"
    assert article.description == "Short."


def test_html_in_a_full_text_for_aggregators_is_read_as_html(tmp_path: Path) -> None:
    full = f"<turbo:content><![CDATA[<h2>Head</h2><p>{TEXT}</p>]]></turbo:content>"
    assert one_in(tmp_path, rss_item(full)).text == f"## Head\n\n{TEXT}\n"


def test_what_youtube_says_of_a_film_is_the_text(tmp_path: Path) -> None:
    group = f'<m:group xmlns:m="http://search.yahoo.com/mrss/"><m:description>{TEXT}\n\nMore.</m:description></m:group>'
    entry = f"<entry><id>yt:video:a</id><title>A film</title><published>2024-01-04T10:00:00Z</published>{group}</entry>"
    assert one_in(tmp_path, ATOM.format(entry)).text == f"{TEXT}\n\nMore.\n"


TRAILER = '<p>The post <a href="/a">A river</a> appeared first on <a href="/">A site</a>.</p>'
SHARING = '<div class="sharedaddy sd-sharing"><h3>Share this:</h3><ul><li><a href="/?share=x">X</a></li></ul></div>'
SUBSCRIBE = (
    '<p class="button-wrapper"><a class="button" href="https://e.substack.com/subscribe?"><span>Join</span></a></p>'
)
WIDGET = '<div class="subscription-widget-wrap-editor"><p>Thanks for reading!</p><form><input></form></div>'
FLARE = '<div class="feedflare"><a href="http://f.e/"><img src="http://f.e/i.png"/></a></div>'
MEDIUM = (
    '<p><a href="/a">A river</a> was originally published in <a href="/">A site</a> on Medium, where people are '
    "continuing the conversation by highlighting and responding to this story.</p>"
)


@pytest.mark.parametrize("furniture", [TRAILER, SHARING, SUBSCRIBE, WIDGET, FLARE, MEDIUM, SHARING + TRAILER])
def test_what_stands_under_every_text_is_left_out_and_reported(tmp_path: Path, furniture: str) -> None:
    content = f"<p>{TEXT} 1 &lt; 2.</p>{furniture}"
    article = one_in(tmp_path, rss_item(f"<content:encoded><![CDATA[{content}]]></content:encoded>"))
    assert article.text.replace("\\", "") == f"{TEXT} 1 < 2.\n"
    (remark,) = [each for each in article.remarks if "boilerplate below the text" in each.message]
    assert remark.code == "import-left-out"


@pytest.mark.parametrize(
    "like",
    [
        f"<p>The post office appeared first on the map.</p><p>{TEXT}</p>",
        '<p class="button-wrapper"><a href="https://e.org/report">The report</a></p>',
        f"The post of the guard appeared on the map in 1901. {TEXT}",
    ],
)
def test_what_only_looks_like_it_stays(tmp_path: Path, like: str) -> None:
    article = one_in(tmp_path, rss_item(f"<content:encoded><![CDATA[{like}]]></content:encoded>"))
    assert not [each for each in article.remarks if "boilerplate below the text" in each.message]


def test_a_text_too_deep_for_the_library_is_not_touched() -> None:
    source = f"{'<div>' * 5000}{TEXT}{SHARING}"
    assert without_furniture(source) == (source, ())


def test_what_follows_furniture_stays(tmp_path: Path) -> None:
    content = f"Before &amp; {SHARING}between <p>{TEXT}</p>{FLARE}after"
    article = one_in(tmp_path, rss_item(f"<content:encoded><![CDATA[{content}]]></content:encoded>"))
    assert " ".join(article.plain.split()) == f"Before & between {TEXT} after"


def test_endless_furniture_takes_no_long_time() -> None:
    began = time.process_time()
    text, gone = without_furniture(SHARING * 5_000)
    assert (text, len(gone)) == ("", 5_000)
    assert seconds_since(began) < 5


def test_an_entry_of_nothing_but_furniture_does_no_harm(tmp_path: Path) -> None:
    feed = RSS.format(f"<item><title>T</title><description><![CDATA[{FLARE}]]></description></item>")
    assert len(articles_in(tmp_path, feed)) <= 1
