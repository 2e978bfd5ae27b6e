"""Digests of what decides what a compile makes, but for the pages of other editions.

`shared_inputs` are those of every edition: settings, program, fonts. `inputs_of` is a digest of these and of everything
else in the archive: if it is the same, nothing has changed. If it is not, what each edition asked of the rest of the
archive decides whether the edition has changed (edition_stamps.py).
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel

from archivist.archive import Archive
from archivist.book_parts import Role
from archivist.cache import digest_of
from archivist.installed_program import installed_program
from archivist.planning import Plan
from archivist.settings.config import FILE_NAME
from archivist.source_date import source_date
from archivist.stamps.file_digests import FileDigests, file_facts
from archivist.volume_context import FILE_NAME as CONTEXT

_BESIDE = ("static", "assets")  # folders beside that of the articles in which pictures are looked for
_LEFT_OUT = frozenset({".git"})
_MAPS = Path("/proc/self/maps")  # of Linux: the files that a process has loaded


def inputs_of(archive: Archive, planned: Plan, files: FileDigests) -> str:
    """The digest of everything."""
    return digest_of(
        shared_inputs(archive, files),
        "articles",
        *_article_files(archive, planned, files),
        "texts of the editors",
        *_files_of_editors(archive, files),
        "editions",
        *_editions(planned),
    )


def shared_inputs(archive: Archive, files: FileDigests) -> str:
    """The digest of what decides every edition."""
    return digest_of(
        installed_program(),
        str(source_date()),
        archive.config.model_dump_json(),
        *_settings(archive, files),
        "fonts",
        *_font_files(archive),
        "web archives",
        *_web_archives(archive, files),
    )


def _settings(archive: Archive, files: FileDigests) -> Iterator[str]:
    """The files beside the articles: settings and every file that they name, ledger, what other volumes contribute."""
    for path in (Path(FILE_NAME), Path(CONTEXT), *_named_files(archive.config)):
        yield str(path)
        yield files.digest(archive.root / path)
    yield files.digest(archive.ledger)


def _named_files(settings: BaseModel) -> Iterator[Path]:
    """All paths in the settings: a new setting that names a file need not be added here."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            yield from _named_files(value)
        elif isinstance(value, Path):
            yield value


def _article_files(archive: Archive, planned: Plan, files: FileDigests) -> Iterator[str]:
    """All files in the folder of the articles and beside it: any may be a picture, or be linked to.

    Articles were read just now, so their digests need not be remembered.
    """
    read = {article.path: article.digest for article in planned.articles}
    folders = (archive.articles, *(archive.articles.parent / name for name in _BESIDE))
    for number, folder in enumerate(folders):
        for path in _files_below(folder, archive.build):
            name = path.removeprefix(f"{folder}{os.sep}")
            yield f"{number}/{name}"
            yield (read.get(name) if number == 0 else None) or files.digest(path)


def _files_of_editors(archive: Archive, files: FileDigests) -> Iterator[str]:
    """All files in the folders of forewords and colophons: any may be a text, or a picture of one."""
    for role_folder in dict.fromkeys(role.part.folder for role in Role if role.part.folder):
        for path in _files_below(archive.root / role_folder, archive.build):
            yield f"{role_folder}{path.removeprefix(str(archive.root / role_folder))}"
            yield files.digest(path)


def _files_below(folder: Path, left_out: Path) -> list[str]:
    """The paths of all files below a folder, those behind links to folders included, each folder once."""
    found: list[str] = []
    seen = {os.path.realpath(left_out)}  # the build folder may be below that of the articles
    for parent, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(parent)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        found += [os.path.join(parent, name) for name in files]  # noqa: PTH118 - thousands of them
    return sorted(found)


def _font_files(archive: Archive) -> Iterator[str]:
    """All installed fonts by what the file system says of them: reading them would take longer than a compile."""
    for path in archive.fonts.all_files():
        yield f"{path} {_facts(str(path))}"


def _web_archives(archive: Archive, files: FileDigests) -> Iterator[str]:
    if not archive.config.links.archives:
        return
    from archivist.archived_links import web_archive_files  # noqa: PLC0415 - few archives have any

    for path in web_archive_files(archive.root, archive.config.links.archives, archive.build):
        yield str(path)
        yield files.digest(path)


def _editions(planned: Plan) -> Iterator[str]:
    """What the build folder and the ledger decide of the editions."""
    for edition in planned.known_editions:
        facts = (edition.volume.number, edition.version, edition.replaces, planned.published(edition) is not None)
        yield f"{edition.id} {facts}"


# ---------------------------------------------------------------- libraries of the system


def loaded_libraries() -> dict[str, tuple[int, ...]] | None:
    """The shared libraries that this process has loaded, such as Pango, with what the file system says of them.

    None if it cannot be known; then no edition can be said to be unchanged.
    """
    try:
        lines = _MAPS.read_text().splitlines()
    except OSError:
        return None
    paths = {line[line.index("/") :] for line in lines if ".so" in line and "/" in line}
    return {path: _facts(path) for path in sorted(paths)}


def are_same(libraries: Iterable[tuple[str, Iterable[int]]], seen: dict[str, tuple[int, ...]]) -> bool:
    """Whether these libraries are what they were. `seen` are those that this run has looked at: each is once."""
    for path, facts in libraries:
        if path not in seen:
            seen[path] = _facts(path)
        if seen[path] != tuple(facts):
            return False
    return True


def _facts(path: str) -> tuple[int, ...]:
    try:
        return file_facts(path)
    except OSError:
        return ()
