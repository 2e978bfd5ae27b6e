"""`archivist verify`: the finished files against their records, and the records against today's articles.

read -> plan -> record of each edition -> what today's program would record, if that may differ -> verify
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from archivist.archive import Archive
from archivist.build_folder.volume_folder import record_path
from archivist.cache import RenewedStore, Store
from archivist.compiled.compiled_editions import compiled_edition, editions_in, with_folders
from archivist.compiled.stored_sources import StoredSources
from archivist.executors import Executor, open_executor
from archivist.model.volumes import Edition
from archivist.planning import Plan, plan
from archivist.volumes import choose, cumulative_editions

if TYPE_CHECKING:
    from archivist.pipeline import EditionBuilder
    from archivist.record.volume_record import VolumeRecord
    from archivist.verify.edition_checks import Steps, Verification
    from archivist.verify.outside_tools import Ask


def verify_volumes(
    archive: Archive,
    *,
    volumes: Sequence[str] = (),
    languages: Sequence[str] = (),
    from_cache: bool = True,
    workers: Executor | None = None,
    steps: "Steps",
) -> "Verification":
    """Check the files of each edition that was compiled, and of the cumulative volumes that were.

    What was said before of the same bytes is taken from the cache, unless `from_cache` is false. `workers` are those of
    a cluster, which ask outside tools. Raises UsageError for an unknown volume or language.
    """
    from archivist.verify.edition_checks import verify  # noqa: PLC0415

    planned = plan(archive)
    chosen = _chosen(archive, planned.editions, volumes, languages)
    store = Store(archive.cache) if from_cache else RenewedStore(archive.cache)
    with nullcontext(workers) if workers else open_executor() as crew:
        today, stored = _Today(archive, planned, crew), StoredSources(archive, planned, store)
        compiled = [compiled_edition(archive, edition, today.record, stored) for edition in chosen]
        return verify(with_folders(compiled, planned.ledger), store, steps, crew, _ask_of(workers))


@dataclass
class _Today:
    """What would be made today. What makes editions takes a moment to import, and most often nothing has changed."""

    archive: Archive
    planned: Plan
    workers: Executor

    def record(self, edition: Edition, record: "VolumeRecord") -> "VolumeRecord | str":
        """What would be recorded today of an edition that was compiled before."""
        from archivist.compiled.record_of_today import record_of_today  # noqa: PLC0415

        return record_of_today(self._builder, edition, record)

    @cached_property
    def _builder(self) -> "EditionBuilder":
        from archivist.pipeline import EditionBuilder  # noqa: PLC0415

        return EditionBuilder(self.archive, self.planned, self.workers)


def _ask_of(workers: Executor | None) -> "Ask":
    """Who asks outside tools: the workers of a cluster, or this machine."""
    if workers is None:
        from archivist.verify.outside_tools import ask_here  # noqa: PLC0415

        return ask_here
    from archivist.cluster.tools_there import ask_of  # noqa: PLC0415

    return ask_of(workers)


def _chosen(
    archive: Archive, editions: Sequence[Edition], volumes: Sequence[str], languages: Sequence[str]
) -> tuple[Edition, ...]:
    """The editions of some volumes; of those that can be made of all editions, if none is named.

    A cumulative volume that is not named is verified if it was compiled: it is made only if somebody asks for it.
    """
    cumulative = cumulative_editions(editions)
    if volumes:
        return choose((*editions, *cumulative), volumes=volumes, languages=languages)
    made = [each for each in cumulative if record_path(archive.build / each.volume.id, each.language).exists()]
    return choose((*editions, *made), languages=languages)


def verify_folder(
    folder: Path, *, languages: Sequence[str] = (), workers: Executor | None = None, steps: "Steps"
) -> "Verification":
    """Check the files in a folder, and in the folders in it, by their records alone. Nothing is written there.

    Raises UsageError if there is no record.
    """
    from archivist.verify.edition_checks import verify  # noqa: PLC0415

    compiled = editions_in(folder, languages)
    with TemporaryDirectory() as store, nullcontext(workers) if workers else open_executor() as crew:
        return verify(with_folders(compiled), Store(Path(store)), steps, crew, _ask_of(workers))
