"""Which captures become articles, and what is said of the others."""

import base64
import gzip
import hashlib
import zlib
from datetime import date
from pathlib import Path

import brotli
import pytest

from tests.readers.web_archives.making import (
    PNG,
    Album,
    Taken,
    articles,
    found_in,
    left_out,
    page,
    said,
    warc,
    written,
)

A = "https://example.org/2022/03/a-river"


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_becomes_an_article(tmp_path: Path, packed: bool) -> None:
    (article,) = found_in(written(tmp_path, warc(Taken(A, page("Words.")), gzip=packed)))
    (article,) = articles([article])
    assert (article.plain, article.source, article.origin) == ("Words.", A, A)
    assert article.retrieved == date(2022, 3, 30)
    assert str(article.place) == f"crawl.warc, {A}"


def test_one_gzip_member_around_all_records_is_read(tmp_path: Path) -> None:
    data = gzip.compress(warc(*(Taken(f"{A}/{n}", page(f"Words {n}.")) for n in range(5))), mtime=0)
    assert [each.plain for each in articles(found_in(written(tmp_path, data)))] == [f"Words {n}." for n in range(5)]


def _chunked(data: bytes) -> bytes:
    half = len(data) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (data[:half], data[half:], b""))


@pytest.mark.parametrize(
    ("heads", "pack"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress),
        ([("Content-Encoding", "deflate")], zlib.compress),
        ([("Content-Encoding", "br")], brotli.compress),
        ([("Content-Encoding", "gzip, br")], lambda data: brotli.compress(gzip.compress(data, mtime=0))),
        ([("Transfer-Encoding", "chunked")], _chunked),
        (
            [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
            lambda data: _chunked(gzip.compress(data, mtime=0)),
        ),
        ([("Content-Encoding", "gzip")], lambda data: data),
        ([("Content-Encoding", "br")], lambda data: data),
        ([("Content-Encoding", "identity")], lambda data: data),
    ],
)
def test_what_was_packed_on_the_way_is_unpacked(tmp_path: Path, heads: list[tuple[str, str]], pack) -> None:  # type: ignore[no-untyped-def]
    source = written(tmp_path, warc(Taken(A, pack(page("Words.")), heads=heads)))
    assert [each.plain for each in articles(found_in(source))] == ["Words."]


def test_the_declared_encoding_is_handed_on(tmp_path: Path) -> None:
    body = page("Слова.").decode().encode("windows-1251")
    source = written(tmp_path, warc(Taken(A, body, media_type='text/html; charset="windows-1251"')))
    assert [each.plain for each in articles(found_in(source))] == ["Слова."]


@pytest.mark.parametrize("media_type", ["application/octet-stream", "text/plain", "application/xhtml+xml", "", None])
def test_html_is_known_by_its_look_too(tmp_path: Path, media_type: str | None) -> None:
    source = written(tmp_path, warc(Taken(A, page("Words."), media_type=media_type)))
    assert len(list(articles(found_in(source)))) == 1


def test_a_resource_record_is_read(tmp_path: Path) -> None:
    source = written(tmp_path, warc(Taken(A, page("Words."), kind="resource", media_type="text/html")))
    assert len(list(articles(found_in(source)))) == 1


def test_other_records_are_counted_by_reason(tmp_path: Path) -> None:
    found = found_in(
        written(
            tmp_path,
            warc(
                Taken(A, page("Words.")),
                *(Taken(f"{A}/gone/{n}", page("No."), status="404 Not Found") for n in range(5)),
                Taken(f"{A}/old", status="301 Moved", heads=[("Location", "/2022/03/a-river")]),
                Taken(f"{A}/style.css", b"a{}", media_type="text/css"),
                Taken(f"{A}/list", b"<!DOCTYPE html><html><body>x</body></html>"),
                Taken(f"{A}/nothing", b" "),
            ),
        )
    )
    assert len(list(articles(found))) == 1
    assert f"pages with the server's status 404: 5 ({A}/gone/0, {A}/gone/1, {A}/gone/2, …)" in left_out(found)
    assert f"addresses that redirect to others: 1 ({A}/old → {A})" in left_out(found)
    assert "files of the type text/css: 1" in left_out(found)
    assert "the page is a list): 1" in left_out(found)
    assert "empty pages: 1" in left_out(found)


