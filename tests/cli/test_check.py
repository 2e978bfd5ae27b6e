"""`archivist check` as it is typed: what it prints, asks and ends with."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from archivist import executors
from archivist.archive import open_archive
from archivist.workflows.article_check import check
from tests import command
from tests.editorial.making import archive, page
from tests.json_output import data_of

pytestmark = pytest.mark.slow  # whole commands

BROKEN = page("Mосква\u200b.\n", lang="ru")
RIGHT = page("Москва.\n", lang="ru")
SETTINGS = '[archive]\ntitle = "T"\n[editions]\nlanguages = ["ru"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive(tmp_path, {"a.ru.md": BROKEN}, SETTINGS)


def run(root: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    return command.run("--archive", str(root), "check", *options)


def text(root: Path) -> str:
    return (root / "articles/a.ru.md").read_text("utf-8")


def test_without_fix_nothing_changes(root: Path) -> None:
    done = run(root)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "articles/a.ru.md:6: warning invisible-character: U+200B ZERO WIDTH SPACE",
        "articles/a.ru.md:6: warning mixed-scripts: in “Mосква” M is Latin (U+004D), the rest Cyrillic",
    ]
    assert text(root) == BROKEN


def test_away_from_a_terminal_the_diff_is_shown_and_nothing_changes(root: Path) -> None:
    done = run(root, "--fix")
    assert done.returncode == 1
    assert "-Mосква<U+200B>.\n+Москва.\n" in done.stdout
    assert done.stderr == "nothing was changed; add --yes to change it\n"
    assert text(root) == BROKEN


def test_with_yes_the_files_are_changed_and_what_remains_is_shown(root: Path) -> None:
    (root / "articles/a.ru.md").write_text(BROKEN + "Lost \ufffd.\n")
    done = run(root, "--fix", "--yes")
    assert done.returncode == 1
    assert done.stdout.endswith("\narticles/a.ru.md:7: warning lost-character: U+FFFD REPLACEMENT CHARACTER\n")
    assert done.stderr == "1 file changed\n1 warning\n"
    assert text(root) == RIGHT + "Lost \ufffd.\n"


def test_a_second_run_has_nothing_to_mend(root: Path) -> None:
    assert run(root, "--fix", "--yes").returncode == 0
    done = run(root, "--fix", "--yes")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "nothing to fix\nnothing found\n")
    assert text(root) == RIGHT


def test_data_say_what_was_fixed(root: Path) -> None:
    done = run(root, "--fix", "--yes", "--json")
    assert done.returncode == 0
    data = data_of("check", done.stdout)
    changed = {"file": "articles/a.ru.md", "line": 6, "before": "Mосква\u200b.", "after": "Москва."}
    assert data["fixed"] == [{**changed, "code": "invisible-character"}, {**changed, "code": "mixed-scripts"}]
    assert data["findings"] == []
    assert "+Москва." in done.stderr


def test_data_without_yes_say_that_nothing_was_fixed(root: Path) -> None:
    done = run(root, "--fix", "--json")
    assert done.returncode == 1
    data = data_of("check", done.stdout)
    assert data["fixed"] == []
    assert len(data["findings"]) == 2
    assert text(root) == BROKEN


def test_yes_alone_is_wrong_use(root: Path) -> None:
    done = run(root, "--yes")
    assert done.returncode == 2
    assert "--fix" in done.stderr


def test_data_without_fix_have_no_list_of_what_was_fixed(root: Path) -> None:
    assert list(data_of("check", run(root, "--json").stdout)) == ["format", "findings"]


def at_a_terminal(root: Path, *options: str, answer: str = "") -> tuple[int, str]:
    """The exit code, and what a terminal shows."""
    parent, child = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "200"}
    started = command.start(
        *("--archive", str(root), "check", *options), environment=environment, stdin=child, stdout=child, stderr=child
    )
    os.close(child)
    os.write(parent, answer.encode())
    told = b""
    while True:
        try:
            told += os.read(parent, 65536)
        except OSError:  # the other end is closed
            break
    os.close(parent)
    return started.finish().returncode, told.decode().replace("\r\n", "\n")


def test_of_many_findings_the_number_of_each_code_stands_at_the_end(tmp_path: Path) -> None:
    files = {f"a{n:02}.ru.md": page("Mосква.\n", lang="ru") for n in range(25)}
    files |= {"b.ru.md": page("Lost \ufffd.", lang="ru"), "c.md": "no front matter"}
    done = run(archive(tmp_path, dict(files), SETTINGS))
    assert done.stderr.splitlines() == [
        "1 error, 26 warnings",
        "   1 error   front-matter-missing",
        "   1 warning lost-character",
        "  25 warning mixed-scripts",
    ]


def test_worker_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = archive(
        tmp_path, {f"a{n}.ru.md": page(f"Mосква {n}.\n", lang="ru") for n in range(40)}, SETTINGS
    )  # more than one batch
    alone = check(open_archive(root))
    monkeypatch.setattr(executors, "default_workers", lambda: 2)  # as on a machine with two processors
    assert check(open_archive(root)) == alone
    assert len(alone) == 40


def test_few_findings_are_not_counted_by_code(tmp_path: Path) -> None:
    files = {"a.ru.md": page("Mосква.\n\n\ufffd\n", lang="ru"), "b.md": "no front matter"}
    assert run(archive(tmp_path, dict(files), SETTINGS)).stderr == "1 error, 2 warnings\n"


def test_at_a_terminal_findings_stand_by_code_the_heaviest_first_and_some_of_many(tmp_path: Path) -> None:
    files = {f"a{n:02}.ru.md": page("Mосква.\n", lang="ru") for n in range(25)} | {"b.md": "no front matter"}
    code, told = at_a_terminal(archive(tmp_path, dict(files), SETTINGS))
    lines = [line.rstrip() for line in told.splitlines()]
    assert code == 1
    assert lines[0] == "error front-matter-missing (1)"
    assert "warning mixed-scripts (25)" in lines
    assert sum("in “Mосква” M is Latin" in line for line in lines) == 20
    assert "    and 5 more: archivist check | grep ' mixed-scripts:'" in lines
    assert lines[-2:] == ["   1 error   front-matter-missing", "  25 warning mixed-scripts"]


@pytest.mark.parametrize(("answer", "code", "after"), [("y\n", 0, RIGHT), ("n\n", 1, BROKEN), ("\n", 1, BROKEN)])
def test_on_a_terminal_it_asks(answer: str, code: int, after: str, root: Path) -> None:
    ended, told = at_a_terminal(root, "--fix", answer=answer)
    assert ended == code
    assert "Change 1 file? [y/N]" in told
    assert text(root) == after
