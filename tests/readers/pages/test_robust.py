"""Broken and hostile pages: never an exception, never long, and no text lost by depth or size."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import FoundArticle
from archivist.web_pages import article_of
from tests.readers.pages import sites
from tests.readers.pages.making import WISHES, article
from tests.readers.pages.words import EN, RU, paragraphs
from tests.running_time import seconds_since

PAGES = [page.encode() for page in (*sites.ARTICLES.values(), *sites.OTHERS.values())]
PIECES = [
    b"<div>" * 300, b"<table><tr><td>", b"<svg><title>x</title><text>", b"<!--", b"<script>", b"</script>", b"\0",
    b"\xff\xfe", b"<base href='//['>", b"<a href='http://[::1'>x</a>", b"<link rel=canonical href='http://[bad'>",
    b"<time datetime='9999-99-99'>", b"<a href='#x' id=x>1</a>", b"<frameset>", b"<form>", b"&#xD800;&#0;",
    b"<html lang='zz-!!'>", b"<plaintext>", b"<select><option>", b"<img src=x srcset=',,, ,'>", b"<body hidden>",
    b"<script type='application/ld+json'>" + b"[" * 3000 + b"</script>",
    b"<script type='application/ld+json'>{\"@type\":[\"Article\",3],\"name\":\"x\",\"headline\":{\"a\":1},\"url\":3,"
    b"\"author\":[[\"x\"],{\"name\":[1,{}]}],\"image\":[{}],\"inLanguage\":[],\"keywords\":[1,[2]]}</script>",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    page = bytearray(draw(st.sampled_from(PAGES)))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(page)))
        if draw(st.booleans()):
            page[start:start] = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)))
        else:
            del page[start : start + draw(st.integers(1, 400))]
    return bytes(page)


@pytest.mark.slow
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    mutated(), st.sampled_from(["", "https://herald.example/x/", "http://[", "//", "http://web.archive.org/web/2019/x"])
)
def test_no_page_raises(page: bytes, address: str) -> None:
    found = article_of(page, address=address, place=Place("p"), wishes=WISHES, picture=lambda name: name)
    assert isinstance(found, FoundArticle | Finding)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + paragraphs(EN) + "</div>" * 10_000,
        "<font><b>" * 5_000 + paragraphs(EN),
        "<x-y>" * 10_000 + paragraphs(EN),
        "<" * 500_000 + paragraphs(EN),
        "<a " * 200_000 + ">" + paragraphs(EN),
        "<div class='" + "share- " * 200_000 + "'>" + paragraphs(EN) + "</div>",
        "<script type='application/ld+json'>" + '{"a":[' * 100_000 + "</script>" + paragraphs(EN),
        "<p>" + " " * 2_000_000 + "</p>" + paragraphs(EN),
        paragraphs(EN * 500),
    ],
)
def test_a_hostile_page_takes_no_time_and_loses_no_word(page: str) -> None:
    start = time.process_time()
    found = article(f"<html><title>T</title><body>{page}</body></html>")
    assert seconds_since(start) < 15  # a second or two where nothing else runs
    assert EN[3] in " ".join(found.plain.split())


def test_marks_nested_without_end_are_looked_at_once() -> None:
    start = time.process_time()
    article(f"<html><title>T</title><article><h1>T</h1>{paragraphs(EN)}{'<font>' * 2000}x</article></html>")
    assert seconds_since(start) < 3


def test_entities_of_a_document_type_are_not_loaded() -> None:
    head = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    found = article(f"{head}<html><article><h1>T</h1>{paragraphs(EN)}<p>&x;&a;</p></article></html>")
    assert "root:" not in found.plain


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_declared_encodings_are_read(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    page = f"<html><head><meta charset={name}><title>Мост</title></head><article>{paragraphs(RU)}</article></html>"
    assert RU[0] in article(page.encode(encoding)).plain
