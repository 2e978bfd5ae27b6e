"""Text within a line: from nodes to pieces. What the pieces become is decided in `line.py`."""

import re
from collections.abc import Callable, Sequence

from archivist.dialect import escaping
from archivist.dialect.attribute_syntax import write_attributes
from archivist.dialect.line import Line
from archivist.dialect.link_syntax import in_markdown, picture
from archivist.html_to_markdown.context import Context, change_context, change_of
from archivist.html_to_markdown.html_addresses import absolute, fragment_of
from archivist.html_to_markdown.html_formulas import TAG, in_raw_html, is_display
from archivist.html_to_markdown.html_pictures import size_of
from archivist.html_to_markdown.nodes import BLOCKS, Node

RAW = frozenset(
    [
        "abbr",
        "acronym",
        "bdo",
        "cite",
        "ins",
        "kbd",
        "mark",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "samp",
        "small",
        "sub",
        "sup",
        "u",
        "var",
    ]
)
_EMPHASIS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "s": "s", "strike": "s", "del": "s"}
Inside = Callable[[Context], None]  # writes what an element contains
_RENAMED = {"acronym": "abbr"}
_WEIGHT = re.compile(r"(?:^|;)font-weight:(bold|bolder|normal|lighter|[1-9]00)")
_SLANT = re.compile(r"(?:^|;)font-style:(italic|oblique|normal)")
_THROUGH = re.compile(r"(?:^|;)text-decoration(?:-line)?:[^;]*line-through")
_MAX_OPEN = 24  # marks within marks
_MAX_SPANS = 6  # brackets within brackets


class Inline:
    """Writes nodes into one line of pieces."""

    def __init__(self, context: Context, *, html: bool = False, single: bool = False) -> None:
        self.page = context.page
        self.line = Line(html=html, single=single or html)
        self.html = html
        self.open = 0
        self.links = 0
        self.spans = 0
        self.calls: list[str] = []  # labels of notes called where raw HTML cannot call them

    def write(self, items: Sequence[Node | str], context: Context, formats: Sequence[Node] = ()) -> None:
        """Write the items, within these elements."""
        if formats:
            self._element(
                Node(formats[0].tag, formats[0].attributes),
                context,
                lambda inner: self.write(items, inner, formats[1:]),
            )
            return
        for item in items:
            if isinstance(item, str):
                self.line.text(item)
            else:
                self._node(item, context)

    def _node(self, node: Node, context: Context) -> None:
        tag = node.tag
        if tag == "br":
            self.line.line_break()
        elif tag == "hr":
            self.line.space()
        elif tag == "img":
            self._picture(node)
        elif tag == "note-call":
            self._call(node.get("label"))
        elif tag == TAG:
            self._formula(node)
        elif tag in BLOCKS:
            self.line.space()
            self.write(node.children, context)
            self.line.space()
        elif tag in ("code", "tt") and self._code(node):
            return
        else:
            self.name(node)
            self._element(node, context, lambda inner: self.write(node.children, inner))

    def _call(self, label: str) -> None:
        if self.html:
            self.calls.append(label)
        else:
            self.line.markup(f"[^{label}]")

    def _code(self, node: Node) -> bool:
        """Code that is nothing but text."""
        if self.html or any(inner.tag not in ("code", "span", "tt", "font") for inner in node.walk()):
            return False
        words = re.sub(r"[ \t\n\r\f]+", " ", "".join(node.texts()))
        if not words.startswith(" ") and self.line.ends_with_code():
            return False
        self.line.text(" " if words.startswith(" ") else "")
        if words.strip(" "):
            self.line.markup(escaping.code_span(words.strip(" ")))
        self.line.text(" " if words.endswith(" ") and words.strip(" ") else "")
        return True

    def _formula(self, node: Node) -> None:
        source = "".join(node.texts())
        if node.get("mathml"):
            self.line.markup(node.get("mathml"))
        elif self.html:
            self.line.markup(in_raw_html(source, is_display(node)))
        else:
            self.line.formula(source, is_display(node))

    def _picture(self, node: Node) -> None:
        if self.html:
            self.line.markup(html_picture(node))
        else:
            self.line.markup(markdown_picture(node))

    def name(self, node: Node) -> None:
        """The id of an inline element, if a link leads to it."""
        name = self.page.take_id(node)
        if name:
            self.line.markup(anchor(name))

    # ---------------------------------------------------------------- elements

    def _element(self, node: Node, context: Context, inside: Inside) -> None:
        change = change_of(node, context)
        inner = change_context(context, change)
        if self.open >= _MAX_OPEN:
            inside(inner)
            return
        self.open += 1
        if node.tag == "a" and self._leads(node) and not self.links:
            self._link(node, inner, change, inside)
        elif node.tag in RAW or (node.tag in ("code", "tt")):
            self._raw(node, change, inner, inside)
        else:
            self._mark(sorted(_kinds(node)), change, inner, inside)
        self.open -= 1

    def _leads(self, node: Node) -> bool:
        return bool(node.get("href").strip())

    def _link(self, node: Node, context: Context, change: dict[str, str], inside: Inside) -> None:
        fragment = fragment_of(node.get("href"), self.page.base)
        here = fragment in self.page.ids
        address = f"#{self.page.ids[fragment]}" if here else absolute(node.get("href"), self.page.base)
        title = " ".join(node.get("title").split())
        self.links += 1
        if self.html:
            said = f' title="{escaping.in_attribute(title)}"' if title else ""
            self.line.begin(f'<a href="{escaping.in_attribute(in_markdown(address))}"{said}{_raw_attributes(change)}>')
            inside(context)
            self.line.end("</a>")
        else:
            said = f' "{escaping.in_title(title)}"' if title else ""
            self.line.begin("[", label=True)
            inside(context)
            self.line.end(f"]({in_markdown(address)}{said}){write_attributes(change) if change else ''}")
        self.links -= 1

    def _raw(self, node: Node, change: dict[str, str], context: Context, inside: Inside) -> None:
        tag = "code" if node.tag == "tt" else _RENAMED.get(node.tag, node.tag)
        kept = dict(change)
        if node.get("title").strip() and tag == "abbr":
            kept["title"] = node.get("title")
        if tag == "bdo" and node.get("dir").lower() in ("ltr", "rtl"):
            kept["dir"] = node.get("dir").lower()
        self.line.begin(f"<{tag}{_raw_attributes(kept)}>")
        inside(context)
        self.line.end(f"</{tag}>")

    def _mark(self, kinds: Sequence[str], change: dict[str, str], context: Context, inside: Inside) -> None:
        for kind in kinds:
            self.line.begin_mark(kind)
        spanned = bool(change)
        if spanned:
            self._begin_span(change)
        inside(context)
        if spanned:
            self._end_span(change)
        for kind in reversed(kinds):
            self.line.end_mark(kind)

    def _begin_span(self, change: dict[str, str]) -> None:
        self.spans += 1
        if self._as_tag():
            self.line.begin(f"<span{_raw_attributes(change)}>")
        else:
            self.line.begin("[", label=True)

    def _end_span(self, change: dict[str, str]) -> None:
        self.line.end("</span>" if self._as_tag() else f"]{write_attributes(change)}")
        self.spans -= 1

    def _as_tag(self) -> bool:
        """Whether a span must be a tag: the text of a link holds no further brackets."""
        return self.html or self.links > 0 or self.spans > _MAX_SPANS


