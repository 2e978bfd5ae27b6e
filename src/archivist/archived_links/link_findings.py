"""The addresses in articles that the web archives do not have, and those that no longer worked when captured."""

from collections.abc import Iterable, Iterator, Mapping

from archivist.archived_links.capture_choice import Choice, choose_capture
from archivist.archived_links.capture_index import WebArchives
from archivist.archived_links.cited_links import CitedLink, written_links
from archivist.findings import Finding
from archivist.links.address_book import AddressBook
from archivist.links.addresses import same_address
from archivist.model.articles import Article, Body


def link_findings(
    articles: Iterable[Article], bodies: Mapping[str, Body], book: AddressBook, archives: WebArchives, largest: int
) -> Iterator[Finding]:
    """A finding for each address of an article that is dead or not archived. `bodies` are by path.

    `book` has the articles by address: a link to one of them needs no copy.
    """
    if not archives:
        return
    cited = [(article, written_links(article, bodies[article.path], _related(article, book))) for article in articles]
    archives.look_up(link.address for _, links in cited for link in links)
    for article, links in cited:
        for link in links:
            yield from _of_link(article, link, choose_capture(link.address, link.day, archives, largest))


def _related(article: Article, book: AddressBook) -> Iterator[CitedLink]:
    for link in article.related:
        if same_address(link.target) and not book.at(link.target, article.language)[0]:
            seen = link.seen or article.retrieved
            yield CitedLink(link.target, seen or article.date, seen, link.line)


def _of_link(article: Article, link: CitedLink, choice: Choice) -> Iterator[Finding]:
    dead, page = choice.last_dead, choice.page
    place = (article.path, link.line or _line(article, link.address))
    if dead and not (link.seen and link.seen.isoformat() >= dead.moment[:10]):
        copy = f"; the copy of {page.day} is printed and kept" if page else ""
        yield Finding("link-dead", f"{link.address} answered {dead.status} on {dead.moment[:10]}{copy}", *place)
    elif page is None:
        why = choice.fault or "is in none of the web archives"
        yield Finding("link-unarchived", f"{link.address}{': ' if choice.fault else ' '}{why}", *place)


def _line(article: Article, address: str) -> int:
    """The line of the text in which an address is written; 0 if it is not written in full."""
    lines = enumerate(article.text.split("\n"), start=article.text_line)
    return next((number for number, line in lines if address in line), 0)
