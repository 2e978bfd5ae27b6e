"""An edition in MODS 3.8: a collection of a record for the volume and one for each article.

The source of every rule is the MODS User Guidelines (Library of Congress) for version 3.
"""

from archivist.citations.citation import Citation, Name
from archivist.deposit import record_facts as facts
from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume
from archivist.deposit.xml_records import XLINK, XML_LANG, add, add_text, new_root, to_bytes
from archivist.front_matter.roles import NAMES as ROLES
from archivist.identifiers import EditionIdentifiers
from archivist.settings.archive_tables import OtherSerialTable
from archivist.settings.choices import Frequency
from archivist.settings.wording import worded
from archivist.text.xml_element import Element

_MODS = "http://www.loc.gov/mods/v3"
_VERSION = "3.8"
# The MARC Frequency of Issue Term List, where it is not the value with spaces.
_FREQUENCIES = {each: each.replace("-", " ").capitalize() for each in Frequency} | {
    Frequency.CONTINUOUS: "Continuously updated",
    Frequency.IRREGULAR: "Completely irregular",
}
_BIBLIOGRAPHIC = {"type": "code", "authority": "iso639-2b"}


def write(volume: DescribedVolume, edition: DescribedEdition) -> bytes:
    """The file."""
    root = new_root(f"{{{_MODS}}}modsCollection", {None: _MODS, "xlink": XLINK})
    _add_volume(root, volume, edition)
    for article in edition.articles:
        _add_article(root, volume, edition, article)
    return to_bytes(root)


def _add_volume(root: Element, volume: DescribedVolume, edition: DescribedEdition) -> None:
    data, record = edition.metadata, add(root, "mods", attributes={"version": _VERSION})
    title = add(record, "titleInfo", attributes={XML_LANG: edition.language})
    add(title, "title", facts.mark_draft(data.title, volume))
    add_text(title, "subTitle", data.subtitle)
    add(title, "partNumber", facts.number_words(edition))
    add(title, "partName", data.volume_title)
    for tag, other in volume.serial.parallel_titles(edition.language):
        add(add(record, "titleInfo", attributes={"otherType": "parallel", XML_LANG: tag}), "title", other)
    add(record, "typeOfResource", "text")
    add(record, "genre", "issue", {"authority": "marcgt"})
    _add_origin(record, volume, edition, facts.publication_day(edition).isoformat())
    _add_languages(record, data.languages)
    _add_form(record, edition, facts.extent(edition))
    add_text(record, "abstract", data.description, {XML_LANG: edition.language})
    _add_draft_note(record, volume)
    for subject in data.subjects:
        add(add(record, "subject"), "topic", subject)
    _add_serial(record, volume, edition)
    _add_versions(record, volume, edition)
    add(record, "identifier", edition.identifier, {"type": "urn"})
    for number, medium in data.identifiers.isbns:
        add(record, "identifier", number, {"type": "isbn", "displayLabel": medium})
    _add_registered(record, data.identifiers)
    _add_rights(record, volume, edition)
    _add_record_info(record, edition, edition.identifier)


def _add_article(root: Element, volume: DescribedVolume, edition: DescribedEdition, article: DescribedArticle) -> None:
    cited, record = article.citation, add(root, "mods", attributes={"version": _VERSION})
    _add_article_titles(record, volume, article)
    for role, name in facts.people_of(article):
        _add_name(record, role, name)
    add(record, "typeOfResource", "text")
    add(record, "genre", "article", {"authority": "marcgt"})
    _add_origin(record, volume, edition, cited.issued.isoformat())
    _add_languages(record, facts.text_languages(article))
    _add_form(record, edition, "")
    add_text(record, "abstract", cited.abstract, {XML_LANG: cited.language})
    _add_draft_note(record, volume)
    for keyword in cited.keywords:
        add(add(record, "subject", attributes={XML_LANG: cited.language}), "topic", keyword)
    _add_host(record, volume, edition, article)
    _add_translations(record, volume, article)
    number = facts.article_identifier(edition, article)
    add(record, "identifier", number, {"type": "urn"})
    _add_registered(record, cited)
    _add_locations(record, article)
    _add_rights(record, volume, edition)
    _add_record_info(record, edition, number)


def _add_registered(record: Element, known: EditionIdentifiers | Citation) -> None:
    """DOI, ARK and URN:NBN, by the types of the standard identifier source codes."""
    add_text(record, "identifier", known.doi, {"type": "doi"})
    add_text(record, "identifier", known.ark, {"type": "ark"})
    add_text(record, "identifier", known.urn_nbn, {"type": "urn"})


