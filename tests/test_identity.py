"""Identifiers stay what they are, whatever is filled in later; an ISSN for each language and medium."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from archivist import identity
from archivist.archive import open_archive
from archivist.errors import ConfigurationError
from archivist.identifiers import EditionIdentifiers
from archivist.identity import KEPT, ArchiveId, find, keep, volume_identifier
from archivist.settings import config
from archivist.settings.archive_tables import ArchiveTable
from archivist.settings.setting_values import Medium

EXAMPLE = "6ad0b51c-5c6f-4d0f-9d3c-3a6f3a1a7a10"


def table(**settings: Any) -> ArchiveTable:
    return config.parse({"archive": settings}).archive


def record(build: Path, archive: ArchiveTable, title: str, volume: str = "2025-01") -> None:
    """A record as an earlier compile left it."""
    folder = build / volume
    folder.mkdir(parents=True, exist_ok=True)
    data = {
        "identifier": volume_identifier(archive, volume, "en"),
        "title": title,
        "volume": {"id": volume},
        "language": "en",
    }
    (folder / "volume.en.json").write_text(json.dumps(data))


def test_an_archive_without_id_has_the_identifiers_it_always_had() -> None:
    name = "archivist:1234-5679:Mills:2025-01:en"
    expected = uuid.uuid5(uuid.NAMESPACE_URL, name).urn
    assert volume_identifier(table(title="Mills", issn="1234-5679"), "2025-01", "en") == expected
    assert volume_identifier(table(id="archivist:1234-5679:Mills"), "2025-01", "en") == expected
    assert volume_identifier(table(title={"en": "Mills", "ka": "წისქვილები"}), "2025-01", "en") == volume_identifier(
        table(title="Mills"), "2025-01", "en"
    )


def test_volumes_languages_and_ids_differ() -> None:
    made = {
        volume_identifier(table(id=id), volume, language)
        for id in (EXAMPLE, "urn:example:a", "https://example.org/")
        for volume in ("2025-01", "2025-02")
        for language in ("en", "ka")
    }
    assert len(made) == 12
    assert len({volume_identifier(table(id=id), "2025-01", "en") for id in (EXAMPLE, EXAMPLE.upper())}) == 1


@pytest.mark.parametrize("id", ["Mills", "12", "http:", ": x"])
def test_what_is_not_an_id_is_refused(id: str) -> None:
    with pytest.raises(ConfigurationError, match=r"archive\.id: .* is not an id"):
        table(id=id)


@pytest.mark.parametrize(
    "later",
    [
        {"issn": "1234-5679"},
        {"title": "Watermills"},
        {"title": "Watermills", "issn": "1234-5679"},
        {"site": "http://a"},
    ],
)
@pytest.mark.parametrize("by_record", [False, True])
def test_keys_filled_in_later_change_nothing(tmp_path: Path, later: dict[str, str], by_record: bool) -> None:
    before = table(title="Mills")
    if by_record:
        record(tmp_path / "build", before, "Mills")
    else:
        keep(tmp_path, identity.derive_id(before))
    found = find(tmp_path, tmp_path / "build", table(**({"title": "Mills"} | later)))
    assert found == ArchiveId("archivist::Mills", is_kept=not by_record)


def test_an_issn_taken_away_or_changed_changes_nothing(tmp_path: Path) -> None:
    keep(tmp_path, identity.derive_id(table(title="Mills", issn="1234-5679")))
    assert find(tmp_path, tmp_path, table(title="Mills")).id == "archivist:1234-5679:Mills"
    assert find(tmp_path, tmp_path, table(title="Mills", id="urn:example:a")).id == "urn:example:a"


@pytest.mark.parametrize("title", ['A "b" \\ c', "Line\nbreak", "\x7f", "წისქვილი"])
def test_any_title_is_kept(tmp_path: Path, title: str) -> None:
    keep(tmp_path, f"archivist::{title}")
    assert find(tmp_path, tmp_path, table(title="X")).id == f"archivist::{title}"


@pytest.mark.parametrize("data", [b"", b"id = 5", b"\xff", b"id = 'nothing'", b"id = " + b"[" * 20_000])
def test_a_damaged_file_is_named_and_no_new_id_is_made(tmp_path: Path, data: bytes) -> None:
    (tmp_path / KEPT).write_bytes(data)
    with pytest.raises(ConfigurationError, match=r"\.archivist-id is damaged"):
        find(tmp_path, tmp_path, table())


def test_opening_an_archive_finds_the_id_and_a_compile_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "archivist.toml").write_text('[archive]\ntitle = "Mills"\n')
    opened = open_archive(tmp_path)
    assert (opened.config.archive.id, opened.derived_id) == ("archivist::Mills", "archivist::Mills")
    opened.keep_id()
    (tmp_path / "archivist.toml").write_text('[archive]\ntitle = "Other"\n')
    assert (open_archive(tmp_path).config.archive.id, open_archive(tmp_path).derived_id) == ("archivist::Mills", "")


# ---------------------------------------------------------------- ISSN


def test_an_issn_by_language_and_medium() -> None:
    archive = table(
        issn={"en": "1234-5679", "ka": {"print": "2049-3630", "online": "0317-8471"}, "ru": {"epub": "1050-124X"}}
    )
    pdf, epub = Medium.PDF, Medium.EPUB
    assert [archive.issn_of("en", medium) for medium in (pdf, epub)] == ["1234-5679", "1234-5679"]
    assert [archive.issn_of("ka", medium) for medium in (pdf, epub)] == ["2049-3630", "0317-8471"]
    assert [archive.issn_of("ru", medium) for medium in (pdf, epub)] == ["", "1050-124X"]
    assert archive.issn_of("en-GB", pdf) == "1234-5679"
    assert archive.issn_of("fr", pdf) == ""
    assert archive.issns() == ("1234-5679", "2049-3630", "0317-8471", "1050-124X")


def test_an_issn_of_both_media_is_named_once() -> None:
    assert EditionIdentifiers("2049-3630", "0317-8471").issns == (("2049-3630", "PDF"), ("0317-8471", "EPUB"))
    assert EditionIdentifiers("1234-5679", "1234-5679").issns == (("1234-5679", ""),)
    assert EditionIdentifiers(issn_epub="1234-5679").issns == (("1234-5679", "EPUB"),)
    assert EditionIdentifiers().issns == ()


@pytest.mark.parametrize(
    ("issn", "said"),
    [
        ("1234-5678", "check digit should be 9"),
        ("12345", "four digits, a hyphen"),
        (5, "for each medium"),
        ({"print": 5}, "for each medium"),
        ({"en": ""}, "for each medium"),
        ({"xx-nowhere": "1234-5679"}, "not a known language"),
        ({"en": {"paper": "1234-5679"}}, "for each medium"),
        ({"pdf": "1234-5679", "print": "1234-5679"}, "a second time"),
    ],
)
def test_an_issn_that_is_not_one(issn: Any, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        table(issn=issn)
