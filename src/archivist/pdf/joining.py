"""Fragments into one PDF: pages, destinations, links, outline, page labels, metadata.

`pdf.pages.extend` alone would lose destinations, outline and labels, so all three are built anew. Nothing here
depends on the clock or on chance: the file's identifier is a digest of its content.
"""

import io
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from archivist.model import Book, BookMetadata, Document, Fragment, Role
from archivist.pdf.font_merging import merge_fonts
from archivist.pdf.pagination import Dress, Sheet
from archivist.pdf.print_tree import DOCUMENT_SCHEME

_DEEPEST_OUTLINE = 3  # heading level
_ALIKE = 0.3  # part of the smaller area that two links share if they are one


@dataclass(frozen=True, slots=True)
class Volume:
    """What is joined."""

    book: Book
    fragments: Mapping[str, Fragment]  # by document id
    sheets: Sequence[Sheet]
    furniture: bytes  # PDF of running heads and numbers, a page for each sheet
    fonts: Sequence[Path]  # the font files its letters come from
    producer: str


def join(volume: Volume) -> bytes:
    """The volume as one PDF file."""
    with Pdf.new() as pdf:
        _add_pages(pdf, volume)
        destinations = _destinations(pdf, volume)
        _lead_links(pdf, volume.sheets, destinations)
        _name_destinations(pdf, destinations)
        _put_furniture_over(pdf, volume)
        merge_fonts(pdf, volume.fonts)
        _write_outline(pdf, volume.book.documents, destinations)
        _label_pages(pdf, volume.sheets)
        _write_metadata(pdf, volume.book.metadata, volume.producer)
        target = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
        )
    return target.getvalue()


# ---------------------------------------------------------------- pages


def _add_pages(pdf: Pdf, volume: Volume) -> None:
    """Append every page in order. Fragments are opened one after the other, so memory holds one at a time."""
    size: list[float] = []
    blanks: list[int] = []
    for document, sheets in _runs(volume.sheets):
        if not document:
            blanks += range(len(pdf.pages), len(pdf.pages) + len(sheets))
            for _ in sheets:
                pdf.add_blank_page(page_size=(72, 72))
            continue
        with Pdf.open(volume.fragments[document].pdf) as source:
            # Names are given anew, unique in the volume: pikepdf's warning that they are not copied is what is meant.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
                pdf.pages.extend(source.pages)
            size = size or [float(edge) for edge in source.pages[0].mediabox]
    for index in blanks:
        pdf.pages[index].mediabox = Array(size)


def _runs(sheets: Sequence[Sheet]) -> Iterable[tuple[str, list[Sheet]]]:
    """Sheets grouped by document, in order."""
    runs: list[tuple[str, list[Sheet]]] = []
    for sheet in sheets:
        if runs and runs[-1][0] == sheet.document:
            runs[-1][1].append(sheet)
        else:
            runs.append((sheet.document, [sheet]))
    return runs


def _put_furniture_over(pdf: Pdf, volume: Volume) -> None:
    """Draw running heads and numbers over the pages, as artifacts: they are not content (ISO 14289-1, 7.8)."""
    with Pdf.open(io.BytesIO(volume.furniture)) as source:
        numbered = enumerate(zip(pdf.pages, source.pages, volume.sheets, strict=True))
        for index, (page, drawn, sheet) in numbered:
            if sheet.dress is Dress.BARE:
                continue
            form = pdf.copy_foreign(drawn.as_form_xobject())
            # A name for each page, since pages of a fragment share their resources; pikepdf's own would be random.
            name = page.add_resource(form, Name.XObject, name=Name(f"/Furniture{index}"))
            command = f"/Artifact <</Type /Pagination>> BDC q {name} Do Q EMC\n"
            page.contents_coalesce()
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"\nQ\n" + command.encode())


# ---------------------------------------------------------------- destinations and links


def _destinations(pdf: Pdf, volume: Volume) -> dict[str, Array]:
    """Every place that can be linked to: `document#anchor`, and `document#` for its beginning."""
    first: dict[str, int] = {}
    for index, sheet in enumerate(volume.sheets):
        first.setdefault(sheet.document, index)
    places: dict[str, Array] = {}
    for document, fragment in volume.fragments.items():
        start = first[document]
        places[f"{document}#"] = _place(pdf, start, 0, float(pdf.pages[start].mediabox[3]))
        for anchor in fragment.anchors:
            places[f"{document}#{anchor.name}"] = _place(pdf, start + anchor.page, anchor.x, anchor.y)
    return places


def _place(pdf: Pdf, page: int, x: float, y: float) -> Array:
    return Array([pdf.pages[page].obj, Name.XYZ, round(x, 2), round(y, 2), 0])


def _lead_links(pdf: Pdf, sheets: Sequence[Sheet], destinations: Mapping[str, Array]) -> None:
    """Point internal links at the names of this file, and drop those the engine wrote twice."""
    for page, sheet in zip(pdf.pages, sheets, strict=True):
        annotations = page.get("/Annots")
        if annotations is None:
            continue
        kept: list[pikepdf.Object] = []
        for annotation in annotations:
            if _lead(annotation, sheet.document, destinations) and not _is_covered(annotation, kept):
                kept.append(annotation)
        page.obj.Annots = pdf.make_indirect(Array(kept))


