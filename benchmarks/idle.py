"""Processor time of runs that have nothing to do: the second compile, the second verify, `plan`, `--version`, `--help`.

    python benchmarks/idle.py CORPUS [--articles N] [--only epub] [--runs N]

CORPUS is a folder of articles with front matter. They are copied into an archive with monthly volumes, again under
other keys until there are N, and compiled. Each command is then run several times in a process of its own; the least
processor time is printed, that of its workers included.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path

SETTINGS = """[archive]
title = "Idle"
articles = "articles"

[volumes]
period = "month"
"""
SUFFIXES = (".md", ".markdown")
DOUBTFUL = 11  # seconds within which a file that was just written is read again each time
KEY = re.compile(r"^((?:translation_)?key):.*\n", re.MULTILINE)


def make_archive(corpus: Path, root: Path, articles: int) -> int:
    """Write the archive; returns how many articles it has. What is not an article is copied once."""
    files = sorted(path for path in corpus.rglob("*") if path.is_file())
    texts = [path for path in files if path.suffix.lower() in SUFFIXES]
    if not texts:
        raise SystemExit(f"no article is in {corpus}")
    (root / "archivist.toml").parent.mkdir(parents=True)
    (root / "archivist.toml").write_text(SETTINGS, "utf-8")
    for path in set(files) - set(texts):
        copy(path, root / "articles" / path.relative_to(corpus))
    rounds = ((number, path) for number in count() for path in texts)
    for number, path in islice(rounds, articles or len(texts)):
        target = root / "articles" / path.relative_to(corpus)
        if number == 0:
            copy(path, target)
        else:
            write_again(path, target.with_name(f"{target.stem}-{number}{target.suffix}"), number)
    return articles or len(texts)


def copy(path: Path, target: Path) -> None:
    """Copy a file into a folder that need not be there yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def write_again(path: Path, target: Path, number: int) -> None:
    """Write an article once more, under another key: that of its name, unless it gives one."""
    text = path.read_text("utf-8-sig")
    given = KEY.search(text)
    if given:
        key = given[0].partition(":")[2].strip().strip("'\"")
        text = text[: given.start()] + f'{given[1]}: "{key}-{number}"\n' + text[given.end() :]
    target.write_text(text, "utf-8")


def seconds(root: Path, arguments: list[str]) -> tuple[float, float, int]:
    """Processor time, time by the clock and exit code of one run, its workers included."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "archivist", *arguments]
    # As installed: pip compiles modules, and an environment for tests may forbid that.
    environment = {**os.environ, "ARCHIVIST_PROGRESS": "0", "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - begun, done.returncode


def measure(root: Path, only: list[str], runs: int) -> None:
    """Compile and verify once, then print a line for each command."""
    for name, arguments in {"compile, first": ["compile", *only], "verify, first": ["verify"]}.items():
        show(name, [seconds(root, arguments)])
    time.sleep(DOUBTFUL)
    commands = {
        "compile, nothing to do": ["compile", *only],
        "plan": ["plan"],
        "verify, nothing changed": ["verify"],
        "--version": ["--version"],
        "--help": ["--help"],
    }
    for name, arguments in commands.items():
        seconds(root, arguments)  # the first one notes what files there are
        show(name, [seconds(root, arguments) for _ in range(runs)])


def show(name: str, found: list[tuple[float, float, int]]) -> None:
    """Print a row of the table."""
    used, clock, code = min(found)
    print(f"| {name:24} | {used:17.2f} | {clock:13.2f} | {code:9} |", flush=True)


def main() -> None:
    """Read the arguments, and measure in a temporary folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="a folder of articles")
    parser.add_argument("--articles", type=int, default=0, metavar="N", help="how many; without it, all once")
    parser.add_argument("--only", choices=("pdf", "epub"), help="make one format")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of each command")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        print(f"{make_archive(given.corpus, root, given.articles)} articles\n")
        print("| run                      | processor seconds | clock seconds | exit code |")
        print("| ------------------------ | ----------------- | ------------- | --------- |", flush=True)
        measure(root, ["--only", given.only] if given.only else [], given.runs)


if __name__ == "__main__":
    main()
