"""What only a terminal shows, seen through a pseudo-terminal."""

import os
import pty
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow  # whole commands

FINDINGS = """
from archivist.cli.output import print_findings
from archivist.findings import Finding
print_findings((
    Finding("broken-image", "[no] such picture", "articles/b.en.md", 7),
    Finding("broken-image", "nor this", "articles/b.en.md", 9),
))
"""
PROGRESS = """
import time
from pathlib import Path
from archivist.cli.progress import progress_for
from archivist.model.results import EditionResult
with progress_for(quiet=False) as progress:
    for edition in ("2022-03.en", "2022-03.ka"):
        progress.begin(edition, 2)
        for document in ("cover", "article"):
            progress.laid_out(document, False)
            time.sleep(0.2)
        progress.done(EditionResult(edition, (Path("x.pdf"),), 4, 2, 0))
"""
FAILURE = """
from archivist.cli.progress import progress_for
with progress_for(quiet=False) as progress:
    progress.begin("2022-03.en", 2)
    raise SystemExit(3)
"""


def on_terminal(code: str) -> tuple[str, str, int]:
    """Run code with stdout and stderr each on a terminal: what came on stderr, on stdout, exit code."""
    parent, child = pty.openpty()
    out_parent, out_child = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen([sys.executable, "-c", code], stdout=out_child, stderr=child, env=environment)
    os.close(child)
    os.close(out_child)
    told, printed = _read(parent), _read(out_parent)
    return told, printed, process.wait()


def _read(terminal: int) -> str:
    data = b""
    while True:
        try:
            data += os.read(terminal, 65536)
        except OSError:  # the other end is closed
            os.close(terminal)
            return data.decode()


def test_findings_are_grouped_by_file_and_coloured() -> None:
    told, printed, _ = on_terminal(FINDINGS)
    assert printed.count("articles/b.en.md") == 1
    assert "\x1b[33mwarning" in printed
    assert "[no] such picture" in printed
    assert printed.count("Correct the path, or save the picture as PNG, JPEG or SVG.") == 1
    assert "2 warnings" in told


def test_the_bar_counts_and_leaves_only_the_summaries() -> None:
    told, printed, code = on_terminal(PROGRESS)
    assert code == 0
    assert "2/2" in told
    assert "2022-03.ka" in told
    assert printed.replace("\r\n", "\n") == (
        "2022-03.en: 4 pages; 2 laid out, 0 reused; not verified; x.pdf\n"
        "2022-03.ka: 4 pages; 2 laid out, 0 reused; not verified; x.pdf\n"
    )


def test_a_failure_takes_the_bar_away_and_shows_the_cursor_again() -> None:
    told, _, code = on_terminal(FAILURE)
    assert code == 3
    assert told.rindex("\x1b[?25h") > told.rindex("\x1b[?25l")
