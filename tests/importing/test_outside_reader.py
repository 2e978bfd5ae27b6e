"""A package outside the program that adds a reader: it is found, used, and what is wrong with it is said."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from archivist.articles import read_folder
from tests import command

pytestmark = pytest.mark.slow  # whole commands

PACKAGE = Path(__file__).parents[1] / "outside_reader" / "archivist_mbox"
MBOX = "mbox = archivist_mbox:READER"
MAILBOX = """\
From nino@example.org Wed Mar 30 12:00:00 2022
From: Nino Example <nino@example.org>
Subject: The bridge is open
Date: Wed, 30 Mar 2022 12:00:00 +0400
Message-ID: <1@example.org>
Content-Type: text/plain; charset=utf-8

The old bridge over the river is open again, and the people of the town
walk over it.

It was closed for two years.

From nino@example.org Thu Mar 31 12:00:00 2022
Subject: The mill
Date: Thu, 31 Mar 2022 12:00:00 +0400
Message-ID: <2@example.org>
Content-Type: text/html; charset=utf-8

<p>The mill is <b>sold</b>, and the wheel of it is not turning.</p>
"""


def install(
    folder: Path, entry: str = MBOX, code: str = "", name: str = "archivist-mbox", package: Path = PACKAGE
) -> Path:
    """The package as `pip install --target` leaves it; with `code` in the place of its own."""
    module = name.replace("-", "_")
    shutil.copytree(package, folder / module)
    if code:
        (folder / module / "__init__.py").write_text(code, "utf-8")
    about = folder / f"{module}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(f"[archivist.readers]\n{entry}\n", "utf-8")
    return folder


def run(archive: Path, installed: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(installed), "LC_ALL": "C.UTF-8"}
    return command.run("import", *arguments, folder=archive, environment=environment)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "articles").mkdir(parents=True)
    (folder / "archivist.toml").write_text('[archive]\ntitle = "A"\npublisher = "P"\n', "utf-8")
    (folder / "news.mbox").write_text(MAILBOX, "utf-8")
    return folder


def test_a_reader_of_another_package_is_found_and_used(archive: Path, tmp_path: Path) -> None:
    installed = install(tmp_path / "site")
    done = run(archive, installed, "news.mbox")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "news.mbox: mbox"), done.stderr
    first, second = read_folder(archive / "articles")[0]
    assert (first.title, str(first.date), first.authors) == ("The bridge is open", "2022-03-30", ("Nino Example",))
    assert "It was closed for two years." in first.text
    assert "**sold**" in second.text
    again = run(archive, installed, "news.mbox", "--as", "mbox")
    assert "2 articles: 2 unchanged" in again.stderr
    assert "mbox         newsletters in a mailbox (mbox)" in run(archive, installed, "--help").stdout


def test_without_the_package_the_source_is_refused(archive: Path, tmp_path: Path) -> None:
    done = run(archive, tmp_path, "news.mbox")
    assert done.returncode == 1
    assert "news.mbox" in done.stdout + done.stderr
    assert "mbox," not in done.stdout + done.stderr


BASE = """
from archivist.reader_api.reader import Claim, Confidence, Reader
class Own(Reader):
    name, description = "mbox", "x"
    def recognise(self, source):
        {recognise}
    def read(self, source, wishes, media):
        {read}
READER = Own()
"""
CERTAIN = "return Claim(Confidence.CERTAIN)"


@pytest.mark.parametrize(
    ("entry", "code", "message"),
    [
        (MBOX, "import no_such_module", "cannot be loaded: ModuleNotFoundError"),
        (MBOX, "READER = 1", "is not a Reader but of the type int"),
        ("mail = archivist_mbox:READER", "", "names itself 'mbox'"),
        ("feed = archivist_mbox:READER", "", "two readers are registered as 'feed'"),
        (MBOX, BASE.format(recognise="1 / 0", read="yield"), "failed: ZeroDivisionError"),
        (MBOX, BASE.format(recognise="return 4", read="yield"), "failed: TypeError"),
        (
            MBOX,
            BASE.format(recognise=CERTAIN, read="yield 1 / 0"),
            "failed: ZeroDivisionError",
        ),
        (MBOX, BASE.format(recognise=CERTAIN, read="yield 5"), "read() yielded 5"),
    ],
)
def test_a_reader_that_is_broken_is_an_error_and_no_traceback(
    archive: Path, tmp_path: Path, entry: str, code: str, message: str
) -> None:
    done = run(archive, install(tmp_path / "site", entry, code), "news.mbox")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert message in said
    assert "archivist-mbox" in said
    assert "Traceback" not in said
    assert not list((archive / "articles").rglob("*.md"))


def test_a_source_that_two_readers_claim_is_an_error_that_names_them(archive: Path, tmp_path: Path) -> None:
    installed = install(tmp_path / "site")
    code = BASE.format(recognise=CERTAIN, read="yield").replace('"mbox"', '"letters"')
    install(installed.parent / "more", "letters = archivist_letters:READER", code, "archivist-letters")
    for each in (tmp_path / "more").iterdir():
        shutil.move(each, installed)
    done = run(archive, installed, "news.mbox")
    assert done.returncode == 1
    assert "--as letters or --as mbox" in done.stdout + done.stderr