def _add_article_titles(record: Element, volume: DescribedVolume, article: DescribedArticle) -> None:
    cited, parallel = article.citation, article.annotated.parallel
    title = add(record, "titleInfo", attributes={XML_LANG: cited.language})
    add(title, "title", facts.mark_draft(cited.title, volume))
    if parallel:
        attributes = {"type": "translated", XML_LANG: parallel.article.language}
        add(add(record, "titleInfo", attributes=attributes), "title", parallel.article.title)


def _add_name(record: Element, role: str, name: Name) -> None:
    """A person if the family name is known, else a name that may be that of a body."""
    element = add(record, "name", attributes={"type": "personal" if name.family else ""})
    if name.family:
        add(element, "namePart", name.family, {"type": "family"})
        add_text(element, "namePart", name.given, {"type": "given"})
        add_text(element, "namePart", name.suffix, {"type": "termsOfAddress"})
    else:
        add(element, "namePart", name.literal)
    add(element, "displayForm", name.literal)
    roles = add(element, "role")
    add(roles, "roleTerm", ROLES[role], {"type": "text", "authority": "marcrelator"})
    add(roles, "roleTerm", role, {"type": "code", "authority": "marcrelator"})
    add_text(element, "nameIdentifier", name.orcid, {"type": "orcid"})
    add_text(element, "nameIdentifier", name.isni, {"type": "isni"})


def _add_origin(record: Element, volume: DescribedVolume, edition: DescribedEdition, day: str) -> None:
    data, origin = edition.metadata, add(record, "originInfo", attributes={"eventType": "publication"})
    if data.place:
        add(add(origin, "place"), "placeTerm", data.place, {"type": "text"})
    add_text(origin, "publisher", data.publisher)
    add(origin, "dateIssued", day, {"encoding": "w3cdtf", "keyDate": "yes"})
    add_text(origin, "edition", facts.DRAFT_EDITION if volume.is_draft else "")
    add_text(origin, "edition", f"Version {data.version}" if data.version > 1 else "")
    add(origin, "issuance", "single unit")


def _add_languages(record: Element, tags: tuple[str, ...]) -> None:
    for tag in tags:
        language = add(record, "language")
        add(language, "languageTerm", tag, {"type": "code", "authority": "rfc5646"})
        code = facts.bibliographic_code(tag)
        add_text(language, "languageTerm", code if code != facts.UNCODED else "", _BIBLIOGRAPHIC)


def _add_form(record: Element, edition: DescribedEdition, extent: str) -> None:
    form = add(record, "physicalDescription")
    add(form, "form", "electronic", {"authority": "marcform"})
    for media_type in facts.media_types(edition):
        add(form, "internetMediaType", media_type)
    add_text(form, "extent", extent)
    add(form, "digitalOrigin", "born digital")


def _add_draft_note(record: Element, volume: DescribedVolume) -> None:
    add_text(record, "note", facts.DRAFT_NOTE if volume.is_draft else "", {"type": "draft", XML_LANG: "en"})


def _add_serial(record: Element, volume: DescribedVolume, edition: DescribedEdition) -> None:
    """The serial that the volume is an issue of."""
    data, serial = edition.metadata, add(record, "relatedItem", attributes={"type": "host"})
    add(add(serial, "titleInfo", attributes={XML_LANG: edition.language}), "title", data.title)
    origin = add(serial, "originInfo")
    add_text(origin, "publisher", data.publisher)
    add_text(origin, "dateIssued", volume.serial.first_date, {"encoding": "w3cdtf", "point": "start"})
    add(origin, "issuance", "serial")
    add(origin, "frequency", _FREQUENCIES[volume.frequency], {"authority": "marcfrequency"})
    for number, medium in data.identifiers.issns:
        add(serial, "identifier", number, {"type": "issn", "displayLabel": medium})
    add_text(serial, "identifier", data.identifiers.issn_l, {"type": "issn-l"})
    _add_other_serial(serial, volume.serial.predecessor, "preceding", edition.language)
    _add_other_serial(serial, volume.serial.successor, "succeeding", edition.language)
    if volume.serial.site:
        add(add(serial, "location"), "url", volume.serial.site)
    part = add(serial, "part")
    add(add(part, "detail", attributes={"type": "issue"}), "number", str(data.number))
    add(part, "date", edition.record.volume.start, {"encoding": "w3cdtf", "point": "start"})
    add(part, "date", edition.record.volume.end, {"encoding": "w3cdtf", "point": "end"})


