"""The files that volumes are made of, watched: what was saved, added or removed. Needs `archivist[preview]`."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archivist.archive import Archive
from archivist.articles import is_article
from archivist.book_parts import Role

_QUIET = 50  # milliseconds without a change that end a burst of them
_LONGEST = 400  # ... and how long a burst is at most
_TIMEOUT = 1000  # milliseconds after which a watch looks whether it is to end
_DRAFTS = ("~", ".swp", ".swx", ".tmp")  # ends of names that editors give to files of their own


@dataclass(frozen=True, slots=True)
class WatchedFolders:
    """Folders, each with its number on the disk: one that was removed and made again is another one."""

    whole: frozenset[tuple[Path, int]]  # with all below them
    flat: frozenset[tuple[Path, int]]  # alone


def folders_of(archive: Archive) -> WatchedFolders:
    """The folders with what the volumes of an archive are made of."""
    settings, root = archive.config, archive.root
    named = (settings.glossary.file, settings.pdf.style, settings.epub.style, settings.archive.cover)
    files = [*(root / file for file in named if file), *(root / file for file in settings.links.archives)]
    whole = [archive.articles, *(root / folder for folder in settings.fonts.folders)]
    of_editors = (root / role.part.folder for role in Role if role.part.folder)
    return WatchedFolders(_known(whole), _known([root, *of_editors, *(file.parent for file in files)]))


def is_text(path: Path, archive: Archive) -> bool:
    """Whether this is the file of an article."""
    return is_article(path.name) and path.is_relative_to(archive.articles.resolve())


def _known(folders: Iterable[Path]) -> frozenset[tuple[Path, int]]:
    return frozenset((folder.resolve(), os.stat(folder).st_ino) for folder in folders if folder.is_dir())  # noqa: PTH116


class FileWatch:
    """Watches folders in threads of its own."""

    def __init__(self, build: Path, on_change: Callable[[frozenset[Path]], None]) -> None:
        """`build` is not watched. `on_change` is called with the paths of a burst of changes, in another thread."""
        self._build = build.resolve()
        self._on_change = on_change
        self._watched: WatchedFolders | None = None
        self._stop = threading.Event()

    def follow(self, folders: WatchedFolders) -> bool:
        """Watch these folders from now on; say whether they are others than before."""
        if folders == self._watched:
            return False
        self._stop.set()
        self._stop, self._watched = threading.Event(), folders
        for each, recursive in ((folders.whole, True), (folders.flat, False)):
            paths = sorted(path for path, _ in each)
            if paths:
                arguments = (paths, recursive, self._stop)
                threading.Thread(target=self._watch, args=arguments, daemon=True, name="watch").start()
        return True

    def _watch(self, paths: list[Path], recursive: bool, stop: threading.Event) -> None:
        from watchfiles import watch  # noqa: PLC0415 - of an extra

        bursts = watch(
            *paths,
            watch_filter=None,
            debounce=_LONGEST,
            step=_QUIET,
            stop_event=stop,
            rust_timeout=_TIMEOUT,
            recursive=recursive,
            raise_interrupt=False,
        )
        for burst in bursts:
            changed = frozenset(self._of_volumes(Path(path) for _, path in burst))
            if changed and not stop.is_set():
                self._on_change(changed)

    def _of_volumes(self, paths: Iterable[Path]) -> Iterator[Path]:
        """What may be in a volume: no file that an editor or archivist keeps for itself."""
        for path in paths:
            is_own = path.name.startswith(".") or path.name.endswith(_DRAFTS) or path.is_relative_to(self._build)
            if not is_own:
                yield path
