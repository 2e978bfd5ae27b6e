"""The way through, on one page. The only place where stages meet.

    read -> plan -> annotate -> mark up -> typeset -> bind -> record

Each stage is a folder; what they hand each other is in model.py. Words are proved complete where they are laid out
(pdf/completeness.py), before anything is written.
"""

import datetime
import difflib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from slugify import slugify

from archivist import __version__, config, own_style
from archivist.apparatus import Catalogue, annotate, articles_needed
from archivist.articles import parse_body, read_folder
from archivist.cache import Store
from archivist.errors import ConfigurationError, UsageError
from archivist.executors import Workers
from archivist.files import locked, write_whole
from archivist.findings import Finding, has_errors, in_order
from archivist.fonts import FontLibrary
from archivist.markup import LABELS, Surroundings, labels_for, mark_up, quote_pages
from archivist.model import (
    AnnotatedEdition,
    Article,
    Body,
    Book,
    Edition,
    EditionResult,
    Volume,
)
from archivist.record import record
from archivist.volumes import choose, editions, gather, volume_title

if TYPE_CHECKING:
    from archivist.pdf.volume import SetVolume


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive on disk and what is to be made of it."""

    root: Path  # the folder that holds archivist.toml
    build: Path  # where volumes are made
    config: config.Config

    @property
    def articles(self) -> Path:
        """The folder of the articles."""
        return self.root / self.config.archive.articles


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be made."""

    volumes: tuple[Volume, ...]
    editions: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Compilation:
    """What was made, and what was found on the way."""

    results: tuple[EditionResult, ...]
    findings: tuple[Finding, ...]


class Progress(Protocol):
    """Who wants to know how far a compile is."""

    def begin(self, edition: str, documents: int) -> None:
        """An edition begins; so many documents are to be laid out."""

    def laid_out(self, document: str, reused: bool) -> None:
        """A document is laid out, or was taken from the cache."""

    def done(self, result: EditionResult) -> None:
        """An edition is made."""


def open_archive(root: Path, build: Path | None = None) -> Archive:
    """The archive in a folder. Raises ConfigurationError; UsageError if its folder of articles is missing."""
    archive = Archive(root, build or root / "build", config.load(root / config.FILE_NAME))
    _check_labels(archive)
    for style in (archive.config.pdf.style, archive.config.epub.style):
        _own_style(archive, style)  # a mistake in it is better known now than after the layout
    if not archive.articles.is_dir():
        raise UsageError(
            f"the folder of articles {archive.articles} does not exist",
            f"Make it, or correct `articles` in {root / config.FILE_NAME}.",
        )
    return archive


def plan(archive: Archive) -> Plan:
    """Read the articles and gather them into volumes and editions."""
    wanted = archive.config.editions.languages
    articles, read_findings = read_folder(archive.articles, languages=wanted)
    volumes = gather(articles, archive.config)
    planned, plan_findings = editions(volumes, archive.config)
    findings = _placed(archive, [*read_findings, *plan_findings])
    if not articles and not findings:
        findings = (Finding("no-articles", f"{archive.articles} holds no article"),)
    return Plan(volumes, planned, findings, articles)


def check(archive: Archive) -> tuple[Finding, ...]:
    """Everything an author should know, short of laying out."""
    planned = plan(archive)
    with Workers() as workers:
        bodies = _parse(archive, planned.articles, workers)
    catalogue = Catalogue(planned.volumes)
    notes = archive.config.notes.languages
    annotated = [annotate(edition, bodies, catalogue, notes)[1] for edition in planned.editions]
    return in_order(
        [
            *planned.findings,
            *_placed(archive, [finding for body in bodies.values() for finding in body.findings]),
            *_placed(archive, [finding for findings in annotated for finding in findings]),
            *_missing_labels(archive, planned.editions),
        ]
    )


def compile_volumes(
    archive: Archive,
    *,
    volumes: Sequence[str] = (),
    languages: Sequence[str] = (),
    jobs: int = 0,
    progress: Progress,
) -> Compilation:
    """Make the PDF, the EPUB and the record of each edition.

    An edition with an error is not written, and what an earlier compile made of it stays. Raises UsageError for an
    unknown volume or language, BuildLockedError if another compile is at work.
    """
    planned = plan(archive)
    if has_errors(planned.findings):
        return Compilation((), planned.findings)
    chosen = choose(planned.editions, volumes=volumes, languages=languages)
    with locked(archive.build), Workers(jobs) as workers:
        press = _Press(archive, planned, workers)
        results = tuple(press.make(edition, progress) for edition in chosen)
    findings = [
        *planned.findings,
        *_missing_labels(archive, chosen),
        *(f for result in results for f in result.findings),
    ]
    return Compilation(tuple(result for result in results if result.files), in_order(findings))


# ---------------------------------------------------------------- one edition


