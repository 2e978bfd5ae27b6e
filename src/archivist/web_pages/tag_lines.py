"""Lines at the foot of an article that only list its tags."""

from collections.abc import Mapping

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import TAGS as TAGS_KIND
from archivist.web_pages.boilerplate_classes import kind_of, names_of
from archivist.web_pages.interface_words import TAGS
from archivist.web_pages.lines import leaves
from archivist.web_pages.prose import words_of, words_outside_links

_LONGEST = 600  # letters of such a line
_LONGEST_TAG = 60
_MOST = 40


def tag_lines_of(body: Element) -> tuple[tuple[str, ...], list[Element]]:
    """The tags of lines such as `Tags: river, bridge` where each is a link, and the lines."""
    tags: dict[str, None] = {}
    lines = []
    for leaf in leaves(body):
        links = list(leaf.iter("a")) if leaf.tag in ("p", "div", "span", "li") else []
        if links and len(words_of(leaf)) <= _LONGEST and TAGS.fullmatch(words_outside_links(leaf).strip(" ,;|·")):
            tags |= dict.fromkeys(filter(None, map(words_of, links)))
            lines.append(leaf)
    return tuple(tags), lines


def tags_in(furniture: Mapping[Element, str]) -> tuple[str, ...]:
    """The tags in the lists of tags that are around an article; not those of a whole site, nor its sections."""
    tags: dict[str, None] = {}
    footers = [each for element, kind in furniture.items() if kind == "footer" for each in element.iter("ul", "div")]
    listed = [element for element, kind in furniture.items() if kind == TAGS_KIND]
    for element in (*listed, *(each for each in footers[:_MOST] if kind_of(each) == TAGS_KIND)):
        names = " ".join(names_of(element))
        if not any(part in names for part in ("cloud", "categor", "catlinks")):
            tags |= dict.fromkeys(filter(None, map(words_of, element.iter("a"))))
    return tuple(tag for tag in tags if len(tag) <= _LONGEST_TAG)[:_MOST]