def test_the_last_of_several_captures_is_taken_and_the_others_are_named(tmp_path: Path) -> None:
    moments = ["2020-01-01T00:00:00Z", "2023-01-01T00:00:00Z", "2021-01-01T00:00:00Z"]
    source = written(tmp_path, warc(*(Taken(A, page(f"Words of {m[:4]}."), moment=m) for m in moments)))
    (article,) = articles(found_in(source))
    assert (article.plain, article.retrieved) == ("Words of 2023.", date(2023, 1, 1))
    message = said(article, "import-guessed")
    assert "captured 3 times" in message
    assert "2021-01-01, 2020-01-01" in message


def test_a_last_capture_that_is_no_article_gives_way_to_the_one_before(tmp_path: Path) -> None:
    lost = b"<!DOCTYPE html><html><body>This domain is for sale.</body></html>"
    source = written(tmp_path, warc(Taken(A, page("Words.")), Taken(A, lost, moment="2024-01-01T00:00:00Z")))
    (article,) = articles(found_in(source))
    assert (article.plain, article.retrieved) == ("Words.", date(2022, 3, 30))
    assert "the last one that is an article" in said(article, "import-guessed")


@pytest.mark.parametrize(
    "variant",
    [
        "http://example.org/2022/03/a-river",
        "https://www.example.org/2022/03/a-river",
        f"{A}/",
        f"{A}?utm_source=x&fbclid=y",
    ],
)
def test_variants_of_an_address_are_one_page(tmp_path: Path, variant: str) -> None:
    later = Taken(variant, page("Words."), moment="2023-01-01T00:00:00Z")
    (article,) = articles(found_in(written(tmp_path, warc(Taken(A, page("Words.")), later))))
    assert article.source == variant
    assert f"the same page as {A}" in said(article, "import-guessed")


@pytest.mark.parametrize("other", [f"{A}?page=2", f"{A}/2", "https://example.com/2022/03/a-river"])
def test_other_addresses_are_other_pages(tmp_path: Path, other: str) -> None:
    found = found_in(written(tmp_path, warc(Taken(A, page("Words.")), Taken(other, page("Other.")))))
    assert len(list(articles(found))) == 2


def test_pages_that_name_different_addresses_as_their_own_are_not_joined(tmp_path: Path) -> None:
    heads = [f'<link rel="canonical" href="/{name}">' for name in "ab"]
    captures = [Taken(A, page("One.", heads[0])), Taken(f"{A}?utm_id=2", page("Two.", heads[1]))]
    assert len(list(articles(found_in(written(tmp_path, warc(*captures)))))) == 2


def _revisit(digest: str, moment: str = "2023-05-06T00:00:00Z", address: str = A) -> Taken:
    warc_heads = {
        "WARC-Payload-Digest": digest,
        "WARC-Profile": "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest",
    }
    return Taken(address, kind="revisit", moment=moment, warc=warc_heads)


def _digest(data: bytes) -> str:
    return f"sha1:{base64.b32encode(hashlib.sha1(data).digest()).decode()}"


def test_a_revisit_is_the_earlier_content_with_the_later_day(tmp_path: Path) -> None:
    body = page("Words.")
    (article,) = articles(found_in(written(tmp_path, warc(Taken(A, body), _revisit(_digest(body))))))
    assert (article.plain, article.retrieved) == ("Words.", date(2023, 5, 6))


def test_a_revisit_of_what_is_elsewhere_is_reported(tmp_path: Path) -> None:
    found = found_in(written(tmp_path, warc(_revisit("sha1:NOTHERE", address=f"{A}/x"))))
    assert "in another archive (“revisit”): 1" in left_out(found)


def test_pictures_come_from_the_same_archive_whatever_the_order(tmp_path: Path) -> None:
    body = page(
        'Words. <img src="http://example.org/i/a.png"><img src="https://example.org/old.png"><img src="https://example.org/none.png">'
    )
    album = Album()
    source = written(
        tmp_path,
        warc(
            Taken(A, body),
            Taken("https://example.org/i/a.png", PNG, media_type="image/png"),
            Taken("https://example.org/old.png", status="302 Found", heads=[("Location", "/i/b.png")]),
            Taken("https://example.org/i/b.png", PNG, media_type="application/octet-stream"),
            gzip=True,
        ),
    )
    (article,) = articles(found_in(source, album))
    assert set(album.pictures) == {"example.org/i/a.png", "example.org/old.png"}
    assert "/images/example.org/i/a.png" in article.text
    assert "https://example.org/none.png" in article.text
    assert "not in this archive: https://example.org/none.png" in said(article, "import-picture")


def test_a_picture_that_is_none_is_reported(tmp_path: Path) -> None:
    captures = [
        Taken(A, page('<img src="https://example.org/a.png">')),
        Taken("https://example.org/a.png", b"<html>", media_type="image/png"),
    ]
    (article,) = articles(found_in(written(tmp_path, warc(*captures))))
    assert "cannot be used (no picture)" in said(article, "import-picture")


