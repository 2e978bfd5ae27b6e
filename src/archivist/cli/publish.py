"""`archivist publish`: enter volumes in the ledger."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from archivist.cli.completion import LanguageOption, volume_ids
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.data_formats.package_data import PublicationData
    from archivist.workflows.volume_publication import Candidate, Candidates


def command(
    context: typer.Context,
    volumes: Annotated[
        list[str], typer.Argument(metavar="VOLUME", help="Volumes: 2022-03.", autocompletion=volume_ids)
    ],
    *,
    language: LanguageOption = None,
    date: Annotated[
        str, typer.Option(metavar="DATE", help="Day of publication, such as 2022-04-01.  [default: today]")
    ] = "",
    only: Annotated[
        Literal["pdf", "epub"] | None, typer.Option(help="Publish editions that have only this format.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be published, and stop.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Publish without asking.")] = False,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Enter volumes in ledger.json: from then on they never change.

    The volumes must have been compiled, and articles and settings must be the same as then. Shows what would be
    entered, and asks. Keep ledger.json under version control. Exits with status 1 if nothing was published.

    \b
    Examples:
      archivist publish 2022-03 --dry-run
      archivist publish 2022-03
      archivist publish 2022-01 2022-02 --date 2022-03-01 --yes
      archivist publish 2022-03 --language ka
    """
    from archivist.cli.confirmation import counted, is_agreed
    from archivist.cli.output import print_findings, print_json, shown
    from archivist.executors import open_executor
    from archivist.findings import has_errors
    from archivist.model.results import Format
    from archivist.workflows.volume_publication import find_candidates, publish

    opened, day = settings_of(context).open(), _day(date)
    with open_executor(1) as workers:
        found = find_candidates(
            opened,
            volumes=volumes,
            languages=language or (),
            only=Format(only) if only else None,
            day=day,
            workers=workers,
        )
    _list(found, err=json)
    if found.findings and not json:
        print_findings(found.findings, err=True)
    ready = bool(found.editions) and not has_errors(found.findings)
    agreed = ready and not dry_run and (yes or is_agreed("publish", len(found.editions), "edition"))
    done = publish(opened, found) if agreed else ()
    if json:
        print_json(_as_data(found, done))
    elif done:
        typer.echo(f"{counted(len(done), 'edition')} published; commit {shown(opened.ledger)}", err=True)
    raise typer.Exit(int(has_errors(found.findings) or (bool(found.editions) and not done and not dry_run)))


def _day(date: str) -> datetime.date:
    """The day given, else that of SOURCE_DATE_EPOCH, else today: publishing is an act in time. Raises UsageError."""
    from archivist.errors import UsageError
    from archivist.source_date import source_date

    if not date:
        made = source_date()
        return made.date() if made else datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.date.fromisoformat(date)
    except ValueError:
        raise UsageError(f"--date: {date!r} is not a valid date", "Write it as 2022-04-01.") from None


def _list(found: "Candidates", *, err: bool) -> None:
    """One line for each edition; with --json on stderr, since stdout is for data."""
    for each in found.editions:
        typer.echo(_line(each), err=err)
    for id in found.published:
        typer.echo(f"{id}: already published", err=err)


def _line(candidate: "Candidate") -> str:
    from archivist.cli.confirmation import counted

    edition, entry = candidate.edition, candidate.entry
    version = f"version {edition.version}, " if edition.version > 1 else ""
    pages = counted(entry.pages, "page") if entry.pages else "no pages"
    files = ", ".join(file.file for file in entry.files)
    articles = counted(len(entry.articles), "article")
    return f"{edition.id}: No. {entry.number}, {version}{entry.published}, {articles}, {pages}; {files}"


def _as_data(found: "Candidates", done: "tuple[Candidate, ...]") -> "PublicationData":
    return {
        "format": "archivist publication 1",
        "published": [each.edition.id for each in done],
        "entries": {
            each.edition.id: each.entry.model_dump(mode="json", exclude_defaults=True) for each in found.editions
        },
        "already": list(found.published),
        "findings": [finding.as_data() for finding in found.findings],
    }
