"""Bars on a terminal that show how far a compile or a verification is. They are imported where one is shown."""

from collections.abc import Iterator
from contextlib import contextmanager

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

from archivist.cli.progress import Lines, NoSteps
from archivist.model.results import EditionResult


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
def step_bar() -> Iterator[StepBar]:
    """A bar for the steps of a verification."""
    with _new_bar(TimeRemainingColumn()) as bar:
        yield StepBar(bar)


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
