"""The result of an audit: a line for each finding, a table, data, the exit code."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from archivist import __version__
from archivist.cli.output import print_findings, shown
from archivist.errors import NOT_VERIFIED

if TYPE_CHECKING:
    from archivist.data_formats.package_data import AuditData, AuditedPackageData
    from archivist.fixity.auditing import Audited

_WORDS = {True: "intact", False: "damaged", None: "not verified"}
_STYLES = {False: "bold red", None: "yellow"}


def exit_code(audited: Sequence["Audited"]) -> int:
    """1 if anything is damaged; 3 if something could not be checked, or there was nothing to check; else 0."""
    results = {each.passed for each in audited}
    if False in results:
        return 1
    return 0 if results == {True} else NOT_VERIFIED


def print_finding_lines(audited: "Audited") -> None:
    """Print what is wrong with one package, as soon as it is known."""
    print_findings(audited.findings, total=False)


def print_audit(audited: Sequence["Audited"]) -> None:
    """Print the table, a row for each package; last, on stderr, how many are intact."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading, is_number in (("Package", False), ("Kind", False), ("Files", True), ("Bytes", True)):
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=heading != "Package")
    for heading in ("Digests", "Result", "Findings"):
        table.add_column(heading, no_wrap=True, justify="right" if heading == "Findings" else "left")
    for each in audited:
        table.add_row(*_row(each), style=_STYLES.get(each.passed))
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = max(console.width, 200)  # a row is a line, for grep
    console.print(table)
    typer.echo(summary(audited), err=True)


def _row(audited: "Audited") -> tuple[str, ...]:
    return (
        shown(audited.path),
        str(audited.kind),
        f"{audited.files:,}" if audited.files else "",
        f"{audited.size:,}" if audited.files else "",
        ", ".join(audited.algorithms),
        _WORDS[audited.passed],
        str(len(audited.findings) or ""),
    )


def summary(audited: Sequence["Audited"]) -> str:
    """`audited: 3; 2 intact, 1 damaged`."""
    counts = Counter(each.passed for each in audited)
    words = ", ".join(f"{counts[result]} {word}" for result, word in _WORDS.items() if counts[result])
    return f"audited: {len(audited)}; {words}"


def as_data(audited: Sequence["Audited"]) -> "AuditData":
    """The audit as JSON-ready data; docs/deposit.md says what each field means."""
    return {
        "format": "archivist audit 1",
        "made_by": f"archivist {__version__}",
        "passed": {0: True, 1: False}.get(exit_code(audited)),
        "packages": [_as_data(each) for each in audited],
    }


def _as_data(audited: "Audited") -> "AuditedPackageData":
    return {
        "path": str(audited.path),
        "kind": str(audited.kind),
        "passed": audited.passed,
        "files": audited.files,
        "bytes": audited.size,
        "digests": list(audited.algorithms),
        "seal": {"file": audited.seal.file, "sha512": audited.seal.sha512} if audited.seal else None,
        "findings": [finding.as_data() for finding in audited.findings],
    }
