"""Saved pages on disk: one, or a folder of many."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archivist.files import inside, sha256
from archivist.findings import Finding
from archivist.importers.found import Found, FoundArticle, Media, SourceError, Wishes
from archivist.importers.pages.article import article_on
from archivist.importers.pages.document import Page, page_of
from archivist.importers.pages.mhtml import MessagePictures, saved
from archivist.importers.pages.pictures import BESIDE, SavedPictures, as_written

PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".mht"})
_MESSAGES = frozenset({".mhtml", ".mht"})
_LARGEST = 100_000_000  # bytes of one page


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of a saved page, or of all pages in a folder, in the order of their paths.

    Raises SourceError if there is no page or the one page cannot be read.
    """
    if source.is_dir():
        yield from _folder(source, wishes, media)
        return
    try:
        with source.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise SourceError(f"{source} cannot be read: {error.strerror}", "Check the path and its permissions.") from None
    yield _page(source, source.parent, wishes, media)


def _folder(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    seen: dict[str, tuple[str, str]] = {}  # address -> digest of the words, place
    none = True
    for file in pages_in(source):
        none = False
        found = _page(file, source, wishes, media)
        yield _unless_seen(found, seen, _name(file, source)) if isinstance(found, FoundArticle) else found
    if none:
        suffixes = ", ".join(sorted(PAGES))
        raise SourceError(f"{source} holds no saved page", f"Name a folder with files that end in {suffixes}.")


def pages_in(source: Path) -> Iterator[Path]:
    """The pages in a folder, in order: none hidden, none that belongs to another page, none outside by a link."""
    for place, folders, names in os.walk(source, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(BESIDE))
        for name in sorted(names):
            file = Path(place) / name
            if name.startswith(".") or file.suffix.lower() not in PAGES:
                continue
            if file.is_file() and inside(source, file.absolute()):
                yield file


def _unless_seen(found: FoundArticle, seen: dict[str, tuple[str, str]], name: str) -> Found:
    """A mirror holds the same page under several names: once is enough. Other words at one address are kept."""
    if not found.source:
        return found
    digest = sha256(found.plain.encode("utf-8", "replace"))
    first = seen.setdefault(found.source, (digest, found.place))
    if first[1] == found.place:
        return found
    if first[0] == digest:
        return Finding("import-left-out", f"the same article as in {first[1]}", found.place)
    remark = Finding(
        "import-guessed", f"it has the address of {first[1]} and other words, so both were taken", found.place
    )
    return replace(found, origin=f"{found.source} {name}", remarks=(*found.remarks, remark))


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix().encode("utf-8", "replace").decode()


def _page(file: Path, folder: Path, wishes: Wishes, media: Media) -> Found:
    name = _name(file, folder)
    place = str(file).encode("utf-8", "replace").decode()
    try:
        if file.stat().st_size > _LARGEST:
            return Finding("import-unreadable", "the page is larger than 100 MB", place)
        data = file.read_bytes()
    except OSError as error:
        return Finding("import-unreadable", f"the page cannot be read: {error.strerror}", place)
    if file.suffix.lower() in _MESSAGES or data[:2000].lstrip()[:5].lower() == b"from:":
        return _message(data, name, place, wishes, media)
    page = page_of(data, address="", place=place, encoding="", retrieved=None)
    if page is None:
        return Finding("import-left-out", "the page is empty", place)
    return _with_pictures(page, SavedPictures(file, folder, media), wishes, name)


def _with_pictures(page: Page, store: SavedPictures, wishes: Wishes, name: str) -> Found:
    store.expect(as_written(page.root, page.base))
    found = article_on(page, wishes=wishes, picture=store.address, has=store.has, origin=name)
    return _with_remarks(found, store.remarks())


def _message(data: bytes, name: str, place: str, wishes: Wishes, media: Media) -> Found:
    message = saved(data)
    if message is None:
        return Finding("import-unreadable", "The file holds no page.", place, hint="Save the page again as HTML.")
    page = page_of(
        message.html, address=message.address, place=place, encoding=message.encoding, retrieved=message.retrieved
    )
    if page is None:
        return Finding("import-left-out", "the page is empty", place)
    store = MessagePictures(message.pictures, media)
    found = article_on(page, wishes=wishes, picture=store.address, has=store.has, origin=name)
    return _with_remarks(found, store.remarks())


def _with_remarks(found: Found, remarks: list[Finding]) -> Found:
    if not isinstance(found, FoundArticle) or not remarks:
        return found
    return replace(found, remarks=(*found.remarks, *(replace(each, file=found.place) for each in remarks)))
