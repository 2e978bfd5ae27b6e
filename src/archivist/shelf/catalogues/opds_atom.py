"""The catalogue as OPDS 1.2: Atom (RFC 4287), which KOReader, calibre and most e-readers read."""

import uuid
from collections.abc import Iterator
from functools import cached_property
from xml.sax.saxutils import escape, quoteattr

from archivist.shelf import places
from archivist.shelf.catalogues.feed_tree import Branch, CatalogueFeed, appeared, feeds, subjects_of
from archivist.shelf.holdings import Holding
from archivist.shelf.layout import Page
from archivist.shelf.site import Site

NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
DESCRIPTION = "opds/search.xml"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
IMAGE, THUMBNAIL = "http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail"
MEDIA_TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip"}
_NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" '
    'xmlns:opds="http://opds-spec.org/2010/catalog" xmlns:thr="http://purl.org/syndication/thread/1.0"'
)


def opds_atom_files(site: Site) -> Iterator[Page]:
    """Every feed, and the description of the search."""
    writer = AtomWriter(site)
    for feed in feeds(site):
        yield Page(f"{feed.stem}.xml", writer.feed(feed))
    yield Page(DESCRIPTION, _search_description(site))


def permanent_id(site: Site, stem: str) -> str:
    """The id of a feed: the same whenever the shelf is made, and wherever it is."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{site.id}#{stem}')}"


class AtomWriter:
    """Writes feeds and entries. The entries of a folder are written once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._entries: dict[tuple[str, str], str] = {}

    def feed(self, feed: CatalogueFeed) -> bytes:
        """A feed of the catalogue."""
        page, own = f"{feed.stem}.xml", ACQUISITION if feed.volumes else NAVIGATION
        links = [("self", feed.stem, own), ("start", feed.start, NAVIGATION), ("up", feed.up, NAVIGATION)]
        links += [(name, stem, ACQUISITION) for name, stem in _others(feed)]
        lines = [link(relation, places.link(page, f"{stem}.xml"), kind) for relation, stem, kind in links if stem]
        lines.append(link("search", places.link(page, DESCRIPTION), "application/opensearchdescription+xml"))
        lines += [self._branch(page, branch) for branch in feed.branches]
        lines += [self.entry(holding, page) for holding in feed.volumes]
        return self.document(feed.stem, feed.title, feed.language, feed.updated, lines)

    def document(self, stem: str, title: str, language: str, updated: str, lines: list[str]) -> bytes:
        """A feed of these links and entries."""
        about = self._site.about[language]
        head = [
            f'<?xml version="1.0" encoding="utf-8"?>\n<feed {_NAMESPACES} xml:lang={quoteattr(language)}>',
            f"<id>{permanent_id(self._site, stem)}</id>",
            f"<title>{escape(title)}</title>",
            f"<updated>{updated}</updated>",
            f"<author><name>{escape(about.publisher or about.title)}</name></author>",
        ]
        return "\n".join([*head, *lines, "</feed>\n"]).encode()

    def _branch(self, page: str, branch: Branch) -> str:
        kind = ACQUISITION if branch.count else NAVIGATION
        count = f' thr:count="{branch.count}"' if branch.count else ""
        address = places.link(page, f"{branch.stem}.xml")
        language = f" xml:lang={quoteattr(branch.language)}" if branch.language else ""
        return (
            f"<entry{language}><id>{permanent_id(self._site, branch.stem)}</id><title>{escape(branch.title)}</title>"
            f"<updated>{self._newest}</updated>"
            f'<link rel="{branch.relation}" href={quoteattr(address)} type="{kind}"{count}/>'
            f'<content type="text">{branch.count or escape(branch.title)}</content></entry>'
        )

    @cached_property
    def _newest(self) -> str:
        return max(map(appeared, self._site.holdings))

    def entry(self, holding: Holding, page: str) -> str:
        """The entry of an edition in a feed at `page`."""
        key = (holding.id, page.rpartition("/")[0])
        if key not in self._entries:
            self._entries[key] = "\n".join(self._entry_lines(holding, page))
        return self._entries[key]

    def _entry_lines(self, holding: Holding, page: str) -> Iterator[str]:
        record, about = holding.record, self._site.about[holding.language]
        texts = self._site.texts_of_editions[holding.id]
        yield f"<entry>\n<id>{record.identifier}</id>\n<title>{escape(holding.full_title)}</title>"
        yield f"<updated>{appeared(holding)}</updated>"
        yield f"<author><name>{escape(about.publisher or about.title)}</name></author>"
        for name, value in (
            ("language", holding.language),
            ("issued", appeared(holding)[:10]),
            ("publisher", about.publisher),
            *(("identifier", uri) for uri in record.identifiers.uris()),
        ):
            if value:
                yield f"<dc:{name}>{escape(value)}</dc:{name}>"
        if about.rights:
            yield f"<rights>{escape(about.rights)}</rights>"
        for subject in subjects_of(self._site, holding):
            yield f"<category term={quoteattr(subject)} label={quoteattr(subject)}/>"
        if texts:
            yield f'<summary type="text">{escape(" · ".join(text.article.title for text in texts))}</summary>'
        yield from self._entry_links(holding, page)
        yield "</entry>"

    def _entry_links(self, holding: Holding, page: str) -> Iterator[str]:
        yield link("alternate", self._address(page, places.volume_page(holding)), "text/html")
        if holding.id in self._site.covers:
            yield link(IMAGE, self._address(page, places.cover_place(holding)), "image/jpeg")
            yield link(THUMBNAIL, self._address(page, places.thumbnail_place(holding)), "image/jpeg")
        for file in sorted(holding.files, key=lambda each: each.path.suffix != ".epub"):  # what e-readers prefer first
            address = self._address(page, places.file_place(holding, file.path.name))
            title = file.path.name if len(holding.epubs) > 1 else ""
            yield link(OPEN_ACCESS, address, MEDIA_TYPES[file.path.suffix], length=file.size, title=title)

    def _address(self, page: str, target: str) -> str:
        """The address of a place: relative within the catalogue, whole in a feed that readers take elsewhere."""
        return places.link(page, target) if page.startswith("opds/") else places.address(self._site, page, target)


def link(relation: str, address: str, media_type: str, *, length: int = 0, title: str = "") -> str:
    """A link of Atom."""
    more = (f' length="{length}"' if length else "") + (f" title={quoteattr(title)}" if title else "")
    return f"<link rel={quoteattr(relation)} href={quoteattr(address)} type={quoteattr(media_type)}{more}/>"


def _others(feed: CatalogueFeed) -> list[tuple[str, str]]:
    """The other pages of a feed (RFC 5005)."""
    return [("first", feed.first), ("previous", feed.previous), ("next", feed.following)]


def _search_description(site: Site) -> bytes:
    """OpenSearch 1.1. A folder of files answers with the page of the search; `archivist serve` adds a feed."""
    language = site.languages[0]
    address = places.address(site, DESCRIPTION, places.search_page(language))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(site.about[language].title[:16])}</ShortName>\n"
        f"<Description>{escape(site.about[language].title)}</Description>\n"
        f'<Url type="text/html" template={quoteattr(address + "?q={searchTerms}")}/>\n'
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n</OpenSearchDescription>\n"
    ).encode()
