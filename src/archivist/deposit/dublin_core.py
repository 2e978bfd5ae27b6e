"""An edition in qualified Dublin Core (DCMI's schemas of 2008-02-11, container `qualifieddc`).

One record describes the edition; its articles are in `hasPart`, each with its pages and its identifier.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.deposit import record_facts as facts
from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume
from archivist.deposit.xml_records import XML_LANG, XSI_TYPE, add_text, new_root, to_bytes
from archivist.identifiers import ArticleIdentifiers

_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NAMESPACES: dict[str | None, str] = {"dc": _DC, "dcterms": _TERMS, "xsi": _XSI}


@dataclass(frozen=True, slots=True)
class _Statement:
    """An element of the record."""

    name: str  # with its prefix: dc:title
    value: str  # "" if it is not known: then there is no element
    encoding: str = ""  # the scheme of the value: a type of dcterms
    language: str = ""  # of the value


def write(volume: DescribedVolume, edition: DescribedEdition) -> bytes:
    """The file."""
    root = new_root("qualifieddc", _NAMESPACES)
    for each in _statements(volume, edition):
        prefix, name = each.name.split(":")
        encoding = f"dcterms:{each.encoding}" if each.encoding else ""
        attributes = {XSI_TYPE: encoding, XML_LANG: each.language}
        add_text(root, f"{{{_NAMESPACES[prefix]}}}{name}", each.value, attributes)
    return to_bytes(root)


def _statements(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[_Statement]:
    yield from _titles(volume, edition)
    yield from _people_and_dates(edition)
    yield from _form(edition)
    yield from _contents(volume, edition)
    yield from _relations(volume, edition)


def _titles(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[_Statement]:
    data, language = edition.metadata, edition.language
    yield _Statement("dc:title", facts.mark_draft(data.full_title, volume), language=language)
    for tag, title in volume.serial.parallel_titles(edition.language):
        yield _Statement("dcterms:alternative", title, language=tag)
    yield _Statement("dc:description", facts.DRAFT_NOTE if volume.is_draft else "", language="en")
    yield _Statement("dc:description", data.subtitle, language=language)
    yield _Statement("dcterms:abstract", data.description, language=language)


def _people_and_dates(edition: DescribedEdition) -> Iterator[_Statement]:
    data = edition.metadata
    for person in data.contributors:
        yield _Statement("dc:contributor", person.name)
    yield _Statement("dc:publisher", data.publisher, language=edition.language)
    yield _Statement("dcterms:issued", facts.publication_day(edition).isoformat(), "W3CDTF")
    start, end = edition.record.volume.start, edition.record.volume.end
    yield _Statement("dcterms:temporal", f"start={start}; end={end}; scheme=W3C-DTF;", "Period")


def _form(edition: DescribedEdition) -> Iterator[_Statement]:
    yield _Statement("dc:type", "Text", "DCMIType")
    for media_type in facts.media_types(edition):
        yield _Statement("dc:format", media_type, "IMT")
    yield _Statement("dcterms:extent", facts.extent(edition))
    yield _Statement("dc:identifier", edition.identifier, "URI")
    own = edition.metadata.identifiers
    for uri in own.uris(own.isbn_pdf, own.isbn_epub):
        yield _Statement("dc:identifier", uri, "URI")
    yield _Statement("dcterms:bibliographicCitation", edition.metadata.citation, language=edition.language)


def _contents(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[_Statement]:
    data = edition.metadata
    for tag in data.languages:
        yield _Statement("dc:language", tag, "RFC4646")
    for subject in data.subjects:
        yield _Statement("dc:subject", subject)
    yield _Statement("dc:rights", data.rights, language=edition.language)
    yield _Statement("dcterms:accessRights", facts.access_words(volume, edition.language))
    yield _Statement("dcterms:accessRights", facts.access_address(volume), "URI")
    yield _Statement("dcterms:license", facts.licence_address(data.rights), "URI")
    for article in edition.articles:
        yield _Statement("dcterms:hasPart", _part(volume, edition, article), language=article.citation.language)


def _part(volume: DescribedVolume, edition: DescribedEdition, article: DescribedArticle) -> str:
    """An article: Where the river rises, p. 1-3, urn:uuid:…#river."""
    pages = article.citation.pages
    printed = [f"p. {pages.joined('-')}"] if pages else []
    title = facts.mark_draft(article.citation.title, volume)
    cited = article.citation
    addresses = ArticleIdentifiers(cited.doi, cited.ark).addresses[:1]
    return ", ".join([title, *printed, facts.article_identifier(edition, article), *addresses])


def _relations(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[_Statement]:
    data = edition.metadata
    own = data.identifiers
    for number in dict.fromkeys(filter(None, (own.issn_pdf, own.issn_epub, own.issn_l))):
        yield _Statement("dcterms:isPartOf", f"urn:issn:{number}", "URI")
    yield _Statement("dcterms:isPartOf", data.title, language=edition.language)
    for other in volume.editions:
        if other.language != edition.language:
            yield _Statement("dcterms:hasVersion", other.identifier, "URI")
    yield _Statement("dcterms:replaces", data.replaces, "URI")
