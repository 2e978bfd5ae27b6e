"""An archive, opened by a script."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from archivist import archive as archives
from archivist.api import record
from archivist.api.values import (
    Compilation,
    CompiledEdition,
    Finding,
    Plan,
    compilation,
    compiled_edition,
    findings_of,
    planned_edition,
    planned_volume,
)
from archivist.build_folder.volume_folder import record_path
from archivist.executors import open_executor
from archivist.findings import in_order
from archivist.planning import build_findings, plan
from archivist.volumes import choose

if TYPE_CHECKING:
    from archivist.model.results import EditionResult

OnEdition = Callable[[CompiledEdition], object]


def open_archive(folder: str | os.PathLike[str], build: str | os.PathLike[str] | None = None) -> "Archive":
    """Open the archive in a folder that contains `archivist.toml`.

    `build` is the folder to make volumes in, by default `build` in the archive. Raises ArchivistError if the settings
    are missing or wrong.
    """
    return Archive(archives.open_archive(Path(folder), Path(build) if build is not None else None))


class Archive:
    """An archive on disk. Nothing is read before a method is called, and nothing is kept between calls."""

    def __init__(self, opened: archives.Archive) -> None:
        self._opened = opened

    @property
    def folder(self) -> Path:
        """The folder that contains `archivist.toml`."""
        return self._opened.root

    @property
    def build(self) -> Path:
        """The folder that volumes are made in."""
        return self._opened.build

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the editions, as BCP 47 tags."""
        return tuple(self._opened.config.editions.languages)

    def plan(self, volumes: Sequence[str] = ()) -> Plan:
        """What would be made: of the volumes with these ids, or of all. As `archivist plan`.

        Raises ArchivistError for an unknown volume.
        """
        planned = plan(self._opened)
        left = () if volumes else build_findings(self._opened, planned)
        if volumes:
            planned = planned.of_volumes(volumes, self._opened.config.archive.articles)
        return Plan(
            tuple(planned_volume(each) for each in planned.volumes),
            tuple(planned_edition(each) for each in planned.editions),
            findings_of(in_order([*planned.findings, *planned.differences, *left])),
        )

    def check(self, names: Sequence[str] = ()) -> tuple[Finding, ...]:
        """What is wrong with the articles: files, folders or ids of volumes, or all. As `archivist check`.

        Raises ArchivistError for an unknown name.
        """
        from archivist.workflows.article_check import check  # noqa: PLC0415 - it takes a moment to import

        return findings_of(check(self._opened, names))

    def compile(
        self,
        volumes: Sequence[str] = (),
        *,
        languages: Sequence[str] = (),
        only: Literal["pdf", "epub"] | None = None,
        again: bool = False,
        jobs: int = 1,
        on_edition: OnEdition | None = None,
    ) -> Compilation:
        """Make PDF, EPUB and record of each edition, as `archivist compile`.

        `volumes` and `languages` choose editions, `only` a format. Editions of which nothing has changed are made only
        if `again` is true. `jobs` is the number of worker processes: 1 for none, 0 for one for each processor; with
        workers, a script must be guarded by `if __name__ == "__main__":`. `on_edition` is called with each edition
        once it is made. The files are the same, byte for byte, whatever `jobs` is.

        Mistakes in articles are findings, and the others are made. Raises ArchivistError for an unknown volume or
        language, or if another compile is running in the build folder.
        """
        from archivist.model.results import Format  # noqa: PLC0415
        from archivist.workflows.volume_compilation import compile_volumes  # noqa: PLC0415

        with open_executor(jobs) as workers:
            made = compile_volumes(
                self._opened,
                volumes=volumes,
                languages=languages,
                only=Format(only) if only else None,
                again=again,
                workers=workers,
                progress=_Listener(on_edition),
            )
        return compilation(made)

    def records(self, volumes: Sequence[str] = (), languages: Sequence[str] = ()) -> Iterator[record.Record]:
        """The records of those planned editions that are compiled, in the order of the volumes.

        Raises ArchivistError for an unknown volume or language, or if a record cannot be read.
        """
        for edition in choose(plan(self._opened).editions, volumes=volumes, languages=languages):
            path = record_path(self.build / edition.volume.id, edition.language)
            if path.exists():
                yield record.read(path)


class _Listener:
    """Hands each edition on as it is made."""

    def __init__(self, on_edition: OnEdition | None) -> None:
        self._on_edition = on_edition

    def expect(self, articles: Mapping[str, int]) -> None:
        """Editions are to be made."""

    def begin(self, edition: str, documents: int) -> None:
        """An edition begins."""

    def laid_out(self, document: str, reused: bool) -> None:
        """A document is laid out."""

    def done(self, result: "EditionResult") -> None:
        """An edition is made."""
        if self._on_edition:
            self._on_edition(compiled_edition(result))
