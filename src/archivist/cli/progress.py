"""How far a compile or a verification has got: a bar on a terminal; otherwise a line an edition, or nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from archivist.cli.heartbeat import heartbeat
from archivist.cli.outcome import summary
from archivist.model import EditionResult


class Silence:
    """Says nothing."""

    def begin(self, edition: str, documents: int) -> None:
        """An edition is begun."""

    def laid_out(self, document: str, reused: bool) -> None:
        """A document is laid out."""

    def done(self, result: EditionResult) -> None:
        """An edition is made."""


class Lines(Silence):
    """A line on stdout for each edition made."""

    def done(self, result: EditionResult) -> None:
        """Print its summary."""
        typer.echo(summary(result))


class Bar(Lines):
    """In addition, a bar on stderr that is removed when the edition is made."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def begin(self, edition: str, documents: int) -> None:
        """Show an empty bar."""
        self.close()
        self._bar = _new_bar()
        self._bar.start()
        self._task = self._bar.add_task(edition, total=documents)

    def laid_out(self, document: str, reused: bool) -> None:
        """Move the bar on."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)

    def done(self, result: EditionResult) -> None:
        """Take the bar away and print the summary in its place."""
        self.close()
        super().done(result)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _new_bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        # Summaries go to stdout itself, which may be a file while the bar is on a terminal.
        redirect_stdout=False,
        redirect_stderr=False,
    )


@contextmanager
def progress_for(*, quiet: bool) -> Iterator[Silence]:
    """The progress to show: none, lines, or also a bar if a person is watching."""
    if quiet or not sys.stderr.isatty():
        yield Silence() if quiet else Lines()
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.close()


class NoSteps:
    """Says nothing of the steps of a verification."""

    def expect(self, steps: int) -> None:
        """So many more are to be done."""

    def done(self, step: str) -> None:
        """One is done."""


class StepCount(NoSteps):
    """How many are done."""

    def __init__(self) -> None:
        self._total, self._done, self._last = 0, 0, ""

    def __str__(self) -> str:
        """As a line; "" before anything is to be done."""
        last = f", the last one: {self._last}" if self._last else ""
        return f"verify: {self._done} of {self._total} steps{last}" if self._total else ""

    def expect(self, steps: int) -> None:
        """Count."""
        self._total += steps

    def done(self, step: str) -> None:
        """Count."""
        self._done, self._last = self._done + 1, step


class StepBar(NoSteps):
    """A bar on stderr that names the step done last."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("verify", total=0)
        self._total = 0

    def expect(self, steps: int) -> None:
        """Make the bar longer."""
        self._total += steps
        self._bar.update(self._task, total=self._total)

    def done(self, step: str) -> None:
        """Move the bar on."""
        self._bar.update(self._task, advance=1, description=step)


@contextmanager
def steps_for(*, quiet: bool) -> Iterator[NoSteps]:
    """The progress of a verification to show: a bar if a person is watching, else a line now and then."""
    if quiet:
        yield NoSteps()
    elif not sys.stderr.isatty():
        count = StepCount()
        with heartbeat(count.__str__):
            yield count
    else:
        with _new_bar() as bar:
            yield StepBar(bar)
