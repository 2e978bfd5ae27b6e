"""archivist beside other programs over the same articles, by turns in one run. See README.md beside this file.

    python benchmarks/bench.py [--sizes 100 1000] [--rounds 1] [--corpus DIR] [--jobs N]
    python benchmarks/bench.py --page

measures, adds the figures to benchmarks/bench.json, and writes docs/benchmarks.md with its plots. With --page it only
writes the page again. What is not installed is left out: `pip install pypandoc_binary typst`.
"""

import argparse
import compileall
import importlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from bench_articles import (
    Expected,
    archive_file,
    copy_pictures,
    expected,
    of_corpus,
    sample,
    write_archive,
    write_chapters,
)
from bench_outputs import Output, inspect
from bench_page import FIGURES, Figures, read_figures, write_page
from measured_run import OverLimitError, Run, run
from thousand import Written

_HERE = Path(__file__).parent
_STYLE = _HERE.parent / "styles" / "epub.css"
_SETTLED = 11  # seconds until archivist takes a file that was just written for unchanged without reading it
_EDIT = "\n\nThis paragraph was added in round {round}, and moves what follows. " + "It has more words. " * 40
_READ = ["--from", "markdown-citations", "--file-scope", "--standalone", "--toc", "--metadata", "title=Many Articles"]
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root='.')"


@dataclass(frozen=True, slots=True)
class Program:
    """A row of the table: what is run, and what it makes."""

    name: str
    commands: Sequence[Sequence[str]]
    outputs: Callable[[], Sequence[Path]]
    before: Callable[[int], None] = lambda _: None  # given the round
    unmeasured: Sequence[Sequence[str]] = ()  # commands before


@dataclass(slots=True)
class _Row:
    """A program and what its runs cost."""

    program: Program
    load: float  # of the machine before
    runs: list[Run] = field(default_factory=list)
    output: Output | None = None

    def figures(self, articles: int, words: int) -> Figures:
        """The medians of the runs."""
        assert self.output is not None
        seconds, processor, memory = (
            statistics.median(getattr(run, part) for run in self.runs) for part in ("seconds", "processor", "memory")
        )
        rounds, load = len(self.runs), round(self.load, 1)
        cost = {"seconds": round(seconds, 2), "processor": round(processor, 2), "memory": round(memory)}
        return Figures(articles, words, self.program.name, rounds, load=load, **cost, **asdict(self.output))


