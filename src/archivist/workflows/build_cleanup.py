"""The build folder put in order: what `archivist clean` does.

read -> plan -> what is left over -> removed
"""

from collections.abc import Iterable
from pathlib import Path

from archivist.archive import Archive
from archivist.build_folder.stale_files import StaleFiles, find_stale_files, remove, sweep_partials
from archivist.errors import ArchivistError
from archivist.files import locked
from archivist.findings import has_errors
from archivist.planning import plan


def stale(archive: Archive) -> tuple[StaleFiles, ...]:
    """What in the build folder is no longer made. Nothing is removed.

    Raises ArchivistError if articles cannot be read: then it is not known what would be made.
    """
    planned = plan(archive)
    if has_errors(planned.findings):
        raise ArchivistError(
            "the articles have errors, so it is unknown which volumes exist",
            "Run `archivist check`, correct the errors and run this again.",
        )
    if not planned.articles:
        raise ArchivistError(
            f"{archive.articles} has no articles, so every volume would be removed",
            "If you want that, remove the folder of volumes yourself.",
        )
    return find_stale_files(archive.build_of(planned.editions))


def clean(archive: Archive, found: Iterable[StaleFiles]) -> tuple[Path, ...]:
    """Remove what `stale` found; say what is gone. Raises BuildLockedError if another process works there."""
    with locked(archive.build):
        sweep_partials(archive.build)
        return remove(found)
