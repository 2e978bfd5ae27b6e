"""From the documents of an edition to the EPUB file, on one page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from archivist.book_parts import EpubPlace, Landmark, Matter, Role
from archivist.epub import (
    accessibility,
    container,
    cover_page,
    epub_pictures,
    formula_font,
    navigation,
    ncx,
    package_document,
    part_links,
    style_sheet,
)
from archivist.epub.content_document import NO_MARKS, ContentDocument, is_left_out, prepare_marked
from archivist.epub.contents_pages import pages_by_line
from archivist.epub.embedded_fonts import EmbeddedFont, embed
from archivist.epub.epub_pictures import PackedPictures, PictureFiles
from archivist.epub.navigation import LandmarkEntry, PageEntry
from archivist.epub.outline import Entry, outline
from archivist.epub.package import GuideEntry, Package, Resource
from archivist.epub.plain_text import plain
from archivist.errors import BindingError
from archivist.executors import Executor, InProcess, submit_in_batches
from archivist.model.book import Document
from archivist.model.pages import DocumentMarks
from archivist.pages.page_ids import page_id
from archivist.publication import Publication
from archivist.settings.devices import EpubNotes
from archivist.text import languages
from archivist.text.visible_text import letters_of

# The built-in labels used, in case the edition's language lacks one.
_ENGLISH = {"contents": "Contents", "cover": "Cover", "start": "Start", "index": "Index"}
# The landmarks that EPUB 2's guide has other names for (§5.9.2).
_GUIDE_KINDS = {"bodymatter": "text"}
# The EPUB's own pages that have what a printed document says.
_STAND_INS = {EpubPlace.NAVIGATION: navigation.NAME, EpubPlace.COVER: cover_page.PAGE_NAME}


@dataclass(frozen=True, slots=True)
class EpubSettings:
    """How an EPUB is made."""

    style: str = ""  # the user's own CSS
    files: PictureFiles = field(default_factory=PictureFiles)  # makes the pictures' files
    workers: Executor = field(default_factory=InProcess)  # cut fonts and the cover if they are running already
    crew: Executor = field(default_factory=InProcess)  # prepares the documents
    max_size: int | None = None  # bytes of one file; None for no limit
    has_fonts: bool = True  # whether the fonts of the book are in it; that of formulas always is
    notes: EpubNotes = EpubNotes.POP_UP


@dataclass(frozen=True, slots=True)
class BegunEpub:
    """What of an EPUB can be made beside other files."""

    shown: PackedPictures
    documents: Callable[[], tuple[ContentDocument, ...]]  # waits for them


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is around the documents: the EPUB's own pages, and what they list."""

    entries: tuple[Entry, ...]
    landmarks: tuple[LandmarkEntry, ...]
    pages: tuple[PageEntry, ...]
    cover_page: Resource
    navigation: Resource
    ncx: Resource


def begin(publication: Publication, settings: EpubSettings) -> BegunEpub:
    """Begin the EPUB of an edition: its pictures are made, and its documents beside what the caller does next.

    Raises BindingError if a picture cannot be in the EPUB.
    """
    documents = publication.book.documents
    shown = epub_pictures.pack((picture for document in documents for picture in document.pictures), settings.files)
    return BegunEpub(shown, _begin_documents(documents, shown.names, publication.pages.marks, settings))


def bind(publication: Publication, settings: EpubSettings, begun: BegunEpub | None = None) -> bytes:
    """The EPUB of an edition, or of the part of it that `publication.book` is.

    The same input gives the same bytes, whatever the clock or the machine. Raises BindingError if anything of it cannot
    be in the EPUB as it was meant, LayoutFailedError if there is no cover.
    """
    book = publication.book
    style_sheet.refuse_addresses(settings.style)
    begun = begun or begin(publication, settings)
    shown, documents = begun.shown, begun.documents()
    if not documents:
        raise BindingError("the edition has no document to bind")
    number = f"{book.part.number}/{book.part.count}" if book.part else ""
    image = partial(cover_page.image, screen=settings.files.screen, number=number)
    cover_image = settings.workers.submit(image, publication.cover)  # all above is made while the cover is laid out
    frame = _frame(publication, documents)
    fonts = _fonts(publication, settings, documents, frame) if settings.has_fonts else ()
    math = formula_font.font_of(prepared.resource for prepared in documents)
    sheet = style_sheet.style_sheet(fonts, settings.style, formula_font.style_of(math) if math else "")
    texts = (frame.cover_page, frame.navigation, frame.ncx, *(prepared.resource for prepared in documents))
    media = (cover_image.result(), *shown.resources, *(font.resource for font in fonts), *([math] if math else []))
    return container.write(_package(publication, documents, shown, frame, (*texts, sheet, *media)))


def _frame(publication: Publication, documents: Sequence[ContentDocument]) -> _Frame:
    book, pages = publication.book, publication.pages.marks
    entries, landmarks = outline(documents), tuple(_landmarks(documents, book.labels))
    listed = tuple(_page_list(book.documents, documents, pages))
    nav = navigation.document(
        entries,
        landmarks,
        listed,
        heading=_label(book.labels, "contents"),
        language=book.metadata.language,
        marks=_contents_pages(book.documents, pages),
        part=book.part,
        part_language="en" if "part" in book.foreign_labels else "",
    )
    front = cover_page.document(book.metadata, _cover_pages(book.documents, pages))
    return _Frame(entries, landmarks, listed, front, nav, ncx.document(entries, book.metadata, listed))


