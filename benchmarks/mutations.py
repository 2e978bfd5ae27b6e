"""Broken and hostile sources by the ten thousand, each taken the whole way in. See README.md beside this file.

Ends with 1 if one of them gave a traceback, took too long, left a file outside the archive, left an article that
cannot be read, or was changed by a second import. Those inputs are saved.
"""

import argparse
import multiprocessing
import multiprocessing.connection
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.importing.mutations.mutating import Input, mutated
from tests.importing.mutations.trial import Outcome, Sandbox, tried

_PATIENCE = 300  # seconds of the clock after which a process counts as hanging: the machine may be busy
_MEMORY = 4 * 2**30  # bytes a process may use
_RECYCLED = 5000  # inputs after which a process is replaced


@dataclass
class Table:
    """What became of the inputs of one kind."""

    outcomes: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int] = (0.0, -1)

    def add(self, number: int, outcome: Outcome) -> None:
        """Count one input."""
        self.outcomes[outcome.outcome] += 1
        self.articles += outcome.articles
        self.seconds += outcome.seconds
        self.slowest = max(self.slowest, (outcome.seconds, number))


def given(options: argparse.Namespace, number: int) -> Input:
    """The input of a number."""
    return mutated(options.seed, number, tuple(options.kind))


def work(options: argparse.Namespace, numbers: list[int], pipe: Any) -> None:
    """Try inputs, and say of each that it begins and what became of it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    with tempfile.TemporaryDirectory(prefix="mutations-", dir=options.folder) as folder:
        sandbox = Sandbox(Path(folder))
        tempfile.tempdir = str(sandbox.temporary)
        for number in numbers:
            pipe.send((number, None))
            pipe.send((number, tried(sandbox, given(options, number), named=number % 3 == 0)))
        pipe.send((None, None))


class Crew:
    """Processes that try inputs. One that hangs or dies is replaced, and its input is a failure."""

    def __init__(self, options: argparse.Namespace, numbers: list[int]) -> None:
        self._options = options
        self._waiting = [numbers[first : first + _RECYCLED] for first in range(0, len(numbers), _RECYCLED)]
        self._waiting.reverse()
        self._at_work: dict[Any, _Worker] = {}

    def results(self) -> Iterator[tuple[int, Outcome]]:
        """Each number and what became of its input."""
        while self._waiting or self._at_work:
            while self._waiting and len(self._at_work) < self._options.jobs:
                self._start(self._waiting.pop())
            for pipe in multiprocessing.connection.wait(list(self._at_work), timeout=1):
                yield from self._hear(pipe)
            for pipe, worker in list(self._at_work.items()):
                if worker.number is not None and time.monotonic() - worker.begun > _PATIENCE:
                    yield self._lost(pipe, f"no answer for {_PATIENCE} seconds")

    def _start(self, numbers: list[int]) -> None:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=work, args=(self._options, numbers, theirs), daemon=True)
        process.start()
        theirs.close()
        self._at_work[ours] = _Worker(process, numbers, time.monotonic())

    def _hear(self, pipe: Any) -> Iterator[tuple[int, Outcome]]:
        worker = self._at_work[pipe]
        try:
            number, outcome = pipe.recv()
        except EOFError:
            yield self._lost(pipe, "the process died")
            return
        worker.number, worker.begun = number, time.monotonic()
        if number is None:
            worker.process.join()
            del self._at_work[pipe]
        elif outcome is not None:
            worker.number = None
            worker.done += 1
            yield number, outcome

    def _lost(self, pipe: Any, why: str) -> tuple[int, Outcome]:
        worker = self._at_work.pop(pipe)
        worker.process.kill()
        worker.process.join()
        number = worker.numbers[worker.done]
        if worker.numbers[worker.done + 1 :]:
            self._waiting.append(worker.numbers[worker.done + 1 :])
        return number, Outcome(
            given(self._options, number).sample.kind, failures=[f"{why} (exit code {worker.process.exitcode})"]
        )


@dataclass
class _Worker:
    process: Any
    numbers: list[int]
    begun: float
    number: int | None = None  # of the input that is being tried
    done: int = 0


def save(options: argparse.Namespace, number: int, failures: list[str]) -> Path:
    """Keep the input of a failure, and what was wrong."""
    one = given(options, number)
    folder: Path = options.failures / f"{options.seed}-{number}-{one.sample.kind}"
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in one.files.items():
        file = folder / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    links = [f"link {name} -> {target}" for name, target in one.links.items()]
    told = "\n".join((*one.changes, *links, "", *failures))
    (folder / "failures.txt").write_bytes(told.encode("utf-8", "replace"))
    return folder


def run(options: argparse.Namespace) -> int:
    """Try them all; how many failed."""
    numbers = options.only or list(range(options.first, options.first + options.count))
    tables: dict[str, Table] = defaultdict(Table)
    failed, begun = 0, time.monotonic()
    for done, (number, outcome) in enumerate(Crew(options, numbers).results(), 1):
        tables[outcome.kind].add(number, outcome)
        if outcome.failures:
            failed += 1
            print(f"FAILED {save(options, number, outcome.failures)}\n  {outcome.failures[0]}", flush=True)
        if done % options.every == 0 or done == len(numbers):
            seconds = time.monotonic() - begun
            print(f"{done:,} of {len(numbers):,}, {failed} failed, {seconds / done * 1000:.1f} ms each", flush=True)
    show(tables, failed)
    return failed


def show(tables: dict[str, Table], failed: int) -> None:
    """Print the table."""
    names = ("imported", "left out", "refused", "failed")
    print(f"\n| kind | inputs | {' | '.join(names)} | articles | mean ms | slowest s (input) |\n|{' --- |' * 9}")
    for kind, table in sorted(tables.items()):
        count = sum(table.outcomes.values())
        cells = " | ".join(f"{table.outcomes[name]:,}" for name in names)
        slowest, number = table.slowest
        mean = table.seconds / count * 1000
        print(f"| {kind} | {count:,} | {cells} | {table.articles:,} | {mean:.1f} | {slowest:.2f} ({number}) |")
    print(f"\n{sum(sum(t.outcomes.values()) for t in tables.values()):,} inputs, {failed} failed")


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--only", type=int, nargs="*", help="these numbers alone")
    parser.add_argument("--kind", nargs="*", default=[], help="these kinds alone")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1000, help="inputs between two lines of progress")
    parser.add_argument("--failures", type=Path, default=Path("mutations-failed"), help="folder for inputs that fail")
    shared = Path("/dev/shm")
    parser.add_argument("--folder", type=Path, default=shared if shared.is_dir() else None, help="folder to work in")
    sys.exit(1 if run(parser.parse_args()) else 0)


if __name__ == "__main__":
    main()
