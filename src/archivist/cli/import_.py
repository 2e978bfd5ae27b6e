"""`archivist import`: articles from elsewhere, as files of the archive."""

# Imports stand inside, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Protocol

import typer
from typer.core import TyperCommand

from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of


class _HelpFormatter(Protocol):
    """Click's formatter of help, as far as it is used here. Where Typer has it from depends on its version."""

    def section(self, name: str) -> AbstractContextManager[None]:
        """A part with a heading."""

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names and what they are, in two columns."""


class ImportCommand(TyperCommand):
    """The command, whose help lists the readers that are installed."""

    def format_epilog(self, ctx: object, formatter: _HelpFormatter) -> None:
        """The kinds of sources."""
        del ctx
        from archivist.importing.reader_registry import installed_readers

        with formatter.section("Kinds of sources"):
            formatter.write_dl([(each.name, each.description) for each in installed_readers().loaded])


SourcesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="SOURCE...", help="Files or folders to import articles from.", show_default=False),
]


def command(
    context: typer.Context,
    sources: SourcesArgument,
    *,
    date: Annotated[
        str, typer.Option(metavar="DATE", help="Date of articles whose source gives none: YYYY-MM-DD.")
    ] = "",
    language: Annotated[
        str, typer.Option(metavar="TAG", help="Language of articles that do not state theirs: en, ka, ru …")
    ] = "",
    media: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder with the pictures of an export, such as wp-content/uploads."),
    ] = None,
    since: Annotated[str, typer.Option(metavar="DATE", help="Leave out articles before this day.")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="Leave out articles after this day.")] = "",
    category: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Leave out articles without this section or tag. May be repeated."),
    ] = None,
    type_: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="NAME", help="Leave out articles of other types: post, page … May be repeated."),
    ] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Also import drafts; they stay drafts.")] = False,
    kind: Annotated[
        str, typer.Option("--as", metavar="KIND", help="What the sources are, if it is not recognised: see below.")
    ] = "",
    update: Annotated[
        bool, typer.Option("--update", help="Show where articles of the archive differ, and ask whether to overwrite.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --update: overwrite without asking.")] = False,
    write_settings: Annotated[
        bool,
        typer.Option("--write-settings", help="Write title, languages and more of the source into archivist.toml."),
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", help="Worker processes (0: one per CPU).", min=0)
    ] = 0,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show every remark, not only their number.")] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all that was done into this file, as JSON.")
    ] = None,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Import articles into the archive: from exports, feeds, web archives, saved pages, sites, copied text.

    A source is recognised by its content. The kinds that can be imported are listed at the end.

    Each article becomes one file, with its pictures, and is proved to contain every word. An article that is in the
    archive already is never overwritten without --update. Repeating an import changes nothing.

    Exits with status 1 if a source, or an article in it, could not be imported.

    \b
    Examples:
      archivist import export.xml --media wp-content/uploads --write-settings
      archivist import crawl.wacz feed.xml
      archivist import pages/ --language ka
      archivist import article.txt --date 2022-03-30
      archivist import export.xml --update
      archivist import export.xml --type post --since 2015-01-01
    """
    from archivist.cli.asking import day_question, decision
    from archivist.cli.importing import (
        Choice,
        exit_code,
        print_import,
        progress_of,
        wishes_of,
        write_report,
    )
    from archivist.cli.proposing import propose
    from archivist.errors import UsageError
    from archivist.workflows.article_import import import_sources

    if yes and not update:
        raise UsageError("--yes requires --update", "Write --update --yes.")
    choice = Choice(since, until, category or (), type_ or ())
    wishes = wishes_of(date=date, language=language, media=media, drafts=drafts, choice=choice)
    opened = settings_of(context).open()
    with progress_of(quiet=json) as progress:
        done = import_sources(
            opened,
            sources,
            wishes,
            kind=kind,
            decide=decision(update=update, yes=yes, quiet=json, progress=progress),
            ask_day=day_question(quiet=json, progress=progress),
            jobs=jobs,
            progress=progress,
        )
    proposed = propose(opened, done, write=write_settings)
    if report is not None:
        write_report(done, report, proposed.as_data())
    print_import(done, verbose=verbose, json=proposed.as_data() if json else None)
    if not json:
        proposed.show()
    raise typer.Exit(exit_code(done))
