"""Fragments into one PDF: pages, structure, destinations, links, outline, page labels, metadata.

`pdf.pages.extend` alone would lose all but the pages, so the rest is built again. Nothing here depends on the clock or
on chance: the identifier is a digest of the content.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, String

from archivist.config import Standard
from archivist.model import Book, Document
from archivist.pdf.conformance import CLAIMS, intend_srgb, write_metadata
from archivist.pdf.embedded_files import Source, attach
from archivist.pdf.font_merging import embedded_font, merge_fonts
from archivist.pdf.link_annotations import Destinations, LinkAnnotations, destinations, name_destinations
from archivist.pdf.opening import openable
from archivist.pdf.pagination import file_labels
from archivist.pdf.stored_fragment import pdf_of, structure_of
from archivist.pdf.structure_tree import Part, StructureTree
from archivist.publication import Dress, Publication, Sheet, Written, WrittenFile

_DEEPEST_OUTLINE = 3  # heading level


@dataclass(frozen=True, slots=True)
class PdfSettings:
    """How a PDF is written."""

    standard: Standard = Standard.A_2A
    sources: Mapping[str, Source] = field(default_factory=dict)  # by document id: what is attached


def write_pdf(publication: Publication, settings: PdfSettings) -> Written:
    """The one PDF file of a publication."""
    return Written((WrittenFile(publication.pdf_name, join(publication, settings), publication.book),))


def join(publication: Publication, settings: PdfSettings) -> bytes:
    """The pages of a publication as one PDF file."""
    metadata, standard = publication.book.metadata, settings.standard
    with Pdf.new() as pdf:
        pages = _add_pages(pdf, publication)
        first_pages = _first_pages(publication.sheets)
        labels = [sheet.label for sheet in publication.sheets]
        places = destinations(pages, publication.fragments, first_pages, labels)
        name_destinations(pdf, places)
        links = LinkAnnotations(pdf, places, standard, publication.path_to_pdf)
        tree = StructureTree(pdf, pages, standard, links.annotation)
        tree.write(_parts(publication, first_pages), metadata.language, metadata.full_title)
        _put_margins_over(pdf, pages, publication)
        merge_fonts(pdf, tuple(dict.fromkeys(face.path for face in publication.faces)))
        _write_outline(pdf, publication.book.documents, places, links if standard is Standard.A_4F else None)
        _label_pages(pdf, publication.sheets, publication.book.labels["cover"])
        intend_srgb(pdf)
        write_metadata(pdf, metadata, publication.made_by[0], standard, _titles(publication.book))
        if settings.sources:
            attach(pdf, settings.sources, tree.places, metadata.modified)
        links.finish(tree.places)
        target = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(
            target,
            deterministic_id=True,
            force_version=CLAIMS[standard].pdf,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
        )
    return target.getvalue()


def _first_pages(sheets: Sequence[Sheet]) -> dict[str, int]:
    """The page of the file, from 0, on which each document begins."""
    first: dict[str, int] = {}
    for index, sheet in enumerate(sheets):
        for document in sheet.documents:
            first.setdefault(document, index)
    return first


def _parts(publication: Publication, first_pages: Mapping[str, int]) -> Iterable[Part]:
    documents = {document.id: document for document in publication.book.documents}
    for name, fragment in publication.fragments.items():
        yield Part(documents[name], structure_of(fragment), first_pages[name])


# ---------------------------------------------------------------- pages


def _add_pages(pdf: Pdf, publication: Publication) -> list[Object]:
    """Make every page in order, and return them. Fragments are opened one after the other: one is in memory at a time.

    The page tree is written here, flat. `pdf.pages.extend` and `append` look through all pages of the file at each
    call, which for a volume of a thousand articles took longer than all the rest.
    """
    pages: list[Object] = []
    blanks: list[Object] = []
    for document, sheets in _runs(publication.sheets):
        if not document:
            added = [_blank_page(pdf) for _ in sheets]
            blanks += added
        else:
            with Pdf.open(io.BytesIO(pdf_of(publication.fragments[document]))) as source:
                added = [pdf.copy_foreign(page.obj) for page in source.pages]
        pages += added
    size = next(page.MediaBox for page in pages if "/MediaBox" in page)
    for page in blanks:
        page.MediaBox = Array(size)
    tree = pdf.Root.Pages
    tree.Kids = Array(pages)
    tree.Count = len(pages)
    for page in pages:
        page.Parent = tree
    return pages


def _blank_page(pdf: Pdf) -> Object:
    page = Dictionary(Type=Name.Page, Contents=pdf.make_stream(b""), Resources=Dictionary())
    return pdf.make_indirect(page)


def _runs(sheets: Sequence[Sheet]) -> Iterable[tuple[str, list[Sheet]]]:
    """Sheets grouped by the file of their fragments, in order, each file by a document in it."""
    runs: list[tuple[str, list[Sheet]]] = []
    for sheet in sheets:
        if sheet.page and sheet.document:
            runs[-1][1].append(sheet)
        else:
            runs.append((sheet.document, [sheet]))
    return runs


def _put_margins_over(pdf: Pdf, pages: Sequence[Object], publication: Publication) -> None:
    """Draw running heads and numbers over the pages, as artifacts: they are not content (ISO 14289-1, 7.8)."""
    heads = publication.running_heads
    fonts = {f"/{glyphs.name}": embedded_font(pdf, glyphs) for glyphs in heads.fonts}
    for page, operators in zip(pages, heads.operators, strict=bool(heads.operators)):
        if operators:
            drawn = pikepdf.Page(page)
            for name, font in fonts.items():
                drawn.add_resource(font, Name.Font, name=Name(name))
            drawn.contents_coalesce()
            drawn.contents_add(b"q\n", prepend=True)
            drawn.contents_add(b"\nQ\n" + operators)
    numbered = enumerate(zip(pages, publication.sheets, strict=True))
    for piece in heads.laid_out:
        with Pdf.open(openable(piece)) as source:
            for drawn in source.pages:
                index, (page, sheet) = next(numbered)
                if sheet.dress is not Dress.BARE:
                    _put_over(pdf, pikepdf.Page(page), drawn, index)


def _put_over(pdf: Pdf, page: pikepdf.Page, drawn: pikepdf.Page, index: int) -> None:
    """Draw a page of another file over the page with this index."""
    form = pdf.copy_foreign(drawn.as_form_xobject())
    # A name for each page, since pages of a fragment share their resources; pikepdf's own would be random.
    name = page.add_resource(form, Name.XObject, name=Name(f"/Furniture{index}"))
    command = f"/Artifact <</Type /Pagination>> BDC q {name} Do Q EMC\n"
    page.contents_coalesce()
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + command.encode())


# ---------------------------------------------------------------- outline and labels


def _write_outline(
    pdf: Pdf, documents: Iterable[Document], places: Destinations, links: LinkAnnotations | None
) -> None:
    """The outline; with `links` its items lead to structure elements."""
    with pdf.open_outline() as outline:
        for document in documents:
            if document.part.in_outline:
                outline.root.append(_outline_item(document, places, links))
    pdf.Root.PageMode = Name.UseOutlines


def _outline_item(document: Document, places: Destinations, links: LinkAnnotations | None) -> OutlineItem:
    item = _item(document.title, f"{document.id}#", places, links)
    item.is_closed = True
    above = [(1, item)]
    for heading in document.headings:
        name = f"{document.id}#{heading.id}"
        if heading.level > _DEEPEST_OUTLINE or name not in places:
            continue
        while above[-1][0] >= heading.level:
            above.pop()
        child = _item(heading.title, name, places, links)
        above[-1][1].children.append(child)
        above.append((heading.level, child))
    return item


def _item(title: str, name: str, places: Destinations, links: LinkAnnotations | None) -> OutlineItem:
    if links is None:
        return OutlineItem(title, destination=places[name])
    return OutlineItem(title, action=links.lead_to(name))


def _titles(book: Book) -> list[str]:
    return [document.title for document in book.articles]


def _label_pages(pdf: Pdf, sheets: Sequence[Sheet], cover: str) -> None:
    """Page labels equal to the printed numbers (ISO 32000-1, 12.4.2)."""
    numbers = Array()
    kind = None
    for index, (sheet, shown) in enumerate(zip(sheets, file_labels(sheets, cover), strict=True)):
        style = _style(sheet.label)  # None for the cover and its back: each page has a label of its own
        label = Dictionary(P=String(shown)) if style is None else Dictionary(S=style)
        if style is None or style != kind:
            numbers.append(index)
            numbers.append(label)
        kind = style
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=numbers))


def _style(label: str) -> Name | None:
    if not label:
        return None
    return Name.D if label.isdigit() else Name.r
