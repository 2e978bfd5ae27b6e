"""What JATS says of an article before its text: the serial, the article, its people, dates, pages and rights."""

import datetime
from collections.abc import Iterator, Mapping

from archivist.citations.citation import Name, name_of
from archivist.deposit import record_facts as facts
from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume
from archivist.deposit.jats.article_parts import Text
from archivist.deposit.jats.elements import HREF, add, add_text, has_class, new
from archivist.deposit.xml_records import XML_LANG
from archivist.front_matter.roles import AUTHOR, TRANSLATOR
from archivist.front_matter.roles import NAMES as ROLES
from archivist.identifiers import Scheme
from archivist.model.annotated import RelatedEntry, RelatedKind
from archivist.model.articles import Article
from archivist.text.xml_element import Element

_RELATOR = "http://id.loc.gov/vocabulary/relators/"
_CONTRIB_TYPES = {AUTHOR: "author", TRANSLATOR: "translator", "edt": "editor"}
_ID_TYPES = {Scheme.DOI: "doi", Scheme.ARK: "ark", Scheme.URN_NBN: "urn-nbn"}
# In the header as it is printed: name of the custom metadata, class in the XHTML.
_PRINTED = {"byline": "byline", "credits": "credits", "late addition": "late"}


def journal_meta(volume: DescribedVolume, edition: DescribedEdition) -> Element:
    """The serial."""
    data, meta = edition.metadata, new("journal-meta")
    add(meta, "journal-id", volume.slug, {"journal-id-type": "publisher-id"})
    titles = add(meta, "journal-title-group")
    add(titles, "journal-title", data.title, {XML_LANG: edition.language})
    add_text(titles, "journal-subtitle", data.subtitle, {XML_LANG: edition.language})
    for tag, title in volume.serial.parallel_titles(edition.language):
        add(add(titles, "trans-title-group", attributes={XML_LANG: tag}), "trans-title", title)
    for number, medium in data.identifiers.issns:
        add(meta, "issn", number, {"publication-format": medium.lower() or "electronic"})
    add_text(meta, "issn-l", data.identifiers.issn_l)
    if data.publisher:
        publisher = add(meta, "publisher")
        add(publisher, "publisher-name", data.publisher)
        add_text(publisher, "publisher-loc", data.place)
    if volume.serial.site:
        add(meta, "self-uri", volume.serial.site, {HREF: volume.serial.site})
    return meta


def article_meta(volume: DescribedVolume, edition: DescribedEdition, article: DescribedArticle, text: Text) -> Element:
    """The article. The order of elements is that of the DTD."""
    meta, cited = new("article-meta"), article.citation
    _add_ids(meta, edition, article)
    if volume.is_draft:
        add(meta, "article-version", facts.DRAFT_EDITION, {"article-version-type": "draft"})
    elif edition.metadata.version > 1:
        add(meta, "article-version", str(edition.metadata.version))
    _add_section(meta, article.annotated.article, text)
    _add_titles(meta, volume, article)
    _add_people(meta, list(facts.people_of(article)))
    _add_dates(meta, edition, article.annotated.article, text)
    _add_place_in_volume(meta, edition, article)
    _add_rights(meta, volume, edition)
    _add_addresses(meta, article)
    _add_related(meta, volume, edition, article)
    _add_abstracts(meta, article)
    if cited.keywords:
        keywords = add(meta, "kwd-group", attributes={"kwd-group-type": "author", XML_LANG: cited.language})
        for keyword in cited.keywords:
            add(keywords, "kwd", keyword)
    _add_printed(meta, text)
    return meta


def front_stub(volume: DescribedVolume, article: Article, text: Text) -> Element:
    """What is said of a text that is printed with another one, in its own language."""
    meta = new("front-stub")
    _add_section(meta, article, text)
    add(add(meta, "title-group"), "article-title", facts.mark_draft(article.title, volume))
    _add_people(meta, [(person.role, name_of(person, article.language)) for person in article.people])
    _add_date(meta, article.date, "pub", _printed_date(text))
    if article.description:
        add(add(meta, "abstract"), "p", article.description)
    _add_printed(meta, text)
    return meta


