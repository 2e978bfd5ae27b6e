"""Texts without their pictures, for a volume of text only: alternative texts and captions take their place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from archivist.articles.body_structure import Element, drop
from archivist.findings import Finding
from archivist.model.articles import Article, Body

_CLASS = "left-out-picture"
_AROUND = frozenset({"a", "span", "em", "strong", "b", "i", "u", "figure", "p"})  # what a picture can be alone in


def leave_out_pictures(article: Article, body: Body) -> Body:
    """The text of an article with words in the place of each picture, and a finding that says how many there are.

    A picture without alternative text leaves its caption. `pictures` stay: they belong to the source of the article.
    """
    if not body.pictures:
        return body
    roots = [etree.fromstring(each) for each in (body.xhtml, *(note.xhtml for note in body.notes))]
    images = [image for root in roots for image in root.iter("img")]
    for image in images:
        _replace(image)
    first, *rest = (etree.tostring(root, encoding="unicode") for root in roots)
    notes = tuple(replace(note, xhtml=xhtml) for note, xhtml in zip(body.notes, rest, strict=True))
    return replace(body, xhtml=first, notes=notes, findings=(*body.findings, *_findings(article, images)))


def _findings(article: Article, images: Iterable[Element]) -> Iterator[Finding]:
    count = len(list(images))
    if count:
        said = "a picture is left out" if count == 1 else f"{count} pictures are left out"
        yield Finding("picture-left-out", said, article.path)


def _replace(image: Element) -> None:
    """Put the alternative text of a picture in its place; without one, drop the picture and what is empty then."""
    words = image.get("alt", "").strip()
    if words:
        span = image.makeelement("span", {"class": _CLASS})
        span.text, span.tail = f"[{words}]", image.tail
        image.getparent().replace(image, span)
        return
    around = image.getparent()
    drop(image)
    while around.tag in _AROUND and not len(around) and not (around.text or "").strip() and not around.get("id"):
        emptied, around = around, around.getparent()
        drop(emptied)
