"""A thousand random histories of an archive: no number, page or identifier of a published volume changes.

    .venv/bin/python benchmarks/ledger_histories.py [HISTORIES] [FIRST_SEED]

Each history is 30 steps (tests/ledger/histories.py): articles are added, deleted, changed, translated and get other
dates, settings change, volumes and new versions are published. After each step everything published is compared with
what it was, and every article must be printed once or reported. Ends with status 1 if a history fails, and names its
seed.
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.ledger.histories import run

STEPS = 30


def main(count: int, first: int) -> int:
    """Run the histories, print what happened in them."""
    seen, failed, begun = Counter[str](), 0, time.process_time()
    for seed in range(first, first + count):
        try:
            seen += run(seed, STEPS).seen
        except AssertionError as error:
            failed += 1
            print(error)
    seconds = time.process_time() - begun
    print(f"{count} histories of {STEPS} steps from seed {first}: {failed} failed; {seconds:.0f} s of processor time")
    print(", ".join(f"{name}: {number}" for name, number in sorted(seen.items())))
    return int(failed > 0)


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:3]]
    raise SystemExit(main(*(numbers + [1000, 0][len(numbers) :])))
