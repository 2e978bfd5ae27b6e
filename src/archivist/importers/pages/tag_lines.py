"""Lines at the foot of an article that only list its tags."""

from typing import Any

from archivist.importers.pages.lines import leaves
from archivist.importers.pages.prose import words_of, words_outside_links
from archivist.importers.pages.words import TAGS

_LONGEST = 600  # letters of such a line


def tag_lines_of(body: Any) -> tuple[tuple[str, ...], list[Any]]:
    """The tags of lines such as `Tags: river, bridge` where each is a link, and the lines."""
    tags: dict[str, None] = {}
    lines = []
    for leaf in leaves(body):
        links = list(leaf.iter("a")) if leaf.tag in ("p", "div", "span", "li") else []
        if links and len(words_of(leaf)) <= _LONGEST and TAGS.fullmatch(words_outside_links(leaf).strip(" ,;|·")):
            tags |= dict.fromkeys(filter(None, map(words_of, links)))
            lines.append(leaf)
    return tuple(tags), lines
