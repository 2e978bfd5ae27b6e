"""outloud (PyPI, Apache-2.0): faults of meaning in a tagged PDF that no validator looks for.

Header cells that are empty, words that no element announces, a title that is a file name. It runs in a process of its
own: a library of it is written in C, and a damaged file may end it.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from archivist.cache import digest_of
from archivist.findings import Severity
from archivist.verdict import Message, Verdict, limit_messages, not_verified, tool_missing
from archivist.verify.stored_verdicts import Question, Validator

TOOL = "outloud"
TIME_LIMIT = 600  # seconds a file; 1,000 pages take about 20
_TOGETHER = 32  # files for one process: a start takes as long as two small files
_PROCESS = "archivist.verify.outloud_process"
_NAME = re.compile(r"[A-Za-z0-9._-]+")  # of a package, in front of the versions that are wanted of it
_MISSING = "outloud is not installed; install it with: pip install 'archivist[verify]'"
# Painting in the order of the tags. Notes are painted where they are, at the foot of the page, and read behind their
# calls: every book with notes would be warned of. The order of the words is what the check `text` is for.
_LEFT_OUT = "ORD-001"
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


def layers(flavours: tuple[str, ...]) -> tuple[str, ...]:
    """How it is asked. Its rules of conformance are those of ISO 14289-1: asked only where that is claimed."""
    return () if "ua1" in flavours else ("--layer", "semantic")


def validator() -> Validator:
    """outloud as a validator whose verdicts are kept."""
    return Validator(TOOL, _identity(), check)


def check(questions: Sequence[Question]) -> Iterator[Verdict]:
    """A verdict for each file, in the order given. Files that are asked in the same way share a process."""
    if find_spec("outloud") is None:
        yield from (tool_missing(TOOL, each.file, _MISSING) for each in questions)
        return
    for settings, group in groupby(questions, lambda each: each.settings):
        files = [each.file for each in group]
        for first in range(0, len(files), _TOGETHER):
            yield from _check(files[first : first + _TOGETHER], settings)


def _check(files: Sequence[Path], settings: tuple[str, ...]) -> Sequence[Verdict]:
    """The verdicts of one process; if it gives none, each file is given to one of its own."""
    paths = [str(file.absolute()) for file in files]
    command = (sys.executable, "-m", _PROCESS, "--json", "-", "--skip", _LEFT_OUT, *settings, "--", *paths)
    try:
        run = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT * len(files), check=False)
        return _read_reports(run.stdout, files)
    except (OSError, subprocess.TimeoutExpired) as error:
        why = f"outloud did not run: {error}"
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        said = run.stderr.decode("utf-8", "replace").strip()[-500:]
        why = f"outloud made no report that can be read ({error!r}): {said}"
    if len(files) == 1:
        return (not_verified(TOOL, files[0], why),)
    return [verdict for file in files for verdict in _check((file,), settings)]


def _identity() -> str:
    """Its version and those of what it reads files with; "" if it is not installed."""
    try:
        names = (_NAME.match(each) for each in requires(TOOL) or ())
        return digest_of(version(TOOL), *sorted(_version(name[0]) for name in names if name))
    except PackageNotFoundError:
        return ""


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} is not installed"


def _read_reports(output: bytes, files: Sequence[Path]) -> Sequence[Verdict]:
    """The verdicts in its JSON, in the order of the files. Raises ValueError and others for any other output."""
    results = json.loads(output)["results"]
    return [read_report(result, file) for result, file in zip(results, files, strict=True)]


def read_report(result: Any, file: Path) -> Verdict:
    """What outloud's JSON says of a file, as a verdict: errors fail the file, warnings do not."""
    if result["error"]:
        messages: tuple[Message, ...] = (Message(Severity.ERROR, "unreadable", str(result["error"])),)
    else:
        messages = limit_messages((*_crashed(result), *(_message(each) for each in result["findings"])))
    passed = not any(message.severity is Severity.ERROR for message in messages)
    return Verdict(TOOL, version(TOOL), file, passed, messages)


def _message(finding: Mapping[str, Any]) -> Message:
    count, evidence = int(finding.get("count", 1)), finding.get("evidence")
    text = str(finding["message"]) + (f" ({count} times)" if count > 1 else "") + (f": {evidence}" if evidence else "")
    page = finding.get("page")
    severity = _SEVERITIES.get(finding["severity"], Severity.INFO)
    return Message(severity, str(finding["rule"]), text, f"page {page} of the file" if page else "")


def _crashed(result: Mapping[str, Any]) -> Iterator[Message]:
    """A rule that broke down says nothing of the file; it must not pass unseen."""
    for rule in result["rules"]:
        if rule["status"] == "crashed":
            yield Message(Severity.WARNING, str(rule["rule"]), f"this rule of outloud broke down: {rule['reason']}")
