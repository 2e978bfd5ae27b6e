"""A page for each document of an edition: its text, and of an article how to cite it and where it is printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archivist.shelf import places
from archivist.shelf.cited_articles import citation_of
from archivist.shelf.holdings import Holding
from archivist.shelf.layout import Layout, Page
from archivist.shelf.site import ShelvedText
from archivist.shelf.text_documents import TextDocument


@dataclass(frozen=True, slots=True)
class Shown:
    """A document and where its page is."""

    path: str
    title: str
    document: TextDocument | None  # None without an EPUB
    text: ShelvedText | None  # of an article


def document_pages(layout: Layout, holding: Holding, folders: Mapping[str, Sequence[TextDocument]]) -> Iterator[Page]:
    """The pages of an edition. `folders` are the documents of its EPUB, or of each part, by their folder."""
    texts = {text.path: text for text in layout.site.texts_of_editions[holding.id]}
    shown = [
        Shown(f"{folder}/{each.id}.html", each.title, each, texts.get(f"{folder}/{each.id}.html"))
        for folder, documents in folders.items()
        for each in documents
    ]
    there = {each.path for each in shown}
    shown += [Shown(path, text.article.title, None, text) for path, text in texts.items() if path not in there]
    for at, each in enumerate(shown):
        yield _page(
            layout, holding, each, shown[at - 1] if at else None, shown[at + 1] if at + 1 < len(shown) else None
        )


def _page(layout: Layout, holding: Holding, each: Shown, previous: Shown | None, following: Shown | None) -> Page:
    text, site = each.text, layout.site
    pdf, pages = holding.pdf, text.document.pages if text else None
    others = {other.holding.language: other for other in site.translations(text)} if text else {}
    values: dict[str, object] = {
        "holding": holding,
        "shown": each,
        "volume": places.volume_page(holding),
        "previous": previous,
        "next": following,
        "text": text,
        "citation": citation_of(text, layout.words) if text else "",
        "printed": f"{places.file_place(holding, pdf.path.name)}#page={pages.index + 1}" if pdf and pages else "",
        "pages": pages,
        "translations": list(others.values()),
        "file_of": places.file_place,
    }
    elsewhere = {tag: other.path for tag, other in others.items()}
    if text:
        elsewhere[layout.language] = each.path
    return layout.render("document.html", each.path, f"{each.title} – {holding.full_title}", values, elsewhere)
