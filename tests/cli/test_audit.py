"""`archivist audit` as it is typed."""

from pathlib import Path

import pytest

from tests.command import run
from tests.fixity.making import flip, make_bag, make_zip
from tests.json_output import data_of


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an intact bag, a damaged one, and a zip without its digest."""
    folder = tmp_path_factory.mktemp("shelf")
    for name in ("good", "bad"):
        make_bag(folder / name)
    make_zip(folder / "good", sealed=False)
    flip(folder / "bad/data/README.txt", 0, 1)
    return folder


@pytest.mark.parametrize(
    ("path", "code", "word"),
    [("good", 0, "1 intact"), ("bad", 1, "1 damaged"), ("good.zip", 3, "1 not verified"), ("gone", 1, "1 damaged")],
)
def test_the_exit_status_says_the_result(shelf: Path, path: str, code: int, word: str) -> None:
    done = run("audit", path, "--no-events", folder=shelf)
    assert (done.returncode, done.stderr) == (code, f"audited: 1; {word}\n")


def test_findings_come_first_and_the_table_last(shelf: Path) -> None:
    done = run("audit", ".", "--no-events", folder=shelf)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("bad, data/README.txt: error fixity-changed: SHA-512 ")
    assert lines[1] == "good.zip: warning zip-not-sealed: good.zip.sha512 does not exist"
    assert [line.split()[:2] for line in lines[2:]] == [
        ["Package", "Kind"],
        [lines[3]],
        ["bad", "bag"],
        ["good", "bag"],
        ["good.zip", "zip"],
    ]
    assert not list(shelf.glob("*.xml"))


def test_the_data_say_what_the_table_says(shelf: Path, tmp_path: Path) -> None:
    done = run("audit", ".", "--json", "--events", str(tmp_path), folder=shelf)
    data = data_of("audit", done.stdout)
    assert data["passed"] is False
    assert {each["path"]: each["passed"] for each in data["packages"]} == {"bad": False, "good": True, "good.zip": None}
    assert data["packages"][0]["findings"][0]["code"] == "fixity-changed"
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "bad.events.xml",
        "good.events.xml",
        "good.zip.events.xml",
    ]


def test_two_options_that_exclude_each_other_are_a_usage_error(shelf: Path) -> None:
    assert run("audit", ".", "--no-events", "--events", "x", folder=shelf).returncode == 2
