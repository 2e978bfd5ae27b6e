"""The preview from end to end: an article is saved, and Chromium shows the page with the new words."""

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archivist.errors import ArchivistError
from archivist.serving.browser_parts import find_browser_parts
from tests.archives import RIVER_EN, Compiled
from tests.browser import drive

pytestmark = pytest.mark.slow

_DRIVER = Path(__file__).with_name("browser.cjs")
_NEW = "Herons nest below the weir."
_LATER = "Otters were counted in spring."


@dataclass(frozen=True)
class Preview:
    """A preview that runs."""

    root: Path
    address: str
    process: "subprocess.Popen[str]"

    def article(self, name: str) -> str:
        (path,) = self.root.glob(f"articles/**/*{name}")
        return str(path)


@pytest.fixture
def preview(made: Compiled, tmp_path: Path) -> Iterator[Preview]:
    try:
        find_browser_parts()
    except ArchivistError:
        pytest.skip("pdf.js or foliate-js (setup/preview) is not installed")
    root = made.copy(tmp_path / "archive")
    command = [sys.executable, "-m", "archivist", "--archive", str(root), "preview", "2022-03", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Preview(root, process.stdout.readline().split()[0], process)
        process.terminate()


def test_a_saved_article_is_shown_where_it_changed_and_a_broken_one_with_the_old_page(preview: Preview) -> None:
    river, changed = preview.article("river.en.md"), RIVER_EN.replace("### By foot", f"{_NEW}\n\n### By foot")
    broken = changed.replace("title: Where the river rises", "title: [Where the river rises")
    further = changed.replace("[^spring]: The spring", f"{_LATER}\n\n[^spring]: The spring")
    steps = [
        {"wait": "current", "axe": True, "script": True},
        {"write": [river, changed], "wait": "current", "words": _NEW},
        {"write": [river, broken], "wait": "failed", "axe": True, "dark": True, "width": 700},
        {"write": [river, further], "wait": "current", "words": _LATER, "width": 1400},
        {"edition": "ka", "wait": "current", "words": "წყარო პატარაა"},
    ]
    found = drive(_DRIVER, {"url": preview.address, "steps": steps})
    assert isinstance(found, dict)
    assert not found["errors"]
    assert found["origins"] == [preview.address.partition("/?")[0]]
    first, second, failed, third, georgian = found["steps"]
    assert first["page"].startswith("1 of ")
    assert first["status"] == "up to date"
    assert first["ran"] == ""  # no script of a book
    assert _NEW in second["text"]
    assert _NEW in second["book"]
    assert second["marks"].count("changed here") == 1
    assert failed["status"].startswith("failed")
    assert _NEW in failed["text"]  # the old page
    assert "error front-matter-broken" in failed["findings"][0]
    assert "river.en.md:2" in failed["findings"][0]
    assert _LATER in third["text"]
    assert _LATER in third["book"]
    assert "წყარო პატარაა" in georgian["text"]
    assert "წყარო პატარაა" in georgian["book"]  # the same article in the other edition
    assert first["violations"] == failed["violations"] == []


def test_an_interrupt_ends_the_preview_while_a_browser_is_connected(preview: Preview) -> None:
    connection = http.client.HTTPConnection(preview.address.split("/")[2], timeout=60)
    connection.request("GET", "/events?edition=2022-03.en")
    response = connection.getresponse()
    while b'"status": "current"' not in response.readline():
        pass
    preview.process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    _, errors = preview.process.communicate(timeout=60)
    assert preview.process.returncode == 130
    assert time.monotonic() - begun < 30  # on a busy machine; the stream of events would last for ever
    assert "Traceback" not in errors
