"""Measure what a shelf of many volumes costs: shelf.py ARCHIVE BUILD [--volumes 1000] [--language en].

The compiled editions of one language are repeated under other years and keys, in an archive with the settings of
ARCHIVE; nothing is laid out. Then `archivist shelf` is run on them, and its processor time printed.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
import uuid
from pathlib import Path

from measured_run import run

_FIRST_YEAR = 1000
_LIMIT = 3600  # seconds


def main() -> None:
    """Make the archive, then the shelf."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("build", type=Path)
    parser.add_argument("--volumes", type=int, default=1000)
    parser.add_argument("--language", default="en")
    parser.add_argument("--keep", type=Path, help="make the archive here, and leave it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = given.keep or Path(folder) / "archive"
        if not root.exists():
            repeat_editions(given.archive, given.build, root, given.volumes, given.language)
        cost = run([sys.executable, "-m", "archivist", "--archive", str(root), "shelf"], root, _LIMIT)
        files = [path for path in (root / "build/shelf").rglob("*") if path.is_file()]
        search = sum(path.stat().st_size for path in files if path.parent.name == "search")
        print(
            f"{given.volumes} volumes: {cost.processor:.1f} s of processor time, {cost.memory / 1e6:.0f} MB of memory"
        )
        print(f"{len(files)} files, {search / 1e6:.1f} MB of them the search")


def repeat_editions(archive: Path, build: Path, root: Path, volumes: int, language: str) -> None:
    """An archive whose build folder has the editions as often as is asked for."""
    records = sorted(build.glob(f"*/volume.{language}.json"))
    if not records:
        sys.exit(f"{build} has no edition in {language}")
    (root / "articles").mkdir(parents=True)
    shutil.copy(archive / "archivist.toml", root)
    for number in range(volumes):
        of, repetition = records[number % len(records)], number // len(records)
        repeat_edition(of, root / "build", _FIRST_YEAR + repetition)


def repeat_edition(record: Path, build: Path, year: int) -> None:
    """An edition of another year: record and citations say so, all other files are the same ones, linked."""
    data = json.loads(record.read_bytes())
    volume = data["volume"]
    of_year = str(volume["year"])
    volume |= {name: str(volume[name]).replace(of_year, str(year), 1) for name in ("id", "title", "start", "end")}
    volume["year"] = year
    data["identifier"] = uuid.uuid5(uuid.NAMESPACE_URL, f"{data['identifier']}#{year}").urn
    for article in data["articles"]:
        article["key"] += f"-{year}"
        article["date"] = article["date"].replace(of_year, str(year), 1)
    for document in data["documents"]:
        if "article" in document:
            document["article"] += f"-{year}"
    folder = build / volume["id"]
    folder.mkdir(parents=True, exist_ok=True)
    for output in data["outputs"]:
        name = output["file"]
        output["file"] = name.replace(of_year, str(year))
        if name.endswith(".csl.json"):
            cited = (record.parent / name).read_bytes().replace(of_year.encode(), str(year).encode())
            (folder / output["file"]).write_bytes(cited)
            output |= {"bytes": len(cited), "sha256": hashlib.sha256(cited).hexdigest()}
        else:
            os.link(record.parent / name, folder / output["file"])
    (folder / record.name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
