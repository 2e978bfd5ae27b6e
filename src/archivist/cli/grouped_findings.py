"""Findings on a terminal, grouped by file."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from archivist.cli.streams import one_line
from archivist.findings import Finding, Severity

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_grouped(findings: Sequence[Finding], *, err: bool) -> None:
    """Print them, with each remedy once below those that have it."""
    console = Console(stderr=err, highlight=False)
    for file, group in groupby(findings, key=lambda finding: finding.file):
        console.print(one_line(file) or "the archive", style="bold", markup=False)
        for remedy, alike in groupby(group, key=lambda finding: finding.remedy):
            for finding in alike:
                console.print(Padding.indent(_head(finding), 2))
            console.print(Padding.indent(Text(remedy, "dim"), 4))


def _head(finding: Finding) -> Text:
    line = f"line {finding.line}" if finding.line else ""
    within = ", ".join(filter(None, (line, one_line(finding.item))))
    return Text.assemble(
        f"{within}: " if within else "",
        (f"{finding.severity} ", STYLES[finding.severity]),
        (f"{finding.code}: ", "bold"),
        one_line(finding.message),
    )
