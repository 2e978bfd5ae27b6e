"""A text that begins with its own title as a heading: the title is printed once, above the text."""

import unicodedata

from archivist.articles.body_structure import Element, plain_text
from archivist.articles.headings import Ids
from archivist.articles.report import Report

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BEFORE = frozenset({"figure", "hr"})  # what may come before the title on a site


def drop_repeated_title(root: Element, title: str, ids: Ids, report: Report) -> None:
    """Take the heading away if its words are those of the title. Links to it lead to what comes next.

    It stays if it is all there is, or if it has a note, a link or a picture, which would go with it.
    """
    heading = _first_heading(root)
    if heading is None or not _letters(title) or _letters(plain_text(heading)) != _letters(title):
        return
    following = heading.getnext()
    if following is None or next(heading.iter("a", "img"), None) is not None:
        return
    if heading.xpath("descendant::*[@data-note]"):
        return
    report.add(
        "title-repeated", f"{plain_text(heading)[:60]!r} is not printed again", int(heading.get("data-line", "0"))
    )
    id_ = heading.get("id") or ids.give(plain_text(heading))
    if not following.get("id"):
        following.set("id", id_)
    root.remove(heading)


def _first_heading(root: Element) -> Element | None:
    """The heading, or the line in bold, that the text begins with."""
    if (root.text or "").strip():
        return None
    for element in root:
        if element.tag in _HEADINGS or _is_bold(element):
            return None if (element.tail or "").strip() else element
        if element.tag not in _BEFORE and "".join(element.itertext()).strip():
            return None  # words, other than those of a picture
        if (element.tail or "").strip():
            return None
    return None


def _is_bold(element: Element) -> bool:
    """Whether a paragraph is nothing but bold words, as headings are written in word processors."""
    inner = next(iter(element), None) if element.tag == "p" and len(element) == 1 else None
    alone = not (element.text or "").strip() and not (getattr(inner, "tail", "") or "").strip()
    return inner is not None and inner.tag in ("strong", "b") and alone


def _letters(text: str) -> str:
    """Letters and digits, small: case, punctuation, spaces and forms of characters make no difference."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in folded if unicodedata.category(character)[0] in "LMN")
