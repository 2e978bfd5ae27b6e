"""`archivist import` as a user meets it."""

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from archivist.cli.asking import difference
from archivist.cli.importing import Choice, wishes_of
from archivist.errors import UsageError
from archivist.importing.import_outcome import Change
from archivist.importing.reader_registry import installed_readers
from tests import command
from tests.json_output import data_of

pytestmark = pytest.mark.slow  # whole commands

TEXT = "The road\n\n31/03/2022 - 12:06\n\nThe road follows the river, and the people on it have never asked why.\n"
UNDATED = "A song\n\nThe song is older than the bridge, and it has outlived two of them.\n"


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return command.run("import", *arguments, folder=folder)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    settings = '[archive]\ntitle = "Imported"\npublisher = "Example"\n[editions]\nlanguages = ["en", "ka"]\n'
    (tmp_path / "archivist.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "road.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "song.txt").write_text(UNDATED, encoding="utf-8")
    return tmp_path


def test_what_came_in_is_reported_and_twice_changes_nothing(archive: Path) -> None:
    first = run(archive, "road.txt")
    assert (first.returncode, first.stderr.splitlines()[:2]) == (0, ["1 info", "1 article: 1 new"])
    assert first.stdout.splitlines()[0] == "road.txt: text"
    assert "road.txt: info import-guessed: the language is English" in first.stdout
    assert "1 article: 1 unchanged\n" in run(archive, "road.txt").stderr


def test_the_folder_of_articles_is_made(archive: Path) -> None:
    (archive / "articles").rmdir()
    assert command.run("check", folder=archive).returncode == 2
    assert run(archive, "road.txt").returncode == 0
    assert (archive / "articles/2022/2022-03-31-road.en.md").exists()


def test_an_article_without_a_date_ends_with_1_and_names_the_remedy(archive: Path) -> None:
    asked = run(archive, "song.txt")
    assert asked.returncode == 1
    assert "song.txt, “A song”: error import-needs-date: the source gives no date" in asked.stdout
    assert asked.stderr.endswith("no article was imported\n")
    assert run(archive, "song.txt", "--date", "2022-03-30").returncode == 0
    assert (archive / "articles/2022/2022-03-30-song.en.md").exists()


def test_update_shows_the_difference_and_without_a_terminal_changes_nothing(archive: Path) -> None:
    run(archive, "road.txt")
    file = archive / "articles/2022/2022-03-31-road.en.md"
    written = file.read_text("utf-8")
    file.write_text(written.replace("never", "often"), encoding="utf-8")
    shown = run(archive, "road.txt", "--update")
    assert "-The road follows the river, and the people on it have often asked why." in shown.stdout
    assert "+The road follows the river, and the people on it have never asked why." in shown.stdout
    assert "1 article: 1 left, since they differ" in shown.stderr
    assert "often" in file.read_text("utf-8")
    done = run(archive, "road.txt", "--update", "--yes")
    assert done.returncode == 0
    assert "1 article: 1 updated" in done.stderr
    assert file.read_text("utf-8") == written


def test_a_difference_is_shown_beside_data_as_well(archive: Path) -> None:
    run(archive, "road.txt")
    file = archive / "articles/2022/2022-03-31-road.en.md"
    file.write_text(file.read_text("utf-8").replace("The road", "Mine."), encoding="utf-8")
    done = run(archive, "road.txt", "--update", "--yes", "--json")
    assert [article["state"] for article in json.loads(done.stdout)["articles"]] == ["updated"]
    assert "-Mine. follows" in done.stderr


def test_at_a_terminal_update_asks(archive: Path) -> None:
    run(archive, "road.txt")
    file = archive / "articles/2022/2022-03-31-road.en.md"
    written = file.read_text("utf-8")
    for answer, kept in (("n\n", True), ("y\n", False)):
        file.write_text(written.replace("The road", "Mine."), encoding="utf-8")
        controller, terminal = pty.openpty()
        os.write(controller, answer.encode())
        said = command.run("import", "road.txt", "--update", folder=archive, stdin=terminal).stderr
        os.close(controller)
        os.close(terminal)
        assert "Write over it?" in said
        assert ("Mine." in file.read_text("utf-8")) is kept


