"""The pages of an index, in the place of links to articles: single ones, and ranges of pages that follow one another.

Ranges end with the article, since each locator leads to one: the mentions of two articles are not one passage. An
article that is about the entry, or by its author, is one range that includes all mentions in it.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial

from lxml import etree

from archivist.model.pages import PageMap
from archivist.pages.page_ids import page_id

_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def fill_in_locators(root: etree._Element, pages: PageMap, wording: str) -> None:
    """Replace each link to an article in an index by its pages. `wording` is the label for a page: "p. {page}".

    Raises UnknownPageError if a page is not known.
    """
    for link in list(root.iter(f"{_XHTML}a")):
        if link.get("data-document") is not None:
            document = link.get("data-document", "")
            begins = partial(pages.begins_in, document)
            _replace(link, _labels(link, pages), _Locators(wording, begins))


def _labels(link: etree._Element, pages: PageMap) -> list[tuple[str, str]]:
    """The first and last page of each range."""
    document = link.attrib.pop("data-document")
    entry = link.attrib.pop("data-entry", "")
    if link.attrib.pop("data-whole", ""):
        return [pages.ends(document)]
    return list(ranges(pages.labels_of_mentions(document, entry)))


def ranges(labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pages that follow one another as one range: its first and last page, which may be the same."""
    first = last = ""
    for label in labels:
        if not (last.isdecimal() and label.isdecimal() and int(label) == int(last) + 1):
            if last:
                yield first, last
            first = label
        last = label
    if last:
        yield first, last


@dataclass(frozen=True, slots=True)
class _Locators:
    """How the pages of one article are named, and where they lead."""

    wording: str
    begins: Callable[[str], bool]  # whether the page with a label begins in the article

    def href(self, article: str, label: str) -> str:
        """The link to a page; to the article itself, where another one on its page has the page's beginning."""
        return f"{article}#{page_id(label)}" if self.begins(label) else article


def _replace(link: etree._Element, found: Sequence[tuple[str, str]], named: _Locators) -> None:
    """Put locators in the place of a link, with the marks between them that the list of locators names."""
    around = link.getparent()
    assert around is not None  # a locator is in the list of its entry
    for name in [name for name in link.attrib if name.endswith("lang") or name == "dir"]:
        del link.attrib[name]
    pattern, behind = deepcopy(link), link.tail
    pattern.tail = None
    place = around.index(link)
    around.remove(link)  # with what is behind it
    for number, ends in enumerate(found):
        locator = _range(pattern, ends, named, around.get("data-dash", "–"))
        locator.tail = around.get("data-separator", ", ") if number < len(found) - 1 else behind
        around.insert(place + number, locator)


def _range(pattern: etree._Element, ends: tuple[str, str], named: _Locators, dash: str) -> etree._Element:
    first, last = (_locator(pattern, label, named) for label in ends)
    if ends[0] == ends[1]:
        return first
    around = etree.Element(f"{_XHTML}span")
    around.set(_EPUB_TYPE, "index-locator-range")
    around.extend([first, last])
    first.tail = dash
    return around


def _locator(pattern: etree._Element, label: str, named: _Locators) -> etree._Element:
    locator = deepcopy(pattern)
    locator.set("href", named.href(pattern.get("href", ""), label))
    locator.set("aria-label", named.wording.replace("{page}", label))
    locator.text = label
    return locator
