"""The result of a compile: its lines, its data, its exit code."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from archivist.cli.output import print_findings, print_json, shown
from archivist.findings import Severity
from archivist.model.results import EditionResult

if TYPE_CHECKING:
    from archivist.data_formats.archive_data import CompilationData, CompiledEditionData
    from archivist.model.results import Compilation


def summary(result: EditionResult) -> str:
    """`2022-03.en: 28 pages; 7 laid out, 3 reused; not verified; build/2022-03/x.pdf, .epub`, or `unchanged` there."""
    pages = "1 page" if result.pages == 1 else f"{result.pages} pages" if result.pages else "no pages"
    work = "unchanged" if result.is_unchanged else f"{result.laid_out} laid out, {result.reused} reused"
    made = f"{result.edition}: {pages}; {work}"
    verified = ", ".join(result.standards) or "not verified"
    return "; ".join(part for part in (made, verified if result.files else "", _files(result.files)) if part)


def _files(files: tuple[Path, ...]) -> str:
    """The first file's path, and of the others what differs."""
    return ", ".join([*(shown(file) for file in files[:1]), *(_after(files[0], file) for file in files[1:])])


def _after(first: Path, other: Path) -> str:
    stem = f"{first.with_suffix('')}."
    if str(other).startswith(stem):  # also of a part: .part1.epub
        return str(other)[len(stem) - 1 :]
    return other.name if other.parent == first.parent else shown(other)


def report(made: "Compilation", *, quiet: bool, json: bool) -> None:
    """Print what was found, and with `json` what was made."""
    if json:
        print_json(_as_data(made))
        return
    # What is only to be known is in `archivist check`: after each compile it would hide the rest.
    weights = {Severity.ERROR} if quiet else {Severity.ERROR, Severity.WARNING}
    shown = [finding for finding in made.findings if finding.severity in weights]
    if shown:
        print_findings(shown, err=True)
    for edition in () if quiet else made.kept:
        typer.echo(f"{edition}: published; its files are those of the ledger")
    if not made.results and not made.kept:
        typer.echo("no edition was made", err=True)


def exit_code(made: "Compilation", *, strict: bool) -> int:
    """1 if there is an error, or with `strict` a warning, or if nothing was made, as where there are no articles."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(not (made.results or made.kept) or any(finding.severity in failing for finding in made.findings))


def _as_data(made: "Compilation") -> "CompilationData":
    return {
        "format": "archivist compilation 1",
        "editions": [_edition_as_data(result) for result in made.results],
        "kept": list(made.kept),
        "findings": [finding.as_data() for finding in made.findings],
    }


def _edition_as_data(result: EditionResult) -> "CompiledEditionData":
    return {
        "edition": result.edition,
        "files": [str(file) for file in result.files],
        "pages": result.pages,
        "laid_out": result.laid_out,
        "reused": result.reused,
        "unchanged": result.is_unchanged,
        "standards": list(result.standards),
    }
