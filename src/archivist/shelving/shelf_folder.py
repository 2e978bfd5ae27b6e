"""The folder of the shelf: written beside its place and moved there as a whole, so that it is never half of one."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archivist.errors import UsageError
from archivist.shelf.holdings import Holding
from archivist.shelf.places import file_place
from archivist.shelf.shelf_pages import FORMAT, MARK


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder that takes the place of the shelf when all is written; nothing changes if an error occurs.

    Raises UsageError if the folder contains something that is not a shelf.
    """
    _refuse_others(folder)
    new, old = (folder.parent / f".{folder.name}.{state}" for state in ("new", "old"))
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _refuse_others(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    try:
        is_shelf = json.loads((folder / MARK).read_bytes())["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError):
        is_shelf = False
    if not is_shelf:
        raise UsageError(
            f"{folder} exists and is not a shelf", "Name an empty folder with --to DIR, or move it elsewhere."
        )


def write_file(folder: Path, path: str, content: bytes) -> None:
    """Write a file of the shelf."""
    target = f"{folder}/{path}"  # a shelf has tens of thousands of files: a Path for each costs a second
    try:
        _write(target, content)
    except FileNotFoundError:  # the first file of its folder
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        _write(target, content)


def _write(target: str, content: bytes) -> None:
    with open(target, "wb") as file:  # noqa: PTH123 - see above
        file.write(content)


def copy_files(folder: Path, holdings: Iterable[Holding]) -> int:
    """Copy the files of the editions; say how many."""
    count = 0
    for holding in holdings:
        for file in holding.all_files:
            target = folder / file_place(holding, file.path.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.path, target)
            count += 1
    return count
