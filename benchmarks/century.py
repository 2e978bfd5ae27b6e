"""What a century of a daily paper costs on a cluster: hours and money, by a simulation with measured figures.

    python benchmarks/century.py measure [--articles 60]     # writes benchmarks/century.json
    python benchmarks/century.py [--volumes 1200 --articles 500000 --workers 1 8 32 --compiles 1 10 --price 0.05]

Measured, in processor seconds: the layout of each article and of each other document, everything else that a compile
does, sending a document to a worker of Dask and taking its pages back, and `archivist verify` with the tools that are
there. Simulated, event by event: volumes one after the other, as one `archivist compile` makes them; of each, what is
done where the archive is, the articles handed to workers as they become free, their pages taken back one at a time, and
the same for the documents that quote pages. Several compiles at the same time have equal parts of the volumes and of
the workers. Verifying is divided by volumes among the workers afterwards.
"""

import argparse
import heapq
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_FIGURES = _HERE / "century.json"
_SENT = 200  # documents sent to measure what sending costs
_JOB, _RESULT = 40_000, 250_000  # bytes of a document, of its pages


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, in processor seconds."""

    day: str
    articles: int
    pages: int
    layouts: tuple[float, ...]  # of each article
    others: tuple[float, ...]  # of each other document of a volume
    home: float  # of everything else, for each article
    sending: float  # of one document, at home
    verifying: float  # of the volume, for each article


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run takes."""

    hours: float  # of compiling
    verifying: float  # hours
    busy: float  # share of the workers' time, while compiling, in which they lay out

    def core_hours(self, workers: int, compiles: int) -> float:
        """Of the workers, and of a processor for each compile."""
        return (self.hours + self.verifying) * workers + self.hours * compiles


# ---------------------------------------------------------------- the simulation


def simulate(figures: Measured, volumes: int, articles: int, workers: int, seed: int) -> Cost:
    """Compile the volumes one after the other."""
    chance = random.Random(seed)
    seconds = worked = 0.0
    for number in range(volumes):
        count = articles // volumes + (number < articles % volumes)
        layouts = chance.choices(figures.layouts, k=count)
        home = figures.home * count
        rounds = (
            _lay_out(layouts, workers, figures.sending),
            _lay_out(figures.others, workers, figures.sending),
        )
        seconds += home + sum(rounds)
        worked += sum(layouts) + sum(figures.others)
    hours = seconds / 3600
    verifying = figures.verifying * articles / workers / 3600
    return Cost(hours, verifying, worked / seconds / workers)


def _lay_out(layouts: Sequence[float], workers: int, sending: float) -> float:
    """Seconds until all documents of a round are back.

    The worker that becomes free first gets the next one. One at a time is sent, and one at a time is taken back.
    """
    free, done = [0.0] * workers, list[float]()
    for number, layout in enumerate(layouts, 1):
        begun = max(heapq.heappop(free), number * sending / 2)
        heapq.heappush(free, begun + layout)
        done.append(begun + layout)
    taken = 0.0
    for finished in sorted(done):
        taken = max(taken, finished) + sending / 2
    return taken


