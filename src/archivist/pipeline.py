"""The way through, on one page. The only place where stages meet.

    read -> plan -> annotate -> mark up -> typeset -> bind -> record
    read -> plan -> annotate -> mark up -> verify

Each stage is a folder; what they hand each other is in model.py. Words are proved complete where they are laid out
(pdf/completeness.py), before anything is written.
"""

import datetime
import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from slugify import slugify

from archivist import __version__, config, desk, own_style
from archivist.apparatus import Catalogue, annotate, articles_needed
from archivist.articles import parse_body, read_folder
from archivist.articles.front_matter import FrontMatterError, read_front_matter
from archivist.cache import Store
from archivist.desk import Mending, review
from archivist.errors import ConfigurationError, UsageError
from archivist.executors import Workers
from archivist.files import locked, sha256, write_whole
from archivist.findings import Finding, has_errors, in_order
from archivist.fonts import FontLibrary
from archivist.markup import LABELS, Surroundings, labels_for, mark_up, mark_up_cover, quote_pages, without_pages
from archivist.model import (
    AnnotatedEdition,
    Article,
    Body,
    Book,
    Document,
    DocumentMarks,
    Edition,
    EditionResult,
    Format,
    PageMap,
    PageSpan,
    Role,
    Volume,
)
from archivist.record import FORMAT, record, superseded
from archivist.volumes import choose, editions, gather, volume_title

if TYPE_CHECKING:
    from archivist.epub import BoundEdition, Contents
    from archivist.pdf.attachments import Source
    from archivist.pdf.set_volume import SetVolume
    from archivist.verify.editions import Steps, Verification
    from archivist.verify.expected_text import ExpectedText
    from archivist.verify.recorded import RecordedEdition


# Articles parsed at a time: as long as a process takes to start, so that a small archive needs none.
_BATCH = 32


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
    notes, table = archive.config.notes.languages, archive.config.editions
    annotated = [annotate(edition, bodies, catalogue, notes, table)[1] for edition in planned.editions]
    annotated += [annotate(edition, bodies, catalogue, notes)[1] for edition in _unprinted(planned)]
    works = [work for volume in planned.volumes for work in volume.works]
    return in_order(
        [
            *planned.findings,
            *_placed(archive, [finding for body in bodies.values() for finding in body.findings]),
            *_placed(archive, [finding for findings in annotated for finding in findings]),
            *_placed(archive, review(archive.articles, planned.articles, works, bodies)),
            *_missing_labels(archive, planned.editions),
        ]
    )


def mendings(archive: Archive) -> Iterator[Mending]:
    """What `archivist check --fix` would change, file by file. Nothing is written: see `desk.mend_files`."""

    def read(article: Article, source: str) -> tuple[dict[str, Any], Body] | None:
        try:
            matter = read_front_matter(source)
        except FrontMatterError:
            return None
        again = replace(article, text=matter.text, text_line=matter.text_line)
        body = parse_body(again, archive.articles, site=archive.config.archive.site)
        return {key: value.data for key, value in matter.entries.items()}, body

    return desk.mendings(archive.articles, plan(archive).articles, read)


def compile_volumes(
    archive: Archive,
    *,
    volumes: Sequence[str] = (),
    languages: Sequence[str] = (),
    only: Format | None = None,
    workers: Workers,
    progress: Progress,
) -> Compilation:
    """Make the PDF, the EPUB and the record of each edition; with `only` one of the two, and its record.

    An edition with an error is not written, and what an earlier compile made of it stays. Raises UsageError for an
    unknown volume or language, BuildLockedError if another compile is at work.
    """
    planned = plan(archive)
    if has_errors(planned.findings):
        return Compilation((), planned.findings)
    chosen = choose(planned.editions, volumes=volumes, languages=languages)
    with locked(archive.build):
        press = _Press(archive, planned, workers, only)
        results = tuple(press.make(edition, progress) for edition in chosen)
    findings = [
        *planned.findings,
        *_missing_labels(archive, chosen),
        *(f for result in results for f in result.findings),
    ]
    return Compilation(tuple(result for result in results if result.files), in_order(findings))


def verify_volumes(
    archive: Archive, *, volumes: Sequence[str] = (), languages: Sequence[str] = (), steps: "Steps"
) -> "Verification":
    """Check the files of each edition that was compiled. Raises UsageError for an unknown volume or language."""
    from archivist.verify.editions import Compiled, verify  # noqa: PLC0415

    planned = plan(archive)
    chosen = choose(planned.editions, volumes=volumes, languages=languages)
    with Workers() as workers:
        press = _Press(archive, planned, workers)
        compiled = [Compiled(edition.id, *press.compiled(edition)) for edition in chosen]
    return verify(compiled, Store(archive.build / ".cache"), steps)


