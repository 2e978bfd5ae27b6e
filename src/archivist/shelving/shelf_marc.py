"""The MARC record of an edition on the shelf, with the fields of the records for deposit (deposit/marc_fields.py).

It is made from the volume record alone, so it says less than the record in a package: that one knows the articles.
"""

import datetime
from collections.abc import Iterator
from xml.etree import ElementTree

from pymarc import Field
from pymarc.marcxml import record_to_xml_node

from archivist.deposit.marc_fields import (
    control_fields,
    field,
    language_fields,
    new_record,
    nonfiling,
    registered_fields,
    resolver_fields,
    title_field,
)
from archivist.shelf import places
from archivist.shelf.catalogues.feed_tree import appeared, subjects_of
from archivist.shelf.holdings import Holding
from archivist.shelf.site import Site

_NAMESPACE = "http://www.loc.gov/MARC21/slim"


def marc_record(site: Site, holding: Holding) -> bytes:
    """The record as an element of MARCXML."""
    record = new_record("m", is_draft=holding.published is None)
    record.add_field(*sorted(_fields(site, holding), key=lambda each: each.tag))
    node = record_to_xml_node(record)
    node.set("xmlns", _NAMESPACE)
    ElementTree.indent(node)
    return bytes(ElementTree.tostring(node, encoding="utf-8")) + b"\n"


def _fields(site: Site, holding: Holding) -> Iterator[Field]:
    record, about, language = holding.record, site.about[holding.language], holding.language
    day = datetime.date.fromisoformat(appeared(holding)[:10])
    pictures = any(each.pictures for each in record.documents)
    index = any(each.role == "index" for each in record.documents)
    yield from control_fields(record.identifier, day, day, language, pictures=pictures, index=index)
    yield from _numbers(holding)
    yield from field("040", "  ", ("a", about.publisher), ("b", "eng"), ("e", "rda"), ("c", about.publisher))
    yield from language_fields(record.languages)
    number = site.words[language].plain("number", number=record.volume.number) if record.volume.number else ""
    yield from title_field("245", "0", record.title, language, ("n", number), ("p", record.volume.title))
    if record.edition_version > 1:
        yield from field("250", "  ", ("a", f"Version {record.edition_version}"))
    yield from field("264", " 1", ("b", about.publisher), ("c", str(day.year)))
    yield from _form(holding, pictures=pictures)
    yield from field("520", "  ", ("a", " · ".join(text.article.title for text in site.texts_of_editions[holding.id])))
    yield from field("540", "  ", ("a", about.rights))
    for subject in subjects_of(site, holding):
        yield from field("653", "  ", ("a", subject))
    yield from _links(site, holding)


def _numbers(holding: Holding) -> Iterator[Field]:
    own = holding.record.identifiers
    for number, medium in own.isbns:
        yield from field("020", "  ", ("a", number.replace("-", "")), ("q", medium))
    for number, _ in own.issns:
        yield from field("022", "  ", ("a", number), ("l", own.issn_l))
    yield from field("024", "7 ", ("a", holding.record.identifier), ("2", "urn"))
    yield from registered_fields(own)


def _form(holding: Holding, *, pictures: bool) -> Iterator[Field]:
    pages = holding.record.page_count
    extent = f"1 online resource ({pages} pages)" if pages else "1 online resource"
    yield from field("300", "  ", ("a", extent), ("b", "illustrations" if pictures else ""))
    yield from field("336", "  ", ("a", "text"), ("b", "txt"), ("2", "rdacontent"))
    yield from field("337", "  ", ("a", "computer"), ("b", "c"), ("2", "rdamedia"))
    yield from field("338", "  ", ("a", "online resource"), ("b", "cr"), ("2", "rdacarrier"))


def _links(site: Site, holding: Holding) -> Iterator[Field]:
    record = holding.record
    for tag in site.languages:
        other = site.edition(record.volume.id, tag)
        if other and tag != holding.language:
            yield from field("775", "0 ", ("t", other.full_title), ("w", other.record.identifier))
    if record.volume.number:
        skipped = nonfiling(record.title, holding.language)
        yield from field("830", f" {skipped}", ("a", record.title), ("v", f"no. {record.volume.number}"))
    yield from resolver_fields(record.identifiers)
    if site.address:
        yield from field("856", "40", ("u", places.address(site, "", places.volume_page(holding))))
