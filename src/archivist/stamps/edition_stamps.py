"""The stamp of an edition: the digest of its inputs, what it quotes of other editions, and the digests of its files.

A compile that finds an edition as its stamp says makes nothing of it, and reports what the compile reported that made
it. A stamp is written once all editions of a run are made, since their files are what others quote.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from archivist.archive import Archive
from archivist.cache import UNREADABLE, Store, digest_of
from archivist.findings import Finding
from archivist.model import Edition, EditionResult, Format
from archivist.planning import Plan
from archivist.stamps.file_digests import FileDigests
from archivist.stamps.inputs import are_same, inputs_of, loaded_libraries
from archivist.verify.verapdf import confirmed_standards
from archivist.volume_folder import marker_path, read_manifest, record_path

_SUFFIX = ".stamp"
_FORMAT = "stamp 1"


@dataclass
class EditionStamps:
    """The stamps of the editions of an archive, for one run."""

    archive: Archive
    planned: Plan
    only: Format | None
    _inputs: str = ""  # their digest, as they were before anything was made
    _manifests: dict[Path, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def store(self) -> Store:
        """The cache."""
        return Store(self.archive.cache)

    @cached_property
    def files(self) -> FileDigests:
        """The digests of files as they are now."""
        return FileDigests(self.store)

    def unchanged(self, editions: Sequence[Edition], *, again: bool = False) -> dict[str, EditionResult]:
        """The editions, of those that a run is about, that are as their stamps say: what was made of them, by id.

        None if they are to be made `again`.
        """
        self._inputs = inputs_of(self.archive, self.planned, self.files)
        found = {each.id: self._read(each) for each in editions if not again and self._may_have_stamp(each)}
        stamps = {id: stamp for id, stamp in found.items() if stamp is not None}
        names = {edition.id for edition in editions}
        while True:
            # What is made again may have other pages, and then so has what quotes it.
            made_again = names - stamps.keys()
            quoting = [id for id, stamp in stamps.items() if not made_again.isdisjoint(stamp["quoted"])]
            if not quoting:
                break
            for id in quoting:
                del stamps[id]
        by_id = {edition.id: edition for edition in editions}
        try:
            return {id: self._result(by_id[id], stamp) for id, stamp in stamps.items()}
        except UNREADABLE:
            return {}

    def keep(self, results: Iterable[EditionResult], quoted: Mapping[str, Iterable[str]]) -> None:
        """Write the stamps of editions that were made now, after `unchanged` was asked about them.

        `quoted` are the editions that each quotes pages of.
        """
        made = [each for each in results if each.files and not each.is_unchanged]
        libraries = loaded_libraries() if made else None
        editions = {edition.id: edition for edition in self.planned.editions}
        self._manifests.clear()
        for result in made:
            edition = editions[result.edition]
            if libraries is not None and self._may_have_stamp(edition):
                self._write(edition, result, quoted.get(edition.id, ()), libraries)
        self.files.keep()

    def _may_have_stamp(self, edition: Edition) -> bool:
        """Whether it is neither published nor a new version of a published one: these are compared with the ledger."""
        return self.planned.ledger.edition(edition.volume.id, edition.language) is None

    def _unpublished(self) -> set[str]:
        """The editions of the archive whose pages are not in the ledger, nor recorded by the source of a volume."""
        return {each.id for each in self.planned.editions if self.planned.published(each) is None}

    def _key(self, edition: Edition) -> str:
        return digest_of(_FORMAT, edition.id, str(self.only))

    # ------------------------------------------------------------ writing

    def _write(
        self,
        edition: Edition,
        result: EditionResult,
        quoted: Iterable[str],
        libraries: Mapping[str, tuple[int, ...]],
    ) -> None:
        outputs = {path.name: self._manifest(path.parent).get(path.name, "") for path in result.files}
        records = {name: self._record(name) for name in sorted(self._unpublished().intersection(quoted))}
        if not all(outputs.values()) or not all(records.values()):
            return
        stamp = {
            "inputs": self._inputs,
            "libraries": libraries,
            "quoted": records,
            "outputs": outputs,
            "pages": result.pages,
            "documents": result.laid_out + result.reused,
            "findings": [asdict(finding) for finding in result.findings],
        }
        for path in result.files:
            self.files.digest(path)  # remembered: the next run need not read it
        data = json.dumps(stamp, ensure_ascii=False).encode("utf-8", "surrogatepass")
        with suppress(OSError):  # a full disk: the edition is made again next time
            self.store.put(self._key(edition), _SUFFIX, data)

    # ------------------------------------------------------------ reading

    def _read(self, edition: Edition) -> Mapping[str, Any] | None:
        """The stamp of an edition, if it agrees with what is there."""
        path = self.store.get(self._key(edition), _SUFFIX)
        try:
            stamp = json.loads(path.read_bytes()) if path else {}
            if stamp and self._agrees(edition, stamp):
                return dict(stamp)
        except UNREADABLE:
            pass
        return None

    def _agrees(self, edition: Edition, stamp: Mapping[str, Any]) -> bool:
        folder = self.archive.build / edition.volume.id
        return (
            stamp["inputs"] == self._inputs
            and not marker_path(folder, edition.language).exists()
            and all(self._is_there(folder / name, digest) for name, digest in stamp["outputs"].items())
            and all(self._record(name) == digest for name, digest in stamp["quoted"].items())
            and are_same(stamp["libraries"].items())
        )

    def _is_there(self, path: Path, digest: str) -> bool:
        return self._manifest(path.parent).get(path.name) == digest and self.files.digest(path) == digest

    def _result(self, edition: Edition, stamp: Mapping[str, Any]) -> EditionResult:
        folder = self.archive.build / edition.volume.id
        names: Mapping[str, str] = stamp["outputs"]
        pdf = next((digest for name, digest in names.items() if name.endswith(".pdf")), "")
        return EditionResult(
            edition.id,
            tuple(folder / name for name in names),
            int(stamp["pages"]),
            laid_out=0,
            reused=int(stamp["documents"]),
            findings=tuple(Finding(**each) for each in stamp["findings"]),
            standards=confirmed_standards(self.store, pdf) if pdf else (),
            is_unchanged=True,
        )

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