def _lead(annotation: pikepdf.Object, document: str, destinations: Mapping[str, Array]) -> bool:
    """Whether the link leads somewhere; internal ones are made to."""
    name = _internal_target(annotation, document)
    if name is None:
        return True
    if "/A" in annotation:
        del annotation["/A"]
    if name not in destinations:
        name = name.split("#", 1)[0] + "#"
    if name not in destinations:
        return False
    annotation["/Dest"] = String(name)
    return True


def _internal_target(annotation: pikepdf.Object, document: str) -> str | None:
    if "/Dest" in annotation:
        return f"{document}#{annotation['/Dest']}"
    address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    return address.removeprefix(DOCUMENT_SCHEME) if address.startswith(DOCUMENT_SCHEME) else None


def _is_covered(annotation: pikepdf.Object, others: Iterable[pikepdf.Object]) -> bool:
    """Whether the same link is there already; its area then takes in this one's.

    The engine writes a link for every element inside a link, one over the other.
    """
    area = _area(annotation)
    for other in others:
        known = _area(other)
        shared = _size(_shared(area, known))
        if _target(annotation) == _target(other) and shared >= _ALIKE * min(_size(area), _size(known)):
            other["/Rect"] = Array([*map(min, area[:2], known[:2]), *map(max, area[2:], known[2:])])
            return True
    return False


def _area(annotation: pikepdf.Object) -> tuple[float, ...]:
    """Left, bottom, right, top. The engine writes top and bottom the other way round."""
    x1, y1, x2, y2 = (float(edge) for edge in annotation["/Rect"])
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return (*map(max, one[:2], other[:2]), *map(min, one[2:], other[2:]))


def _size(area: tuple[float, ...]) -> float:
    return max(0.0, area[2] - area[0]) * max(0.0, area[3] - area[1])


def _target(annotation: pikepdf.Object) -> str:
    if "/Dest" in annotation:
        return str(annotation["/Dest"])
    return str(annotation.get("/A", Dictionary()).get("/URI", ""))


def _name_destinations(pdf: Pdf, destinations: Mapping[str, Array]) -> None:
    """The name tree of destinations (ISO 32000-1, 12.3.2.3), in the order of the names' bytes."""
    names = Array()
    for name in sorted(destinations, key=lambda text: bytes(String(text))):
        names.append(String(name))
        names.append(destinations[name])
    tree = pdf.make_indirect(Dictionary(Names=names))
    pdf.Root.Names = pdf.make_indirect(Dictionary(Dests=tree))


# ---------------------------------------------------------------- outline, labels, metadata


def _write_outline(pdf: Pdf, documents: Iterable[Document], destinations: Mapping[str, Array]) -> None:
    with pdf.open_outline() as outline:
        for document in documents:
            if document.role in {Role.TITLE_PAGE}:
                continue
            outline.root.append(_outline_item(document, destinations))
    pdf.Root.PageMode = Name.UseOutlines


def _outline_item(document: Document, destinations: Mapping[str, Array]) -> OutlineItem:
    item = OutlineItem(document.title, destination=destinations[f"{document.id}#"])
    item.is_closed = True
    above = [(1, item)]
    for heading in document.headings:
        place = destinations.get(f"{document.id}#{heading.id}")
        if heading.level > _DEEPEST_OUTLINE or place is None:
            continue
        while above[-1][0] >= heading.level:
            above.pop()
        child = OutlineItem(heading.title, destination=place)
        above[-1][1].children.append(child)
        above.append((heading.level, child))
    return item


def _label_pages(pdf: Pdf, sheets: Sequence[Sheet]) -> None:
    """Page labels equal to the printed numbers (ISO 32000-1, 12.4.2)."""
    numbers = Array()
    kind = None
    for index, sheet in enumerate(sheets):
        style = _style(sheet.label)
        if style is None:  # the cover and its back: each page a label of its own
            label = Dictionary(P=String("Cover" if index == 0 else f"Cover {index + 1}"))
        else:
            label = Dictionary(S=style)
        if style is None or style != kind:
            numbers.append(index)
            numbers.append(label)
        kind = style
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=numbers))


def _style(label: str) -> Name | None:
    if not label:
        return None
    return Name.D if label.isdigit() else Name.r


def _write_metadata(pdf: Pdf, metadata: BookMetadata, producer: str) -> None:
    """Document information and XMP, saying the same (ISO 19005-2, 6.6.3)."""
    made = metadata.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    authors = [person.name for person in metadata.contributors if person.role == "aut"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = metadata.full_title
        xmp["dc:language"] = {metadata.language}
        xmp["dc:identifier"] = metadata.identifier
        xmp["dc:date"] = [metadata.published.isoformat()]
        if authors:
            xmp["dc:creator"] = authors
        if metadata.publisher:
            xmp["dc:publisher"] = {metadata.publisher}
        if metadata.rights:
            xmp["dc:rights"] = metadata.rights
        xmp["pdf:Producer"] = producer
        xmp["xmp:CreateDate"] = made
        xmp["xmp:ModifyDate"] = made
    info = {"Title": metadata.full_title, "Producer": producer}
    if authors:
        info["Author"] = "; ".join(authors)
    for name, text in info.items():
        pdf.docinfo[f"/{name}"] = String(text)
    for name in ("CreationDate", "ModDate"):
        pdf.docinfo[f"/{name}"] = String(metadata.modified.strftime("D:%Y%m%d%H%M%SZ"))
    pdf.Root.Lang = String(metadata.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
