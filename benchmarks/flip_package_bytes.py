"""Damage a package 1,000 times, one byte each, and count what `archivist audit` finds; delete, rename and add files.

    .venv/bin/python benchmarks/flip_package_bytes.py build/deposit/2022-02 build/deposit/2022-02.zip

Half of the bytes are drawn from all bytes of the package, half from a file drawn first, so that small files count. The
file with the digest of a zip is part of the package. The package itself is not changed; a copy is.
"""

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from archivist.executors import InProcess
from archivist.fixity.auditing import audit
from archivist.fixity.targets import find_targets

_SEED = 1


def main() -> int:
    """Print a line for each package; exit with status 1 if any damage was not found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("packages", nargs="+", type=Path)
    parser.add_argument("--flips", type=int, default=1000)
    arguments = parser.parse_args()
    missed = 0
    for package in arguments.packages:
        with _copy(package) as copy:
            missed += _try(copy, arguments.flips)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return int(missed > 0)


@contextmanager
def _copy(package: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / package.name
        if package.is_dir():
            shutil.copytree(package, copy)
        for each in (package, package.with_name(f"{package.name}.sha512")):
            if each.is_file():
                shutil.copyfile(each, copy.with_name(each.name))
        yield copy


def _try(package: Path, flips: int) -> int:
    files = sorted(path for path in package.parent.rglob("*") if path.is_file())
    if not _passes(package):
        sys.exit(f"{package} is damaged already")
    begin, rolls = time.process_time(), random.Random(_SEED)
    missed = [place for place in _places(files, flips, rolls) if not _is_flip_found(package, *place)]
    seconds = time.process_time() - begin
    for path, offset, value in missed:
        print(f"  missed: {path.name} at {offset}, xor {value:#x}")
    counts = Counter(_others(package, files))
    found = f"flips found {flips - len(missed)} of {flips}, {seconds / flips:.3f} CPU s each"
    print(f"{package.name}: {len(files)} files; {found}")
    for what in ("deleted", "renamed", "added"):
        print(f"  {what}: found {counts[what, True]} of {counts[what, True] + counts[what, False]}")
    return len(missed) + sum(count for (_, found), count in counts.items() if not found)


def _passes(package: Path) -> bool:
    """Whether everything in the folder of the package is intact."""
    with InProcess() as executor:
        return {each.passed for each in audit(find_targets([package.parent]), executor)} == {True}


def _places(files: list[Path], flips: int, rolls: random.Random) -> Iterator[tuple[Path, int, int]]:
    filled = [path for path in files if path.stat().st_size]
    sizes = [path.stat().st_size for path in filled]
    for number in range(flips):
        path = rolls.choices(filled, sizes if number % 2 else None)[0]
        yield path, rolls.randrange(path.stat().st_size), rolls.randrange(1, 256)


def _is_flip_found(package: Path, path: Path, offset: int, value: int) -> bool:
    def flip() -> None:
        with path.open("r+b") as file:
            file.seek(offset)
            (before,) = file.read(1)
            file.seek(offset)
            file.write(bytes([before ^ value]))

    return _is_found(package, flip, flip)


def _is_found(package: Path, damage: Callable[[], object], restore: Callable[[], object]) -> bool:
    damage()
    try:
        return not _passes(package)
    finally:
        restore()


def _others(package: Path, files: list[Path]) -> Iterator[tuple[str, bool]]:
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            for what, other in (("deleted", Path(folder) / "away"), ("renamed", path.with_name(f"x{path.name}"))):
                yield what, _is_found(package, partial(shutil.move, path, other), partial(shutil.move, other, path))
    if package.is_dir():
        for place in sorted({path.parent for path in files} - {package.parent}):  # beside it is the list of a folder
            new = place / "new.txt"
            yield "added", _is_found(package, partial(new.write_bytes, b""), new.unlink)


if __name__ == "__main__":
    sys.exit(main())
