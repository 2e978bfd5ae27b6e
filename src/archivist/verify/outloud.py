"""outloud (PyPI, Apache-2.0): faults of meaning in a tagged PDF that no validator looks for.

Header cells that are empty, words that no element announces, a title that is a file name. It runs in a process of its
own: a library of it is written in C, and a damaged file may end it.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archivist.findings import Severity
from archivist.verdict import Message, Verdict, limit_messages, not_verified, tool_missing

TOOL = "outloud"
TIME_LIMIT = 600  # seconds a file; 1,000 pages take about 20
_MISSING = "outloud is not installed; install it with: pip install 'archivist[verify]'"
# Painting in the order of the tags. Notes are painted where they are, at the foot of the page, and read behind their
# calls: every book with notes would be warned of. The order of the words is what the check `text` is for.
_LEFT_OUT = "ORD-001"
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


def check(file: Path, flavours: tuple[str, ...]) -> Verdict:
    """Its verdict on one file. Its rules of conformance are those of ISO 14289-1: asked only where that is claimed."""
    if find_spec("outloud") is None:
        return tool_missing(TOOL, file, _MISSING)
    layers = () if "ua1" in flavours else ("--layer", "semantic")
    command = (
        sys.executable,
        "-m",
        "outloud.cli",
        "--json",
        "-",
        "--skip",
        _LEFT_OUT,
        *layers,
        "--",
        str(file.absolute()),
    )
    try:
        run = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return not_verified(TOOL, file, f"outloud did not run: {error}")
    try:
        return read_report(json.loads(run.stdout), file)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        said = run.stderr.decode("utf-8", "replace").strip()[-500:]
        return not_verified(TOOL, file, f"outloud made no report that can be read ({error!r}): {said}")


def read_report(report: Any, file: Path) -> Verdict:
    """outloud's JSON as a verdict: errors fail the file, warnings do not."""
    (result,) = report["results"]
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
