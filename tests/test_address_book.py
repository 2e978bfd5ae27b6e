"""Which article is at an address."""

import datetime
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.links.address_book import AddressBook, address_book
from archivist.model.articles import Article
from tests.articles.making import article

SITE = "https://site.example"
BETA = "2024-01-03-b.en.md"


def made(path: str, **changes: Any) -> Article:
    return article("x", path=path, key=changes.pop("key", path.partition(".")[0]), **changes)


@pytest.fixture(scope="module")
def book() -> AddressBook:
    return address_book(
        [
            made(BETA, source=f"{SITE}/2024/01/03/beta/"),
            made("e.ka.md", key="e", language="ka", source=f"{SITE}/e/"),
            made("e.en.md", key="e", source=f"{SITE}/e/"),
            made("wp.md", extra={"origin": f"{SITE}/?p=17"}),
            made("posts/two.md", extra={"origin": "content/posts/second.md", "aliases": ["/old/two/", "older.html"]}),
            made("_posts/2024-05-06-jekyll.md", extra={"permalink": "/:year/:title/"}, date=datetime.date(2024, 5, 6)),
            made("idn.md", source="https://пример.рф/ა/"),
            made("app.md", source=f"{SITE}/#!/app"),
            made("abs.md", extra={"url": "http://other.example/abs/"}),
            made("slugged.md", extra={"slug": "short-name"}),
        ],
        SITE,
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://site.example/2024/01/03/beta/",
        "http://site.example/2024/01/03/beta/",
        "https://www.site.example/2024/01/03/beta",
        "HTTPS://SITE.EXAMPLE/2024/01/03/beta/",
        "https://site.example:443/2024/01/03/beta/",
        "https://site.example/2024/01/03/beta/index.html",
        "https://site.example/2024/01/03/beta.html",
        "https://site.example/2024/01/03/b%65ta/?utm_source=x&utm_medium=y",
        "https://m.site.example/2024/01/03/beta/",
    ],
)
def test_an_article_is_found_by_every_way_of_writing_its_address(book: AddressBook, address: str) -> None:
    assert book.at(address, "en") == (BETA, "")
    assert book.at(f"{address}#the-part", "en") == (BETA, "the-part")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"{SITE}/?p=17", "wp.md"),
        (f"{SITE}/old/two", "posts/two.md"),
        (f"{SITE}/older.html", "posts/two.md"),
        (f"{SITE}/posts/two/", "posts/two.md"),
        (f"{SITE}/2024/05/06/jekyll.html", "_posts/2024-05-06-jekyll.md"),
        (f"{SITE}/en/2024/05/jekyll/", "_posts/2024-05-06-jekyll.md"),
        ("https://xn--e1afmkfd.xn--p1ai/%E1%83%90", "idn.md"),
        (f"{SITE}/#!/app", "app.md"),
        ("https://other.example/abs", "abs.md"),
        (f"{SITE}/2022/03/30/short-name/", "slugged.md"),
        (f"{SITE}/short-name", "slugged.md"),
        (f"{SITE}/slugged/", "slugged.md"),
        # and what is another page
        (f"{SITE}/2024/01/03/beta/feed/", ""),
        (f"{SITE}/2024/01/03/", ""),
        (f"{SITE}/2024/01/03/beta/?page=2", ""),
        (f"{SITE}/?p=18", ""),
        (f"{SITE}/", ""),
        (f"{SITE}/#!/other", ""),
        ("https://elsewhere.example/2024/01/03/beta/", ""),
        ("mailto:a@site.example", ""),
        ("", ""),
    ],
)
def test_other_addresses(book: AddressBook, address: str, path: str) -> None:
    assert book.at(address, "en")[0] == path


def test_of_translations_with_one_address_it_is_the_one_in_the_language(book: AddressBook) -> None:
    assert [book.at(f"{SITE}/e", tag)[0] for tag in ("en", "ka", "ru")] == ["e.en.md", "e.ka.md", "e.ka.md"]


def test_paths_without_a_site(book: AddressBook) -> None:
    assert book.below("/2024/01/03/beta/index.html", "en") == BETA
    assert book.below("/old/two/", "en") == "posts/two.md"
    assert book.below("/nothing/", "en") == ""


@pytest.mark.parametrize(
    ("name", "near", "path"),
    [
        ("two.md", "posts", "posts/two.md"),
        ("two", "", "posts/two.md"),
        ("/posts/two.md", "elsewhere", "posts/two.md"),
        ("second.md", "content/posts", "posts/two.md"),
        ("2024-05-06-jekyll", "_posts", "_posts/2024-05-06-jekyll.md"),
        ("_posts/2024-05-06-jekyll.md", "", "_posts/2024-05-06-jekyll.md"),
        ("e", "", "e.en.md"),
        ("none", "posts", ""),
        ("", "posts", ""),
    ],
)
def test_names_in_references(book: AddressBook, name: str, near: str, path: str) -> None:
    assert book.called(name, near, "en") == path


def test_a_name_of_several_works_is_not_taken_for_any() -> None:
    book = address_book([made("a/same.md", key="1"), made("b/same.md", key="2")], SITE)
    assert book.called("same", "c", "en") == ""
    assert book.called("same", "b", "en") == "b/same.md"
    assert book.at(f"{SITE}/2022/03/30/same/", "en") == ("", "")
    assert book.at(f"{SITE}/b/same/", "en") == ("b/same.md", "")


def test_an_address_of_two_works_is_reported_and_leads_to_the_first() -> None:
    one, other = made("a.md", source=f"{SITE}/x/"), made("b.md", source="http://www.site.example/x")
    book = address_book([one, other])
    (finding,) = book.shared()
    assert (finding.code, finding.file) == ("address-shared", "b.md")
    assert "a.md" in finding.message
    assert book.at(f"{SITE}/x", "en")[0] == "a.md"
    assert not list(address_book([one, made("b.md", key="a", source=f"{SITE}/x")]).shared())


def test_a_book_can_be_handed_to_other_processes(book: AddressBook) -> None:
    assert pickle.loads(pickle.dumps(book)) == book


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    book = address_book([made("a.md", source=text, extra={"url": text, "aliases": [text, 5], "origin": text})], text)
    for address in (text, f"{SITE}/{text}", f"https://{text}"):
        book.at(address, "en")
        book.below(address, "en")
        book.called(address, text, "en")
        book.imported_from(address, "en")
        book.is_host(address)
