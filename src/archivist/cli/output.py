"""Findings and data on the terminal, in a pipe and as JSON."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from archivist.cli.streams import one_line
from archivist.findings import Finding, Severity

PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "info"}


def print_json(data: object) -> None:
    """Print data on stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def near(path: Path) -> Path:
    """The path as seen from the current folder, if it is below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def shown(path: Path) -> str:
    """The same for the eye: on one line, without what a terminal would obey."""
    return one_line(str(near(path)))


def print_findings(
    findings: Sequence[Finding], *, err: bool = False, total: bool = True, counting: Sequence[Finding] | None = None
) -> None:
    """Print findings: grouped by file on a terminal, one per line otherwise, and their number on stderr.

    The number is that of `counting`, where a line stands for several findings.
    """
    if (sys.stderr if err else sys.stdout).isatty():
        from archivist.cli.grouped_findings import print_grouped  # noqa: PLC0415 - Rich takes a while to import

        print_grouped(findings, err=err)
    else:
        for finding in findings:
            typer.echo(plain(finding), err=err)
    if total:
        typer.echo(counted(findings if counting is None else counting), err=True)


def plain(finding: Finding) -> str:
    """The finding on one line, as editors and scripts read it; an error with what to do about it."""
    remedy = f". {finding.remedy}" if finding.severity is Severity.ERROR else ""
    return one_line(f"{finding.place or 'archivist'}: {finding.severity} {finding.code}: {finding.message}{remedy}")


def counted(findings: Sequence[Finding]) -> str:
    """How many there are of each severity: `1 error, 2 warnings`."""
    counts = Counter(finding.severity for finding in findings)
    words = [f"{n} {severity if n == 1 else PLURALS[severity]}" for severity in Severity if (n := counts[severity])]
    return ", ".join(words) or "nothing found"
