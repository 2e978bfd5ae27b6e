"""Records of the editions for harvesters (OAI-PMH 2.0): a file for each edition and format, and a list of them.

oai/records.json             the editions: identifier, day, language
oai/oai_dc/2022-01.en.xml    simple Dublin Core, which every harvester reads
oai/marcxml/2022-01.en.xml   MARC 21
"""

import json
from collections.abc import Callable, Iterator

from archivist.shelf import places
from archivist.shelf.catalogues.feed_tree import appeared, subjects_of
from archivist.shelf.catalogues.opds_atom import MEDIA_TYPES
from archivist.shelf.catalogues.xml_text import element
from archivist.shelf.holdings import Holding
from archivist.shelf.layout import Page
from archivist.shelf.site import Site

LIST = "oai/records.json"
FORMAT = "archivist records for harvesters 1"
_NAMESPACES = (
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
    '"http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)

# Writes the MARC record of an edition as an element. It is the deposit's, which the shelf does not know.
MarcWriter = Callable[[Site, Holding], bytes]


def oai_files(site: Site, marc: MarcWriter) -> Iterator[Page]:
    """The records and the list of them."""
    for holding in site.holdings:
        yield Page(f"oai/oai_dc/{holding.id}.xml", _dublin_core(site, holding))
        yield Page(f"oai/marcxml/{holding.id}.xml", marc(site, holding))
    records = [
        {
            "edition": each.id,
            "identifier": each.record.identifier,
            "datestamp": appeared(each)[:10],
            "language": each.language,
        }
        for each in site.holdings
    ]
    first = site.about[site.languages[0]]
    data = {
        "format": FORMAT,
        "name": first.title,
        "contact": site.contact,
        "languages": list(site.languages),
        "records": records,
    }
    yield Page(LIST, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def _dublin_core(site: Site, holding: Holding) -> bytes:
    lines = (element(f"dc:{name}", value) for name, value in _statements(site, holding) if value)
    return "\n".join([f"<oai_dc:dc {_NAMESPACES}>", *lines, "</oai_dc:dc>\n"]).encode()


def _statements(site: Site, holding: Holding) -> Iterator[tuple[str, str]]:
    record, about = holding.record, site.about[holding.language]
    yield "title", holding.full_title
    yield "creator", about.publisher
    for subject in subjects_of(site, holding):
        yield "subject", subject
    yield "description", " · ".join(text.article.title for text in site.texts_of_editions[holding.id])
    yield "publisher", about.publisher
    yield "date", appeared(holding)[:10]
    yield "type", "Text"
    for suffix in dict.fromkeys(each.path.suffix for each in holding.files):
        yield "format", MEDIA_TYPES[suffix]
    yield "identifier", record.identifier
    for uri in record.identifiers.uris():
        yield "identifier", uri
    if site.address:
        yield "identifier", places.address(site, LIST, places.volume_page(holding))
    for tag in record.languages:
        yield "language", tag
    yield "relation", record.replaces
    yield "coverage", f"{record.volume.start}/{record.volume.end}"
    yield "rights", about.rights
