"""The record beside an edition's files, read again."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = "archivist volume record 1"


class UnreadableRecordError(Exception):
    """The record is not there, is not JSON, or is of another form; the message says which."""


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """One of the files an edition consists of."""

    path: Path
    size: int  # bytes
    digest: str  # SHA-256, hexadecimal


@dataclass(frozen=True, slots=True)
class RecordedArticle:
    """An article as it went into the volume."""

    key: str
    language: str
    digest: str  # SHA-256 of the article's file
    first_page: str  # as printed; "" if there is no PDF
    last_page: str
    pages: int


@dataclass(frozen=True, slots=True)
class RecordedEdition:
    """What the record says of an edition."""

    path: Path  # of the record
    pages: int  # of the PDF; 0 if there is none
    articles: tuple[RecordedArticle, ...]
    files: tuple[RecordedFile, ...]
    made_by: tuple[str, ...]

    @property
    def program_version(self) -> str:
        """The version of this program that made the edition; "" if the record does not say."""
        return next((name.removeprefix("archivist ") for name in self.made_by if name.startswith("archivist ")), "")


def read_record(path: Path, form: str) -> RecordedEdition:
    """The record at this place. `form` is the format it must be of. Raises UnreadableRecordError."""
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != form:
            raise UnreadableRecordError(f"it is of the form {str(data['format'])[:80]!r}, not {form!r}")
        return _edition(path, data)
    except OSError as cause:
        raise UnreadableRecordError(cause.strerror or str(cause)) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as cause:
        raise UnreadableRecordError(f"it is damaged: {type(cause).__name__}: {str(cause)[:80]}") from None


def _edition(path: Path, data: dict[str, Any]) -> RecordedEdition:
    return RecordedEdition(
        path,
        int(data.get("pages", 0)),
        tuple(_article(each) for each in data["articles"]),
        tuple(_file(path.parent, each) for each in data["outputs"]),
        tuple(str(name) for name in data["made_by"]),
    )


def _article(data: dict[str, Any]) -> RecordedArticle:
    return RecordedArticle(
        key=str(data["key"]),
        language=str(data["language"]),
        digest=str(data["sha256"]),
        first_page=str(data.get("first_page", "")),
        last_page=str(data.get("last_page", "")),
        pages=int(data.get("pages", 0)),
    )


def _file(folder: Path, data: dict[str, Any]) -> RecordedFile:
    name = str(data["file"])
    if Path(name).name != name:
        raise ValueError(f"{name!r} is not a file name")  # a record must not lead out of its folder
    return RecordedFile(folder / name, int(data["bytes"]), str(data["sha256"]))
