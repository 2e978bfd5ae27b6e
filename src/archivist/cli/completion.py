"""Volumes and languages on the command line, and what the shell offers when the user presses Tab."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from archivist.model.volumes import Edition


def volume_ids(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of the volumes the archive makes."""
    return _beginning(incomplete, [edition.volume.id for edition in _editions(context)])


def language_tags(context: typer.Context, incomplete: str) -> list[str]:
    """Languages of the editions the archive makes."""
    return _beginning(incomplete, [edition.language for edition in _editions(context)])


def _beginning(start: str, names: list[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name.startswith(start)]


def _editions(context: typer.Context) -> "tuple[Edition, ...]":
    """Nothing where there is no readable archive: a message would only disturb the line being typed."""
    from archivist.cli.options import settings_of
    from archivist.errors import ArchivistError
    from archivist.planning import plan

    try:
        return plan(settings_of(context).open()).editions
    except (ArchivistError, OSError):
        return ()


VolumesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="VOLUME", help="Volumes: 2022-03; all if none is named.", autocompletion=volume_ids),
]
LanguageOption = Annotated[
    list[str] | None,
    typer.Option(metavar="LANG", help="Only this language; may be repeated.", autocompletion=language_tags),
]
