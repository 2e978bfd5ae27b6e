"""HTML of a post, changed as a tree: what a service puts into it is removed, or becomes what any reader understands."""

import json
import re
from collections.abc import Callable
from html import escape

from archivist.html_to_markdown.parsing import without_forbidden
from archivist.text.xml_element import Element, take_out

_MARKS = re.compile(r"<!\[CDATA\[|\]\]>|</(?:body|html)\s*>", re.IGNORECASE)
_WORDS = 60  # characters of what was removed, in a report


def edit_html(html: str, edit: Callable[[Element], None]) -> str:
    """The HTML after a change to its tree; unchanged if it is too deep for the library, which would lose words."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(f"<html><body>{_MARKS.sub('', without_forbidden(html))}".encode(), parser)
    except (etree.LxmlError, ValueError):
        return html
    if root is None or any("xcessive depth" in entry.message for entry in parser.error_log):
        return html
    body = root.find("body")
    if body is None:
        return html
    edit(body)
    inside = "".join(etree.tostring(child, encoding="unicode", method="html") for child in body)
    return escape(body.text or "", quote=False) + inside


def with_class(root: Element, *names: str) -> list[Element]:
    """The elements that have one of these classes, in the order of the text."""
    return [each for each in root.iter() if isinstance(each.tag, str) and not classes_of(each).isdisjoint(names)]


def classes_of(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset((element.get("class") or "").split())


def words_of(element: Element) -> str:
    """The words in an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def remove(element: Element) -> str:
    """Take an element out and leave what follows it. Returns its first words."""
    words = words_of(element)[:_WORDS]
    take_out(element)
    return words


def replace_with(element: Element, html: str) -> None:
    """Put HTML in the place of an element."""
    from lxml import etree  # noqa: PLC0415

    made = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser(no_network=True)).find("body/div")
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.tag, element.text = "div", made.text
    for child in list(made):
        element.append(child)


def link_block(address: str, words: str, tag: str = "p") -> str:
    """A block with a link; the words alone if the address is not one of the web."""
    text = escape(words or address, quote=False)
    if not address.startswith(("http://", "https://", "mailto:", "/")):
        return f"<{tag}>{text}</{tag}>"
    return f'<{tag}><a href="{escape(address)}">{text}</a></{tag}>'


def data_of(element: Element, name: str = "data-attrs") -> dict[str, object]:
    """The JSON object in an attribute; empty if there is none."""
    try:
        value = json.loads(element.get(name) or "{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def text_in(data: dict[str, object], *names: str) -> str:
    """The first of these values that is a text."""
    return next((value.strip() for name in names if isinstance(value := data.get(name), str) and value.strip()), "")
