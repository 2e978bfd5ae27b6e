"""The structure tree of a PDF, read as it is in the file (ISO 32000-1, 14.7).

Reading never repairs: what points nowhere is kept as it is, for the checks to report.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary

_DEEPEST = 400  # elements in one another; a text has a dozen


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked-content sequence that an element contains."""

    page: int  # of the file, from 0; -1 if the page it names is not one of the file
    number: int  # MCID


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """An object that an element contains, such as a link annotation (OBJR)."""

    object: tuple[int, int]  # object and generation number


@dataclass(slots=True)
class Element:
    """A structure element."""

    kind: str  # its type, led to the standard one by the role map: P, H1, Link
    id: str = ""  # /ID
    title: str = ""  # /T
    actual_text: str | None = None
    alternative: str = ""  # /Alt
    object: tuple[int, int] = (0, 0)
    numbering: str = ""  # ListNumbering of a list; "", None, Description: its labels are text (ISO 32000-2, table 382)
    kids: list["Element | Marked | ObjectReference"] = field(default_factory=list)

    def elements(self) -> Iterator["Element"]:
        """This element and all below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements()

    def leaves(self) -> Iterator[Marked | ObjectReference]:
        """What it and all below it hold, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.leaves()
            else:
                yield kid


def read_structure(pdf: pikepdf.Pdf) -> Element | None:
    """The tree below StructTreeRoot as one element of kind `StructTreeRoot`; None if the file is not tagged.

    Raises ValueError for a tree that is cyclic or deeper than any text.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return None
    return _Reader(pdf, root).tree()


def documents(tree: Element) -> list[Element]:
    """The elements of the volume's documents, in reading order: what is below the one `Document` element."""
    tops = [kid for kid in tree.kids if isinstance(kid, Element)]
    if len(tops) == 1 and tops[0].kind == "Document":
        tops = [kid for kid in tops[0].kids if isinstance(kid, Element)]
    return tops


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, root: pikepdf.Object) -> None:
        self._root = root
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        roles = root.get("/RoleMap", Dictionary())
        self._roles = {str(name)[1:]: str(role)[1:] for name, role in roles.items()}
        self._seen: set[tuple[int, int]] = set()

    def tree(self) -> Element:
        """The whole tree."""
        tree = Element("StructTreeRoot")
        tree.kids += self._kids(self._root, -1, 0)
        return tree

    def _kids(self, parent: pikepdf.Object, page: int, depth: int) -> Iterator[Element | Marked | ObjectReference]:
        kids: pikepdf.Object | None = parent.get("/K")
        for kid in kids if isinstance(kids, Array) else [] if kids is None else [kids]:
            if isinstance(kid, Dictionary):
                yield self._kid(kid, page, depth)
            else:
                yield Marked(page, int(kid))

    def _kid(self, kid: pikepdf.Object, page: int, depth: int) -> Element | Marked | ObjectReference:
        page = self._page(kid, page)
        kind = str(kid.get("/Type", ""))
        if kind == "/MCR":
            return Marked(page, int(kid["/MCID"]))
        if kind == "/OBJR":
            return ObjectReference(kid["/Obj"].objgen)
        if depth > _DEEPEST or (kid.is_indirect and kid.objgen in self._seen):
            raise ValueError("the structure tree is cyclic or contains an element twice")
        self._seen.add(kid.objgen)
        text = kid.get("/ActualText")
        element = Element(
            self._role(str(kid.get("/S", "/"))[1:]),
            _text(kid.get("/ID")),
            _text(kid.get("/T")),
            None if text is None else str(text),
            _text(kid.get("/Alt")),
            kid.objgen,
            _numbering(kid.get("/A")),
        )
        element.kids += self._kids(kid, page, depth + 1)
        return element

    def _page(self, kid: pikepdf.Object, above: int) -> int:
        page = kid.get("/Pg")
        return above if page is None else self._pages.get(page.objgen, -1)

    def _role(self, kind: str) -> str:
        for _ in range(len(self._roles)):  # a role may stand for another; no chain is longer than the map
            if kind not in self._roles:
                break
            kind = self._roles[kind]
        return kind


def _numbering(attributes: pikepdf.Object | None) -> str:
    for each in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(each, Dictionary) and "/ListNumbering" in each:
            return str(each["/ListNumbering"])[1:]
    return ""


def _text(value: pikepdf.Object | None) -> str:
    """A text or byte string. Ids are bytes; this program's are ASCII."""
    if not isinstance(value, pikepdf.String):
        return ""
    return str(value)
