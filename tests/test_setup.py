"""The scripts of setup/: what only a check needs may be missing, and nothing fails for it."""

import shutil
import subprocess
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[1] / "setup"
ASKED = ("bash", "grep", "mkdir", "timeout", "cat", "cmp", "cp")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with the few programs the scripts lean on, to be the whole path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ASKED:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return folder


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def run(script: str, programs: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ("bash", str(SETUP / script), *arguments)
    return subprocess.run(command, env={"PATH": str(programs)}, capture_output=True, text=True, timeout=30, check=False)


# ---------------------------------------------------------------- ace, jats, opds, preview


NOT_CHECKED = [
    ("ace", "the accessibility of EPUBs is not verified"),
    ("jats", "articles in JATS are not validated"),
    ("opds", "catalogues are not read by the library of Thorium"),
    ("preview", "volumes cannot be previewed"),
]


@pytest.mark.parametrize(("script", "unchecked"), NOT_CHECKED)
def test_without_npm_nothing_is_installed_and_nothing_fails(
    programs: Path, tmp_path: Path, script: str, unchecked: str
) -> None:
    done = run(script, programs, str(tmp_path / script))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{script}: npm is missing; {unchecked}\n"


@pytest.mark.parametrize(("script", "unchecked"), NOT_CHECKED)
def test_an_npm_that_fails_fails_nothing(programs: Path, tmp_path: Path, script: str, unchecked: str) -> None:
    program(programs, "npm", 'echo "$@" >&2; exit 1')
    done = run(script, programs, str(tmp_path / script))
    assert done.returncode == 0
    assert f"ci --prefix {tmp_path / script} " in done.stderr
    assert "--ignore-scripts" in done.stderr
    assert done.stderr.endswith(f"could be installed; {unchecked}\n")


@pytest.mark.parametrize("script", ["ace", "jats", "opds", "preview"])
def test_what_the_lock_names_is_installed_once(programs: Path, tmp_path: Path, script: str) -> None:
    folder = tmp_path / script
    program(
        programs,
        "npm",
        f"mkdir -p {folder}/node_modules; echo > {folder}/node_modules/.package-lock.json; echo made >&2",
    )
    assert "made\n" in run(script, programs, str(folder)).stderr
    lock = folder / "package-lock.json"
    assert lock.read_bytes() == (SETUP / "npm" / script / lock.name).read_bytes()
    assert run(script, programs, str(folder)).stderr == ""
    lock.write_text("{}")  # of an earlier release
    assert "made\n" in run(script, programs, str(folder)).stderr


# ---------------------------------------------------------------- system-packages


def debian(programs: Path, installed: str, *, root: bool, npm: bool = False) -> None:
    """A Debian on which the packages whose names match a pattern are installed, and no chromium is to be had."""
    program(programs, "python3", "exit 0")
    program(programs, "id", f"echo {0 if root else 1000}")
    program(programs, "sudo", "exit 1")
    program(programs, "env", 'shift; exec "$@"')
    program(programs, "dpkg-query", f'case "$3" in {installed}) printf "ii " ;; *) exit 1 ;; esac')
    program(programs, "apt-get", 'echo "apt-get $*"; case "$*" in *chromium*) exit 100 ;; esac')
    if npm:
        program(programs, "npm", "")


def test_a_browser_that_cannot_be_had_fails_nothing(programs: Path) -> None:
    debian(programs, "fonts-*", root=True, npm=True)
    done = run("system-packages", programs)
    assert done.returncode == 0
    assert "installing libpango-1.0-0 " in done.stderr
    assert "installing chromium, to check the accessibility of EPUBs" in done.stderr
    assert "chromium could not be installed; the accessibility of EPUBs is not verified" in done.stderr


@pytest.mark.parametrize("root", [True, False])
def test_without_the_font_of_emoji_the_set_up_goes_on_and_says_so(programs: Path, *, root: bool) -> None:
    debian(programs, "[!f]*|fonts-noto*", root=root, npm=True)
    program(programs, "chromium", "")
    program(programs, "apt-get", 'case "$*" in *symbola*) exit 100 ;; esac')
    done = run("system-packages", programs)
    assert done.returncode == 0
    said = "could not be installed; emoji cannot be printed" if root else "emoji cannot be printed; you have no rights"
    assert said in done.stderr


def test_who_may_not_install_is_reported_and_goes_on_without_the_browser(programs: Path) -> None:
    debian(programs, "*", root=False)
    done = run("system-packages", programs)
    assert (done.returncode, done.stdout) == (0, "")
    assert "without npm chromium, the accessibility of EPUBs is not verified" in done.stderr


def test_who_may_not_install_cannot_go_on_without_what_is_needed(programs: Path) -> None:
    debian(programs, "libpango*", root=False)
    done = run("system-packages", programs)
    assert done.returncode == 1
    assert "apt-get install fonts-noto-core" in done.stderr


def test_where_nothing_is_missing_nothing_is_said(programs: Path) -> None:
    debian(programs, "*", root=True, npm=True)
    program(programs, "chromium", "")
    done = run("system-packages", programs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(("answer", "said"), [("exit 0", ""), ("exit 100", "; Ace uses another browser")])
def test_a_browser_without_a_window_is_installed_where_there_is_one(programs: Path, answer: str, said: str) -> None:
    debian(programs, "*", root=True, npm=True)
    program(programs, "chromium", "")
    program(programs, "apt-cache", 'case "$*" in "show chromium-headless-shell") exit 0 ;; esac; exit 100')
    program(programs, "apt-get", f'echo "apt-get $*"; case "$*" in *install*) {answer} ;; esac')
    done = run("system-packages", programs)
    assert done.returncode == 0
    assert "install -qq --yes --no-install-recommends --no-remove chromium-headless-shell" in done.stderr
    assert done.stderr.endswith(f"could not be installed{said}\n" if said else "--no-remove chromium-headless-shell\n")
    program(programs, "chromium-headless-shell", "")
    assert run("system-packages", programs).stderr == ""


def test_a_browser_without_a_window_is_not_missed(programs: Path) -> None:
    debian(programs, "*", root=False, npm=True)
    program(programs, "chromium", "")
    program(programs, "apt-cache", "exit 0")
    done = run("system-packages", programs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
