"""One edit in one large volume beside pandoc with Typst over the same articles, from nothing.

    pip install pypandoc_binary typst
    python benchmarks/volume_edit.py [--articles 1050] [--rounds 1] [--jobs N]

1,050 articles make about 4,400 pages. They are compiled once. Then each round measures an edit of one word, one that
moves every page after the first article, and pandoc with Typst. It prints processor time, memory and the ratios.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from bench import Bench, Program
from bench_articles import archive_file, sample
from measured_run import Run

_TYPST = "pandoc with Typst"
_PARAGRAPH = "This paragraph moves every page after it. " * 80


def main() -> None:
    """Measure by turns and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1050, metavar="N")
    parser.add_argument("--rounds", type=int, default=1, metavar="N")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes; 0 is one per processor")
    parser.add_argument("--limit", type=float, default=7200, metavar="SECONDS", help="that a program may take")
    parser.set_defaults(period="year")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name) / "bench", sample(options.articles), options)
        measure(bench, options.rounds)


def measure(bench: Bench, rounds: int) -> None:
    """Compile once, then make each edit and run the other program in each round."""
    build = bench.folder / "build"
    cold = Program("archivist, from nothing", bench.compile_to(build), lambda: [])
    report(cold.name, bench.run(cold))
    kept = shutil.copytree(build, bench.folder / "kept", symlinks=True)
    others = [each for each in bench.others() if each.name == _TYPST]
    edits = [_edit(bench, kept, "one word", " word "), _edit(bench, kept, "all pages moved", f"\n\n{_PARAGRAPH}\n\n")]
    for number in range(rounds):
        spent = {}
        for each in (*edits, *others):
            report(each.name, run := bench.run(each, number))
            spent[each.name] = run.processor
        for each in edits if others else ():
            print(f"{each.name}: {spent[each.name] / spent[_TYPST]:.2f} of {_TYPST}", flush=True)


def report(name: str, run: Run) -> None:
    """One line."""
    print(f"{name}: {run.processor:.1f} s of processor time, {run.memory / 1e6:.0f} MB", flush=True)


def _edit(bench: Bench, kept: Path, name: str, added: str) -> Program:
    """A compile after an edit of the first article, with everything else as it was compiled from nothing."""
    first, build = bench.articles[0], bench.folder / "build"
    file = archive_file(bench.folder / "archive", first)
    head, _, _ = file.read_text("utf-8").partition("\n---\n")

    def edit(number: int) -> None:
        shutil.rmtree(build)
        shutil.copytree(kept, build, symlinks=True)
        before, _, behind = first.text.partition(" ")
        file.write_text(f"{head}\n---\n{before}{added}{number} {behind}", "utf-8")

    return Program(f"archivist, {name}", bench.compile_to(build), lambda: [], edit)


if __name__ == "__main__":
    main()
