"""What an import asks the person at the terminal: the day of an undated article, and whether to write over."""

import datetime
import difflib
import sys

import typer

from archivist.cli.importing import NoProgress
from archivist.cli.output import near
from archivist.importing.import_outcome import AskDay, Change, Decide, leave, nobody
from archivist.reader_api.found import FoundArticle

_WORDS = 30  # of an undated article, to know it by


def day_question(*, quiet: bool, progress: NoProgress) -> AskDay:
    """Asks for the day of each undated article; without a terminal nobody is asked."""
    is_watched = sys.stdin.isatty() and sys.stderr.isatty() and not quiet
    return _DayQuestion(progress).ask if is_watched else nobody


class _DayQuestion:
    """Asks for days, and remembers that it is to ask no more."""

    def __init__(self, progress: NoProgress) -> None:
        self._progress, self._is_over = progress, False

    def ask(self, found: FoundArticle) -> datetime.date | None:
        """The day; None if the person does not know it."""
        if self._is_over:
            return None
        self._progress.pause()
        words = (found.plain or found.text).split()
        shown = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
        typer.echo(f"{found.place} gives no date: {found.title}\n    {shown}", err=True)
        while True:
            answer = typer.prompt(
                "Date (YYYY-MM-DD), [Enter] to leave it out, [q]uit asking", default="", show_default=False, err=True
            ).strip()
            self._is_over = answer.lower() in ("q", "quit")
            if not answer or self._is_over:
                return None
            try:
                return datetime.date.fromisoformat(answer)
            except ValueError:
                typer.echo(f"{answer} is not a valid date. Write it as YYYY-MM-DD.", err=True)


def decision(*, update: bool, yes: bool, quiet: bool, progress: NoProgress) -> Decide:
    """Shows each difference and asks; without a terminal to ask at, `yes` is what counts."""
    if not update:
        return leave
    return _Asking(yes=yes, quiet=quiet, progress=progress).decide


class _Asking:
    """Shows differences and remembers an answer that applies to all."""

    def __init__(self, *, yes: bool, quiet: bool, progress: NoProgress) -> None:
        self._all = True if yes else None if sys.stdin.isatty() and not quiet else False
        self._quiet, self._progress = quiet, progress

    def decide(self, change: Change) -> bool:
        """Whether to write over."""
        self._progress.pause()
        typer.echo(difference(change), err=self._quiet)  # beside data, which are alone on stdout
        if self._all is not None:
            return self._all
        answer = typer.prompt("Write over it? [y]es, [n]o, [a]ll, [q]uit asking", default="n", err=True)
        letter = answer.strip().lower()[:1]
        if letter in ("a", "q"):
            self._all = letter == "a"
        return letter in ("y", "a")


def difference(change: Change) -> str:
    """The difference as a unified diff."""
    before, after = (data.decode("utf-8", "replace").splitlines() for data in (change.before, change.after))
    name = str(near(change.path))
    return "\n".join(difflib.unified_diff(before, after, name, f"{name} (from the source)", lineterm=""))
