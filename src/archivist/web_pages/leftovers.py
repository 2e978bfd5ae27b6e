"""What is on a page outside its article: named in the report, so that a reader can see that nothing is missing."""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate import Dropped, running_text
from archivist.web_pages.boilerplate_classes import COMMENTS, is_notes
from archivist.web_pages.lines import HEADINGS
from archivist.web_pages.prose import Prose, first_words, measure_prose

_WORTH_TELLING = 200  # letters of text
_PARAGRAPH = 80


def elsewhere(root: Element, body: Element, furniture: Mapping[Element, str], known: set[Element]) -> list[Dropped]:
    """The pieces outside the body that contain text worth reporting, the outermost ones."""
    prose = measure_prose(root, furniture)
    path = {body, *body.iterancestors()}
    found = []
    for element in reversed([each for each in path if each is not body]):
        for child in element:
            if child not in path and child not in known and prose.of(child) >= _WORTH_TELLING:
                found.append(child)
    kinds = {each: kind for each, kind in furniture.items() if kind == COMMENTS and body not in each.iterancestors()}
    kinds |= dict.fromkeys(found, "outside the body")
    return [
        Dropped(kinds[each], first_words(each, 8), running_text(each) if each in found else 0)
        for each in _in_order(root, kinds)
    ]


def _in_order(root: Element, wanted: Collection[Element]) -> list[Element]:
    return [element for element in root.iter() if element in wanted]


def bare_edges(body: Element) -> list[tuple[Element, str]]:
    """Blocks of links before the first and after the last paragraph of a body that nobody marked."""
    prose = measure_prose(body)
    children = [child for child in body if isinstance(child.tag, str)]
    texts = [number for number, child in enumerate(children) if prose.of(child) >= _PARAGRAPH]
    if not texts:
        return []
    # A heading makes links at the end a part of the text: “See also”, “Sources”.
    ends = [child for before, child in pairwise(children[texts[-1] :]) if before.tag not in HEADINGS]
    edges = [*children[: texts[0]], *ends]
    return [(child, "links") for child in edges if _is_of_links(child, prose) and child.find(".//img") is None]


def _is_of_links(element: Element, prose: Prose) -> bool:
    several = sum(1 for _ in _links_in(element)) >= 2
    return several and not is_notes(element) and prose.links(element) > 2 * prose.of(element)


def _links_in(element: Element) -> Iterator[Element]:
    return (link for link in element.iter("a") if link.get("href"))
