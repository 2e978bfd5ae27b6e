"""Jekyll's data files, `_data/people.yml`, as `site.data.people`; each is read when a template asks for it."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from archivist.files import inside
from archivist.front_matter import BlockError, read_yaml_data, value_of
from archivist.readers.site_folders.liquid_budget import UnknownError

_MAX_FILE = 1_000_000  # bytes
_FORMS = {".yml", ".yaml", ".json", ".csv", ".tsv"}


class DataFolder(Mapping[str, object]):
    """A folder of data files. What is in it and cannot be read raises UnknownError; another name KeyError."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self._read: dict[str, object] = {}
        self._names = _names(root, folder)

    def __getitem__(self, name: str) -> object:
        """The data of a file or folder."""
        if name not in self._read:
            path = self._names[name]
            self._read[name] = DataFolder(self._root, path) if path.is_dir() else _data_of(path)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in order."""
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _names(root: Path, folder: Path) -> dict[str, Path]:
    """The files and folders by the names templates use; none that leads out of the site."""
    found: dict[str, Path] = {}
    try:
        paths = sorted(folder.iterdir()) if inside(root, folder.absolute()) else []
    except OSError:
        return {}
    for path in paths:
        is_shown = not path.name.startswith((".", "_")) and (path.is_dir() or path.suffix.lower() in _FORMS)
        if is_shown and inside(root, path.absolute()):
            found.setdefault(path.name if path.is_dir() else path.stem, path)
    return found


def _data_of(file: Path) -> object:
    try:
        if file.stat().st_size > _MAX_FILE:
            raise UnknownError(f"{file.name} is larger than 1 MB")
        return _parse(file.read_bytes().decode("utf-8-sig"), file.suffix.lower())
    except (OSError, ValueError, BlockError, RecursionError) as error:
        raise UnknownError(f"{file.name} cannot be read: {error}") from None


def _parse(text: str, form: str) -> object:
    if form in (".csv", ".tsv"):
        return [dict(row) for row in csv.DictReader(io.StringIO(text), delimiter="\t" if form == ".tsv" else ",")]
    return value_of(json.loads(text), 1).data if form == ".json" else read_yaml_data(text)
