"""The file of an article: front, body, notes and what is printed after them."""

import base64
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from lxml import etree

from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume
from archivist.deposit.jats.article_parts import Parts, Text, parts_of
from archivist.deposit.jats.blocks import Blocks
from archivist.deposit.jats.elements import add, dress, has_class, new
from archivist.deposit.jats.front import article_meta, front_stub, journal_meta
from archivist.deposit.jats.lines import Lines, Targets
from archivist.deposit.jats.lines import Picture as PlacedPicture
from archivist.deposit.xml_records import XML_LANG
from archivist.model.annotated import AnnotatedArticle
from archivist.model.articles import Picture
from archivist.text.xml_element import Element

PUBLIC_ID = "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.3 20210610//EN"
SYSTEM_ID = "http://jats.nlm.nih.gov/archiving/1.3/JATS-archivearticle1-3-mathml3.dtd"
_VERSION = "1.3"
_PICTURES = "../../source/articles"  # the folder of articles, seen from jats/LANG in a package
_KINDS = {
    **{f"h{level}": "sec" for level in range(1, 7)},
    **{"note": "fn", "figure": "fig", "table": "table", "li": "list"},
}
# Elements without text of their own: a line for each of their children changes nothing.
_ONLY_ELEMENTS = frozenset(
    [
        *("article", "sub-article", "front", "front-stub", "journal-meta", "article-meta", "title-group", "kwd-group"),
        *("contrib-group", "contrib", "permissions", "custom-meta-group", "body", "back", "sec", "fn-group", "fn"),
        *("notes", "list", "list-item", "def-list", "def-item", "def", "disp-quote", "boxed-text", "fig", "caption"),
        *("table-wrap", "table", "thead", "tbody", "tfoot", "tr", "abstract", "trans-abstract"),
    ]
)


def write(
    volume: DescribedVolume,
    edition: DescribedEdition,
    article: DescribedArticle,
    *,
    places: Mapping[Path, str] = MappingProxyType({}),
) -> bytes:
    """The file of an article.

    `places` says for the files of pictures where they are, relative to the file of the article. A picture that it does
    not name is taken to be in the folder of articles of the source of a package.
    """
    parts = parts_of(article.xhtml)
    blocks = Blocks(Lines(_targets(edition, article, parts, places)))
    language = article.annotated.article.language
    root = new("article", {"article-type": "other", "dtd-version": _VERSION, XML_LANG: language})
    front = add(root, "front")
    front.append(journal_meta(volume, edition))
    front.append(article_meta(volume, edition, article, parts.first))
    _fill_body(add(root, "body"), parts.first, blocks)
    _add_back(root, parts, blocks)
    if parts.second and article.annotated.parallel:
        root.append(_second_text(volume, article.annotated, parts.second, blocks))
    return _to_bytes(root)


def _targets(edition: DescribedEdition, article: DescribedArticle, parts: Parts, places: Mapping[Path, str]) -> Targets:
    return Targets(
        {each.name: _place(each, places) for each in article.pictures},
        {name: _KINDS.get(tag, "other") for name, tag in parts.ids},
        frozenset(each.document for each in edition.articles),
    )


def _place(picture: Picture, places: Mapping[Path, str]) -> PlacedPicture:
    """A picture in the source, or one that an article contains as a `data:` address."""
    if picture.content:
        data = base64.b64encode(picture.content).decode()
        return PlacedPicture(f"data:{picture.media_type};base64,{data}", picture.media_type)
    return PlacedPicture(quote(places.get(picture.path, f"{_PICTURES}/{picture.name}")), picture.media_type)


def _fill_body(body: Element, text: Text, blocks: Blocks) -> None:
    blocks.fill(body, *text.bodies)


def _second_text(volume: DescribedVolume, annotated: AnnotatedArticle, text: Text, blocks: Blocks) -> Element:
    """The text in a second language: a translation printed with the article."""
    assert annotated.parallel  # the document has two texts
    second = annotated.parallel.article
    article = new("sub-article", {"article-type": "translation", XML_LANG: second.language})
    article.append(front_stub(volume, second, text))
    _fill_body(add(article, "body"), text, blocks)
    return article


def _add_back(root: Element, parts: Parts, blocks: Blocks) -> None:
    """Notes, where it was first published, and what to read next."""
    back = new("back")
    if parts.notes is not None:
        back.append(_notes(parts.notes, blocks))
    if parts.provenance:
        provenance = add(back, "notes", attributes={"notes-type": "provenance"})
        for line in parts.provenance:
            blocks.fill(provenance, _in(line))
    if parts.read_next is not None:
        back.append(_read_next(parts.read_next, blocks))
    if len(back):
        root.append(back)


def _in(element: Element) -> Element:
    around = element.makeelement("div")
    element.attrib.pop("class", None)
    element.tail = None
    around.append(element)
    return around


def _notes(section: Element, blocks: Blocks) -> Element:
    """The notes: each with its number and its texts, one for each language."""
    group, heading = new("fn-group"), section.find("h2")
    if heading is not None:
        add(group, "title", "".join(heading.itertext()), {"id": heading.get("id") or ""})
    for source in section.findall("aside"):
        kind = "glossary" if has_class(source, "from-glossary") else ""
        note = add(group, "fn", attributes={"id": source.get("id") or "", "fn-type": kind})
        number = source.find("span")
        add(note, "label", "".join(number.itertext()) if number is not None else "")
        for text in (each for each in source.iter("div") if has_class(each, "note-text")):
            text.attrib.pop("class")
            for block in blocks.fill(new("fn"), text, sections=False):
                note.append(dress(block, text))
        if note.find("p") is None:
            add(note, "p")
    return group


def _read_next(nav: Element, blocks: Blocks) -> Element:
    section = new("sec", {"sec-type": "read-next"})
    heading = nav.find("h2")
    if heading is not None:
        add(section, "title", "".join(heading.itertext()), {"id": heading.get("id") or ""})
    items = nav.find("ul")
    if items is not None:
        blocks.fill(section, _in(items), sections=False)
    return section


def _to_bytes(root: Element) -> bytes:
    """The document with its type. Where there is text a space is a space, so only other elements have lines."""
    for element in [each for each in root.iter() if each.tag in _ONLY_ELEMENTS and len(each)]:
        element.text = "\n"
        for child in element:
            child.tail = "\n"
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink", "mml"])
    doctype = f'<!DOCTYPE article PUBLIC "{PUBLIC_ID}" "{SYSTEM_ID}">'
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=doctype)) + b"\n"
