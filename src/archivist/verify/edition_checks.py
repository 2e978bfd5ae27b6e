"""Editions verified: every file their records name, every check, in an order that starts slow tools once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Protocol

from archivist.cache import Store
from archivist.citations import suffix_of
from archivist.files import sha256
from archivist.record.volume_record import RecordedFile, VolumeRecord
from archivist.robust_links import SUFFIX
from archivist.verdict import Verdict, together
from archivist.verify import ace, archived_pages, citations, epub, epubcheck, file_digest, outloud, pdf, verapdf
from archivist.verify.epub import Pages
from archivist.verify.file_text import FileText
from archivist.verify.pdf import PdfChecked

_STEPS = 3  # of each file: own checks, and two outside tools


class Steps(Protocol):
    """Who wants to know how far it is."""

    def expect(self, steps: int) -> None:
        """So many more steps are to be done."""

    def done(self, step: str) -> None:
        """A step is done: which file, which check."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """An edition to be verified."""

    edition: str  # 2022-03.en
    path: Path  # of its record
    record: VolumeRecord | str  # or why there is none
    texts: Mapping[Path, FileText] = field(default_factory=dict)  # the text of each file that the record names
    today: VolumeRecord | str = ""  # what would be recorded today, or why that is not known
    beside: "tuple[VerifiedFile, ...]" = ()  # its record, and the folder it is in, which are checked already


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """A file and what was said of it."""

    path: Path
    digest: str  # SHA-256 as it is now, hexadecimal; "" if it is gone
    verdicts: tuple[Verdict, ...]

    @property
    def passed(self) -> bool | None:
        """Whether it passed every check; None if none failed but not all could be made."""
        return together(self.verdicts)

    @property
    def standards(self) -> tuple[str, ...]:
        """The standards a validator has confirmed for it."""
        return tuple(verdict.standard for verdict in self.verdicts if verdict.standard and verdict.passed)


@dataclass(frozen=True, slots=True)
class VerifiedEdition:
    """An edition and its files."""

    edition: str
    files: tuple[VerifiedFile, ...]
    missing: str = ""  # why it could not be verified at all

    @property
    def passed(self) -> bool | None:
        """As of a file."""
        passed = together(verdict for file in self.files for verdict in file.verdicts)
        return None if self.missing and passed else passed


@dataclass(frozen=True, slots=True)
class Verification:
    """The result."""

    editions: tuple[VerifiedEdition, ...]

    @property
    def passed(self) -> bool | None:
        """False if a check failed, None if none failed and something could not be verified, True if all passed."""
        results = [edition.passed for edition in self.editions]
        if False in results:
            return False
        return True if results and None not in results else None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All of them."""
        return tuple(verdict for edition in self.editions for file in edition.files for verdict in file.verdicts)


def verify(editions: Iterable[Compiled], store: Store, steps: Steps) -> Verification:
    """Check every file of these editions. `store` keeps what slow validators said of the same bytes."""
    editions = tuple(editions)
    files = [(each, file) for each in editions for file in _files(each)]
    steps.expect(sum(_steps(file) for _, file in files))
    checked: dict[Path, PdfChecked] = {}
    said: dict[Path, tuple[Verdict, ...]] = {}
    for each in editions:
        checked |= _pdfs(each, steps)
        said |= _epubs(each, checked, steps)
        said |= _citations(each, steps)
        said |= _archives(each, steps)
    present = [file for _, file in files if file.path.is_file()]
    validated = _validated([file for file in present if _is_pdf(file)], checked, store, steps)
    books = _books([file.path for file in present if _is_epub(file)], steps)
    said |= {path: own.verdicts for path, own in checked.items()}
    said = {path: (*own, *validated.get(path, ()), *books.get(path, ())) for path, own in said.items()}
    return Verification(tuple(_verified(each, said) for each in editions))


def _files(edition: Compiled) -> Sequence[RecordedFile]:
    return edition.record.files if isinstance(edition.record, VolumeRecord) else ()


def _is_pdf(file: RecordedFile) -> bool:
    return file.path.suffix == ".pdf"


def _is_epub(file: RecordedFile) -> bool:
    return not _is_pdf(file) and not _is_citations(file) and not _is_archive(file)


def _is_archive(file: RecordedFile) -> bool:
    return file.path.suffix == SUFFIX


def _steps(file: RecordedFile) -> int:
    """In how many steps a file is checked."""
    return 1 if _is_citations(file) or _is_archive(file) else _STEPS


