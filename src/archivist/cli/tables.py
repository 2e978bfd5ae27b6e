"""The plan of an archive, as a table and as data."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table

from archivist.cli.output import counted
from archivist.ledger import Ledger
from archivist.model.volumes import Edition, Volume

if TYPE_CHECKING:
    from archivist.data_formats.archive_data import PlanData, PlannedEditionData, PlannedVolumeData
    from archivist.planning import Plan


_PUBLISHED = "Published"
_HEADINGS = ("Volume", "No.", "Dates", "Works", "Editions", _PUBLISHED, "Missing translations")
_NUMBERS = frozenset({"No.", "Works"})
_WRAPPED = frozenset({"Editions", "Missing translations"})
_ANY_WIDTH = 1000  # columns


def print_plan(plan: "Plan") -> None:
    """Print one row a volume."""
    made: dict[str, list[str]] = {}
    for edition in plan.editions:
        made.setdefault(edition.volume.id, []).append(edition.language)
    languages = dict.fromkeys(edition.language for edition in plan.editions)
    headings = [each for each in _HEADINGS if each != _PUBLISHED or plan.ledger]
    rows = [_row(volume, made.get(volume.id, ()), languages, plan.ledger) for volume in plan.volumes]
    table = _table(headings, rows)
    console = Console(highlight=False, markup=False)
    if Measurement.get(console, console.options.update(max_width=_ANY_WIDTH), table).minimum <= console.width:
        console.print(table)
    else:  # a table would lose columns
        for row in rows:
            lines = (f"{name}: {value}" for name, value in zip(headings, row, strict=True) if value)
            console.print("\n".join(lines), end="\n\n")
    Console(stderr=True, highlight=False).print(
        f"volumes: {len(plan.volumes)}; editions: {len(plan.editions)}; {counted(plan.findings)}"
    )


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading in headings:
        side: Literal["left", "right"] = "right" if heading in _NUMBERS else "left"
        table.add_column(heading, justify=side, no_wrap=heading not in _WRAPPED)
    for row in rows:
        table.add_row(*row)
    return table


def _row(volume: Volume, made: Sequence[str], languages: Iterable[str], ledger: Ledger) -> tuple[str, ...]:
    """`made` are the languages of the volume's editions, `languages` those of the archive's."""
    days = [work.date for work in volume.works] or [volume.start, volume.end]
    first, last = days[0], days[-1]
    lacking = {tag: sum(work.in_language(tag) is None for work in volume.works) for tag in languages}
    return (
        volume.id,
        str(volume.number),
        str(first) if first == last else f"{first} – {last}",
        str(len(volume.works)),
        " ".join(made),
        *([_published(volume.id, ledger)] if ledger else []),
        ", ".join(f"{tag} {count}" for tag, count in lacking.items() if count),
    )


def _published(volume: str, ledger: Ledger) -> str:
    """The languages in which a volume is published, with the version after the first: `en ka(2)`."""
    editions = (ledger.edition(volume, language) for language in ledger.languages_of(volume))
    return " ".join(
        each.language + (f"({each.version})" if each.version > 1 else "") for each in editions if each is not None
    )


def plan_as_data(plan: "Plan") -> "PlanData":
    """The plan as JSON-ready data."""
    return {
        "format": "archivist plan 1",
        "volumes": [_volume_as_data(volume, plan.ledger) for volume in plan.volumes],
        "editions": [_edition_as_data(edition) for edition in plan.editions],
        "findings": [finding.as_data() for finding in plan.findings],
    }


def _volume_as_data(volume: Volume, ledger: Ledger) -> "PlannedVolumeData":
    published = {
        tag: each.version for tag in ledger.languages_of(volume.id) if (each := ledger.edition(volume.id, tag))
    }
    data: PlannedVolumeData = {
        "id": volume.id,
        "number": volume.number,
        "issue": volume.issue,
        "year": volume.year,
        "start": volume.start.isoformat(),
        "end": volume.end.isoformat(),
        "works": [
            {"key": work.key, "date": work.date.isoformat(), "languages": list(work.languages)} for work in volume.works
        ],
    }
    return {**data, "published": published} if published else data


def _edition_as_data(edition: Edition) -> "PlannedEditionData":
    return {
        "id": edition.id,
        "volume": edition.volume.id,
        "language": edition.language,
        "articles": [article.path for article in edition.articles],
        "missing": [work.key for work in edition.missing],
    }
