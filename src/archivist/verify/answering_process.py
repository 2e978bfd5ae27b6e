"""A validator in a process of its own, asked about all files: a start costs seconds, a file less.

The process reads one JSON object from standard input, with the jobs in it, and prints a line of JSON for each of them.
If it ends early, the job it ended at has no answer, and the jobs after it are given to a new process.
"""

import json
import os
import queue
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

_GRACE = 10.0  # seconds for a process to end what it started

Answer = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A job the process ended at."""

    reason: str  # what the process printed last, or that it printed nothing


@dataclass(frozen=True)
class AnsweringProcess:
    """A process that can be started."""

    command: tuple[str, ...]
    given: Mapping[str, object]  # what it needs in addition to the jobs
    environment: Mapping[str, str] | None = None  # None: that of this process
    has_children: bool = False  # processes that have to be ended with it

    def answers(self, jobs: Sequence[Sequence[str]], limit: float) -> Iterator[Answer | NoAnswer]:
        """An answer for each job, in order, each as soon as it is there. `limit` is in seconds, for one job."""
        waiting = list(jobs)
        while waiting:
            with tempfile.TemporaryFile() as printed:
                for answer in self._answers(tuple(waiting), limit, printed):
                    waiting.pop(0)
                    yield answer
                if waiting:
                    waiting.pop(0)
                    yield NoAnswer(_last_words(printed))

    def _answers(self, jobs: Sequence[Sequence[str]], limit: float, printed: IO[bytes]) -> Iterator[Answer]:
        """The answers of one process, until it ends or takes longer than the limit."""
        try:
            process = self._start(printed)
        except OSError as error:
            printed.write(f"it did not start: {error}".encode())
            return
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            try:
                process.stdin.write(json.dumps({**self.given, "jobs": jobs}).encode())
                process.stdin.close()
            except BrokenPipeError:
                return
            lines = _lines(process.stdout)
            for _ in jobs:
                try:
                    answer = json.loads(lines.get(timeout=limit))
                except (queue.Empty, ValueError):  # too late, or the end of what it prints
                    return
                yield answer
        finally:
            self._end(process)
            process.stdout.close()

    def _start(self, printed: IO[bytes]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=printed,
            env=self.environment,
            start_new_session=self.has_children,
        )

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        """End it. One with children may end them first, which it does when it has nothing left to do or is asked to."""
        if self.has_children:
            end_with_children(process)
        process.kill()
        process.wait()


def end_with_children(process: "subprocess.Popen[bytes]") -> None:
    """End a process that began a session, and all that it started.

    A browser has a session of its own: only the process that started it can end it. So this one is asked, and killed if
    it does not answer.
    """
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _lines(stream: IO[bytes]) -> "queue.Queue[bytes]":
    """What comes from a process, line by line, so that waiting for it can have an end; an empty line is its end."""
    lines: queue.Queue[bytes] = queue.Queue()

    def read() -> None:
        try:
            for line in stream:
                lines.put(line)
        except ValueError:  # closed while reading, since nobody waits any more
            pass
        lines.put(b"")

    threading.Thread(target=read, daemon=True).start()
    return lines


def _last_words(printed: IO[bytes]) -> str:
    printed.seek(0)
    return printed.read().decode("utf-8", "replace").strip()[-500:] or "it printed nothing"
