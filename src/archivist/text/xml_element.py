"""The part of an lxml element that the program uses, as a type, which lxml lacks; and how an element is taken out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, Protocol, Self, overload


class Element(Protocol):
    """An element of a tree of lxml: a sequence of its children. `tag` of a comment or an instruction is no text.

    See the lxml documentation, lxml.etree._Element.
    """

    tag: str
    text: str | None
    tail: str | None
    sourceline: int

    @property
    def attrib(self) -> MutableMapping[str, str]:
        """The attributes, by name."""

    @property
    def prefix(self) -> str | None:
        """The prefix of the namespace as it is written."""

    @property
    def nsmap(self) -> dict[str | None, str]:
        """The namespaces known at this element, by prefix."""

    @overload
    def get(self, key: str) -> str | None: ...
    @overload
    def get(self, key: str, default: str) -> str: ...
    @overload
    def get(self, key: str, default: None) -> str | None: ...
    def set(self, key: str, value: str) -> None:
        """Give an attribute a value."""

    def keys(self) -> list[str]:
        """The names of the attributes."""

    def items(self) -> list[tuple[str, str]]:
        """The attributes."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Self]: ...
    def __reversed__(self) -> Iterator[Self]: ...
    @overload
    def __getitem__(self, key: int) -> Self: ...
    @overload
    def __getitem__(self, key: slice) -> list[Self]: ...
    @overload
    def __setitem__(self, key: int, value: Self) -> None: ...
    @overload
    def __setitem__(self, key: slice, value: Iterable[Self]) -> None: ...
    def __delitem__(self, key: int | slice) -> None: ...
    def append(self, element: Self) -> None:
        """Add a child at the end. An element that is in a tree is moved, with its tail."""

    def extend(self, elements: Iterable[Self]) -> None:
        """Add children at the end."""

    def insert(self, index: int, element: Self) -> None:
        """Add a child before that of an index."""

    def remove(self, element: Self) -> None:
        """Remove a child, with its tail."""

    def replace(self, old: Self, new: Self) -> None:
        """Put an element in the place of a child."""

    def clear(self) -> None:
        """Remove everything."""

    def index(self, child: Self) -> int:
        """The number of a child."""

    def addnext(self, element: Self) -> None:
        """Add a sibling after it."""

    def addprevious(self, element: Self) -> None:
        """Add a sibling before it."""

    def getparent(self) -> Self | None:
        """The element around it."""

    def getnext(self) -> Self | None:
        """The sibling after it."""

    def getprevious(self) -> Self | None:
        """The sibling before it."""

    def getroottree(self) -> Any:
        """The tree it is in."""

    def makeelement(
        self, tag: str, attrib: Mapping[str, str] | None = None, nsmap: Mapping[str | None, str] | None = None
    ) -> Self:
        """A new element of the same kind of tree."""

    def iter(self, *tags: object) -> Iterator[Self]:
        """It and what is in it, in document order."""

    def iterchildren(self, *tags: object, reversed: bool = False) -> Iterator[Self]:
        """Its children."""

    def iterdescendants(self, *tags: object) -> Iterator[Self]:
        """What is in it, in document order."""

    def iterancestors(self, *tags: object) -> Iterator[Self]:
        """What is around it, from the nearest."""

    def itersiblings(self, *tags: object, preceding: bool = False) -> Iterator[Self]:
        """Its siblings after it, or before it, from the nearest."""

    def itertext(self, *tags: object, with_tail: bool = True) -> Iterator[str]:
        """The texts in it."""

    def find(self, path: str, namespaces: Mapping[str, str] | None = None) -> Self | None:
        """The first that a path of ElementPath finds."""

    def findall(self, path: str, namespaces: Mapping[str, str] | None = None) -> list[Self]:
        """All that a path of ElementPath finds."""

    def findtext(
        self, path: str, default: str | None = None, namespaces: Mapping[str, str] | None = None
    ) -> str | None:
        """The text of the first that a path of ElementPath finds."""

    def iterfind(self, path: str, namespaces: Mapping[str, str] | None = None) -> Iterator[Self]:
        """All that a path of ElementPath finds, one at a time."""

    def xpath(self, path: str, **variables: object) -> Any:
        """What an XPath finds."""

    def drop_tree(self) -> None:
        """Remove it, but not its tail (elements of lxml.html only)."""

    def drop_tag(self) -> None:
        """Remove it, but neither its children nor its text (elements of lxml.html only)."""


class ElementFactory(Protocol):
    """lxml.builder.ElementMaker: `make.name(child, "text", attribute="value")` is an element with this name."""

    def __getattr__(self, name: str) -> Callable[..., Element]: ...

    def __call__(self, tag: str, *children: object, **attributes: str) -> Element:
        """An element whose name is not known before."""


def take_out(element: Element) -> None:
    """Take an element out of its place; the text after it stays there. The root of a tree has no place."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    element.tail = None
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
