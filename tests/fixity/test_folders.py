"""Packages without a bag after years: plain folders with a list beside them, and OCFL objects, made by `ocfl-py`."""

import random
import shutil
from pathlib import Path

import ocfl
import pytest
from ocfl.version_metadata import VersionMetadata

from archivist.deposit.description import FileUse
from archivist.deposit.package_files import written_file
from archivist.deposit.plain_folder import digest_list, write_folder
from archivist.fixity.targets import Kind
from tests.fixity.making import PAYLOAD, all_files, audited, codes, flip, found

FOLDER, OBJECT = "2022-02.en-dnb", "2022-02-ocfl"
PDF = "editions/en/the-reader-2022-02.en.pdf"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an intact package of each kind, the object with two versions. Not to be changed."""
    shelf = tmp_path_factory.mktemp("folders")
    files = [written_file(name, content, FileUse.EDITION) for name, content in PAYLOAD.items()]
    write_folder(shelf / FOLDER, files)
    (shelf / f"{FOLDER}.sha512").write_bytes(digest_list(FOLDER, files))
    versions = shelf.parent / "versions"
    for number in (1, 2):
        write_folder(versions / f"v{number}", [*files, written_file("new.txt", b"%d" % number, FileUse.EDITION)])
    made = ocfl.Object(identifier="urn:example:2022-02")
    metadata = VersionMetadata(created="2022-03-01T00:00:00Z", message="first", name="A", address="mailto:a@b.example")
    made.create(srcdir=str(versions / "v1"), metadata=metadata, objdir=str(shelf / OBJECT))
    made.add_version_with_content(objdir=str(shelf / OBJECT), srcdir=str(versions / "v2"), metadata=metadata)
    return shelf


@pytest.fixture
def copy(shelf: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shelf, tmp_path / "shelf", copy_function=shutil.copyfile))


def test_intact_packages_pass_and_have_a_seal(shelf: Path) -> None:
    object, folder = sorted(audited(shelf), key=lambda each: each.kind)
    assert (object.kind, object.passed, object.findings) == (Kind.OCFL, True, ())
    assert (folder.kind, folder.passed, folder.findings) == (Kind.FOLDER, True, ())
    assert folder.files == len(PAYLOAD)
    assert folder.seal is not None and folder.seal.file == f"{FOLDER}.sha512"
    assert object.seal is not None and object.seal.file == f"{OBJECT}/inventory.json"


def test_a_folder_is_found_by_its_list_and_a_list_without_its_folder_is_reported(copy: Path) -> None:
    (by_list,) = audited(copy / f"{FOLDER}.sha512")
    assert (by_list.path, by_list.passed) == (copy / FOLDER, True)
    (copy / "image.iso.sha512").write_text(f"{'0' * 128}  image.iso\n", "ascii")  # of something else
    shutil.rmtree(copy / FOLDER)
    assert codes(copy) == {"package-missing"}


def test_without_its_list_a_folder_is_no_package(copy: Path) -> None:
    (copy / f"{FOLDER}.sha512").unlink()
    assert codes(copy / FOLDER) == {"nothing-to-audit"}


@pytest.mark.parametrize("name", [FOLDER, OBJECT])
def test_deleted_added_and_renamed_files_are_named(copy: Path, name: str) -> None:
    content = "v1/content/" if name == OBJECT else ""
    package = copy / name
    (package / content / "README.txt").unlink()
    (package / content / "other.txt").write_bytes(b"new")
    (package / content / PDF).rename(package / content / "editions/en/renamed.pdf")
    (package / content / "nothing").mkdir()
    assert found(package) == {
        ("fixity-missing", f"{content}README.txt"),
        ("fixity-foreign", f"{content}other.txt"),
        ("fixity-renamed", f"{content}editions/en/renamed.pdf"),
        ("fixity-foreign", f"{content}nothing/"),
    }


def test_a_link_in_the_place_of_a_file_is_found(copy: Path) -> None:
    for path in (copy / FOLDER / PDF, copy / OBJECT / "v1/content" / PDF):
        path.rename(copy / "elsewhere.pdf")
        path.symlink_to(copy / "elsewhere.pdf")
    assert ("fixity-link", PDF) in found(copy / FOLDER)
    assert ("fixity-link", f"v1/content/{PDF}") in found(copy / OBJECT)


@pytest.mark.parametrize("content", [None, b"ocfl_object_1.0\n"])
def test_an_object_without_its_declaration_is_still_one_and_damaged(copy: Path, content: bytes | None) -> None:
    (declaration,) = (copy / OBJECT).glob("0=*")
    if content is None:
        declaration.unlink()
    else:
        declaration.write_bytes(content)
    assert codes(copy / OBJECT) == {"ocfl-form"}


@pytest.mark.parametrize("name", [FOLDER, OBJECT])
def test_each_flipped_byte_is_found(copy: Path, name: str) -> None:
    package = copy / name
    files = all_files(package) + ([copy / f"{FOLDER}.sha512"] if name == FOLDER else [])
    draw = random.Random(20220228)
    for file in files:
        for offset in {0, file.stat().st_size - 1, *(draw.randrange(file.stat().st_size) for _ in range(8))}:
            value = draw.randrange(1, 256)
            flip(file, offset, value)
            (result,) = audited(package)
            assert result.passed is False, (file, offset, value)
            flip(file, offset, value)
    assert codes(package) == set()


def test_each_file_of_an_object_that_is_deleted_is_found(copy: Path) -> None:
    package = copy / OBJECT
    for file in [path for path in package.rglob("*") if path.is_file()]:
        content = file.read_bytes()
        file.unlink()
        (result,) = audited(package)
        assert result.passed is False, file
        file.write_bytes(content)
    assert codes(package) == set()
