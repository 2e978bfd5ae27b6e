"""Texts of a feed from one form into another: XHTML to HTML, HTML to plain words, plain text to paragraphs."""

import copy
import html
import re

from lxml import etree
from lxml import html as lxml_html

from archivist.text.xml_element import Element
from archivist.web_feeds.feed_names import BASE, LANG
from archivist.web_feeds.scope import absolute

# What may be in a title by the rules of HTML and is surely markup there. Anything else in angle brackets is words.
_IN_TITLES = "a|abbr|b|bdi|br|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr"
_TITLE_TAG = re.compile(rf"</?(?:{_IN_TITLES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ADDRESSES = ("href", "src", "cite", "longdesc")
# Not in XML: control characters other than tab and line ends, halves of pairs, the two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def inner_html(element: Element, base: str = "") -> str:
    """What is in an element of XHTML, as HTML: without namespaces, `xml:lang` as `lang`, `xml:base` worked in.

    `base` is the address in force at the element.
    """
    own = copy.deepcopy(element)
    own.tail = None
    _resolve(own, base)
    for each in own.iter(etree.Element):
        each.tag = each.tag.rpartition("}")[2].rpartition(":")[2]
        language = each.attrib.pop(LANG, "")
        if language and "lang" not in each.attrib:
            each.set("lang", language)
    etree.cleanup_namespaces(own)
    parts = [html.escape(own.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in own]
    return "".join(parts).strip()


def _resolve(root: Element, base: str) -> None:
    """Make the addresses below an inner `xml:base` absolute; the others are left for anyone who reads the whole."""
    bases = {root: base}
    for each in root.iter(etree.Element):
        parent = None if each is root else each.getparent()
        inherited = base if parent is None else bases[parent]
        written = each.attrib.pop(BASE, "") if each is not root else ""
        bases[each] = absolute(written, inherited) if written else inherited
        if bases[each] != base:
            for name in _ADDRESSES:
                address = each.get(name)
                if address is not None and not address.startswith("#"):
                    each.set(name, absolute(address, bases[each]))


def words_of_html(text: str) -> str:
    """The plain words of a piece of HTML on one line."""
    if not text.strip():
        return ""
    root = lxml_html.fromstring(f"<div>{remove_forbidden(_BREAK_TAG.sub(' ', text))}</div>")
    for each in root.xpath(".//script | .//style"):
        each.drop_tree()
    return on_one_line(str(root.text_content()))


def words_of_title(text: str) -> tuple[str, bool]:
    """A title of RSS in plain words, and whether it was written as HTML, which RSS leaves open.

    Only entities and tags that can be in a line are taken as HTML: `a < b` and `<height>` are words.
    """
    plain = html.unescape(_TITLE_TAG.sub("", _BREAK_TAG.sub(" ", text)))
    return on_one_line(plain), plain != text


def paragraphs(text: str) -> str:
    """Plain text as HTML: empty lines part paragraphs, line ends stay."""
    blocks = (block.strip() for block in _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n")))
    return "".join(f"<p>{'<br>'.join(html.escape(block, quote=False).split(chr(10)))}</p>" for block in blocks if block)


def remove_forbidden(text: str) -> str:
    """The text without characters that no XML, and so no book, can hold."""
    return _FORBIDDEN.sub("", text)


def on_one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())
