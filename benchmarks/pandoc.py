"""A thousand articles as one EPUB: archivist against pandoc. See README.md beside this file."""

import argparse
import importlib
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from thousand import SETTINGS, Written, write_pictures, written

_INSTALL = "pandoc is not there: `pip install pypandoc_binary`, or put a pandoc on PATH"
_STYLE = Path(__file__).parent.parent / "styles" / "epub.css"
_INTERVAL = 0.2  # seconds between looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """What one run cost."""

    seconds: float
    processor: float  # seconds of processor time, of all processes together
    memory: int  # bytes: of all processes together, at their highest


def find_pandoc() -> str:
    """Where pandoc is; ends the program with advice if it is nowhere."""
    found = shutil.which("pandoc")
    if found:
        return found
    try:
        return str(importlib.import_module("pypandoc").get_pandoc_path())
    except (ImportError, OSError):
        sys.exit(_INSTALL)


def write_archive(folder: Path, articles: list[Written]) -> None:
    """The articles as an archive of one volume."""
    write_pictures(folder / "articles" / "images")
    (folder / "archivist.toml").write_text(SETTINGS, "utf-8")
    for each in articles:
        head = f"---\ntitle: {each.title}\nlang: {each.language}\n---\n"
        (folder / "articles" / f"{each.date}-{each.name}.md").write_text(head + each.text, "utf-8")


def write_chapters(folder: Path, articles: list[Written]) -> list[str]:
    """The same articles as chapters for pandoc: what archivist prints above an article is in the text."""
    write_pictures(folder / "images")
    for each in articles:
        head = f"# {each.title} {{lang={each.language}}}\n\n{each.date}\n\n"
        (folder / f"{each.name}.md").write_text(head + each.text, "utf-8")
    return [f"{each.name}.md" for each in articles]


def run(command: list[str], folder: Path) -> Run:
    """Run a command and watch it."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder)
    highest = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal highest
        while not ended.wait(_INTERVAL):
            highest = max(highest, sum(map(_memory, _family(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    if status:
        sys.exit(f"{command[0]} ended with {process.returncode}")
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
    """Bytes a process has in memory; what several share is counted for each."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * 4096


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3, help="of each, by turns")
    parser.add_argument("--jobs", type=int, default=0, help="processes of archivist; 0 is one per processor")
    parser.add_argument("--keep", type=Path, help="folder to put the two EPUBs into")
    given = parser.parse_args()
    pandoc = find_pandoc()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chapters").mkdir()
        articles = list(written(given.articles))
        write_archive(folder / "archive", articles)
        chapters = write_chapters(folder / "chapters", articles)
        theirs = folder / "pandoc.epub"
        commands = {
            "archivist": _archivist(folder / "archive", folder / "build", given.jobs),
            "pandoc": _pandoc(pandoc, theirs, chapters),
        }
        runs: dict[str, list[Run]] = {program: [] for program in commands}
        for _ in range(given.runs):
            shutil.rmtree(folder / "build", ignore_errors=True)  # nothing may be found in the cache
            for program, command in commands.items():
                runs[program].append(run(command, folder / "chapters"))
        (ours,) = folder.glob("build/*/*.epub")
        sizes = {"archivist": ours.stat().st_size, "pandoc": theirs.stat().st_size}
        if given.keep:
            shutil.copy(ours, given.keep / "archivist.epub")
            shutil.copy(theirs, given.keep / "pandoc.epub")
    version = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    words = sum(len(each.text.split()) for each in articles)
    print(f"{len(articles)} articles, {words:,} words; {version}, Python {platform.python_version()}")
    _print_table(runs, sizes)


def _archivist(archive: Path, build: Path, jobs: int) -> list[str]:
    begin = [sys.executable, "-m", "archivist", "--archive", str(archive), "--build", str(build)]
    return [*begin, "compile", "--only", "epub", "--quiet", "--jobs", str(jobs)]


def _pandoc(pandoc: str, target: Path, chapters: list[str]) -> list[str]:
    """Split before each article, contents two levels deep, notes of each article apart from those of others."""
    options = ["--from", "markdown", "--to", "epub3", "--file-scope", "--split-level=1", "--toc", "--toc-depth=2"]
    metadata = ["--metadata", "title=A Thousand Articles", "--metadata", "lang=en", "--css", str(_STYLE)]
    return [pandoc, *options, *metadata, "--output", str(target), *chapters]


def _print_table(runs: dict[str, list[Run]], sizes: dict[str, int]) -> None:
    print("            seconds   processor   peak MiB   EPUB MB   seconds of each run")
    for program, each in runs.items():
        seconds = statistics.median(one.seconds for one in each)
        processor = statistics.median(one.processor for one in each)
        peak, size = max(one.memory for one in each) / 2**20, sizes[program] / 1e6
        shown = " ".join(f"{one.seconds:.1f}" for one in each)
        print(f"{program:10} {seconds:8.1f} {processor:11.1f} {peak:10.0f} {size:9.1f}   {shown}")
    pairs = list(zip(runs["pandoc"], runs["archivist"], strict=True))
    time = statistics.median(theirs.seconds / ours.seconds for theirs, ours in pairs)
    processor = statistics.median(theirs.processor / ours.processor for theirs, ours in pairs)
    memory = max(one.memory for one, _ in pairs) / max(one.memory for _, one in pairs)
    print(f"pandoc: {time:.1f} times as long, {processor:.1f} times the processor time, {memory:.1f} times the memory")


if __name__ == "__main__":
    main()
