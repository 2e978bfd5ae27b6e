"""Which element of a page is the body of its article."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from lxml.html import builder

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.page_blocks import join_similar_blocks
from archivist.web_pages.prose import Prose, measure_prose
from archivist.web_pages.trafilatura_hint import hinted_element

# What publishing programs and news sites call the body: WordPress and its themes, Ghost, Drupal, MediaWiki, Blogger,
# Medium, microformats; then the names of hand-made sites.
_BODY_NAMES = (
    "entry-content post-content article-body article-content article-text post-body post-text story-body story-content "
    "td-post-content single-content content-article-body article-body-text article-body-content article-main-content "
    "gh-content post-full-content kg-content field-name-body field-name-field-body mw-parser-output mw-content-text "
    "e-content news-text news-content news-body news-detail newstext text-content full-text article-full-text "
    "node-body the-content blog-post-content body-content post-entry single-post-content itemfulltext item-page "
    "js-article-body article-body-commercial-selector content-body maincontent-text wysiwyg "
    "newsbody newsdetails news-text-wrap lbltext lblbody lblcontent "
    "amp-wp-article-content asset-content"
)
_BODIES = frozenset(_BODY_NAMES.split())
_NAMED_ENOUGH, _TAGGED_ENOUGH = 0.15, 0.4  # of the page's text outside boilerplate
_NEARLY_ALL = 0.9
_INLINE_TAGS = "p font span b i strong em center a big small u h1 h2 h3 h4 h5 h6 pre"
_INLINE = frozenset(_INLINE_TAGS.split())
_TABLES = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page."""

    element: Element  # the whole page if no element contains text
    is_marked: bool = False  # whether the page itself marks it
    blocks: int = 1  # how many blocks of the page it is joined from


def body_of(root: Element, html: str, furniture: Collection[Element]) -> Body:
    """The body of a page's article.

    First the marks that mean the body of an article, then those that mean an article or the main part. Where there are
    none, trafilatura says what the content is, and the body is the smallest element that contains it.
    """
    prose = measure_prose(root, furniture)
    for wanted, share in ((_is_article_body, _NAMED_ENOUGH), (_is_named, _NAMED_ENOUGH), (_is_tagged, _TAGGED_ENOUGH)):
        best = _best(_candidates(root, furniture), wanted, prose)
        if best is None:
            continue
        body, blocks = join_similar_blocks(best, root, furniture, prose) if prose.of(best) else (best, 1)
        letters = prose.of(best) if blocks == 1 else measure_prose(body, furniture).of(body)
        if letters >= max(1, prose.of(root) * share):
            return Body(body, True, blocks)
    if not prose.of(root):
        return Body(root)
    advice = hinted_element(html, root)
    body, blocks = join_similar_blocks(advice if advice is not None else _densest(root, prose), root, furniture, prose)
    return Body(body, False, blocks)


def _candidates(root: Element, furniture: Collection[Element]) -> Iterable[Element]:
    walk = [root]
    while walk:
        element = walk.pop()
        yield element
        walk.extend(child for child in reversed(element) if child not in furniture)


def _is_article_body(element: Element) -> bool:
    return "articleBody" in (element.get("itemprop") or "").split()


def _is_named(element: Element) -> bool:
    return not _BODIES.isdisjoint(names_of(element))


def _is_tagged(element: Element) -> bool:
    return element.tag in ("article", "main") or element.get("role") in ("article", "main")


def _best(elements: Iterable[Element], wanted: Callable[[Element], bool], prose: Prose) -> Element | None:
    """The innermost of those wanted that still holds nearly all text of the richest one."""
    found = [element for element in elements if wanted(element)]
    if not found:
        return None
    if wanted is _is_article_body and len(found) > 1:
        return _common(found)  # some sites mark every paragraph or part
    most = max(prose.of(element) for element in found)
    richest = next(element for element in found if prose.of(element) == most)
    within = [each for each in found if prose.of(each) >= most * _NEARLY_ALL and richest in each.iterancestors()]
    return within[-1] if within else richest


def _common(elements: list[Element]) -> Element:
    """The smallest element that contains all of them."""
    shared = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        own = {element, *element.iterancestors()}
        shared = [each for each in shared if each in own]
    return shared[0] if shared else elements[0]


def _densest(root: Element, prose: Prose) -> Element:
    """The smallest element that still holds nearly all text."""
    element, enough = root, prose.of(root) * _NEARLY_ALL
    while True:
        inner = next((child for child in element if prose.of(child) >= enough and child.tag not in _INLINE), None)
        if inner is None:
            return element
        element = inner


def as_box(body: Element) -> Element:
    """The body as a `div`: cells of a table that only lays out the page become boxes, a paragraph is put in one."""
    if body.tag in _INLINE:
        box: Element = builder.DIV()
        body.addprevious(box)
        box.tail, body.tail = body.tail, None
        box.append(body)
        return box
    if body.tag in _TABLES:
        for cell in [body, *_own_cells(body)]:
            cell.tag = "div"
    return body


def _own_cells(body: Element) -> Iterable[Element]:
    """Rows and cells of the table itself, not of the tables within its cells."""
    if body.tag in ("td", "th"):
        return
    walk = list(body)
    while walk:
        element = walk.pop()
        if element.tag in _TABLES and element.tag != "table":
            yield element
            if element.tag not in ("td", "th"):
                walk.extend(element)
