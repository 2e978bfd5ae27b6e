"""The OCF container, written by EbookLib and then read again.

EbookLib is handed finished bytes only. Where it leans on the clock, hides an error or cannot say what must be
said, its writer is overridden; these overrides are why its version is pinned.
"""

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from ebooklib import epub
from lxml import etree

from archivist.epub.package import Package, Resource, Statement
from archivist.errors import BindingError
from archivist.executors import default_workers
from archivist.text.xml_element import Element

FOLDER = "EPUB"
IDENTIFIER_ID = "publication-id"
MEDIA_TYPE = b"application/epub+zip"
_PACKAGE_DOCUMENT = f"{FOLDER}/content.opf"
# Of the container, not of the publication: EPUB 3.3 §5.6.1 keeps them out of the manifest.
_OUTSIDE_MANIFEST = frozenset({"mimetype", "META-INF/container.xml", _PACKAGE_DOCUMENT})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
# The earliest moment a ZIP file can name. The real one is `dcterms:modified`.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6  # zlib's own choice: the highest takes half as long again to save one part in a hundred


def write(package: Package) -> bytes:
    """The EPUB file. BindingError if it is not what was meant."""
    _refuse_duplicates(package.resources)
    target = io.BytesIO()
    with ThreadPoolExecutor(default_workers()) as threads:
        deflated = {f"{FOLDER}/{each.name}": threads.submit(_deflate, each.data) for each in package.resources}
        writer = _Writer(target, _ebooklib_book(package), package, deflated)
        writer.process()
        writer.write()
    data = target.getvalue()
    _prove(data, package)
    return data


def _deflate(data: bytes) -> bytes:
    """The data as zipfile compresses it."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


class _Deflated:
    """Replaces zipfile's compressor where compression has already begun."""

    def __init__(self, deflated: Future[bytes]) -> None:
        self._deflated = deflated

    def compress(self, data: bytes) -> bytes:
        """All of it, once it is there: each file is written as a whole."""
        return self._deflated.result()

    def flush(self) -> bytes:
        """Nothing more."""
        return b""


