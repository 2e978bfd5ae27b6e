"""Every folder of tests/golden is a test: `command`, run in a copy of `in/`, must give what is in `golden/`.

`pytest tests/test_golden.py --accept` writes `golden/` anew. See tests/golden/README.md.
"""

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.command import run

pytestmark = pytest.mark.slow  # each case is a whole command

CASES = Path(__file__).parent / "golden"
_ID = re.compile(rb'^id = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"', re.MULTILINE)  # `init` draws one
NOT_COMPARED = {".pdf", ".epub", ".json"}  # only their names; what they hold is tested elsewhere


def _run(command: str, folder: Path) -> tuple[str, str, int]:
    program, *arguments = shlex.split(command)
    assert program == "archivist"
    environment = {
        **os.environ,
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
        "ARCHIVIST_PROGRESS": "0",
    }
    done = run(*arguments, folder=folder, environment=environment)
    return done.stdout, done.stderr, done.returncode


def _visible_files(folder: Path) -> set[Path]:
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path for path in files if not {".cache", ".lock"} & set(path.parts)}


def _result(case: Path, folder: Path) -> dict[str, bytes]:
    """What golden/ should hold, by path; nothing that is empty."""
    if (case / "in").exists():
        shutil.copytree(case / "in", folder)
    else:
        folder.mkdir()
    given = _visible_files(folder)
    runs = [_run(line, folder) for line in (case / "command").read_text("utf-8").splitlines()]
    made = sorted(_visible_files(folder) - given)
    texts = {
        "stdout": "".join(out for out, _, _ in runs),
        "stderr": "".join(err for _, err, _ in runs),
        "exit-codes": "".join(f"{code}\n" for _, _, code in runs),
        "made": "".join(f"{path.as_posix()}\n" for path in made),
    }
    files = {f"files/{path.as_posix()}": path for path in made if path.suffix not in NOT_COMPARED}
    result = {name: text.replace(str(folder), "ARCHIVE").encode() for name, text in texts.items()}
    result |= {name: _ID.sub(b'id = "(a new UUID)"', (folder / path).read_bytes()) for name, path in files.items()}
    return {name: data for name, data in result.items() if data}


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/command")))
def test_golden(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    golden = CASES / case / "golden"
    result = _result(CASES / case, tmp_path / "archive")
    assert b"archivist: unexpected" not in result.get("stderr", b""), "the program failed: never golden"
    if request.config.getoption("--accept"):
        _accept(golden, result)
    expected = {path.relative_to(golden).as_posix(): path.read_bytes() for path in golden.rglob("*") if path.is_file()}
    assert "exit-codes" in expected, "golden/ is missing: look at the result, then run with --accept"
    assert [name for name, data in expected.items() if not data] == [], "empty golden files test nothing"
    assert sorted(set(expected) - set(result)) == [], "golden files that the command does not make"
    assert sorted(set(result) - set(expected)) == [], "the command makes what golden/ does not have"
    for name, data in result.items():
        assert data.decode() == expected[name].decode(), name


def _accept(golden: Path, result: dict[str, bytes]) -> None:
    shutil.rmtree(golden, ignore_errors=True)
    for name, data in result.items():
        (golden / name).parent.mkdir(parents=True, exist_ok=True)
        (golden / name).write_bytes(data)


def test_every_folder_is_a_case() -> None:
    assert [path.name for path in CASES.iterdir() if path.is_dir() and not (path / "command").is_file()] == []
