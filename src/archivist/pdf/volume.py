"""A whole volume set: first the articles, then the pages that quote their page numbers, then all joined."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from archivist import __version__
from archivist.book_parts import ROUNDS, EpubPlace
from archivist.config import Standard
from archivist.findings import has_errors
from archivist.model import Book, Document, PageMap
from archivist.pdf import joining
from archivist.pdf.cover_image import cover_image
from archivist.pdf.embedded_files import Source
from archivist.pdf.pagination import Sheet, page_map, page_marks, paginate
from archivist.pdf.running_heads import furniture_documents
from archivist.pdf.set_volume import SetVolume
from archivist.pdf.typesetting import OnFragment, Typesetter

# Fills in the page numbers a document quotes; the way they are marked up is another stage's business.
Quote = Callable[[Document, PageMap], Document]


def set_volume(
    book: Book,
    typesetter: Typesetter,
    *,
    quote: Quote,
    both_sides: bool,
    on_fragment: OnFragment,
    standard: Standard = Standard.A_2A,
    sources: Mapping[str, Source] | None = None,
) -> SetVolume:
    """Set a book. Documents that lose a word or lack a letter are findings, and then there is no PDF.

    `sources` are attached, by document id.
    """
    volume = SetVolume(book, engine=typesetter.engine)
    sheets: tuple[Sheet, ...] = ()
    for number in ROUNDS:
        pages = page_map(sheets, volume.fragments)
        documents = [quote(each, pages) for each in volume.book.documents if each.part.round == number]
        volume.book = _with(volume.book, documents)
        done = typesetter.lay_out(documents, on_fragment)
        volume.fragments |= done.fragments
        volume.findings += done.findings
        volume.faces = tuple(dict.fromkeys((*volume.faces, *done.faces)))
        if has_errors(done.findings):
            return volume
        laid_out = [each for each in volume.book.documents if each.id in volume.fragments]
        sheets = paginate(laid_out, volume.fragments.values(), both_sides=both_sides)
    volume.pages = replace(
        page_map(sheets, volume.fragments), marks=page_marks(sheets, volume.fragments, volume.book.labels["cover"])
    )
    volume.pdf = _join(volume, sheets, typesetter, standard, sources or {})
    volume.cover = cover_image(
        next(volume.fragments[each.id].pdf for each in book.documents if each.part.epub is EpubPlace.COVER)
    )
    return volume


def _with(book: Book, documents: Sequence[Document]) -> Book:
    """The book with these documents in place of those of the same id."""
    new = {document.id: document for document in documents}
    return replace(book, documents=tuple(new.get(document.id, document) for document in book.documents))


def _join(
    volume: SetVolume,
    sheets: Sequence[Sheet],
    typesetter: Typesetter,
    standard: Standard,
    sources: Mapping[str, Source],
) -> bytes:
    pieces = list(furniture_documents(volume.book, sheets))
    furniture = typesetter.lay_out_furniture(pieces, volume.book.metadata.language)
    producer = f"archivist {__version__}"
    fonts = tuple(dict.fromkeys(face.path for face in volume.faces))
    # In reading order: workers finish in any order, and the file must not show it.
    fragments = {document.id: volume.fragments[document.id] for document in volume.book.documents}
    return joining.join(joining.Volume(volume.book, fragments, sheets, furniture, fonts, producer, standard, sources))
