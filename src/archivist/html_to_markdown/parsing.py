"""From a string of HTML, or a tree of lxml, to our own tree. Nothing here raises, however broken or deep the input."""

import re
from collections.abc import Iterator

from archivist.html_to_markdown.nodes import BLOCKS, Node
from archivist.text.xml_characters import FORBIDDEN
from archivist.text.xml_element import Element

MAX_DEPTH = 90  # elements within elements; what is deeper is kept beside one another
_PARSER_DEPTH = 400  # tags; the library reads about 2,000 and loses what is deeper

_PARTS_WORDS = frozenset("\x0b\x0c\x85")
_DOCUMENT_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_MARK_OF_WORD = "o:p"  # around what Word shows at the end of a paragraph
# Elements that contain nothing (html.spec.whatwg.org, "void elements") and that libxml2 takes for ones that do: what
# is after them would be within them, such as the `<img>` of a `<picture>` within its `<source>`.
_EMPTY = frozenset({"source", "track", "wbr", "keygen", "command"})
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")
_NOT_COUNTED = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "option",
        "optgroup",
        "rb",
        "rt",
        "rp",
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "script",
        "style",
        "textarea",
        "title",
    ]
)


def without_forbidden(text: str) -> str:
    """The text without characters that a book cannot contain: controls, lone surrogates, what is not a character."""
    return FORBIDDEN.sub(lambda match: " " if match[0] in _PARTS_WORDS else "", text)


def tree_of(source: str | Element) -> tuple[Node, bool]:
    """The tree of a string or an element of lxml, and whether it was too deep and has been made flatter."""
    if not isinstance(source, str):
        return _copy_tree(source)
    text = without_forbidden(source.replace("\r\n", "\n").replace("\r", "\n"))
    text = _DOCUMENT_END.sub("", text)
    if "<![CDATA[" in text:
        text = _CDATA.sub("", text)
    element, whole = _parse(text)
    flattened = False
    if not whole:
        element, flattened = _parse(_flatter(text))[0], True
    if element is None:
        return Node("body"), False
    root, deep = _copy_tree(element)
    return root, deep or flattened


def _parse(text: str) -> tuple[Element | None, bool]:
    """lxml's tree (None if there is nothing), and whether nothing was cut off."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        element = etree.fromstring(f"<html><body>{text}".encode(), parser)
    except (etree.LxmlError, ValueError):
        return None, False
    return element, not any("xcessive depth" in entry.message for entry in parser.error_log)


def _flatter(text: str) -> str:
    """The HTML without the tags that are nested deeper than the library reads."""
    depth = 0
    dropped: dict[str, int] = {}

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        closes, name = match[1], match[2].lower()
        if name in _NOT_COUNTED:
            return match[0]
        if closes:
            if dropped.get(name):
                dropped[name] -= 1
                return " "
            depth = max(depth - 1, 0)
            return match[0]
        if depth >= _PARSER_DEPTH:
            dropped[name] = dropped.get(name, 0) + 1
            return " "
        depth += 1
        return match[0]

    return _TAG.sub(kept, text)


def _copy_tree(element: Element) -> tuple[Node, bool]:
    """The tree below an element of lxml, read without recursion; whether it was deeper than MAX_DEPTH."""
    root = Node("body")
    deep = False
    waiting: list[tuple[Element | str, Node, int]] = [(element, root, 0)]
    while waiting:
        item, parent, depth = waiting.pop()
        if isinstance(item, str):
            parent.append(item)
            continue
        node = _node(item)
        if node is None:  # a comment, an instruction: only what follows it counts, and that is put in by its parent
            continue
        inside = parent
        if depth <= MAX_DEPTH:
            parent.append(node)
            inside = node
        else:
            deep = True
            if node.tag in BLOCKS:
                parent.append(Node("hr", {"class": "archivist-break"}))
        if node.tag in _EMPTY:
            inside = parent
        waiting.extend(reversed([(part, inside, depth + 1) for part in _parts(item)]))
    return root, deep


def _parts(element: Element) -> Iterator[Element | str]:
    if _written_name(element) == _MARK_OF_WORD and not len(element) and not (element.text or "").strip():
        return  # the space in it marks an empty paragraph
    if element.text:
        yield without_forbidden(element.text)
    for child in _as_shown(element):
        yield child
        if child.tail:
            yield without_forbidden(child.tail)


def _as_shown(element: Element) -> list[Element]:
    """The elements in an element. The foot of a table is shown below its rows, where HTML 4 did not write it."""
    children = list(element)
    feet = [child for child in children if child.tag == "tfoot"] if element.tag == "table" else []
    return [child for child in children if child not in feet] + feet if len(feet) == 1 else children


def _node(element: Element) -> Node | None:
    if not isinstance(element.tag, str):
        return None
    written = _written_name(element)
    tag = "span" if written == _MARK_OF_WORD else written.rpartition(":")[2]
    attributes: dict[str, str] = {}
    for name, value in element.attrib.items():
        attributes.setdefault(_name(name), without_forbidden(value))
    return Node(tag, attributes)


def _written_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _name(name: str) -> str:
    space, _, local = name.rpartition("}")
    local = local.lower()
    if space.endswith("/ops"):
        return f"epub:{local}"
    return local.removeprefix("xml:").removeprefix("xlink:")
