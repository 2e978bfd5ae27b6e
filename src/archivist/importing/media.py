"""Pictures before they are written to the archive: judged, named, and set aside until it is known which are needed."""

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from slugify import slugify

from archivist.files import sha256, write_whole

FOLDER = "images"  # below the folder of articles
_MAX_NAME = 80  # letters of each part of a path: with the archive's own path before it, file systems allow 255 bytes
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # Windows opens no file of these names, whatever the suffix
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")

# Whether a file is a picture a book can contain: the suffix it should have. Raises PictureRefusedError (found.py).
Judge = Callable[[Path], str]


class StagedMedia:
    """Takes pictures along (`Media`). What was brought since the last `taken()` belongs to the article found next."""

    def __init__(self, staging: Path, articles: Path, judge: Judge) -> None:
        self._staging, self._articles, self._judge = staging, articles, judge
        self._names: dict[str, str] = {}  # path in the archive -> digest of what it will hold
        self._taken: dict[str, str] = {}

    def bring(self, name: str, data: bytes) -> str:
        """Keep a picture; the address to write. The same name and bytes give the same address at every import."""
        digest = sha256(data)
        staged = self.staged(digest)
        if not staged.exists():
            write_whole(staged, data, synced=False)  # half a picture must not be taken for it later
        path = self._path(name, self._judge(staged), digest)
        self._names[path] = self._taken[path] = digest
        return f"/{path}"

    def staged(self, digest: str) -> Path:
        """Where the bytes lie until they are needed."""
        return self._staging / digest

    def taken(self) -> tuple[tuple[str, str], ...]:
        """The pictures brought since the last call: path below the folder of articles, and digest."""
        taken = tuple(self._taken.items())
        self._taken.clear()
        return taken

    def _path(self, name: str, suffix: str, digest: str) -> str:
        """The path wished for; with eight digits of the digest where another picture has that name."""
        stem = safe_stem(name)
        path = f"{FOLDER}/{stem}{suffix}"
        return path if self._is_free(path, digest) else f"{FOLDER}/{stem}-{digest[:8]}{suffix}"

    def _is_free(self, path: str, digest: str) -> bool:
        if path in self._names:
            return self._names[path] == digest
        file = self._articles / path
        return not file.exists() or (file.is_file() and sha256(file) == digest)


def safe_stem(name: str) -> str:
    """A path of letters, digits and hyphens that stays where it is put; never empty."""
    pure = PurePosixPath(_SUFFIX.sub("", name.replace("\\", "/")))
    parts = (slugify(part, max_length=_MAX_NAME) for part in pure.parts[-4:])
    named = (f"{part}-file" if _DEVICES.fullmatch(part) else part for part in parts if part)
    return "/".join(named) or "picture"
