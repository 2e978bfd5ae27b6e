"""The files of an EPUB against its manifest: every file is declared, every declared file is there and is used."""

from collections import Counter
from collections.abc import Iterator

from archivist.verdict import Message
from archivist.verify.epub_book import NCX, EpubBook, target
from archivist.verify.epub_references import references
from archivist.verify.internal_check import error

CHECK = "manifest"
_UNDECLARED = frozenset({"mimetype"})  # files a manifest must not name (EPUB 3.3, 5.6.1), beside META-INF/
_USED_BY_PROPERTY = frozenset({"nav", "cover-image"})


def messages(book: EpubBook) -> Iterator[Message]:
    """Every difference."""
    place = book.package_name
    for what, counts in (
        ("id", Counter(item.id for item in book.items)),
        ("file", Counter(item.name for item in book.items)),
    ):
        for name, times in counts.items():
            if times > 1:
                yield error("declared-twice", f"the manifest has the {what} {name} {times} times", place)
    declared = {item.name for item in book.items}
    for name in sorted(declared - book.members):
        yield error("file-not-there", f"the manifest declares {name}, which is not in the file", place)
    for name in sorted(book.members - declared - _UNDECLARED - {place}):
        if not name.startswith("META-INF/"):
            yield error("file-not-declared", "the manifest does not declare this file", name)
    used = _used(book)
    for item in book.items:
        if item.name in book.members and item.name not in used:
            yield error("file-not-used", "nothing in the book shows or names this file", item.name)


def _used(book: EpubBook) -> set[str]:
    """The files that are read, shown, or named by another file."""
    used = {item.name for item in (*book.spine, *book.apart)}
    for item in book.items:
        if item.media_type == NCX or item.properties & _USED_BY_PROPERTY:
            used.add(item.name)
    for reference in references(book):
        try:
            where = target(reference.address, reference.source)
        except ValueError:  # the check of the links tells of it
            continue
        if where.name != reference.source:
            used.add(where.name)
    return used
