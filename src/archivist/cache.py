"""A store of made things, named by a digest of everything that went into them."""

import hashlib
import os
import re
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from archivist.files import sha256, write_whole

_KEY = re.compile(r"[0-9a-f]{64}")
_DAY = 86_400


def digest_of(*parts: bytes | str) -> str:
    """A digest of the parts, hexadecimal: other parts, other order or other borders give another digest.

    Text and bytes are distinguished.
    """
    digest = hashlib.sha256()
    for part in parts:
        data, kind = (part.encode("utf-8", "surrogatepass"), b"s") if isinstance(part, str) else (part, b"b")
        digest.update(kind + len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class Store:
    """Files by key, in `<build>/.cache`.

    An entry is one file, `ab/abcd….<checksum>.pdf`: the checksum in the name needs no second file, and an
    entry that does not agree with it is as good as absent.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # The names on each shelf by key, read once: a shelf of a large archive has thousands.
        self._shelves: dict[str, dict[str, set[str]]] = {}

    def drop(self, key: str, suffix: str) -> None:
        """Remove an entry: what it contains is not what it should."""
        for path in self._entries(key, suffix):
            self._remove(path)

    def get(self, key: str, suffix: str) -> Path | None:
        """The entry's file, or None if there is no entry or only a damaged one, which is removed."""
        for path in self._entries(key, suffix):
            if _is_whole(path):
                with suppress(OSError):  # a store that may only be read
                    os.utime(path)  # the time of last use, for prune()
                return path
            self._remove(path)
        return None

    def put(self, key: str, suffix: str, data: bytes) -> Path:
        """Store an entry, in place of an earlier one of the same key."""
        path = self._shelf(key) / f"{key}.{sha256(data)}{suffix}"
        self._make_room(path.parent)
        if path.is_dir():
            self._remove(path)
        # Not synced: thousands of small files would wait for the disk, and the checksum shows damage.
        write_whole(path, data, synced=False)
        for other in self._entries(key, suffix):
            if other != path:
                self._remove(other)
        self._names(key).add(path.name)
        return path

    def prune(self, keys_used: Collection[str], *, unused_days: float = 90) -> int:
        """Remove entries not in `keys_used` that were neither got nor put for that many days; say how many.

        Never done unasked: an archive with many volumes is compiled a few volumes at a time.
        """
        oldest = time.time() - unused_days * _DAY
        kept = frozenset(keys_used)
        candidates = [path for path in self._all() if path.name[:64] not in kept]
        unused = [path for path in candidates if path.stat().st_mtime < oldest]
        for path in unused:
            self._remove(path)
        return len(unused)

    def _make_room(self, shelf: Path) -> None:
        """Remove what is not a folder where one should be: the store may be damaged in any way."""
        for folder in (self._folder, shelf):
            if not folder.is_dir() and (folder.exists() or folder.is_symlink()):
                folder.unlink()

    def _shelf(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key of the store: {key!r}")
        return self._folder / key[:2]

    def _entries(self, key: str, suffix: str) -> list[Path]:
        name = re.compile(re.escape(key) + r"\.[0-9a-f]{64}" + re.escape(suffix))
        shelf = self._shelf(key)
        return sorted(shelf / found for found in self._names(key) if name.fullmatch(found))

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

    def _all(self) -> Iterator[Path]:
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            if _KEY.fullmatch(path.name[:64]):
                yield path


def _is_whole(path: Path) -> bool:
    try:
        return sha256(path) == path.name[65:129]
    except OSError:
        return False
