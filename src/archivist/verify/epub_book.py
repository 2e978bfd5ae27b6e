"""An EPUB as it is in the file, read with zipfile and lxml: another program than wrote it.

Its package document names everything that belongs to it (EPUB 3.3, 5). Reading never repairs: a file that is declared
and not there is kept as declared, for the checks to report.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from urllib.parse import unquote, urlsplit

from lxml import etree

from archivist.text.xml_element import Element

XHTML = "application/xhtml+xml"
SVG = "image/svg+xml"
CSS = "text/css"
NCX = "application/x-dtbncx+xml"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "META-INF/container.xml"
_ROOT_FILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_LARGEST = 1 << 26  # bytes of a text; a longer one is no text but an attack


def reader() -> str:
    """Name and version of what reads here."""
    return f"lxml {version('lxml')}"


@dataclass(frozen=True, slots=True)
class Item:
    """A file that the manifest declares (EPUB 3.3, 5.6.2)."""

    id: str
    name: str  # of the member of the ZIP file
    media_type: str
    properties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads."""

    name: str  # member of the ZIP file; "" for somewhere outside the book
    fragment: str = ""  # "" for the whole file


@dataclass(slots=True)
class EpubBook:
    """The book. Whatever is asked of it raises ValueError, or what zipfile and lxml raise, for a damaged file."""

    archive: zipfile.ZipFile
    package_name: str
    package: Element  # its root element
    items: tuple[Item, ...]
    members: frozenset[str]  # the files of the ZIP file, folders apart
    spine: tuple[Item, ...]  # what is read in order; what is apart from it (linear="no") is not here
    apart: tuple[Item, ...] = ()
    _roots: dict[str, Element] = field(default_factory=dict)

    @property
    def navigation(self) -> Item | None:
        """The navigation document (EPUB 3.3, 7)."""
        return next((item for item in self.items if "nav" in item.properties), None)

    @property
    def documents(self) -> tuple[Item, ...]:
        """Every XHTML document that is there: those of the spine in order, then the others."""
        order = dict.fromkeys((*self.spine, *self.apart, *self.items))
        return tuple(item for item in order if item.media_type == XHTML and item.name in self.members)

    def root(self, name: str) -> Element:
        """The root element of a member."""
        if name not in self._roots:
            self._roots[name] = _parsed(self.archive, name)
        return self._roots[name]

    def text(self, name: str) -> str:
        """A member that is plain text, such as a style sheet."""
        return _data(self.archive, name).decode("utf-8", "replace")


def read_epub(archive: zipfile.ZipFile) -> EpubBook:
    """The book in an open ZIP file. Raises ValueError if it does not say where its package document is."""
    container = _parsed(archive, _CONTAINER)
    name = next((each.get("full-path", "") for each in container.iter(_ROOT_FILE)), "")
    if not name:
        raise ValueError(f"{_CONTAINER} names no package document")
    package = _parsed(archive, name)
    items = tuple(_items(package, name))
    by_id = {item.id: item for item in items}
    references = [each for each in package.iter(f"{OPF}itemref") if each.get("idref") in by_id]
    apart = [each.get("linear") == "no" for each in references]
    read = [by_id[each.get("idref") or ""] for each in references]
    return EpubBook(
        archive,
        name,
        package,
        items,
        frozenset(each.filename for each in archive.infolist() if not each.is_dir()),
        tuple(item for item, is_apart in zip(read, apart, strict=True) if not is_apart),
        tuple(item for item, is_apart in zip(read, apart, strict=True) if is_apart),
    )


def target(address: str, source: str) -> Target:
    """Where an address in the member `source` leads. Raises ValueError for one that is not an address."""
    parts = urlsplit(address.strip())
    if parts.scheme or parts.netloc:
        return Target("")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path))) if parts.path else source
    return Target(name, unquote(parts.fragment))


def is_of_type(element: Element, term: str) -> bool:
    """Whether an element is said to be something (EPUB 3.3, appendix E: `epub:type`)."""
    return term in (element.get(EPUB_TYPE) or "").split()


def _items(package: Element, name: str) -> Iterator[Item]:
    for each in package.iter(f"{OPF}item"):
        properties = frozenset((each.get("properties") or "").split())
        where = target(each.get("href") or "", name)
        yield Item(each.get("id") or "", where.name, each.get("media-type") or "", properties)


def _parsed(archive: zipfile.ZipFile, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: Element = etree.fromstring(_data(archive, name), parser)
        return root
    except etree.XMLSyntaxError as fault:
        raise ValueError(f"{name} is not well-formed: {fault.msg}") from None


def _data(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        size = archive.getinfo(name).file_size
    except KeyError:
        raise ValueError(f"{name} is not in the file") from None
    if size > _LARGEST:
        raise ValueError(f"{name} is too large to be a text: {size} bytes")
    return archive.read(name)
