"""`archivist compile` from begin to end, on the archive that `archivist init` makes."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archivist.files import locked
from tests import command
from tests.json_output import data_of

pytestmark = pytest.mark.slow  # whole commands


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return command.run(*arguments, folder=folder)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    assert run(tmp_path, "init", "new").returncode == 0
    return tmp_path / "new"


@pytest.mark.slow
def test_a_new_archive_compiles_at_once_and_a_second_time_from_the_cache(archive: Path) -> None:
    first = run(archive, "compile", "--strict", "--jobs", "1")
    assert (first.stderr, first.returncode) == ("", 0)
    line = r"2025-01\.en: \d+ pages; (\d+) laid out, 0 reused; not verified; (\S+\.pdf), .*\.epub.*\n"
    told = re.fullmatch(line, first.stdout)
    assert told
    made = archive / told[2]
    assert made.read_bytes().startswith(b"%PDF-")
    assert made.with_suffix(".epub").read_bytes().startswith(b"PK")

    before = made.read_bytes()
    second = run(archive, "compile", "--jobs", "1")
    assert second.stdout == first.stdout.replace(f"{told[1]} laid out, 0 reused", "unchanged")
    assert made.read_bytes() == before


def test_one_format_alone(archive: Path) -> None:
    done = run(archive, "compile", "--only", "epub")
    files = r"\S+\.epub, \.bib, \.ris, \.csl\.json, volume\.en\.json"
    assert re.fullmatch(rf"2025-01\.en: no pages; 1 laid out, 0 reused; not verified; {files}\n", done.stdout)
    assert not list((archive / "build").glob("*/*.pdf"))
    assert run(archive, "compile", "--only", "paper").returncode == 2


@pytest.mark.slow
def test_as_data_and_elsewhere(archive: Path) -> None:
    done = run(
        archive.parent,
        "compile",
        "2025-01",
        "--language",
        "en",
        "--json",
        "--archive",
        "new",
        "--build",
        "out",
    )
    data = data_of("compile", done.stdout)
    assert (done.stderr, done.returncode, data["findings"]) == ("", 0, [])
    (edition,) = data["editions"]
    assert edition["edition"] == "2025-01.en"
    assert all((archive.parent / file).is_file() for file in edition["files"])
    assert (archive.parent / "out").is_dir()
    assert not (archive / "build").exists()


@pytest.mark.slow
def test_quiet_says_nothing_and_strict_minds_warnings(archive: Path) -> None:
    article = next(archive.rglob("*.md"))
    article.write_text(article.read_text("utf-8") + "\n[^unused]: Never called.\n", "utf-8")
    done = run(archive, "compile", "--quiet")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    strict = run(archive, "compile", "--strict")
    assert strict.returncode == 1
    assert "warning text-without-note" in strict.stderr


def test_two_compiles_of_one_build_folder_do_not_meet(archive: Path) -> None:
    with locked(archive / "build"):
        done = run(archive, "compile")
    assert done.returncode == 1
    assert "another compile or import" in done.stderr


@pytest.mark.parametrize("argument", ["compile 2025-", "compile --language e"])
def test_the_shell_offers_volumes_and_languages(archive: Path, argument: str) -> None:
    words = f"archivist {argument}"
    environment = {
        **os.environ,
        "_ARCHIVIST_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = command.run(folder=archive, environment=environment)
    assert done.stdout.split() == (["en"] if "--language" in argument else ["2025-01"])
    elsewhere = command.run(folder="/", environment=environment)
    assert (elsewhere.stdout.strip(), elsewhere.stderr) == ("", "")


@pytest.mark.slow
def test_interrupted_it_leaves_no_half_file_and_can_be_done_again(archive: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "archivist", "compile", "--jobs", "2"],
        cwd=archive,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lock = archive / "build" / ".lock"
    while not (lock.exists() and lock.read_text()):
        assert program.poll() is None, program.communicate()
        time.sleep(0.01)
    program.send_signal(signal.SIGINT)
    _, told = program.communicate(timeout=20)
    assert program.returncode == 130
    assert told == "archivist: interrupted; files already made are whole\n"
    left = [path.name for path in (archive / "build").rglob("*") if path.suffix in {".part", ".pdf", ".epub"}]
    assert [name for name in left if len(name) < 64] == []  # longer names are of the cache
    assert run(archive, "compile").returncode == 0
