"""Options that every command takes, before its name or after it."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from archivist.archive import Archive

_LARGE = 256  # articles
_SETTINGS = "archivist.toml"  # config.FILE_NAME, which would take longer to import than --help takes to print
_BUILD, _CACHE = "build", ".cache"  # folders, as in archive.py


@dataclass
class Settings:
    """What the options said, filled in as they are read."""

    archive: Path | None = None
    build: Path | None = None
    debug: bool = False

    def has_much_to_make(self) -> bool:
        """Whether processes are worth starting before anything is read: a guess.

        There are many Markdown files, and no compile has left a cache, in which all may be found.
        """
        from archivist.files import holds_many

        root = self.root()
        return not ((self.build or root / _BUILD) / _CACHE).is_dir() and holds_many(root, ".md", _LARGE)

    def root(self) -> Path:
        """The folder of the archive: the one named, else the nearest one upwards that has an archivist.toml."""
        if self.archive is not None:
            return self.archive
        here = Path.cwd()
        found = next((folder for folder in (here, *here.parents) if (folder / _SETTINGS).is_file()), here)
        # As a relative path, so that messages about the archive in the current folder stay short.
        return Path(*[".."] * len(here.relative_to(found).parts))

    def open(self, *, make_articles: bool = False) -> "Archive":
        """The archive to work on. If it was found in a folder above, this is printed on stderr.

        With `make_articles` its folder of articles is made if it is missing.
        """
        from archivist.archive import open_archive

        root = self.root()
        if self.archive is None and root != Path():
            typer.echo(f"archivist: the archive is {root.resolve()}", err=True)
        return open_archive(root, self.build, make_articles=make_articles)


def settings_of(context: typer.Context) -> Settings:
    """The settings of this run."""
    return context.ensure_object(Settings)


def _remember(name: str) -> Callable[[typer.Context, object], object]:
    """An option's callback: the option may be before and after the command's name; the last one counts."""

    def remember(context: typer.Context, value: object) -> object:
        if value:
            setattr(settings_of(context), name, value)
        return value

    return remember


ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        metavar="DIR",
        help="Folder of archivist.toml.  [default: . or the nearest one above]",
        callback=_remember("archive"),
        show_default=False,
    ),
]
BuildOption = Annotated[
    Path | None,
    typer.Option(
        "--build",
        metavar="DIR",
        help="Folder to make volumes in.  [default: build in the archive]",
        callback=_remember("build"),
        show_default=False,
    ),
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show a traceback if something fails.", callback=_remember("debug"))
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print data instead of text.")]
