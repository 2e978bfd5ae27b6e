"""Which importer reads a source: told by what is in it, hardly by its name."""

# Readers bring large libraries with them, so each is imported when a source asks for it.
# ruff: noqa: PLC0415

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from itertools import islice
from pathlib import Path

from archivist.place import Place
from archivist.reader_api.found import Reader, SourceError

_HEAD = 65_536  # bytes that tell what a file is
_LOOKED_AT = 10_000  # files of a folder
_WEB = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
_NOT_ARTICLES = ("readme", "license", "licence", "changelog")


class Kind(StrEnum):
    """What a source can be."""

    WORDPRESS = "wordpress"  # an export (WXR)
    FEED = "feed"  # RSS, Atom or JSON Feed in a file
    WEB_ARCHIVE = "web-archive"  # WARC or WACZ
    PAGES = "pages"  # saved HTML pages
    SITE = "site"  # the folder of a Jekyll or Hugo site, or of Markdown articles
    TEXT = "text"  # text copied off pages


_FILES = {
    **dict.fromkeys(_WEB, Kind.PAGES),
    **dict.fromkeys((".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown"), Kind.SITE),
    ".txt": Kind.TEXT,
}


def kind_of(source: Path) -> Kind:
    """What a file or folder is. Raises SourceError if that cannot be told."""
    if not source.exists():
        raise SourceError("does not exist", "Name a file or a folder.", place=Place(str(source)))
    try:
        found = _kind_of_folder(source) if source.is_dir() else _kind_of_file(source)
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", "Check its permissions.", place=Place(str(source))
        ) from None
    if found is None:
        raise SourceError(
            "is of no kind that can be imported", f"Name it with --as: {', '.join(Kind)}.", place=Place(str(source))
        )
    return found


_PACKAGES = {
    Kind.WORDPRESS: "wordpress",
    Kind.FEED: "feeds",
    Kind.WEB_ARCHIVE: "web_archives",
    Kind.PAGES: "pages",
    Kind.SITE: "site_folders",
    Kind.TEXT: "plain_text",
}


def reader_of(kind: Kind) -> Reader:
    """What reads sources of a kind."""
    reader: Reader = import_module(f"archivist.readers.{_PACKAGES[kind]}").read
    return reader


def _kind_of_folder(folder: Path) -> Kind | None:
    """A site if it is set up as one, else what most of its files are."""
    from archivist.readers.site_folders import has_program, is_site_folder

    if has_program(folder):  # its layouts and posts may be HTML; so they are no saved pages
        return Kind.SITE
    suffixes = Counter(_by_name(file) for file in islice(_files(folder), _LOOKED_AT))
    if is_site_folder(folder) and suffixes[Kind.SITE] >= max(suffixes[Kind.PAGES], suffixes[Kind.TEXT]):
        return Kind.SITE
    kind = max((Kind.SITE, Kind.PAGES, Kind.TEXT), key=lambda each: suffixes[each])
    return kind if suffixes[kind] else None


def _by_name(file: Path) -> Kind | None:
    """What a file is by its name, which may end in a language: `mill.html.en`."""
    *_, before, last = ("", "", *(suffix.lower() for suffix in file.suffixes))
    return _FILES.get(last) or (Kind.PAGES if before in _WEB and len(last) in (3, 4) else None)


def _files(folder: Path) -> Iterator[Path]:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("."))
    return (file for file in files if file.stem.lower() not in _NOT_ARTICLES)


def _kind_of_file(file: Path) -> Kind | None:
    from archivist.readers.feeds import is_feed
    from archivist.readers.web_archives import is_web_archive
    from archivist.readers.wordpress import is_export

    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    if is_web_archive(file, head):
        return Kind.WEB_ARCHIVE
    if is_export(head):
        return Kind.WORDPRESS
    if is_feed(head):
        return Kind.FEED
    if _FILES.get(file.suffix.lower()) is Kind.SITE:
        raise SourceError(
            "is an article already", "Put it into the folder of articles, or name its folder.", place=Place(str(file))
        )
    if file.suffix.lower() in _WEB or b"<html" in head.lower():
        return Kind.PAGES
    is_text = b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))  # UTF-16
    return Kind.TEXT if file.suffix.lower() in (".txt", "") and is_text else None