def _add_ids(meta: Element, edition: DescribedEdition, article: DescribedArticle) -> None:
    add(meta, "article-id", article.document, {"pub-id-type": "publisher-id"})
    add(meta, "article-id", facts.article_identifier(edition, article), {"pub-id-type": "urn"})
    for scheme in Scheme:
        add_text(meta, "article-id", str(getattr(article.citation, scheme)), {"pub-id-type": _ID_TYPES[scheme]})


def _add_section(meta: Element, article: Article, text: Text) -> None:
    if article.section:
        groups = add(meta, "article-categories")
        group = add(groups, "subj-group", attributes={"subj-group-type": "section", XML_LANG: article.language})
        add(group, "subject", article.section)


def _add_titles(meta: Element, volume: DescribedVolume, article: DescribedArticle) -> None:
    """The title, and those of the same work in other languages: of a text printed with it, of translations."""
    group = add(meta, "title-group")
    add(group, "article-title", facts.mark_draft(article.citation.title, volume))
    parallel = article.annotated.parallel
    titles = {parallel.article.language: parallel.article.title} if parallel else {}
    titles = {**{each.language: each.title for each in article.translations}, **titles}
    for tag, title in titles.items():
        add(add(group, "trans-title-group", attributes={XML_LANG: tag}), "trans-title", title)


def _add_people(meta: Element, people: list[tuple[str, Name]]) -> None:
    if not people:
        return
    group = add(meta, "contrib-group")
    for role, name in people:
        contrib = add(group, "contrib", attributes={"contrib-type": _CONTRIB_TYPES.get(role, ROLES[role])})
        orcid = f"https://orcid.org/{name.orcid}" if name.orcid else ""
        add_text(contrib, "contrib-id", orcid, {"contrib-id-type": "orcid"})
        isni = f"https://isni.org/isni/{name.isni.replace(' ', '')}" if name.isni else ""
        add_text(contrib, "contrib-id", isni, {"contrib-id-type": "isni"})
        _add_name(contrib, name)
        add(contrib, "role", ROLES[role], _relator(role))


def _relator(role: str) -> dict[str, str]:
    vocabulary = {"vocab": "marcrelator", "vocab-identifier": _RELATOR}
    return {**vocabulary, "vocab-term": ROLES[role], "vocab-term-identifier": f"{_RELATOR}{role}"}


def _add_name(contrib: Element, name: Name) -> None:
    """A name taken apart, with the form in which it is printed; another one, which may be that of a body, as it is."""
    if not name.family:
        add(contrib, "string-name", name.literal)
        return
    both = add(contrib, "name-alternatives")
    parts = add(both, "name")
    add(parts, "surname", name.family)
    add_text(parts, "given-names", name.given)
    add_text(parts, "suffix", name.suffix)
    add(both, "string-name", name.literal, {"specific-use": "display"})


def _add_dates(meta: Element, edition: DescribedEdition, article: Article, text: Text) -> None:
    _add_date(meta, article.date, "pub", _printed_date(text))
    _add_date(meta, facts.publication_day(edition), "collection", "")


def _add_date(meta: Element, day: datetime.date, kind: str, printed: str) -> None:
    attributes = {"date-type": kind, "publication-format": "electronic", "iso-8601-date": day.isoformat()}
    date = add(meta, "pub-date", attributes=attributes)
    add(date, "day", f"{day:%d}")
    add(date, "month", f"{day:%m}")
    add(date, "year", str(day.year))
    add_text(date, "string-date", printed)


def _printed_date(text: Text) -> str:
    """The date as it is printed, with plain spaces: where lines may end is no matter of a record."""
    return next((" ".join("".join(each.itertext()).split()) for each in text.header.iter("time")), "")


