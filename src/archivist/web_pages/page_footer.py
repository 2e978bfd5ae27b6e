"""The foot of a body: lines that say where the text was published and whose it is, and buttons of a page to print."""

import re

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate import Dropped
from archivist.web_pages.lines import leaves
from archivist.web_pages.page_addresses import comparable
from archivist.web_pages.prose import first_words, words_of

_MOST = 4  # lines from the end
_LONGEST = 200  # letters
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b|all rights reserved|все права защищены|ყველა უფლება დაცულია)", re.I)
_SOURCE = re.compile(r"(?:source(?: url)?|url|permalink|адрес страницы)\s{0,3}:\s{0,3}(https?://\S{1,2000})", re.I)
_BUTTONS = re.compile(
    r"(?:<<|«|‹|←)?\s?(?:back|back to [\w ]{1,30}|print|e-?mail|share|to top"
    r"|назад|печать|версия для печати|უკან|ბეჭდვა)"
    r"(?:\s?[|•·/]?\s?(?:back|print|e-?mail|share|печать|ბეჭდვა)){0,3}",
    re.I,
)


def trim(body: Element, source: str, protected: set[Element]) -> list[Dropped]:
    """Take such lines off the end of a body, as long as one follows the other; all of them are reported."""
    dropped: list[Dropped] = []
    for leaf in list(leaves(body))[-_MOST:][::-1]:
        words = words_of(leaf)
        if not words and leaf.find(".//img") is None:
            continue
        if leaf.tag == "hr" and dropped:
            leaf.drop_tree()
            continue
        kind = _kind(leaf, words, source) if len(words) <= _LONGEST and leaf not in protected else ""
        if not kind or leaf is body or leaf.tag in ("td", "th", "li"):
            break
        dropped.append(Dropped(kind, first_words(leaf, 12)))
        leaf.drop_tree()
    return dropped[::-1]


def _kind(leaf: Element, words: str, source: str) -> str:
    if _RIGHTS.match(words):
        return "rights"
    address = _SOURCE.fullmatch(words)
    if address and source and comparable(address[1]) == comparable(source):
        return "the page's own address"
    return "page tools" if _BUTTONS.fullmatch(words) and leaf.find(".//a") is not None else ""
