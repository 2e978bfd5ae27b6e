"""`archivist send` to a mounted e-reader: whole files only, and nothing twice."""

import shutil
from pathlib import Path

import pytest

from archivist.sending import reader_folder
from archivist.sending.reader_folder import copy_to
from archivist.sending.sent_file import OutgoingFile, SendingError
from archivist.settings.archive_tables import SendTable
from tests.command import run


@pytest.fixture
def file(tmp_path: Path) -> OutgoingFile:
    path = tmp_path / "a.epub"
    path.write_bytes(b"book")
    digest = "3a7ff8e8efcfbd9f72d3a2a0e4e2d9ea2a9d8c6b0e2f7e0a5b3c1d4f6e8a9b0c"
    return OutgoingFile("2022-03.en", "T", path, 4, digest)


def test_files_are_copied_once_and_replaced_if_they_differ(archive: Path) -> None:
    folder = archive.parent / "KOBO"
    states = []
    for _ in range(2):
        done = run("send", "2022-03", "--to", "kobo", "--yes", folder=archive)
        assert done.returncode == 0, done.stderr
        states.append(sorted(line.rpartition(": ")[2] for line in done.stderr.splitlines()))
    assert states == [["copied", "copied"], ["already there", "already there"]]
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert there == {path.name: path.read_bytes() for path in (archive / "build/2022-03").glob("*.epub")}
    next(folder.glob("*.en.epub")).write_bytes(b"an earlier edition")
    done = run("send", "2022-03", "--to", "kobo", "--language", "en", "--yes", folder=archive)
    assert done.stderr.endswith(": replaced\n")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == there


def test_a_folder_is_counted_from_the_archive(archive: Path) -> None:
    settings = archive / "archivist.toml"
    settings.write_text(settings.read_text("utf-8").replace(f'"{archive.parent}/KOBO"', '"../KOBO"'), "utf-8")
    done = run("--archive", archive.name, "send", "2022-02", "--to", "kobo", "--yes", folder=archive.parent)
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in (archive.parent / "KOBO").iterdir()] == [".epub"]


def test_a_reader_that_is_not_connected_is_named(archive: Path) -> None:
    shutil.rmtree(archive.parent / "KOBO")
    done = run("send", "2022-03", "--to", "kobo", "--yes", folder=archive)
    assert (done.returncode, "does not exist" in done.stderr, "Connect the reader" in done.stderr) == (1, True, True)


def test_what_was_not_written_well_is_not_left(file: OutgoingFile, tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    folder.mkdir()
    with pytest.raises(SendingError, match="other bytes"):
        copy_to(folder, file)  # whose digest is another one
    assert list(folder.iterdir()) == []


def test_an_interrupted_copy_leaves_the_earlier_file(
    file: OutgoingFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reader"
    folder.mkdir()
    (folder / "a.epub").write_bytes(b"earlier")

    def stop(source: Path, target: Path) -> None:
        target.write_bytes(b"bo")
        raise KeyboardInterrupt

    monkeypatch.setattr(reader_folder, "_copy", stop)
    with pytest.raises(KeyboardInterrupt):
        copy_to(folder, file)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.epub": b"earlier"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "an address with `to`, or a `folder`"),
        ({"to": "a@example.org", "folder": "x"}, "an address with `to`, or a `folder`"),
        ({"to": "a@example.org"}, "`server` is missing"),
        ({"to": "a@example.org", "server": "mail.example.org", "user": "desk"}, "`sender` is missing"),
        ({"to": "nobody", "server": "mail.example.org"}, "is not an e-mail address"),
        ({"to": "a@example.org", "server": "https://mail.example.org", "user": "a@example.org"}, "should match"),
    ],
)
def test_settings_that_send_nowhere_are_refused(table: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        SendTable.model_validate(table)
