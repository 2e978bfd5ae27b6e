"""`archivist help`: the manual, which is part of the package, and the help of each command."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from archivist.cli.options import DebugOption

_MANUAL = Path(__file__).parents[1] / "manual"


def topics() -> dict[str, Path]:
    """The pages of the manual by name, the overview aside."""
    return {page.stem: page for page in sorted(_MANUAL.glob("*.md")) if page.stem != "index"}


def complete_topic(incomplete: str) -> list[str]:
    """What the shell offers when the user presses Tab."""
    return [name for name in topics() if name.startswith(incomplete)]


def command(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="TOPIC", help="A page of the manual, a command, or a finding.", autocompletion=complete_topic
        ),
    ] = None,
    debug: DebugOption = False,
) -> None:
    """Show a page of the manual, or list its pages.

    \b
    Examples:
      archivist help
      archivist help writing
      archivist help compile
      archivist help missing-translation
    """
    if topic is None:
        for line in _list():
            typer.echo(line)
        return
    found = _find(context, topic.removesuffix(".md"))
    if found is None:
        import difflib

        from archivist.errors import UsageError

        near = difflib.get_close_matches(topic, [*topics(), *_commands(context)], n=1, cutoff=0.5)
        question = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"there is no page {topic}{question}", "`archivist help` lists the pages.")
    _show(found)


def _find(context: typer.Context, topic: str) -> str | None:
    """The text about a topic: a page comes before a command of the same name, which has --help."""
    if topic in topics():
        return topics()[topic].read_text("utf-8")
    if topic in _commands(context):
        named = _commands(context)[topic]
        return str(named.get_help(typer.Context(named, info_name=topic, parent=context.parent)))
    return _finding(topic)


def _finding(code: str) -> str | None:
    from archivist.findings import CODES

    known = CODES.get(code)
    if known is None:
        return None
    return f"# {code} ({known.severity})\n\n{known.meaning}\n\n{known.remedy}\n\nSee `archivist help {known.page}`.\n"


def _commands(context: typer.Context) -> Mapping[str, Any]:
    above = context.parent.command if context.parent else None
    return above.commands if isinstance(above, TyperGroup) else {}


def _list() -> Iterator[str]:
    pages = topics()
    width = max(map(len, pages))
    yield "Pages of the manual: archivist help TOPIC"
    yield ""
    for name, page in pages.items():
        title = page.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        yield f"  {name:<{width}}  {title}"


def _show(text: str) -> None:
    """Print Markdown: set for reading on a terminal, through a pager; as it is written in a pipe."""
    if not sys.stdout.isatty():
        typer.echo(text.rstrip("\n"))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    with console.pager(styles=True):
        console.print(Markdown(text) if text.startswith("#") else text)
