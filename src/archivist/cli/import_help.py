"""The help of `archivist import`, which lists the readers that are installed."""

# Imports are inside functions, so that --help of other commands answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from typer.core import TyperCommand


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