def _add_place_in_volume(meta: Element, edition: DescribedEdition, article: DescribedArticle) -> None:
    data, pages = edition.metadata, article.citation.pages
    add(meta, "volume", str(data.number))
    add(meta, "issue", str(data.issue))
    add(meta, "issue-id", edition.identifier, {"pub-id-type": "urn"})
    for scheme in Scheme:
        add_text(meta, "issue-id", str(getattr(data.identifiers, scheme)), {"pub-id-type": _ID_TYPES[scheme]})
    add(meta, "issue-title", data.volume_title, {XML_LANG: edition.language})
    for number, medium in data.identifiers.isbns:
        add(meta, "isbn", number, {"publication-format": medium.lower() or "electronic"})
    if pages:
        add(meta, "fpage", pages.first)
        add(meta, "lpage", pages.last)
    updated = article.annotated.article.updated
    if updated:
        event = add(add(meta, "pub-history"), "event", attributes={"event-type": "updated"})
        add(event, "event-desc", "Updated where it was first published")
        date = add(event, "date", attributes={"date-type": "updated", "iso-8601-date": updated.isoformat()})
        add(date, "day", f"{updated:%d}")
        add(date, "month", f"{updated:%m}")
        add(date, "year", str(updated.year))


def _add_rights(meta: Element, volume: DescribedVolume, edition: DescribedEdition) -> None:
    rights, access = edition.metadata.rights, facts.access_words(volume, edition.language)
    address, concept = facts.licence_address(rights), facts.access_address(volume)
    if not rights and not access:
        return
    permissions = add(meta, "permissions")
    if rights and not address:
        add(permissions, "copyright-statement", rights)
    if rights and address:
        add(add(permissions, "license", attributes={HREF: address}), "license-p", rights)
    if access:
        add(add(permissions, "license", attributes={"license-type": "access", HREF: concept}), "license-p", access)


def _add_addresses(meta: Element, article: DescribedArticle) -> None:
    cited = article.citation
    if cited.url:
        add(meta, "self-uri", cited.url, {"content-type": "first-published", HREF: cited.url})
    if cited.archived:
        day = cited.archived.day.isoformat() if cited.archived.day else ""
        attributes = {"content-type": "archived-copy", HREF: cited.archived.address}
        add(meta, "self-uri", f"archived {day}".strip(), attributes)


def _add_related(meta: Element, volume: DescribedVolume, edition: DescribedEdition, article: DescribedArticle) -> None:
    """Translations, and what the article recommends; its list of these is printed at its end."""
    for other in article.translations:
        kind = "original" if other.language == article.original else "alt-language"
        number = facts.identifier_of_translation(volume, other.language, other.document)
        attributes = {"related-article-type": kind, XML_LANG: other.language, HREF: number}
        add(meta, "related-article", other.title, attributes)
    documents = {each.annotated.article.key: each.document for each in edition.articles}
    for entry in article.annotated.related:
        _add_recommended(meta, entry, documents)


def _add_recommended(meta: Element, entry: RelatedEntry, documents: Mapping[str, str]) -> None:
    if entry.kind is RelatedKind.WEB:
        attributes = {"link-type": "recommended", "ext-link-type": "uri", HREF: entry.address}
        add(meta, "related-object", entry.title or entry.address, attributes)
    elif entry.kind in (RelatedKind.HERE, RelatedKind.VOLUME):
        address = f"{documents[entry.key]}.xml" if entry.kind is RelatedKind.HERE else entry.address
        attributes = {"related-article-type": "recommended", XML_LANG: entry.language, HREF: address}
        related = add(meta, "related-article", attributes=attributes)
        add(related, "article-title", entry.title)
        add_text(related, "volume-id", entry.volume)


def _add_abstracts(meta: Element, article: DescribedArticle) -> None:
    own, parallel = article.annotated.article, article.annotated.parallel
    if own.description:
        add(add(meta, "abstract", attributes={XML_LANG: own.language}), "p", own.description)
    if parallel and parallel.article.description:
        attributes = {XML_LANG: parallel.article.language}
        add(add(meta, "trans-abstract", attributes=attributes), "p", parallel.article.description)


def _add_printed(meta: Element, text: Text) -> None:
    """The lines of the header that JATS has as data, in the words in which they are printed."""
    said = [(name, line) for name, mark in _PRINTED.items() for line in _lines_of(text.header, mark)]
    if said:
        group = add(meta, "custom-meta-group")
        for name, line in said:
            custom = add(group, "custom-meta", attributes={"specific-use": "as-printed"})
            add(custom, "meta-name", name)
            add(custom, "meta-value", line)


def _lines_of(header: Element, mark: str) -> Iterator[str]:
    return (" ".join("".join(each.itertext()).split()) for each in header.iter() if has_class(each, mark))
