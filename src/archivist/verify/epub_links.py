"""Links, ids and pictures of an EPUB: each link leads to a place in the book, nothing is loaded from elsewhere.

A link that leaves the book is the reader's to follow. Whatever a reading system loads must be in the file.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from archivist.data_addresses import is_harmless, read_data
from archivist.findings import Severity
from archivist.svg import is_clean
from archivist.verdict import Message
from archivist.verify.epub_book import SVG, XHTML, EpubBook, Target, target
from archivist.verify.epub_references import Kind, Reference, references, scripts

CHECK = "links"
_NO_FILE = "data"  # the scheme of an address that contains what it names (RFC 2397)
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def messages(book: EpubBook) -> Iterator[Message]:
    """Everything wrong with what the book names."""
    places = Places(book)
    yield from _ids(book, places)
    for reference in references(book):
        yield from _reference(reference, places)
    for script in scripts(book):
        why = "a volume holds no scripts" if script.runs else "nothing in a volume moves, or loads what is elsewhere"
        yield _error("script", f"{script.what}; {why}", script.source, script.line)


@dataclass(slots=True)
class Places:
    """The files of the book and the ids in them."""

    book: EpubBook
    _ids: dict[str, Counter[str]] = field(default_factory=dict)
    _texts: frozenset[str] = frozenset()  # the files in which an id can be

    def __post_init__(self) -> None:
        self._texts = frozenset(item.name for item in self.book.items if item.media_type in {XHTML, SVG})

    def ids(self, name: str) -> Counter[str]:
        """How often each id is in a document."""
        if name not in self._ids:
            elements = (each for each in self.book.root(name).iter() if isinstance(each.tag, str))
            self._ids[name] = Counter(id for each in elements if (id := each.get("id") or each.get(_XML_ID)))
        return self._ids[name]

    def fault(self, where: Target) -> str:
        """What is wrong with a place in the book; "" if nothing is."""
        if where.name not in self.book.members:
            return f"leads to {where.name}, which is not in the file"
        if where.fragment and where.name in self._texts and not self.ids(where.name)[where.fragment]:
            return f"leads to “{where.fragment}” in {where.name}, an id that it does not have"
        return ""


def _ids(book: EpubBook, places: Places) -> Iterator[Message]:
    names = [book.package_name, *(item.name for item in book.documents)]
    for name in names:
        for id, times in places.ids(name).items():
            if times > 1:
                yield _error("id-twice", f"the id “{id}” appears {times} times in one document", name)


def _reference(reference: Reference, places: Places) -> Iterator[Message]:
    address, source, line = reference.address, reference.source, reference.line
    scheme = address.strip().partition(":")[0].lower()
    if scheme == _NO_FILE:
        if reference.kind is Kind.LINK or not _holds_a_picture(address):
            yield _error("remote", f"a {reference.kind} that may load or run something: {address[:80]}", source, line)
        return
    try:
        where = target(address, source)
    except ValueError as refusal:
        yield _error("address-wrong", f"“{address}” is not a valid address: {refusal}", source, line)
        return
    if not address.strip():
        yield _error("link-to-nowhere", f"a {reference.kind} without an address", source, line)
    elif not where.name:
        if reference.kind is not Kind.LINK or scheme == "file":
            yield _error("remote", f"a {reference.kind} is outside the book: {address}", source, line)
    elif fault := places.fault(where):
        code = "link-to-nowhere" if reference.kind is Kind.LINK else f"{reference.kind}-missing"
        yield _error(code, f"a {reference.kind} {fault}", source, line)


def _holds_a_picture(address: str) -> bool:
    """Whether a `data:` address holds a picture or a font, and not a page or a drawing with a script."""
    held = read_data(address)
    if held is not None and held.media_type == SVG:
        return is_clean(held.content)
    return is_harmless(address)


def _error(code: str, text: str, place: str, line: int = 0) -> Message:
    return Message(Severity.ERROR, code, text, place, line)
