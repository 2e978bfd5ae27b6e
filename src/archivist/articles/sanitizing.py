"""From HTML to a tree of clean, well-formed XML: nh3 reads it as HTML 5 and cleans it, lxml holds it."""

import re

import nh3
from lxml import etree

from archivist.articles.picture_size import CONTAINERS, MOST, WIDTH_AROUND
from archivist.articles.raw_html import BLOCKS, INLINE, VOID
from archivist.articles.valid_addresses import ADDRESS_SCHEMES
from archivist.dialect.render_rules import SCHEMED
from archivist.dialect.site_references import REFERENCE
from archivist.text.xml_characters import without_forbidden
from archivist.text.xml_element import Element

MAX_DEPTH = 200

_TAGS = set(INLINE | BLOCKS | VOID)
_EVERYWHERE = {"lang", "dir", "class", "id", "title", "data-line"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "name", "data-forbidden"},
    "img": {"src", SCHEMED, "alt", "width", "height", MOST, "data-caption"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "tr": {"align"},
    "p": {"align", "data-label"},
    "div": {"align"},
    "table": {"align"},
    **{f"h{level}": {"align"} for level in range(1, 7)},
    "col": {"span"},
    "ol": {"start", "reversed", "type"},
    "li": {"value", "type"},
    "span": {"data-note"},
    "code": {"data-formula", "data-mathml"},
    "time": {"datetime"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
}
for _name in CONTAINERS:
    _ATTRIBUTES[_name] = _ATTRIBUTES.get(_name, set()) | {WIDTH_AROUND, MOST}
_SCHEMES = {*ADDRESS_SCHEMES, REFERENCE.rstrip(":")}
# Made once: making one takes longer than cleaning a note with it.
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=set(),
    attributes=_ATTRIBUTES,
    url_schemes=_SCHEMES,
    link_rel=None,
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_ATTRIBUTES_OF_TAG = r'((?:\s[^\s=>"]+="[^"]*")*)\s*'
_VOID_TAG = re.compile(rf"<({'|'.join(sorted(VOID))}){_ATTRIBUTES_OF_TAG}>")
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*){_ATTRIBUTES_OF_TAG}>")
_LESS_THAN = re.compile(r'="[^"]*<')  # perhaps in an attribute


class TooDeepError(Exception):
    """The HTML is nested deeper than MAX_DEPTH."""


def clean_tree(source: str, tag: str) -> Element:
    """The cleaned HTML as one element of lxml with the given name. Raises TooDeepError."""
    xml = _as_xml(without_forbidden(_CLEANER.clean(source)))
    tree: Element = etree.fromstring(f"<{tag}>{xml}</{tag}>", _PARSER)
    return tree


def _as_xml(cleaned: str) -> str:
    """HTML as nh3 serialises it (every tag closed, every attribute quoted) as XML."""
    cleaned = cleaned.replace("&nbsp;", "\u00a0")
    if _needs_little(cleaned):
        return _VOID_TAG.sub(r"<\1\2/>", cleaned)
    depth = 0

    def rewritten(match: re.Match[str]) -> str:
        nonlocal depth
        closes, name, attributes = match.groups()
        if name in VOID:
            return f"<{name}{attributes.replace('<', '&lt;')}/>"
        depth += -1 if closes else 1
        if depth > MAX_DEPTH:
            raise TooDeepError
        if name == "code":  # the lines of a formula: XML reads the end of a line in an attribute as a space
            attributes = attributes.replace("\n", "&#10;").replace("\t", "&#9;")
        return f"<{closes}{name}{attributes.replace('<', '&lt;')}>"

    return _TAG.sub(rewritten, cleaned)


def _needs_little(cleaned: str) -> bool:
    """Whether only tags without an end differ in XML: nearly always, and no tag has to be looked at by itself."""
    return cleaned.count("</") <= MAX_DEPTH and "<code " not in cleaned and _LESS_THAN.search(cleaned) is None
