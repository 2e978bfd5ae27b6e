"""Notes each file that this process writes or opens where it has no business, and each try to reach the network.

An audit hook (PEP 578) sees what a comparison of folders cannot: a file made and removed again, a path far away.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_CHANGES = {
    "os.mkdir": 1, "os.remove": 1, "os.rmdir": 1, "os.truncate": 1, "os.chmod": 1, "os.utime": 1, "os.rename": 2,
    "os.link": 2, "os.symlink": 2, "os.chown": 1, "os.setxattr": 1,
}  # fmt: skip
_NEVER = (
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "ftplib.connect",
    "import.exec",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class _Watch:
    """What is watched at the moment; one hook for the life of the process, since hooks cannot be removed."""

    def __init__(self) -> None:
        self.writable: tuple[str, ...] | None = None  # None: nothing is watched
        self.forbidden = ""
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.writable is None:
            return
        if event == "open":
            self._open(*arguments)
        elif event in _CHANGES:
            for path in arguments[: _CHANGES[event]]:
                self._write(event, _from_folder(path, arguments[-1]))
        elif event in _NEVER:
            self.seen.append(f"{event} {arguments!r:.200}")

    def _open(self, path: Any, mode: Any, flags: Any) -> None:
        if isinstance(flags, int) and flags & _WRITING:
            self._write("open", path)
        elif self.forbidden and isinstance(path, str | bytes | os.PathLike) and _real(path).startswith(self.forbidden):
            self.seen.append(f"read {path!r}")

    def _write(self, event: str, path: Any) -> None:
        assert self.writable is not None
        if isinstance(path, int) or path == os.devnull:
            return
        if not f"{_real(path)}/".startswith(self.writable):
            self.seen.append(f"{event} {path!r}")


def _from_folder(path: Any, folder: Any) -> Any:
    """The path, if it is relative to a folder that is open (`dir_fd`), from the root."""
    if not isinstance(folder, int) or isinstance(path, int) or folder < 0 or os.path.isabs(path):  # noqa: PTH117
        return path
    return os.path.join(os.readlink(f"/proc/self/fd/{folder}"), os.fsdecode(path))  # noqa: PTH115, PTH118


def _real(path: Any) -> str:
    """The path with the links of its folder followed."""
    folder, name = os.path.split(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 (runs within os.open)
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118


_WATCH = _Watch()
_IS_HOOKED: list[bool] = []


@contextmanager
def watched(*writable: Path, forbidden: Path) -> Iterator[list[str]]:
    """Give the list of what is done outside the writable folders, or read from the forbidden one."""
    if not _IS_HOOKED:
        sys.addaudithook(_WATCH)
        _IS_HOOKED.append(True)
    _WATCH.seen = []
    _WATCH.forbidden = f"{forbidden.resolve()}/"
    _WATCH.writable = tuple(f"{folder.resolve()}/" for folder in writable)
    try:
        yield _WATCH.seen
    finally:
        _WATCH.writable = None
