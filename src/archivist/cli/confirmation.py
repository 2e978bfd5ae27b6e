"""Asking before files are changed or removed."""

import sys

import typer


def is_agreed(verb: str, number: int, noun: str = "file", done: str = "") -> bool:
    """Whether the user agrees to `verb` ("change", "remove") so many files, or things of another `noun`.

    `done` is the participle of the verb if it is irregular. Without a terminal nobody can be asked: then nothing is
    done, and stderr says how to agree beforehand.
    """
    done = done or f"{verb.removesuffix('e')}ed"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(f"nothing was {done}; add --yes to {verb} it", err=True)
        return False
    if typer.confirm(f"{verb.capitalize()} {counted(number, noun)}?", err=True):
        return True
    typer.echo(f"nothing was {done}", err=True)
    return False


def files(number: int) -> str:
    """`1 file`, `2 files`."""
    return counted(number, "file")


def counted(number: int, noun: str) -> str:
    """`1 edition`, `2 editions`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
