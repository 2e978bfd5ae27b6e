"""What the elements of a page say by microdata, classes and `rel`."""

from typing import cast

import pytest
from lxml import html

from archivist.text.xml_element import Element
from archivist.web_pages.microformats import facts_of
from archivist.web_pages.page_facts import Facts


def facts(body: str, furniture: dict[str, str] | None = None) -> Facts:
    """What a page says. `furniture` names the kind of boilerplate that elements with these ids are."""
    root = html.document_fromstring(f"<body>{body}</body>")
    kinds = {root.get_element_by_id(name): kind for name, kind in (furniture or {}).items()}
    return facts_of(cast("Element", root), cast("dict[Element, str]", kinds))


@pytest.mark.parametrize(
    "written",
    [
        '<span itemprop="articleSection">Region</span>',
        '<meta itemprop="genre" content="Region">',
        '<meta property="articleSection" content="Region">',
        '<a rel="category" href="/region">Region</a>',
        '<a rel="tag category" href="/region">Region</a>',
        '<p class="cat-links"><a href="/region">Region</a>, <a href="/city">City</a></p>',
    ],
)
def test_the_section(written: str) -> None:
    assert facts(f"<p>Text</p>{written}").section == "Region"


def test_what_is_said_in_an_attribute_goes_before_what_is_shown() -> None:
    assert facts('<h1 itemprop="headline" content="The Bridge">Bridge | Site</h1>').titles == ("The Bridge",)
    assert facts('<h1 itemprop="headline">The Bridge</h1>').titles == ("The Bridge",)


def test_tags_are_links_that_are_no_categories() -> None:
    links = (
        '<a rel="tag" href="/a">Rivers</a><a rel="category tag" href="/b">Region</a><a rel="next" href="/c">Next</a>'
    )
    assert facts(links).tags == ("Rivers",)


@pytest.mark.parametrize(
    ("kind", "is_read"),
    [("tags", True), ("footer", True), ("header", True), ("author box", True), ("sidebar", False), ("related", False)],
)
def test_boilerplate_that_may_be_of_the_article_is_read(kind: str, is_read: bool) -> None:
    found = facts('<div id="box"><p><a rel="tag" href="/a">Rivers</a></p></div>', {"box": kind})
    assert found.tags == (("Rivers",) if is_read else ())
