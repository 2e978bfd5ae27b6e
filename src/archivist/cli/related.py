"""`archivist related`: the related reading of a work, what is suggested, and why."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.completion import language_tags
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.data_formats.archive_data import NearWorkData, RelatedData
    from archivist.model.annotated import RelatedEntry
    from archivist.workflows.related_reading import NearWork, RelatedReport


def command(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The key of a work.")],
    *,
    language: Annotated[
        str,
        typer.Option(
            metavar="LANG",
            help="The edition; the first that contains the work if none is named.",
            autocompletion=language_tags,
            show_default=False,
        ),
    ] = "",
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="Number of nearest works to show.")] = 10,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Show the related reading of a work: what its author lists, what archivist suggests, and why.

    Lists the nearest works with their scores, the days between the works, the language in which they were compared,
    and the terms that count most, or that they are similar in meaning; for a work that is not suggested, also the
    reason. Exits with status 1 if the articles have errors.

    \b
    Examples:
      archivist related great-liakhvi
      archivist related great-liakhvi --language ka
      archivist related great-liakhvi --most 3 --json
    """
    from archivist.cli.output import print_findings, print_json
    from archivist.workflows.related_reading import report_related

    report = report_related(settings_of(context).open(), key, language=language, most=most)
    if isinstance(report, list):
        print_findings(report, err=True)
        raise typer.Exit(1)
    if json:
        print_json(_as_data(report))
        return
    for line in _lines(report):
        typer.echo(line)


def _lines(report: "RelatedReport") -> "Iterator[str]":
    from archivist.cli.streams import one_line

    yield one_line(f"{report.article.key}: {report.article.title} ({report.article.date}, {report.edition.id})")
    yield ""
    yield "Listed by the author:" if report.listed else "The author lists nothing."
    for entry in report.listed:
        yield one_line(f"  {_listed(entry)}")
    yield ""
    yield "Nearest works:" if report.near else "No other work shares anything with it."
    for near in report.near:
        yield from (one_line(line) for line in _explained(near))


def _listed(entry: "RelatedEntry") -> str:
    place = f" (volume {entry.volume})" if entry.volume else ""
    name = entry.address or entry.key
    return f"{name}: {entry.title}{place}" if entry.title and entry.title != name else f"{name}{place}"


def _explained(near: "NearWork") -> "Iterator[str]":
    from archivist.suggestion.nearness import Basis
    from archivist.workflows.related_reading import Outcome

    neighbour = near.neighbour
    mark = "suggested" if near.outcome is Outcome.SUGGESTED else f"not suggested: {near.outcome}"
    days = "1 day" if neighbour.days == 1 else f"{neighbour.days} days"
    yield f"  {neighbour.score:.4f}  {neighbour.key}: {near.title} (volume {near.volume}); {mark}"
    if neighbour.basis is Basis.MEANING:
        said = f"similar in meaning, by its text in {neighbour.language}: {neighbour.likeness:.4f}"
        yield f"          {days} apart; {said}"
        return
    compared = f"compared in {neighbour.language}: {neighbour.likeness:.4f}"
    yield f"          {days} apart; {compared}; share {', '.join(near.terms)}"


def _as_data(report: "RelatedReport") -> "RelatedData":
    return {
        "format": "archivist related 1",
        "key": report.article.key,
        "title": report.article.title,
        "date": report.article.date.isoformat(),
        "edition": report.edition.id,
        "listed": [
            {
                "kind": str(entry.kind),
                "key": entry.key,
                "address": entry.address,
                "title": entry.title,
                "volume": entry.volume,
            }
            for entry in report.listed
        ],
        "nearest": [_near_as_data(near) for near in report.near],
    }


def _near_as_data(near: "NearWork") -> "NearWorkData":
    neighbour = near.neighbour
    return {
        "key": neighbour.key,
        "title": near.title,
        "volume": near.volume,
        "score": neighbour.score,
        "likeness": neighbour.likeness,
        "days": neighbour.days,
        "language": neighbour.language,
        "basis": str(neighbour.basis),
        "terms": list(near.terms),
        "outcome": near.outcome.name.lower().replace("_", "-"),
    }
