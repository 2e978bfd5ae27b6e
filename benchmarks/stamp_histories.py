"""Follow histories of small archives: compiled after each change as usual, and all again, everything must be the same.

    python benchmarks/stamp_histories.py [--count 20] [--first 1] [--steps 12] [--only epub]

Exits with status 1, with the number of the history, if a file or a finding differs: an edition that had changed was
taken for one that had not.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.stamps.histories import follow

from archivist.model.results import Format


def main() -> None:
    """Follow them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=20)
    options.add_argument("--first", type=int, default=1, help="number of the first history")
    options.add_argument("--steps", type=int, default=12)
    options.add_argument("--only", choices=[each.value for each in Format])
    given = options.parse_args()
    left_out, steps = 0, Counter[str]()
    for seed in range(given.first, given.first + given.count):
        with tempfile.TemporaryDirectory() as folder:
            try:
                followed = follow(Path(folder), seed, given.steps, Format(given.only) if given.only else None)
            except AssertionError as difference:
                sys.exit(f"history {seed}: {difference}")
        left_out += followed.left_out
        steps.update(followed.steps)
        print(f"history {seed}: {followed.left_out} editions left out", flush=True)
    print(f"{left_out} editions left out in {steps.total()} compiles; {dict(steps.most_common())}")


if __name__ == "__main__":
    main()
