"""A store of files made from known inputs: each is named by a digest of everything that went into it."""

import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.files import sha256, write_whole

_KEY = re.compile(r"[0-9a-f]{64}")
_SHELF = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{64})(\..+)")
_DAY = 86_400  # seconds
_CONTENT = ".content"
_SHORT = 4096  # bytes that are copied in less time than a digest is updated

# What reading JSON of an entry can raise that is damaged, or that another version of the program wrote.
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)

UNUSED_DAYS = 90.0  # an entry that was not used for so long is removed after a compile
MOST_BYTES = 4_000_000_000  # of all entries together; the ones that were not used for longest are removed


def digest_of(*parts: bytes | str) -> str:
    """A digest of the parts, hexadecimal: other parts, another order or other borders give another digest.

    Text and bytes are distinguished.
    """
    digest = hashlib.sha256()
    for part in parts:
        data, kind = (part.encode("utf-8", "surrogatepass"), b"s") if isinstance(part, str) else (part, b"b")
        head = kind + len(data).to_bytes(8, "big")
        if len(data) < _SHORT:
            digest.update(head + data)
        else:
            digest.update(head)
            digest.update(data)
    return digest.hexdigest()


class MissingContentError(ArchivistError):
    """A file that a job names by its digest is not in the store."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the store."""

    shelf: Path
    name: str
    size: int  # bytes; 0 for a link to a file elsewhere
    used: float  # when it was last read or written, in seconds since the epoch

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.shelf / self.name

    @property
    def kind(self) -> str:
        """Its suffix: `.fragment`."""
        return self.name[self.name.index(".", 65) :]


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed."""

    entries: int = 0
    size: int = 0  # bytes


class Store:
    """Files by key, in `<build>/.cache`.

    An entry is one file, `ab/abcd….<checksum>.fragment`. The checksum in its name is compared each time the entry is
    read; a file that does not agree with it counts as absent and is removed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # The names on each shelf by key, read once: a shelf of a large archive has thousands.
        self._shelves: dict[str, dict[str, set[str]]] = {}
        self._at_hand: set[str] = set()  # contents that were stored or checked through this object

    def __reduce__(self) -> tuple[Callable[[Path], "Store"], tuple[Path]]:
        """Pickled for another process it is the folder alone."""
        return Store, (self.folder,)

    def get(self, key: str, suffix: str) -> Path | None:
        """The entry's file, or None if there is no entry or only a damaged one, which is removed."""
        for path in self._entries(key, suffix):
            if _is_whole(path):
                _note_use(path)
                return path
            self._remove(path)
        return None

    def read(self, key: str, suffix: str) -> bytes | None:
        """The entry's content, read once; None if there is no entry or only a damaged one, which is removed."""
        for path in self._entries(key, suffix):
            data = _read_whole(path)
            if data is not None:
                _note_use(path)
                return data
            self._remove(path)
        return None

    def put(self, key: str, suffix: str, data: bytes) -> Path:
        """Store an entry, in place of an earlier one of the same key. Raises OSError."""
        path = self._shelf(key) / f"{key}.{sha256(data)}{suffix}"
        known = self._entries(key, suffix)
        # Not synced: thousands of small files would wait for the disk, and the checksum shows damage.
        try:
            write_whole(path, data, synced=False)
        except OSError:  # most often a file is where a folder should be, or a folder in the place of the entry
            self._make_room(path.parent)
            if path.is_dir():
                self._remove(path)
            write_whole(path, data, synced=False)
        for other in known:
            if other != path:
                self._remove(other)
        self._names(key).add(path.name)
        return path

    def drop(self, key: str, suffix: str) -> None:
        """Remove an entry: its content is not what it should be."""
        for path in self._entries(key, suffix):
            self._remove(path)

    # ------------------------------------------------------------ by content

    def add(self, data: bytes) -> str:
        """Store content by its own digest, which is returned. Raises OSError."""
        digest = sha256(data)
        if not self._has(digest):
            self.put(digest, _CONTENT, data)
        return digest

    def add_file(self, file: Path, digest: str) -> str:
        """Store a file of that digest, as a link where links are possible. Raises OSError."""
        path = self._content(digest)
        if digest in self._at_hand or self._has(digest):
            self._at_hand.add(digest)
            return digest
        self.drop(digest, _CONTENT)
        self._make_room(path.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.symlink_to(file.absolute())
        except OSError:
            return self.add(file.read_bytes())
        self._names(digest).add(path.name)
        self._at_hand.add(digest)
        return digest

    def file(self, digest: str) -> Path:
        """The file with the content of this digest. Raises MissingContentError."""
        return _check_content(self._content(digest))

    def _has(self, digest: str) -> bool:
        path = self._content(digest)
        if not _is_whole(path):
            return False
        _note_use(path)
        return True

    def _content(self, digest: str) -> Path:
        return self._shelf(digest) / f"{digest}.{digest}{_CONTENT}"

    # ------------------------------------------------------------ all entries

    def entries(self) -> Iterator[Entry]:
        """All entries, damaged ones included, in order of their names."""
        for shelf in _listed(self.folder, _SHELF):
            folder = self.folder / shelf.name
            for each in _listed(folder, _NAME):
                with suppress(OSError):  # another process removed it
                    found = each.stat(follow_symlinks=False)
                    yield Entry(folder, each.name, 0 if each.is_symlink() else found.st_size, found.st_mtime)

    def prune(self, used_since: float, *, unused_days: float = UNUSED_DAYS, most_bytes: int = MOST_BYTES) -> Removed:
        """Remove the entries that were not used for `unused_days`, and the oldest of more than `most_bytes`.

        None that was used at `used_since` (seconds since the epoch) or later is removed, however large the store is.
        """
        entries = sorted(self.entries(), key=lambda entry: (-entry.used, entry.name))
        oldest, total = time.time() - unused_days * _DAY, 0
        outdated: list[Entry] = []
        for entry in entries:
            total += entry.size
            if entry.used < used_since and (entry.used < oldest or total > most_bytes):
                outdated.append(entry)
        return self._remove_all(outdated)

    def empty(self) -> Removed:
        """Remove all entries."""
        return self._remove_all(self.entries())

    def _remove_all(self, entries: Iterable[Entry]) -> Removed:
        number = size = 0
        for entry in entries:
            self._remove(entry.path)
            if not entry.path.is_symlink() and not entry.path.exists():
                number, size = number + 1, size + entry.size
        return Removed(number, size)

    # ------------------------------------------------------------ files

    def _make_room(self, shelf: Path) -> None:
        """Remove what is not a folder where one should be: the store may be damaged in any way."""
        for folder in (self.folder, shelf):
            if not folder.is_dir() and (folder.exists() or folder.is_symlink()):
                folder.unlink()

    def _shelf(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key of the store: {key!r}")
        return self.folder / key[:2]

    def _entries(self, key: str, suffix: str) -> list[Path]:
        shelf = self._shelf(key)
        return sorted(shelf / found for found in self._names(key) if _is_entry(found, key, suffix))

    def _names(self, key: str) -> set[str]:
        """The names of the files of a key, to be changed with them."""
        shelf = self._shelf(key)
        if shelf.name not in self._shelves:
            names: dict[str, set[str]] = {}
            with suppress(OSError):  # no shelf, or none that can be read: nothing is on it
                for path in shelf.iterdir():
                    names.setdefault(path.name[:64], set()).add(path.name)
            self._shelves[shelf.name] = names
        return self._shelves[shelf.name].setdefault(key, set())

    def _remove(self, path: Path) -> None:
        self._names(path.name[:64]).discard(path.name)
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


class RenewedStore(Store):
    """A store in which only what was put through this object is found: all is made again, and kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._renewed: set[tuple[str, str]] = set()

    def __reduce__(self) -> tuple[Callable[[Path], Store], tuple[Path]]:
        """Another process has its own."""
        return RenewedStore, (self.folder,)

    def get(self, key: str, suffix: str) -> Path | None:
        """The entry's file if it is a new one."""
        return super().get(key, suffix) if (key, suffix) in self._renewed else None

    def read(self, key: str, suffix: str) -> bytes | None:
        """The entry's content if it is a new one."""
        return super().read(key, suffix) if (key, suffix) in self._renewed else None

    def put(self, key: str, suffix: str, data: bytes) -> Path:
        """Store an entry, in place of an earlier one of the same key. Raises OSError."""
        path = super().put(key, suffix, data)
        self._renewed.add((key, suffix))
        return path


def _listed(folder: Path, form: "re.Pattern[str]") -> list["os.DirEntry[str]"]:
    """What is in a folder and has a name of this form, in order; nothing if it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return sorted((each for each in found if form.fullmatch(each.name)), key=lambda each: each.name)
    except OSError:
        return []


def _is_entry(name: str, key: str, suffix: str) -> bool:
    """Whether a file has the name of an entry. An expression for each key would take longer to make than to use."""
    checksum = name[len(key) + 1 : len(name) - len(suffix)]
    return name == f"{key}.{checksum}{suffix}" and _KEY.fullmatch(checksum) is not None


def _is_whole(path: Path) -> bool:
    try:
        return sha256(path) == path.name[65:129]
    except OSError:
        return False


def _read_whole(path: Path) -> bytes | None:
    """The content of an entry; None if it is not what its name says, or cannot be read."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if sha256(data) == path.name[65:129] else None


def _note_use(path: Path) -> None:
    """Set the time of last use, for prune(); of a link its own."""
    with suppress(OSError, NotImplementedError):  # a store that may only be read
        os.utime(path, follow_symlinks=False)


@lru_cache(maxsize=256)
def _check_content(path: Path) -> Path:
    """The path of content that is whole, checked once in a process. Raises MissingContentError."""
    if not _is_whole(path):
        raise MissingContentError(
            f"{path.name[:12]}… is not in the cache, or is damaged", "Compile again; nothing else should use the cache."
        )
    return path
