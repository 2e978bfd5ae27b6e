"""The digests of files, remembered by what the file system says of them, as git's index remembers them.

A file is read again if its size, inode or one of its times is another. It is also read again if it was changed shortly
before it was last read: a second change within the same tick of the file system's clock would leave the times as they
are, and that clock may be slow.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from archivist.cache import Store, digest_of
from archivist.files import sha256

_KEY = digest_of("digests of files")
_SUFFIX = ".digests"
_DOUBTFUL = 10_000_000_000  # nanoseconds after its last change within which a file that was read may change unseen

_Known = tuple[tuple[int, ...], int, str]  # what the file system said, when (nanoseconds), and the digest


class FileDigests:
    """Digests by path. What is not asked for is forgotten when they are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = _read(store)
        self._asked: dict[str, _Known] = {}

    def digest(self, path: Path | str) -> str:
        """The SHA-256 of a file; "" if it is not there or cannot be read."""
        name = os.path.abspath(path)  # noqa: PTH100 - thousands of them
        now = time.time_ns()
        try:
            facts = file_facts(name)
            known = self._known.get(name)
            if known is None or known[0] != facts or _is_doubtful(known):
                known = facts, now, sha256(Path(name))
        except OSError:
            return ""
        self._asked[name] = known
        return known[2]

    def keep(self) -> None:
        """Write down what was asked for, if it is not written down yet."""
        if self._asked == self._known:
            return
        data = json.dumps({name: [list(facts), *rest] for name, (facts, *rest) in self._asked.items()})
        with suppress(OSError):  # a build folder that may only be read: everything is read again next time
            self._store.put(_KEY, _SUFFIX, data.encode("utf-8", "surrogatepass"))
        self._known = dict(self._asked)


def file_facts(path: str) -> tuple[int, ...]:
    """What changes with the content of a file: size, times in nanoseconds, place. Raises OSError."""
    found = os.stat(path)  # noqa: PTH116 - thousands of them
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev


def _is_doubtful(known: _Known) -> bool:
    (_, modified, changed, *_), read, _ = known
    return max(modified, changed) > read - _DOUBTFUL


def _read(store: Store) -> dict[str, _Known]:
    path = store.get(_KEY, _SUFFIX)
    try:
        data = json.loads(path.read_bytes().decode("utf-8", "surrogatepass")) if path else {}
        return {name: (tuple(facts), int(read), str(digest)) for name, (facts, read, digest) in data.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
