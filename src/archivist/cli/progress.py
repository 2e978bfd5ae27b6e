"""How far a compile or a verification is: a bar on a terminal; otherwise a line for each edition, or nothing."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import typer

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
    from archivist.cli.progress_bar import Bar  # noqa: PLC0415 - Rich takes a while to import

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
        from archivist.cli.progress_bar import step_bar  # noqa: PLC0415 - Rich takes a while to import

        with step_bar() as bar:
            yield bar
