"""The archived copies of an edition's links: chosen once, for print, EPUB and the volume's WACZ alike."""

from dataclasses import replace

from archivist.archived_links.capture_choice import choose_capture
from archivist.archived_links.capture_index import WebArchives
from archivist.archived_links.cited_links import CitedLink, printed_links
from archivist.model.annotated import AnnotatedArticle, AnnotatedEdition, ArchivedPage


def add_archived_pages(annotated: AnnotatedEdition, archives: WebArchives, largest: int) -> AnnotatedEdition:
    """The edition with the archived copies of the pages that its articles cite; `largest` is in bytes."""
    links = [(item, printed_links(item)) for item in annotated.articles]
    archives.look_up(link.address for _, each in links for link in each)

    def page(link: CitedLink) -> ArchivedPage | None:
        return choose_capture(link.address, link.day, archives, largest).page

    def with_pages(item: AnnotatedArticle, cited: list[CitedLink]) -> AnnotatedArticle:
        pages = ((link.address, page(link)) for link in cited)
        return replace(item, archived={address: found for address, found in pages if found})

    return replace(annotated, articles=tuple(with_pages(item, list(cited)) for item, cited in links))
