"""Bags after years: whatever happened to a file is named; whatever `bagit` accepts of a bag that is whole passes."""

import io
import os
from pathlib import Path

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.executors import InProcess, open_executor
from archivist.fixity import auditing, streamed_digests
from archivist.fixity.targets import Kind, Target, find_targets
from tests.fixity.making import PAYLOAD, all_files, audited, codes, copied, flip, found, make_bag, make_zip

PDF = "data/editions/en/the-reader-2022-02.en.pdf"


def test_an_intact_bag_passes(bag: Path) -> None:
    (result,) = audited(bag)
    assert (result.kind, result.passed, result.findings) == (Kind.BAG, True, ())
    assert result.files == len(all_files(bag)) + 1  # and the one that is empty
    assert result.size == sum(path.stat().st_size for path in all_files(bag))
    assert result.algorithms == ("SHA-512",)
    assert result.seal is not None and result.seal.file == "2022-02/tagmanifest-sha512.txt"
    bagit.Bag(str(bag)).validate()


@pytest.mark.parametrize("checksums", [["md5", "sha256"], ["sha1"], ["sha512"]])
def test_bags_with_other_digests_pass(tmp_path: Path, checksums: list[str]) -> None:
    folder = make_bag(tmp_path / "b", checksums=checksums)
    assert found(folder) == set()
    flip(folder / PDF, 100, 1)
    changed = {each.message.partition(" ")[0] for each in audited(folder)[0].findings}
    assert changed == {{"md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "sha512": "SHA-512"}[c] for c in checksums}


def test_a_bag_of_an_older_version_passes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/a.txt").write_bytes(b"a")
    bagit.make_bag(str(tmp_path / "b"), checksums=["sha256"])
    assert b"0.97" in (tmp_path / "b/bagit.txt").read_bytes()
    assert found(tmp_path / "b") == set()


def test_deleted_added_and_renamed_files_are_named(bag: Path, tmp_path: Path) -> None:
    folder = copied(bag, tmp_path / "c")
    (folder / "data/README.txt").unlink()
    (folder / "data/new.txt").write_bytes(b"new")
    (folder / "notes.txt").write_bytes(b"a tag file that nobody sealed")
    (folder / PDF).rename(folder / "data/editions/en/other.pdf")
    (folder / "data/nothing").mkdir()
    assert found(folder) == {
        ("fixity-missing", "data/README.txt"),
        ("fixity-foreign", "data/new.txt"),
        ("fixity-foreign", "notes.txt"),
        ("fixity-foreign", "data/nothing/"),
        ("fixity-renamed", "data/editions/en/other.pdf"),
        ("bag-form", "bag-info.txt"),  # Payload-Oxum
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bagit.txt", "fixity-missing"),
        ("bag-info.txt", "fixity-missing"),
        ("manifest-sha512.txt", "bag-unprotected"),
        ("tagmanifest-sha512.txt", "bag-unprotected"),
        (PDF, "fixity-missing"),
    ],
)
def test_each_file_that_is_deleted_is_found(bag: Path, tmp_path: Path, name: str, code: str) -> None:
    folder = copied(bag, tmp_path / "c")
    (folder / name).unlink()
    (result,) = audited(folder)
    assert result.passed is False
    assert code in {finding.code for finding in result.findings}


def test_a_digest_in_capitals_is_another_byte(bag: Path, tmp_path: Path) -> None:
    """BagIt compares without regard to case, and nothing vouches for the tag manifest."""
    folder = copied(bag, tmp_path / "c")
    manifest = folder / "tagmanifest-sha512.txt"
    content = manifest.read_bytes()
    at = next(place for place, byte in enumerate(content) if chr(byte) in "abcdef")
    flip(manifest, at, 0x20)
    bagit.Bag(str(folder)).validate()
    assert codes(folder) == {"manifest-form"}


def test_a_list_that_is_all_in_capitals_passes(bag: Path, tmp_path: Path) -> None:
    """Other programs write so; what counts is that all lines are alike."""
    folder = copied(bag, tmp_path / "c")
    manifest = folder / "tagmanifest-sha512.txt"
    lines = [line.split(" ", 1) for line in manifest.read_text("utf-8").splitlines()]
    manifest.write_bytes("".join(f"{digest.upper()} *{name}\r\n" for digest, name in lines).encode())
    assert found(folder) == set()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bag-form"),
        (b"BagIt-Version: 2.7\nTag-File-Character-Encoding: UTF-8\n", "bag-form"),
        (b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n", "bag-form"),
        (b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n\xff\xfe", "bag-form"),
    ],
)
def test_a_wrong_declaration_is_a_finding(bag: Path, tmp_path: Path, content: bytes, code: str) -> None:
    folder = copied(bag, tmp_path / "c")
    (folder / "bagit.txt").write_bytes(content)
    assert (code, "bagit.txt") in found(folder)


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe not a line\n",
        b"abc  data/a.txt\n",
        b"0" * 128 + b"  ../../etc/passwd\n",
        b"0" * 128 + b"  data/./x\n",
    ],
)
def test_a_strange_line_of_a_manifest_is_a_finding(bag: Path, tmp_path: Path, line: bytes) -> None:
    folder = copied(bag, tmp_path / "c")
    with (folder / "manifest-sha512.txt").open("ab") as file:
        file.write(line)
    assert codes(folder) & {"manifest-form", "bag-form"}