def report(figures: Measured, options: argparse.Namespace) -> Iterator[str]:
    """The table, as Markdown."""
    yield (
        "| Compiles | Workers | Compiling, hours | Workers busy | Verifying, hours | Core-hours | Cost |\n"
        "| --- | --- | --- | --- | --- | --- | --- |"
    )
    for compiles, workers in product(options.compiles, options.workers):
        if workers < compiles:
            continue
        volumes, articles = -(-options.volumes // compiles), -(-options.articles // compiles)
        cost = simulate(figures, volumes, articles, workers // compiles, options.seed)
        core_hours = cost.core_hours(workers, compiles)
        yield (
            f"| {compiles} | {workers} | {cost.hours:,.1f} | {cost.busy:.0%} | {cost.verifying:,.1f} | "
            f"{core_hours:,.0f} | {core_hours * options.price:,.0f} |"
        )


# ---------------------------------------------------------------- the measurement


def measure(count: int) -> Measured:
    """Compile and verify a volume of articles in one process each, and send documents to a worker."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        told = _child("compile", str(root), str(count))
        before = _children()
        command = [sys.executable, "-m", "archivist", "--archive", str(root), "verify", "--json"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        verifying = _children() - before
    sending = _child("send")["sending"]
    home = (told["all"] - sum(told["layouts"]) - sum(told["others"])) / count
    return Measured(
        date.today().isoformat(),
        count,
        told["pages"],
        _rounded(told["layouts"]),
        _rounded(told["others"]),
        round(home, 4),
        round(sending, 5),
        round(verifying / count, 4),
    )


def _rounded(numbers: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(number, 3) for number in numbers)


def _child(*arguments: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, __file__, "--child", *arguments], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _compile(root: Path, count: int) -> dict[str, Any]:
    """Compile so many articles in this process, with a clock at each layout."""
    from bench_articles import sample, write_archive  # noqa: PLC0415

    from archivist.archive import open_archive  # noqa: PLC0415
    from archivist.cli.progress import progress_for  # noqa: PLC0415
    from archivist.executors import open_executor  # noqa: PLC0415
    from archivist.pdf import engine  # noqa: PLC0415
    from archivist.worker_process import collect_seldom  # noqa: PLC0415
    from archivist.workflows.volume_compilation import compile_volumes  # noqa: PLC0415

    write_archive(root, sample(count), "year")
    lay_out, times = engine.lay_out, dict[str, float]()

    def timed(job: engine.LayoutJob, contents: engine.Contents) -> engine.LaidOut:
        begun = time.process_time()
        made = lay_out(job, contents)
        times[job.document] = times.get(job.document, 0) + time.process_time() - begun
        return made

    vars(engine)["lay_out"] = timed
    collect_seldom()
    with open_executor(1) as workers, progress_for(quiet=True) as progress:
        made = compile_volumes(open_archive(root), workers=workers, progress=progress)
    layouts = [each for name, each in times.items() if "article-" in name]
    if len(layouts) != count:
        sys.exit(f"{len(layouts)} of {count} articles were laid out: {sorted(times)}")
    others = [each for name, each in times.items() if "article-" not in name]
    pages = sum(each.pages for each in made.results)
    return {"all": time.process_time(), "layouts": layouts, "others": others, "pages": pages}


def _send() -> dict[str, float]:
    """Processor time of this process for a document that a worker on this machine only hands back."""
    from archivist.cluster import open_cluster, read_address  # noqa: PLC0415
    from archivist.executors import InProcess  # noqa: PLC0415

    with open_cluster(read_address("local:1"), InProcess()) as cluster:
        begun = time.process_time()
        sent = [cluster.client.submit(_hand_back, bytes(_JOB), pure=False) for _ in range(_SENT)]
        received = sum(len(each.result()) for each in sent)
        spent = time.process_time() - begun
    assert received == _SENT * _RESULT
    return {"sending": spent / _SENT}


def _hand_back(job: bytes) -> bytes:
    return (job * (_RESULT // len(job) + 1))[:_RESULT]


def main() -> None:
    """Measure, or simulate and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("measure", "simulate"), default="simulate")
    parser.add_argument("--volumes", type=int, default=1200, metavar="N")
    parser.add_argument("--articles", type=int, metavar="N", help="to measure with: 60; to simulate: 500,000")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 8, 32, 128], metavar="N")
    parser.add_argument("--compiles", type=int, nargs="+", default=[1, 10], metavar="N", help="at the same time")
    parser.add_argument("--price", type=float, default=0.05, help="of a core-hour")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.what == "measure":
        _FIGURES.write_text(json.dumps(asdict(measure(options.articles or 60)), indent=1) + "\n", "utf-8")
    options.articles = options.articles if options.articles and options.what == "simulate" else 500_000
    told = json.loads(_FIGURES.read_text("utf-8"))
    figures = Measured(**{name: tuple(value) if isinstance(value, list) else value for name, value in told.items()})
    print("\n".join(report(figures, options)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        result = _send() if sys.argv[2] == "send" else _compile(Path(sys.argv[3]), int(sys.argv[4]))
        print(json.dumps(result))
    else:
        main()
