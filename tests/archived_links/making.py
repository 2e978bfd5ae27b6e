"""Small web archives for the tests of archived links, and the archive that cites what is in them."""

from pathlib import Path

from archivist.archived_links import WebArchives
from archivist.cache import Store
from tests.readers.web_archives.making import Taken, warc

PAGE = "https://library.example/papers"


def taken(address: str, moment: str, **more: object) -> Taken:
    """A capture of a page whose words name its address and its moment."""
    body = f"<!doctype html><title>T</title><p>{address} {moment}".encode()
    return Taken(address, body, moment if "T" in moment else f"{moment}T10:00:00Z", **more)  # type: ignore[arg-type]


def moved(address: str, to: str, moment: str) -> Taken:
    """A capture of an address that redirects to another."""
    return taken(address, moment, status="301 Moved Permanently", heads=[("Location", to)])


def gone(address: str, moment: str) -> Taken:
    """A capture of a page that is not there."""
    return taken(address, moment, status="404 Not Found")


def archives_in(folder: Path, *patterns: str) -> WebArchives:
    """The web archives of an archive in a folder."""
    return WebArchives(folder, patterns or ("*.warc*",), folder / "build", Store(folder / "build" / ".cache"))


def archives_of(folder: Path, *captures: Taken) -> WebArchives:
    """One web archive with these captures."""
    (folder / "crawl.warc").write_bytes(warc(*captures))
    return archives_in(folder)