def test_at_a_terminal_the_day_of_an_undated_article_is_asked_for(archive: Path) -> None:
    def said_to(answers: str) -> str:
        controller, terminal = pty.openpty()
        os.write(controller, answers.encode())
        names = ("song.txt", "more.txt", "road.txt")
        told = command.run("import", *names, folder=archive, stdin=terminal, stderr=terminal).stdout
        os.close(terminal)
        os.close(controller)
        return told

    (archive / "more.txt").write_text(UNDATED.replace("song", "dance"), encoding="utf-8")
    stopped = said_to("q\n")
    assert stopped.count("import-needs-date") == 2
    left_out = said_to("30 March\n2022-03-30\n\n")
    assert [line.split(",")[0] for line in left_out.splitlines() if "import-needs-date" in line] == ["more.txt"]
    assert (archive / "articles/2022/2022-03-30-song.en.md").exists()
    assert "import-needs-date" not in said_to("2022-04-01\n")  # the song is not asked for again
    assert len(list((archive / "articles").rglob("*.md"))) == 3


def test_a_program_asked_to_end_leaves_nothing_behind(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    controller, terminal = pty.openpty()
    program = [sys.executable, "-m", "archivist", "import", "song.txt"]
    told = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(program, cwd=archive, stdin=terminal, stderr=terminal, stdout=-1, env=told) as process:
        os.close(terminal)
        said = b""
        while b"Date (" not in said:  # now it waits for an answer
            said += os.read(controller, 1000)
        assert list(temporary.iterdir())
        for _ in range(20):  # a signal that comes just before the wait for input begins does not end that wait
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=3)
                break
        assert process.returncode == 143
    os.close(controller)
    assert not list(temporary.iterdir())


def test_everything_as_data(archive: Path) -> None:
    shown = run(archive, "road.txt", "song.txt", "--json", "--report", "report.json")
    data = data_of("import", shown.stdout)
    assert shown.stderr == ""
    assert data["sources"] == [{"source": "road.txt", "kind": "text"}, {"source": "song.txt", "kind": "text"}]
    assert [article["state"] for article in data["articles"]] == ["new"]
    assert {finding["code"] for finding in data["findings"]} == {"import-guessed", "import-needs-date"}
    assert data_of("import", (archive / "report.json").read_text("utf-8")) == data


def test_of_what_is_only_to_be_known_the_first_is_shown_and_the_rest_counted(archive: Path) -> None:
    (archive / "many").mkdir()
    for number in range(6):
        (archive / f"many/{number}.txt").write_text(TEXT.replace("The road\n", f"Road {number}\n"), encoding="utf-8")
    few = run(archive, "many")
    assert few.stdout.count("6 times: ") == few.stdout.count("import-guessed") == 1
    assert len(few.stdout.splitlines()) == 2
    assert len(run(archive, "many", "--verbose").stdout.splitlines()) == 7


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--date", "30.3.2022"], "--date 30.3.2022: not a valid date"),
        (["--language", "klingonese"], "--language klingonese: no known language has this tag"),
        (["--media", "nowhere"], "--media nowhere is not a folder"),
        (["--yes"], "--yes requires --update"),
        (["--as", "wordpres"], "--as wordpres: unknown kind of source"),
    ],
)
def test_wrong_options_end_with_2_and_say_what_is_right(archive: Path, options: list[str], message: str) -> None:
    refused = run(archive, "road.txt", *options)
    assert refused.returncode == 2
    assert message in refused.stderr
    assert "Traceback" not in refused.stderr


def test_standard_input_is_refused_with_the_remedy(archive: Path) -> None:
    done = command.run("import", "-", folder=archive)
    said, hint = done.stderr.splitlines()
    assert (done.returncode, said.startswith("archivist: standard input cannot be imported")) == (2, True)
    assert hint == "Save it to a file, and name that."


def test_the_nearest_kind_is_named() -> None:
    readers = installed_readers()
    assert readers.named("feed").name == "feed"
    with pytest.raises(UsageError) as refused:
        readers.named("wordpres")
    assert refused.value.hint.endswith("Did you mean wordpress?")


def test_future_articles_are_reported_by_the_day_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1648598400")
    wishes = wishes_of(date="", language="EN_us", media=None, drafts=False)
    assert (str(wishes.today), wishes.language) == ("2022-03-30", "en-US")


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(since="2020"), "--since 2020: not a valid date"),
        (Choice(until="2020-02-30"), "--until 2020-02-30: not a valid date"),
        (Choice(since="2020-02-02", until="2020-02-01"), "--since 2020-02-02 is after --until 2020-02-01"),
    ],
)
def test_days_that_are_none_or_the_wrong_way_round_are_refused(choice: Choice, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        wishes_of(date="", language="", media=None, drafts=False, choice=choice)


def test_the_difference_names_the_file() -> None:
    shown = difference(Change(Path("/x/a.md"), b"a\n", b"b\n"))
    assert shown.splitlines()[:2] == ["--- /x/a.md", "+++ /x/a.md (from the source)"]
