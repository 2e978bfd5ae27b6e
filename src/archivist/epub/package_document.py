"""The package document's metadata: what the book says of itself (EPUB 3.3 §5.5)."""

from collections.abc import Iterator, Sequence

from archivist.epub.container import IDENTIFIER_ID
from archivist.epub.package import Statement
from archivist.epub.plain_text import plain, required
from archivist.model.book import BookMetadata, Contributor, Part
from archivist.text.filed_names import filed_name

COVER_IMAGE_ID = "cover-image"


def statements(metadata: BookMetadata, part: Part | None = None, titles: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Everything but `dcterms:modified`, which the container writes, and what is said of accessibility.

    `titles` are those of the articles. Where they were first published is said by each article at its end, not here:
    reading systems take a `dc:source` of the book for the paper edition that its page numbers are from.
    """
    return (
        *_required(metadata),
        *_people(metadata),
        *_optional(metadata, titles),
        *_periodical(metadata),
        *_citation(metadata),
        *_series(metadata),
        *(_set(part) if part else ()),
        # How EPUB 2 named the cover (§5.9.1); many libraries' shelves still look only here.
        Statement("meta", None, (("name", "cover"), ("content", COVER_IMAGE_ID))),
    )


def refining(id: str, property: str, value: str, **attributes: str) -> Statement:
    """Something said of another statement (§5.5.5)."""
    return Statement("meta", value, (("refines", f"#{id}"), ("property", property), *attributes.items()))


def _required(metadata: BookMetadata) -> Iterator[Statement]:
    """Identifier, title, language (§5.5.3). Readers show the first title alone: it names the volume."""
    yield Statement("dc:identifier", required(metadata.identifier, "The identifier"), (("id", IDENTIFIER_ID),))
    for uri in metadata.identifiers.uris(metadata.identifiers.isbn_epub):
        yield Statement("dc:identifier", plain(uri, "An identifier"))
    required(metadata.title, "The title of the archive")
    yield Statement("dc:title", required(metadata.full_title, "The title"), (("id", "title"),))
    yield refining("title", "title-type", "main")
    subtitle = plain(metadata.subtitle, "The subtitle")
    if subtitle:
        yield Statement("dc:title", subtitle, (("id", "subtitle"),))
        yield refining("subtitle", "title-type", "subtitle")
    for language in dict.fromkeys((metadata.language, *metadata.languages)):
        yield Statement("dc:language", language)


def _people(metadata: BookMetadata) -> Iterator[Statement]:
    """Authors as creators, everyone else as contributors, each with a MARC relator (§5.5.4)."""
    for number, person in enumerate(metadata.contributors, 1):
        name = plain(person.name, "The name of a contributor")
        if not name:
            continue
        kind = "creator" if person.role == "aut" else "contributor"
        yield Statement(f"dc:{kind}", name, (("id", f"{kind}-{number}"),))
        yield refining(f"{kind}-{number}", "role", plain(person.role, "A role"), scheme="marc:relators")
        yield refining(f"{kind}-{number}", "file-as", filed_name(name, metadata.language))
        for address in addresses_of(person):
            yield refining(f"{kind}-{number}", "dcterms:identifier", address)


def addresses_of(person: Contributor) -> Iterator[str]:
    """The ORCID and the ISNI of a person, as the addresses that identify them everywhere."""
    if person.orcid:
        yield f"https://orcid.org/{person.orcid}"
    if person.isni:
        yield f"https://isni.org/isni/{person.isni.replace(' ', '')}"


def _optional(metadata: BookMetadata, titles: Sequence[str]) -> Iterator[Statement]:
    """What is known. Without a description the titles are one, since shelves show nothing else of a book."""
    yield Statement("dc:date", metadata.published.isoformat())
    for subject in metadata.subjects:
        text = plain(subject, "A keyword")
        if text:
            yield Statement("dc:subject", text)
    for element, value in (
        ("dc:publisher", metadata.publisher),
        ("dc:rights", metadata.rights),
        ("dc:description", plain(metadata.description, "The description") or " · ".join(titles)),
    ):
        text = plain(value, f"The metadata {element}")
        if text:
            yield Statement(element, text)


def _periodical(metadata: BookMetadata) -> Iterator[Statement]:
    """The days it covers, and the serial it is a part of (DCMI Metadata Terms: temporal, isPartOf).

    EPUB has no term for the number within a year; it is printed on the title page and in the imprint.
    """
    if metadata.covers:
        yield Statement("meta", metadata.covers, (("property", "dcterms:temporal"),))
    issn = plain(metadata.epub_issn, "The ISSN")
    if issn:
        yield Statement("meta", f"urn:issn:{issn}", (("property", "dcterms:isPartOf"),))


def _citation(metadata: BookMetadata) -> Iterator[Statement]:
    """How the volume is cited, and what identifies its articles (DCMI terms: bibliographicCitation, hasPart)."""
    citation = plain(metadata.citation, "The citation")
    if citation:
        yield Statement("meta", citation, (("property", "dcterms:bibliographicCitation"),))
    for address in metadata.article_addresses:
        yield Statement("meta", address, (("property", "dcterms:hasPart"),))


def _set(part: Part) -> Iterator[Statement]:
    """The volume as a set of files, apart from the serial, which is a series (§D.3.3: collection-type)."""
    title = required(part.whole_title, "The title")
    yield Statement("meta", title, (("property", "belongs-to-collection"), ("id", "set")))
    yield refining("set", "collection-type", "set")
    yield refining("set", "group-position", str(part.number))
    yield refining("set", "dcterms:identifier", required(part.whole_identifier, "The identifier"))
    for uri in part.whole_uris:
        yield refining("set", "dcterms:identifier", plain(uri, "An identifier"))


def _series(metadata: BookMetadata) -> Iterator[Statement]:
    """The serial, this volume's number in it, and its ISSN (§D.3.1: belongs-to-collection, group-position).

    A cumulative volume has no number.

    The ISSN refines the collection: it is the serial's identifier, not the volume's. Many reading systems know series
    only in the form of calibre, which EPUB 3 allows beside its own (§5.5.6: the `meta` of EPUB 2).
    """
    title = required(metadata.title, "The title of the archive")
    yield Statement("meta", title, (("property", "belongs-to-collection"), ("id", "series")))
    yield refining("series", "collection-type", "series")
    if metadata.number:
        yield refining("series", "group-position", str(metadata.number))
    yield Statement("meta", None, (("name", "calibre:series"), ("content", title)))
    if metadata.number:
        yield Statement("meta", None, (("name", "calibre:series_index"), ("content", str(metadata.number))))
    for issn in dict.fromkeys((metadata.epub_issn, metadata.identifiers.issn_l)):
        if issn:
            yield refining("series", "dcterms:identifier", f"urn:issn:{plain(issn, 'The ISSN')}")
