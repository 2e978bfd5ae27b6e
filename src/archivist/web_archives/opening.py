"""A web archive opened: its files of records, whatever its form."""

from pathlib import Path

from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.web_archives.wacz import Wacz, opened_wacz
from archivist.web_archives.warc_files import WarcFile

ZIP = b"PK\x03\x04"


def open_web_archive(source: Path) -> Wacz:
    """The files of records of a web archive, and the pages it lists. A WARC or ARC file lists none.

    Raises SourceError if it cannot be read, or is a damaged or hostile WACZ.
    """
    try:
        with source.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(source.name)) from None
    return opened_wacz(source) if head == ZIP else Wacz((WarcFile(source),), {})