def _kinds(node: Node) -> set[str]:
    """The emphasis an element gives, by its name or its style."""
    kinds = {_EMPHASIS[node.tag]} if node.tag in _EMPHASIS else set()
    style = re.sub(r"\s", "", node.get("style")[:1000]).lower()
    if not style:
        return kinds
    weight, slant = _WEIGHT.search(style), _SLANT.search(style)
    if weight:
        bold = weight[1] in ("bold", "bolder") or (weight[1][0].isdigit() and int(weight[1]) >= 600)
        kinds = kinds | {"strong"} if bold else kinds - ({"strong"} if node.tag == "b" else set())
    if slant:
        kinds = kinds | {"em"} if slant[1] != "normal" else kinds - ({"em"} if node.tag == "i" else set())
    return kinds | {"s"} if _THROUGH.search(style) else kinds


def _raw_attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escaping.in_attribute(value)}"' for name, value in attributes.items())


def markdown_picture(node: Node, caption: str = "") -> str:
    """A picture of the tree as Markdown, with a caption if it is a figure."""
    return picture(node.get("alt"), node.get("src"), escaping.in_caption(caption) if caption else "", size_of(node))


def anchor(name: str) -> str:
    """A place that links lead to, as raw HTML. `name` is an id as the dialect writes it."""
    return f'<a id="{escaping.in_attribute(name)}"></a>'


def html_picture(node: Node) -> str:
    """A picture of the tree as raw HTML."""
    source, alternative = escaping.in_attribute(node.get("src")), escaping.in_attribute(node.get("alt"))
    return f'<img src="{source}" alt="{alternative}"{_raw_attributes(size_of(node))}>'
