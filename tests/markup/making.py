"""Books in memory, from articles to documents."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from archivist.markup import Surroundings, mark_up
from archivist.markup.edition_documents import OnEach
from archivist.model.articles import Article
from archivist.model.book import Book, Document
from archivist.settings.config import Config
from archivist.volumes import volume_name, volume_title
from tests.apparatus.making import Planned, article, config

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def book(
    settings: Config,
    *articles: Article,
    language: str = "en",
    volume: str = "2022-03",
    folder: Path = Path("/nowhere"),
    on_each: OnEach = map,
    **around: Any,
) -> Book:
    """The documents of an edition of these articles."""
    planned = Planned(settings, *articles, folder=folder)
    annotated, _ = planned.annotated(language, volume)
    fields: dict[str, Any] = {
        "config": settings,
        "articles": {each.path: each for each in articles},
        "pictures": {picture.name: picture for body in planned.bodies.values() for picture in body.pictures},
        "volume_titles": {each.id: volume_title(each, language) for each in planned.volumes},
        "volume_names": {each.id: volume_name(each, language) for each in planned.volumes},
        "editions": {each.id: each for each in planned.editions},
        "epub_names": {each.id: f"{each.id}.epub" for each in planned.editions},
        "version": "1.0",
    }
    return mark_up(annotated, Surroundings(**{**fields, **around}), on_each)


def one(text: str, *others: Article, settings: Config | None = None, **fields: Any) -> Any:
    """The document of an article with this text, as a tree."""
    return tree(named(book(settings or config(), article("a", text, **fields), *others), "a"))


def named(made: Book, id_: str) -> Document:
    return next(document for document in made.documents if document.id == id_)


def tree(document: Document) -> Any:
    return etree.fromstring(document.xhtml)


def ids(root: Any) -> list[str]:
    return [element.get("id") for element in root.iter() if element.get("id") is not None]


def classed(root: Any, name: str) -> list[Any]:
    return [each for each in root.iter(etree.Element) if name in (each.get("class") or "").split()]


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def language_of(element: Any) -> str:
    """The language of an element's own text, as a reading system finds it."""
    here = (each.get("lang") for each in (element, *element.iterancestors()) if each.get("lang") is not None)
    return str(next(here, ""))


def passages(root: Any) -> Iterator[tuple[str, str]]:
    """Every piece of text with its language."""
    for element in root.iter(etree.Element):
        if element.text and element.text.strip():
            yield language_of(element), element.text.strip()
        for child in element:
            if child.tail and child.tail.strip():
                yield language_of(element), child.tail.strip()