def test_a_file_listed_twice_is_a_finding(bag: Path, tmp_path: Path) -> None:
    folder = copied(bag, tmp_path / "c")
    content = (folder / "tagmanifest-sha512.txt").read_bytes()
    (folder / "tagmanifest-sha512.txt").write_bytes(content + content.splitlines(keepends=True)[0])
    assert codes(folder) == {"bag-form"}


def test_links_and_pipes_are_not_read(bag: Path, tmp_path: Path) -> None:
    folder = copied(bag, tmp_path / "c")
    outside = tmp_path / "outside.pdf"
    (folder / PDF).rename(outside)
    (folder / PDF).symlink_to(outside)
    os.mkfifo(folder / "data/pipe")
    (folder / "data/loop").symlink_to(folder)
    links = {("fixity-link", PDF), ("fixity-link", "data/pipe"), ("fixity-link", "data/loop")}
    assert links <= found(folder)
    assert ("fixity-missing", PDF) in found(folder)


def test_what_cannot_be_read_is_a_finding(bag: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def failing(path: Path, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(".pdf"):
            raise OSError(5, "Input/output error")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", failing)
    assert found(bag) == {("fixity-unreadable", PDF)}
    assert "Input/output error" in audited(bag)[0].findings[0].message


def test_a_name_that_is_not_utf_8_is_a_finding(bag: Path, tmp_path: Path) -> None:
    folder = copied(bag, tmp_path / "c")
    name = os.fsencode(folder) + b"/data/\xff.txt"
    Path(os.fsdecode(name)).write_bytes(b"x")
    assert ("fixity-foreign", "data/\udcff.txt") in found(folder)


def test_names_with_line_ends_are_read_as_they_are_written(tmp_path: Path) -> None:
    folder = make_bag(tmp_path / "b", {"one\nline.txt": b"1", "100%.txt": b"2"})
    assert found(folder) == set()
    manifest = folder / "manifest-sha512.txt"
    manifest.write_bytes(manifest.read_bytes().replace(b"%0A", b"%0a"))
    bagit.Bag(str(folder)).save()  # so that the tag manifest agrees
    manifest.write_bytes(manifest.read_bytes().replace(b"%0A", b"%0a"))
    assert audited(folder)[0].passed is False


def test_a_damaged_bag_among_others_is_the_only_one_named(bag: Path, tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        copied(bag, tmp_path / "shelf" / name)
    flip(tmp_path / "shelf/two/2022-02" / PDF, 50, 4)
    results = audited(tmp_path / "shelf")
    assert [(each.path.parent.name, each.passed) for each in results] == [
        ("one", True),
        ("three", True),
        ("two", False),
    ]


def test_worker_processes_find_the_same(bag: Path, package: Path, tmp_path: Path) -> None:
    damaged = copied(bag, tmp_path / "c")
    flip(damaged / PDF, 50, 4)
    targets = list(find_targets([bag, package, damaged]))
    with open_executor(2) as workers:
        in_two = list(auditing.audit(targets, workers))
    with InProcess() as executor:
        alone = list(auditing.audit(targets, executor))
    assert in_two == alone
    assert [each.passed for each in alone] == [True, True, False]


def test_a_large_file_is_read_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read of more than a block would need as much memory as the file has bytes."""
    folder = make_bag(tmp_path / "b", {"large.bin": bytes(5_000_000)})
    sizes = []

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            sizes.append(size)
            return super().read(size)

    digest = streamed_digests._digest
    monkeypatch.setattr(streamed_digests, "_digest", lambda file, *rest: digest(Watched(file.read()), *rest))
    assert found(folder) == set()
    assert set(sizes) == {1 << 20}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), value=st.integers(1, 255), zipped=st.booleans())
def test_any_byte_that_is_flipped_is_found(
    bag: Path, package: Path, tmp_path: Path, *, data: st.DataObject, value: int, zipped: bool
) -> None:
    copy = copied(package if zipped else bag, tmp_path / "c")
    file = data.draw(st.sampled_from(all_files(copy.parent)))
    offset = data.draw(st.integers(0, file.stat().st_size - 1))
    flip(file, offset, value)
    assert [each.passed for each in audited(copy)] == [False], (file.name, offset)


def test_what_is_left_beside_a_package_that_is_gone_is_a_finding(package: Path, tmp_path: Path) -> None:
    copy = copied(package, tmp_path / "c")
    copy.unlink()
    assert codes(tmp_path / "c") == {"package-missing"}
    assert codes(copy) == {"package-missing"}
    (result,) = audited(tmp_path / "c")
    assert result.path == copy


def test_a_place_without_packages_is_not_a_pass(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    for place in (tmp_path, tmp_path / "a.txt"):
        (result,) = audited(place)
        assert (result.passed, [each.code for each in result.findings]) == (None, ["nothing-to-audit"])


def test_a_package_named_twice_is_audited_once(bag: Path, package: Path) -> None:
    assert list(find_targets([bag, package.parent, bag])) == [Target(bag, Kind.BAG), Target(package, Kind.ZIP)]


def test_a_link_to_a_package_on_a_shelf_is_not_a_package(bag: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(bag)
    assert codes(tmp_path) == {"fixity-link"}
    assert codes(tmp_path / "link") == set()  # named by the user, it is followed


def test_the_payload_may_be_empty_of_files_only_if_the_manifest_is(tmp_path: Path) -> None:
    folder = make_bag(tmp_path / "b", {"only.txt": b"1"})
    (folder / "data/only.txt").unlink()
    assert codes(folder) >= {"fixity-missing"}
    assert PAYLOAD and make_zip(folder).exists()
