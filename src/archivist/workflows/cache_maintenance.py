"""The cache of the build folder looked at, pruned and emptied: what `archivist cache` does."""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archivist.archive import Archive
from archivist.cache import MOST_BYTES, UNUSED_DAYS, Removed, Store
from archivist.files import locked


@dataclass(frozen=True, slots=True)
class Share:
    """The entries of one kind."""

    entries: int
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Usage:
    """What is in the cache."""

    folder: Path
    kinds: Mapping[str, Share]  # by suffix without its dot, in alphabetical order
    unused_days: float  # an entry that was not used for so long is removed after a compile
    most_bytes: int  # of all entries together, after a compile

    @property
    def entries(self) -> int:
        """Number of all entries."""
        return sum(share.entries for share in self.kinds.values())

    @property
    def size(self) -> int:
        """Bytes of all entries."""
        return sum(share.size for share in self.kinds.values())


def measure(archive: Archive) -> Usage:
    """What is in the cache of an archive."""
    sizes: dict[str, list[int]] = defaultdict(list)
    store = Store(archive.cache)
    for entry in store.entries():
        sizes[entry.kind.removeprefix(".")].append(entry.size)
    kinds = {kind: Share(len(found), sum(found)) for kind, found in sorted(sizes.items())}
    return Usage(store.folder, kinds, UNUSED_DAYS, MOST_BYTES)


def prune(archive: Archive) -> Removed:
    """Remove what a compile would remove at its end. Raises BuildLockedError if another build is running."""
    if not archive.build.is_dir():
        return Removed()
    with locked(archive.build):
        return Store(archive.cache).prune(time.time())


def empty(archive: Archive) -> Removed:
    """Remove all entries. Raises BuildLockedError if another build is running."""
    if not archive.build.is_dir():
        return Removed()
    with locked(archive.build):
        return Store(archive.cache).empty()
