"""What the machine refuses: one message with what to do, the right exit code, never a fault of the program."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.build_folder.volume_folder import MANIFEST, marker_path, read_manifest, replace_set
from archivist.cli.machine import of_the_machine
from archivist.cli.output import plain
from archivist.cli.streams import one_line, printable, refuse_empty_arguments
from archivist.errors import ArchivistError, UsageError
from archivist.files import locked
from archivist.findings import Finding

pytestmark = pytest.mark.slow  # whole commands

ON_IMPORT = """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "archivist.cli.app":
            raise KeyboardInterrupt
from archivist.cli import main
sys.meta_path.insert(0, Finder())
main()
"""


def shell(folder: Path, command: str) -> "subprocess.CompletedProcess[str]":
    program = f"{sys.executable} -m archivist"
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["bash", "-c", command.replace("archivist", program, 1)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["archivist --version > /dev/full", "archivist --version >&-"])
def test_full_and_closed_output(tmp_path: Path, command: str) -> None:
    done = shell(tmp_path, command)
    assert done.returncode == 1
    said, hint = done.stderr.splitlines()
    assert said.startswith("archivist: standard output cannot be written: ")
    assert hint.startswith("The output does not get there.")


def test_nothing_is_said_where_nothing_can_be_said(tmp_path: Path) -> None:
    for closed in ("2>&-", "2>/dev/full"):
        assert shell(tmp_path, f"archivist plan {closed}").returncode == 2


def test_ctrl_c_while_the_program_starts() -> None:
    done = subprocess.run([sys.executable, "-c", ON_IMPORT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "archivist: interrupted; files already made are whole\n")


@pytest.mark.parametrize("arguments", [[""], ["--build="], ["compile", "--build", ""], ["init", ""]])
def test_an_empty_argument_is_not_the_current_folder(arguments: list[str]) -> None:
    with pytest.raises(UsageError, match="an argument is empty"):
        refuse_empty_arguments(arguments)
    refuse_empty_arguments(["compile", "--build=x", "=", "."])


@pytest.mark.parametrize(
    ("error", "said", "hint"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "b/x.pdf"), "b/x.pdf: No space left", "Free space"),
        (OSError(errno.EDQUOT, "Disk quota exceeded", "x"), "x: Disk quota", "quota"),
        (OSError(errno.EFBIG, "File too large", "x"), "x: File too large", "ulimit -f"),
        (OSError(errno.EISDIR, "Is a directory", "x"), "x: Is a directory", "A folder is where a file"),
        (OSError(errno.ENOTDIR, "Not a directory", "x"), "x: Not a directory", "A file is where a folder"),
        (OSError(errno.EACCES, "Permission denied", "x"), "x: Permission denied", "Check that the path"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left", "TMPDIR"),
        (OSError(errno.ENOENT, "No usable temporary directory found"), "No usable", "TMPDIR"),
        (OSError(errno.EACCES, "No", "a\nforged: error\x1b[2J"), "a\\nforged: error\\x1b[2J: No", "Check"),
        (OSError(errno.EACCES, "No", b"\xff"), "\udcff: No", "Check"),
        (MemoryError(), "memory ran out", "--jobs"),
    ],
)
def test_errors_in_words(error: BaseException, said: str, hint: str) -> None:
    known = of_the_machine(error)
    assert known is not None
    assert known.message.startswith(said)
    assert hint in known.hint
    assert "fault of the program" not in known.hint


def test_what_is_a_fault_of_the_program_stays_one() -> None:
    assert of_the_machine(KeyError("x")) is None
    assert of_the_machine(OSError("no number")) is None


def test_names_of_files_cannot_forge_a_line_or_steer_a_terminal() -> None:
    finding = Finding("empty-article", "x\x1b[31m", "a\nb.md: error forged: x\x9b\u202e.md", 3)
    assert plain(finding) == (r"a\nb.md: error forged: x\x9b\u202e.md:3: warning empty-article: x\x1b[31m")
    assert one_line("ქართული – ok") == "ქართული – ok"
    assert printable("two\nlines\r") == "two\nlines\\r"


# ---------------------------------------------------------------- places that are taken


def test_a_folder_whose_name_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"b\xfc")
    for root, build in ((tmp_path, folder), (folder, None)):
        with pytest.raises(UsageError, match=r"the name of the folder .*b\?.* is not UTF-8") as caught:
            open_archive(root, build)
        assert caught.value.hint == "Rename the folder."


@pytest.mark.parametrize("kind", ["file", "dangling", "lock"])
def test_a_build_folder_that_cannot_be_one(tmp_path: Path, kind: str) -> None:
    build = tmp_path / "build"
    if kind == "file":
        build.touch()
    elif kind == "dangling":
        build.symlink_to("nowhere")
    else:
        (build / ".lock").mkdir(parents=True)
    with pytest.raises(ArchivistError, match=r"is not a folder|is a folder"), locked(build):
        pass


@pytest.mark.parametrize("taken", ["x-1.en.pdf", "volume.en.json", MANIFEST, "volume.en.incomplete"])
def test_a_folder_in_the_place_of_a_file_changes_nothing(tmp_path: Path, taken: str) -> None:
    folder = tmp_path / "1"
    (folder / taken).mkdir(parents=True)
    outputs = {folder / "x-1.en.pdf": b"new", folder / "volume.en.json": b"{}"}
    with pytest.raises(ArchivistError, match=f"{taken} is a folder"):
        replace_set("1.en", outputs, ())
    assert [path.name for path in folder.iterdir()] == [taken]


def test_a_disk_that_is_full_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "1"
    outputs = {folder / "x-1.en.pdf": b"old", folder / "volume.en.json": b"{}"}
    replace_set("1.en", outputs, ())
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(read_manifest(folder)) == {"x-1.en.pdf", "volume.en.json"}
    syncs = iter(range(9))

    def full(handle: int) -> None:
        if next(syncs) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=f"No space left on device: '{folder / MANIFEST}'"):
        replace_set("1.en", dict.fromkeys(outputs, b"new"), ())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert not marker_path(folder, "en").exists()
