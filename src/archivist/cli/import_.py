"""`archivist import`: articles from elsewhere, as files of the archive."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from archivist.cli import import_options as options
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.importing.import_outcome import Import
    from archivist.reader_api.found import Wishes

HELP = """Import articles into the archive: from exports, feeds, web archives, saved pages, sites, copied text.

    A source is recognised by its content. The kinds that can be imported are listed at the end.

    Each article becomes one file, with its pictures. archivist checks that the file contains every word. An article
    that is already in the archive is never overwritten without --update. Repeating an import changes nothing.

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


def command(
    context: typer.Context,
    sources: options.SourcesArgument,
    *,
    date: options.DateOption = "",
    language: options.LanguageOption = "",
    media: options.MediaOption = None,
    since: options.SinceOption = "",
    until: options.UntilOption = "",
    category: options.CategoryOption = None,
    type_: options.TypeOption = None,
    drafts: options.DraftsOption = False,
    kind: options.KindOption = "",
    update: options.UpdateOption = False,
    yes: options.YesOption = False,
    write_settings: options.WriteSettingsOption = False,
    jobs: options.JobsOption = 0,
    verbose: options.VerboseOption = False,
    report: options.ReportOption = None,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Import articles into the archive. `HELP` is what users read."""
    from archivist.cli.importing import Choice, exit_code, wishes_of
    from archivist.errors import UsageError

    if yes and not update:
        raise UsageError("--yes requires --update", "Write --update --yes.")
    choice = Choice(since, until, category or (), type_ or ())
    wishes = wishes_of(date=date, language=language, media=media, drafts=drafts, choice=choice)
    opened = settings_of(context).open(make_articles=True)
    done = _import(opened, sources, wishes, kind, options.Update(update, yes), jobs=jobs, json=json)
    _report(opened, done, options.Output(verbose, json, report, write_settings))
    raise typer.Exit(exit_code(done))


def _import(
    archive: "Archive",
    sources: Sequence[Path],
    wishes: "Wishes",
    kind: str,
    update: options.Update,
    *,
    jobs: int,
    json: bool,
) -> "Import":
    from archivist.cli.asking import day_question, decision
    from archivist.cli.importing import progress_of
    from archivist.workflows.article_import import import_sources

    with progress_of(quiet=json) as progress:
        return import_sources(
            archive,
            sources,
            wishes,
            kind=kind,
            decide=decision(update=update.is_wanted, yes=update.is_agreed, quiet=json, progress=progress),
            ask_day=day_question(quiet=json, progress=progress),
            jobs=jobs,
            progress=progress,
        )


def _report(archive: "Archive", done: "Import", output: options.Output) -> None:
    """Print and write what was imported, and the settings proposed from it."""
    from archivist.cli.importing import print_import, write_report
    from archivist.cli.proposing import propose

    proposed = propose(archive, done, write=output.write_settings)
    if output.report is not None:
        write_report(done, output.report, proposed.as_data())
    print_import(done, verbose=output.verbose, json=proposed.as_data() if output.json else None)
    if not output.json:
        proposed.show()
