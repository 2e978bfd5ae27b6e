"""Broken and hostile feeds: refused or mended, never half read."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archivist.reader_api.found import SourceError
from archivist.readers.feeds import is_feed
from tests.readers.feeds.making import ITEM, RSS, TEXT, atom_entry, found_in, html, one_in, rss_item
from tests.running_time import seconds_since

pytestmark = pytest.mark.slow  # very long texts

GOOD = RSS.format("".join(ITEM.format(html(f"<p>{TEXT}</p>")).replace("tag:7", f"tag:{n}") for n in range(3))).encode()
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(12))


@pytest.mark.parametrize("end", range(len(GOOD) - 20, 0, -137))
def test_a_feed_that_breaks_off_is_refused_whole(tmp_path: Path, end: int) -> None:
    with pytest.raises(SourceError):
        found_in(tmp_path, GOOD[:end])


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE rss [{BOMB}]>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]>',
    ],
)
def test_entities_of_the_feeds_own_are_refused(tmp_path: Path, doctype: str) -> None:
    feed = rss_item(html("<p>x</p>")).replace("?>\n", f"?>{doctype}", 1).replace("A river", "&e11;&x;")
    with pytest.raises(SourceError, match="declares entities"):
        found_in(tmp_path, feed)


def test_a_document_type_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE rss SYSTEM "file:///etc/passwd" [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]>'
    feed = rss_item(html(f"<p>{TEXT}</p>")).replace("?>\n", f"?>{doctype}", 1)
    assert TEXT in one_in(tmp_path, feed).plain


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("a &nbsp; b &eacute; c & d &unknown; e", "a \u00a0 b é c & d &unknown; e"),
        ("a \x00\x08 b &#0; c &#x1F; d &#xD800;", "a  b  c  d"),
    ],
)
def test_what_is_surely_meant_is_repaired(tmp_path: Path, broken: str, whole: str) -> None:
    found = found_in(tmp_path, rss_item(f"<description>{broken.replace('&amp;', '&')}</description>"))
    assert found[0].code == "import-repaired"  # type: ignore[union-attr]
    assert found[1].plain.split() == whole.split()  # type: ignore[union-attr]


def test_what_stands_in_cdata_is_not_touched_by_repairing(tmp_path: Path) -> None:
    found = found_in(tmp_path, rss_item("<x>&nbsp;</x>" + html("<p>a &amp;nbsp; b</p>")))
    assert "a &nbsp; b" in found[1].plain  # type: ignore[union-attr]


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "utf-8-sig"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    feed = rss_item(html("<p>Река течёт с гор.</p>")).replace("UTF-8", encoding.removesuffix("-sig"))
    assert "Река течёт с гор." in one_in(tmp_path, feed.encode(encoding)).plain


def test_a_wrong_declaration_of_the_encoding_is_repaired(tmp_path: Path) -> None:
    text = "Река течёт с гор, и летом она поит всю долину."
    feed = rss_item(html(f"<p>{text}</p>")).encode("windows-1251")
    assert text in found_in(tmp_path, feed)[-1].plain  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "feed",
    [
        b"",
        b"\0" * 1000,
        b"<rss>",
        b"<html><body>x</body></html>",
        b"\xff\xfe",
        b"<rss>" + b"<a>" * 10_000,
        (b"<rss><channel><item>" + b"<a>" * 10_000 + b"</a>" * 10_000 + b"</item></channel></rss>"),
        b"<!DOCTYPE rss [" + b"<" * 100_000,
        b"&" * 100_000,
    ],
)
def test_what_is_not_a_feed_is_refused(tmp_path: Path, feed: bytes) -> None:
    with pytest.raises(SourceError):
        found_in(tmp_path, feed)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 10_000 + "x",
        "<p>x" * 50_000,
        "&lt;" * 100_000,
        "a [...] " * 50_000,
        "The post " * 30_000,
        "read more " * 30_000,
    ],
)
def test_large_texts_are_read_in_a_few_seconds(tmp_path: Path, text: str) -> None:
    began = time.process_time()
    found_in(
        tmp_path, rss_item(f"<title>{text.replace('<', '&lt;')}</title><description><![CDATA[{text}]]></description>")
    )
    assert seconds_since(began) < 5


def test_many_entries_with_one_identifier_take_no_longer(tmp_path: Path) -> None:
    items = "".join(f"<item><guid>1</guid><title>T{n}</title><description>w</description></item>" for n in range(3000))
    began = time.process_time()
    assert len(found_in(tmp_path, RSS.format(items))) == 3000
    assert seconds_since(began) < 10


SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
BASES = [
    GOOD,
    atom_entry(f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{TEXT}</div></content>').encode(),
]


@SETTINGS
@given(st.sampled_from(BASES), st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=6)), max_size=6))
def test_mutated_bytes_raise_nothing_but_source_errors(
    tmp_path: Path, feed: bytes, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(feed)
    for place, new in changes:
        at = place % len(data)
        data[at : at + len(new)] = new
    try:
        found_in(tmp_path, bytes(data))
    except SourceError as error:
        assert "feed.xml" in str(error)


@SETTINGS
@given(st.binary(max_size=300))
@example(b"<")
@example(b"{")
def test_any_bytes_are_judged(tmp_path: Path, data: bytes) -> None:
    is_feed(data)
    with contextlib.suppress(SourceError):
        found_in(tmp_path, data)
