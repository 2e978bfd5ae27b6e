"""An XML feed as a stream of its entries: only one is in memory at a time."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.text.xml_element import Element
from archivist.web_feeds import atom, rss
from archivist.web_feeds.entry import Entry, FeedInfo
from archivist.web_feeds.feed_names import name_of
from archivist.web_feeds.xml_repair import repair

_MAX_MENDED = 64 * 2**20  # bytes of a feed that has to be repaired in memory
_ROOTS = ("rss", "rdf:RDF", "atom:feed", "atom:entry")
_CONTAINERS = ("rss", "rdf:RDF", "channel", "atom:feed")
_ENTRIES = ("item", "atom:entry")


class _NeedsMendingError(Exception):
    """The file has a document type or a reference that plain XML does not know."""


@dataclass(frozen=True, slots=True)
class XmlFeed:
    """A feed proved to be well-formed to its end."""

    name: str
    info: FeedInfo
    changes: tuple[str, ...]  # what had to be repaired, in words
    _opened: Callable[[], BinaryIO]

    def entries(self) -> Iterator[Entry]:
        """The entries in the order of the file."""
        with self._opened() as file:
            for number, element in enumerate(_elements(file, _Gathered(self.name)), start=1):
                is_atom = name_of(element).startswith("atom:")
                yield (atom.entry_of if is_atom else rss.entry_of)(element, number, self.info)


def open_xml(source: Path) -> XmlFeed:
    """Read a feed once to its end, so that nothing is taken from one that breaks off.

    Raises SourceError if it is not a feed, or broken in a way that leaves open what was meant.
    """

    def open_stream() -> BinaryIO:
        return source.open("rb")

    try:
        try:
            return _scan_feed(source.name, open_stream, ())
        except (_NeedsMendingError, etree.XMLSyntaxError):
            own = repair(_whole(source), source.name)
        return _scan_feed(source.name, lambda: io.BytesIO(own.data), own.changes)
    except (etree.XMLSyntaxError, _NeedsMendingError) as error:
        raise SourceError(
            f"not well-formed XML: {error}",
            "Fetch the feed again; nothing of it was imported.",
            place=Place(source.name),
        ) from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(source.name)) from None


def _whole(source: Path) -> bytes:
    if source.stat().st_size > _MAX_MENDED:
        raise SourceError(
            "not well-formed XML, and too large to repair (more than 64 MB)",
            "Run it through an XML tool, such as `xmllint --recover`.",
            place=Place(source.name),
        )
    return source.read_bytes()


def _scan_feed(name: str, opened: Callable[[], BinaryIO], changes: tuple[str, ...]) -> XmlFeed:
    gathered = _Gathered(name)
    with opened() as file:
        for _ in _elements(file, gathered):
            pass
    return XmlFeed(name, gathered.info, changes, opened)


class _Gathered:
    """What a feed says outside its entries."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.info = FeedInfo()

    def note(self, element: Element) -> None:
        """Take what an element says of the whole feed; what was said first stays."""
        own = (atom if name_of(element).startswith("atom:") else rss).info_of(element)
        if name_of(element).endswith("link") and self.info.link:
            own = replace(own, link="")
        self.info = FeedInfo(
            title=self.info.title or own.title,
            link=self.info.link or own.link,
            language=self.info.language or own.language,
            authors=self.info.authors + own.authors,
        )


def _elements(file: BinaryIO, gathered: _Gathered) -> Iterator[Element]:
    """Each entry's element; emptied when the next one is asked for."""
    open_names: list[str] = []
    for event, element in etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    ):
        if event == "start":
            open_names.append(name_of(element))
            if len(open_names) == 1:
                _check_root(element, gathered)
            continue
        name = open_names.pop()
        if any(child.tag is etree.Entity for child in element):
            raise _NeedsMendingError(f"reference to an unknown entity on line {element.sourceline}")
        if _is_entry(name, open_names):
            yield element
            _forget(element)
        elif all(each in _CONTAINERS for each in open_names) and name not in _CONTAINERS:
            gathered.note(element)
            _forget(element)


def _is_entry(name: str, around: list[str]) -> bool:
    """An entry is in a feed, not in another entry; a file may also contain one Atom entry alone."""
    return name in _ENTRIES and all(each in _CONTAINERS for each in around)


def _check_root(root: Element, gathered: _Gathered) -> None:
    if root.getroottree().docinfo.doctype:
        raise _NeedsMendingError("document type")
    name = name_of(root)
    if name not in _ROOTS:
        raise SourceError(
            f"begins with <{name.rpartition(':')[2]}>, so it is not a feed", place=Place(gathered.file_name)
        )
    gathered.info = FeedInfo(language=atom.language_at(root))


def _forget(element: Element) -> None:
    """Free the memory of what has been read."""
    parent = element.getparent()
    tail = element.tail
    element.clear()
    element.tail = tail
    while parent is not None and element.getprevious() is not None:
        del parent[0]
