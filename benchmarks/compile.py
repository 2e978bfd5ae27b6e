"""What a compile costs, as ratios within one run. See README.md beside this file."""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(archive: Path, build: Path, jobs: int) -> float:
    """Compile once and say how long it took."""
    command = [sys.executable, "-m", "archivist", "--archive", str(archive), "--build", str(build)]
    begun = time.perf_counter()
    subprocess.run([*command, "compile", "--quiet", "--jobs", str(jobs)], check=True)
    return time.perf_counter() - begun


def pages(build: Path) -> int:
    """Pages of every PDF in a build folder."""
    import pikepdf  # noqa: PLC0415

    count = 0
    for path in build.glob("*/*.pdf"):
        with pikepdf.open(path) as pdf:
            count += len(pdf.pages)
    return count


def main() -> None:
    """Measure one archive and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ROOT, help="folder of archivist.toml")
    archive = parser.parse_args().archive
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one"), Path(folder, "two")
        first = seconds(archive, one, 1)
        again = seconds(archive, one, 1)
        parallel = seconds(archive, two, 2)
        count = pages(one)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{count} pages; largest process {memory:.0f} MiB")
    print(f"first compile, one worker   1.00   ({first:.1f} s, {count / first:.0f} pages a second)")
    print(f"second compile, all reused  {again / first:.2f}")
    print(f"first compile, two workers  {parallel / first:.2f}")


if __name__ == "__main__":
    main()
