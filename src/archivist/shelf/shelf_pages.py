"""All files of the shelf that are made for it: pages, pictures, the index of the search. Copies of files are apart."""

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from importlib import resources

from archivist.findings import Finding
from archivist.shelf import places
from archivist.shelf.article_pages import document_pages
from archivist.shelf.catalogues.news_feeds import news_feeds
from archivist.shelf.catalogues.oai_records import MarcWriter, oai_files
from archivist.shelf.catalogues.opds_atom import opds_atom_files
from archivist.shelf.catalogues.opds_json import opds_json_files
from archivist.shelf.contents_pages import contents_pages, kinds_of
from archivist.shelf.covers import cover_files
from archivist.shelf.epub_documents import EpubDocuments, UnreadableEpubError, entries_of_texts, related_entries
from archivist.shelf.holdings import Holding
from archivist.shelf.layout import Layout, Page
from archivist.shelf.other_pages import choice_page, search_page, statistics_page
from archivist.shelf.search_index import search_files
from archivist.shelf.site import Site
from archivist.shelf.statistics import count
from archivist.shelf.text_documents import TextDocument, documents_of, pictures_of
from archivist.shelf.text_style import text_style
from archivist.shelf.volume_pages import start_pages, volume_pages
from archivist.shelf.word_index import WordIndex

MARK = "shelf.json"  # by which the folder is known as a shelf
FORMAT = "archivist shelf 1"
_ASSETS = ("shelf.css", "start.js", "search.js", "reader.js")


def shelf_files(site: Site, marc: MarcWriter) -> Iterator[Page | Finding]:
    """The files, and what could not be read. `marc` writes the MARC record of an edition."""
    kinds = kinds_of(site)
    layouts = {tag: Layout(site, tag, kinds) for tag in site.languages}
    yield choice_page(list(layouts.values()))
    for layout in layouts.values():
        yield from start_pages(layout)
        yield from volume_pages(layout)
        yield from contents_pages(layout, kinds)
        yield search_page(layout)
    related: dict[str, Mapping[str, int]] = {}
    for holding in site.holdings:
        listed = yield from _edition_files(layouts[holding.language], holding)
        if listed is not None:
            related[holding.id] = listed
    words = WordIndex(site)
    yield from search_files(site, words)
    volumes = [each for each in site.holdings if not each.is_cumulative]
    statistics = count(volumes, site.languages, related, words.length)
    yield from (statistics_page(layout, statistics) for layout in layouts.values())
    yield from opds_atom_files(site)
    yield from opds_json_files(site)
    yield from news_feeds(site)
    yield from oai_files(site, marc)
    yield from _assets()
    yield Page(MARK, _catalogue(site))


def _edition_files(layout: Layout, holding: Holding) -> Generator[Page | Finding, None, Mapping[str, int] | None]:
    """The documents, pictures and cover of an edition.

    Returns the related entries that authors list by document, None if no EPUB says them.
    """
    listed: dict[str, int] = {}
    folders: dict[str, Sequence[TextDocument]] = {}
    with ExitStack() as opened:
        first = None
        for file in holding.epubs:
            folder = places.text_folder(holding, file)
            back = places.link(f"{folder}/x.html", places.volume_page(holding))
            try:
                book = opened.enter_context(EpubDocuments(file.path))
                folders[folder] = list(documents_of(book, back))
                pictures = [Page(f"{folder}/{path}", content) for path, content in pictures_of(book)]
                listed |= related_entries(book)
            except UnreadableEpubError as cause:
                yield Finding("shelf-epub-unreadable", f"{holding.id} is shown without text: {cause}", str(file.path))
                continue
            first = first or book
            yield from pictures
        yield from cover_files(holding, first)
    yield from document_pages(layout, holding, folders)
    return entries_of_texts(holding, listed) if folders else None


def _assets() -> Iterator[Page]:
    for name in _ASSETS:
        yield Page(f"assets/{name}", resources.files("archivist.shelf").joinpath("assets", name).read_bytes())
    yield Page(places.TEXT_STYLE, text_style())


def _catalogue(site: Site) -> bytes:
    """What is on the shelf, for programs."""
    editions = [
        {
            "edition": each.id,
            "identifier": each.record.identifier,
            "page": places.volume_page(each),
            "files": [places.file_place(each, file.path.name) for file in each.all_files],
        }
        for each in site.holdings
    ]
    return (json.dumps({"format": FORMAT, "editions": editions}, ensure_ascii=False, indent=1) + "\n").encode()
