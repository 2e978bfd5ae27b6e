"""A command run and watched: seconds, processor time and memory of all its processes together."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.2  # seconds between looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """What one run cost."""

    seconds: float  # by the clock
    processor: float  # seconds, of all processes together
    memory: int  # bytes of all processes together, at their highest

    def __add__(self, other: "Run") -> "Run":
        """One run after another."""
        return Run(self.seconds + other.seconds, self.processor + other.processor, max(self.memory, other.memory))


class OverLimitError(Exception):
    """A command took longer than it may."""


def run(command: Sequence[str], folder: Path, limit: float) -> Run:
    """Run a command. Raises OverLimitError after so many seconds; a command that fails ends the program."""
    begun, highest = time.perf_counter(), 0
    environment = {**os.environ, "ARCHIVIST_PROGRESS": "0", "PYTHONDONTWRITEBYTECODE": ""}
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - a device
        process = subprocess.Popen(command, cwd=folder, stdout=nothing, start_new_session=True, env=environment)
    ended, over = threading.Event(), False

    def watch() -> None:
        nonlocal highest, over
        while not ended.wait(_INTERVAL):
            highest = max(highest, sum(map(_memory, _family(process.pid))))
            if time.perf_counter() - begun > limit:
                over = True
                os.killpg(process.pid, signal.SIGKILL)
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    if over:
        raise OverLimitError
    if status:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, highest)


def _family(process: int) -> set[int]:
    """A process and all that descend from it."""
    parents = dict(_parents())
    family = {process}
    while True:
        children = {child for child, parent in parents.items() if parent in family} - family
        if not children:
            return family
        family |= children


def _parents() -> Iterator[tuple[int, int]]:
    """Every process and the one that started it."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text().rpartition(")")[2]
        except OSError:  # it has ended
            continue
        yield int(folder.name), int(state.split()[1])


def _memory(process: int) -> int:
    """Bytes a process has in memory; what several share is divided among them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    except (OSError, StopIteration):
        return 0
