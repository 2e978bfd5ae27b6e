"""Pages put in the place of the links of an index."""

import pytest
from lxml import etree

from archivist.errors import UnknownPageError
from archivist.markup.locators import fill_in_locators, ranges
from archivist.model.pages import PageMap, PageSpan

PAGES = PageMap(
    {"river": PageSpan("1", "3", 8, 3), "mill": PageSpan("4", "4", 11, 1)},
    mentions={"river": {"a": {"1": ("A",), "2": ("A",), "3": ("a",)}}, "mill": {"a": {"4": ("A",)}}},
)


def filled(links: str, dash: str = "–") -> etree._Element:
    root = etree.fromstring(
        f'<p xmlns="http://www.w3.org/1999/xhtml" data-separator=", " data-dash="{dash}">{links}</p>'
    )
    fill_in_locators(root, PAGES, "p. {page}")
    return root


def link(document: str, *, entry: str = "", whole: bool = False) -> str:
    more = f' data-entry="{entry}"' * bool(entry) + ' data-whole="yes"' * whole
    return f'<a class="locator" href="{document}.xhtml" data-document="{document}"{more} lang="ka">Title</a>'


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ([], []),
        (["7"], [("7", "7")]),
        (["7", "8"], [("7", "8")]),
        (["7", "8", "9", "11", "13", "14"], [("7", "9"), ("11", "11"), ("13", "14")]),
        (["9", "10", "11"], [("9", "11")]),
        (["ix", "x"], [("ix", "ix"), ("x", "x")]),
    ],
)
def test_pages_that_follow_one_another_are_one_range(labels: list[str], found: list[tuple[str, str]]) -> None:
    assert list(ranges(labels)) == found


def test_links_become_pages_that_say_where_they_lead() -> None:
    root = filled(f"{link('river', entry='a')}, {link('mill', entry='a')}.")
    assert "".join(root.itertext()) == "1–3, 4."
    links = list(root.iter("{*}a"))
    assert [each.get("href") for each in links] == ["river.xhtml#page.1", "river.xhtml#page.3", "mill.xhtml#page.4"]
    assert [each.get("aria-label") for each in links] == ["p. 1", "p. 3", "p. 4"]
    assert not any(name.startswith("data-") or name == "lang" for each in links for name in each.attrib)


def test_a_whole_article_is_its_pages_whatever_is_mentioned_in_it() -> None:
    assert "".join(filled(link("river", entry="a", whole=True)).itertext()) == "1–3"
    assert "".join(filled(link("mill", whole=True)).itertext()) == "4"


def test_the_dash_of_a_language_is_used() -> None:
    assert "".join(filled(link("river", whole=True), "～").itertext()) == "1～3"


@pytest.mark.parametrize("wrong", [link("river", entry="b"), link("hill", entry="a"), link("hill", whole=True)])
def test_a_page_that_is_not_known_is_an_error(wrong: str) -> None:
    with pytest.raises(UnknownPageError):
        filled(wrong)
