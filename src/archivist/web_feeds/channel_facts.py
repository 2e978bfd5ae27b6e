"""What a feed, or an export in the form of one, says of its serial.

Only the head of the file is read.
"""

import json
import re
from pathlib import Path

from lxml import etree

from archivist.reader_api.decoding import decode
from archivist.reader_api.found import SourceError
from archivist.reader_api.serial_facts import SerialFacts, site_address
from archivist.text import languages
from archivist.text.xml_element import Element

_HEAD = 1_000_000  # bytes within which the first entry of a feed begins
_JSON_FEED = 50_000_000  # bytes; JSON can only be read as a whole
_ENTRY = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>]")
_ENCODING = re.compile(rb"\s*<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def channel_facts(file: Path) -> SerialFacts:
    """The facts. A file that cannot be read says nothing: the import reports it."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
            if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                return _of_json_feed(head + opened.read(_JSON_FEED))
        return _of_xml(head)
    except (OSError, SourceError, ValueError, RecursionError, etree.XMLSyntaxError):
        return SerialFacts()


def _of_xml(head: bytes) -> SerialFacts:
    entry = _ENTRY.search(head)
    declared = _ENCODING.match(head)
    text = decode(head[: entry.start()] if entry else head, declared[1].decode() if declared else "").text
    # Repaired by the parser: the elements that contain the entries are not closed.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(_DECLARATION.sub("", text).encode(), parser)
    return SerialFacts() if root is None else _of_channel(root)


def _of_channel(root: Element) -> SerialFacts:
    channel = next((each for each in root if _name(each) == "channel"), root)
    said: dict[str, str] = {}
    for element in channel:
        said.setdefault(_name(element), _value(element))
    tag = languages.normalise_tag(said.get("language") or channel.get(_LANG) or "")
    return SerialFacts(
        title=said.get("title", ""),
        subtitle=said.get("description") or said.get("subtitle", ""),
        site=site_address(said.get("base_blog_url") or said.get("link", "")),
        languages=(tag,) if tag else (),
        rights=said.get("copyright") or said.get("rights", ""),
    )


def _name(element: Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _value(element: Element) -> str:
    return " ".join("".join(element.itertext()).split()) or str(element.get("href") or "")


def _of_json_feed(data: bytes) -> SerialFacts:
    feed = _table(json.loads(data.decode("utf-8-sig")))
    tag = languages.normalise_tag(_text(feed.get("language")))
    authors = feed.get("authors")
    return SerialFacts(
        title=_text(feed.get("title")),
        subtitle=_text(feed.get("description")),
        site=site_address(_text(feed.get("home_page_url"))),
        languages=(tag,) if tag else (),
        publisher=_text(_table(authors[0]).get("name")) if isinstance(authors, list) and authors else "",
    )


def _table(value: object) -> dict[str, object]:
    return {str(key).lower(): each for key, each in value.items()} if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