# ---------------------------------------------------------------- one edition


@dataclass(slots=True)
class _Press:
    """Makes editions, one after the other, with one crew of workers. Texts are parsed once."""

    archive: Archive
    plan: Plan
    workers: Workers
    only: Format | None = None
    fonts: FontLibrary = field(default_factory=FontLibrary)
    bodies: dict[str, Body] = field(default_factory=dict)

    def make(self, edition: Edition, progress: Progress) -> EditionResult:
        """Take one edition all the way. Nothing is written before everything is made."""
        annotated, findings = self._annotate(edition)
        if has_errors(findings):
            return EditionResult(edition.id, (), 0, 0, 0, _placed(self.archive, findings))
        volume, contents = self._set(annotated, progress)
        findings = in_order([*findings, *volume.findings])
        files: tuple[Path, ...] = ()
        if not has_errors(findings):
            outputs, too_large = self._outputs(annotated, volume, contents)
            findings = in_order([*findings, *too_large])
            files = _write(outputs)
        result = EditionResult(
            edition.id,
            files,
            len(volume.pages.labels),
            volume.laid_out,
            volume.reused,
            _placed(self.archive, findings),
            self._confirmed(volume.pdf) if files and volume.pdf else (),
        )
        if files:
            progress.done(result)
        return result

    def _annotate(self, edition: Edition) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
        needed = [article for article in articles_needed(edition) if article.path not in self.bodies]
        self.bodies |= _parse(self.archive, needed, self.workers)
        catalogue = Catalogue(self.plan.volumes)
        settings = self.archive.config
        annotated, findings = annotate(edition, self.bodies, catalogue, settings.notes.languages, settings.editions)
        printed = [body for item in annotated.articles for body in item.bodies]
        own = [finding for body in printed for finding in body.findings]
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

    def _set(self, annotated: AnnotatedEdition, progress: Progress) -> "tuple[SetVolume, Contents | None]":
        """The volume set in type; with the contents of the EPUB if they had not to wait for its pages."""
        around = self._surroundings(annotated.edition)
        if self.only is Format.EPUB:
            progress.begin(annotated.edition.id, 1)
            return self._unpaged(annotated, around, progress)
        book = mark_up(annotated, around)
        progress.begin(annotated.edition.id, len(book.documents))
        return self._typeset(book, progress), None

    def _typeset(self, book: Book, progress: Progress) -> "SetVolume":
        # WeasyPrint is imported where it runs, never at start.
        from archivist.pdf.theme import is_printed_on_both_sides  # noqa: PLC0415
        from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415
        from archivist.pdf.volume import set_volume  # noqa: PLC0415

        typesetter = Typesetter(self._styles(), self._store(), self.workers, self.fonts)
        return set_volume(
            book,
            typesetter,
            quote=partial(quote_pages, wording=book.labels["page"]),
            both_sides=is_printed_on_both_sides(self.archive.config.pdf.page),
            on_fragment=lambda fragment: progress.laid_out(fragment.document, fragment.reused),
            standard=self.archive.config.pdf.standard,
            sources=self._sources(book),
        )

    def _unpaged(
        self, annotated: AnnotatedEdition, around: Surroundings, progress: Progress
    ) -> "tuple[SetVolume, Contents]":
        """For an EPUB by itself: no pages, so none is quoted. Only the cover is laid out, to be its picture.

        That takes as long as all that can be made without it.
        """
        from archivist.pdf.lone_cover import CoverJob, set_cover  # noqa: PLC0415
        from archivist.pdf.needed_faces import faces_of  # noqa: PLC0415
        from archivist.pdf.set_volume import SetVolume  # noqa: PLC0415

        job = CoverJob(mark_up_cover(annotated, around), self._styles(), self._store(), self.fonts)
        cover_of = self.workers.begin(set_cover, job)
        book = mark_up(annotated, around)
        book = replace(book, documents=tuple(without_pages(document) for document in book.documents))
        faces, _ = faces_of(book.documents, self.fonts)
        contents = self._contents(book, {})
        cover = cover_of()
        for fragment in cover.fragments:
            progress.laid_out(fragment.document, fragment.reused)
        fragments = {fragment.document: fragment for fragment in cover.fragments}
        volume = SetVolume(book, fragments, list(cover.findings), faces, cover=cover.picture, engine=cover.engine)
        return volume, contents

    def _styles(self) -> tuple[str, ...]:
        from archivist.pdf.theme import style_sheets  # noqa: PLC0415

        settings = self.archive.config.pdf
        return style_sheets(settings.page, _own_style(self.archive, settings.style))

    def _store(self) -> Store:
        return Store(self.archive.build / ".cache")

    def _sources(self, book: Book) -> "dict[str, Source]":
        """What the standard wants attached: the file of each article, by the document made of it."""
        from archivist.pdf.attachments import Source, names_of  # noqa: PLC0415

        if self.archive.config.pdf.standard is config.Standard.A_2A:
            return {}
        documents = [document for document in book.documents if document.source]
        names = names_of([document.source for document in documents])
        return {
            each.id: Source(names[each.source], (self.archive.articles / each.source).read_bytes(), each.title)
            for each in documents
        }

    def compiled(self, edition: Edition) -> "tuple[RecordedEdition | str, Texts, EpubTexts]":
        """What an earlier compile left of an edition: its record, and the texts its files must hold. Or why not."""
        from archivist.verify.recorded import UnreadableRecordError, read_record  # noqa: PLC0415

        path = self.archive.build / edition.volume.id / f"volume.{edition.language}.json"
        again = f"`archivist compile {edition.volume.id} --language {edition.language}`"
        if not path.exists():
            return f"it was never compiled: {path} is not there. Make it with {again}.", "", ""
        try:
            recorded = read_record(path, FORMAT)
        except UnreadableRecordError as cause:
            return f"its record {path} cannot be read: {cause}. Make it anew with {again}.", "", ""
        annotated, findings = self._annotate(edition)
        if has_errors(findings):
            why = "the articles have errors, so the text is not known; `archivist check` names them"
            return recorded, why, why
        changed = _changed(annotated, recorded)
        if changed:
            why = f"changed since it was compiled: {', '.join(changed)}. Make it anew with {again}."
            return recorded, why, why
        surroundings = replace(self._surroundings(edition), version=recorded.program_version)
        book = mark_up(annotated, surroundings)
        return recorded, partial(_expected, book, recorded), partial(_expected_in_epubs, book, recorded)

    def _confirmed(self, pdf: bytes) -> tuple[str, ...]:
        """The standards a validator confirmed of these bytes when they were made before."""
        from archivist.verify.verapdf import confirmed_standards  # noqa: PLC0415

        return confirmed_standards(self._store(), sha256(pdf))

    def _outputs(
        self, annotated: AnnotatedEdition, volume: "SetVolume", contents: "Contents | None"
    ) -> tuple[dict[Path, bytes], tuple[Finding, ...]]:
        """The edition's files: PDF, EPUB or its parts, and last the record of what is made. And what was found."""
        folder = self.archive.build / annotated.edition.volume.id
        stem = f"{_title_slug(self.archive)}-{annotated.edition.id}"
        outputs: dict[Path, bytes] = {}
        found: tuple[Finding, ...] = ()
        if self.only is not Format.EPUB:
            outputs[folder / f"{stem}.pdf"] = volume.pdf
        if self.only is not Format.PDF:
            bound = self._bind(volume, contents or self._contents(volume.book, volume.pages.marks), f"{stem}.pdf")
            found = bound.findings
            outputs |= {folder / f"{stem}{ending}": data for ending, data in bound.by_ending().items()}
        made_by = (f"archivist {__version__}", *volume.engine)
        outputs[folder / f"volume.{annotated.edition.language}.json"] = record(
            annotated, volume.book, volume.pages, outputs, made_by
        )
        return outputs, found

    def _contents(self, book: Book, marks: Mapping[str, DocumentMarks]) -> "Contents":
        """The contents of the EPUB; `marks` are the pages of the PDF, if there is one."""
        from archivist.epub import PictureFiles, Screen, contents_of  # noqa: PLC0415

        settings = self.archive.config.epub
        return contents_of(book, marks, PictureFiles(Screen(settings.picture_pixels, settings.grey)))

    def _bind(self, volume: "SetVolume", contents: "Contents", pdf: str) -> "BoundEdition":
        from archivist.epub import bind, bind_within  # noqa: PLC0415

        settings = self.archive.config.epub
        style = _own_style(self.archive, settings.style)

        def one_file(book: Book) -> bytes:
            return bind(
                book,
                cover=volume.cover,
                style=style,
                faces=volume.faces,
                labels=book.labels,
                pages=volume.pages.marks,
                pdf=pdf,
                workers=self.workers,
                files=contents.files,
                contents=contents if book is volume.book else None,  # of a part they are made anew
            )

        return bind_within(volume.book, settings.max_size, one_file, contents.files)


