"""Each patch of docs/contributing applies to a copy of the program, and the tests it brings pass there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/contributing"
PATCHES = sorted(FOLDER.glob("*.patch"))
_WHAT_TESTS_NEED = ("src", "tests", "docs", "styles", "articles")
_FILE = re.compile(r"^\+\+\+ b/(\S+)$", re.MULTILINE)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "images", "golden", "corpora")
_LINES = 250  # a patch is small: a reader takes it in at once


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the tests need."""
    target = tmp_path_factory.mktemp("program")
    for name in _WHAT_TESTS_NEED:
        shutil.copytree(ROOT / name, target / name, symlinks=True, ignore=_LEFT_OUT)
    shutil.copy(ROOT / "pyproject.toml", target)
    return target


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}",
        "PYTHONDONTWRITEBYTECODE": "",  # the copy is used by one patch after the other
        "GIT_DIR": os.devnull,
    }
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def _apply(folder: Path, patch: Path, *options: str) -> None:
    done = _run(folder, "git", "apply", "--whitespace=error", *options, str(patch))
    assert done.returncode == 0, f"{patch.name} does not apply any more; make it again:\n{done.stderr}"


@pytest.mark.slow
@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_patch_applies_and_its_tests_pass(patch: Path, copied: Path) -> None:
    tests = [name for name in _FILE.findall(patch.read_text("utf-8")) if re.search(r"/test_\w+\.py$", name)]
    assert tests, "a patch brings a test"
    _apply(copied, patch)
    try:
        assert _run(copied, sys.executable, "-c", "import archivist; print(archivist.__file__)").stdout.startswith(
            str(copied)
        )
        done = _run(copied, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    finally:
        _apply(copied, patch, "--reverse")


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_patch_is_small_and_explained(patch: Path) -> None:
    assert len(patch.read_text("utf-8").splitlines()) <= _LINES
    rows = (FOLDER / "index.md").read_text("utf-8").splitlines()
    (row,) = [line for line in rows if f"]({patch.name})" in line]
    page = re.search(r"\]\(([^)]+\.md)\)", row)
    assert page, "the row of a patch links the page that explains it"
    assert patch.name in (FOLDER / page[1]).read_text("utf-8")


def test_there_are_patches() -> None:
    assert {"a-finding", "a-front-matter-key"} <= {patch.stem for patch in PATCHES}
