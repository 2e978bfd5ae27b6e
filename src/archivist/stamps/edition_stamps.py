"""The stamp of an edition: what it was made of, what it quotes of other editions, and the digests of its files.

A compile that finds an edition as its stamp says makes nothing of it, and reports what the compile reported that made
it. Three things are compared:

* the digest of everything in the archive. If it is another one, the questions that the edition asked of the archive
  (archive_facts.py) are asked again: its own texts and files are among them;
* the files of the edition;
* the pages of other editions that it quotes. They are known once those editions are made that are to be made.

A stamp is written once all editions of a run are made, since their files are what others quote.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.archive import Archive
from archivist.build_folder.volume_folder import marker_path, read_manifest, record_path
from archivist.cache import UNREADABLE, Store, digest_of
from archivist.model.results import EditionResult, Format
from archivist.model.volumes import Edition
from archivist.planning import Plan
from archivist.stamps.file_digests import FileDigests
from archivist.stamps.inputs import inputs_of, shared_inputs
from archivist.stamps.kept_libraries import KeptLibraries
from archivist.stamps.stamp import QuotedEdition, Stamp

if TYPE_CHECKING:
    from archivist.archive_facts import ArchiveFacts
    from archivist.dependencies import Question
    from archivist.model.pages import PageMap
    from archivist.quoted_editions import QuotedPages

_STAMP, _QUESTIONS = ".stamp", ".questions"
_FORMAT = "stamp 3"


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of an edition that was made in this run."""

    result: EditionResult
    asked: "Mapping[Question, str]"  # of the archive
    quoted: "Mapping[str, QuotedPages]"  # of other editions


