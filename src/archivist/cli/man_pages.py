"""Manual pages for `man`, made from the help: `python -m archivist.cli.man_pages FOLDER`.

The form is that of man-pages(7) in the macros of groff_man(7). No library writes pages of Typer's commands.
"""

import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from archivist import __version__
from archivist.cli.app import command_line
from archivist.files import write_whole

_EXIT = (
    ("0", "Everything is as it should be."),
    ("1", "There is an error, as the description says."),
    ("2", "The command was used wrongly, or archivist.toml is broken."),
    ("3", "Something could not be verified (verify, audit)."),
    ("130, 143", "The command was ended by an interrupt or by kill."),
)
_FILES = (
    ("archivist.toml", "Settings of the archive: archivist help configuration."),
    ("glossary.toml", "Names and terms: archivist help glossary."),
    ("ledger.json", "What was published: archivist help publishing."),
    ("build/", "Volumes, and the cache."),
)


def man_pages() -> dict[str, str]:
    """The pages by file name: `archivist.1`, and one for each command."""
    root: Any = command_line()
    commands = dict(_commands(root, "archivist"))
    names = sorted(commands)
    pages = {}
    for name in names:
        context = typer.Context(commands[name], info_name=name, **root.context_settings)
        pages[f"{_file(name)}.1"] = "\n".join(_page(name, context, names)) + "\n"
    return pages


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for child, each in getattr(command, "commands", {}).items():
        yield from _commands(each, f"{name} {child}")


def _page(name: str, context: typer.Context, names: Sequence[str]) -> Iterator[str]:
    command: Any = context.command
    yield f'.TH "{_file(name).upper()}" "1" "" "archivist {__version__}" "Manual of archivist"'
    yield ".SH NAME"
    yield f"{_escaped(_file(name))} \\- {_escaped(_summary(command))}"
    yield ".SH SYNOPSIS"
    yield f".B {_escaped(name)}"
    yield _escaped(" ".join(command.collect_usage_pieces(context)))
    yield ".SH DESCRIPTION"
    yield from _description(inspect.cleandoc(command.help or ""))
    for heading, rows in _described(context):
        yield f".SH {heading}"
        yield from _rows(rows)
    yield ".SH EXIT STATUS"
    yield from _rows(_EXIT)
    if name == "archivist":
        yield ".SH FILES"
        yield from _rows(_FILES)
    yield ".SH SEE ALSO"
    others = [other for other in names if other != name and _is_near(other, name)]
    yield ", ".join(f"\\fB{_escaped(_file(other))}\\fR(1)" for other in others)
    yield ".PP"
    yield f"{_escaped('The whole manual: archivist help')}"


def _described(context: typer.Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The parameters in groups, as the help has them; of a group of commands also these."""
    groups: dict[str, list[tuple[str, str]]] = {"ARGUMENTS": [], "OPTIONS": []}
    command: Any = context.command
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            groups["OPTIONS" if record[0].startswith("-") else "ARGUMENTS"].append(record)
    children = getattr(command, "commands", {})
    groups["COMMANDS"] = [(child, _summary(each)) for child, each in children.items()]
    yield from ((heading, rows) for heading, rows in groups.items() if rows)


def _description(text: str) -> Iterator[str]:
    """Paragraphs; those that begin with Click's mark are printed as they are."""
    for paragraph in text.split("\n\n"):
        as_is, _, rest = paragraph.partition("\b\n")
        yield ".PP"
        if as_is.strip() or not rest:
            yield _escaped(" ".join(paragraph.split()))
        else:
            yield from (".nf", *map(_escaped, rest.splitlines()), ".fi")


def _rows(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in rows:
        yield ".TP"
        yield f".B {_escaped(term)}"
        yield _escaped(" ".join(meaning.split()))


def _summary(command: Any) -> str:
    """The first sentence of the help, or the summary in its place, without a full stop."""
    first = (command.short_help or inspect.cleandoc(command.help or "")).partition("\n\n")[0]
    return re.sub(r"\.(\s.*)?$", "", " ".join(first.split()))


def _is_near(other: str, name: str) -> bool:
    """Whether a page names another one: the program all of its commands, a command the program and its own."""
    return other == name.rpartition(" ")[0] or other.rpartition(" ")[0] == name


def _file(name: str) -> str:
    return name.replace(" ", "-")


def _escaped(text: str) -> str:
    """The text in ASCII and without meaning for roff; a line may not begin with its control character."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    escaped = re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found[0]):04X}]", escaped)
    return f"\\&{escaped}" if escaped.startswith(".") else escaped


def main(folder: Path) -> None:
    """Write the pages. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in man_pages().items():
        write_whole(folder / name, page.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