def _write(outputs: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write an edition's files, the record last: until then the old one names what is to be removed."""
    *made, named_in = outputs
    old = superseded(named_in, made)
    for path in made:
        write_whole(path, outputs[path])
    for path in old:
        path.unlink(missing_ok=True)
    write_whole(named_in, outputs[named_in])
    return tuple(outputs)


# ---------------------------------------------------------------- what a compiled edition must hold

# Text by document, made once it is known on which page of the file each document begins; or why it is not known.
Texts = Callable[[Mapping[str, str]], "Sequence[ExpectedText]"] | str
# Text of each EPUB of the edition, made once it is known which documents each of them has.
EpubTexts = Callable[[Sequence[Sequence[str]]], "Sequence[Sequence[ExpectedText]]"] | str
# What an EPUB has in a form of its own: the cover as a picture, the contents as its navigation.
_NOT_IN_EPUB = frozenset({Role.COVER, Role.CONTENTS})


def _changed(annotated: AnnotatedEdition, recorded: "RecordedEdition") -> list[str]:
    """The articles that are no longer those the record names; of one that is gone, its key."""
    now = {(item.article.key, item.article.language): item.article for item in annotated.articles}
    then = {(article.key, article.language): article.digest for article in recorded.articles}
    gone = [key for key, language in then.keys() - now.keys()]
    return sorted([*gone, *(a.path for name, a in now.items() if a.digest != then.get(name))])


def _expected(book: Book, recorded: "RecordedEdition", first_pages: Mapping[str, str]) -> "Sequence[ExpectedText]":
    """The text of each document, quoting the pages of articles as recorded and of other documents as found."""
    from archivist.verify.expected_text import expected_text  # noqa: PLC0415

    quoted = _quoting(book, recorded, first_pages)
    return [expected_text(each.id, each.source or each.title, each.xhtml) for each in quoted.documents]


def _expected_in_epubs(
    book: Book, recorded: "RecordedEdition", held: Sequence[Sequence[str]]
) -> "Sequence[Sequence[ExpectedText]]":
    """The same of each EPUB: the whole edition, or the parts in order; `held` are the ids of what each has."""
    from archivist.epub.parts import parts_of  # noqa: PLC0415
    from archivist.verify.expected_text import expected_in_epub  # noqa: PLC0415

    quoted = _quoting(book, recorded, {})
    books = [quoted] if len(held) == 1 else parts_of(quoted, _articles_held(quoted, held))
    return [
        [
            expected_in_epub(document.id, document.source or document.title, document.xhtml)
            for document in each.documents
            if document.role not in _NOT_IN_EPUB
        ]
        for each in books
    ]


def _articles_held(book: Book, held: Sequence[Sequence[str]]) -> list[list[Document]]:
    """The articles of each part. One that no part has counts to the part of the one before it, which then lacks it."""
    groups: list[list[Document]] = [[] for _ in held]
    part = 0
    for document in book.documents:
        if document.role is Role.ARTICLE:
            part = next((number for number, ids in enumerate(held) if document.id in ids), part)
            groups[part].append(document)
    return groups


def _quoting(book: Book, recorded: "RecordedEdition", first_pages: Mapping[str, str]) -> Book:
    """The book with the pages it quotes; without a PDF there are none."""
    if not recorded.pages:
        return replace(book, documents=tuple(without_pages(document) for document in book.documents))
    articles = {article.key: article.first_page for article in recorded.articles}
    spans = {}
    for document in book.documents:
        first = articles.get(document.key) or first_pages.get(document.id, "?")
        spans[document.id] = PageSpan(first, first, 0, 0)
    quoted = (quote_pages(document, PageMap(spans), book.labels["page"]) for document in book.documents)
    return replace(book, documents=tuple(quoted))


# ---------------------------------------------------------------- small parts


def _placed(archive: Archive, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with the files of articles named as seen from the archive: what an editor can open."""
    folder = archive.config.archive.articles
    return in_order(replace(each, file=(folder / each.file).as_posix()) if each.file else each for each in findings)


def _parse(archive: Archive, articles: Sequence[Article], workers: Workers) -> dict[str, Body]:
    """The bodies of articles, by path."""
    parse = partial(parse_body, folder=archive.articles, site=archive.config.archive.site)
    return {articles[index].path: body for index, body in workers.run_batches(parse, articles, _BATCH)}


def _unprinted(planned: Plan) -> Iterator[Edition]:
    """The articles that no edition holds, as if there were one: what they have wrong is to be told all the same."""
    printed = {article.path for edition in planned.editions for article in edition.articles}
    for volume in planned.volumes:
        rest = [article for work in volume.works for article in work.articles if article.path not in printed]
        for language in dict.fromkeys(article.language for article in rest):
            yield Edition(volume, language, tuple(article for article in rest if article.language == language))


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
