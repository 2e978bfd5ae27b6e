"""Asking before files are changed or removed."""

import sys

import typer


def is_agreed(verb: str, number: int) -> bool:
    """Whether the user agrees to `verb` ("change", "remove") so many files.

    Without a terminal nobody can be asked: then nothing is done, and stderr says how to agree beforehand.
    """
    done = f"{verb.removesuffix('e')}ed"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(f"nothing was {done}; add --yes to {verb} it", err=True)
        return False
    if typer.confirm(f"{verb.capitalize()} {files(number)}?", err=True):
        return True
    typer.echo(f"nothing was {done}", err=True)
    return False


def files(number: int) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {'file' if number == 1 else 'files'}"
