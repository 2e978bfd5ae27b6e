"""Which articles a check is about, when it is not about all of them."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from archivist.errors import UsageError
from archivist.model.volumes import Volume, Work


def select_articles(
    names: Sequence[str], folder: Path, readable: Iterable[str], volumes: Sequence[Volume]
) -> frozenset[str]:
    """The paths of the articles, relative to `folder`, that are named by a file, a folder or the id of a volume.

    `readable` are the paths of all files that were read, those that could not be understood included.
    Raises UsageError for any other name.
    """
    by_volume = {volume.id: [each.path for work in volume.works for each in work.articles] for volume in volumes}
    known = frozenset(readable)
    return frozenset(path for name in names for path in _find_named(name, folder, known, by_volume))


def works_of(paths: frozenset[str], volumes: Iterable[Volume]) -> tuple[Work, ...]:
    """The works that have one of these articles."""
    works = (work for volume in volumes for work in volume.works)
    return tuple(work for work in works if any(article.path in paths for article in work.articles))


def _find_named(
    name: str, folder: Path, known: frozenset[str], by_volume: Mapping[str, Sequence[str]]
) -> Iterable[str]:
    if name in by_volume:
        return by_volume[name]
    path = _below(folder, name)
    if path is None:
        raise _unknown(name, by_volume)
    found = {each for each in known if path in (each, ".") or PurePosixPath(each).is_relative_to(path)}
    if not found:
        raise UsageError(f"{name} is not an article", "Drafts, hidden files and files without a date are not read.")
    return found


def _below(folder: Path, name: str) -> str | None:
    """The path of a file or folder that exists, relative to `folder`; None if it does not exist or is elsewhere.

    It is looked for in the current folder, in that of the archive, and in that of the articles.
    """
    for candidate in (Path(name), folder.parent / name, folder / name):
        if candidate.exists() and candidate.resolve().is_relative_to(folder.resolve()):
            return candidate.resolve().relative_to(folder.resolve()).as_posix()
    return None


def _unknown(name: str, by_volume: Mapping[str, Sequence[str]]) -> UsageError:
    near = difflib.get_close_matches(name, by_volume, n=1, cutoff=0.5)
    message = f"{name} is neither a volume nor a file in the folder of articles"
    return UsageError(message + (f"; did you mean {near[0]}?" if near else ""), "`archivist plan` lists the volumes.")
