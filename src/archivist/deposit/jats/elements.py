"""Elements of JATS, and the names of XHTML that they are made from."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from archivist.deposit.xml_records import XLINK, XML_LANG
from archivist.text.xml_element import Element

MML = "http://www.w3.org/1998/Math/MathML"
HREF, TITLE = f"{{{XLINK}}}href", f"{{{XLINK}}}title"
# Prefixes are part of names in a DTD, so every element is made with these.
NAMESPACES: Mapping[str | None, str] = MappingProxyType({"xlink": XLINK, "mml": MML})

# What is within a line of XHTML; everything else is a block.
INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd"),
        *("mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time"),
        *("u", "var", "wbr"),
    ]
)
# Classes that say how something is printed, or what its element says already.
_OF_PRINT = frozenset(
    [
        *(
            "web-address",
            "unbroken",
            "short-table",
            "numeric",
            "columns-8",
            "columns-11",
            "columns-15",
            "formula",
            "formula-block",
            "note-gap",
            "note-call",
            "page",
            "bare",
        ),
        *("callout", "callout-title", "task-list-item", "contains-task-list", "body", "where", "address", "parallel"),
        *(f"number-{width}" for width in range(1, 100)),
    ]
)
# Elements of JATS that can say what kind of content they have.
_WITH_TYPE = frozenset({"p", "disp-quote", "boxed-text", "table-wrap", "fn-group", "caption"})

# Elements of JATS that cannot say in which language they are.
_WITHOUT_LANGUAGE = frozenset(
    [
        *("td", "th", "tr", "thead", "tbody", "tfoot", "table", "title", "italic", "bold", "monospace", "strike"),
        *("underline", "sub", "sup", "ruby", "break", "alternatives"),
    ]
)


def new(tag: str, attributes: Mapping[str, str] = MappingProxyType({})) -> Element:
    """An element of JATS; attributes without a value are left out."""
    said = {name: value for name, value in attributes.items() if value}
    element: Element = etree.Element(tag, said, nsmap=dict(NAMESPACES))
    return element


def add(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] = MappingProxyType({})) -> Element:
    """Add an element at the end of another one."""
    element = new(tag, attributes)
    element.text = text or None
    parent.append(element)
    return element


def add_text(parent: Element, tag: str, text: str, attributes: Mapping[str, str] = MappingProxyType({})) -> None:
    """Add an element with a text, if there is one."""
    if text:
        add(parent, tag, text, attributes)


def append_text(parent: Element, text: str | None) -> None:
    """Add text at the end of what an element contains."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def has_class(element: Element, name: str) -> bool:
    """Whether an element of XHTML has a class."""
    return name in (element.get("class") or "").split()


def classes(element: Element) -> str:
    """The classes of an element that say something of its content, separated by spaces."""
    return " ".join(name for name in (element.get("class") or "").split() if name not in _OF_PRINT)


def is_inline(element: Element) -> bool:
    """Whether an element of XHTML is within a line."""
    return element.tag in INLINE


def has_blocks(element: Element) -> bool:
    """Whether there is a block anywhere in an element."""
    return any(not is_inline(each) for each in element.iterdescendants())


def dress(made: Element, source: Element) -> Element:
    """The element of JATS with the id, the language and, where it can have one, the kind of its source."""
    identifier, language, kind = source.get("id"), source.get(XML_LANG) or source.get("lang"), classes(source)
    if identifier and not made.get("id"):
        made.set("id", identifier)
    if language and not made.get(XML_LANG) and made.tag not in _WITHOUT_LANGUAGE:
        made.set(XML_LANG, language)
    if kind and made.tag in _WITH_TYPE and not made.get("content-type"):
        made.set("content-type", kind)
    return made


def contents(element: Element) -> Iterator[str | Element]:
    """Texts and children in turn; an empty text is left out."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail
