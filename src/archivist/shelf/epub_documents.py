"""The documents in an EPUB that this program made: what the record has no copy of."""

import zipfile
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

from lxml import etree

from archivist.shelf.holdings import Holding
from archivist.text.xml_element import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "META-INF/container.xml"
_SUGGESTED = "suggested"  # the class of the line above what archivist suggests (markup/templates/related.xhtml)


class UnreadableEpubError(Exception):
    """The file is not an EPUB as this program makes them; the message says why."""


class EpubDocuments:
    """An open EPUB."""

    def __init__(self, path: Path) -> None:
        """Raises UnreadableEpubError."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            container = self._parsed(_CONTAINER)
            package = next(container.iter("{*}rootfile")).get("full-path", "")
            self._package = self._parsed(package)
        except (OSError, zipfile.BadZipFile, KeyError, StopIteration, etree.XMLSyntaxError) as cause:
            raise UnreadableEpubError(f"{type(cause).__name__}: {cause}") from None
        self._folder = PurePosixPath(package).parent

    def __enter__(self) -> "EpubDocuments":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @cached_property
    def media_types(self) -> dict[str, str]:
        """The media type of each file of the book by its path below that of the package document."""
        return {item.get("href", ""): item.get("media-type", "") for item in self._package.iter(f"{_OPF}item")}

    @cached_property
    def cover(self) -> str:
        """The path of the cover picture; "" if there is none."""
        items = self._package.iter(f"{_OPF}item")
        return next((each.get("href", "") for each in items if each.get("properties") == "cover-image"), "")

    @cached_property
    def reading_order(self) -> list[str]:
        """The paths of the documents, in order."""
        items = {item.get("id", ""): item.get("href", "") for item in self._package.iter(f"{_OPF}item")}
        return [items[each.get("idref", "")] for each in self._package.iter(f"{_OPF}itemref")]

    def read(self, path: str) -> bytes:
        """A file of the book. Raises UnreadableEpubError."""
        try:
            return self._zip.read((self._folder / path).as_posix())
        except (KeyError, zipfile.BadZipFile, OSError) as cause:
            raise UnreadableEpubError(f"{path}: {cause}") from None

    def document(self, path: str) -> Element:
        """A document as a tree. Raises UnreadableEpubError."""
        try:
            root: Element = etree.fromstring(self.read(path), _parser())
        except etree.XMLSyntaxError as cause:
            raise UnreadableEpubError(f"{path}: {cause}") from None
        return root

    def _parsed(self, name: str) -> Element:
        root: Element = etree.fromstring(self._zip.read(name), _parser())
        return root


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def entries_of_texts(holding: Holding, listed: Mapping[str, int]) -> dict[str, int]:
    """The number of related entries of every article by its document: one without entries is not in the appendix."""
    return {each.id: listed.get(each.id, 0) for _, each in holding.texts()}


def related_entries(book: EpubDocuments, path: str = "related.xhtml") -> Iterator[tuple[str, int]]:
    """The id of each article's document with the number of entries that its author lists as related reading."""
    if path not in book.media_types:
        return
    for section in book.document(path).iter(f"{XHTML}section"):
        address = section.find(f"{XHTML}h2/{XHTML}a")
        if address is None:
            continue
        children = list(section)
        lines = (at for at, each in enumerate(children) if each.get("class") == _SUGGESTED)
        listed = children[: next(lines, len(children))]
        count = sum(len(each.findall(f"{XHTML}li")) for each in listed if each.tag == f"{XHTML}ul")
        yield address.get("href", "").removesuffix(".xhtml"), count
