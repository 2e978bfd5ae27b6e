"""The shared libraries that editions were made with, such as Pango: a list of them is kept once, by its digest.

A stamp names the digest. Most editions of an archive were made by one run, with one list.
"""

import json
from contextlib import suppress

from archivist.cache import UNREADABLE, Store, digest_of
from archivist.stamps.inputs import are_same, loaded_libraries

_KIND = ".libraries"


class KeptLibraries:
    """The lists in a cache, as they compare with the libraries that are here now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[str, tuple[int, ...]] = {}  # libraries as they are now: each is looked at once
        self._answers: dict[str, bool] = {}

    def are_here(self, digest: str) -> bool:
        """Whether all libraries of a list are what they were. A list that is lost or damaged says nothing."""
        if digest not in self._answers:
            self._answers[digest] = self._are_here(digest)
        return self._answers[digest]

    def _are_here(self, digest: str) -> bool:
        try:
            data = self._store.read(digest, _KIND)
            if data is None or digest_of(data) != digest:
                return False
            return are_same(json.loads(data).items(), self._seen)
        except UNREADABLE:
            return False

    def keep(self) -> str:
        """Keep the list of this process; its digest, or "" if the system does not tell, or if it cannot be kept."""
        libraries = loaded_libraries()
        if libraries is None:
            return ""
        data = json.dumps(libraries, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
        digest = digest_of(data)
        with suppress(OSError):  # a full disk: the editions are made again next time
            self._store.put(digest, _KIND, data)
            return digest
        return ""
