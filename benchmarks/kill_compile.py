"""Kill `archivist compile` (SIGKILL) at random moments over an older edition, and look at what is left.

    python benchmarks/kill_compile.py [--runs 200] [--seed 1] [--jobs 1]

The folder of the volume must hold the old set of files, or the new one, or be marked as incomplete; nothing else. That
is checked without the program: by SHA-256 against the two sets, and by `sha256sum --check` of the manifest. A third of
the moments is drawn from the whole run, a third from the time in which files are written, a third from the time in
which they are moved. After a kill that left a mark or half-written files, one more compile must give the new set alone.
"""

import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ARTICLE = "---\ntitle: The {word} mill\ndate: 2025-01-01\n---\nThe mill is by the {word} river.[^a]\n\n[^a]: A note.\n"
SETTINGS = '[archive]\ntitle = "Mills"\nid = "urn:example:mills"\n'
FOLDER = Path("build/2025-01")


def main() -> None:
    """Run it, print a line for each outcome, and exit with 1 if a folder held anything else."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--runs", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        trial = Trial(Path(scratch) / "archive", given.jobs)
        outcomes = Counter[str]()
        draw = random.Random(given.seed)
        for number in range(given.runs):
            outcome = trial.run(draw, after=("", ".*.part", "*.incomplete")[number % 3])
            outcomes[outcome] += 1
            if outcome.startswith("WRONG"):
                print(f"run {number}: {outcome}", flush=True)
    print(f"{given.runs} runs, seed {given.seed}, a compile takes {trial.seconds:.1f} s")
    for outcome, count in sorted(outcomes.items()):
        print(f"{count:5}  {outcome}")
    sys.exit(any(outcome.startswith("WRONG") for outcome in outcomes))


class Trial:
    """An archive in two states, and the set of files that belongs to each."""

    def __init__(self, root: Path, jobs: int) -> None:
        self.root, self.folder = root, root / FOLDER
        self.command = [sys.executable, "-m", "archivist", "compile", "--jobs", str(jobs)]
        (root / "articles").mkdir(parents=True)
        (root / "archivist.toml").write_text(SETTINGS)
        self._write("wide")
        self._compile()
        self.new = self._digests()
        self._write("old")
        self._compile()
        self.old = self._digests()
        self.kept = root.parent / "old"
        shutil.copytree(self.folder, self.kept)
        self._write("wide")
        begun = time.monotonic()
        self._compile()
        self.seconds = time.monotonic() - begun

    def run(self, draw: random.Random, *, after: str) -> str:
        """One kill, at any moment or soon after such a file appeared; say what it left."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)
        process = subprocess.Popen(self.command, cwd=self.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if after:
            while process.poll() is None and not any(self.folder.glob(after)):
                pass
            time.sleep(draw.uniform(0, 0.03) if "part" in after else draw.uniform(0, 0.004))
        else:
            time.sleep(draw.uniform(0, self.seconds * 1.1))
        process.kill()
        process.wait()
        return self._outcome()

    def _outcome(self) -> str:
        there = self._digests()
        marked = any(self.folder.glob("*.incomplete"))
        partials = any(self.folder.glob(".*.part"))
        what = "marked incomplete" if marked else self._named(there)
        if not marked and not self._manifest_agrees():
            what = f"WRONG: the manifest does not agree; {what}"
        if marked or partials:
            self._compile()
            if self._digests() != self.new or any(self.folder.glob(".*")) or any(self.folder.glob("*.incomplete")):
                return f"WRONG: the next compile did not put it right; {what}"
        return what + (", files half written" if partials else "")

    def _named(self, there: dict[str, str]) -> str:
        if there == self.old:
            return "the old set"
        if there == self.new:
            return "the new set"
        return f"WRONG: neither set, and not marked: {sorted(there)}"

    def _manifest_agrees(self) -> bool:
        command = ["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, check=False).returncode == 0

    def _digests(self) -> dict[str, str]:
        """What a reader sees in the folder, by name."""
        files = (path for path in self.folder.iterdir() if not path.name.startswith("."))
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def _write(self, word: str) -> None:
        (self.root / "articles" / "2025-01-01-mill.en.md").write_text(ARTICLE.format(word=word))

    def _compile(self) -> None:
        subprocess.run(self.command, cwd=self.root, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
