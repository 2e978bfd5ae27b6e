"""The standfirst: what is between the title and the text, if the page names it so."""

import re
from collections.abc import Collection

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.lines import HEADINGS
from archivist.web_pages.page_titles import same
from archivist.web_pages.prose import words_of

# Ghost, Medium, Substack, Newspaper, Twenty Twenty, TYPO3; then names of news sites' own themes.
_NAMES = re.compile(
    r"(?:article|post|entry|story|news)-(?:excerpt|subtitle|sub-title|standfirst|lead|lede|intro|summary|deck|dek|teaser)"
    r"|gh-article-excerpt|pw-subtitle-paragraph|td-post-sub-title|intro-text|teaser-text|standfirst|subtitle|sub-title"
    r"|subheadline|deck|dek|lede|anons|announce|excerpt"
)
_LONGEST = 800  # letters
_TEXT = 80  # letters of a paragraph: below the first one nothing is a standfirst
_MOST = 60  # elements below the title that are looked at


def standfirst_of(root: Element, title: str, furniture: Collection[Element]) -> Element | None:
    """The element that is the standfirst, None otherwise; it is below the title and above the text."""
    walk, seen, count = [root], False, 0
    while walk and count < _MOST:
        element = walk.pop()
        if element in furniture or not isinstance(element.tag, str):
            continue
        if not seen and element.tag in HEADINGS:
            seen = same(words_of(element), title)
            continue
        count += seen
        if seen and any(_NAMES.fullmatch(name) for name in names_of(element)):
            return element if 0 < len(words_of(element)) <= _LONGEST and _is_plain(element) else None
        if seen and element.tag == "p" and len(words_of(element)) >= _TEXT:
            return None
        walk.extend(reversed(element))
    return None


def _is_plain(element: Element) -> bool:
    """Whether it is one line of words, without pictures, lists, notes and links."""
    inside = list(element.iterdescendants("img", "ul", "ol", "table", "sup", "blockquote", "a"))
    return not inside and len(list(element.iterdescendants("p", "div"))) <= 1
