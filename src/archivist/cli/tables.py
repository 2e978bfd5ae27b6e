"""The plan of an archive, as a table and as data."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

from archivist.cli.output import counted
from archivist.ledger import Ledger
from archivist.model import Edition, Volume

if TYPE_CHECKING:
    from archivist.data_formats.archive_data import PlanData, PlannedEditionData, PlannedVolumeData
    from archivist.planning import Plan


def print_plan(plan: "Plan") -> None:
    """Print one row a volume."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading, side in (("Volume", "left"), ("No.", "right"), ("Dates", "left"), ("Works", "right")):
        table.add_column(heading, justify=side, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("Editions")
    if plan.ledger:
        table.add_column("Published", no_wrap=True)
    table.add_column("Missing translations")
    made: dict[str, list[str]] = {}
    for edition in plan.editions:
        made.setdefault(edition.volume.id, []).append(edition.language)
    languages = dict.fromkeys(edition.language for edition in plan.editions)
    for volume in plan.volumes:
        table.add_row(*_row(volume, made.get(volume.id, ()), languages, plan.ledger))
    Console(highlight=False, markup=False).print(table)
    Console(stderr=True, highlight=False).print(
        f"volumes: {len(plan.volumes)}; editions: {len(plan.editions)}; {counted(plan.findings)}"
    )


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
