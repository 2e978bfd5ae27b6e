"""From the documents of an edition to the EPUB file: the way through, on one page."""

from collections.abc import Iterable, Mapping, Sequence

from archivist import languages
from archivist.epub import (
    accessibility,
    container,
    cover_page,
    navigation,
    ncx,
    package_document,
    pictures,
    style_sheet,
)
from archivist.epub.content_document import ContentDocument, is_left_out, prepare
from archivist.epub.embedded_fonts import EmbeddedFont, embed
from archivist.epub.navigation import Landmark
from archivist.epub.outline import Entry, outline
from archivist.epub.package import GuideEntry, Package, Resource
from archivist.epub.plain_text import plain
from archivist.errors import BindingError
from archivist.fonts import FontFace
from archivist.model import Book, Document, Role

# The fixed words used, in case the edition's language lacks one.
_ENGLISH = {"contents": "Contents", "cover": "Cover", "start": "Start"}
# The name each landmark has in EPUB 2's guide (§5.9.2).
_GUIDE_KINDS = {"cover": "cover", "toc": "toc", "bodymatter": "text"}


def bind(book: Book, *, cover: bytes, style: str, faces: Sequence[FontFace], labels: Mapping[str, str]) -> bytes:
    """The EPUB of an edition. The same input gives the same bytes, whatever the clock or the machine.

    `cover` is a JPEG, `style` the user's own CSS ("" for none), `faces` the fonts to choose from in order of
    preference, `labels` the fixed words in the edition's language. Raises BindingError if anything of it
    cannot be in the EPUB as it was meant.
    """
    style_sheet.refuse_addresses(style)
    metadata = book.metadata
    shown = pictures.pack(picture for document in book.documents for picture in document.pictures)
    documents = _content_documents(book.documents, shown.names)
    if not documents:
        raise BindingError("the edition has no document to bind")
    entries, landmarks = outline(documents), _landmarks(documents, labels)
    front = cover_page.document(metadata)
    nav = navigation.document(entries, landmarks, heading=_label(labels, "contents"), language=metadata.language)
    texts = (front, nav, ncx.document(entries, metadata), *(prepared.resource for prepared in documents))
    fonts = _fonts(faces, style, documents, [metadata.full_title, _label(labels, "contents"), *_titles(entries)])
    sheet = style_sheet.style_sheet(fonts, style)
    media = (cover_page.image(cover), *shown.resources, *(font.resource for font in fonts))
    package = Package(
        language=metadata.language,
        direction=languages.direction(metadata.language),
        modified=metadata.modified,
        statements=(
            *package_document.statements(metadata),
            *accessibility.statements(documents, shown.resources, labels),
        ),
        resources=(*texts, sheet, *media),
        spine=_spine(book.documents, front, nav),
        guide=tuple(GuideEntry(_GUIDE_KINDS[mark.kind], mark.title, mark.name) for mark in landmarks),
    )
    return container.write(package)


def _content_documents(documents: Iterable[Document], names: Mapping[str, str]) -> tuple[ContentDocument, ...]:
    documents = tuple(documents)
    stand_ins = {Role.CONTENTS: navigation.NAME, Role.COVER: cover_page.PAGE_NAME}
    moved = {f"{document.id}.xhtml": stand_ins[document.role] for document in documents if is_left_out(document)}
    return tuple(prepare(document, moved, names) for document in documents if not is_left_out(document))


def _spine(documents: Iterable[Document], cover: Resource, nav: Resource) -> tuple[str, ...]:
    """The reading order: the cover, then the documents, with the navigation where the printed contents are.

    Without printed contents it stands before the first article.
    """
    order = [cover.id]
    documents = tuple(documents)
    place = Role.CONTENTS if any(document.role is Role.CONTENTS for document in documents) else Role.ARTICLE
    for document in documents:
        if document.role is place and nav.id not in order:
            order.append(nav.id)
        if not is_left_out(document):
            order.append(f"document-{document.id}")
    return tuple(order if nav.id in order else [*order, nav.id])


def _landmarks(documents: Sequence[ContentDocument], labels: Mapping[str, str]) -> tuple[Landmark, ...]:
    start = next((one for one in documents if one.document.role is Role.ARTICLE), documents[0])
    return (
        Landmark("cover", _label(labels, "cover"), cover_page.PAGE_NAME),
        Landmark("toc", _label(labels, "contents"), navigation.NAME),
        Landmark("bodymatter", _label(labels, "start"), start.resource.name),
    )


def _label(labels: Mapping[str, str], key: str) -> str:
    return plain(labels.get(key, ""), f"The label {key}") or _ENGLISH[key]


def _fonts(
    faces: Sequence[FontFace], style: str, documents: Iterable[ContentDocument], added: Iterable[str]
) -> tuple[EmbeddedFont, ...]:
    """The fonts for everything a reader may see: the documents, and the words the EPUB adds to them."""
    text, code = set().union(*added), set[str]()
    for prepared in documents:
        text |= prepared.characters
        code |= prepared.code
    return embed(faces, text, code, style_sheet.program_style() + style)


def _titles(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        yield entry.title
        yield from _titles(entry.entries)
