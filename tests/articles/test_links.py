"""Links: to articles, into the article, to the web."""

from pathlib import Path

import pytest

from archivist.articles.links import valid_address
from tests.articles.making import body, codes, inside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2021").mkdir()
    (tmp_path / "2021" / "b c.md").write_text("x")
    (tmp_path / "top.md").write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("<../2021/b c.md>", "article:2021/b c.md"),
        ("../2021/b%20c.md#part", "article:2021/b c.md#part"),
        ("/top.md", "article:top.md"),
        ("/top.md#%D1%87%D0%B0%D1%81%D1%82%D1%8C", "article:top.md#часть"),
        ("/top.md#часть", "article:top.md#часть"),
        ("/top.md#2022", "article:top.md#id-2022"),
        ("/top.md#%20", "article:top.md"),
        ("HTTPS://E.org/ä b", ""),
        ("<https://e.org/ä b?x=[1]#y z>", "https://e.org/%C3%A4%20b?x=%5B1%5D#y%20z"),
        ("//e.org/x", "https://e.org/x"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("ftp://e.org/x", "ftp://e.org/x"),
    ],
)
def test_targets(folder: Path, link: str, target: str) -> None:
    made = body(f"[x]({link})", folder)
    if target:
        assert inside(made) == f'<p><a href="{target}">x</a></p>'
        assert made.findings == ()
    else:
        assert "<a" not in made.xhtml


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/a/b", "../x.md", "#no", "../../x.md"],
)
def test_what_leads_nowhere_is_plain_text(folder: Path, link: str) -> None:
    made = body(f"a\n\n[x]({link})", folder)
    assert '<span class="unlinked">x</span>' in made.xhtml
    assert [(finding.code, finding.line) for finding in made.findings] == [("dead-link", 7)]


def test_dead_links_are_one_finding_an_article() -> None:
    made = body("[a](/x)\n\n" * 300)
    assert codes(made.findings) == ["dead-link"]
    assert "300" in made.findings[0].message
    assert "/x" in made.findings[0].message


def test_relative_links_lead_to_the_site() -> None:
    made = body("[a](/x) [b](y/z) [c](?q)", site="https://e.org/blog/")
    assert 'href="https://e.org/x"' in made.xhtml
    assert 'href="https://e.org/blog/y/z"' in made.xhtml
    assert made.findings == ()


def test_relative_links_start_from_where_the_article_was_published() -> None:
    made = body("[a](/x) [b](y)", site="https://e.org", source="https://old.org/2022/a/")
    assert 'href="https://e.org/x"' in made.xhtml
    assert 'href="https://old.org/2022/a/y"' in made.xhtml


@pytest.mark.parametrize("source", ["https://", "http://[broken", "http://ex ample/"])
def test_a_broken_source_is_no_place_to_start_from(source: str) -> None:
    assert 'href="https://e.org/y"' in body("[a](y)", site="https://e.org", source=source).xhtml
    assert codes(body("[a](y)", source=source).findings) == ["dead-link"]


def test_links_into_the_article() -> None:
    made = body("## Some Part\n\n[a](#some-part) [b](#Some-Part) [c](#%73ome-part) [d](#none)")
    assert made.xhtml.count('href="#some-part"') == 3
    assert codes(made.findings) == ["dead-link"]


def test_an_empty_link_is_no_link() -> None:
    assert inside(body("[a]() <a>b</a>")) == '<p><span class="unlinked">a</span> <span class="unlinked">b</span></p>'


def test_a_named_anchor_has_an_id() -> None:
    assert '<span id="x">a</span> <a href="#x">b</a>' in body('<a name="x">a</a> [b](#x)').xhtml


@pytest.mark.parametrize(
    ("address", "valid"),
    [
        ("http://exämple.org/ü", "http://xn--exmple-cua.org/%C3%BC"),
        ("http://e.org:8080/100%", "http://e.org:8080/100%25"),
        ("http://e.org\\x", "http://e.org/x"),
        ("http://ex ample/", ""),
        ("http://", ""),
        ("http://e.org:99999/", ""),
        ("http://[::1/", ""),
        ("http://[broken", ""),
        ("https://", ""),
        ("http://1.2.3.4/", "http://1.2.3.4/"),
        ("http://1.2.3.999/", ""),
        ("http://e.123/", ""),
        ("http://xn--exmple-cua.org/", "http://xn--exmple-cua.org/"),
        ("http://xn--strae-oqa.de/", "http://xn--strae-oqa.de/"),
        ("http://xn--\u00fc.org/", ""),
        ("http://" + "a" * 64 + ".org/", ""),
        ("gopher://e.org", ""),
        ("no scheme", ""),
    ],
)
def test_valid_addresses(address: str, valid: str) -> None:
    assert valid_address(address) == valid
