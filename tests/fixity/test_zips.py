"""Zips after years, and zips from strangers: never unpacked, each fault a finding."""

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fixity.making import NAME, audited, codes, copied, flip, found, make_bag, make_zip, write_seal


def _zip(path: Path, *members: tuple[zipfile.ZipInfo | str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in members:
            file.writestr(name, content)
    write_seal(path)
    return path


def test_an_intact_package_passes(bag: Path, package: Path) -> None:
    (result,) = audited(package)
    assert (result.passed, result.findings) == (True, ())
    assert (result.files, result.size) == (audited(bag)[0].files, audited(bag)[0].size)
    assert result.seal is not None and result.seal.size == package.stat().st_size


def test_without_the_digest_beside_it_a_zip_is_not_verified(bag: Path, package: Path, tmp_path: Path) -> None:
    copy = copied(package, tmp_path / "c")
    copy.with_name(f"{copy.name}.sha512").unlink()
    (result,) = audited(copy)
    assert (result.passed, [each.code for each in result.findings]) == (None, ["zip-not-sealed"])


def test_a_zip_that_was_renamed_is_found(package: Path, tmp_path: Path) -> None:
    copy = copied(package, tmp_path / "c")
    copy.rename(tmp_path / "c/other.zip")
    assert codes(tmp_path / "c") == {"zip-not-sealed", "package-missing"}
    (tmp_path / "c/2022-02.zip.sha512").rename(tmp_path / "c/other.zip.sha512")
    assert codes(tmp_path / "c") == {"fixity-renamed"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda line: line[:128].upper() + line[128:], "manifest-form"),
        (str.rstrip, "manifest-form"),
        (lambda line: line * 2, "manifest-form"),
        (lambda line: "", "manifest-form"),
        (lambda line: ("1" if line[0] == "0" else "0") + line[1:], "fixity-changed"),
        (lambda line: line.replace("2022-02", "2022-03"), "fixity-renamed"),
    ],
)
def test_a_digest_file_that_was_edited_is_found(
    package: Path, tmp_path: Path, change: Callable[[str], str], code: str
) -> None:
    copy = copied(package, tmp_path / "c")
    seal = copy.with_name(f"{copy.name}.sha512")
    line = seal.read_text("ascii")
    seal.write_text(change(line), "ascii")
    assert codes(copy) == {code}


def test_bytes_that_belong_to_no_member_are_found_without_the_digest(package: Path, tmp_path: Path) -> None:
    copy = copied(package, tmp_path / "c")
    copy.with_name(f"{copy.name}.sha512").unlink()
    content = copy.read_bytes()
    for changed in (content + b"x", b"x" + content):
        copy.write_bytes(changed)
        assert codes(copy) == {"zip-not-sealed", "zip-damaged"}
    for offset in (4, 6, 8, 10, 12, 14, 18, 22, 30):  # of the header of the first member
        copy.write_bytes(content)
        flip(copy, offset, 1)
        assert "zip-damaged" in codes(copy), offset


def test_a_file_in_a_zip_that_was_changed_is_named(bag: Path, tmp_path: Path) -> None:
    folder = copied(bag, tmp_path / "c")
    path = make_zip(folder)
    content = path.read_bytes()
    flip(path, content.index(b"A package of"), 1)
    assert ("fixity-unreadable", "data/README.txt") in found(path)  # the CRC of the zip
    (folder / "data/README.txt").write_bytes(b"Another text, with a CRC of its own.\n")
    (folder / "data/new.txt").write_bytes(b"new")
    assert {("fixity-changed", "data/README.txt"), ("fixity-foreign", "data/new.txt")} <= found(make_zip(folder))


def test_a_file_beside_the_bag_in_a_zip_is_foreign(bag: Path, tmp_path: Path) -> None:
    path = make_zip(copied(bag, tmp_path / "c"))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("beside.txt", b"beside")
        file.writestr(f"{NAME}/data/nothing/", b"")
    write_seal(path)
    expected = {("fixity-foreign", "beside.txt"), ("fixity-foreign", f"{NAME}/data/nothing/")}
    assert found(path) == expected


