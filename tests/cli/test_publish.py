"""`archivist publish` and `archivist ledger` as commands: asked, refused, shown, and never a traceback."""

import json
from pathlib import Path

import pytest

from tests.archives import Compiled
from tests.cli.test_compile import run
from tests.json_output import data_of

pytestmark = pytest.mark.slow  # whole commands


@pytest.fixture(scope="module")
def root(made: Compiled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose tests follow one another: what is published stays."""
    return made.copy(tmp_path_factory.mktemp("publish") / "archive")


def test_publishing_asks_shows_and_is_shown(root: Path) -> None:
    pages = json.loads((root / "build/2022-03/volume.en.json").read_bytes())["pages"]
    line = f"2022-03.en: No. 2, 2022-04-01, 2 articles, {pages} pages; the-river-reader-2022-03.en.pdf, "
    dry = run(root, "publish", "2022-03", "--dry-run", "--date", "2022-04-01")
    assert (dry.returncode, dry.stderr, dry.stdout[: len(line)]) == (0, "", line)
    unasked = run(root, "publish", "2022-03")
    assert (unasked.returncode, unasked.stderr) == (1, "nothing was published; add --yes to publish it\n")
    assert not (root / "ledger.json").exists()

    done = run(root, "publish", "2022-03", "--date", "2022-04-01", "--yes")
    assert (done.returncode, done.stderr) == (0, "2 editions published; commit ledger.json\n")
    again = run(root, "publish", "2022-03", "--yes", "--json")
    assert data_of("publish", again.stdout)["already"] == ["2022-03.en", "2022-03.ka"]
    assert again.returncode == 0

    shown = run(root, "ledger")
    assert (shown.returncode, shown.stderr) == (0, "volumes: 1; editions: 2\n")
    row = next(line.split() for line in shown.stdout.splitlines() if line.startswith("2022-03.en"))
    assert row[:9] == ["2022-03.en", "1", "2", "2/2022", "2022-04-01", "2", str(pages), "PDF", "EPUB"]
    data = data_of("ledger", run(root, "ledger", "2022-03", "--json").stdout)
    assert [each["versions"][0]["number"] for each in data["editions"]] == [2, 2]
    table = run(root, "plan").stdout
    assert "Published" in table
    kept = run(root, "compile", "2022-03", "--json")
    assert (data_of("compile", kept.stdout)["kept"], kept.returncode) == (["2022-03.en", "2022-03.ka"], 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("publish", "2022-09"), "there is no volume 2022-09"),
        (("publish",), "Missing argument"),
        (("publish", "2022-03", "--date", "1 April"), "--date: '1 April' is not a valid date"),
        (("ledger", "2022-02"), "2022-02 is not published"),
        (("compile", "--new-version"), "--new-version requires the volumes"),
    ],
)
def test_wrong_use_is_a_usage_error(root: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(root, *arguments)
    assert (done.returncode, said in done.stderr, done.stdout) == (2, True, "")


@pytest.mark.parametrize("command", ["ledger", "compile", "publish 2022-02"])
def test_a_damaged_ledger_stops_commands_with_the_line(tmp_path: Path, command: str) -> None:
    archive = tmp_path / "archive"
    (archive / "articles").mkdir(parents=True)
    (archive / "archivist.toml").write_text("", "utf-8")
    (archive / "ledger.json").write_text('{\n  "format": "archivist ledger 1",\n<<<<<<< HEAD\n', "utf-8")
    done = run(archive, *command.split())
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("archivist: ledger.json:3: the ledger has marks of a merge conflict\n")
    assert "Traceback" not in done.stderr
