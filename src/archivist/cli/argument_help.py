"""Arguments in the help as manuals write them: `VOLUME...` or `[VOLUME]...`, without the names of Python's types."""

from collections.abc import Iterator
from functools import partial
from typing import Any, Protocol

from typer.core import TyperArgument


class Command(Protocol):
    """A command, as far as it is used here."""

    params: list[Any]


def describe_arguments(command: Command) -> None:
    """Change how the arguments of a command, and of the commands in it, are shown."""
    for argument in _arguments(command):
        # Typer has no option for either, and makes the objects itself.
        setattr(argument, "get_usage_pieces", partial(_usage, argument))  # noqa: B010
        setattr(argument, "display_type_rich", _no_type)  # noqa: B010


def _arguments(command: Command) -> Iterator[TyperArgument]:
    yield from (each for each in command.params if isinstance(each, TyperArgument))
    for child in getattr(command, "commands", {}).values():
        yield from _arguments(child)


def _usage(argument: TyperArgument, ctx: object) -> list[str]:
    name = argument.metavar or argument.name.upper()
    return [(name if argument.required else f"[{name}]") + ("..." if argument.nargs != 1 else "")]


def _no_type(ctx: object) -> None:
    """The name of an argument says what it is."""