def test_a_bag_may_be_the_whole_zip(tmp_path: Path) -> None:
    folder = make_bag(tmp_path / "b")
    members = [(each.relative_to(folder).as_posix(), each.read_bytes()) for each in folder.rglob("*") if each.is_file()]
    assert found(_zip(tmp_path / "whole.zip", *members, compression=zipfile.ZIP_DEFLATED)) == set()


def test_a_zip_without_a_bag_has_its_digest(tmp_path: Path) -> None:
    path = _zip(tmp_path / "plain.zip", ("a.txt", b"a"))
    assert found(path) == set()
    (tmp_path / "plain.zip.sha512").unlink()
    assert found(path) == {("nothing-vouches", "")}


def test_a_zip_written_as_a_stream_passes(tmp_path: Path) -> None:
    """Its sizes and CRCs are behind the data of each member."""

    class Pipe:
        def __init__(self, path: Path) -> None:
            self.file = path.open("wb")

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    pipe = Pipe(tmp_path / "stream.zip")
    with zipfile.ZipFile(pipe, "w") as file:  # type: ignore[call-overload]
        file.writestr("a.txt", b"a" * 100)
        file.writestr("b.txt", b"b" * 100)
    pipe.file.close()
    write_seal(tmp_path / "stream.zip")
    assert found(tmp_path / "stream.zip") == set()


def _link() -> zipfile.ZipInfo:
    member = zipfile.ZipInfo("link")
    member.create_system, member.external_attr = 3, 0o120777 << 16
    return member


@pytest.mark.parametrize(
    "members",
    [
        [("../../etc/passwd", b"x")],
        [("/etc/passwd", b"x")],
        [("C:\\x", b"x")],
        [("a\\..\\b", b"x")],
        [("a.txt", b"1"), ("a.txt", b"2")],
        [(_link(), b"/etc/passwd")],
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_zip_is_refused(tmp_path: Path, members: list[tuple[zipfile.ZipInfo | str, bytes]]) -> None:
    assert codes(_zip(tmp_path / "hostile.zip", *members)) == {"zip-damaged"}
    assert sorted(os.listdir(tmp_path)) == ["hostile.zip", "hostile.zip.sha512"]  # noqa: PTH208


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    path = _zip(tmp_path / "bomb.zip", ("zeros", bytes(1 << 20)), compression=zipfile.ZIP_DEFLATED)
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(mark) + offset, 1 << 30)
    path.write_bytes(content)
    write_seal(path)
    (result,) = audited(path)
    assert [(each.code, "unpacks to over" in each.message) for each in result.findings] == [("zip-damaged", True)]
    assert result.files == 0


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "secret.zip", ("a.txt", b"secret"))
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)
    write_seal(path)
    assert codes(path) == {"zip-damaged"}


@pytest.mark.parametrize("length", [0, 1, 21, 22, 60, 200, 1000])
def test_a_zip_that_was_cut_is_a_finding(package: Path, tmp_path: Path, length: int) -> None:
    copy = copied(package, tmp_path / "c")
    copy.write_bytes(package.read_bytes()[:length])
    assert {"zip-damaged", "fixity-changed"} <= codes(copy)


def test_a_list_of_members_that_lies_is_a_finding(package: Path, tmp_path: Path) -> None:
    content = package.read_bytes()
    at = content.rindex(b"PK\x05\x06")
    for offset, form, value in ((10, "<H", 0xFFFE), (12, "<I", 2**31), (16, "<I", 2**31), (4, "<H", 3), (8, "<H", 1)):
        copy = copied(package, tmp_path / "c")
        changed = bytearray(content)
        struct.pack_into(form, changed, at + offset, value)
        copy.write_bytes(changed)
        assert "zip-damaged" in codes(copy), offset
    copy.write_bytes(b"PK\x05\x06" + bytes(18))
    assert audited(copy)[0].passed is False


def test_a_folder_named_like_a_zip_is_looked_into(bag: Path, tmp_path: Path) -> None:
    copied(bag, tmp_path / "shelf.zip")
    assert [each.kind for each in audited(tmp_path)] == ["bag"]
