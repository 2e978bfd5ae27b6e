"""The commands, gathered."""

from collections.abc import Callable
from typing import Annotated

import typer

from archivist import __version__
from archivist.cli import (
    audit,
    cache,
    check,
    clean,
    compile_,
    deliver,
    deposit,
    help_,
    import_,
    init,
    ledger,
    plan,
    preview,
    publish,
    rebuild,
    related,
    schema,
    send,
    serve,
    shelf,
    stats,
    verify,
)
from archivist.cli.argument_help import describe_arguments
from archivist.cli.import_help import ImportCommand
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption

# Rich would take longer to import than the whole help takes to print.
_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"archivist {__version__}")
        raise typer.Exit


@_app.callback()
def _options(
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Gather dated articles in several languages into numbered volumes: a PDF and an EPUB of each.

    \b
    archivist init my-archive            begin an archive
    archivist import export.xml          import articles from elsewhere
    archivist plan                       show what would be made
    archivist check                      show what is wrong with the articles
    archivist compile                    make every volume
    archivist compile 2022-03            make one
    archivist preview --open             show a volume in the browser while its articles are written
    archivist verify                     check what was made
    archivist related great-liakhvi      show related reading, and why it is suggested
    archivist publish 2022-03            enter a volume in the ledger: from then on it never changes
    archivist ledger                     show what was published
    archivist deposit 2022-03            make a package of a published volume for libraries
    archivist rebuild 2022-03.zip --to again   make the files of a package again
    archivist audit build/deposit        check after years what was deposited
    archivist deliver 2022-03.zip --to … send a package to a library
    archivist send 2022-03 --to kindle   send a volume to an e-reader
    archivist shelf                      make all volumes readable in a browser
    archivist serve                      serve the shelf on this computer
    archivist stats                      count articles, words, notes and pages
    archivist clean                      remove what is no longer made
    archivist cache show                 show what is kept for the next compile
    archivist help                       list the pages of the manual
    """


_app.command("init", short_help="Begin an archive, or prepare the folder of a site as one.")(init.command)
_app.command(
    "import", cls=ImportCommand, help=import_.HELP, short_help="Import articles from exports, feeds, pages and sites."
)(import_.command)
_app.command("plan")(plan.command)
_app.command("check")(check.command)
_app.command("compile")(compile_.command)
_app.command("preview", short_help="Show a volume in the browser while you write.")(preview.command)
_app.command("verify", short_help="Check the files that `compile` made.")(verify.command)
_app.command("related", short_help="Show the related reading of a work, and why.")(related.command)
_app.command("publish", short_help="Enter volumes in ledger.json: then they never change.")(publish.command)
_app.command("ledger")(ledger.command)
_app.command("deposit", short_help="Make packages of published volumes for libraries.")(deposit.command)
_app.command("rebuild", short_help="Make the files of a package again, and compare them.")(rebuild.command)
_app.command("audit", short_help="Check packages and volumes after years.")(audit.command)
_app.command("deliver", short_help="Send a package to a library, and read it back.")(deliver.command)
_app.command("send", short_help="Send volumes to an e-reader, by mail or by cable.")(send.command)
_app.command("shelf", short_help="Make a folder that shows all volumes in a browser.")(shelf.command)
_app.command("serve", short_help="Serve the shelf on this computer.")(serve.command)
_app.command("stats")(stats.command)
_app.command("clean")(clean.command)
_app.add_typer(cache.commands, name="cache")
_app.command("help")(help_.command)
_app.command("schema", short_help="Print the JSON Schema of settings, records and data.")(schema.command)


def command_line() -> Callable[..., object]:
    """The program as one callable that reads sys.argv."""
    command = typer.main.get_command(_app)
    describe_arguments(command)
    return command