def test_arc_is_read(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page("Words.")
    version = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    data = b"filedesc://a.arc 0.0.0.0 20040229000000 text/plain %d\n%s\n" % (len(version), version)
    data += b"%s 0.0.0.0 20040229120000 text/html %d\n%s\n" % (A.encode(), len(answer), answer)
    (article,) = articles(found_in(written(tmp_path, data, "a.arc")))
    assert (article.plain, article.retrieved) == ("Words.", date(2004, 2, 29))


def test_a_page_for_printing_is_no_second_article(tmp_path: Path) -> None:
    head = f'<link rel="canonical" href="{A}">'
    captures = [Taken(A, page("Words.", head)), Taken(f"{A}/print", page("Words.", head))]
    found = found_in(written(tmp_path, warc(*captures)))
    assert [each.source for each in articles(found)] == [A]
    assert "same article as another one: 1" in left_out(found)


def test_pages_that_all_name_one_address_as_their_own_are_all_kept(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://example.org/">'
    captures = [Taken(f"{A}/{n}", page(f"Words {n}.", head)) for n in range(3)]
    found = list(articles(found_in(written(tmp_path, warc(*captures)))))
    assert [each.plain for each in found] == ["Words 0.", "Words 1.", "Words 2."]
    assert len({each.origin for each in found}) == 3


def test_a_page_that_a_proxy_handed_on_is_taken(tmp_path: Path) -> None:
    source = written(tmp_path, warc(Taken(A, page("Words."), status="203 Non-Authoritative Information")))
    assert len(list(articles(found_in(source)))) == 1


def test_a_revisit_of_a_file_that_is_no_page_is_not_said_to_be_elsewhere(tmp_path: Path) -> None:
    style = f"{A}/style.css"
    again = Taken(style, kind="revisit", media_type=None, warc={"WARC-Refers-To-Target-URI": style})
    found = found_in(written(tmp_path, warc(Taken(style, b"a{}", media_type="text/css"), again)))
    assert "another archive" not in left_out(found)


_BODY = page("Words.")
_DIGEST = hashlib.sha256(_BODY)


@pytest.mark.parametrize(
    "digest",
    [
        f"sha256:{_DIGEST.hexdigest()}",
        f"sha-256:{_DIGEST.hexdigest().upper()}",
        f"sha256:{base64.b32encode(_DIGEST.digest()).decode()}",
        f"SHA256:{base64.b32encode(_DIGEST.digest()).decode().rstrip('=')}",
        f"sha256:{base64.b64encode(_DIGEST.digest()).decode()}",
        "sha256:no digest at all",
        "sha256:" + "é" * 64,
        "sha256:" + "!" * 64,
        "blake3:0123456789abcdef",
        "sha256",
        "",
    ],
)
@pytest.mark.parametrize("name", ["WARC-Block-Digest", "WARC-Payload-Digest"])
def test_digests_are_understood_however_they_are_written(tmp_path: Path, name: str, digest: str) -> None:
    whole = Taken(A, _BODY, kind="resource", media_type="text/html", warc={name: digest})
    found = found_in(written(tmp_path, warc(whole)))
    assert len(list(articles(found))) == 1
    assert "digest" not in left_out(found)


@pytest.mark.parametrize("name", ["WARC-Block-Digest", "WARC-Payload-Digest"])
def test_content_that_is_not_what_its_digest_says_is_reported(tmp_path: Path, name: str) -> None:
    data = warc(Taken(A, page("Words."), has_digest=name == "WARC-Payload-Digest"))
    if name == "WARC-Payload-Digest":
        data = data.replace(b"WARC-Block-Digest", b"X-Another-Digest!")
    found = found_in(written(tmp_path, data.replace(b"Words.", b"Wolds.")))
    assert [each.plain for each in articles(found)] == ["Wolds."]
    assert f"content does not match their digest, possibly damaged, imported unchanged: 1 ({A})" in left_out(found)


def test_the_digest_of_a_payload_sent_in_chunks_is_of_no_account(tmp_path: Path) -> None:
    own = f"sha1:{hashlib.sha1(page('Words.'), usedforsecurity=False).hexdigest()}"
    sent = Taken(
        A, _chunked(page("Words.")), heads=[("Transfer-Encoding", "chunked")], warc={"WARC-Payload-Digest": own}
    )
    data = warc(sent).replace(b"WARC-Block-Digest", b"X-Another-Digest!")
    assert "digest" not in left_out(found_in(written(tmp_path, data)))
