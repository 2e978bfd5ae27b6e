"""The structure of every document as one tree of the volume (ISO 32000-1, 14.7).

Fragments keep their structure as data. It is written from there, document by document, and nothing of it stays in
memory but the numbers of elements that something else refers to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archivist.model.book import Document
from archivist.pdf.number_trees import name_tree, number_tree
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, dictionary, name, number, reference, string
from archivist.pdf.pdf_versions import in_pdf_1_7, in_pdf_2
from archivist.pdf.place_names import in_ascii
from archivist.pdf.print_tree import DOCUMENT_SCHEME
from archivist.pdf.structure import Data
from archivist.settings.choices import Standard

_PDF_1, _PDF_2 = "http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"
# Types of PDF 1.7 that PDF 2.0 no longer has; they stay in the older namespace (ISO 32000-2, 14.8.6).
_OLDER_TYPES = frozenset({"Art", "BlockQuote", "TOC", "TOCI", "Reference", "Code", "Quote"})
_ROLES = {"Em": "Span", "Strong": "Span"}  # types that PDF 1.7 does not have yet
_NOTES = frozenset({"Note", "FENote"})

# Writes the annotation of a link of a document (by its id) that has this number; 0 if the link has no target.
LinkWriter = Callable[[Sequence[Any], str, int], int]


@dataclass(frozen=True, slots=True)
class Part:
    """A document of the volume with its structure."""

    document: Document
    structure: Data
    pages: Sequence[int]  # numbers of the pages of its file, which other documents may share
    first: int  # of these, from 0: from there its own are counted
    attached: int = 0  # the file it was made from; 0 if there is none


@dataclass(slots=True)
class StructureTree:
    """The tree while it is written."""

    pdf: PdfFile
    standard: Standard
    pages: int  # of the file: their numbers in the tree of parents come first
    links: LinkWriter
    places: dict[str, int] = field(default_factory=dict)  # elements by `document#id`, as far as they are announced
    _root: int = 0
    _volume: int = 0
    _documents: list[int] = field(default_factory=list)
    _marks: dict[int, dict[int, int]] = field(default_factory=dict)  # elements, by page of the file and MCID
    _annotations: dict[int, list[int]] = field(default_factory=dict)  # by page of the file
    _owners: list[int] = field(default_factory=list)  # elements of annotations, in order
    _ids: dict[str, int] = field(default_factory=dict)
    _notes: set[int] = field(default_factory=set)  # elements
    _references: dict[int, list[int]] = field(default_factory=dict)  # elements that an element refers to
    _announced: dict[str, int] = field(default_factory=dict)  # first element of each document
    _next: int = 0
    _namespaces: tuple[bytes, bytes] = (b"", b"")  # the older and the newer one

    def __post_init__(self) -> None:
        self._root, self._volume = self.pdf.reserve(), self.pdf.reserve()
        if self.is_pdf_2:
            spaces = [self.pdf.add(b"<</Type /Namespace/NS %s>>" % string(each)) for each in (_PDF_1, _PDF_2)]
            older, newer = map(reference, spaces)
            self._namespaces = (older, newer)

    @property
    def is_pdf_2(self) -> bool:
        """Whether elements are named in the words of PDF 2.0."""
        return self.standard is Standard.A_4F

    # ------------------------------------------------------------ announced before anything is written

    def announce(self, document: str, structure: Data) -> None:
        """Give numbers to the elements of a document, so that those before it can refer to them."""
        structure = in_pdf_2(structure) if self.is_pdf_2 else structure
        first = self._announced[document] = self.pdf.reserve(_count(structure))
        self.places[f"{document}#"] = first
        for at, element in enumerate(_elements(structure), start=first):
            for each in element.get("ids", ()):
                self.places[f"{document}#{each}"] = at
            if element["s"] in _NOTES:
                self._notes.add(at)

    def refer(self, document: str, structure: Data) -> None:
        """Name what calls of notes, notes and lines of the contents refer to (ISO 14289-2, 8.2.5.8 and 8.2.5.14).

        All documents are announced.
        """
        self._next = self._announced[document]
        self._refer(in_pdf_2(structure), document, 0)

    def _refer(self, element: Data, document: str, line: int) -> None:
        own, self._next = self._next, self._next + 1
        line = own if element["s"] == "TOCI" else line
        for kid in element.get("k", ()):
            if isinstance(kid, dict):
                self._refer(kid, document, line)
            elif len(kid) > 2:
                target = kid[2]
                named = f"{document}{target}" if target.startswith("#") else target.removeprefix(DOCUMENT_SCHEME)
                place = self.places.get(named, 0)
                if line and place:
                    self._references[line] = [place]
                elif place in self._notes:
                    self._references[own] = [place]
                    self._references.setdefault(place, []).append(own)

    # ------------------------------------------------------------ elements

    def write(self, parts: Sequence[Part]) -> tuple[dict[int, list[int]], list[int]]:
        """Write the elements of the documents that were laid out together.

        Returns the annotations of their pages, and for each page the array that leads from its content to its elements.
        """
        self._marks, self._annotations = {}, {}
        for part in parts:
            self._document(part)
        return self._annotations, [self._parents_of(page) for page in range(len(parts[0].pages))]

    def _document(self, part: Part) -> None:
        if part.document.id not in self._announced:
            self.announce(part.document.id, part.structure)
        self._next = self._ids[part.document.id] = self._announced[part.document.id]
        extra = b"/T %s/ID %s" % (string(part.document.title), string(in_ascii(part.document.id)))
        if part.attached:
            extra += b"/AF [%d 0 R]" % part.attached
        structure = in_pdf_2(part.structure) if self.is_pdf_2 else part.structure
        self._documents.append(self._element(structure, self._volume, part, extra))

    def _element(self, element: Data, above: int, part: Part, extra: bytes = b"") -> int:
        own, self._next = self._next, self._next + 1
        if not self.is_pdf_2:
            element = in_pdf_1_7(element)
        page = -1
        kids: list[bytes] = []
        for kid in element.get("k", ()):
            if isinstance(kid, dict):
                kids.append(b"%d 0 R" % self._element(kid, own, part))
                continue
            content = self._content(kid, own, part, page)
            if content:
                page = part.first + kid[0] if page < 0 else page
                kids.append(content)
        head = b"<</Type /StructElem/S /%s/P %d 0 R%s%s" % (
            element["s"].encode(),
            above,
            self._entries(element, own, part.document.id),
            extra,
        )
        at = b"/Pg %d 0 R" % part.pages[page] if page >= 0 else b""
        below = (b"/K %s" % kids[0] if len(kids) == 1 else b"/K [%s]" % b" ".join(kids)) if kids else b""
        self.pdf.put(own, b"%s%s%s>>" % (head, at, below))
        return own

    def _entries(self, element: Data, own: int, document: str) -> bytes:
        """The entries of an element but those of what contains it and what it contains."""
        entries: dict[str, bytes] = {}
        if self.is_pdf_2:
            entries["NS"] = self._namespaces[0 if element["s"] in _OLDER_TYPES else 1]
        for key, field_name in (("Lang", "language"), ("Alt", "alt"), ("E", "expansion")):
            if element.get(field_name):
                entries[key] = string(element[field_name])
        if element.get("attributes"):
            attributes = [*_attributes(element["attributes"])]
            entries["A"] = attributes[0] if len(attributes) == 1 else array(attributes)
        if element["s"] in _NOTES:
            identifier = f"{document}#{element['ids'][0]}"
            entries["ID"] = string(in_ascii(identifier))
            self._ids[identifier] = own
        if own in self._references:
            entries["Ref"] = array(map(reference, self._references[own]))
        return b"".join(b"/%s %s" % (key.encode(), value) for key, value in entries.items())

    def _content(self, kid: Sequence[Any], own: int, part: Part, page: int) -> bytes:
        """What stands for a piece of a page in its element, whose own page is `page`; b"" for nothing."""
        on = part.first + kid[0]
        if len(kid) == 2:
            mark = kid[1]
            self._marks.setdefault(on, {})[mark] = own
            if page in {-1, on}:
                return b"%d" % mark
            return b"<</Type /MCR/Pg %d 0 R/MCID %d>>" % (part.pages[on], mark)
        annotation = self.links(kid, part.document.id, self.pages + len(self._owners))
        if not annotation:
            return b""
        self._annotations.setdefault(on, []).append(annotation)
        self._owners.append(own)
        return b"<</Type /OBJR/Obj %d 0 R/Pg %d 0 R>>" % (annotation, part.pages[on])

    # ------------------------------------------------------------ what leads back

    def _parents_of(self, page: int) -> int:
        """The array of the elements of the content of a page (ISO 32000-1, 14.7.4.4)."""
        marks = self._marks.get(page, {})
        found = (marks.get(mark) for mark in range(max(marks, default=-1) + 1))
        return self.pdf.add(array(b"null" if each is None else reference(each) for each in found))

    def finish(self, language: str, title: str, parents: Sequence[int]) -> int:
        """Write the root and what leads from content to elements; `parents` are the arrays of all pages."""
        space = b"/NS %s" % self._namespaces[1] if self.is_pdf_2 else b""
        self.pdf.put(
            self._volume,
            b"<</Type /StructElem/S /Document/P %d 0 R%s/Lang %s/T %s/K %s>>"
            % (self._root, space, string(language), string(title), array(map(reference, self._documents))),
        )
        entries = {
            "Type": b"/StructTreeRoot",
            "K": array([reference(self._volume)]),
            "ParentTree": reference(number_tree(self.pdf, map(reference, [*parents, *self._owners]))),
            "ParentTreeNextKey": number(len(parents) + len(self._owners)),
            "IDTree": reference(name_tree(self.pdf, {each: reference(at) for each, at in self._ids.items()})),
        }
        if self.is_pdf_2:
            entries["Namespaces"] = array(reversed(self._namespaces))
        else:
            entries["RoleMap"] = dictionary({own: name(known) for own, known in _ROLES.items()})
        self.pdf.put(self._root, dictionary(entries))
        return self._root


def _elements(element: Data) -> Iterator[Data]:
    yield element
    for kid in element.get("k", ()):
        if isinstance(kid, dict):
            yield from _elements(kid)


def _count(element: Data) -> int:
    return 1 + sum(_count(kid) for kid in element.get("k", ()) if isinstance(kid, dict))


def _attributes(attributes: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes]:
    for owner, values in attributes.items():
        yield dictionary({"O": name(owner), **{key: _value(value) for key, value in values.items()}})


def _value(value: str | int | Sequence[float]) -> bytes:
    if isinstance(value, str):
        return name(value)
    return number(value) if isinstance(value, int) else array(map(number, value))