@dataclass(slots=True)
class Bench:
    """The programs over one number of articles."""

    folder: Path
    articles: Sequence[Written]
    options: argparse.Namespace
    wanted: Expected = field(init=False)
    chapters: list[str] = field(init=False)

    def __post_init__(self) -> None:
        (self.folder / "chapters").mkdir(parents=True)
        self.wanted = expected(self.articles)
        self.chapters = write_chapters(self.folder / "chapters", self.articles)
        write_archive(self.folder / "archive", self.articles, self.options.period)
        if self.options.corpus:
            for beside in ("archive/articles", "chapters"):
                copy_pictures(self.options.corpus, self.folder / beside / "images")

    def measure(self) -> list[Figures]:
        """All programs, by turns, in so many rounds. One that takes too long is left out."""
        rows = {each.name: _Row(each, os.getloadavg()[0]) for each in (*self._archivist(), *self.others())}
        for number in range(self.options.rounds):
            for name, row in list(rows.items()):
                try:
                    row.runs.append(self.run(row.program, number))
                except OverLimitError:
                    del rows[name]
                    print(f"{len(self.articles)} articles, {name}: over the limit", flush=True)
                    continue
                row.output = inspect(row.program.outputs(), self.wanted)
                print(f"{len(self.articles)} articles, {name}: {row.runs[-1]}", flush=True)
        words = self.wanted.words.total()
        return [row.figures(len(self.articles), words) for row in rows.values()]

    def run(self, program: Program, number: int = 0) -> Run:
        """Run a program once."""
        program.before(number)
        cwd, limit = self.folder / "chapters", self.options.limit
        for command in program.unmeasured:
            run(command, cwd, limit)
        first, *others = (run(command, cwd, limit) for command in program.commands)
        for each in others:
            first += each
        return first

    # ------------------------------------------------------------ archivist

    def _archivist(self) -> Iterator[Program]:
        build, book = self.folder / "build", self.folder / "build-epub"

        def made(folder: Path, kinds: Sequence[str]) -> Callable[[], list[Path]]:
            return lambda: [file for kind in kinds for file in sorted(folder.glob(f"*/*.{kind}"))]

        both = made(build, ("pdf",))
        yield Program("archivist, PDF and EPUB", self.compile_to(build), both, lambda _: self._clear(build))
        yield Program("archivist, one edit", self.compile_to(build), both, self._edit)
        yield Program("archivist, nothing to do", self.compile_to(build), both, lambda _: time.sleep(_SETTLED))
        yield Program(
            "archivist, EPUB alone",
            self.compile_to(book, "--only", "epub"),
            made(book, ("epub",)),
            lambda _: self._clear(book),
        )

    def compile_to(self, folder: Path, *options: str) -> list[list[str]]:
        """The command that compiles the archive into a build folder."""
        archive, jobs = str(self.folder / "archive"), str(self.options.jobs)
        begin = [sys.executable, "-m", "archivist", "--archive", archive, "--build", str(folder)]
        return [[*begin, "compile", "--quiet", "--jobs", jobs, *options]]

    def _clear(self, build: Path) -> None:
        shutil.rmtree(build, ignore_errors=True)  # nothing may be found in the cache
        write_again = self.articles[0]
        file = archive_file(self.folder / "archive", write_again)
        head, _, _ = file.read_text("utf-8").partition("\n---\n")
        file.write_text(f"{head}\n---\n{write_again.text}", "utf-8")

    def _edit(self, number: int) -> None:
        file = archive_file(self.folder / "archive", self.articles[0])
        text = file.read_text("utf-8")
        file.write_text(text.replace("\n---\n", f"\n---\n{_EDIT.format(round=number).strip()}\n\n", 1), "utf-8")

    # ------------------------------------------------------------ the others

    def others(self) -> Iterator[Program]:
        """WeasyPrint and pandoc, as far as they are installed."""
        pandoc = find_pandoc()
        if pandoc is None:
            print("pandoc is not there: `pip install pypandoc_binary`, or put a pandoc on PATH", file=sys.stderr)
            return
        read, out = [pandoc, *_READ], self.folder
        page, pdf = out / "chapters" / "book.html", out / "weasyprint.pdf"
        to_html = [*read, "--to", "html5", "--toc-depth=1", f"--lua-filter={_HERE / 'bench_notes.lua'}", "--output"]
        print_page = [
            "weasyprint",
            "--quiet",
            "--pdf-variant",
            "pdf/ua-1",
            "--presentational-hints",  # without it lists have no `start`
            "--stylesheet",
            str(_HERE / "bench_weasyprint.css"),
        ]
        yield Program(
            "WeasyPrint, one run",
            [[sys.executable, "-m", *print_page, str(page), str(pdf)]],
            lambda: [pdf],
            unmeasured=[[*to_html, str(page), *self.chapters]],
        )
        if find_spec("typst") is None:
            print("Typst is not there: `pip install typst`", file=sys.stderr)
        else:
            source, typeset = out / "chapters" / "book.typ", out / "typst.pdf"
            looks = ["--variable", "papersize=a5", "--variable", "mainfont=Noto Serif", "--variable", "fontsize=9.9pt"]
            to_typst = [*read, "--to", "typst", "--toc-depth=1", *looks, "--output", str(source), *self.chapters]
            compile_it = [sys.executable, "-c", _TYPST, str(source), str(typeset)]
            yield Program("pandoc with Typst", [to_typst, compile_it], lambda: [typeset])
        book = out / "pandoc.epub"
        to_epub = ["--to", "epub3", "--split-level=1", "--toc-depth=2", "--css", str(_STYLE), "--output", str(book)]
        yield Program("pandoc, EPUB", [[*read, *to_epub, *self.chapters]], lambda: [book])


def find_pandoc() -> str | None:
    """Where pandoc is; None if it is nowhere."""
    found = shutil.which("pandoc")
    if found:
        return found
    try:
        return str(importlib.import_module("pypandoc").get_pandoc_path())
    except (ImportError, OSError):
        return None


def _machine() -> dict[str, str]:
    pandoc = find_pandoc()
    told = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout if pandoc else ""
    return {
        "Python": platform.python_version(),
        "processors": str(len(os.sched_getaffinity(0))),
        "WeasyPrint": version("weasyprint"),
        "pandoc": told.split("\n")[0].removeprefix("pandoc "),
        "Typst": version("typst") if find_spec("typst") else "",
    }


def main() -> None:
    """Read the options, measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], metavar="N", help="numbers of articles")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="runs of each program; the median counts")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="articles; by default of the sample archive's words")
    parser.add_argument(
        "--period", default="year", choices=("year", "month"), help="what a volume of archivist contains"
    )
    parser.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes of archivist; 0 is one per processor"
    )
    parser.add_argument("--limit", type=float, default=3600, metavar="SECONDS", help="that a program may take")
    parser.add_argument("--page", action="store_true", help="write the page again, measure nothing")
    options = parser.parse_args()
    if not options.page:
        compileall.compile_dir(_HERE.parent / "src", quiet=2)  # what the first program would do for all others
    for size in () if options.page else sorted(options.sizes):
        articles = of_corpus(options.corpus, size) if options.corpus else sample(size)
        with tempfile.TemporaryDirectory() as folder:
            found = Bench(Path(folder), articles, options).measure()
        known = [each for each in read_figures() if each.articles != size]
        told = {"machine": _machine(), "figures": [asdict(each) for each in (*known, *found)]}
        FIGURES.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    write_page()


if __name__ == "__main__":
    main()
