"""How far a compile or a verification is: a bar on a terminal; otherwise a line for each edition, or nothing."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from archivist.cli.heartbeat import heartbeat
from archivist.cli.outcome import summary
from archivist.cli.run_count import RunCount
from archivist.model.results import EditionResult


class Silence:
    """Says nothing."""

    def expect(self, articles: Mapping[str, int]) -> None:
        """Editions are to be made, of so many articles each."""

    def begin(self, edition: str, documents: int) -> None:
        """An edition is begun."""

    def laid_out(self, document: str, reused: bool) -> None:
        """A document is laid out."""

    def done(self, result: EditionResult) -> None:
        """An edition is made."""


class Lines(Silence):
    """A line on stdout for each edition made; `count` says how far the run is."""

    def __init__(self) -> None:
        self.count = RunCount()

    def expect(self, articles: Mapping[str, int]) -> None:
        """Count."""
        self.count.expect(articles)

    def begin(self, edition: str, documents: int) -> None:
        """Count."""
        self.count.begin(edition, documents)

    def laid_out(self, document: str, reused: bool) -> None:
        """Count."""
        self.count.done += 1

    def done(self, result: EditionResult) -> None:
        """Print its summary."""
        self.count.editions_done += not result.is_unchanged
        typer.echo(summary(result))


class Bar(Lines):
    """In addition, a bar on stderr that is over all editions; it is away while a summary is printed."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def begin(self, edition: str, documents: int) -> None:
        """Show how far the run is."""
        super().begin(edition, documents)
        self.close()
        self._bar = _new_bar(TextColumn("{task.fields[rest]}"))
        self._bar.start()
        self._task = self._bar.add_task(
            edition, total=self.count.total, completed=self.count.done, rest=self.count.rest
        )

    def laid_out(self, document: str, reused: bool) -> None:
        """Move the bar on."""
        super().laid_out(document, reused)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self.count.done, total=self.count.total, rest=self.count.rest)

    def done(self, result: EditionResult) -> None:
        """Take the bar away and print the summary in its place."""
        self.close()
        super().done(result)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _new_bar(last: ProgressColumn) -> Progress:
    """A bar with a column at its end."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        last,
        console=Console(stderr=True),
        transient=True,
        # Summaries go to stdout itself, which may be a file while the bar is on a terminal.
        redirect_stdout=False,
        redirect_stderr=False,
    )


@contextmanager
def progress_for(*, quiet: bool) -> Iterator[Silence]:
    """The progress to show: none; lines; also a bar if a person is watching, else a line on stderr now and then."""
    if quiet:
        yield Silence()
        return
    if not sys.stderr.isatty():
        lines = Lines()
        with heartbeat(lines.count.__str__):
            yield lines
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
        with _new_bar(TimeRemainingColumn()) as bar:
            yield StepBar(bar)
