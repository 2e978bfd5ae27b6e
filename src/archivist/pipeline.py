"""One edition from its articles to its files: the stages in the order in which the data flows.

    parse -> suggest -> annotate -> mark up -> typeset -> write (writers.py)

Each stage is a folder; what they hand each other is in model/. Words are proved complete where they are laid out
(fidelity/printed_words.py), before anything is written.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from archivist import __version__
from archivist.apparatus import Catalogue, annotate, articles_needed, places_linked
from archivist.archive import Archive
from archivist.archive_facts import ArchiveFacts, AskedFacts
from archivist.articles import ParsedBody
from archivist.build_folder.volume_folder import find_superseded, replace_set
from archivist.cache import Store
from archivist.dependencies import Question
from archivist.edition_typesetting import EditionTypesetter
from archivist.errors import LayoutFailedError
from archivist.executors import FEW, Executor, crew_for, map_in_batches
from archivist.files import sha256
from archivist.findings import Finding, has_errors, in_order
from archivist.fonts import FontFace, FontLibrary
from archivist.links.address_book import AddressBook
from archivist.markup import (
    Quote,
    Surroundings,
    mark_up,
    mark_up_cover,
    mark_up_first_round,
    state_fonts,
    stated_font,
)
from archivist.model.annotated import AnnotatedEdition
from archivist.model.articles import Article, Body
from archivist.model.book import Book
from archivist.model.pages import PageMap
from archivist.model.results import EditionResult, Format
from archivist.model.volumes import Edition
from archivist.parsed_texts import parse_texts
from archivist.pdf.layout_log import LayoutLog
from archivist.planning import Plan
from archivist.publication import Manuscript, Publication, WrittenFile
from archivist.quoted_editions import QuotedEditions, QuotedPages
from archivist.source_date import source_date
from archivist.volumes import compile_command, period_strip, volume_title
from archivist.worker_process import release_memory, trim_memory
from archivist.writers import write_files, writers_of

if TYPE_CHECKING:
    from archivist.archived_links import WebArchives


class Progress(Protocol):
    """Who wants to know how far a compile is."""

    def begin(self, edition: str, documents: int) -> None:
        """An edition begins; so many documents are to be laid out."""

    def laid_out(self, document: str, reused: bool) -> None:
        """A document is laid out, or was taken from the cache."""

    def done(self, result: EditionResult) -> None:
        """An edition is made."""


def web_archives_of(archive: Archive) -> "WebArchives":
    """The web archives that the settings name. They are read when the first address is looked up."""
    from archivist.archived_links import WebArchives  # noqa: PLC0415 - most settings name none

    return WebArchives(archive.root, archive.config.links.archives, archive.build, Store(archive.cache))


# What is wrong with files that were made and are not written yet: an error, and they are not.
Inspect = Callable[[Sequence[WrittenFile]], Sequence[Finding]]


def _find_nothing(_: Sequence[WrittenFile]) -> Sequence[Finding]:
    return ()


@dataclass(slots=True)
class EditionBuilder:
    """Makes editions, one after the other, with one crew of workers. Texts are parsed once."""

    archive: Archive
    plan: Plan
    workers: Executor
    only: Format | None = None
    bodies: dict[str, Body] = field(default_factory=dict)
    book: AddressBook | None = None  # instead of that of the articles
    web_archives: "WebArchives | None" = None
    facts: ArchiveFacts | None = None  # of the same archive and plan, if they are known already
    fonts: FontLibrary = field(init=False)
    pages: dict[str, PageMap | str] = field(default_factory=dict)  # of the articles of editions, or why not known
    inspect: Inspect = _find_nothing
    folder: Path | None = None  # where volumes are put instead of the build folder: nothing of the archive changes
    asked: dict[str, AskedFacts] = field(default_factory=dict)  # by edition: what it asked of the archive
    _asked_by_text: dict[str, Mapping[Question, str]] = field(default_factory=dict)  # by path, what its text asked
    _made_early: dict[str, frozenset[str]] = field(default_factory=dict)  # keys of fragments, by edition
    _chosen: set[str] = field(default_factory=set)  # ids of the editions that are made in this run
    _waiting: Counter[str] = field(default_factory=Counter)  # editions to be made in this run, by volume
    _volume_of: dict[str, str] = field(init=False)  # by path of an article
    _quoted: QuotedEditions = field(init=False)
    _typesetter: EditionTypesetter = field(init=False)

    def __post_init__(self) -> None:
        self.fonts = self.archive.fonts
        self._typesetter = EditionTypesetter(self.archive, self.workers)
        every = ((work, volume.id) for volume in self.plan.known_volumes for work in volume.works)
        self._volume_of = {article.path: volume for work, volume in every for article in work.articles}
        self.bodies.update(self.plan.outside.bodies)
        self.pages.update(self.plan.outside.pages)
        self._quoted = QuotedEditions(self.archive, self.plan, self._chosen, self.pages)

    @property
    def known(self) -> ArchiveFacts:
        """The archive as its editions see it."""
        if self.facts is None:
            self.facts = ArchiveFacts(self.archive, self.plan, self.book)
        self.facts.workers = self.workers
        return self.facts

    @property
    def editions(self) -> Mapping[str, Edition]:
        """All editions of the archive by id."""
        return self.known.editions

    @property
    def quoted(self) -> Mapping[str, Mapping[str, QuotedPages]]:
        """By id of the editions that were made, what they quote of other editions."""
        return self._quoted.quoted

    def choose(self, names: Collection[str]) -> None:
        """Note which editions are to be made: those that others quote may be set before it is their turn."""
        self._chosen |= set(names)
        self._waiting.update(self.editions[each].volume.id for each in names)
        self.known.rank_works(sorted(names))

    def make(self, edition: Edition, progress: Progress) -> EditionResult:
        """Take one edition all the way. Nothing is written before everything is made."""
        made = self.make_annotated(*self.annotate(edition), progress)
        self._release(edition)
        if self._waiting.total():
            # Templates and parts of EPUBs refer to themselves, and to every article: 4 MB of each volume.
            release_memory(generation=1)
        else:
            trim_memory()
        return made

    def _release(self, edition: Edition) -> None:
        """Forget the texts of a volume whose editions are all made: a run needs no more memory for more volumes."""
        if edition.id not in self._chosen:
            return
        self._waiting[edition.volume.id] -= 1
        for path in [*self.bodies]:
            if path not in self.plan.outside.bodies and not self._waiting[self._volume_of.get(path, "")]:
                del self.bodies[path]
                self._asked_by_text.pop(path, None)

    def make_annotated(
        self, annotated: AnnotatedEdition, findings: Sequence[Finding], progress: Progress
    ) -> EditionResult:
        """Make the files of an edition that is annotated. With an error in `findings` nothing is made."""
        edition = annotated.edition
        if has_errors(findings):
            return EditionResult(edition.id, (), 0, 0, 0, self.archive.placed(findings))
        log = self._log(progress, self._made_early.get(edition.id, frozenset()))
        try:
            publication = self._typeset(annotated, log, progress)
            written = write_files(publication, self.archive, self.workers, writers_of(self.only))
        except LayoutFailedError:  # what failed is in the log
            return self._result(edition, (*findings, *log.findings), log)
        of_fonts = _home_fonts(edition, self.fonts.from_home(publication.faces))
        findings = in_order([*findings, *log.findings, *written.findings, *of_fonts, *self.inspect(written.files)])
        if has_errors(findings):
            return self._result(edition, findings, log)
        result = replace(
            self._result(edition, findings, log),
            files=self._keep(edition, written.files),
            pages=len(publication.sheets),
            standards=self._confirmed(publication, written.files),
        )
        self._quoted.keep(publication)
        progress.done(result)
        return result

    def _log(self, progress: Progress, made_before: frozenset[str] = frozenset()) -> LayoutLog:
        return LayoutLog(
            lambda document, is_reused: progress.laid_out(document, reused=is_reused), made_before=made_before
        )

    def _result(self, edition: Edition, findings: Iterable[Finding], log: LayoutLog) -> EditionResult:
        """The result of an edition of which nothing is kept."""
        placed = self.archive.placed(in_order(findings))
        return EditionResult(edition.id, (), 0, log.laid_out, log.reused, placed)

    def annotate(self, edition: Edition) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
        """The edition with its notes paired and its related reading resolved, and what was found in its texts."""
        facts, settings = self._facts_for(edition), self.archive.config
        texts = self.plan.texts_of(edition)
        facts.read_texts_of_editors()
        bodies = self._read_texts(self._own_texts(edition), facts)
        bodies |= self._read_texts(self._with_places_linked(bodies, facts), facts)
        annotated, findings = annotate(
            edition,
            bodies,
            facts.catalogue,
            settings.notes.languages,
            settings.editions,
            near=facts.near(settings.related.suggest),
            glossary=self.archive.glossary,
            glossary_notes=settings.glossary.notes,
            texts=texts,
        )
        annotated, of_archives = self._add_archived_pages(annotated)
        of_bodies = [finding for item in annotated.printed for body in item.bodies for finding in body.findings]
        return annotated, in_order([*of_bodies, *findings, *facts.shared_addresses(), *of_archives])

    def _facts_for(self, edition: Edition) -> AskedFacts:
        if edition.id not in self.asked:
            self.asked[edition.id] = AskedFacts(self.known, edition)
        return self.asked[edition.id]

    def _own_texts(self, edition: Edition) -> tuple[Article, ...]:
        """What is printed in an edition, with its translations: its articles, and the texts of its editors."""
        texts = self.plan.texts_of(edition).values()
        return (*articles_needed(edition), *(article for work in texts for article in work.articles))

    def _read_texts(self, articles: Sequence[Article], facts: AskedFacts) -> dict[str, Body]:
        """The bodies of articles by path: read now if they are not read yet. An edition depends on what they asked."""
        missing = [article for article in articles if article.path not in self.bodies]
        for path, parsed in self._parse(missing).items():
            self.bodies[path], self._asked_by_text[path] = parsed.body, parsed.asked
        for article in articles:
            facts.read_text(article)
            facts.dependencies.add(self._asked_by_text.get(article.path, {}))
        return {article.path: self.bodies[article.path] for article in articles}

    def _parse(self, articles: Sequence[Article]) -> Mapping[str, ParsedBody]:
        # Pages need workers in any case; for an EPUB alone few texts are no reason to start them.
        here = FEW if self.only is Format.EPUB else 0
        return parse_texts(self.archive, articles, self.workers, self.known.book, self.known.answers, here=here)

    def _add_archived_pages(self, annotated: AnnotatedEdition) -> tuple[AnnotatedEdition, Sequence[Finding]]:
        """The edition with the archived copies of what it cites, and what is wrong with the web archives."""
        settings = self.archive.config.links
        if not settings.archives:
            return annotated, ()
        from archivist.archived_links import add_archived_pages  # noqa: PLC0415

        if self.web_archives is None:
            self.web_archives = web_archives_of(self.archive)
        return (
            add_archived_pages(annotated, self.web_archives, settings.max_capture),
            self.web_archives.findings(),
        )

    def _with_places_linked(self, bodies: Mapping[str, Body], facts: AskedFacts) -> Sequence[Article]:
        """The other articles in which links of these texts name a place, with their translations."""
        paths = sorted(places_linked(bodies.values()))
        works = {found[0].key: found[0] for path in paths if (found := facts.catalogue.with_file(path))}
        linked = (each.path for work in works.values() for each in work.articles)
        return [self.known.articles[path] for path in linked if path not in bodies]

    def catalogue(self) -> Catalogue:
        """The works of the archive, and where they are printed."""
        return self.known.catalogue

    def surroundings(self, edition: Edition) -> Surroundings:
        """What the marking up of an edition must know in addition to its articles."""
        from archivist.pdf.engine import versions  # noqa: PLC0415
        from archivist.pdf.theme import paper_size  # noqa: PLC0415

        context, facts = self.archive.context, self._facts_for(edition)
        bodies = (self.bodies[article.path] for article in self._own_texts(edition))
        return Surroundings(
            config=self.archive.config,
            articles=facts.articles,
            pictures={picture.name: picture for body in bodies for picture in body.pictures},
            volume_titles={edition.volume.id: self.known.worded(volume_title, edition)},
            volume_names=facts.volume_names,
            editions=facts.editions,
            epub_names=facts.epub_names,
            version=__version__,
            slug=self.archive.slug,
            programs=versions(),
            compile_command=compile_command(edition.volume.id, edition.language),
            paper=paper_size(self.archive.config.pdf.page, self._typesetter.styles()),
            strip=period_strip(edition.volume),
            cover=self.archive.cover_picture(),
            modified=context.source_date if context else source_date(),
            glossary=self.archive.glossary,
            documents=self.plan.outside.documents,
            order=facts.in_order,
        )

    def _typeset(self, annotated: AnnotatedEdition, log: LayoutLog, progress: Progress) -> Publication:
        """The edition set in type; without pages if no writer needs them. Raises LayoutFailedError."""
        edition, around = annotated.edition, self.surroundings(annotated.edition)
        # The cover is laid out while the rest is marked up.
        has_pages = any(writer.needs_pages for writer in writers_of(self.only))
        cover = self._typesetter.set_cover(mark_up_cover(annotated, around), log, has_pages=has_pages)
        manuscript = Manuscript(
            f"{self.archive.slug}-{edition.id}",
            annotated,
            self._mark_up(annotated, around),
            self._facts_for(edition).stems,
        )
        if has_pages:
            others, unknown = self._quoted.pages_for(manuscript, partial(self._set_articles, progress=progress))
            log.add(unknown)
            progress.begin(edition.id, len(manuscript.book.documents))
            return self._typesetter.set_on_pages(manuscript, cover, others, log)
        progress.begin(edition.id, 1)
        return self._typesetter.set_without_pages(manuscript, cover)

    def mark_up(self, annotated: AnnotatedEdition) -> tuple[Book, tuple[Quote, ...]]:
        """The documents of an edition without pages, and the pages of other editions that they quote.

        These are in `pages` then, or why they are not known. Nothing is laid out.
        """
        book = self._mark_up(annotated, self.surroundings(annotated.edition))
        return book, self._quoted.find(book, lambda _: None)

    def _mark_up(self, annotated: AnnotatedEdition, around: Surroundings) -> Book:
        """The documents of an edition. They say which fonts they are set in."""
        from archivist.pdf.font_selection import faces_of  # noqa: PLC0415

        workers = crew_for(self.workers, len(annotated.articles))
        book = mark_up(annotated, around, partial(map_in_batches, workers))
        faces, _ = faces_of(book.documents, self.fonts)
        return state_fonts(book, map(stated_font, faces))

    def _set_articles(self, edition: Edition, progress: Progress) -> PageMap | None:
        """Set the articles of an edition before it is its turn; None if that fails, which is reported in its turn."""
        annotated, findings = self.annotate(edition)
        if has_errors(findings):
            return None
        log = self._log(progress)
        book = mark_up_first_round(annotated, self.surroundings(edition))
        progress.begin(edition.id, len(book.documents))
        try:
            pages = self._typesetter.set_first_round(book, log)
        except LayoutFailedError:
            return None
        self._made_early[edition.id] = frozenset(log.made)
        return pages

    def _keep(self, edition: Edition, files: Iterable[WrittenFile]) -> tuple[Path, ...]:
        """Move the files of an edition to their places, the record last."""
        folder = (self.folder or self.archive.build) / edition.volume.id
        outputs = {folder / file.name: file.content for file in files}
        *made, record = outputs
        replace_set(edition.id, outputs, find_superseded(record, made))
        if self.folder is None:
            self.archive.keep_id()
        return tuple(outputs)

    def _confirmed(self, publication: Publication, files: Iterable[WrittenFile]) -> tuple[str, ...]:
        """The standards a validator confirmed of the PDF when it was made before."""
        pdf = next((file.content for file in files if file.name == publication.pdf_name), None)
        if pdf is None:
            return ()
        from archivist.verify.verapdf import confirmed_standards  # noqa: PLC0415

        return confirmed_standards(Store(self.archive.cache), sha256(pdf))


def _home_fonts(edition: Edition, faces: Iterable[FontFace]) -> Iterator[Finding]:
    """A finding for each font file that another user of this machine would not have."""
    for path, face in sorted({face.path: face for face in faces}.items()):
        yield Finding("font-from-home", f"{edition.id} is set in {face.family} of {path}, a folder of this user")
