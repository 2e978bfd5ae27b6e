"""The parts of an article's XHTML document: one text, or two that are printed together; notes; what follows them."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from archivist.deposit.jats.elements import has_blocks, has_class, is_inline
from archivist.text.xml_element import Element

PAIR = "data-pair"  # the number of the pair that a block of one of two texts belongs to
_XHTML = "{http://www.w3.org/1999/xhtml}"
_XML_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_TRANSPARENT = ("a", "ins", "del")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an article."""

    header: Element  # its dateline, title, standfirst, byline and credits
    bodies: tuple[Element, ...]  # what contains its text, in order


@dataclass(frozen=True, slots=True)
class Parts:
    """An article's document taken apart. Elements have no namespace."""

    first: Text
    second: Text | None  # printed beside or after the first
    notes: Element | None
    provenance: tuple[Element, ...]  # where it was first published
    read_next: Element | None
    ids: tuple[tuple[str, str], ...]  # every id with the name of its element; `note` for a note


def parts_of(xhtml: bytes) -> Parts:
    """The parts of a document. Raises ValueError if it is not that of an article (docs/markup.md)."""
    root = _plain(etree.fromstring(xhtml, _XML_PARSER))
    article = next((each for each in root.iter("article") if has_class(each, "article")), None)
    if article is None:
        raise ValueError("the document has no article")
    named = [each for each in article.iter() if each.get("id")]
    ids = tuple((each.get("id") or "", "note" if has_class(each, "note") else str(each.tag)) for each in named)
    for name in _TRANSPARENT:
        for element in list(article.iter(name)):
            _push_down(element)
    first, second = _texts(article)
    return Parts(
        first,
        second,
        next((each for each in article.findall("section") if has_class(each, "notes")), None),
        tuple(each for each in article.findall("p") if has_class(each, "provenance")),
        article.find("nav"),
        ids,
    )


def _plain(root: Element) -> Element:
    """The tree without the XHTML namespace, comments and instructions."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for element in root.iter():
        element.tag = str(element.tag).removeprefix(_XHTML)
    return root


def _texts(article: Element) -> tuple[Text, Text | None]:
    header, body = _child(article, "header"), _child(article, "div")
    if has_class(body, "parallel"):
        return Text(_side(header, "first"), (_side(body, "first"),)), Text(
            _side(header, "second"), (_side(body, "second"),)
        )
    after = next((each for each in article.findall("section") if has_class(each, "second-text")), None)
    if after is None:
        return Text(header, (body,)), None
    return Text(header, (body,)), Text(_child(after, "header"), (_child(after, "div"),))


def _child(parent: Element, tag: str) -> Element:
    found = parent.find(tag)
    if found is None:
        raise ValueError(f"the article has no {tag}")
    return found


def _side(pairs: Element, name: str) -> Element:
    """One of two texts of pairs, as an element that contains its blocks in order, each with the number of its pair."""
    text = pairs.makeelement("div")
    for number, pair in enumerate(pairs, start=1):
        found = _of_figure(pair, name) if pair.tag == "figure" else next(_columns(pair, name), None)
        for block in list(found) if found is not None else []:
            block.set(PAIR, str(number))
            text.append(block)
    return text


def _columns(pair: Element, name: str) -> Iterator[Element]:
    return (each for each in pair if has_class(each, name))


def _of_figure(pair: Element, name: str) -> Element:
    """A picture that both texts show, with the caption of one; the second has no id of its own."""
    figure = deepcopy(pair)
    figure.attrib.pop("class", None)
    if name == "second":
        for element in figure.iter():
            element.attrib.pop("id", None)
    caption = figure.find("figcaption")
    if caption is not None:
        for column in list(caption):
            if not has_class(column, name):
                caption.remove(column)
        if not len(caption):
            figure.remove(caption)
    for column in figure.iter("div"):
        if has_class(column, name):
            column.attrib.pop("class")
    holder = pair.makeelement("div")
    holder.append(figure)
    return holder


def _push_down(element: Element) -> None:
    """A link or a change around blocks, as HTML allows: put it around what is within lines in each of them."""
    if not has_blocks(element):
        return
    tag, attributes = str(element.tag), dict(element.items())
    identifier = attributes.pop("id", None)
    element.tag = "div"
    for name in list(element.attrib):
        del element.attrib[name]
    if identifier:
        element.set("id", identifier)
    _wrap_lines(element, tag, attributes)


def _wrap_lines(element: Element, tag: str, attributes: dict[str, str]) -> None:
    """Put an element around each run of text and phrasing content directly in another one, and in its blocks."""
    children = list(element)
    run = _put_run(element, 0, element.text, tag, attributes)
    element.text = None
    for child in children:
        tail, child.tail = child.tail, None
        if has_blocks(child) or not is_inline(child):
            _wrap_lines(child, tag, attributes)
            run = _put_run(element, element.index(child) + 1, tail, tag, attributes)
            continue
        if run is None:
            run = _put_run(element, element.index(child), "", tag, attributes, always=True)
        if run is not None:
            child.tail = tail
            run.append(child)


def _put_run(
    parent: Element, index: int, text: str | None, tag: str, attributes: dict[str, str], *, always: bool = False
) -> Element | None:
    """A new run with a text at a place of its parent; None if there is nothing but white space to put there."""
    if not always and not (text or "").strip():
        return None
    run = parent.makeelement(tag, attributes)
    run.text = text
    parent.insert(index, run)
    return run