@dataclass
class EditionStamps:
    """The stamps of the editions of an archive, for one run."""

    archive: Archive
    planned: Plan
    only: Format | None
    _inputs: str = ""  # the digest of everything, as it was before anything was made
    _manifests: dict[Path, Mapping[str, str]] = field(default_factory=dict)
    _known_pages: "dict[str, PageMap | str]" = field(default_factory=dict)  # of editions as they were made before
    _found: dict[str, Stamp] = field(default_factory=dict)  # by edition: those that agree with what is there

    @cached_property
    def store(self) -> Store:
        """The cache."""
        return Store(self.archive.cache)

    @cached_property
    def files(self) -> FileDigests:
        """The digests of files as they are now."""
        return FileDigests(self.store)

    @cached_property
    def _libraries(self) -> KeptLibraries:
        return KeptLibraries(self.store)

    @cached_property
    def facts(self) -> "ArchiveFacts":
        """What editions may ask of the archive."""
        # Imported if something has changed: it takes as long as everything else if nothing has.
        from archivist.archive_facts import ArchiveFacts  # noqa: PLC0415

        return ArchiveFacts(self.archive, self.planned, digest=self.files.digest)

    @cached_property
    def _editions(self) -> Mapping[str, Edition]:
        return {edition.id: edition for edition in self.planned.known_editions}

    # ------------------------------------------------------------ what need not be made

    def unchanged(self, editions: Sequence[Edition], *, again: bool = False) -> dict[str, EditionResult]:
        """The editions, of those that a run is about, that are as their stamps say: what was made of them, by id.

        None if they are to be made `again`. Those that quote an edition that is to be made may have changed
        nevertheless: ask `outdated` afterwards.
        """
        self._inputs = inputs_of(self.archive, self.planned, self.files)
        stamps = {each.id: self._read(each) for each in editions if not again and self._may_have_stamp(each)}
        found = {id: stamp for id, stamp in stamps.items() if stamp is not None}
        unmade = frozenset(edition.id for edition in editions) - found.keys()
        self._found = {
            id: stamp
            for id, stamp in found.items()
            if all(each.edition in unmade or self._is_as_quoted(stamp, each, found) for each in stamp.quoted)
        }
        return {id: self._result(self._editions[id], stamp) for id, stamp in self._found.items()}

    def outdated(self, made: "Mapping[str, PageMap | str]") -> frozenset[str]:
        """Of the unchanged editions those that quote another page than the edition has that was made now.

        `made` are the pages of the editions that were to be made, by id; "" for one that failed.
        """
        outdated = {
            id
            for id, stamp in self._found.items()
            for quoted in stamp.quoted
            if quoted.edition in made and not quoted.has_pages(made[quoted.edition])
        }
        for id in outdated:
            del self._found[id]
        return frozenset(outdated)

    def _is_as_quoted(self, stamp: Stamp, quoted: QuotedEdition, unchanged: Collection[str]) -> bool:
        """Whether an edition that is not to be made has the pages that are quoted of it.

        If its texts are those of its record, the digest of the record decides.
        """
        is_decided = stamp.inputs == self._inputs or (quoted.edition in unchanged and not quoted.unknown)
        if is_decided and quoted.record == self._record(quoted.edition):
            return True
        return quoted.has_pages(self._pages(quoted.edition))

    def _pages(self, name: str) -> "PageMap | str":
        """The pages of an edition as it was made before; they are read once."""
        from archivist.quoted_editions import pages_as_made  # noqa: PLC0415

        if name not in self._known_pages:
            edition = self._editions.get(name)
            self._known_pages[name] = pages_as_made(self.archive, self.planned, edition) if edition else ""
        return self._known_pages[name]

    def _may_have_stamp(self, edition: Edition) -> bool:
        """Whether it is neither published nor a new version of a published one: these are compared with the ledger."""
        return self.planned.ledger.edition(edition.volume.id, edition.language) is None

    # ------------------------------------------------------------ reading

    def _read(self, edition: Edition) -> Stamp | None:
        """The stamp of an edition, if it agrees with what is there; pages of other editions apart."""
        data = self.store.read(self._key(edition), _STAMP)
        try:
            stamp = Stamp.from_data(json.loads(data)) if data is not None else None
            if stamp is not None and self._agrees(edition, stamp):
                return stamp
        except UNREADABLE:
            pass
        return None

    def _agrees(self, edition: Edition, stamp: Stamp) -> bool:
        folder = self.archive.build / edition.volume.id
        return (
            not marker_path(folder, edition.language).exists()
            and all(self._is_there(folder / name, digest) for name, digest in stamp.outputs.items())
            and self._libraries.are_here(stamp.libraries)
            and (stamp.inputs == self._inputs or self._has_same_answers(edition, stamp))
        )

    def _has_same_answers(self, edition: Edition, stamp: Stamp) -> bool:
        """Whether everything that the edition asked of the archive has the answer that it had."""
        data = self.store.read(stamp.questions, _QUESTIONS) if stamp.shared == self._shared else None
        if data is None:
            return False
        from archivist.dependencies import questions_from_data  # noqa: PLC0415

        return self.facts.answers.are_the_same(questions_from_data(json.loads(data)))

    @cached_property
    def _shared(self) -> str:
        return shared_inputs(self.archive, self.files)

    def _is_there(self, path: Path, digest: str) -> bool:
        return self._manifest(path.parent).get(path.name) == digest and self.files.digest(path) == digest

    def _result(self, edition: Edition, stamp: Stamp) -> EditionResult:
        folder = self.archive.build / edition.volume.id
        pdf = next((digest for name, digest in stamp.outputs.items() if name.endswith(".pdf")), "")
        return EditionResult(
            edition.id,
            tuple(folder / name for name in stamp.outputs),
            stamp.pages,
            laid_out=0,
            reused=stamp.documents,
            findings=stamp.findings,
            standards=self._confirmed(pdf) if pdf else (),
            is_unchanged=True,
        )

    def _confirmed(self, pdf: str) -> tuple[str, ...]:
        from archivist.verify.verapdf import confirmed_standards  # noqa: PLC0415 - of a PDF alone

        return confirmed_standards(self.store, pdf)

    # ------------------------------------------------------------ writing

    def keep(self, made: Sequence[Made]) -> None:
        """Write the stamps of editions that were made now, or failed, after `unchanged` was asked about them.

        Those of the others are written again if they say less than is known now: that nothing else has changed.
        """
        new = [each for each in made if each.result.files]
        failed = {each.result.edition for each in made if not each.result.files}
        libraries = self._libraries.keep() if new else ""
        self._manifests.clear()
        for id, stamp in self._found.items():
            self._write_again(self._editions[id], stamp)
        for each in new:
            if libraries and self._may_have_stamp(self._editions[each.result.edition]):
                self._write_new(each, libraries, failed)
        self.files.keep()
        if "facts" in vars(self):
            self.facts.keep()

    def _write_new(self, made: Made, libraries: str, failed: Collection[str]) -> None:
        # What is quoted of an edition that failed is not what its record says.
        result, edition = made.result, self._editions[made.result.edition]
        outputs = {path.name: self._manifest(path.parent).get(path.name, "") for path in result.files}
        if not all(outputs.values()):
            return
        for path in result.files:
            self.files.digest(path)  # remembered: the next run need not read it
        from archivist.dependencies import questions_as_data  # noqa: PLC0415

        questions = questions_as_data(made.asked)
        stamp = Stamp(
            inputs=self._inputs,
            shared=self._shared,
            questions=digest_of(questions),
            libraries=libraries,
            quoted=tuple(
                QuotedEdition(name, "" if name in failed else self._record(name), each.labels, each.unknown)
                for name, each in made.quoted.items()
            ),
            outputs=outputs,
            pages=result.pages,
            documents=result.laid_out + result.reused,
            findings=result.findings,
        )
        with suppress(OSError):  # a full disk: the edition is made again next time
            self.store.put(stamp.questions, _QUESTIONS, questions)
            self._put(edition, stamp)

    def _write_again(self, edition: Edition, stamp: Stamp) -> None:
        """Write an unchanged stamp with the digests of today, so that it need not be looked at so closely next time."""
        records = tuple(each.with_record(self._record(each.edition)) for each in stamp.quoted)
        today = stamp.of_today(self._inputs, records)
        if today != stamp:
            with suppress(OSError):
                self._put(edition, today)

    def _put(self, edition: Edition, stamp: Stamp) -> None:
        self.store.put(self._key(edition), _STAMP, stamp.as_data())

    def _key(self, edition: Edition) -> str:
        return digest_of(_FORMAT, edition.id, str(self.only))

    def _record(self, name: str) -> str:
        """The digest of the record of an edition; "" if there is none, or if its files may not be one set."""
        volume, _, language = name.rpartition(".")
        folder = self.archive.build / volume
        return "" if marker_path(folder, language).exists() else self.files.digest(record_path(folder, language))

    def _manifest(self, folder: Path) -> Mapping[str, str]:
        if folder not in self._manifests:
            try:
                self._manifests[folder] = read_manifest(folder)
            except OSError:
                self._manifests[folder] = {}
        return self._manifests[folder]
