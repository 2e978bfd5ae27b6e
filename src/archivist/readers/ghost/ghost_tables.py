"""The tables of a Ghost export, read with their types proved."""

import json
from dataclasses import dataclass
from pathlib import Path

from archivist.place import Place
from archivist.reader_api.export_files import LARGEST, ExportFiles, open_export
from archivist.reader_api.found import SourceError

Row = dict[str, object]
_BROKEN = "Export the site again (Settings, Import/Export)."


@dataclass(frozen=True, slots=True)
class GhostTables:
    """The tables by name, and the files that came with them."""

    name: str  # of the JSON file
    tables: dict[str, list[Row]]
    files: ExportFiles | None

    def rows(self, name: str) -> list[Row]:
        """The rows of a table; none if it is not there."""
        return self.tables.get(name, [])

    def setting(self, key: str) -> str:
        """A setting of the site."""
        return next((text(row, "value") for row in self.rows("settings") if row.get("key") == key), "")


def open_tables(source: Path) -> GhostTables:
    """The tables. Raises SourceError, with the line where that is known, if the file is broken or another one."""
    files: ExportFiles | None = None
    try:
        if not source.is_dir() and source.open("rb").read(2) != b"PK":
            name, data = source.name, _whole(source)
            return GhostTables(name, _tables(_parse(data, name), name), None)
        files = open_export(source)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(str(source))) from None
    for name in (each for each in files.names if each.lower().endswith(".json")):
        value = _parse(files.read(name), name)
        if isinstance(value, dict) and ("db" in value or "data" in value):
            return GhostTables(name, _tables(value, name), files)
    raise SourceError("contains no export of Ghost", _BROKEN, place=Place(str(source)))


def _whole(source: Path) -> bytes:
    if source.stat().st_size > LARGEST:
        raise SourceError(f"is larger than {LARGEST // 10**6} MB", place=Place(source.name))
    return source.read_bytes()


def _parse(data: bytes, name: str) -> object:
    try:
        value: object = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        place = Place(name, error.lineno, column=error.colno)
        raise SourceError(f"is not valid JSON: {error.msg}", _BROKEN, place=place) from None
    except UnicodeDecodeError as error:
        place = Place(name, data.count(b"\n", 0, error.start) + 1)
        raise SourceError("is not UTF-8", _BROKEN, place=place) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, arrays in arrays
        raise SourceError(f"is not JSON that can be read: {error}", _BROKEN, place=Place(name)) from None
    return value


def _tables(value: object, name: str) -> dict[str, list[Row]]:
    roots = value.get("db", [value]) if isinstance(value, dict) else None
    found: dict[str, list[Row]] = {}
    for root in roots if isinstance(roots, list) else []:
        data = root.get("data") if isinstance(root, dict) else None
        for table, rows in data.items() if isinstance(data, dict) else ():
            found.setdefault(table, []).extend(row for row in rows if isinstance(row, dict)) if isinstance(
                rows, list
            ) else None
    if "posts" not in found:
        raise SourceError("has no table of posts", _BROKEN, place=Place(name))
    return found


def text(row: Row, *names: str) -> str:
    """The first of these values that is a text or a number, without space at its ends."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return ""


def is_true(row: Row, name: str) -> bool:
    """Whether a value is true; MySQL writes 1, SQLite and JSON write other forms."""
    return row.get(name) in (True, 1, "1", "true")
