"""What is within a line: XHTML's phrasing content as that of JATS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from archivist.deposit.jats.elements import HREF, MML, TITLE, add, append_text, classes, contents, dress, has_class, new
from archivist.deposit.xml_records import XML_LANG
from archivist.formulas.formula import DISPLAY, FORM, MATHML, UNSET
from archivist.text.xml_element import Element

_SAME: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("em", "i", "var", "cite", "dfn"), "italic"),
        **dict.fromkeys(("strong", "b"), "bold"),
        **dict.fromkeys(("code", "kbd", "samp"), "monospace"),
        **dict.fromkeys(("s", "del"), "strike"),
        **dict.fromkeys(("u", "ins"), "underline"),
        "sub": "sub",
        "sup": "sup",
    }
)
# What JATS has no element for: text of this style. `q` has no quotation marks of its own in XHTML either.
_STYLED = MappingProxyType({"mark": "mark", "small": "small", "q": "quotation"})
_TEX = "application/x-tex"
_BREAKS = frozenset({"td", "th", "title"})  # elements of JATS in which a line may end without another one around it
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture of the text is, and of what kind."""

    address: str  # relative to the file
    media_type: str


@dataclass(frozen=True, slots=True)
class Targets:
    """What links and pictures of an article lead to."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)  # all that the XHTML shows, by name
    kinds: Mapping[str, str] = field(default_factory=dict)  # by id in the article: fn, fig, table, sec, list, other
    documents: frozenset[str] = frozenset()  # ids of the articles of the edition, each of which has a file


class Lines:
    """Writes what is within lines."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._special: Mapping[str, Callable[[Element, Element], None]] = {
            "a": self._link,
            "br": self._break,
            "wbr": lambda source, parent: None,
            "img": self._picture,
            "ruby": self._ruby,
            "abbr": self._abbreviation,
            "code": self._code,
            "bdo": self._span,
            "bdi": self._span,
            "span": self._span,
            "time": self._value,
            "data": self._value,
        }

    def write(self, source: Element, parent: Element) -> None:
        """Add the content of an element."""
        for part in contents(source):
            self.add(part, parent)

    def add(self, part: str | Element, parent: Element) -> None:
        """Add a text, or an element."""
        if isinstance(part, str):
            append_text(parent, part)
        elif part.tag in self._special:
            self._special[part.tag](part, parent)
        elif part.tag in _SAME:
            self.write(part, dress(add(_around(part, parent), _SAME[part.tag]), part))
        elif part.tag in _STYLED:
            styled = add(parent, "styled-content", attributes={"style-type": _STYLED[part.tag]})
            self.write(part, dress(styled, part))
        elif isinstance(part.tag, str):
            self._span(part, parent)

    def formula(self, code: Element, parent: Element) -> None:
        """A formula as TeX and MathML; set on lines of its own if its parent can have such."""
        display = code.get(FORM) == DISPLAY
        alone = display and parent.tag in ("p", "td", "th")
        kind = {"content-type": "display"} if display and not alone else {}
        formula = dress(add(parent, "disp-formula" if alone else "inline-formula", attributes=kind), code)
        math = _math(etree.fromstring(code.get(MATHML), _PARSER))
        annotation = math.find(f".//{{{MML}}}annotation")
        if annotation is not None and annotation.get("encoding") == _TEX:
            both = add(formula, "alternatives")
            add(both, "tex-math", "".join(code.itertext()))
            both.append(math)
        else:
            formula.append(math)

    def _code(self, source: Element, parent: Element) -> None:
        if source.get(FORM) not in (None, UNSET):
            self.formula(source, parent)
        else:
            self.write(source, dress(add(_around(source, parent), "monospace"), source))

    def _link(self, source: Element, parent: Element) -> None:
        href = source.get("href") or ""
        if href.startswith("#"):
            name = href[1:]
            kind = self._targets.kinds.get(name, "other")
            link = add(parent, "xref", attributes={"ref-type": kind, "rid": name})
        elif href and self._address(href):
            kind, address = self._address(href)
            title = source.get("title") or ""
            link = add(parent, "ext-link", attributes={"ext-link-type": kind, HREF: address, TITLE: title})
        else:
            self._span(source, parent)
            return
        dress(link, source)
        self.write(source, add(link, "sup") if has_class(source, "note-call") else link)

    def _address(self, href: str) -> tuple[str, str]:
        """The kind and the address of a link that leads out of the article."""
        name, mark, anchor = href.partition("#")
        document = name.removesuffix(".xhtml")
        if document in self._targets.documents:
            return "article", f"{document}.xml{mark}{anchor}"
        return "uri", href

    def _break(self, source: Element, parent: Element) -> None:
        """The end of a line. In a paragraph JATS allows it within other elements only; `roman` changes nothing."""
        if parent.tag == "preformat":
            append_text(parent, "\n")
        elif parent.tag in _BREAKS:
            dress(add(parent, "break"), source)
        else:
            add(add(parent, "roman"), "break")

    def _picture(self, source: Element, parent: Element) -> None:
        parent.append(dress(self.graphic(source, "inline-graphic"), source))

    def graphic(self, source: Element, tag: str) -> Element:
        """A picture as `graphic` or `inline-graphic`, with its alternative text."""
        picture = self._targets.pictures[source.get("src") or ""]
        kind, _, subtype = picture.media_type.partition("/")
        graphic = new(tag, {HREF: picture.address, "mimetype": kind, "mime-subtype": subtype})
        if source.get("alt"):
            add(graphic, "alt-text", source.get("alt") or "")
        return graphic

    def _ruby(self, source: Element, parent: Element) -> None:
        """Each base with its annotation is a ruby of its own; JATS allows one."""
        around = dress(_around(source, parent), source) if source.get("id") else _around(source, parent)
        base = new("rb")
        for part in contents(source):
            if isinstance(part, str):
                append_text(base, part)
            elif part.tag == "rt":
                around.append(_annotated(base, part))
                base = new("rb")
            elif part.tag == "rb":
                self.write(part, base)
            elif part.tag != "rp":
                self.add(part, base)
        for rest in contents(base):
            append_text(around, rest) if isinstance(rest, str) else around.append(rest)

    def _abbreviation(self, source: Element, parent: Element) -> None:
        self.write(source, dress(add(parent, "abbrev", attributes={"alt": source.get("title") or ""}), source))

    def _value(self, source: Element, parent: Element) -> None:
        """A date or another value, which machines read from the attribute."""
        value = source.get("datetime") or source.get("value") or ""
        attributes = {"content-type": str(source.tag), "alt": value}
        self.write(source, dress(add(parent, "named-content", attributes=attributes), source))

    def _span(self, source: Element, parent: Element) -> None:
        """Text of another language, direction or kind. Without one of them, and an id, there is no element."""
        around = _around(source, parent, always=bool(source.get("id")))
        self.write(source, dress(around, source) if around is not parent else parent)


