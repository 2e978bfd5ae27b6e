"""OCFL objects: valid by ocfl-py, with a version for each version of the volume, and never continued from damage."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from ocfl.validator import Validator

from archivist.deposit.description import DescribedVolume, FileUse, PackageFile
from archivist.deposit.ocfl import UnusableObjectError, write_object
from archivist.deposit.package_files import written_file
from archivist.errors import ArchivistError


def of_version(described: DescribedVolume, version: int) -> DescribedVolume:
    editions = tuple(replace(each, record=replace(each.record, edition_version=version)) for each in described.editions)
    return replace(described, editions=editions)


def files(edition: bytes = b"one\n") -> list[PackageFile]:
    contents = {"README.txt": b"same\n", "copy.txt": b"same\n", "editions/ka/წიგნი %25.pdf": edition}
    return [written_file(path, content, FileUse.EDITION) for path, content in contents.items()]


def problems(folder: Path) -> list[str]:
    """What the validator reports, warnings included."""
    validator = Validator()
    assert validator.validate_object(str(folder)), str(validator)
    return [line for line in str(validator).splitlines() if line.startswith("[W")]


def paths_in(inventory: dict[str, dict[str, dict[str, dict[str, Sequence[str]]]]], version: str) -> set[str]:
    return {path for paths in inventory["versions"][version]["state"].values() for path in paths}


@pytest.fixture
def first(described: DescribedVolume, tmp_path: Path) -> Path:
    folder = tmp_path / "2022-03-ocfl"
    write_object(folder, described, files())
    return folder


def test_an_object_is_valid_and_stores_each_content_once(first: Path) -> None:
    assert problems(first) == []
    inventory = json.loads((first / "inventory.json").read_bytes())
    assert inventory["head"] == "v1"
    assert sorted(path for paths in inventory["manifest"].values() for path in paths) == [
        "v1/content/README.txt",
        "v1/content/editions/ka/წიგნი %25.pdf",
    ]
    assert paths_in(inventory, "v1") == {"README.txt", "copy.txt", "editions/ka/წიგნი %25.pdf"}
    version = inventory["versions"]["v1"]
    assert version["created"] == "2022-04-01T00:00:00Z"
    assert version["user"] == {"name": "Example Press", "address": "https://example.org"}
    assert version["message"] == "The River Reader: March 2022, version 1"


def test_a_new_version_takes_over_the_one_before_unchanged(
    described: DescribedVolume, first: Path, tmp_path: Path
) -> None:
    second = tmp_path / "2022-03-v2-ocfl"
    write_object(second, of_version(described, 2), files(b"two\n"), first)
    assert problems(second) == []
    for path in (first / "v1").rglob("*"):
        copied = second / path.relative_to(first)
        assert path.is_dir() or copied.read_bytes() == path.read_bytes()
    stored = [path.relative_to(second).as_posix() for path in (second / "v2/content").rglob("*") if path.is_file()]
    assert stored == ["v2/content/editions/ka/წიგნი %25.pdf"]
    inventories = [json.loads((each / "inventory.json").read_bytes()) for each in (first, second)]
    assert inventories[0]["id"] == inventories[1]["id"]
    assert inventories[1]["head"] == "v2"
    assert paths_in(inventories[1], "v1") == paths_in(inventories[1], "v2") == paths_in(inventories[0], "v1")
    assert inventories[1]["versions"]["v2"]["message"].endswith("version 2")


def test_a_version_with_the_same_files_is_valid(described: DescribedVolume, first: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    write_object(second, of_version(described, 2), files(), first)
    assert problems(second) == []
    assert not (second / "v2/content").exists()


def test_twelve_versions_are_valid(described: DescribedVolume, first: Path, tmp_path: Path) -> None:
    earlier = first
    for number in range(2, 13):
        folder = tmp_path / str(number)
        write_object(folder, of_version(described, number), files(str(number).encode()), earlier)
        earlier = folder
    assert problems(earlier) == []


def test_the_same_object_is_written_twice(described: DescribedVolume, first: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write_object(again, described, files())
    assert {path.relative_to(first): path.read_bytes() for path in first.rglob("*") if path.is_file()} == {
        path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "v1/content/README.txt").write_bytes(b"Same\n"),
        lambda folder: (folder / "v1/content/README.txt").unlink(),
        lambda folder: (folder / "inventory.json").write_bytes(b"{"),
        lambda folder: (folder / "inventory.json").unlink(),
        lambda folder: (folder / "inventory.json.sha512").write_bytes(b""),
        lambda folder: (folder / "inventory.json.sha512").write_bytes(b"\xff\xfe"),
        lambda folder: (folder / "v1/link").symlink_to("content"),
    ],
)
def test_a_damaged_object_is_not_continued(
    described: DescribedVolume, first: Path, tmp_path: Path, damage: object
) -> None:
    assert callable(damage)
    damage(first)
    with pytest.raises(UnusableObjectError, match="the object of the version before") as raised:
        write_object(tmp_path / "second", of_version(described, 2), files(b"two\n"), first)
    assert raised.value.hint
    assert not (tmp_path / "second").exists()


def test_the_object_of_another_volume_is_not_continued(described: DescribedVolume, first: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableObjectError, match="of another volume"):
        write_object(tmp_path / "second", replace(of_version(described, 2), id="2022-04"), files(), first)


def test_a_file_that_was_changed_meanwhile_is_an_error(described: DescribedVolume, tmp_path: Path) -> None:
    source = tmp_path / "source.pdf"
    source.write_bytes(b"other\n")
    changed = replace(files()[0], content=source)
    with pytest.raises(ArchivistError, match="was changed while the package was made"):
        write_object(tmp_path / "object", described, [changed])
    shutil.rmtree(tmp_path / "object")
