"""The findings of `archivist check`: in a pipe one per line, at a terminal by what they are, and how many of each."""

import sys
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from archivist.cli.grouped_findings import STYLES
from archivist.cli.output import counted, plain
from archivist.findings import CODES, Finding, Severity

# Findings that can be taken in at a glance: of more, a terminal shows only so many of each code, and they are counted.
_MOST = 20
_WEIGHT = {severity: number for number, severity in enumerate(Severity)}


def print_report(findings: Sequence[Finding]) -> None:
    """Print the findings on stdout, and on stderr how many there are of each code."""
    if sys.stdout.isatty():
        _print_by_code(findings)
    else:
        for finding in findings:
            typer.echo(plain(finding))
    typer.echo(counted(findings), err=True)
    for line in _table(findings):
        typer.echo(line, err=True)


def _by_weight(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    """The codes with how many there are: errors first, of one severity the rarest first, so that none is overlooked."""
    counts = Counter(finding.code for finding in findings)
    return sorted(counts.items(), key=lambda pair: (_WEIGHT[CODES[pair[0]].severity], pair[1], pair[0]))


def _table(findings: Sequence[Finding]) -> list[str]:
    """One line a code: how many, how heavy, which; nothing if there is little to count."""
    codes = _by_weight(findings) if len(findings) > _MOST else []
    width = max((len(f"{number:,}") for _, number in codes), default=0)
    lines = [f"  {number:>{width},} {CODES[code].severity:<7} {code}" for code, number in codes]
    return lines if len(lines) > 1 else []


def _print_by_code(findings: Sequence[Finding]) -> None:
    console = Console(highlight=False)
    of_code = {code: list(group) for code, group in groupby(sorted(findings, key=_code), key=_code)}
    for code, number in _by_weight(findings):
        severity, style = CODES[code].severity, STYLES[CODES[code].severity]
        console.print(Text.assemble((f"{severity} ", style), (code, "bold"), f" ({number:,})"))
        console.print(Padding.indent(Text(f"{CODES[code].meaning} {CODES[code].remedy}", "dim"), 2))
        for remedy, alike in groupby(of_code[code][:_MOST], key=lambda finding: finding.hint):
            for finding in alike:
                console.print(Padding.indent(Text.assemble((_place(finding), "bold"), finding.message), 4))
            if remedy:
                console.print(Padding.indent(Text(remedy, "dim"), 6))
        if number > _MOST:
            rest = f"and {number - _MOST:,} more: archivist check | grep ' {code}:'"
            console.print(Padding.indent(Text(rest), 4))


def _code(finding: Finding) -> str:
    return finding.code


def _place(finding: Finding) -> str:
    return f"{finding.place}: " if finding.place else ""
