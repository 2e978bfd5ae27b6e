"""An edition in MARCXML (MARC 21, schema MARC21slim 1.2): a record for the volume, then one for each article.

Both are records of text items: the volume is a monograph in a series (leader 07: m), an article a part of it (a), which
MARC 21 uses for "an article in a single issue of a periodical". Names and titles are in their own scripts (MARC 21,
appendix D, model B), so there are no fields 880. docs/deposit.md lists the fields.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

from pymarc import Field, Record
from pymarc.marcxml import MARC_XML_NS, record_to_xml_node

from archivist.citations.citation import Name
from archivist.deposit import record_facts as facts
from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume, Translation
from archivist.deposit.marc_fields import (
    carrier_fields,
    control_fields,
    edition_statement,
    field,
    is_main_entry,
    isbn_fields,
    issn_fields,
    language_fields,
    name_field,
    new_record,
    nonfiling,
    publication_field,
    registered_fields,
    resolver_fields,
    rights_fields,
    source_of_record,
    title_field,
)
from archivist.identifiers import ArticleIdentifiers

_HOST_LEVEL = "nnam"  # 773 $7: no main entry; language material, monograph
_COLLECTION = "collection"


def write(volume: DescribedVolume, edition: DescribedEdition) -> bytes:
    """The file."""
    return collection([volume_record(volume, edition), *article_records(volume, edition)])


def collection(records: list[Record]) -> bytes:
    """Records as one document."""
    root = ElementTree.Element(_COLLECTION, {"xmlns": MARC_XML_NS})
    root.extend(record_to_xml_node(record) for record in records)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def volume_record(volume: DescribedVolume, edition: DescribedEdition) -> Record:
    """The record of the edition."""
    record = new_record("m", is_draft=volume.is_draft)
    record.add_field(*_in_order(_volume_fields(volume, edition)))
    return record


def article_records(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[Record]:
    """A record for each article, in the order of the volume."""
    for article in edition.articles:
        record = new_record("a", is_draft=volume.is_draft)
        record.add_field(*_in_order(_article_fields(volume, edition, article)))
        yield record


def _in_order(fields: Iterator[Field]) -> list[Field]:
    """Fields by their tags; those of one tag in the order in which they were made."""
    return sorted(fields, key=lambda each: each.tag)


def _volume_fields(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[Field]:
    data, day = edition.metadata, facts.publication_day(edition)
    pictures = any(document.pictures for document in edition.record.documents)
    index = any(document.role == "index" for document in edition.record.documents)
    yield from control_fields(edition.identifier, day, day, data.language, pictures=pictures, index=index)
    yield from isbn_fields(edition)
    yield from issn_fields(edition)
    yield from field("024", "7 ", ("a", edition.identifier), ("2", "urn"))
    yield from registered_fields(data.identifiers)
    yield from source_of_record(edition)
    originals = tuple(dict.fromkeys(each.original for each in edition.articles if each.original))
    yield from language_fields(data.languages, originals)
    part = (("n", facts.number_words(edition)), ("p", data.volume_title), ("b", data.subtitle))
    yield from title_field("245", "0", facts.mark_draft(data.title, volume), data.language, *part)
    for _, title in volume.serial.parallel_titles(edition.language):
        yield from field("246", "31", ("a", title))
    yield from edition_statement(volume, edition)
    yield from publication_field(edition, day)
    yield from _extent(edition, pictures=pictures)
    yield from carrier_fields(edition)
    yield from field("490", "1 ", ("a", data.title), ("x", data.issn), ("v", facts.number_words(edition)))
    yield from _volume_notes(volume, edition)
    for subject in data.subjects:
        yield from field("653", "  ", ("a", subject))
    yield from _volume_links(volume, edition)


def _extent(edition: DescribedEdition, *, pictures: bool) -> Iterator[Field]:
    pages = facts.extent(edition)
    extent = f"1 online resource ({pages})" if pages else "1 online resource"
    yield from field("300", "  ", ("a", extent), ("b", "illustrations" if pictures else ""))


def _volume_notes(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[Field]:
    data = edition.metadata
    yield from field("500", "  ", ("a", facts.DRAFT_NOTE if volume.is_draft else ""))
    yield from field("520", "  ", ("a", data.description))
    yield from rights_fields(volume, edition)
    notes = dict.fromkeys(tag for article in edition.articles for tag in facts.note_languages(article))
    yield from _note_languages(tuple(notes))


def _note_languages(tags: tuple[str, ...]) -> Iterator[Field]:
    names = [facts.language_name(tag) for tag in tags]
    words = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    yield from field("546", "  ", ("a", f"Notes in {words}" if words else ""))


def _volume_links(volume: DescribedVolume, edition: DescribedEdition) -> Iterator[Field]:
    """The other editions of the volume, the version before, the other medium, the serial."""
    data = edition.metadata
    for other in volume.editions:
        if other.language != edition.language:
            code = facts.bibliographic_code(other.language)
            title, number = other.metadata.full_title, other.identifier
            yield from field("775", "0 ", ("t", title), ("e", code), ("w", number))
    if data.replaces:
        yield from field("775", "08", ("i", "Replaces"), ("t", data.full_title), ("w", data.replaces))
    isbn, issn = data.identifiers.isbn_epub, data.epub_issn if data.epub_issn != data.issn else ""
    if (data.issn and issn) or (data.identifiers.isbn_pdf and isbn):
        yield from field("776", "08", ("i", "EPUB"), ("t", data.title), ("x", issn), ("z", isbn.replace("-", "")))
    number = f"no. {data.number}"
    skipped = nonfiling(data.title, data.language)
    yield from field("830", f" {skipped}", ("a", data.title), ("x", data.issn), ("v", number))
    yield from resolver_fields(data.identifiers)
    yield from field("856", "42", ("3", "Web site of the serial"), ("u", volume.serial.site))


def _article_fields(volume: DescribedVolume, edition: DescribedEdition, article: DescribedArticle) -> Iterator[Field]:
    day = facts.publication_day(edition)
    texts, cited = facts.text_languages(article), article.citation
    pictures = bool(article.annotated.body.pictures)
    number = facts.article_identifier(edition, article)
    yield from control_fields(number, day, cited.issued, cited.language, pictures=pictures, index=False)
    yield from field("024", "7 ", ("a", number), ("2", "urn"))
    yield from registered_fields(cited)
    yield from source_of_record(edition)
    yield from language_fields(texts, (article.original,) if article.original else ())
    yield from _names_and_title(volume, article)
    yield from edition_statement(volume, edition)
    yield from publication_field(edition, cited.issued)
    extent = f"1 online resource ({_pages(article)})" if article.pages else "1 online resource"
    yield from field("300", "  ", ("a", extent), ("b", "illustrations" if pictures else ""))
    yield from carrier_fields(edition)
    yield from field("500", "  ", ("a", facts.DRAFT_NOTE if volume.is_draft else ""))
    yield from field("520", "3 ", ("a", cited.abstract))
    yield from rights_fields(volume, edition)
    yield from _note_languages(facts.note_languages(article))
    for keyword in cited.keywords:
        yield from field("653", "  ", ("a", keyword))
    yield from _added_names(article)
    for translation in article.translations:
        yield from _translation(volume, article, translation)
    yield from _host(volume, edition, article)
    yield from _addresses(article)


def _names_and_title(volume: DescribedVolume, article: DescribedArticle) -> Iterator[Field]:
    cited, main = article.citation, _main_entry(article)
    if main:
        yield from name_field(*main, is_main=True)
    responsible = ", ".join(article.annotated.article.authors)
    title = facts.mark_draft(cited.title, volume)
    yield from title_field("245", "1" if main else "0", title, cited.language, ("c", responsible))
    parallel = article.annotated.parallel
    if parallel:
        yield from field("246", "31", ("a", parallel.article.title))


def _main_entry(article: DescribedArticle) -> tuple[str, Name] | None:
    return next((each for each in facts.people_of(article) if is_main_entry(*each)), None)


def _added_names(article: DescribedArticle) -> Iterator[Field]:
    main = _main_entry(article)
    for person in facts.people_of(article):
        if person != main:
            yield from name_field(*person)


def _pages(article: DescribedArticle) -> str:
    """The pages as printed: pages 1-5, page 4."""
    if not article.pages:
        return ""
    first, last = article.pages.first, article.pages.last
    return f"page {first}" if first == last else f"pages {first}-{last}"


def _translation(volume: DescribedVolume, article: DescribedArticle, other: Translation) -> Iterator[Field]:
    """765 of the original, 767 of a translation, 775 of another translation of the same original."""
    is_original = other.language == article.original
    tag = "765" if is_original else "775" if article.original else "767"
    code = (("e", facts.bibliographic_code(other.language)),) if tag == "775" else ()
    number = facts.identifier_of_translation(volume, other.language, other.document)
    yield from field(tag, "0 ", ("t", other.title), ("n", facts.language_name(other.language)), *code, ("w", number))


def _host(volume: DescribedVolume, edition: DescribedEdition, article: DescribedArticle) -> Iterator[Field]:
    """773: the edition that the article is in, and its pages as printed."""
    data = edition.metadata
    cited = article.citation.pages
    where = facts.numbered_volume(edition) + (f", p. {cited.joined('-')}" if cited else "")
    published = " ".join((data.place and f"{data.place} :", data.publisher and f"{data.publisher},"))
    yield from field(
        "773",
        "0 ",
        ("t", facts.mark_draft(data.title, volume)),
        ("d", f"{published} {facts.publication_day(edition).year}".strip()),
        ("g", where),
        ("x", article.citation.issn),
        ("q", f"{data.number}<{cited.first}" if cited else str(data.number)),
        ("7", _HOST_LEVEL),
        ("w", edition.identifier),
    )


def _addresses(article: DescribedArticle) -> Iterator[Field]:
    """856: DOI and ARK are the article itself, its source and an archived copy are other versions of it."""
    cited = article.citation
    yield from resolver_fields(ArticleIdentifiers(cited.doi, cited.ark))
    retrieved = f"retrieved {cited.accessed.isoformat()}" if cited.accessed else ""
    if cited.url:
        yield from field("856", "41", ("3", "Article as first published"), ("u", cited.url), ("z", retrieved))
    if cited.archived:
        day = f", {cited.archived.day.isoformat()}" if cited.archived.day else ""
        yield from field("856", "41", ("3", f"Archived copy{day}"), ("u", cited.archived.address))