def _package(
    publication: Publication,
    documents: Sequence[ContentDocument],
    shown: PackedPictures,
    frame: _Frame,
    resources: tuple[Resource, ...],
) -> Package:
    book = publication.book
    pdf = publication.pdf_name if frame.pages else ""
    return Package(
        language=book.metadata.language,
        direction=languages.direction(book.metadata.language),
        modified=book.metadata.modified,
        statements=(
            *package_document.statements(book.metadata, book.part, [article.title for article in book.articles]),
            *accessibility.statements(documents, shown.resources, book.labels, pdf, book.foreign_labels),
        ),
        resources=resources,
        spine=_spine(book.documents, frame.cover_page, frame.navigation),
        guide=tuple(
            GuideEntry(_GUIDE_KINDS.get(mark.kind, mark.kind), mark.title, mark.name) for mark in frame.landmarks
        ),
    )


def _begin_documents(
    documents: Sequence[Document], names: Mapping[str, str], pages: Mapping[str, DocumentMarks], settings: EpubSettings
) -> Callable[[], tuple[ContentDocument, ...]]:
    moved = {f"{document.id}.xhtml": _STAND_INS[document.part.epub] for document in documents if is_left_out(document)}
    jobs = [(document, pages.get(document.id, NO_MARKS)) for document in documents if not is_left_out(document)]
    prepare_one = partial(prepare_marked, moved=moved, pictures=names, notes=settings.notes)
    prepared = submit_in_batches(settings.crew, prepare_one, jobs)
    # What a worker gives back has a copy of its document.
    return lambda: tuple(replace(each, document=document) for (document, _), each in zip(jobs, prepared(), strict=True))


def _page_list(
    documents: Iterable[Document], prepared: Iterable[ContentDocument], pages: Mapping[str, DocumentMarks]
) -> Iterator[PageEntry]:
    """Every page of the PDF in order, and where its mark is."""
    prepared = tuple(prepared)
    names = {each.document.id: each.resource.name for each in prepared}
    gone = {each.document.id: _pages_gone(each, pages) for each in prepared}
    for document in documents:
        name = names.get(document.id) or _STAND_INS.get(document.part.epub)
        for mark in pages.get(document.id, NO_MARKS).marks if name else ():
            if mark.label not in gone.get(document.id, ()):
                yield PageEntry(mark.label, f"{name}#{page_id(mark.label)}")


def _pages_gone(prepared: ContentDocument, pages: Mapping[str, DocumentMarks]) -> frozenset[str]:
    """Labels of the pages that began in what is not in this EPUB."""
    kept = {page.label for page in prepared.pages}
    return frozenset(mark.label for mark in pages.get(prepared.document.id, NO_MARKS).marks) - kept


def _contents_pages(documents: Iterable[Document], pages: Mapping[str, DocumentMarks]) -> Mapping[str, tuple[str, ...]]:
    printed = [each for each in documents if each.part.epub is EpubPlace.NAVIGATION and each.id in pages]
    return pages_by_line(printed[0], pages[printed[0].id]) if printed else {}


def _cover_pages(documents: Iterable[Document], pages: Mapping[str, DocumentMarks]) -> list[str]:
    """The labels of the pages of the printed cover."""
    covers = (document for document in documents if document.part.epub is EpubPlace.COVER)
    return [mark.label for cover in covers for mark in pages.get(cover.id, NO_MARKS).marks]


def _spine(documents: Iterable[Document], cover: Resource, nav: Resource) -> tuple[str, ...]:
    """The reading order: the cover, then the documents, with the navigation where the printed contents are.

    Without printed contents it is before the first article.
    """
    order = [cover.id]
    documents = tuple(documents)
    printed = (document for document in documents if document.part.epub is EpubPlace.NAVIGATION)
    place = next(printed, None) or next((each for each in documents if each.part.matter is Matter.BODY), None)
    for document in documents:
        if document is place:
            order.append(nav.id)
        if not is_left_out(document):
            order.append(f"document-{document.id}")
    return tuple(order if nav.id in order else [*order, nav.id])


def _landmarks(documents: Sequence[ContentDocument], labels: Mapping[str, str]) -> Iterator[LandmarkEntry]:
    """The landmarks of the table of parts: the EPUB's own pages, and the first document of each part that has one."""
    for role in Role:
        landmark = role.part.landmark
        if landmark is not None:
            first = next((each.resource.name for each in documents if each.document.role is role), "")
            address = _STAND_INS.get(role.part.epub) or first or _start(landmark, documents)
            if address:
                yield LandmarkEntry(landmark.kind, _label(labels, landmark.label), address)


def _start(landmark: Landmark, documents: Sequence[ContentDocument]) -> str:
    """Where the text begins in a book without an article."""
    return documents[0].resource.name if landmark.kind == Matter.BODY else ""


def _label(labels: Mapping[str, str], key: str) -> str:
    return plain(labels.get(key, ""), f"The label {key}") or _ENGLISH[key]


def _fonts(
    publication: Publication, settings: EpubSettings, documents: Iterable[ContentDocument], frame: _Frame
) -> tuple[EmbeddedFont, ...]:
    """The fonts for everything a reader may see: the documents, and the words the EPUB adds to them."""
    book, documents = publication.book, tuple(documents)
    added = [
        book.metadata.full_title,
        _label(book.labels, "contents"),
        *_titles(frame.entries),
        *part_links.words(book.part),
    ]
    text = letters_of([*added, *(prepared.text for prepared in documents)])
    code = letters_of(prepared.code for prepared in documents)
    style = style_sheet.program_style() + settings.style
    return embed(publication.faces, text, code, style, settings.workers)


def _titles(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        yield entry.title
        yield entry.second_title
        yield from _titles(entry.entries)
