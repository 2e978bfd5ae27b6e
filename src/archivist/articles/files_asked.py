"""What the text of an article depends on in its folder: questions about files, by paths relative to that folder.

The answer says what is at a path, where links lead from there, and what is in the file.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from archivist.files import sha256


def path_from(folder: Path, file: Path) -> str:
    """The path of a file as questions name it: below the folder, or with a slash first below the folder around it.

    `..` in it stays: where it leads depends on links. Elsewhere, as of a text of the editors, it has two slashes first.
    """
    if file.is_relative_to(folder):
        return str(file.relative_to(folder))
    return f"/{file.relative_to(folder.parent) if file.is_relative_to(folder.parent) else file.absolute()}"


def _place(folder: Path, path: str) -> Path:
    return folder.parent / path[1:] if path.startswith("/") else folder / path


def answers_about_files(folder: Path, digest: Callable[[Path], str] = sha256) -> Mapping[str, Callable[..., object]]:
    """The answers. `digest` is of the content of a file; it may remember it."""
    root = os.path.realpath(folder)
    below, beside = str(folder), str(folder.parent)

    def is_file(path: str) -> bool:
        try:
            return _place(folder, path).is_file()
        except (OSError, ValueError):
            return False

    def is_absent(path: str) -> bool:
        """Whether nothing is there, as at most of thousands of addresses of a web site."""
        try:
            os.stat(os.path.join(beside, path[1:]) if path.startswith("/") else os.path.join(below, path))  # noqa: PTH116, PTH118
        except (FileNotFoundError, NotADirectoryError):
            return True
        return False

    def file(path: str) -> tuple[str, str, str]:
        try:
            if ".." not in path and is_absent(path):
                return "nothing", "", ""
            place = _place(folder, path)
            real = os.path.relpath(os.path.realpath(place), root)
            if not place.is_file():
                return ("other" if place.exists() else "nothing"), real, ""
            return "file", real, digest(place)
        except (OSError, ValueError, RuntimeError):
            return "unreadable", "", ""

    return {"is file": is_file, "file": file}
