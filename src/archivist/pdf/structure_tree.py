"""The structure of every document as one tree of the volume (ISO 32000-1, 14.7).

Fragments keep their structure as data, so nothing has to be copied or given new parents: the tree is written once, when
it is known which page of the file each piece fell on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from archivist.config import Standard
from archivist.model import Document
from archivist.pdf.pdf_versions import in_pdf_1_7, in_pdf_2
from archivist.pdf.place_names import in_ascii
from archivist.pdf.print_tree import DOCUMENT_SCHEME
from archivist.pdf.structure import Content, Element, LinkArea

_PDF_2 = "http://iso.org/pdf2/ssn"
# Types of PDF 1.7 that PDF 2.0 no longer has; they stay in the older namespace (ISO 32000-2, 14.8.6).
_OLDER_TYPES = frozenset({"Art", "BlockQuote", "TOC", "TOCI", "Reference", "Code", "Quote"})
_ROLES = {"Em": "Span", "Strong": "Span"}  # types that PDF 1.7 does not have yet

# Makes the annotation of a link of a document (by its id); None if the link has no target.
LinkWriter = Callable[[LinkArea, str], Object | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A document of the volume with its structure."""

    document: Document
    structure: Element
    first_page: int  # of the file, from 0


@dataclass(slots=True)
class StructureTree:
    """The tree while it is written, and what others need of it afterwards."""

    pdf: Pdf
    pages: Sequence[
        Object
    ]  # of the file, in order: asking pikepdf for the n-th takes time proportional to their number
    standard: Standard
    links: LinkWriter
    places: dict[str, Object] = field(default_factory=dict)  # structure element by `document#id`
    _marks: dict[int, dict[int, Object]] = field(default_factory=dict)  # by page of the file and MCID
    _areas: list[tuple[Object, Object]] = field(default_factory=list)  # annotation and its element
    _targets: list[tuple[Object, str]] = field(default_factory=list)  # link elements and where they lead
    _ids: dict[str, Object] = field(default_factory=dict)
    _namespaces: dict[bool, Object] = field(default_factory=dict)  # by whether it is the older one

    def write(self, parts: Iterable[Part], language: str, title: str) -> None:
        """Write the tree and hang it into the file. Pages must exist; links are made meanwhile."""
        pdf = self.pdf
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        if self._is_pdf_2:
            older = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://iso.org/pdf/ssn")))
            newer = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(_PDF_2)))
            self._namespaces = {True: older, False: newer}
            root.Namespaces = Array([newer, older])
        else:
            root.RoleMap = Dictionary({f"/{own}": Name(f"/{known}") for own, known in _ROLES.items()})
        volume = self._element(Element("Document", language=language), root)
        volume.T = String(title)
        volume.K = Array(self._part(part, volume) for part in parts)
        root.K = Array([volume])
        if self._is_pdf_2:
            self._refer()
        self._write_parents(root)
        root.IDTree = self._id_tree()
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    @property
    def _is_pdf_2(self) -> bool:
        return self.standard is Standard.A_4F

    # ------------------------------------------------------------ elements

    def _part(self, part: Part, above: Object) -> Object:
        structure = in_pdf_2(part.structure) if self._is_pdf_2 else in_pdf_1_7(part.structure)
        written = self._tree(structure, above, part)
        written.T = String(part.document.title)
        self._name(written, part.document.id)
        self.places[f"{part.document.id}#"] = written
        return written

    def _tree(self, element: Element, above: Object, part: Part) -> Object:
        written = self._element(element, above)
        for name in element.ids:
            self.places[f"{part.document.id}#{name}"] = written
        if element.type in {"Note", "FENote"}:
            self._name(written, f"{part.document.id}#{element.ids[0]}")
        page = _page_of(element)
        if page is not None:
            written.Pg = self._page(part, page)
        kids = [kid for each in element.kids if (kid := self._kid(each, written, part, page)) is not None]
        if kids:
            written.K = kids[0] if len(kids) == 1 else Array(kids)
        return written

    def _element(self, element: Element, above: Object) -> Object:
        """A structure element without what it contains."""
        fields: dict[str, object] = {"/Type": Name.StructElem, "/S": Name(f"/{element.type}"), "/P": above}
        if self._is_pdf_2:
            fields["/NS"] = self._namespaces[element.type in _OLDER_TYPES]
        for name, text in (("/Lang", element.language), ("/Alt", element.alt), ("/E", element.expansion)):
            if text:
                fields[name] = String(text)
        attributes = [*_attributes(element)]
        if attributes:
            fields["/A"] = attributes[0] if len(attributes) == 1 else Array(attributes)
        return self.pdf.make_indirect(Dictionary(fields))

    def _kid(self, kid: Element | Content | LinkArea, above: Object, part: Part, page: int | None) -> object:
        """What stands for a kid in its element, whose own page is `page`."""
        match kid:
            case Element():
                return self._tree(kid, above, part)
            case Content():
                self._marks.setdefault(part.first_page + kid.page, {})[kid.mark] = above
                if kid.page == page:
                    return kid.mark
                return Dictionary(Type=Name.MCR, Pg=self._page(part, kid.page), MCID=kid.mark)
            case LinkArea():
                return self._link(kid, above, part)

    def _page(self, part: Part, page: int) -> Object:
        return self.pages[part.first_page + page]

    def _link(self, area: LinkArea, above: Object, part: Part) -> object:
        annotation = self.links(area, part.document.id)
        if annotation is None:
            return None
        page = self._page(part, area.page)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(annotation)
        self._areas.append((annotation, above))
        self._targets.append(
            (above, f"{part.document.id}{area.target}" if area.target.startswith("#") else area.target)
        )
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)

    def _refer(self) -> None:
        """Name what calls of notes, notes and lines of the contents refer to (ISO 14289-2, 8.2.5.8 and 8.2.5.14)."""
        for link, target in self._targets:
            name = target.removeprefix(DOCUMENT_SCHEME)
            place = self.places.get(name)
            around = _around(link, Name.TOCI)
            if around is not None and place is not None:
                around.Ref = Array([place])
            elif place is not None and Name.FENote == place.S:
                link.Ref = Array([place])
                place.Ref = Array([*place.get("/Ref", []), link])

    def _name(self, written: Object, name: str) -> None:
        written.ID = String(in_ascii(name))
        self._ids[name] = written

    # ------------------------------------------------------------ what leads back

    def _write_parents(self, root: Object) -> None:
        """From pieces of pages and annotations to their elements (ISO 32000-1, 14.7.4.4)."""
        numbers = Array()
        for number, page in enumerate(self.pages):
            page.Tabs = Name.S
            page.StructParents = number
            marks = self._marks.get(number, {})
            numbers.append(number)
            numbers.append(self.pdf.make_indirect(Array(marks.get(mark) for mark in range(max(marks, default=-1) + 1))))
        for number, (annotation, element) in enumerate(self._areas, start=len(self.pages)):
            annotation.StructParent = number
            numbers.append(number)
            numbers.append(element)
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self.pages) + len(self._areas)

    def _id_tree(self) -> Object:
        names = Array()
        for name in sorted(self._ids, key=in_ascii):
            names.append(String(in_ascii(name)))
            names.append(self._ids[name])
        return self.pdf.make_indirect(Dictionary(Names=names))


def _around(element: Object, kind: Name) -> Object | None:
    """The nearest element of a type around an element."""
    while "/P" in element:
        if kind == element.S:
            return element
        element = element.P
    return None


def _page_of(element: Element) -> int | None:
    return next((kid.page for kid in element.kids if isinstance(kid, Content | LinkArea)), None)


def _attributes(element: Element) -> Iterator[Object]:
    for owner, values in element.attributes.items():
        attributes = Dictionary(O=Name(f"/{owner}"))
        for name, value in values.items():
            attributes[f"/{name}"] = _value(value)
        yield attributes


def _value(value: str | int | Sequence[float]) -> object:
    if isinstance(value, str):
        return Name(f"/{value}")
    return value if isinstance(value, int) else Array(value)
