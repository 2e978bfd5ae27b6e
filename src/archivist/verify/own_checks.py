"""The checks that this program makes itself, of all files of an edition, by the record and what is beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archivist.citations import suffix_of
from archivist.links.robust_links import SUFFIX
from archivist.record.volume_record import RecordedFile, VolumeRecord
from archivist.verdict import Verdict
from archivist.verify import archived_pages, citations, epub, file_digest, pdf
from archivist.verify.epub import Pages
from archivist.verify.file_text import FileText
from archivist.verify.pdf import PdfChecked


@dataclass(frozen=True, slots=True)
class EditionFiles:
    """What is checked: the files of an edition, and what each must contain."""

    record: VolumeRecord
    texts: Mapping[Path, FileText]


@dataclass(frozen=True, slots=True)
class OwnChecks:
    """The result."""

    verdicts: Mapping[Path, tuple[Verdict, ...]]  # on each file that the record names
    flavours: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)  # what each PDF claims, for veraPDF
    others: tuple[str, ...] = ()  # files that links of the PDFs lead to, relative to the folder of the volume

    @property
    def passed(self) -> bool:
        """Whether every check was made and passed."""
        return all(verdict.passed for verdicts in self.verdicts.values() for verdict in verdicts)


def check_own(edition: EditionFiles) -> OwnChecks:
    """Make all checks of an edition that need no outside tool."""
    files = edition.record.files
    checked = {file.path: _pdf(file, edition) for file in files if is_pdf(file)}
    verdicts = {path: each.verdicts for path, each in checked.items()}
    verdicts |= _epubs(edition, checked)
    verdicts |= {file.path: tuple(_citations(file, edition.record)) for file in files if is_citations(file)}
    books = [file.path for file in files if is_epub(file) and file.path.is_file()]
    verdicts |= {file.path: tuple(_archive(file, books)) for file in files if is_archive(file)}
    flavours = {path: each.flavours for path, each in checked.items()}
    others = sorted({name for each in checked.values() for name in each.others})
    return OwnChecks(verdicts, flavours, tuple(others))


def is_pdf(file: RecordedFile) -> bool:
    """Whether it is the PDF of an edition."""
    return file.path.suffix == ".pdf"


def is_epub(file: RecordedFile) -> bool:
    """Whether it is an EPUB, or a part of one."""
    return not is_pdf(file) and not is_citations(file) and not is_archive(file)


def is_archive(file: RecordedFile) -> bool:
    """Whether it has archived copies of pages."""
    return file.path.suffix == SUFFIX


def is_citations(file: RecordedFile) -> bool:
    """Whether it says how the articles are cited."""
    return bool(suffix_of(file.path.name))


def _pdf(file: RecordedFile, edition: EditionFiles) -> PdfChecked:
    if not file.path.is_file():
        return PdfChecked((file_digest.check(file),))
    return pdf.check(file, edition.record, edition.texts[file.path])


def _epubs(edition: EditionFiles, checked: Mapping[Path, PdfChecked]) -> Mapping[Path, tuple[Verdict, ...]]:
    """The checks of the EPUB, or of its parts."""
    files = [file for file in edition.record.files if is_epub(file)]
    present: Sequence[RecordedFile] = [file for file in files if file.path.is_file()]
    said: dict[Path, tuple[Verdict, ...]] = {
        file.path: (file_digest.check(file),) for file in files if file not in present
    }
    printed = next(iter(checked), None)
    pages = Pages(printed.name, checked[printed].beginnings) if printed else None
    for file, verdicts in zip(present, epub.check(present, edition.texts, pages, edition.record), strict=True):
        said[file.path] = verdicts
    return said


def _citations(file: RecordedFile, record: VolumeRecord) -> Iterator[Verdict]:
    """The bytes of a file of citations, and whether it agrees with the record."""
    yield file_digest.check(file)
    if file.path.is_file():
        yield citations.check(file.path, record)


def _archive(file: RecordedFile, books: Sequence[Path]) -> Iterator[Verdict]:
    """The archived copies of pages: the bytes of the file, every record in it, and the links of the EPUB to it."""
    yield file_digest.check(file)
    if file.path.is_file():
        yield archived_pages.check(file.path, books)
