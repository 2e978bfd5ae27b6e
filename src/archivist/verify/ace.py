"""Ace by DAISY, the checker of an EPUB's accessibility: found, run, and its JSON read into verdicts.

It is a program of Node.js (`@daisy/ace-cli`) that opens each document in a Chromium. Both come from outside Python.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archivist.findings import Severity
from archivist.verdict import Message, Verdict, limit_messages, not_verified, tool_missing

TOOL = "ace"
TIME_LIMIT = 1800  # seconds a file; a start takes 5, each document half a second
_BROWSER_VARIABLE = "PUPPETEER_EXECUTABLE_PATH"  # Puppeteer's own, with which Ace drives the browser
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_IMPACTS = ("critical", "serious", "moderate", "minor")  # as Ace names them, the worst first
_MISSING = (
    "Ace cannot run, missing: {lacking}. Install ace-cli with: npm install --global @daisy/ace-cli, and Chromium with "
    "the packages of your system"
)


@dataclass(frozen=True, slots=True)
class Ace:
    """An Ace that can be started."""

    command: tuple[str, ...]
    browser: str  # path; "" for the one that Puppeteer has brought for itself
    time_limit: float = TIME_LIMIT

    def check(self, file: Path) -> Verdict:
        """Its verdict on one file."""
        if not file.is_file():
            return not_verified(TOOL, file, f"{file} does not exist")
        with tempfile.TemporaryDirectory(prefix="ace-", ignore_cleanup_errors=True) as folder:
            try:
                said = self._run(file, Path(folder))
            except (OSError, subprocess.TimeoutExpired) as error:
                return not_verified(TOOL, file, f"Ace did not run: {error}")
            try:
                return read_report(json.loads(Path(folder, "report", "report.json").read_bytes()), file)
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                return not_verified(TOOL, file, f"Ace made no report that can be read ({error!r}): {said[-500:]}")

    def _run(self, file: Path, folder: Path) -> str:
        """Run it, and say what it said. It leaves nothing behind, neither processes nor files."""
        # An absolute path cannot be taken for an option.
        report = ("-f", "-s", "-o", str(folder / "report"), "-t", str(folder / "work"), "-l", "en")
        with (folder / "said").open("w+b") as said:
            process = subprocess.Popen(
                (*self.command, *report, str(file.absolute())),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                env=self._environment(folder),
                start_new_session=True,  # so that the browser can be ended with it
            )
            try:
                process.wait(self.time_limit)
            finally:
                if process.poll() is None:
                    with suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
            said.seek(0)
            return said.read().decode("utf-8", "replace").strip()

    def _environment(self, folder: Path) -> dict[str, str]:
        own = {name: str(folder / "home") for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
        return {**os.environ, **own, **({_BROWSER_VARIABLE: self.browser} if self.browser else {})}


# ---------------------------------------------------------------- finding it


def find() -> Ace | None:
    """Ace as it is installed here, or None; lacking() says what it lacks."""
    program, browser = _program(), _browser()
    return Ace((program,), browser) if program and browser is not None else None


def lacking() -> str:
    """What is missing for it to run; "" if nothing is."""
    missing = () if _program() else ("ace-cli",)
    return ", ".join((*missing, *(() if _browser() is not None else ("chromium",))))


def _program() -> str | None:
    """On the path, or where `make` puts it: beside the Python that runs."""
    beside = str(Path(sys.prefix, "ace", "node_modules", ".bin"))
    return shutil.which("ace-cli") or shutil.which("ace-cli", path=beside)


def _browser() -> str | None:
    """A Chromium's path, "" if Puppeteer has one of its own, None otherwise."""
    named = os.environ.get(_BROWSER_VARIABLE, "")
    found = named or next((path for name in _BROWSERS if (path := shutil.which(name))), "")
    if found:
        return found
    cache = os.environ.get("PUPPETEER_CACHE_DIR") or Path.home() / ".cache" / "puppeteer"
    return "" if Path(cache, "chrome").is_dir() else None


# ---------------------------------------------------------------- asking it


def check(files: Iterable[Path]) -> Iterator[Verdict]:
    """A verdict a file, in the order given, each as soon as it is there."""
    tool = find()
    why = _MISSING.format(lacking=lacking())
    for file in files:
        yield tool_missing(TOOL, file, why) if tool is None else tool.check(file)


def read_report(report: Mapping[str, Any], file: Path) -> Verdict:
    """Ace's JSON as a verdict. Whatever rule is broken fails the file; the worst are first."""
    version = str(report["earl:assertedBy"]["doap:release"]["doap:revision"])
    failures = [failure for document in report["assertions"] for failure in _failures(document)]
    failures.sort(key=lambda failure: _IMPACTS.index(failure[0]) if failure[0] in _IMPACTS else len(_IMPACTS))
    passed = report["earl:result"]["earl:outcome"] == "pass" and not failures
    return Verdict(TOOL, version, file, passed, limit_messages(message for _, message in failures))


def _failures(document: Mapping[str, Any]) -> Iterator[tuple[str, Message]]:
    """What a document fails: how bad it is, and the message."""
    place = str(document["earl:testSubject"]["url"])
    for each in document["assertions"]:
        test, result = each["earl:test"], each["earl:result"]
        if result["earl:outcome"] == "fail":
            impact = str(test.get("earl:impact") or "")
            text = _in_one_line(str(result.get("dct:description") or test.get("dct:description") or ""))
            where = " ".join(str(pointer) for pointer in _pointers(result))
            said = f"{text} ({impact})" if impact else text
            yield impact, Message(Severity.ERROR, str(test["dct:title"]), said, f"{place} {where}".strip())


def _in_one_line(text: str) -> str:
    """Ace lists what would repair a fault, a line each."""
    return "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _pointers(result: Mapping[str, Any]) -> list[Any]:
    """Which elements of the document, as CSS selectors."""
    return list((result.get("earl:pointer") or {}).get("css") or ())
