"""What of the build folder is no longer made: reported, and removed if asked; nothing else is touched."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.build_folder.volume_folder import MANIFEST, forget, read_manifest
from archivist.errors import ArchivistError
from archivist.planning import build_findings, plan
from archivist.workflows.build_cleanup import clean, stale
from tests.archives import Compiled

STEM = "the-river-reader-2022-03"


@pytest.fixture
def copy(made: Compiled, tmp_path: Path) -> Path:
    return made.copy(tmp_path / "copy")


def set_to(root: Path, old: str, new: str) -> None:
    settings = root / "archivist.toml"
    text = settings.read_text("utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), "utf-8")


def told(root: Path) -> list[tuple[str, str]]:
    archive = open_archive(root)
    found = build_findings(archive, plan(archive))
    return [(each.code, Path(each.file).relative_to(archive.build).as_posix()) for each in found]


def cleaned(root: Path) -> list[str]:
    archive = open_archive(root)
    return sorted(path.relative_to(archive.build).as_posix() for path in clean(archive, stale(archive)))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def sums_agree(folder: Path) -> bool:
    command = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def test_the_manifest_has_every_file_and_record_of_the_folder(made: Compiled) -> None:
    for folder in (made.root / "build").glob("2022-*"):
        assert sorted(read_manifest(folder)) == sorted(set(names(folder)) - {MANIFEST})
        assert sums_agree(folder)


def test_a_fresh_build_has_nothing_left_over(copy: Path) -> None:
    assert (told(copy), cleaned(copy)) == ([], [])


def test_a_language_without_editions(copy: Path) -> None:
    folder = copy / "build/2022-03"
    kept = [name for name in names(folder) if ".ka." not in name]
    own = [f"2022-03/{name}" for name in names(folder) if ".ka." in name]
    set_to(copy, 'languages = ["en", "ka"]\n\n[notes]', 'languages = ["en"]\n\n[notes]')
    assert told(copy) == [("stale-file", name) for name in own]
    (folder / "intruder.ka.pdf").write_bytes(b"mine")
    assert cleaned(copy) == own
    assert names(folder) == sorted([*kept, "intruder.ka.pdf"])
    assert sums_agree(folder)
    assert told(copy) == []


def test_volumes_of_another_period(copy: Path) -> None:
    set_to(copy, "[editions]", '[volumes]\nperiod = "quarter"\n\n[editions]')
    assert told(copy) == [("stale-volume", "2022-02"), ("stale-volume", "2022-03")]
    (copy / "build/2022-03/mine.txt").write_text("mine")
    (copy / "build/other/volume.en.json").parent.mkdir()
    (copy / "build/other/volume.en.json").write_text("{}")
    cleaned(copy)
    assert names(copy / "build/2022-03") == ["mine.txt"]
    assert not (copy / "build/2022-02").exists()
    assert names(copy / "build/other") == ["volume.en.json"]


def test_a_file_changed_since_stays(copy: Path) -> None:
    set_to(copy, "[editions]", '[volumes]\nperiod = "quarter"\n\n[editions]')
    annotated = copy / "build/2022-03" / f"{STEM}.en.pdf"
    annotated.write_bytes(b"annotated by hand")
    assert f"2022-03/{annotated.name}" not in cleaned(copy)
    assert annotated.read_bytes() == b"annotated by hand"


def test_files_under_an_earlier_title(copy: Path) -> None:
    folder = copy / "build/2022-02"
    for name in names(folder):  # as if the volume had been compiled again after the title changed
        if name.startswith("the-river-reader"):
            (folder / name.replace("river", "brook")).write_bytes(b"old")
    assert told(copy) == [
        ("stale-file", f"2022-02/the-brook-reader-2022-02.en.{suffix}")
        for suffix in ("bib", "csl.json", "epub", "pdf", "ris")
    ]
    assert len(cleaned(copy)) == 5
    assert told(copy) == []


def test_what_the_record_names_is_kept_until_the_volume_is_made_under_the_new_title(copy: Path) -> None:
    set_to(copy, "The River Reader", "The Brook Reader")
    assert (told(copy), cleaned(copy)) == ([], [])


def test_another_archive_in_the_same_build_folder_is_left_alone(copy: Path, tmp_path: Path) -> None:
    set_to(copy, "[archive]", '[archive]\nid = "urn:example:another"')
    set_to(copy, "[editions]", '[volumes]\nperiod = "quarter"\n\n[editions]')
    assert (told(copy), cleaned(copy)) == ([], [])


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n", None])
def test_where_it_is_not_known_what_is_made_nothing_is_removed(copy: Path, text: str | None) -> None:
    for article in (copy / "articles").glob("*.md"):
        article.unlink() if text is None else article.write_text(text)
    with pytest.raises(ArchivistError):
        cleaned(copy)


def lines(folder: Path) -> Iterable[str]:
    return (folder / MANIFEST).read_text().splitlines()


def test_a_manifest_forgets(copy: Path) -> None:
    folder = copy / "build/2022-02"
    first, *others = read_manifest(folder)
    forget(folder, [first])
    assert len(list(lines(folder))) == len(others)
    forget(folder, others)
    assert not (folder / MANIFEST).exists()
