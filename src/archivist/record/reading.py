"""The record beside an edition's files, read again: of this version of the format and of every earlier one.

A reader ignores fields that it does not know, and refuses a format that it does not know (docs/record-format.md).
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from archivist.identifiers import ArticleIdentifiers, EditionIdentifiers
from archivist.record.document_text import DocumentText
from archivist.record.encoded_text import decode
from archivist.record.volume_record import (
    FORMAT,
    VERSIONS,
    DocumentPages,
    MadeFrom,
    RecordedArticle,
    RecordedDocument,
    RecordedFile,
    RecordedFont,
    RecordedPicture,
    RecordedVolume,
    VolumeRecord,
)

_Data = Mapping[str, object]
# What a record of version 1 may lack in practice, and one of version 2 may not.
_REQUIRED = (
    *("identifier", "title", "volume", "language", "languages", "articles", "omitted", "outputs", "documents", "fonts"),
    *("made_from", "made_by"),
)


class UnreadableRecordError(Exception):
    """The record is not there, is not JSON, or is of another form; the message says which."""


def read_record(path: Path) -> VolumeRecord:
    """The record at this place. Raises UnreadableRecordError."""
    try:
        return parse_record(path.read_bytes(), path.parent)
    except OSError as cause:
        raise UnreadableRecordError(cause.strerror or str(cause)) from None


def parse_record(content: bytes, folder: Path) -> VolumeRecord:
    """The record with this content, whose files are in `folder`. Raises UnreadableRecordError."""
    try:
        data = _object(json.loads(content))
        form = str(data["format"])
        if form not in VERSIONS:
            raise UnreadableRecordError(f"it has the format {form[:80]!r}; this program reads up to {FORMAT!r}")
        return _record(VERSIONS[form], data, folder)
    except (ValueError, KeyError, TypeError, RecursionError) as cause:
        raise UnreadableRecordError(f"it is damaged: {type(cause).__name__}: {str(cause)[:80]}") from None


def _record(version: int, data: _Data, folder: Path) -> VolumeRecord:
    missing = [name for name in _REQUIRED if version > 1 and name not in data]
    if missing:
        raise ValueError(f"it lacks {', '.join(missing)}")
    documents = tuple(_document(_object(each)) for each in _array(data.get("documents", [])))
    articles = [_object(each) for each in _array(data["articles"])]
    return VolumeRecord(
        version=version,
        identifier=str(data.get("identifier", "")),
        title=str(data.get("title", "")),
        volume=_volume(_object(data.get("volume", {}))),
        language=str(data.get("language", "")),
        languages=tuple(map(str, _array(data.get("languages", [])))),
        page_count=_integer(data.get("pages", 0)),
        page_labels=tuple(map(str, _array(data.get("page_labels", [])))),
        documents=documents,
        articles=tuple(_article(each) for each in articles),
        article_pages={str(each["key"]): _article_pages(each) for each in articles if "first_page" in each},
        omitted=tuple(map(str, _array(data.get("omitted", [])))),
        files=tuple(_file(folder, _object(each)) for each in _array(data["outputs"])),
        fonts=tuple(_font(_object(each)) for each in _array(data.get("fonts", []))),
        made_from=_made_from(_object(data.get("made_from", {}))),
        made_by=_made_by(data["made_by"]),
        edition_version=_integer(data.get("version", 1)),
        replaces=str(data.get("replaces", "")),
        identifiers=EditionIdentifiers(**_identifiers(data, EditionIdentifiers)),
    )


def _volume(data: _Data) -> RecordedVolume:
    texts = {name: str(data.get(name, "")) for name in ("id", "title", "start", "end")}
    numbers = {name: _integer(data.get(name, 0)) for name in ("number", "issue", "year")}
    return RecordedVolume(
        texts["id"], texts["title"], numbers["number"], numbers["issue"], numbers["year"], texts["start"], texts["end"]
    )


def _article(data: _Data) -> RecordedArticle:
    parallel = data.get("parallel")
    return RecordedArticle(
        key=str(data.get("key", "")),  # of the article printed with another it is that of the other
        language=str(data["language"]),
        title=str(data.get("title", "")),
        date=str(data.get("date", "")),
        path=str(data.get("file", "")),
        digest=str(data["sha256"]),
        parallel=None if parallel is None else _article({"key": data["key"]} | dict(_object(parallel))),
        identifiers=ArticleIdentifiers(**_identifiers(data, ArticleIdentifiers)),
        authors=tuple(map(str, _array(data["authors"]))) if "authors" in data else None,
        section=str(data.get("section", "")),
        tags=tuple(map(str, _array(data.get("tags", [])))),
    )


def _identifiers(data: _Data, form: type[EditionIdentifiers | ArticleIdentifiers]) -> dict[str, str]:
    """The identifiers of an edition or an article that this program knows."""
    own = _object(data.get("identifiers", {}))
    known = {each.name: own[each.name] for each in fields(form) if each.name in own}
    wrong = next((name for name, value in known.items() if not isinstance(value, str)), "")
    if wrong:
        raise TypeError(f"{wrong} of its identifiers is not a string")
    return {name: str(value) for name, value in known.items()}


def _article_pages(data: _Data) -> DocumentPages:
    return DocumentPages(str(data["first_page"]), str(data.get("last_page", "")), _integer(data.get("pages", 0)))


def _document(data: _Data) -> RecordedDocument:
    pages = data.get("pages")
    return RecordedDocument(
        id=str(data["id"]),
        role=str(data["role"]),
        title=str(data["title"]),
        language=str(data["language"]),
        text=_text(data["text"]),
        article=str(data.get("article", "")),
        pages=None if pages is None else _pages(_object(pages)),
        anchors={name: str(label) for name, label in _object(data.get("anchors", {})).items()},
        pictures=tuple(_picture(_object(each)) for each in _array(data.get("pictures", []))),
        mentions={entry: _mentions(_array(found)) for entry, found in _object(data.get("mentions", {})).items()},
    )


def _mentions(data: list[object]) -> dict[str, tuple[str, ...]]:
    pages = [_object(each) for each in data]
    return {str(each["page"]): tuple(map(str, _array(each["words"]))) for each in pages}


def _pages(data: _Data) -> DocumentPages:
    return DocumentPages(str(data["first"]), str(data["last"]), _integer(data["count"]), _integer(data["index"]))


def _picture(data: _Data) -> RecordedPicture:
    return RecordedPicture(str(data["name"]), str(data["media_type"]), str(data["sha256"]))


def _text(data: object) -> DocumentText:
    encoded = _object(data)
    return decode(str(encoded["sha256"]), str(encoded["zlib"]))


def _file(folder: Path, data: _Data) -> RecordedFile:
    name = str(data["file"])
    if Path(name).name != name:
        raise ValueError(f"{name!r} is not a file name")  # a record must not lead out of its folder
    return RecordedFile(
        folder / name,
        _integer(data["bytes"]),
        str(data["sha256"]),
        tuple(map(str, _array(data.get("documents", [])))),
        {id: _text(text) for id, text in _object(data.get("texts", {})).items()},
    )


def _font(data: _Data) -> RecordedFont:
    return RecordedFont(
        str(data["family"]),
        _integer(data["weight"]),
        data.get("italic") is True,
        str(data["version"]),
        str(data["file"]),
        _integer(data.get("index", 0)),
        str(data["sha256"]),
    )


def _made_from(data: _Data) -> MadeFrom:
    settings, styles = _object(data.get("settings", {})), _object(data.get("styles", {}))
    return MadeFrom(
        {table: str(digest) for table, digest in settings.items()},
        {form: tuple(map(str, _array(digests))) for form, digests in styles.items()},
        {term: str(digest) for term, digest in _object(data.get("terms", {})).items()},
        {file: str(digest) for file, digest in _object(data.get("texts", {})).items()},
    )


def _made_by(data: object) -> dict[str, str]:
    """Names and versions. In version 1 a list of both in one: `archivist 0.1.0`."""
    if isinstance(data, list):
        return {name: version for name, _, version in (str(each).rpartition(" ") for each in data)}
    return {name: str(version) for name, version in _object(data).items()}


# ---------------------------------------------------------------- JSON


def _object(value: object) -> _Data:
    if not isinstance(value, dict):
        raise TypeError(f"an object was expected, not {type(value).__name__}")
    return value


def _array(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"an array was expected, not {type(value).__name__}")
    return value


def _integer(value: object) -> int:
    if type(value) is not int:
        raise TypeError(f"an integer was expected, not {type(value).__name__}")
    return value
