"""One worker of Dask against two: the same cold compile by turns, on this machine over TCP, from the first article on.

    python benchmarks/cluster_workers.py [--articles 40] [--rounds 3]

It prints seconds by the clock without the start of the cluster, their ratio, and whether the volumes have equal bytes.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from bench_articles import sample, write_archive

from archivist.archive import open_archive
from archivist.cli.progress import progress_for
from archivist.cluster import open_cluster, read_address
from archivist.executors import InProcess
from archivist.files import sha256
from archivist.workflows.volume_compilation import compile_volumes


def compile_with(workers: int, root: Path, build: Path) -> tuple[float, dict[str, str]]:
    """Seconds of a cold compile, and the digests of what it made."""
    with open_cluster(read_address(f"local:{workers}"), InProcess()) as cluster, progress_for(quiet=True) as progress:
        begun = time.perf_counter()
        cluster.prepare()
        made = compile_volumes(open_archive(root, build), workers=cluster, progress=progress)
        seconds = time.perf_counter() - begun
    return seconds, {file.name: sha256(file) for each in made.results for file in each.files}


def main() -> None:
    """Measure by turns and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    options = parser.parse_args()
    ratios, made = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_archive(folder / "archive", sample(options.articles), "year")
        for number in range(options.rounds):
            seconds = {}
            for workers in (1, 2):
                build = folder / f"build-{number}-{workers}"
                seconds[workers], files = compile_with(workers, folder / "archive", build)
                made.append(files)
            ratios.append(seconds[1] / seconds[2])
            print(f"one worker {seconds[1]:.1f} s, two {seconds[2]:.1f} s: {ratios[-1]:.2f} times as fast", flush=True)
    same = all(each == made[0] for each in made)
    print(f"median {statistics.median(ratios):.2f}; bytes {'equal' if same else 'DIFFER'}")


if __name__ == "__main__":
    main()
