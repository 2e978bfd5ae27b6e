"""What an import shows: how far it is, the differences it asks about, the result."""

import datetime
import json as json_format
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn

from archivist import __version__
from archivist.cli.heartbeat import heartbeat
from archivist.cli.output import counted, print_findings, print_json
from archivist.errors import UsageError
from archivist.files import write_whole
from archivist.findings import Severity
from archivist.importing.import_outcome import Import, State
from archivist.importing.in_brief import Line, in_brief
from archivist.reader_api.found import Wishes
from archivist.text.languages import normalise_tag

if TYPE_CHECKING:
    from archivist.data_formats.package_data import ImportData, ProposedData

_WORDS = {State.NEW: "new", State.UPDATED: "updated", State.SAME: "unchanged", State.DIFFERS: "left, since they differ"}


# ---------------------------------------------------------------- what was asked for


@dataclass(frozen=True, slots=True)
class Choice:
    """Which articles of a source are wanted, as the options say it."""

    since: str = ""
    until: str = ""
    categories: Sequence[str] = ()
    types: Sequence[str] = ()


def wishes_of(*, date: str, language: str, media: Path | None, drafts: bool, choice: Choice = Choice()) -> Wishes:
    """What the options say. Raises UsageError for a date or a language that is not one."""
    tag = normalise_tag(language) if language else ""
    if tag is None:
        raise UsageError(f"--language {language}: no known language has this tag", "Write a tag such as en, ka, ru.")
    if media is not None and not media.is_dir():
        raise UsageError(
            f"--media {media} is not a folder", "Name the folder that contains the pictures of the export."
        )
    since, until = _day("--since", choice.since), _day("--until", choice.until)
    if since and until and since > until:
        raise UsageError(f"--since {since} is after --until {until}", "Swap the two.")
    return Wishes(
        language=tag,
        date=_day("--date", date),
        media=media,
        drafts=drafts,
        today=_today(),
        since=since,
        until=until,
        categories=tuple(choice.categories),
        types=tuple(choice.types),
    )


def _day(option: str, written: str) -> datetime.date | None:
    if not written:
        return None
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise UsageError(f"{option} {written}: not a valid date", "Write it as YYYY-MM-DD.") from None


def _today() -> datetime.date:
    """The day that tells future articles from published ones (reproducible-builds.org: SOURCE_DATE_EPOCH)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = (
        datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds.isdecimal() else datetime.datetime.now()
    )
    return now.date()


# ---------------------------------------------------------------- how far it is


class NoProgress:
    """Says nothing."""

    def reading(self, source: Path, kind: str) -> None:
        """A source is opened."""

    def found(self) -> None:
        """One more article is found."""

    def writing(self, articles: int) -> None:
        """All is read."""

    def done(self) -> None:
        """One article is written."""

    def pause(self) -> None:
        """Something is to be asked."""


class Count(NoProgress):
    """What is being done, and how often it was."""

    def __init__(self) -> None:
        self._what, self._count, self._total = "", 0, ""

    def __str__(self) -> str:
        """As a line; "" before anything is done."""
        return f"{self._what}: {self._count:,}{self._total} articles" if self._what else ""

    def reading(self, source: Path, kind: str) -> None:
        """Name the source."""
        self._what, self._count, self._total = f"reading {source.name} ({kind})", 0, ""

    def found(self) -> None:
        """Count."""
        self._count += 1

    def writing(self, articles: int) -> None:
        """Count from the beginning."""
        self._what, self._count, self._total = "writing", 0, f" of {articles:,}"

    def done(self) -> None:
        """Count."""
        self.found()


class Spinner(Count):
    """A line on stderr that changes with it."""

    def __init__(self, bar: Progress) -> None:
        super().__init__()
        self._bar = bar
        self._task: TaskID = bar.add_task("", total=None)

    def reading(self, source: Path, kind: str) -> None:
        """Name the source."""
        super().reading(source, kind)
        self._show()

    def found(self) -> None:
        """Count."""
        super().found()
        self._show()

    def writing(self, articles: int) -> None:
        """Count from the beginning."""
        super().writing(articles)
        self._show()

    def pause(self) -> None:
        """Leave the screen to the question."""
        self._bar.stop()

    def _show(self) -> None:
        self._bar.start()  # again, if something was asked
        self._bar.update(self._task, description=str(self))


@contextmanager
def progress_of(*, quiet: bool) -> Iterator[NoProgress]:
    """The progress to show: a line that changes if a person is watching, else a line now and then."""
    if quiet:
        yield NoProgress()
    elif not sys.stderr.isatty():
        count = Count()
        with heartbeat(count.__str__):
            yield count
    else:
        columns = SpinnerColumn(), TextColumn("{task.description}", markup=False)
        with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
            yield Spinner(bar)


# ---------------------------------------------------------------- the result


def exit_code(done: Import) -> int:
    """1 if something could not be imported."""
    return int(any(finding.severity is Severity.ERROR for finding in done.findings))


def print_import(done: Import, *, verbose: bool, json: "ProposedData | None" = None) -> None:
    """Print what was imported and what was not: what is the same in many files in one line, unless `verbose`.

    With `json` all is printed as data, that mapping included.
    """
    if json is not None:
        print_json(_as_data(done, json))
        return
    for source, kind in done.sources:
        typer.echo(f"{source}: {kind}")
    lines = [Line(finding) for finding in done.findings] if verbose else in_brief(done.findings)
    if lines:
        print_findings([line.finding for line in lines], counting=done.findings)
    left = len(done.findings) - sum(line.count for line in lines)
    if left:
        more = "remark" if left == 1 else "remarks"
        typer.echo(f"and {left:,} more {more} of these kinds (all of them: --verbose or --report FILE)", err=True)
    typer.echo(summary(done), err=True)


def summary(done: Import) -> str:
    """`213 articles: 200 new, 13 unchanged`."""
    counts = Counter(article.state for article in done.articles)
    parts = [f"{counts[state]:,} {word}" for state, word in _WORDS.items() if counts[state]]
    total = len(done.articles)
    return f"{total:,} article{'' if total == 1 else 's'}: {', '.join(parts)}" if parts else "no article was imported"


def write_report(done: Import, path: Path, proposed: "ProposedData") -> None:
    """Write all that was done as JSON."""
    data = _as_data(done, proposed)
    write_whole(path, (json_format.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def _as_data(done: Import, proposed: "ProposedData") -> "ImportData":
    return {
        "format": "archivist import 1",
        "program": f"archivist {__version__}",
        "sources": [{"source": source, "kind": kind} for source, kind in done.sources],
        "articles": [
            {"path": article.path, "from": str(article.place), "state": article.state} for article in done.articles
        ],
        "findings": [finding.as_data() for finding in done.findings],
        "summary": f"{summary(done)}; {counted(done.findings)}",
        **proposed,
    }
