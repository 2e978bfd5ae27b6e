"""Processor time in the seconds of a machine of known speed, so that a limit means the same on a busy or slow one.

Such limits are not measurements: they only tell a few seconds from the minutes that a text takes whose cost grows with
the square of its length. Speed is measured in benchmarks/.
"""

import time
from itertools import repeat

_STEPS = 400_000
_KNOWN_SECONDS = 0.012  # what the steps take on a machine twice as fast as a desktop computer of 2024


def _step_seconds() -> float:
    begun = time.process_time()
    total = 0
    for step in repeat(3, _STEPS):
        total = (total + step) % 1009
    return time.process_time() - begun


def seconds_since(begun: float) -> float:
    """The processor time since `begun`, a `time.process_time()`, as the machine of known speed would need it."""
    elapsed = time.process_time() - begun
    return elapsed * _KNOWN_SECONDS / max(_step_seconds() for _ in range(3))
