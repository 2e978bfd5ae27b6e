"""A package is there as a whole or not at all, whenever the process is killed, and its bytes depend on nothing else."""

import datetime
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.deposit import package_place
from archivist.deposit.bag import write_bag
from archivist.deposit.description import FileUse, PackageFile
from archivist.deposit.package_files import written_file
from archivist.deposit.package_place import PackageDiffersError, building, put_file, put_folder
from archivist.deposit.plain_folder import digest_list, write_folder
from archivist.deposit.zipped_bag import write_zip
from archivist.files import write_whole
from tests.fixity.making import codes

_DAY = datetime.date(2022, 4, 1)
ROOT = Path(__file__).parents[2]
NAME = "2022-03"
FILES = tuple(written_file(f"editions/en/{number}.txt", b"%d" % number * 5000, FileUse.EDITION) for number in range(40))
INFO = {"Bagging-Date": ["2022-04-01"], "Bag-Software-Agent": ["test"]}


# By kind of package, the names of what it consists of.
KINDS = {"bag": {NAME}, "zip": {f"{NAME}.zip", f"{NAME}.zip.sha512"}, "folder": {NAME, f"{NAME}.sha512"}}


def make(to: Path, kind: str, files: tuple[PackageFile, ...] = FILES) -> None:
    with building(to) as folder:
        if kind == "folder":
            write_folder(folder / NAME, files)
            put_folder(folder / NAME, to / NAME, listing=digest_list(NAME, files))
            return
        write_bag(folder / NAME, files, INFO)
        if kind == "zip":
            write_zip(folder / NAME, folder / f"{NAME}.zip", _DAY)
            put_file(folder / f"{NAME}.zip", to / f"{NAME}.zip")
        else:
            put_folder(folder / NAME, to / NAME)


def killed_after(seconds: float, run: Callable[[], None]) -> None:
    """Let a process of its own run something, and kill it."""
    child = os.fork()
    if child == 0:
        try:
            run()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_deposit_leaves_no_package_or_a_whole_one(tmp_path: Path, kind: str) -> None:
    begun = time.monotonic()
    make(tmp_path / "whole", kind)
    needed = time.monotonic() - begun
    moments = random.Random(20220301)
    for number in range(6):
        to = tmp_path / str(number)
        killed_after(moments.uniform(0, 1.3) * needed, lambda to=to: make(to, kind))  # type: ignore[misc]
        there = {path.name for path in to.iterdir() if not path.name.startswith(".")} if to.exists() else set()
        if {NAME, f"{NAME}.zip"} & there:
            assert there == KINDS[kind]
            assert codes(to) == set()
        make(to, kind)
        assert {path.name for path in to.iterdir()} == KINDS[kind]  # and nothing that the killed one was building
        assert codes(to) == set()


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_nothing_is_written_but_where_the_package_is_built(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file half written beside the package would stay if the process was killed, since nothing removes it."""
    written: list[Path] = []

    def note(path: Path, content: bytes) -> None:
        written.append(path)
        write_whole(path, content)

    monkeypatch.setattr(package_place, "write_whole", note)
    make(tmp_path, kind)
    assert written
    assert tmp_path not in {path.parent for path in written}
    assert {path.name for path in tmp_path.iterdir()} == KINDS[kind]


def test_the_list_of_a_folder_is_put_where_it_is_missing_and_never_replaced(tmp_path: Path) -> None:
    make(tmp_path, "folder")
    listing = tmp_path / f"{NAME}.sha512"
    content = listing.read_bytes()
    listing.unlink()
    make(tmp_path, "folder")
    assert listing.read_bytes() == content
    listing.write_bytes(content.upper())
    with pytest.raises(PackageDiffersError, match=listing.name):
        make(tmp_path, "folder")
    assert listing.read_bytes() == content.upper()


def test_what_another_process_is_building_is_not_removed(tmp_path: Path) -> None:
    with building(tmp_path) as mine:
        (mine / "file").write_text("mine", "utf-8")
        with building(tmp_path) as other:
            assert other != mine
        assert (mine / "file").read_text("utf-8") == "mine"
    assert list(tmp_path.iterdir()) == []


_OTHER_DAY = """
import datetime, sys, time
from pathlib import Path
import bagit, pytest
class Later(datetime.date):
    @classmethod
    def today(cls): return cls(2031, 5, 5)
bagit.date = Later
time.time = lambda: 1_935_000_000.0
from tests.conftest import hide_tools
from archivist.archive import open_archive
from archivist.cli.progress import NoSteps
from archivist.executors import open_executor
from archivist.workflows.volume_deposit import Wanted, deposit_volumes
hide_tools(pytest.MonkeyPatch())
wanted = Wanted(["2022-03"], to=Path(sys.argv[2]), is_zipped=True)
with open_executor(1) as workers:
    deposit_volumes(open_archive(Path(sys.argv[1])), wanted, workers=workers, steps=NoSteps())
"""


@pytest.mark.slow
def test_the_zip_is_the_same_on_another_day_in_another_folder_zone_and_hash_seed(
    published: Path, tmp_path: Path
) -> None:
    zips = []
    for number, zone in enumerate(("Asia/Tbilisi", "America/Los_Angeles")):
        archive = tmp_path / f"folder {number}"
        subprocess.run(["cp", "-r", published, archive], check=True)
        script = _OTHER_DAY if number else _OTHER_DAY.replace("bagit.date", "_").replace("time.time =", "_ =")
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": "C" if number else "C.UTF-8"}
        command = [sys.executable, "-c", script, str(archive), str(tmp_path / f"out{number}")]
        subprocess.run(command, check=True, env=environment, cwd=ROOT)
        zips.append((tmp_path / f"out{number}" / f"{NAME}.zip").read_bytes())
    assert zips[0] == zips[1]