class _SteadyZip(zipfile.ZipFile):
    """A ZIP file without clock, user or system in it, and with no name twice.

    zlib lets other threads run while it works, so files are compressed ahead, several at a time, and written in order.
    """

    deflated: Mapping[str, Future[bytes]]  # by name, of what is being compressed

    def writestr(self, name: Any, data: Any, compress_type: Any = None, compresslevel: Any = None) -> None:
        """Write one member; the same bytes at any time."""
        if name in self.NameToInfo:
            raise BindingError(f"the EPUB would hold {name} twice")
        member = zipfile.ZipInfo(name, _NO_TIME)
        member.create_system = 3  # Unix, on every system
        member.external_attr = 0o644 << 16
        if name not in self.deflated:
            kind = self.compression if compress_type is None else compress_type
            super().writestr(member, data, kind, compresslevel or self.compresslevel)
            return
        member.compress_type, member.file_size = self.compression, len(data)
        with self.open(member, "w") as file:
            # Were this attribute called otherwise in some Python, zipfile would compress it again, to the same bytes.
            file._compressor = _Deflated(self.deflated[name])  # type: ignore[attr-defined]
            file.write(data)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    def __init__(
        self, target: io.BytesIO, book: epub.EpubBook, package: Package, deflated: Mapping[str, Future[bytes]]
    ) -> None:
        modified = package.modified if package.modified.tzinfo else package.modified.replace(tzinfo=UTC)
        super().__init__(target, book, {"mtime": modified.astimezone(UTC), "raise_exceptions": True})
        self._package, self._deflated = package, deflated

    def _write_opf_file(self, root: Element) -> None:
        """Add what EbookLib's package element lacks: language and direction (EPUB 3.3 §5.4)."""
        root.set(_XML_LANG, self._package.language)
        if self._package.direction == "rtl":
            root.set("dir", "rtl")
        root.attrib.pop("prefix", None)  # every prefix in use is reserved (§D.1.4) and needs no declaration
        super()._write_opf_file(root)

    def write(self) -> None:
        """Write to the ZIP file above instead of EbookLib's, which takes its dates from the clock."""
        with _SteadyZip(self.file_name, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as self.out:
            self.out.deflated = self._deflated
            # First, and stored: the first bytes then show the type of the file (EPUB 3.3 §4.3.3).
            self.out.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()


def _ebooklib_book(package: Package) -> epub.EpubBook:
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier, and a generator with a version number
    book.IDENTIFIER_ID = IDENTIFIER_ID
    book.FOLDER_NAME = FOLDER
    book.language = package.language
    if package.direction == "rtl":
        book.set_direction("rtl")
    for statement in package.statements:
        prefix, _, name = statement.element.rpartition(":")
        book.add_metadata("DC" if prefix else None, name, statement.value, dict(statement.attributes))
    items = {resource.id: _item(resource) for resource in package.resources}
    for item in items.values():
        book.add_item(item)
    book.spine = [items[id] for id in package.spine]
    book.guide = [{"type": entry.kind, "title": entry.title, "href": entry.name} for entry in package.guide]
    return book


def _item(resource: Resource) -> epub.EpubItem:
    item = epub.EpubItem(resource.id, resource.name, resource.media_type, resource.data)
    item.properties = list(resource.properties)
    return item


def _refuse_duplicates(resources: Iterable[Resource]) -> None:
    """No two ids alike, and no two names alike on any file system (EPUB 3.3 §4.2.3)."""
    ids: set[str] = set()
    names: dict[str, str] = {}
    for resource in resources:
        folded = unicodedata.normalize("NFC", resource.name).casefold()
        if folded in names:
            raise BindingError(f"two files of the EPUB would be named alike: {names[folded]} and {resource.name}")
        if resource.id in ids:
            raise BindingError(f"two files of the EPUB would have the id {resource.id}")
        ids.add(resource.id)
        names[folded] = resource.name


# ---------------------------------------------------------------- read again


def _prove(data: bytes, package: Package) -> None:
    """Read the file as a stranger would. What EbookLib left out or changed in silence is found here."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        first = file.infolist()[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
            raise BindingError("the EPUB does not begin with its media type")
        _prove_files(file, package.resources)
        root = etree.fromstring(file.read(_PACKAGE_DOCUMENT))
    _prove_manifest(root, package)
    _prove_metadata(root, package.statements, package.modified)


def _prove_files(file: zipfile.ZipFile, resources: Iterable[Resource]) -> None:
    meant = {f"{FOLDER}/{resource.name}": resource.data for resource in resources}
    if sorted(file.namelist()) != sorted([*meant, *_OUTSIDE_MANIFEST]):
        raise BindingError("the EPUB does not hold the files it was meant to hold")
    for name, data in meant.items():
        if file.read(name) != data:
            raise BindingError(f"{name} is not in the EPUB as it was meant")


def _prove_manifest(root: Element, package: Package) -> None:
    written = [
        (item.get("id"), item.get("href"), item.get("media-type"), item.get("properties", ""))
        for item in root.iterfind(f"{_OPF}manifest/{_OPF}item")
    ]
    meant = [
        (resource.id, resource.name, resource.media_type, " ".join(resource.properties))
        for resource in package.resources
    ]
    if written != meant:
        raise BindingError("the manifest of the EPUB is not what was meant")
    spine = tuple(item.get("idref") for item in root.iterfind(f"{_OPF}spine/{_OPF}itemref"))
    if spine != package.spine:
        raise BindingError("the reading order of the EPUB is not what was meant")


def _prove_metadata(root: Any, statements: Iterable[Statement], modified: datetime) -> None:
    written = sorted(_said(element) for element in root.find(f"{_OPF}metadata"))
    meant = [_meant(statement) for statement in statements]
    moment = (modified.astimezone(UTC) if modified.tzinfo else modified).strftime("%Y-%m-%dT%H:%M:%SZ")
    meant.append((f"{_OPF}meta", moment, (("property", "dcterms:modified"),)))
    for one in set(written) ^ set(meant):
        raise BindingError(f"the metadata of the EPUB is not what was meant: {one[0]} {one[1]!r}")
    if len(written) != len(meant):
        raise BindingError("the metadata of the EPUB says something twice")


def _said(element: Element) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return str(element.tag), element.text or "", tuple(sorted(element.attrib.items()))


def _meant(statement: Statement) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    prefix, _, name = statement.element.rpartition(":")
    return f"{_DC if prefix else _OPF}{name}", statement.value or "", tuple(sorted(statement.attributes))