def _is_citations(file: RecordedFile) -> bool:
    return bool(suffix_of(file.path.name))


def _pdfs(edition: Compiled, steps: Steps) -> dict[Path, PdfChecked]:
    """The checks this program makes of the PDF itself."""
    checked = {}
    for file in _files(edition):
        if _is_pdf(file) and file.path.is_file():
            assert isinstance(edition.record, VolumeRecord)
            checked[file.path] = pdf.check(file, edition.record, edition.texts[file.path])
            steps.done(f"{file.path.name}: own checks")
        elif _is_pdf(file):
            checked[file.path] = PdfChecked((file_digest.check(file),))
    return checked


def _epubs(edition: Compiled, checked: Mapping[Path, PdfChecked], steps: Steps) -> dict[Path, tuple[Verdict, ...]]:
    """The same of the EPUB, or of its parts."""
    files = [file for file in _files(edition) if _is_epub(file)]
    present = [file for file in files if file.path.is_file()]
    said: dict[Path, tuple[Verdict, ...]] = {
        file.path: (file_digest.check(file),) for file in files if file not in present
    }
    printed = next((file.path for file in _files(edition) if _is_pdf(file)), None)
    pages = Pages(printed.name, checked[printed].beginnings) if printed else None
    for file, verdicts in zip(present, epub.check(present, edition.texts, pages), strict=True):
        said[file.path] = verdicts
        steps.done(f"{file.path.name}: own checks")
    return said


def _citations(edition: Compiled, steps: Steps) -> dict[Path, tuple[Verdict, ...]]:
    """The files of citations: their bytes, and whether they agree with the record."""
    said: dict[Path, tuple[Verdict, ...]] = {}
    for file in filter(_is_citations, _files(edition)):
        assert isinstance(edition.record, VolumeRecord)
        own = file_digest.check(file)
        said[file.path] = (own, citations.check(file.path, edition.record)) if file.path.is_file() else (own,)
        steps.done(f"{file.path.name}: citations")
    return said


def _archives(edition: Compiled, steps: Steps) -> dict[Path, tuple[Verdict, ...]]:
    """The archived copies of pages: the bytes of the file, every record in it, and the links of the EPUB to it."""
    said: dict[Path, tuple[Verdict, ...]] = {}
    books = [file.path for file in _files(edition) if _is_epub(file) and file.path.is_file()]
    for file in filter(_is_archive, _files(edition)):
        own = file_digest.check(file)
        said[file.path] = (own, archived_pages.check(file.path, books)) if file.path.is_file() else (own,)
        steps.done(f"{file.path.name}: archived pages")
    return said


def _validated(
    files: Sequence[RecordedFile], checked: dict[Path, PdfChecked], store: Store, steps: Steps
) -> dict[Path, tuple[Verdict, ...]]:
    """What outside tools say of the PDFs."""
    digests = {file.path: sha256(file.path) for file in files}
    jobs = [
        verapdf.Job(file.path, digests[file.path], flavour) for file in files for flavour in checked[file.path].flavours
    ]
    steps.expect(max(0, len(jobs) - len(files)))
    told = verapdf.check(jobs, store, lambda verdict: steps.done(f"{verdict.file.name}: {verdict.name}"))
    result: dict[Path, tuple[Verdict, ...]] = {}
    for file in files:
        semantic = outloud.check(file.path, checked[file.path].flavours)
        steps.done(f"{file.path.name}: outloud")
        result[file.path] = (*told.get(file.path, ()), semantic)
    return result


def _books(files: Sequence[Path], steps: Steps) -> dict[Path, tuple[Verdict, ...]]:
    """What outside tools say of the EPUBs."""
    verdicts: dict[Path, tuple[Verdict, ...]] = dict.fromkeys(files, ())
    for verdict in chain(epubcheck.check(files), ace.check(files)):
        verdicts[verdict.file] += (verdict,)
        steps.done(f"{verdict.file.name}: {verdict.name}")
    return verdicts


def _verified(edition: Compiled, said: dict[Path, tuple[Verdict, ...]]) -> VerifiedEdition:
    if isinstance(edition.record, str):
        return VerifiedEdition(edition.edition, edition.beside, edition.record)
    files = tuple(
        VerifiedFile(file.path, sha256(file.path) if file.path.is_file() else "", said[file.path])
        for file in edition.record.files
    )
    return VerifiedEdition(edition.edition, (*files, *edition.beside))
