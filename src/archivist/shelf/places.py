"""Where everything is in the shelf: paths below its folder, and links from one to another."""

from functools import lru_cache
from urllib.parse import quote

from archivist.record.volume_record import RecordedFile
from archivist.shelf.holdings import Holding
from archivist.shelf.site import Site

START = "index.html"
STYLE, TEXT_STYLE, START_SCRIPT, SEARCH_SCRIPT, READER_SCRIPT = (
    *("assets/shelf.css", "assets/text.css"),
    *("assets/start.js", "assets/search.js", "assets/reader.js"),
)
SEARCH_FOLDER = "search"


def start_page(language: str) -> str:
    """The start page of a language."""
    return f"{language}/index.html"


def year_page(language: str, year: int) -> str:
    """The volumes of a year."""
    return f"{language}/{year}.html"


def contents_page(language: str, kind: str) -> str:
    """The groups of one kind of contents: by-date, by-author …"""
    return f"{language}/{kind}/index.html"


def group_page(language: str, kind: str, name: str) -> str:
    """The articles of a group."""
    return f"{language}/{kind}/{name}.html"


def search_page(language: str) -> str:
    """The search."""
    return f"{language}/search.html"


def statistics_page(language: str) -> str:
    """The statistics."""
    return f"{language}/statistics.html"


def volume_page(holding: Holding) -> str:
    """The page of an edition."""
    return f"{holding.language}/{holding.record.volume.id}/index.html"


def text_folder(holding: Holding, file: RecordedFile | None) -> str:
    """The folder of the documents of an EPUB; of one in parts, each part has its own."""
    folder = f"{holding.language}/{holding.record.volume.id}"
    if file is None or len(holding.epubs) == 1:
        return f"{folder}/text"
    return f"{folder}/part{holding.epubs.index(file) + 1}"


def file_place(holding: Holding, name: str) -> str:
    """A file of an edition."""
    return f"files/{holding.record.volume.id}/{name}"


def cover_place(holding: Holding) -> str:
    """The cover as a picture."""
    return f"covers/{holding.id}.jpg"


def thumbnail_place(holding: Holding) -> str:
    """The small cover."""
    return f"covers/{holding.id}.small.jpg"


def atom_feed(language: str) -> str:
    """The newest volumes as Atom."""
    return f"{language}/feed.xml"


def json_feed(language: str) -> str:
    """The newest volumes as a JSON Feed."""
    return f"{language}/feed.json"


def address(site: Site, page: str, target: str) -> str:
    """The whole address of a place, if it is known where the shelf will be; else as a page has it."""
    return f"{site.address}{quote(target)}" if site.address else link(page, target)


def link(page: str, target: str) -> str:
    """The address of a place as a page has it: relative, percent-encoded. A fragment stays as it is."""
    path, mark, fragment = target.partition("#")
    return _relative(page.rpartition("/")[0], path) + mark + fragment


@lru_cache(maxsize=1 << 16)  # the menu of every page has the same links
def _relative(folder: str, path: str) -> str:
    here, there = folder.split("/") if folder else [], path.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return quote("/".join([*[".."] * (len(here) - same), *there[same:]]))
