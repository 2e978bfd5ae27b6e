"""The import on one page: what `archivist import` does.

    read the sources -> spool -> join translations -> draft -> prove each word -> compare -> keep

Readers, one for each kind of source, are registered (importing/reader_registry.py); what they yield is described in
reader_api/found.py. An article that is in the archive already is never overwritten, unless a person who was shown the
difference agreed.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from archivist.archive import Archive
from archivist.articles import walk_folder
from archivist.articles.article_front_matter import FrontMatterError, read_front_matter
from archivist.articles.article_pictures import PictureError, suffix_of
from archivist.articles.fields import Fields
from archivist.articles.file_name import read_path
from archivist.articles.valid_addresses import valid_address
from archivist.draft_fidelity import Draft, keep_every_word
from archivist.errors import UsageError
from archivist.executors import Executor, open_executor
from archivist.files import locked
from archivist.findings import Finding, in_order
from archivist.front_matter import MAX_FRONT_MATTER
from archivist.importing.article_files import BarredError, alone_in, read_existing, sweep, write
from archivist.importing.article_selection import Choosing
from archivist.importing.deduplication import Known, Memory, twins
from archivist.importing.drafting import (
    article_of,
    complete_article,
    report_removed_characters,
    without_broken_addresses,
)
from archivist.importing.found_store import Head, Pictures, Spool
from archivist.importing.import_findings import locate_findings, twin_left
from archivist.importing.import_outcome import AskDay, Change, Decide, Import, Imported, Progress, State, leave, nobody
from archivist.importing.joining import Destination, index_of_names, join
from archivist.importing.media import StagedMedia
from archivist.importing.reader_registry import Readers, installed_readers
from archivist.importing.source_detection import detect_reader
from archivist.model.articles import Article
from archivist.reader_api.found import FoundArticle, PictureRefusedError, SourceError, Wishes
from archivist.reader_api.reader import Reader
from archivist.reader_api.serial_facts import SerialFacts
from archivist.text.xml_characters import FORBIDDEN


def import_sources(
    archive: Archive,
    sources: Sequence[Path],
    wishes: Wishes,
    *,
    kind: str = "",
    decide: Decide = leave,
    ask_day: AskDay = nobody,
    jobs: int = 0,
    progress: Progress,
) -> Import:
    """Bring every article of the sources into the archive.

    Of a source that is broken nothing is imported; the others do. Raises UsageError for a source that is not there or
    is the archive itself, or a kind that no reader has; ReaderError if a reader cannot be used; BuildLockedError while
    a compile is running. `kind` is the kind of all sources; "" has each recognised.
    """
    _check(archive, sources)
    readers = _readers_of(sources, kind, installed_readers())
    with (
        locked(archive.build),
        alone_in(archive.articles),
        Spool() as spool,
        tempfile.TemporaryDirectory() as staging,
        open_executor(jobs) as workers,
    ):
        sweep(archive.articles)
        media = StagedMedia(Path(staging), archive.articles, _judged)
        wishes = replace(wishes, languages=tuple(archive.config.editions.languages))
        session = _ImportSession(archive, wishes, spool, media, progress, ask_day)
        for number, source in enumerate(sources):
            session.read(number, source, readers)
        session.write(decide, workers)
    articles = sorted(session.articles, key=lambda each: each.path)
    return Import(tuple(session.sources), tuple(articles), in_order(session.findings), tuple(session.facts))


def _check(archive: Archive, sources: Iterable[Path]) -> None:
    home = archive.articles.resolve()
    for source in sources:
        if source == Path("-"):
            message = "standard input cannot be imported: an article is recognised by the name of its file"
            raise UsageError(message, "Save it to a file, and name that.")
        if not source.exists():
            raise UsageError(f"{source} does not exist", "Name a file or a folder to import articles from.")
        if source.resolve().is_relative_to(home) or home.is_relative_to(source.resolve()):
            raise UsageError(f"{source} is this archive's own folder", "Its articles do not have to be imported.")


def _readers_of(sources: Iterable[Path], kind: str, readers: Readers) -> dict[Path, Reader | SourceError]:
    """The reader of each source, or why there is none."""
    found: dict[Path, Reader | SourceError] = {}
    for source in sources:
        try:
            found[source] = readers.named(kind) if kind else detect_reader(source, readers.loaded)
        except SourceError as error:
            found[source] = error
    return found


def _is_valid(address: str) -> bool:
    return bool(valid_address(address))


def _judged(file: Path) -> str:
    try:
        return suffix_of(file)
    except PictureError as error:
        raise PictureRefusedError(error.message.replace(file.name, "it", 1)) from None  # a digest says nothing


@dataclass(slots=True)
class _ImportSession:
    """One import."""

    archive: Archive
    wishes: Wishes
    spool: Spool
    media: StagedMedia
    progress: Progress
    ask_day: AskDay
    sources: list[tuple[str, str]] = field(default_factory=list)  # each with its kind
    facts: list[SerialFacts] = field(default_factory=list)
    articles: list[Imported] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    memory: Memory | None = None
    known: list[Known] = field(default_factory=list)  # see `_known_articles`

    @property
    def _folder(self) -> Path:
        """The folder of articles as it is shown."""
        return self.archive.config.archive.articles

    # ------------------------------------------------ read

    def read(self, number: int, source: Path, readers: Mapping[Path, Reader | SourceError]) -> None:
        """Everything in a source, or nothing of it and why."""
        articles, findings = len(self.spool.heads), len(self.findings)
        try:
            reader = readers[source]
            if isinstance(reader, SourceError):
                raise reader
            self.progress.reading(source, reader.name)
            parts = tuple(each for each, other in readers.items() if other is reader) if reader.joins_sources else ()
            self._take(number, source, reader, replace(self.wishes, sources=parts))
            self.facts.append(reader.serial_facts(source))
            self.sources.append((str(source), reader.name))
            if (len(self.spool.heads), len(self.findings)) == (articles, findings):
                self.findings.append(Finding("import-left-out", "it does not contain any article", str(source)))
        except (SourceError, OSError) as error:  # of the system: a disk that is full, a file that went away
            self.spool.drop_from(articles)
            self.media.taken()
            del self.findings[findings:]
            self.findings.append(_unreadable(source, error))

    def _take(self, number: int, source: Path, reader: Reader, wishes: Wishes) -> None:
        choosing = Choosing(self.wishes)
        for found in reader.read(source, wishes, self.media):
            pictures = self.media.taken()
            if isinstance(found, FoundArticle) and not choosing.is_of_kind(found):
                continue
            article = self._settled(found) if isinstance(found, FoundArticle) else found
            if isinstance(article, Finding):
                self.findings.append(article)
                continue
            if not choosing.is_in_time(article):
                continue
            article = without_broken_addresses(article, _is_valid)
            self.spool.add(
                replace(article, remarks=(*article.remarks, *report_removed_characters(article))), pictures, number
            )
            self.progress.found()
        self.findings += choosing.findings(str(source))

    def _settled(self, found: FoundArticle) -> FoundArticle | Finding:
        article = complete_article(found, self.wishes, self._remembered)
        if isinstance(article, Finding) and article.code == "import-needs-date":
            day = self.ask_day(found)
            return complete_article(replace(found, date=day), self.wishes, self._remembered) if day else article
        return article

    def _remembered(self, found: FoundArticle) -> Known | None:
        if self.memory is None:  # most sources say everything, and then the archive need not be read for this
            self.memory = Memory(self._known_articles())
        return self.memory.of(found)

    def _known_articles(self) -> list[Known]:
        """The articles the archive has, read once: nothing is written before the last of them is asked for."""
        self.known = self.known or list(_known(self.archive))
        return self.known

    # ------------------------------------------------ write

    def write(self, decide: Decide, workers: Executor) -> None:
        """Every article found, each whole, after its pictures."""
        places, keys = self._places()
        self.progress.writing(len(places))
        with closing(workers.run(keep_every_word, self._drafts(places, keys))) as proved:
            for _, draft in proved:
                self._keep(draft, decide)
                self.progress.done()

    def _places(self) -> tuple[dict[int, Destination], dict[str, str]]:
        known = self._known_articles()
        heads = self._once()
        places = join(heads, known, self.archive.config.editions.languages)
        self.findings += locate_findings(heads, known, places, self._folder)
        return places, index_of_names(heads, [each for each in known if not each.is_aside], places)

    def _once(self) -> list[Head]:
        """The articles found, without those that an earlier source has as well."""
        twice = twins(self.spool.heads)
        self.findings += (twin_left(self.spool.heads[number], first) for number, first in twice.items())
        return [head for head in self.spool.heads if head.number not in twice]

    def _drafts(self, places: Mapping[int, Destination], keys: Mapping[str, str]) -> Iterator[Draft]:
        numbers = sorted(places)
        for number, (found, pictures) in zip(numbers, self.spool.articles(numbers), strict=True):
            self.findings += found.remarks
            article = article_of(found, places[number], keys)
            try:
                has = self._held(article, pictures)
            except BarredError as error:
                self.findings.append(error.finding(self._folder, found.place))
                self.progress.done()
                continue
            yield Draft(article, found.place, FORBIDDEN.sub("", found.plain), pictures, has)

    def _held(self, article: Article, pictures: Pictures) -> bytes | None:
        return read_existing(self.archive.articles, article.path, (path for path, _ in pictures))

    def _keep(self, draft: Draft, decide: Decide) -> None:
        self.findings += draft.findings
        if not draft.file:
            return
        state, shown = self._state(draft, decide), (self._folder / draft.article.path).as_posix()
        if state is State.DIFFERS:
            what = f": {', '.join(draft.differing)}" if draft.differing else ""
            message = f"it was left as it is; {draft.place} has it otherwise{what}"
            self.findings.append(Finding("import-differs", message, shown))
        else:
            self._keep_pictures(draft.pictures)
        if state in (State.NEW, State.UPDATED):
            write(self.archive.articles / draft.article.path, draft.file)
        self.articles.append(Imported(shown, draft.place, state))

    def _state(self, draft: Draft, decide: Decide) -> State:
        """What is to become of a draft. Nothing is written over what nobody has seen."""
        if draft.held == draft.file:
            return State.SAME
        file = self.archive.articles / draft.article.path
        if draft.held is not None and not decide(Change(file, draft.held, draft.file)):
            return State.DIFFERS
        try:
            if self._held(draft.article, draft.pictures) != draft.held:  # changed while an answer was awaited
                return State.DIFFERS
        except BarredError:
            return State.DIFFERS
        return State.NEW if draft.held is None else State.UPDATED

    def _keep_pictures(self, pictures: Pictures) -> None:
        for path, digest in pictures:
            if not (self.archive.articles / path).exists():
                write(self.archive.articles / path, self.media.staged(digest).read_bytes())


def _unreadable(source: Path, error: SourceError | OSError) -> Finding:
    """Why nothing of a source was imported, at the line where it breaks if the reader names one."""
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return Finding("import-unreadable", f"{where}{error.strerror or error}", str(source))
    within = "" if error.place.file in ("", str(source), source.name) else f"{error.place.file}: "
    place = replace(error.place, file=str(source))
    return Finding.at(place, "import-unreadable", f"{within}{error.message}", error.hint)


def _known(archive: Archive) -> Iterator[Known]:
    """The articles the archive has, and those set aside in it."""
    for article, problems in walk_folder(archive.articles, languages=archive.config.editions.languages):
        if article is not None:
            yield Known(
                key=article.key,
                language=article.language,
                path=article.path,
                date=article.date,
                title=article.title,
                origin=str(article.extra.get("origin", "")),
                digest=str(article.extra.get("origin_digest", "")),
                group=str(article.extra.get("origin_group", "")),
                source=article.source,
            )
        elif problems:
            yield from _set_aside(archive.articles, problems[-1].file)


def _set_aside(home: Path, path: str) -> Iterator[Known]:
    """A draft, or an article that lacks something: an editor who made it one does not want it a second time."""
    try:
        data = read_existing(home, path, ()) or b""
        matter = read_front_matter(data[: 2 * MAX_FRONT_MATTER].decode("utf-8-sig", "replace"))
    except (BarredError, FrontMatterError):
        return
    fields, name = Fields(matter.entries, path), read_path(path)
    names = {each: matter.entries[each].written for each in ("origin", "origin_digest", "origin_group")
             if each in matter.entries}  # fmt: skip
    yield Known(
        key=fields.text("key") or name.key,
        language=fields.language() or name.language,
        path=path,
        date=fields.date("date") if fields.find("date") else name.date,
        title=fields.text("title"),
        origin=names.get("origin", ""),
        digest=names.get("origin_digest", ""),
        group=names.get("origin_group", ""),
        source=fields.address("source"),
        is_aside=True,
    )
