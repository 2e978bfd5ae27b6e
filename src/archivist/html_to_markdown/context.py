"""What surrounds a part while it is written, and what all of one text shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archivist.html_to_markdown.nodes import Node
from archivist.html_to_markdown.remarks import Remarks
from archivist.text import languages

MAX_LEVEL = 34  # the reader knows 48; a list counts two
MAX_WRAPPERS = 6  # tables and the like within one another


@dataclass(slots=True)
class Page:
    """What the parts of one text share."""

    base: str
    remarks: Remarks
    holders: frozenset[int] = frozenset()  # id() of the inline elements that hold blocks
    ids: Mapping[str, str] = field(default_factory=dict)  # those a link of the text leads to, and what is written
    shift: int = 0  # what is added to the level of a heading
    _taken: dict[str, int] = field(default_factory=dict)  # by id: which element it was written for

    def take_id(self, *nodes: Node) -> str:
        """The id to write for the first of the elements that a link leads to; "" if there is none.

        Also "" if another element has taken the id. The same element may be written again, in another form.
        """
        for node in nodes:
            name = node.get("id") or (node.get("name") if node.tag == "a" else "")
            if name in self.ids:
                owner = self._taken.setdefault(name, id(node.attributes))
                return self.ids[name] if owner == id(node.attributes) else ""
        return ""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a part."""

    page: Page
    language: str = ""
    direction: str = "ltr"
    align: str = ""
    formats: tuple[Node, ...] = ()  # inline elements around, which contain blocks
    level: int = 0  # of quotes and lists
    wrappers: int = 0  # raw elements around
    in_item: bool = False  # where a paragraph may lose its attributes: in lists

    def deeper(self, levels: int, item: bool = False) -> "Context":
        """Within a quotation, list or note."""
        return replace(self, level=self.level + levels, in_item=self.in_item or item, align="" if item else self.align)

    def wrapped(self) -> "Context":
        """Within a raw element."""
        return replace(self, wrappers=self.wrappers + 1, level=self.level + 1)

    def formatted(self, node: Node) -> "Context":
        """Within an inline element that contains blocks."""
        return replace(self, formats=(*self.formats, node))

    def speaking(self, language: str, direction: str) -> "Context":
        """Within a passage in another language or direction."""
        return replace(self, language=language, direction=direction)


def language_of(node: Node) -> str:
    """The canonical tag of the element's language; "" if it has none or none that is known."""
    written = node.get("lang").strip()
    if not written or len(written) > 60:
        return ""
    return languages.normalise_tag(written) or ""


def change_of(node: Node, context: Context) -> dict[str, str]:
    """`lang` and `dir` of an element as far as they differ from what surrounds it."""
    change: dict[str, str] = {}
    tag = language_of(node)
    direction = context.direction
    if tag and tag != context.language:
        change["lang"] = tag
        direction = languages.direction(tag)
    said = node.get("dir").strip().lower()
    if said in ("ltr", "rtl") and said != direction:
        change["dir"] = said
    return change


def change_context(context: Context, change: dict[str, str]) -> Context:
    """The context within an element of such a change."""
    if not change:
        return context
    language = change.get("lang", context.language)
    direction = change.get("dir") or (languages.direction(language) if "lang" in change else context.direction)
    return context.speaking(language, direction)
