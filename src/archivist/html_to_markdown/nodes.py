"""A small tree of our own: what is left of HTML when only words, tags and attributes count."""

from collections.abc import Iterator
from dataclasses import dataclass, field

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "listing",
        "xmp",
        "plaintext",
        "optgroup",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_END, _LINE_END = "\x1e", "\x1d"  # which no text of a tree contains
SPACES = " \t\n\r\f"  # white space of HTML; a no-break space is none


@dataclass(slots=True, eq=False)
class Node:
    """An element. Tags and names of attributes are lower case and without a namespace."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)
    parent: "Node | None" = None

    def get(self, name: str) -> str:
        """The attribute's value; "" if there is none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> frozenset[str]:
        """The names of its classes, in lower case."""
        return frozenset(self.get("class").lower().split())

    def walk(self) -> Iterator["Node"]:
        """Itself and the elements below it, in document order. The tree below may be changed meanwhile."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))

    def find(self, *tags: str) -> Iterator["Node"]:
        """The elements below it with one of these tags, in document order."""
        return (node for node in self.walk() if node is not self and node.tag in tags)

    def texts(self) -> Iterator[str]:
        """The pieces of text below it, with a space around blocks."""
        waiting: list[Node | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                yield item
                continue
            apart = item.tag in BLOCKS or item.tag == "br"
            waiting.extend([" "] if apart else [])
            waiting.extend(reversed(item.children))
            if apart:
                yield " "

    def words(self) -> str:
        """The text below it, white space collapsed."""
        return " ".join("".join(self.texts()).split())

    def paragraphs(self) -> str:
        """The text below it: white space collapsed, a line for each line break, an empty line between blocks."""
        parts: list[str] = []
        waiting: list[Node | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                parts.append(item)
                continue
            mark = _BLOCK_END if item.tag in BLOCKS else _LINE_END if item.tag == "br" else ""
            parts.append(mark)
            waiting.append(mark)
            waiting.extend(reversed(item.children))
        blocks = (_lines(block) for block in "".join(parts).split(_BLOCK_END))
        return "\n\n".join(block for block in blocks if block)

    def has_words(self) -> bool:
        """Whether anything below it is neither white space nor empty."""
        return any(text.strip() for text in self.texts())

    def ancestors(self) -> Iterator["Node"]:
        """The elements around it, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def append(self, *items: "Node | str") -> None:
        """Add children at the end."""
        for item in items:
            if isinstance(item, Node):
                item.parent = self
            self.children.append(item)

    def vanish(self) -> None:
        """Make it nothing. (Taking it out of its parent would cost the number of its siblings.)"""
        self.tag, self.attributes, self.children = "span", {}, []

    def open_up(self) -> None:
        """Leave only what it contains."""
        self.tag, self.attributes = "span", {}

    def become(self, tag: str, attributes: dict[str, str], *items: "Node | str") -> None:
        """Make it another element, in the same place."""
        self.tag, self.attributes, self.children = tag, attributes, []
        self.append(*items)


def _lines(block: str) -> str:
    lines = (" ".join(line.split()) for line in block.split(_LINE_END))
    return "\n".join(line for line in lines if line)


def is_blank(item: Node | str) -> bool:
    """Whether it is text of nothing but white space."""
    return isinstance(item, str) and not item.strip(SPACES)