@dataclass(slots=True)
class _Press:
    """Makes editions, one after the other, with one crew of workers. Texts are parsed once."""

    archive: Archive
    plan: Plan
    workers: Workers
    fonts: FontLibrary = field(default_factory=FontLibrary)
    bodies: dict[str, Body] = field(default_factory=dict)

    def make(self, edition: Edition, progress: Progress) -> EditionResult:
        """Take one edition all the way. Nothing is written before everything is made."""
        annotated, findings = self._annotate(edition)
        if has_errors(findings):
            return EditionResult(edition.id, (), 0, 0, 0, _placed(self.archive, findings))
        book = mark_up(annotated, self._surroundings(edition))
        progress.begin(edition.id, len(book.documents))
        volume = self._typeset(book, progress)
        findings = in_order([*findings, *volume.findings])
        files: tuple[Path, ...] = ()
        if not has_errors(findings):
            files = _write(self._outputs(annotated, volume))
        result = EditionResult(
            edition.id, files, len(volume.pages.labels), volume.laid_out, volume.reused, _placed(self.archive, findings)
        )
        if files:
            progress.done(result)
        return result

    def _annotate(self, edition: Edition) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
        needed = [article for article in articles_needed(edition) if article.path not in self.bodies]
        self.bodies |= _parse(self.archive, needed, self.workers)
        catalogue = Catalogue(self.plan.volumes)
        annotated, findings = annotate(edition, self.bodies, catalogue, self.archive.config.notes.languages)
        own = [finding for article in edition.articles for finding in self.bodies[article.path].findings]
        return annotated, in_order([*own, *findings])

    def _surroundings(self, edition: Edition) -> Surroundings:
        return Surroundings(
            config=self.archive.config,
            articles={article.path: article for article in self.plan.articles},
            pictures={picture.name: picture for body in self.bodies.values() for picture in body.pictures},
            volume_titles={volume.id: volume_title(volume, edition.language) for volume in self.plan.volumes},
            version=__version__,
            modified=_source_date(),
        )

    def _typeset(self, book: Book, progress: Progress) -> "SetVolume":
        # WeasyPrint is imported where it runs, never at start.
        from archivist.pdf.theme import is_printed_on_both_sides, style_sheets  # noqa: PLC0415
        from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415
        from archivist.pdf.volume import set_volume  # noqa: PLC0415

        page = self.archive.config.pdf.page
        styles = style_sheets(page, _own_style(self.archive, self.archive.config.pdf.style))
        typesetter = Typesetter(styles, Store(self.archive.build / ".cache"), self.workers, self.fonts)
        return set_volume(
            book,
            typesetter,
            quote=partial(quote_pages, wording=book.labels["page"]),
            both_sides=is_printed_on_both_sides(page),
            on_fragment=lambda fragment: progress.laid_out(fragment.document, fragment.reused),
        )

    def _outputs(self, annotated: AnnotatedEdition, volume: "SetVolume") -> dict[Path, bytes]:
        """The edition's files: PDF, EPUB, and the record of both."""
        from archivist.epub import bind  # noqa: PLC0415

        book, language = volume.book, annotated.edition.language
        epub = bind(
            book,
            cover=volume.cover,
            style=_own_style(self.archive, self.archive.config.epub.style),
            faces=volume.faces,
            labels=book.labels,
        )
        folder = self.archive.build / annotated.edition.volume.id
        stem = f"{_title_slug(self.archive)}-{annotated.edition.id}"
        outputs = {folder / f"{stem}.pdf": volume.pdf, folder / f"{stem}.epub": epub}
        made_by = (f"archivist {__version__}", *volume.engine)
        outputs[folder / f"volume.{language}.json"] = record(annotated, book, volume.pages, outputs, made_by)
        return outputs


def _write(outputs: Mapping[Path, bytes]) -> tuple[Path, ...]:
    for path, data in outputs.items():
        write_whole(path, data)
    return tuple(outputs)


# ---------------------------------------------------------------- small parts


def _placed(archive: Archive, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with the files of articles named as seen from the archive: what an editor can open."""
    folder = archive.config.archive.articles
    return in_order(replace(each, file=(folder / each.file).as_posix()) if each.file else each for each in findings)


def _parse(archive: Archive, articles: Sequence[Article], workers: Workers) -> dict[str, Body]:
    """The bodies of articles, by path."""
    parse = partial(parse_body, folder=archive.articles, site=archive.config.archive.site)
    return {articles[index].path: body for index, body in workers.run(parse, articles)}


def _missing_labels(archive: Archive, planned: Iterable[Edition]) -> Iterator[Finding]:
    for language in dict.fromkeys(edition.language for edition in planned):
        _, missing = labels_for(language, archive.config.labels)
        if missing and language.split("-", 1)[0] != "en":
            yield Finding(
                "label-missing",
                f"the program has no words in {language} for: {', '.join(missing)}",
                config.FILE_NAME,
                0,
                f"Add them under [labels.{language}].",
            )


def _check_labels(archive: Archive) -> None:
    """Refuse wordings for words the program does not have: most likely a slip of the pen."""
    for language, words in archive.config.labels.items():
        for name in words:
            if name not in LABELS:
                near = difflib.get_close_matches(name, LABELS, n=1)
                raise ConfigurationError(
                    f"{archive.root / config.FILE_NAME}: unknown key labels.{language}.{name}"
                    + (f"; did you mean {near[0]}?" if near else "")
                )


def _title_slug(archive: Archive) -> str:
    title = archive.config.archive.title
    return slugify(title if isinstance(title, str) else config.worded(title, next(iter(title), ""))) or "archive"


def _own_style(archive: Archive, path: Path | None) -> str:
    return own_style.read(archive.root / path) if path else ""


def _source_date() -> datetime.datetime | None:
    """The time the volume counts as made, if SOURCE_DATE_EPOCH says so (reproducible-builds.org)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {seconds!r}") from None
