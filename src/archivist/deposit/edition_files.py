"""The files of an edition in a package: `editions/LANG/` with PDF, EPUB, record, citations, and the cover apart."""

import zipfile
from collections.abc import Iterator

from archivist.deposit.description import DescribedEdition, FileUse, PackageFile
from archivist.deposit.package_files import copied_file, written_file
from archivist.pages.printer_file import is_for_printer
from archivist.record.volume_record import RecordedFile

_COVER = "cover.jpg"  # also in the EPUB


def folder_of(language: str) -> str:
    """The folder of an edition in the payload."""
    return f"editions/{language}"


def files_of(edition: DescribedEdition) -> Iterator[PackageFile]:
    """The files that the record names, and the record. Raises OSError if one cannot be read."""
    folder, language = folder_of(edition.language), edition.language
    for file in edition.record.files:
        path = f"{folder}/{file.path.name}"
        use = FileUse.PRINTING if is_for_printer(file.path.name) else FileUse.EDITION
        yield copied_file(path, file.path, use, language=language, documents=file.documents)
    record = f"volume.{language}.json"
    place = edition.record.files[0].path.parent / record
    yield copied_file(f"{folder}/{record}", place, FileUse.EDITION, language=language)


def cover_of(edition: DescribedEdition) -> PackageFile | None:
    """The cover as a picture: that of the EPUB, or the first page of the PDF. None if there is neither.

    An EPUB in parts has the number of the part on its cover, so the PDF goes first there.
    """
    epubs = [file for file in edition.record.files if file.path.suffix == ".epub"]
    pdf = next((file for file in edition.record.files if file.path.suffix == ".pdf"), None)
    picture = _in_epub(epubs[0]) if len(epubs) == 1 else b""
    if not picture and pdf:
        from archivist.pictures.cover_image import cover_image  # noqa: PLC0415 - heavy, and seldom needed

        picture = cover_image(pdf.path.read_bytes())
    elif not picture and epubs:
        picture = _in_epub(epubs[0])
    if not picture:
        return None
    path = f"{folder_of(edition.language)}/{_COVER}"
    return written_file(path, picture, FileUse.COVER, language=edition.language)


def _in_epub(file: RecordedFile) -> bytes:
    """The picture of the cover in an EPUB; nothing if it has none."""
    with zipfile.ZipFile(file.path) as book:
        name = next((name for name in book.namelist() if name.rpartition("/")[2] == _COVER), "")
        return book.read(name) if name else b""
