"""Volume folders and the ledger after years, by `archivist audit`."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.build_folder.volume_folder import MANIFEST
from tests.deposit.conftest import VOLUME
from tests.fixity.making import audited, codes, flip, found


@pytest.fixture
def archive(published: Path, tmp_path: Path) -> Path:
    """A copy of the ledger and of the volumes of the published archive."""
    for name in ("2022-02", VOLUME):
        shutil.copytree(published / "build" / name, tmp_path / "build" / name)
    shutil.copy(published / "ledger.json", tmp_path)
    return tmp_path


def _pdf(archive: Path) -> Path:
    return next((archive / "build" / VOLUME).glob("*.en.pdf"))


@pytest.mark.slow
def test_what_was_published_is_intact(archive: Path) -> None:
    results = audited(archive)
    assert [(each.kind, each.passed) for each in results] == [("volume", True), ("volume", True), ("ledger", True)]
    assert [each.algorithms for each in results] == [("SHA-256",), ("SHA-256",), ()]
    assert results[0].files == sum(1 for _ in (archive / "build/2022-02").iterdir())


def _flip_pdf(archive: Path) -> None:
    flip(_pdf(archive), 1000, 1)


def _delete_pdf(archive: Path) -> None:
    _pdf(archive).unlink()


def _add(archive: Path) -> None:
    (archive / "build" / VOLUME / "notes.txt").write_bytes(b"")


def _delete_manifest(archive: Path) -> None:
    (archive / "build" / VOLUME / MANIFEST).unlink()


def _capitals(archive: Path) -> None:
    manifest = archive / "build" / VOLUME / MANIFEST
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join([lines[0][:64].upper() + lines[0][64:], *lines[1:]]), "utf-8")


def _empty_record(archive: Path) -> None:
    (archive / "build" / VOLUME / "volume.en.json").write_bytes(b"{")


def _mark(archive: Path) -> None:
    (archive / "build" / VOLUME / "volume.en.incomplete").write_bytes(b"")


def _publish_other_bytes(archive: Path) -> None:
    """Let the ledger say that the first PDF has other bytes: the volume is consistent, and not what was published."""
    ledger = archive / "ledger.json"
    text = ledger.read_text("utf-8")
    digest = text.partition(".en.pdf")[2].partition('"sha256": "')[2][:64]
    ledger.write_text(text.replace(digest, "0" * 64), "utf-8")


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (_flip_pdf, {"fixity-changed", "ledger-differs"}),
        (_delete_pdf, {"fixity-missing", "ledger-differs"}),
        (_add, {"fixity-foreign"}),
        (_delete_manifest, {"fixity-unreadable"}),
        (_capitals, {"manifest-form"}),
        (_empty_record, {"fixity-unreadable", "fixity-changed", "ledger-differs"}),
        (_mark, {"incomplete"}),
        (_publish_other_bytes, {"ledger-differs"}),
    ],
)
def test_damage_of_a_volume_is_found(archive: Path, damage: Callable[[Path], None], expected: set[str]) -> None:
    damage(archive)
    assert codes(archive) == expected
    assert False in [each.passed for each in audited(archive)]


def test_the_manifest_and_the_record_must_agree(archive: Path) -> None:
    """Both are consistent with the files, and the record says otherwise: of no use without it."""
    folder = archive / "build" / VOLUME
    manifest, record = folder / MANIFEST, folder / "volume.en.json"
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join(line for line in lines if _pdf(archive).name not in line), "utf-8")
    assert ("not-in-manifest", _pdf(archive).name) in found(folder)
    flip(_pdf(archive), 1000, 1)
    assert record.exists()
    assert ("fixity-foreign", _pdf(archive).name) in found(folder)


def test_a_published_volume_that_is_gone_is_reported(archive: Path) -> None:
    shutil.rmtree(archive / "build" / VOLUME)
    (ledger,) = (each for each in audited(archive) if each.kind == "ledger")
    assert ledger.passed is None
    assert {finding.code for finding in ledger.findings} == {"published-elsewhere"}
    assert codes(archive / "ledger.json") == set()  # named alone, only the ledger is read


def test_a_damaged_ledger_is_a_finding(archive: Path) -> None:
    (archive / "ledger.json").write_bytes(b"\xff{")
    assert codes(archive) == {"ledger-unreadable"}
    assert [each.passed for each in audited(archive)] == [False, False, False]
