"""Documents that follow one another on the same pages: joined into one tree, laid out, and read back one by one.

Each has ids of its own, and the notes of each begin with 1. So while they are one tree, the ids of all but the first
are preceded by the number of their document. Afterwards each document has its own tree again, the same elements with
their own ids, and the pages that it is on, with nothing else on them. What reads a laid-out document need not know that
there are others on its pages.
"""

import copy
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from archivist.pdf.engine.box_tree import descendants, flow_boxes, is_generated
from archivist.pdf.engine.boxes import Box, Document, Fetcher, Page, PageBox
from archivist.pdf.engine.formula_drawings import is_formula
from archivist.pdf.print_tree import ARTICLE_OF_NOTE, ROOM, has_class
from archivist.text.visible_text import visible

_END = "\N{SYMBOL FOR UNIT SEPARATOR}"  # of the number of a document; no id that the program makes has it
_TOGETHER = "together"  # class of the body of several documents
_RUN_ON = "run-on"  # and if each begins wherever the one before it ends
_CLOSE = "close"  # and if there is less white around their heads
_EXACT = 0.1  # pixels


@dataclass
class OwnPages:
    """The pages of one document, counted from its first one; otherwise as `boxes.Document`, which it is read as."""

    pages: Sequence[Page]
    counters: object
    _archivist_fetcher: Fetcher
    _archivist_marked: list[dict[Box, int]]  # as long as nothing was written, none

    def write_pdf(self, *_: object, **__: object) -> object:
        """Not possible: the pages are written once, with all documents that are on them."""
        raise TypeError("the pages of one document of several cannot be written")


@dataclass(frozen=True, slots=True)
class Part:
    """A document as it was laid out."""

    root: Element
    document: Document
    first: int = 0  # page on which it begins, of all that were laid out together, from 0
    tables: int = 0  # how many there are in the documents before it


def join_trees(roots: Sequence[Element], room: float = 0.0) -> Element:
    """One tree of documents that follow one another; a tree alone is left as it is.

    `room` is the share of a page that has to be free for the next one to begin there.
    """
    first, *others = roots
    if others:
        _name_articles(roots)
    for number, root in enumerate(others, start=1):
        _rename(root, f"{number}{_END}".__add__)
        (article,) = _body(root)
        article.set(ROOM, f"{room:g}")
        _body(first).append(article)
    if others:
        added = _TOGETHER if room else f"{_TOGETHER} {_RUN_ON}"
        _body(first).set("class", f"{_body(first).get('class', '')} {added}".strip())
    return first


def set_closely(root: Element) -> None:
    """Have the articles of a joined tree set with less white around their heads."""
    body = _body(root)
    body.set("class", f"{body.get('class', '')} {_CLOSE}")


def names_of(names: Collection[str], number: int) -> frozenset[str]:
    """Those ids of a joined tree that are of the document with this number, as it has them itself."""
    own = (name for name in names if number_before(name) == (str(number) if number else ""))
    return frozenset(name.rpartition(_END)[2] for name in own)


def number_before(name: str) -> str:
    """The number of its document that is before an id of a joined tree; empty for the first document."""
    return name.rpartition(_END)[0]


def divide(root: Element, document: Document, count: int) -> tuple[Part, ...]:
    """The documents, so many, of a tree that was joined and laid out. The tree is not to be laid out again."""
    if count == 1:
        return (Part(root, document),)
    articles = list(_body(root))
    owner = {element: number for number, article in enumerate(articles) for element in article.iter()}
    parts: list[Part] = []
    tables = 0
    for number, article in enumerate(articles):
        _rename(article, lambda name: name.rpartition(_END)[2])
        on = [index for index, page in enumerate(document.pages) if _is_on(page, number, owner)]
        first, last = on[0], on[-1]
        pages = [_own_page(page, number, owner) for page in document.pages[first : last + 1]]
        if number:
            pages[0].anchors = {**pages[0].anchors, "": _beginning(pages[0], article)}
        own = OwnPages(pages, document.counters, document._archivist_fetcher, [])
        parts.append(Part(_alone(root, article), own, first, tables))
        tables += sum(1 for _ in article.iter("table"))
    return tuple(parts)


def share_marks(document: Document, parts: Sequence[Part]) -> None:
    """After pages are written: let each document know which of its boxes were written as content."""
    for part in parts:
        if part.document is not document:
            part.document._archivist_marked = document._archivist_marked[part.first :][: len(part.document.pages)]