def _add_other_serial(serial: Element, other: OtherSerialTable, kind: str, language: str) -> None:
    """A serial that this one continues, or that continues it."""
    if worded(other.title, language):
        item = add(serial, "relatedItem", attributes={"type": kind})
        add(add(item, "titleInfo"), "title", worded(other.title, language))
        add_text(item, "identifier", other.issn, {"type": "issn"})


def _add_versions(record: Element, volume: DescribedVolume, edition: DescribedEdition) -> None:
    """The editions in other languages, and the version that this one replaces."""
    for other in volume.editions:
        if other.language != edition.language:
            version = add(record, "relatedItem", attributes={"type": "otherVersion"})
            add(add(version, "titleInfo", attributes={XML_LANG: other.language}), "title", other.metadata.full_title)
            _add_languages(version, (other.language,))
            add(version, "identifier", other.identifier, {"type": "urn"})
    if edition.metadata.replaces:
        replaced = add(record, "relatedItem", attributes={"type": "preceding", "displayLabel": "Replaces"})
        add(replaced, "identifier", edition.metadata.replaces, {"type": "urn"})


def _add_host(record: Element, volume: DescribedVolume, edition: DescribedEdition, article: DescribedArticle) -> None:
    """The edition that the article is in, and its pages as printed."""
    data, cited = edition.metadata, article.citation
    host = add(record, "relatedItem", attributes={"type": "host"})
    title = add(host, "titleInfo", attributes={XML_LANG: edition.language})
    add(title, "title", facts.mark_draft(data.title, volume))
    add(title, "partNumber", facts.number_words(edition))
    add(title, "partName", data.volume_title)
    add(host, "identifier", edition.identifier, {"type": "urn"})
    add_text(host, "identifier", cited.issn, {"type": "issn"})
    part = add(host, "part")
    add(add(part, "detail", attributes={"type": "issue"}), "number", str(data.number))
    if cited.pages:
        extent = add(part, "extent", attributes={"unit": "pages"})
        add(extent, "start", cited.pages.first)
        add(extent, "end", cited.pages.last)
    add(part, "date", facts.publication_day(edition).isoformat(), {"encoding": "w3cdtf"})


def _add_translations(record: Element, volume: DescribedVolume, article: DescribedArticle) -> None:
    for other in article.translations:
        kind = "original" if other.language == article.original else "otherVersion"
        item = add(record, "relatedItem", attributes={"type": kind})
        add(add(item, "titleInfo", attributes={XML_LANG: other.language}), "title", other.title)
        _add_languages(item, (other.language,))
        number = facts.identifier_of_translation(volume, other.language, other.document)
        add_text(item, "identifier", number, {"type": "urn"})


def _add_locations(record: Element, article: DescribedArticle) -> None:
    cited = article.citation
    if cited.url:
        retrieved = cited.accessed.isoformat() if cited.accessed else ""
        label = {"displayLabel": "Article as first published", "dateLastAccessed": retrieved}
        add(add(record, "location"), "url", cited.url, label)
    if cited.archived:
        day = f", {cited.archived.day.isoformat()}" if cited.archived.day else ""
        label = {"displayLabel": f"Archived copy{day}"}
        add(add(record, "location"), "url", cited.archived.address, label)


def _add_rights(record: Element, volume: DescribedVolume, edition: DescribedEdition) -> None:
    words, concept = facts.access_words(volume, edition.language), facts.access_address(volume)
    add_text(record, "accessCondition", words, {"type": "restriction on access", f"{{{XLINK}}}href": concept})
    rights = edition.metadata.rights
    address = facts.licence_address(rights)
    add_text(record, "accessCondition", rights, {"type": "use and reproduction", f"{{{XLINK}}}href": address})


def _add_record_info(record: Element, edition: DescribedEdition, number: str) -> None:
    info = add(record, "recordInfo")
    add_text(info, "recordContentSource", edition.metadata.publisher)
    add(info, "recordCreationDate", facts.publication_day(edition).isoformat(), {"encoding": "w3cdtf"})
    add(info, "recordIdentifier", number)
    version = edition.record.program_version
    add(info, "recordOrigin", f"Written by archivist {version}, which also made the files".replace("  ", " "))
    language = add(info, "languageOfCataloging")
    add(language, "languageTerm", "eng", _BIBLIOGRAPHIC)
