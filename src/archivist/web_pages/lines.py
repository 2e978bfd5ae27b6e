"""The visible lines around an article: title, byline, date, as a reader sees them."""

import re
from collections.abc import Callable, Collection, Iterator

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.prose import measure_prose, words_of

_BLOCK_TAGS = (
    "p div li ul ol table tbody tr td th h1 h2 h3 h4 h5 h6 section article aside header footer blockquote pre figure "
    "dl dt dd main address hr details form nav center"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_META = re.compile(
    r"(?:.*-)?byline(?:-.*)?|(?:entry|post|article|news|story|page|node|td-post|single|item)-(?:meta|info|date|time|author"
    r"|author-name|header-meta|details|data|published|created)(?:-.*)?|posted-on|posted-by|dateline|submitted|meta-info"
    r"|pub-?date|publish(?:ed)?(?:-(?:date|on|time|at))?|date|datetime|news-?date|created|author|author-name|authors|meta"
    r"|article-info|news-?date|lbldate|field-name-field-authors?|post-metadata.*"
    r"|date-(?:display-single|published|header|line)|timestamp|time|gh-article-meta.*|entry-meta.*"
)
_SILENT = frozenset({"br", "script", "style", "meta", "link", "noscript"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPH = 80  # letters from which on a line is text
_HEAD = 12  # lines of the head of a body
_LONGEST = 300  # letters of a line that says who and when


def leaves(root: Element, without: Collection[Element] = ()) -> Iterator[Element]:
    """The blocks that contain no other blocks, in order: paragraphs, headings; and what is alone between blocks."""
    around = _around_blocks(root)
    walk = [root]
    while walk:
        element = walk.pop()
        if element in without or not isinstance(element.tag, str):
            continue
        if element not in around:
            if element.tag in _BLOCKS or _stands_alone(element):
                yield element
        else:
            walk.extend(reversed(element))


def _around_blocks(root: Element) -> set[Element]:
    """The elements from the root on that contain a block. Each is looked at once, however deep they are nested."""
    around: set[Element] = set()
    for block in root.iterdescendants(*_BLOCKS):
        for element in block.iterancestors():
            if element in around:
                break
            around.add(element)
            if element is root:
                break
    return around


def _stands_alone(element: Element) -> bool:
    """Whether an element within a line has that line to itself."""
    before, after = element.getprevious(), element.getnext()
    parent = element.getparent()
    if parent is None:
        return False
    lead = parent.text if before is None else before.tail
    return not any(
        ((lead or "").strip(), (element.tail or "").strip(), _is_inline(before), _is_inline(after), element.tag == "br")
    )


def _is_inline(element: Element | None) -> bool:
    return element is not None and element.tag not in _BLOCKS and element.tag not in _SILENT


def is_about_the_article(element: Element) -> bool:
    """Whether an element is named as a byline, a date or the like."""
    return any(_META.fullmatch(name) for name in names_of(element))


def named_elements(root: Element, without: Collection[Element]) -> Iterator[Element]:
    """Elements named as bylines and dates, outside boilerplate."""
    prose = measure_prose(root)
    walk = [root]
    while walk:
        element = walk.pop()
        if element in without or not isinstance(element.tag, str):
            continue
        if 0 < prose.of(element) + prose.links(element) <= _LONGEST and is_about_the_article(element):
            yield element
        else:
            walk.extend(reversed(element))


def around_title(
    root: Element, title: str, without: Collection[Element], same: Callable[[str, str], bool]
) -> Iterator[Element]:
    """The lines between the title and the first paragraph, at most eight."""
    seen, count = False, 0
    for leaf in leaves(root, without):
        words = words_of(leaf) if not seen or count < 8 else ""
        if not seen:
            seen = leaf.tag in HEADINGS and same(words, title)
            continue
        if len(words) > _LONGEST or count >= 8:
            return
        if words:
            count += 1
            yield leaf


def before_text(body: Element, without: Collection[Element]) -> Iterator[Element]:
    """The lines with which a body begins, before its first paragraph; none if there is no paragraph."""
    found: list[Element] = []
    for count, leaf in enumerate(leaves(body, without)):
        words = words_of(leaf)
        if len(words) >= _PARAGRAPH:
            yield from found
            return
        if count >= _HEAD:
            return
        if words:
            found.append(leaf)


def head_containers(body: Element, limit: int = 40) -> Iterator[Element]:
    """The elements with which a body begins, in order, at most so many."""
    walk, count = list(reversed(body)), 0
    while walk and count < limit:
        element = walk.pop()
        count += 1
        yield element
        if element.getparent() is not None:
            walk.extend(reversed(element))
