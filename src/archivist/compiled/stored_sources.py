"""The verdict on the sources of an edition, kept in the cache: if nothing it depends on has changed, nothing is parsed.

It is kept only if nothing was said: a difference is looked at again each time. What it depends on is what the stamps of
editions say (stamps/), and the records of all editions, since any may be quoted.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from archivist.archive import Archive
from archivist.build_folder.volume_folder import marker_path, record_path
from archivist.cache import UNREADABLE, Store, digest_of
from archivist.model.volumes import Edition
from archivist.planning import Plan
from archivist.record.volume_record import VolumeRecord
from archivist.stamps.file_digests import FileDigests
from archivist.stamps.inputs import are_same, inputs_of, loaded_libraries
from archivist.verdict import Verdict
from archivist.verify.stored_verdicts import read_verdict, verdict_as_data
from archivist.volumes import cumulative_editions

_SUFFIX = ".sources"
_FORMAT = "sources 1"


@dataclass
class StoredSources:
    """The verdicts that are kept of the editions of an archive."""

    archive: Archive
    planned: Plan
    store: Store

    def recall(self, edition: Edition, record: VolumeRecord) -> Verdict | None:
        """What an earlier run said of the same record, with the same articles, settings and program; or None."""
        if not _says_all(record):
            return None
        path = self.store.get(self._key(edition), _SUFFIX)
        try:
            data = json.loads(path.read_bytes()) if path else {}
            is_known = bool(data) and are_same(data["libraries"].items(), {})
            verdict = read_verdict(data["verdict"], self._record(edition)) if is_known else None
        except UNREADABLE:
            return None
        return verdict if verdict is not None and _is_silent(verdict) else None

    def keep(self, edition: Edition, record: VolumeRecord, verdict: Verdict) -> None:
        """Keep what was said, if it passed and nothing is to be reported."""
        libraries = loaded_libraries() if _says_all(record) and _is_silent(verdict) else None
        if libraries is None:
            return
        data = json.dumps({"libraries": libraries, "verdict": verdict_as_data(verdict)}, sort_keys=True)
        with suppress(OSError):  # a build folder that may only be read: it is compared again next time
            self.store.put(self._key(edition), _SUFFIX, data.encode("utf-8", "surrogatepass"))

    def _key(self, edition: Edition) -> str:
        return digest_of(_FORMAT, edition.id, self._inputs)

    @cached_property
    def _inputs(self) -> str:
        """The digest of all that decides, as it was when it was first asked for: before anything was compared.

        The digests of files are used as a compile left them, and not written: a compile remembers other files too.
        """
        files = FileDigests(self.store)
        return digest_of(inputs_of(self.archive, self.planned, files), *self._records(files))

    def _records(self, files: FileDigests) -> Iterator[str]:
        """The records of all editions, and whether their files are one set."""
        for edition in (*self.planned.known_editions, *cumulative_editions(self.planned.editions)):
            folder = self.archive.build / edition.volume.id
            yield f"{edition.id} {marker_path(folder, edition.language).exists()}"
            yield files.digest(self._record(edition))

    def _record(self, edition: Edition) -> Path:
        return record_path(self.archive.build / edition.volume.id, edition.language)


def _is_silent(verdict: Verdict) -> bool:
    return verdict.passed is True and not verdict.messages


def _says_all(record: VolumeRecord) -> bool:
    """Whether a record says what is in the files: of older ones it is read from the files themselves."""
    epubs = [file for file in record.files if file.path.suffix == ".epub"]
    return bool(record.documents) and (len(epubs) < 2 or all(file.documents for file in epubs))
