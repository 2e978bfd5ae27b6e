"""Pages that are no article are left out with the reason; those that may be one are taken."""

import pytest

from archivist.findings import Finding
from archivist.place import Place
from archivist.web_pages import article_of
from tests.readers.pages import sites
from tests.readers.pages.making import WISHES, article
from tests.readers.pages.words import EN, paragraphs

REASONS = {
    "category": "a list of articles (8",
    "search": "a list of articles",
    "not-found": "not found",
    "login": "login form",
    "frames": "menu.html, text.html",
    "refresh": "redirects to https://herald.example/",
    "feed": "a feed",
    "empty": "empty",
    "blank": "without text",
}


@pytest.mark.parametrize("name", sorted(sites.OTHERS))
def test_a_page_that_is_no_article_is_left_out_with_the_reason(name: str) -> None:
    found = article_of(sites.OTHERS[name].encode(), address="", place=Place(name), wishes=WISHES, picture=None)
    assert isinstance(found, Finding)
    assert (found.code, found.file) == ("import-left-out", name)
    assert REASONS[name] in found.message


def test_the_first_page_of_a_site_is_none() -> None:
    links = "".join(f"<li><a href='/{n}'>A headline of today, number {n}</a></li>" for n in range(30))
    page = f"<html><head><title>Herald</title></head><body><p>{EN[0]}</p><ul>{links}</ul></body></html>"
    found = article_of(page.encode(), address="https://herald.example/", place=Place("p"), wishes=WISHES, picture=None)
    assert isinstance(found, Finding)


@pytest.mark.parametrize(
    "page",
    [
        f"<article><h1>Short</h1><p>{EN[0]}</p></article>",
        f"<title>Bare</title>{paragraphs(EN)}",
        f"<title>Login troubles</title><h1>x</h1>{paragraphs(EN * 4)}<form><input type=password></form>",
        f"<body class='page'><main><h1>404 houses</h1>{paragraphs(EN * 5)}</main>",
        f"<div class='newsletter'><h1>Newsletter 5</h1>{paragraphs(EN)}</div>",
        f"<form><div class='social'><h1>All in a form</h1>{paragraphs(EN)}</div></form>",
        f"<nav><h1>All in a nav</h1>{paragraphs(EN)}</nav>",
        f"<p>Nothing but text</p><aside>{paragraphs(EN)}</aside>",
    ],
)
def test_what_may_be_an_article_is_taken(page: str) -> None:
    assert EN[0] in article(f"<html>{page}").plain.replace("\n", " ")


def test_a_page_without_a_title_is_named_by_its_address_and_says_so() -> None:
    found = article(f"<html><body>{paragraphs(EN)}</body></html>", "https://herald.example/2020/bridge.html")
    assert found.title == "bridge"
    assert any("no title" in each.message for each in found.remarks)
