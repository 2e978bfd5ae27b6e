"""Saved pages on disk: one, or a folder of many."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archivist.files import inside, sha256
from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, Media, SourceError, Wishes
from archivist.readers.pages.mhtml import MessagePictures, read_saved_page
from archivist.readers.pages.names_alike import named_alike, with_group
from archivist.web_pages.document import page_of
from archivist.web_pages.extraction import Sheet
from archivist.web_pages.multi_page import Opened, PagePart, article_on_page, article_on_pages
from archivist.web_pages.page_numbers_in_addresses import together
from archivist.web_pages.page_pictures import BESIDE, SavedPictures, as_written
from archivist.web_pages.pagers import address_by_head, path_address

PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".mht"})
_MESSAGES = frozenset({".mhtml", ".mht"})
_LARGEST = 100_000_000  # bytes of one page, or of all that divide one article
_LANGUAGE = re.compile(r"\.[a-z]{2}(?:[-_][a-z]{2,4})?")
_HEAD = 300_000  # bytes of a page in which its head is


def read_pages(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of a saved page, or of all pages in a folder, in the order of their paths."""
    if source.is_dir():
        yield from _folder(source, wishes, media)
        return
    try:
        with source.open("rb") as file:
            file.read(1)
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", "Check the path and its permissions.", place=Place(str(source))
        ) from None
    yield article_on_page(_leaf(source, source.parent, media), wishes)


def _folder(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    seen: dict[str, tuple[str, Place]] = {}  # address -> digest of the words, place
    groups = _by_base(source)
    if not groups:
        suffixes = ", ".join(sorted(PAGES))
        raise SourceError(
            "contains no saved page", f"Name a folder with files that end in {suffixes}.", place=Place(str(source))
        )
    alike = named_alike(_name(file, source) for files in groups.values() for file in files)
    for base, files in groups.items():
        leaves = [_leaf(file, source, media) for file in files]
        read = article_on_pages(leaves, base, wishes, largest=_LARGEST) if len(leaves) > 1 else [(leaves[0], None)]
        for leaf, joined in read:
            found = joined or article_on_page(leaf, wishes)
            found = with_group(found, alike.get(leaf.path)) if isinstance(found, FoundArticle) else found
            yield _unless_seen(found, seen, leaf.name) if isinstance(found, FoundArticle) else found


def _by_base(source: Path) -> dict[str, list[Path]]:
    """The pages in a folder, in order; those that may be pages of one article, by their addresses alone, together."""
    files = list(pages_in(source))
    groups = together(_address_of(each, source) for each in files)
    return {base: [files[place] for place in places] for base, places in groups.items()}


def _address_of(file: Path, folder: Path) -> str:
    """The address of a page, by its head alone; that of its path if it gives none or cannot be read."""
    path = _name(file, folder)
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        return path_address(path)
    return address_by_head(head.decode("latin-1"), path)


def pages_in(source: Path) -> Iterator[Path]:
    """The pages in a folder, in order: none hidden, none that belongs to another page, none outside by a link."""
    for place, folders, names in os.walk(source, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith(BESIDE))
        for name in sorted(names):
            file = Path(place) / name
            if name.startswith(".") or not _is_page(file):
                continue
            if file.is_file() and inside(source, file.absolute()):
                yield file


def _is_page(file: Path) -> bool:
    """Whether a file is a page by its name, which may end in a language: `mill.html.en`."""
    *_, before, last = ("", "", *(suffix.lower() for suffix in file.suffixes))
    return last in PAGES or (before in PAGES and _LANGUAGE.fullmatch(last) is not None)


def _unless_seen(found: FoundArticle, seen: dict[str, tuple[str, Place]], name: str) -> Found:
    """A mirror holds the same page under several names: once is enough. Other words at one address are kept."""
    if not found.source:
        return found
    digest = sha256(found.plain.encode("utf-8", "replace"))
    first = seen.setdefault(found.source, (digest, found.place))
    if first[1] == found.place:
        return found
    if first[0] == digest:
        return Finding.at(found.place, "import-left-out", f"the same article as in {first[1]}")
    remark = Finding.at(
        found.place, "import-guessed", f"it has the address of {first[1]} but different words, so both were imported"
    )
    return replace(found, origin=f"{found.source} {name}", remarks=(*found.remarks, remark))


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix().encode("utf-8", "replace").decode()


def _leaf(file: Path, folder: Path, media: Media) -> PagePart:
    name = _name(file, folder)
    return PagePart(name, name, lambda: _open_page(file, folder, media))


def _open_page(file: Path, folder: Path, media: Media) -> Opened | Finding:
    place = Place(str(file).encode("utf-8", "replace").decode())
    try:
        if file.stat().st_size > _LARGEST:
            return Finding.at(place, "import-unreadable", "the page is larger than 100 MB")
        data = file.read_bytes()
    except OSError as error:
        return Finding.at(place, "import-unreadable", f"the page cannot be read: {error.strerror}")
    if file.suffix.lower() in _MESSAGES or data[:2000].lstrip()[:5].lower() == b"from:":
        return _message(data, place, media)
    page = page_of(data, address="", place=place, encoding="", retrieved=None)
    if isinstance(page, Finding):
        return page
    store = SavedPictures(file, folder, media)
    store.expect(as_written(page.root, page.base))
    return Opened(Sheet(page, store.address, store.has), store.remarks)


def _message(data: bytes, place: Place, media: Media) -> Opened | Finding:
    message = read_saved_page(data)
    if message is None:
        return Finding.at(
            place, "import-unreadable", "The file does not contain a page.", "Save the page again as HTML."
        )
    page = page_of(
        message.html, address=message.address, place=place, encoding=message.encoding, retrieved=message.retrieved
    )
    if isinstance(page, Finding):
        return page
    store = MessagePictures(message.pictures, media)
    return Opened(Sheet(page, store.address, store.has), store.remarks)