def _around(source: Element, parent: Element, *, always: bool = False) -> Element:
    """An element for the language, the direction and the kind of a text; the parent itself if it has none of them."""
    direction = source.get("dir")
    override = "bidi-override" if source.tag == "bdo" else "isolate"
    attributes = {
        "style-type": classes(source),
        "style": f"direction: {direction}; unicode-bidi: {override}" if direction in ("ltr", "rtl") else "",
        XML_LANG: source.get(XML_LANG) or source.get("lang") or "",
    }
    if not always and not any(attributes.values()):
        return parent
    return add(parent, "styled-content", attributes=attributes)


def _annotated(base: Element, rt: Element) -> Element:
    """A ruby, with the brackets that its author put around the annotation."""
    ruby = new("ruby")
    ruby.append(base)
    before, behind = rt.getprevious(), rt.getnext()
    brackets = [each for each in (before, behind) if each is not None and each.tag == "rp"]
    if len(brackets) == 2:
        add(ruby, "rp", "".join(brackets[0].itertext()))
    add(ruby, "rt", "".join(rt.itertext()))
    if len(brackets) == 2:
        add(ruby, "rp", "".join(brackets[1].itertext()))
    return ruby


def _math(source: Element) -> Element:
    """MathML with the prefix that the DTD wants."""
    made = new(str(source.tag), dict(source.items()))
    made.text = source.text
    for child in source:
        inside = _math(child)
        inside.tail = child.tail
        made.append(inside)
    return made