def remove_rules_at_tops(document: Document) -> None:
    """Before pages are written: remove what style sheets put before documents that begin at the top of a page.

    What separates two documents has nothing to separate there; it would be above the text area.
    """
    for page in document.pages:
        top = page._page_box.content_box_y()
        for article in _articles(page):
            if article.border_box_y() < top + _EXACT:
                article.children = [child for child in article.children if not _is_before(child, article)]


def _is_before(child: Any, article: Box) -> bool:
    box = child._box if isinstance(child, AbsolutePlaceholder) else child
    return box.element is article.element and box.element_tag.endswith("::before")


# ---------------------------------------------------------------- trees


def _name_articles(roots: Sequence[Element]) -> None:
    """Write the title of an article on each of its notes: it is printed above those that follow others'."""
    for root in roots:
        title = next(root.iter("h1"), None)
        words = " ".join("".join(title.itertext()).split()) if title is not None else ""
        for note in (each for each in root.iter("div") if has_class(each, "note")):
            note.set(ARTICLE_OF_NOTE, words)


def _body(root: Element) -> Element:
    body = root.find("body")
    assert body is not None  # the templates write one
    return body


def _rename(tree: Element, rename: Callable[[str], str]) -> None:
    """Change every id, and the links that lead to one."""
    for element in tree.iter():
        if element.get("id"):
            element.set("id", rename(element.get("id", "")))
        if element.get("href", "").startswith("#"):
            element.set("href", f"#{rename(element.get('href', '')[1:])}")


def _alone(root: Element, article: Element) -> Element:
    """A tree of one document, with the elements that were laid out."""
    alone = Element(root.tag, root.attrib)
    body = Element("body", _body(root).attrib)
    body.append(article)
    alone.append(body)
    return alone


# ---------------------------------------------------------------- pages


def _is_on(page: Page, number: int, owner: Mapping[Element, int]) -> bool:
    """Whether anything of a document is on a page that can be seen: words, a picture, a note."""
    tops = (child for top in page._page_box.children for child in _tops(top))
    return any(owner.get(top.element) == number and any(map(_is_seen, descendants(top))) for top in tops)


def _is_seen(box: Box) -> bool:
    if isinstance(box, boxes.TextBox):
        return bool(visible(box.text)) and not is_generated(box)
    return isinstance(box, boxes.ReplacedBox) or is_formula(box)


def _tops(box: Box) -> Iterator[Box]:
    """The boxes below the box of a page that are each of one document: articles, and notes at the foot."""
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.FootnoteAreaBox):
        yield from box.children
    else:
        yield from (article for body in box.children for article in body.children)


def _articles(page: Page) -> Iterator[Box]:
    return (article for flow in flow_boxes(page) for article in _tops(flow))


def _own_page(page: Page, number: int, owner: Mapping[Element, int]) -> Page:
    """A page with one document alone; the boxes of the document are the same."""
    own: Any = copy.copy(page)
    own._page_box = _own_box(page._page_box, number, owner)
    before = f"{number}{_END}" if number else ""
    own.anchors = {
        name.removeprefix(before): place
        for name, place in page.anchors.items()
        if name.startswith(before) and (before or _END not in name)
    }
    found: Page = own
    return found


def _own_box(sheet: PageBox, number: int, owner: Mapping[Element, int]) -> PageBox:
    own = copy.copy(sheet)
    own.children = [_only(child, number, owner) for child in sheet.children]
    return own


def _only(top: Box, number: int, owner: Mapping[Element, int]) -> Box:
    """A child of a page with the boxes of one document alone."""
    own: Box = top
    if isinstance(top, boxes.MarginBox):
        return own
    own = copy.copy(top)
    if isinstance(top, boxes.FootnoteAreaBox):
        own.children = [note for note in top.children if owner.get(note.element) == number]
    else:
        own.children = [_with_own(body, number, owner) for body in top.children]
    return own


def _with_own(body: Box, number: int, owner: Mapping[Element, int]) -> Box:
    own = copy.copy(body)
    own.children = [article for article in body.children if owner.get(article.element) == number]
    return own


def _beginning(page: Page, article: Element) -> tuple[float, float]:
    box = next(box for box in _articles(page) if box.element is article)
    return box.border_box_x(), box.border_box_y()
