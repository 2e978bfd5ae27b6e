"""The picture that is above an article, with its caption."""

import re
from collections.abc import Callable, Collection

from lxml.html import builder

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.lines import HEADINGS
from archivist.web_pages.page_addresses import absolute
from archivist.web_pages.page_pictures import ATTRIBUTES, stem
from archivist.web_pages.page_titles import same
from archivist.web_pages.prose import words_of

# What sites call the box of the picture above an article: WordPress's themes, Drupal, TYPO3, ASP.NET, hand-made sites.
_LEAD = re.compile(
    r"(?:.*-)?(?:featured|lead|main|hero|primary|top|cover|header)-(?:image|media|photo|picture|img|figure)(?:-.*)?"
    r"|post-thumbnail|wp-post-image|entry-thumb(?:nail)?|field-name-field-(?:image|photo|picture|media)"
    r"|(?:news|article|post|story|item)-?(?:img|image|photo|picture|pic)(?:-wrap\w*|-container|-box)?"
)
_CAPTION = re.compile(r"(?:.*-)?(?:caption|podpis|legend)(?:-text)?")
_TRIES = 100  # boxes that are looked at
_LONGEST_CAPTION = 600


def add_lead(body: Element, box: Element | None, named: str, base: str, has: Callable[[str], bool]) -> None:
    """Put the picture above an article at the head of its body, if it is not in it.

    `box` is what `lead_of` found, which comes with its caption; `named` the address in the page's head, which readers
    do not see: it comes if there is a file of it.
    """
    own = {stem(each) for element in body.iter("img") for each in _addresses(element)}
    if box is not None:
        pictures = [each for element in box.iter("img", "amp-img") for each in _addresses(element)]
        if pictures and not any(stem(each) in own for each in pictures):
            box.tail = None
            _prepend(body, box if box.tag == "figure" else _figure_of(box))
            return
    if not own and named and has(absolute(base, named) or named):
        _prepend(body, builder.FIGURE(builder.IMG(src=named, alt="")))


def _addresses(image: Element) -> list[str]:
    written = [image.get(name) or "" for name in ATTRIBUTES]
    sets = [part.strip().split(" ")[0] for part in (image.get("srcset") or "")[:20_000].split(", ")]
    return [each for each in (*written, *sets) if each and not each.startswith("data:")]


def lead_of(root: Element, body: Element, title: str, furniture: Collection[Element]) -> Element | None:
    """The last figure or box of a picture before the body, below the title or beside the body; None without one."""
    around = set(body.iterancestors())
    near = {each for each in around if each.tag in ("article", "main")}
    found: Element | None = None
    heading, tries = False, 0
    walk = [root]
    while walk:
        element = walk.pop()
        if element is body:
            return found
        if element in furniture or not isinstance(element.tag, str) or element.tag == "head":
            continue
        heading = heading or _is_title(element, title)
        placed = heading or not near.isdisjoint(element.iterancestors())
        is_box = placed and element not in around and tries < _TRIES and _may_be_lead(element)
        tries += is_box
        if is_box and _is_lead(element):
            found = element
        else:
            walk.extend(reversed(element))
    return None


def _is_title(element: Element, title: str) -> bool:
    words = words_of(element) if element.tag in HEADINGS else element.text or ""
    return element.tag == "h1" or (len(words) <= len(title) + 50 and same(words, title))


def _may_be_lead(element: Element) -> bool:
    boxes = ("div", "img", "p", "span", "a", "picture")
    named = element.tag in boxes and any(_LEAD.fullmatch(name) for name in names_of(element))
    return named or element.tag == "figure"


def _is_lead(element: Element) -> bool:
    """Whether it is one picture, or holds one and no more words than a caption has."""
    return len(list(element.iter("img", "amp-img"))) == 1 and len(words_of(element)) <= _LONGEST_CAPTION


def _figure_of(box: Element) -> Element:
    """A box of a picture, and the caption that is in it or directly after it, as a figure."""
    figure: Element = builder.FIGURE()
    behind = box.getnext()
    figure.append(box)
    inside = [each for each in box.iterdescendants() if _is_caption(each)]
    if inside and box.tag in ("div", "p", "span"):
        inside[0].tag = "figcaption"
    elif behind is not None and not words_of(box) and _is_caption(behind):
        behind.tail = None
        behind.tag = "figcaption"
        figure.append(behind)
    return figure


def _is_caption(element: Element) -> bool:
    return any(_CAPTION.fullmatch(name) for name in names_of(element))


def _prepend(body: Element, element: Element) -> None:
    element.tail, body.text = body.text, None
    body.insert(0, element)
