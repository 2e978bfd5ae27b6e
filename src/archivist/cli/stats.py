"""`archivist stats`: what the compiled editions contain, counted."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.data_formats.archive_data import StatisticsData
    from archivist.shelf.statistics import MonthFigures, Statistics

_UNKNOWN = "–"


def command(
    context: typer.Context,
    *,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Count what the compiled editions contain.

    Articles, words, notes and related entries by month and language, missing translations, and the length of each
    volume. A text that several editions print is counted once. Exits with status 1 if nothing is compiled.

    \b
    Examples:
      archivist stats
      archivist stats --json
    """
    from archivist.cli.output import print_findings, print_json
    from archivist.findings import has_errors
    from archivist.workflows.archive_statistics import count_archive

    report = count_archive(settings_of(context).open())
    if json:
        findings = [each.as_data() for each in report.findings]
        data: StatisticsData = {
            "format": "archivist statistics 1",
            **report.statistics.as_data(),
            "findings": findings,
        }
        print_json(data)
    else:
        if report.statistics.volumes:
            _print(report.statistics)
        if report.findings:
            print_findings(report.findings, err=True)
    raise typer.Exit(int(has_errors(report.findings)))


def _print(statistics: "Statistics") -> None:
    """Print a table of the months and one of the volumes."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    months = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, show_footer=True)
    total = _row(statistics.total, statistics)
    headings = ("Month", "Works", *(f"Words {tag}" for tag in statistics.languages), "Notes", "Related", "Missing")
    for at, (heading, footer) in enumerate(zip(headings, total, strict=True)):
        is_number = 0 < at < len(headings) - 1
        months.add_column(heading, footer, justify="right" if is_number else "left", no_wrap=is_number)
    for month in statistics.months:
        months.add_row(*_row(month, statistics))
    volumes = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading in ("Volume", "Edition", "Articles", "Words", "Pages"):
        volumes.add_column(heading, justify="left" if heading in ("Volume", "Edition") else "right", no_wrap=True)
    for each in statistics.volumes:
        pages = str(each.pages or _UNKNOWN)
        volumes.add_row(each.volume, each.language, str(each.articles), f"{each.words:,}", pages)
    console = Console(highlight=False, markup=False)
    console.print(months)
    console.print()
    console.print(volumes)


def _row(month: "MonthFigures", statistics: "Statistics") -> tuple[str, ...]:
    related = _UNKNOWN if month.related is None else f"{month.related:,}"
    words = (f"{month.words.get(tag, 0):,}" for tag in statistics.languages)
    return (month.month or "all", f"{month.works:,}", *words, f"{month.notes:,}", related, _counts(month.missing))


def _counts(counts: Mapping[str, int]) -> str:
    """`ka 1, ru 2`, as `archivist plan` shows them."""
    return ", ".join(f"{tag} {count}" for tag, count in counts.items() if count)
