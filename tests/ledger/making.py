"""Entries and ledgers for tests, made without compiling anything."""

import datetime
import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from archivist.ledger import EMPTY, Ledger, PublishedVersion
from archivist.ledger.reading import parse_ledger
from archivist.ledger.writing import with_entries

ARCHIVE = "urn:uuid:6ad0b51c-5c6f-4d0f-9d3c-3a6f3a1a7a10"
MONTHS = [f"2022-{month:02}" for month in range(1, 13)]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def identifier(*parts: object) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, ":".join(map(str, parts))).urn


def published_file(name: str, text: str = "", **members: Any) -> dict[str, Any]:
    return {"file": name, "bytes": 1000, "sha256": digest(name + text), **members}


def published_article(key: str, language: str = "en", **members: Any) -> dict[str, Any]:
    return {
        "language": language,
        "title": key.title(),
        "date": "2022-01-12",
        "file": f"{key}.{language}.md",
        "sha256": digest(f"{key}.{language}"),
        "key": key,
        "document": key,
        "first_page": "1",
        "last_page": "3",
        "anchors": {"bridges": "2"},
        **members,
    }


def entry(
    volume: str = "2022-01", language: str = "en", number: int = 1, keys: Sequence[str] = ("river",), **members: Any
) -> PublishedVersion:
    month = int(volume[5:7])
    name = f"reader-{volume}.{language}"
    data = {
        "identifier": identifier(volume, language, 1),
        "published": "2022-02-01",
        "title": f"Volume {volume}",
        "number": number,
        "issue": number,
        "year": 2022,
        "start": f"2022-{month:02}-01",
        "end": f"2022-{month:02}-28",
        "pages": 12,
        "record": published_file(f"volume.{language}.json", volume),
        "files": [published_file(f"{name}.pdf"), published_file(f"{name}.epub")],
        "articles": [published_article(key, language) for key in keys],
        **members,
    }
    return PublishedVersion.model_validate(data, strict=False)


def written(
    *entries: tuple[str, str, PublishedVersion],
    to: Ledger = EMPTY,
    places: Sequence[str] = MONTHS,
    languages: Sequence[str] = ("en", "ka", "ru"),
) -> bytes:
    return with_entries(to, ARCHIVE, entries, places, languages)


def ledger(*entries: tuple[str, str, PublishedVersion]) -> Ledger:
    return parse_ledger(written(*entries), "ledger.json")


def today() -> datetime.date:
    return datetime.date(2022, 2, 1)
