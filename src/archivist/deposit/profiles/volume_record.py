"""The record of a volume alone, out of a file of MARC records that describes its articles also."""

import hashlib
from dataclasses import replace

from lxml import etree

from archivist.deposit.description import PackageFile

_MARC = "{http://www.loc.gov/MARC21/slim}"
_LEVEL = 7  # position in the leader: the bibliographic level (MARC 21, Leader/07)
_PARTS = frozenset("ab")  # component parts: of a monograph, of a serial


def volume_record_only(file: PackageFile) -> PackageFile:
    """The file without the records of component parts. Raises ValueError if it is not a file of MARC records."""
    content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))
    if root.tag != f"{_MARC}collection":
        raise ValueError(f"{file.path} is not a collection of MARC records")
    for record in root.findall(f"{_MARC}record"):
        if (record.findtext(f"{_MARC}leader") or "")[_LEVEL : _LEVEL + 1] in _PARTS:
            root.remove(record)
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return replace(file, content=written, size=len(written), sha512=hashlib.sha512(written).hexdigest())
