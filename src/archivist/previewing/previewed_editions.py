"""Editions as a preview makes them: again each time something is saved, into a folder outside the archive.

    open -> plan -> one edition (pipeline.py) -> its files, beside those made before

Fragments come from the cache of the archive. Texts that were read stay in memory and are read again if their file is
another one, or if what surrounds them is. Whatever is wrong is a finding: what was made last remains to be shown.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from posixpath import normpath

from archivist.archive import Archive
from archivist.build_folder.volume_folder import record_path
from archivist.errors import ArchivistError
from archivist.executors import Executor
from archivist.files import sha256
from archivist.findings import Finding, Severity, has_errors, in_order
from archivist.links.address_book import AddressBook, address_book
from archivist.model.articles import Article, Body
from archivist.model.held_text import NO_TEXT
from archivist.model.results import EditionResult
from archivist.model.volumes import Edition
from archivist.pipeline import EditionBuilder, Progress
from archivist.planning import Plan, plan
from archivist.previewing.shown_edition import ShownEdition, ShownPlace, find_change, find_place, show_edition
from archivist.record.reading import read_record
from archivist.settings.config import FILE_NAME

_KEPT = 2  # sets of files of an edition: a browser may still be reading the one before


@dataclass(frozen=True, slots=True)
class Preview:
    """What there is to show of an edition."""

    edition: str
    generation: int  # of the files: the same number for the same bytes; 0 if nothing could be made yet
    shown: ShownEdition | None  # what was made last
    findings: tuple[tuple[Finding, ShownPlace | None], ...]
    is_current: bool  # what is shown is what the articles say now
    changed: ShownPlace | None = None  # where the text is not what was shown before
    failure: ArchivistError | None = None  # what stopped it, apart from findings


@dataclass(slots=True)
class _Kept:
    """What was read for the last edition that was made."""

    articles: dict[str, Article] = field(default_factory=dict)  # by path
    bodies: dict[str, Body] = field(default_factory=dict)
    book: AddressBook | None = None
    surroundings: object = None


@dataclass(slots=True)
class PreviewedEditions:
    """The editions of an archive, made one at a time."""

    open: Callable[[], Archive]  # reads the settings again
    folder: Path  # of the files
    workers: Executor
    editions: tuple[Edition, ...] = ()  # that there are, when the archive was last read
    archive: Archive | None = None  # as it was last read
    _previews: dict[str, Preview] = field(default_factory=dict)
    _kept: _Kept = field(default_factory=_Kept)
    _generation: int = 0

    def plan(self) -> tuple[Archive, Plan]:
        """The archive as it is now. Raises ArchivistError."""
        self.archive = self.open()
        planned = plan(self.archive)
        self.editions = planned.editions
        return self.archive, planned

    def forget_texts(self) -> None:
        """Read all texts again next time: a picture or anything else that they show has changed."""
        self._kept = _Kept()

    def make(self, edition: str, progress: Progress) -> Preview:
        """Make an edition as its articles are now; what was made before stays if that is not possible."""
        before = self._previews.get(edition, Preview(edition, 0, None, (), is_current=False))
        try:
            preview = self._make(edition, before, progress)
        except (ArchivistError, OSError) as failure:
            known = failure if isinstance(failure, ArchivistError) else ArchivistError(str(failure))
            preview = replace(before, findings=(), is_current=False, changed=None, failure=known)
        self._previews[edition] = preview
        return preview

    def _make(self, name: str, before: Preview, progress: Progress) -> Preview:
        archive, planned = self.plan()
        edition = next((each for each in planned.editions if each.id == name), None)
        if edition is None or has_errors(planned.findings):
            failure = None if has_errors(planned.findings) else _not_made(name)
            return _failed(before, archive, _stopping(planned.findings, before.shown), failure)
        result = self._compile(archive, planned, edition, progress)
        findings = in_order([*_findings_around(archive, planned, edition), *result.findings])
        if not result.files:
            return _failed(before, archive, findings)
        return self._show(archive, edition, before, findings)

    def _compile(self, archive: Archive, planned: Plan, edition: Edition, progress: Progress) -> EditionResult:
        kept = self._kept_texts(archive, planned)
        target = self.folder / "new"
        shutil.rmtree(target, ignore_errors=True)
        builder = EditionBuilder(
            archive, planned, self.workers, bodies=dict(kept.bodies), book=kept.book, folder=target
        )
        result = builder.make(edition, progress)
        kept.bodies = {path: body for path, body in builder.bodies.items() if path in kept.articles}
        self._kept = kept
        return result

    def _kept_texts(self, archive: Archive, planned: Plan) -> _Kept:
        """What need not be read again. Where other volumes are known from a record alone, nothing is kept."""
        articles = {article.path: article for article in planned.articles}
        if archive.context is not None:
            return _Kept(articles)
        facts = archive.root, archive.config, tuple(_without_text(article) for article in planned.articles)
        if self._kept.surroundings != facts:
            return _Kept(articles, book=address_book(planned.articles, archive.config.archive.site), surroundings=facts)
        same = {path: body for path, body in self._kept.bodies.items() if articles[path] == self._kept.articles[path]}
        return _Kept(articles, same, self._kept.book, facts)

    def _show(self, archive: Archive, edition: Edition, before: Preview, findings: Sequence[Finding]) -> Preview:
        """The files that were made, or those of before if they are the same."""
        folder = self.folder / "new" / edition.volume.id
        record = record_path(folder, edition.language)
        if before.shown is not None and _same_files(record, before):
            shutil.rmtree(self.folder / "new")
            shown, generation, changed = before.shown, before.generation, None
        else:
            self._generation = generation = self._generation + 1
            place = self.folder / edition.id / str(generation)
            place.parent.mkdir(exist_ok=True)
            folder.rename(place)
            shown = show_edition(
                edition.id, read_record(record_path(place, edition.language)), archive.config.archive.articles
            )
            changed = find_change(before.shown, shown) if before.shown is not None else None
            _remove_oldest(place.parent)
        return Preview(edition.id, generation, shown, _placed(findings, shown, archive), True, changed)


def _without_text(article: Article) -> Article:
    """What others may know of an article."""
    return replace(article, held=NO_TEXT, digest="", text_line=0)


def _same_files(record: Path, before: Preview) -> bool:
    assert before.shown is not None
    old = record_path(before.shown.pdf.parent, before.shown.record.language)
    return sha256(record) == sha256(old)


def _remove_oldest(folder: Path) -> None:
    """Keep the newest sets of files."""
    for old in sorted(folder.iterdir(), key=lambda each: int(each.name))[:-_KEPT]:
        shutil.rmtree(old)


def _failed(
    before: Preview, archive: Archive, findings: Sequence[Finding], failure: ArchivistError | None = None
) -> Preview:
    placed = _placed(in_order(findings), before.shown, archive)
    return replace(before, findings=placed, is_current=False, changed=None, failure=failure)


def _stopping(findings: Sequence[Finding], shown: ShownEdition | None) -> Sequence[Finding]:
    """The errors of an archive, and what else is found in the articles that are shown."""
    return [each for each in findings if each.severity is Severity.ERROR or (shown and shown.document_of(each.file))]


def _placed(
    findings: Sequence[Finding], shown: ShownEdition | None, archive: Archive
) -> tuple[tuple[Finding, ShownPlace | None], ...]:
    return tuple((each, find_place(each, shown, archive.root) if shown else None) for each in findings)


def _not_made(edition: str) -> ArchivistError:
    return ArchivistError(
        f"no edition {edition} is made of the articles any more", "Choose another edition, or restore an article."
    )


def _findings_around(archive: Archive, planned: Plan, edition: Edition) -> Sequence[Finding]:
    """What is found of the archive and belongs to an edition, in addition to what is found in its texts."""
    texts = (article for work in planned.texts_of(edition).values() for article in work.articles)
    folder = archive.config.archive.articles
    files = {normpath((folder / article.path).as_posix()) for article in (*edition.articles, *texts)}
    of_plan = (each for each in planned.findings if each.file in files or each.file in ("", FILE_NAME))
    of_settings = archive.settings_findings([edition.language], has_epub=True)
    return [*of_plan, *of_settings, *planned.stopped.get(edition.id, ())]
