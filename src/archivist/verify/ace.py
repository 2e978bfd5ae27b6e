"""Ace by DAISY, the checker of an EPUB's accessibility: found, run, and its JSON read into verdicts.

It is a program of Node.js (`@daisy/ace-cli`) that opens each document in a Chromium. Both come from outside Python.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archivist.cache import digest_of
from archivist.findings import Severity
from archivist.verdict import Message, Verdict, limit_messages, not_verified, tool_missing
from archivist.verify.answering_process import AnsweringProcess, NoAnswer, end_with_children
from archivist.verify.stored_verdicts import Validator

TOOL = "ace"
TIME_LIMIT = 1800  # seconds a file; a start takes 5, each document half a second
_BROWSER_VARIABLE = "PUPPETEER_EXECUTABLE_PATH"  # Puppeteer's own, with which Ace drives the browser
_BROWSERS = (
    "chromium-headless-shell",  # the same without a window, which takes less time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
)
_IMPACTS = ("critical", "serious", "moderate", "minor")  # as Ace names them, the worst first
_PROCESS = Path(__file__).with_name("ace_process.js")
_SCRIPT = ("@daisy", "ace-cli", "bin", "ace.js")  # what its command is a link to, as npm installs it
_MISSING = (
    "Ace cannot run, missing: {lacking}. Install ace-cli with: npm install --global @daisy/ace-cli, and Chromium with "
    "the packages of your system"
)


@dataclass(frozen=True, slots=True)
class AceProgram:
    """Ace as a command, which is started for each file."""

    command: tuple[str, ...]
    browser: str  # path; "" for the one that Puppeteer has brought for itself
    time_limit: float = TIME_LIMIT

    identity = ""  # which packages it runs is not known

    def check(self, files: Sequence[Path]) -> Iterator[Verdict]:
        """A verdict for each file, in the order given."""
        return map(self._check, files)

    def _check(self, file: Path) -> Verdict:
        with tempfile.TemporaryDirectory(prefix="ace-", ignore_cleanup_errors=True) as folder:
            try:
                said = self._run(file, Path(folder))
            except (OSError, subprocess.TimeoutExpired) as error:
                return not_verified(TOOL, file, f"Ace did not run: {error}")
            return _verdict(Path(folder, "report", "report.json"), file, said)

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
                env=_environment(folder, self.browser),
                start_new_session=True,  # so that the browser can be ended with it
            )
            try:
                process.wait(self.time_limit)
            finally:
                if process.poll() is None:
                    end_with_children(process)
            said.seek(0)
            return said.read().decode("utf-8", "replace").strip()


@dataclass(frozen=True, slots=True)
class AceModules:
    """Ace as Node.js loads it, which takes all files in one process and one browser."""

    node: str  # the program that runs it
    cli: str  # the file of `@daisy/ace-cli` that its command is
    browser: str  # path; "" for the one that Puppeteer has brought for itself
    time_limit: float = TIME_LIMIT

    @property
    def identity(self) -> str:
        """A digest of its packages and of the browser: others may judge otherwise."""
        modules = Path(self.cli).parents[3]  # of node_modules/@daisy/ace-cli/bin/ace.js
        manifests = sorted((*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")))
        parts = [part for path in manifests for part in (str(path.relative_to(modules)), path.read_bytes())]
        return digest_of(*parts, *_browser_facts(self.browser))

    def check(self, files: Sequence[Path]) -> Iterator[Verdict]:
        """Its verdict on each file, in the order given. It leaves nothing behind, neither processes nor files."""
        with tempfile.TemporaryDirectory(prefix="ace-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            process = AnsweringProcess(
                (self.node, str(_PROCESS)), {"cli": self.cli}, _environment(folder, self.browser), has_children=True
            )
            reports = [folder / str(number) for number in range(len(files))]
            jobs = [
                (str(file.absolute()), str(report), f"{report}.work")
                for file, report in zip(files, reports, strict=True)
            ]
            for file, report, answer in zip(files, reports, process.answers(jobs, self.time_limit), strict=True):
                said = answer.reason if isinstance(answer, NoAnswer) else str(answer.get("failure", ""))
                yield _verdict(report / "report.json", file, said)


Ace = AceModules | AceProgram


def _environment(folder: Path, browser: str) -> dict[str, str]:
    own = {name: str(folder / "home") for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    named = {_BROWSER_VARIABLE: browser} if browser else {}
    return {**os.environ, **own, "TMPDIR": str(folder), **named}


def _browser_facts(path: str) -> Iterator[str]:
    """What says which browser it is without starting it.

    An update replaces its file. If this is a script, only the time at which it came here may be another.
    """
    file = Path(path).resolve()
    if path and file.is_file():
        facts = file.stat()
        yield from (str(file), str(facts.st_size), str(facts.st_mtime_ns), str(facts.st_ctime_ns))


def _verdict(report: Path, file: Path, said: str) -> Verdict:
    """The verdict in a report; `said` is what was printed, to explain a missing one."""
    try:
        return read_report(json.loads(report.read_bytes()), file)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return not_verified(TOOL, file, f"Ace made no report that can be read ({error!r}): {said[-500:]}")


# ---------------------------------------------------------------- finding it


def find() -> Ace | None:
    """Ace as it is installed here, or None; lacking() says what it lacks."""
    program, browser = _program(), _browser()
    if not program or browser is None:
        return None
    script, node = Path(program).resolve(), shutil.which("node")
    is_known = script.parts[-4:] == _SCRIPT and node is not None
    return AceModules(str(node), str(script), browser) if is_known else AceProgram((program,), browser)


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


def validator() -> Validator:
    """Ace as a validator whose verdicts are kept."""
    tool = find()
    return Validator(TOOL, tool.identity if tool else "", lambda questions: check(each.file for each in questions))


def check(files: Iterable[Path]) -> Iterator[Verdict]:
    """A verdict for each file, in the order given, each as soon as it is there."""
    tool = find()
    files = tuple(files)
    if tool is None:
        why = _MISSING.format(lacking=lacking())
        yield from (tool_missing(TOOL, file, why) for file in files)
        return
    there = [file for file in files if file.is_file()]
    verdicts = tool.check(there)
    for file in files:
        yield next(verdicts) if file in there else not_verified(TOOL, file, f"{file} does not exist")


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
