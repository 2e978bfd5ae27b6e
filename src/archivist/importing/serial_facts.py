"""What a source says of the serial as a whole: its title, its address, its languages, its rights.

Only the head of a source is read. What is not said is left empty; nothing is guessed from the articles.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from archivist import languages
from archivist.importing.source_detection import Kind
from archivist.reader_api.decoding import decode
from archivist.reader_api.found import SourceError
from archivist.xml_element import Element

_HEAD = 1_000_000  # bytes within which the first entry of a feed begins
_JSON_FEED = 50_000_000  # bytes; JSON can only be read as a whole
_ENTRY = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>]")
_ENCODING = re.compile(rb"\s*<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)")
_SCHEME = re.compile(r"https?://[^\s/]+")


@dataclass(frozen=True, slots=True)
class SerialFacts:
    """What is known of a serial; "" and () for what is not."""

    title: str = ""
    titles: tuple[tuple[str, str], ...] = ()  # by language, where they differ
    subtitle: str = ""
    site: str = ""  # address without a slash at its end
    languages: tuple[str, ...] = ()  # canonical tags, the main one first
    rights: str = ""
    publisher: str = ""  # the author whom the source names for all


def serial_facts(source: Path, kind: Kind) -> SerialFacts:
    """What a source says of its serial. A source that cannot be read says nothing: the import reports it."""
    readers = {Kind.SITE: _of_site, Kind.WORDPRESS: _of_feed, Kind.FEED: _of_feed}
    read = readers.get(kind)
    if read is None:
        return SerialFacts()
    try:
        return read(source)
    except (OSError, SourceError, ValueError, etree.XMLSyntaxError):
        return SerialFacts()


# ---------------------------------------------------------------- sites


def _of_site(folder: Path) -> SerialFacts:
    from archivist.readers.site_folders import site_of  # noqa: PLC0415  # brings large libraries with it

    site = site_of(folder)
    config = {str(key).lower(): value for key, value in site.config.items()}
    params = _table(config.get("params") or config.get("extra"))
    tags = tuple(dict.fromkeys(tag for tag in (site.language, *site.languages.values()) if tag))
    return SerialFacts(
        title=_text(config.get("title")),
        titles=tuple(_titles(config.get("languages"), site.languages)),
        subtitle=_text(config.get("tagline") or config.get("description") or params.get("description")),
        site=f"{site.url}{site.base}",
        languages=tags,
        rights=_text(config.get("copyright") or params.get("copyright")),
        publisher=_text(config.get("author") or params.get("author")),
    )


def _titles(declared: Any, tags: Mapping[str, str]) -> list[tuple[str, str]]:
    titles = [
        (tags.get(str(code), ""), _text(_table(values).get("title"))) for code, values in _table(declared).items()
    ]
    return sorted((tag, title) for tag, title in titles if tag and title)


def _table(value: Any) -> Mapping[str, Any]:
    return {str(key).lower(): each for key, each in value.items()} if isinstance(value, Mapping) else {}


def _text(value: Any) -> str:
    """A text, or the name in a table that describes a person."""
    if isinstance(value, Mapping):
        value = _table(value).get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""


# ---------------------------------------------------------------- feeds and exports


def _of_feed(file: Path) -> SerialFacts:
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return _of_json_feed(head + opened.read(_JSON_FEED))
    entry = _ENTRY.search(head)
    declared = _ENCODING.match(head)
    text = decode(head[: entry.start()] if entry else head, declared[1].decode() if declared else "").text
    # Repaired by the parser: the elements that hold the entries are not closed.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode(), parser)
    return SerialFacts() if root is None else _of_channel(root)


def _of_channel(root: Element) -> SerialFacts:
    channel = next((each for each in root if _name(each) == "channel"), root)
    said: dict[str, str] = {}
    for element in channel:
        said.setdefault(_name(element), _value(element))
    tag = languages.normalised(said.get("language") or channel.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return SerialFacts(
        title=said.get("title", ""),
        subtitle=said.get("description") or said.get("subtitle", ""),
        site=_site(said.get("base_blog_url") or said.get("link", "")),
        languages=(tag,) if tag else (),
        rights=said.get("copyright") or said.get("rights", ""),
    )


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _value(element: Element) -> str:
    return " ".join("".join(element.itertext()).split()) or str(element.get("href") or "")


def _of_json_feed(data: bytes) -> SerialFacts:
    feed = _table(json.loads(data.decode("utf-8-sig")))
    tag = languages.normalised(_text(feed.get("language")))
    authors = feed.get("authors") if isinstance(feed.get("authors"), list) else []
    return SerialFacts(
        title=_text(feed.get("title")),
        subtitle=_text(feed.get("description")),
        site=_site(_text(feed.get("home_page_url"))),
        languages=(tag,) if tag else (),
        publisher=_text(authors[0]) if authors else "",
    )


def _site(address: str) -> str:
    """An address as `[archive] site` has it, "" if it is not one of the web."""
    with suppress(ValueError):
        return address.rstrip("/") if _SCHEME.match(address) else ""
    return ""
