"""Kill `archivist deposit` (SIGKILL) at random moments, and look at what is left.

    python benchmarks/kill_deposit.py [--runs 50] [--seed 1] [--profile bag] [--zip]

At the place of the package there must be nothing, or the whole package, byte for byte; nothing else. That is checked
without the program, by SHA-256 of every file against a package that was made without an interruption. Half of the
moments are drawn from the whole run, half from the time in which the package is built and moved. One more deposit must
then make the same package, and remove what the killed one was building. Validators are hidden from the program, since
nothing is written while they run.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

ARTICLE = "---\ntitle: The mill\ndate: 2025-01-01\n---\nThe mill is by the river.[^a]\n\n[^a]: A note.\n"
SETTINGS = """\
[archive]
title = "Mills"
id = "urn:example:mills"
publisher = "Example Press"
rights = "CC BY 4.0"
"""
VOLUME = "2025-01"
Files = dict[str, str]  # SHA-256 by path
PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))


def main() -> None:
    """Run it, print a line for each outcome, and exit with 1 if anything else was found."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--profile", default="bag")
    options.add_argument("--zip", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        trial = Trial(Path(scratch), ["--profile", given.profile, *(["--zip"] if given.zip else [])])
        outcomes = Counter[str]()
        draw = random.Random(given.seed)
        for number in range(given.runs):
            outcome = trial.run(draw, is_late=number % 2 == 1)
            outcomes[outcome] += 1
            if outcome.startswith("WRONG"):
                print(f"run {number}: {outcome}", flush=True)
    kind = f"{given.profile}{', zipped' if given.zip else ''}"
    print(f"{kind}: {given.runs} runs, seed {given.seed}, a deposit takes {trial.seconds:.1f} s")
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:5}  {outcome}")
    sys.exit(any(outcome.startswith("WRONG") for outcome in outcomes))


class Trial:
    """A published volume, and its package as it must be."""

    def __init__(self, scratch: Path, options: list[str]) -> None:
        self.root, self.place = scratch / "archive", scratch / "packages"
        self.options = ["deposit", VOLUME, "--to", str(self.place), *options]
        (self.root / "articles").mkdir(parents=True)
        (self.root / "archivist.toml").write_text(SETTINGS)
        (self.root / "articles" / "2025-01-01-mill.en.md").write_text(ARTICLE)
        self._archivist("compile", "--jobs", "1")
        self._archivist("publish", VOLUME, "--yes")
        begun = time.monotonic()
        self._archivist(*self.options)
        self.seconds = time.monotonic() - begun
        self.whole = self._files()
        if not self.whole or any(name.startswith(".") for name in self.whole):
            sys.exit(f"the deposit that was not killed left: {sorted(self.whole)[:9]}")

    def run(self, draw: random.Random, *, is_late: bool) -> str:
        """One kill, at any moment, or soon after the package is begun; say what it left."""
        shutil.rmtree(self.place, ignore_errors=True)
        child = self._begin(self.options)
        if is_late:
            ended = partial(os.waitid, os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            while ended() is None and not any(self.place.glob(".*.part")):
                time.sleep(0.001)
            time.sleep(draw.uniform(0, 0.15))
        else:
            time.sleep(draw.uniform(0, self.seconds * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return self._outcome()

    def _outcome(self) -> str:
        left = self._files()
        begun = any(name.startswith(".") for name in left)
        there = {name: digest for name, digest in left.items() if not name.startswith(".")}
        what = self._named(there)
        self._archivist(*self.options)
        if self._files() != self.whole:
            return f"WRONG: the next deposit did not make the package; {what}"
        return what + (", and what was being built" if begun else "")

    def _named(self, there: Files) -> str:
        if there == self.whole:
            return "the whole package"
        if not there:
            return "no package"
        if all(name.endswith(".sha512") for name in there) and there.items() <= self.whole.items():
            return "no package, and its digest"
        return f"WRONG: {sorted(there)[:9]}"

    def _files(self) -> Files:
        if not self.place.is_dir():
            return {}
        files = (path for path in self.place.rglob("*") if path.is_file() and not path.is_symlink())
        return {str(path.relative_to(self.place)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def _archivist(self, *arguments: str) -> None:
        _, status = os.waitpid(self._begin(arguments), 0)
        if os.waitstatus_to_exitcode(status) not in (0, 3):  # 3: something could not be verified
            sys.exit(f"archivist {arguments[0]} failed:\n{(self.root / 'printed').read_text()}")

    def _begin(self, arguments: Sequence[str]) -> int:
        """A process of its own with a command, whose modules are loaded already."""
        from tests.conftest import hide_tools  # noqa: PLC0415

        from archivist import cli  # noqa: PLC0415 - after the path is set

        child = os.fork()
        if child:
            return child
        os.chdir(self.root)
        with (self.root / "printed").open("wb") as printed:
            os.dup2(printed.fileno(), 1)
            os.dup2(printed.fileno(), 2)
        hide_tools(pytest.MonkeyPatch())
        sys.argv = ["archivist", *arguments]
        try:
            cli.main()
        except SystemExit as end:
            os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))
        os._exit(0)


if __name__ == "__main__":
    main()
