"""Fragments into one PDF: pages, structure, destinations, links, outline, page labels, metadata.

Fragments are copied one after the other, piece by piece, and forgotten: in memory are the file and small numbers. No
object of a fragment is made again, none is searched. Nothing here depends on the clock or on chance: the identifier is
a digest of the content.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archivist.model.book import Book
from archivist.model.pages import Fragment
from archivist.pages.printer_file import SUFFIX
from archivist.pdf.conformance import CLAIMS, described, intend_srgb, write_information, write_xmp
from archivist.pdf.embedded_files import Attachments, Source, attach
from archivist.pdf.fragment_parts import PagePart
from archivist.pdf.link_annotations import Destinations, LinkAnnotations
from archivist.pdf.margins_in_file import MarginsInFile
from archivist.pdf.outline import write_outline
from archivist.pdf.page_boxes import move_boxes, shifts
from archivist.pdf.page_copies import PageTree, copy_objects, write_blank_page, write_resources
from archivist.pdf.pagination import file_labels
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, dictionary, name, number, reference, string
from archivist.pdf.printers_sheets import PrintersSheets, trim_box
from archivist.pdf.stored_fragment import StoredPages, contents_of, structures_of
from archivist.pdf.structure_tree import Part, StructureTree
from archivist.pdf.volume_fonts import VolumeFonts
from archivist.publication import Publication, Sheet, Written, WrittenFile
from archivist.settings.choices import Standard


@dataclass(frozen=True, slots=True)
class PdfSettings:
    """How a PDF is written."""

    standard: Standard = Standard.A_2A
    sources: Mapping[str, Source] = field(default_factory=dict)  # by document id: what is attached
    to_spine: float = 0.0  # points by which the text of facing pages is nearer to the spine
    bleed: float = 0.0  # points around each page, of a file for the printer; 0 for readers


def write_pdf(publication: Publication, settings: PdfSettings) -> Written:
    """The PDF of a publication."""
    return Written((WrittenFile(publication.pdf_name, join(publication, settings), publication.book),))


def write_printers_pdf(publication: Publication, settings: PdfSettings) -> Written:
    """The same pages for the printer, with bleed and crop marks."""
    cover = publication.typeset_cover().for_printer
    fragments = publication.fragments if cover is None else {**publication.fragments, cover.document: cover}
    content = join(replace(publication, fragments=fragments), settings)
    return Written((WrittenFile(f"{publication.name}{SUFFIX}", content, publication.book),))


def join(publication: Publication, settings: PdfSettings) -> bytes:
    """The pages of a publication as one PDF file."""
    return _Joining(publication, settings).join()


class _Joining:
    """A file while it is joined."""

    def __init__(self, publication: Publication, settings: PdfSettings) -> None:
        self.publication, self.standard, self.sources = publication, settings.standard, settings.sources
        self.pdf = pdf = PdfFile(CLAIMS[self.standard].pdf)
        sheets = publication.sheets
        self.shifts = shifts(sheets, publication.book, settings.to_spine)
        first = pdf.reserve(len(sheets))
        self.pages = range(first, first + len(sheets))
        self.first_pages = _first_pages(sheets)
        self.places = Destinations(self.pages, publication, self.first_pages)
        self.links = LinkAnnotations(pdf, self.places, self.standard, publication.path_to_pdf)
        self.tree = StructureTree(pdf, self.standard, len(sheets), self.links.annotation)
        self.fonts = VolumeFonts(pdf, dict.fromkeys(face.path for face in publication.faces))
        self.margins = MarginsInFile(pdf, publication, self.fonts)
        self.page_tree = PageTree(pdf, self.pages)
        self.sheets = PrintersSheets(pdf, settings.bleed) if settings.bleed else None
        self.parents: list[int] = []  # arrays of the elements of each page
        self._documents = {document.id: document for document in publication.book.documents}
        self._files = _files(publication)
        self._blanks: list[int] = []  # pages that belong to no document
        self._box = b""  # of the first page: that of blank ones

    def join(self) -> bytes:
        """Write everything, and return the file."""
        metadata = described(self.publication.book.metadata, _titles(self.publication.book))
        attachments = attach(self.pdf, self.sources, metadata.modified)
        if self.tree.is_pdf_2:
            self._announce()
        self._copy_fragments(attachments)
        self.fonts.write()
        self.page_tree.write()
        root = {
            "Type": b"/Catalog",
            "Pages": reference(self.page_tree.root),
            "StructTreeRoot": reference(self.tree.finish(metadata.language, metadata.full_title, self.parents)),
            "MarkInfo": b"<</Marked true>>",
            "Outlines": reference(write_outline(self.pdf, self.publication.book.documents, self._lead(), self.places)),
            "PageMode": b"/UseOutlines",
            "PageLabels": reference(self._page_labels()),
            "OutputIntents": intend_srgb(self.pdf),
            "Metadata": reference(write_xmp(self.pdf, metadata, self.publication.made_by[0], self.standard)),
            "Lang": string(metadata.language),
            "ViewerPreferences": b"<</DisplayDocTitle true>>",
        }
        names = {"Dests": reference(self.places.write(self.pdf))}
        if self.sources:
            root["AF"] = array(reference(file) for _, file in attachments.specifications.values())
            names["EmbeddedFiles"] = reference(attachments.write_names())
        root["Names"] = reference(self.pdf.add(dictionary(names)))
        self.links.finish(self.tree.places)
        info = write_information(self.pdf, metadata, self.publication.made_by[0], self.standard)
        return self.pdf.finish(self.pdf.add(dictionary(root)), info)

    def _announce(self) -> None:
        """Give numbers to all structure elements: in PDF 2.0 those before others refer to them."""
        for visit in (self.tree.announce, self.tree.refer):
            for together in (each for first, each in self._files.items() if first == each[0].document):
                for fragment, structure in zip(together, structures_of(together[0]), strict=True):
                    visit(fragment.document, structure)

    # ------------------------------------------------------------ pages

    def _copy_fragments(self, attachments: Attachments) -> None:
        """Copy the pages of all files in order, and write the structure of their documents."""
        for index, sheet in enumerate(self.publication.sheets):
            if not sheet.document:
                self.parents.append(self.pdf.add(b"[]"))
                self._blanks.append(index)
            elif sheet.page == 0:
                self._copy_file(index, self._files[sheet.document], attachments)
        for index in self._blanks:
            self._write_blank(index)

    def _write_blank(self, index: int) -> None:
        box = move_boxes(b"/MediaBox %s" % self._box, self.shifts[index])
        entries, marks = self._as_sheet(box)
        write_blank_page(self.pdf, self.pages[index], self._entries(index) + entries, marks)

    def _as_sheet(self, entries: bytes) -> tuple[bytes, list[int]]:
        """Entries of a page with its boxes moved, and the streams that are drawn before its own: crop marks."""
        if self.sheets is None:
            return entries, []
        return self.sheets.enlarge(entries), [self.sheets.marks(entries)]

    def _copy_file(self, first: int, together: Sequence[Fragment], attachments: Attachments) -> None:
        """Copy what was laid out together, from this page of the file on."""
        stored = contents_of(together[0])
        pages = self.pages[first : first + len(stored.parts.pages)]
        parts = [
            Part(self._documents[each.document], structure, pages, each.first, attachments.of(each.document))
            for each, structure in zip(together, stored.structures, strict=True)
        ]
        annotations, parents = self.tree.write(parts)
        self.parents += parents
        self._copy_pages(stored, first, annotations)

    def _copy_pages(self, stored: StoredPages, first: int, annotations: Mapping[int, Sequence[int]]) -> None:
        """Copy the pages of a document, which begins on this page of the file."""
        parts = stored.parts
        copy = copy_objects(self.pdf, self.fonts, parts, stored.pdf)
        margins = [self.margins.on_page(first + place) for place in range(len(parts.pages))]
        drawings = {name: form for _, forms in margins for name, form in forms.items()}
        fonts = self.margins.fonts if any(operators for operators, _ in margins) else {}
        resources = [write_resources(self.pdf, copy, each, fonts, drawings) for each in parts.resources]
        for place, (page, (operators, _)) in enumerate(zip(parts.pages, margins, strict=True)):
            index = first + place
            own = self.margins.contents([copy.numbers[each] for each in page.contents], operators)
            boxed, marks = self._as_sheet(move_boxes(copy.entries(page.entries), self.shifts[index]))
            streams = [*marks, *own]
            entries = [
                b"<</Type /Page",
                self._entries(index),
                boxed,
                b"/Resources %d 0 R" % resources[page.resources],
                b"/Contents %s" % (reference(streams[0]) if len(streams) == 1 else array(map(reference, streams))),
            ]
            if place in annotations:
                entries.append(b"/Annots %s" % array(map(reference, annotations[place])))
            self.pdf.put(self.pages[index], b"".join((*entries, b">>")))
            self.places.heights[self.pages[index]] = page.height
            self._box = self._box or self._box_of(page)

    def _box_of(self, page: PagePart) -> bytes:
        """The box of a page, without the bleed that the cover for a printer has."""
        if self.sheets is None:
            return page.box.encode()
        return array(map(number, trim_box(page.entries.encode())))

    def _entries(self, index: int) -> bytes:
        """What every page of the file has."""
        return b"/Parent %d 0 R/StructParents %d/Tabs /S" % (self.page_tree.parent(index), index)

    # ------------------------------------------------------------ outline and labels

    def _lead(self) -> Callable[[str], bytes]:
        """How items of the outline lead to places: in PDF 2.0 to structure elements."""
        if self.standard is Standard.A_4F:
            return lambda name: b"/A %d 0 R" % self.links.lead_to(name)
        return lambda name: b"/Dest %s" % self.places.place(name)

    def _page_labels(self) -> int:
        """Page labels equal to the printed numbers (ISO 32000-1, 12.4.2)."""
        sheets, cover = self.publication.sheets, self.publication.book.labels["cover"]
        labels: list[bytes] = []
        kind = None
        for index, (sheet, shown) in enumerate(zip(sheets, file_labels(sheets, cover), strict=True)):
            style = _style(sheet.label)  # "" for the cover and its back: each page has a label of its own
            label = {"S": name(style)} if style else {"P": string(shown)}
            if not style or style != kind:
                labels.append(b"%d %s" % (index, dictionary(label)))
            kind = style
        return self.pdf.add(dictionary({"Nums": array(labels)}))


def _first_pages(sheets: Sequence[Sheet]) -> dict[str, int]:
    """The page of the file, from 0, on which each document begins."""
    first: dict[str, int] = {}
    for index, sheet in enumerate(sheets):
        for document in sheet.documents:
            first.setdefault(document, index)
    return first


def _files(publication: Publication) -> dict[str, list[Fragment]]:
    """By document, all documents that were laid out together with it, in order."""
    files: dict[str, list[Fragment]] = {}
    together: list[Fragment] = []
    for document, fragment in publication.fragments.items():
        if not fragment.number:
            together = []
        together.append(fragment)
        files[document] = together
    return files


def _style(label: str) -> str:
    if not label:
        return ""
    return "D" if label.isdigit() else "r"


def _titles(book: Book) -> list[str]:
    return [document.title for document in book.articles]
