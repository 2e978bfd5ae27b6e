"""How the processor time of one edit grows with the length of a volume: growth.py ARTICLES [--counts 200 800 1600].

ARTICLES is a folder of Markdown files. The first 20 of them are repeated under other keys to each of the counts and
compiled as one volume; then the first article is edited so that every page number moves. What is measured is the second
compile: reading, parsing, marking up, the pages that the edited article shares with others, those that quote page
numbers, running heads, joining, the EPUB. Printed for each count: processor time by stage, and the exponent of growth
of what exceeds the time of the 20. Each run is a process of its own, with one worker.
"""

import argparse
import datetime
import importlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from itertools import pairwise
from pathlib import Path
from typing import Any

FIRST = 20
EDIT = "\n\n" + "This paragraph was added, and moves every page after it. " * 60 + "\n"
SETTINGS = '[archive]\ntitle = "Measured"\n[volumes]\nperiod = "year"\n[editions]\nlanguages = ["en"]\n'

# Functions by the stage they are timed as; time within another of them counts there alone.
STAGES = {
    "archivist.planning:read_folder": "front matter",
    "archivist.pipeline:parse_texts": "bodies parsed",
    "archivist.pipeline:annotate": "annotated",
    "archivist.pipeline:mark_up": "marked up",
    "archivist.epub.binding:_content_documents": "EPUB contents",
    "archivist.epub.epub_writer:bind": "EPUB bound",
    "archivist.pdf.stored_fragment:read": "cache",
    "archivist.pdf.typesetting:Typesetter.set_margins": "running heads",
    "archivist.pdf.engine:lay_out": "documents laid out",
    "archivist.pdf.joining:join": "joined: rest",
    "archivist.pdf.joining:contents_of": "joined: fragments read",
    "archivist.pdf.joining:copy_objects": "joined: pieces copied",
    "archivist.pdf.structure_tree:StructureTree.write": "joined: structure tree",
    "archivist.pdf.volume_fonts:VolumeFonts.write": "joined: fonts",
    "archivist.stamps.edition_stamps:EditionStamps.unchanged": "stamps compared",
    "archivist.stamps.edition_stamps:EditionStamps.keep": "stamps kept",
    "archivist.archive_facts:ArchiveFacts.nearest": "related reading ranked",
    "archivist.pdf.run_on:_kind": "documents grouped",
    "archivist.pdf.typesetting:faces_of": "fonts chosen",
    "archivist.pdf.stored_fragment:write": "fragments kept",
    "archivist.pdf.typeset_volume:paginate": "pages numbered",
    "archivist.pdf.typeset_volume:mention_pages": "terms found on pages",
    "archivist.pdf.typeset_cover:typeset_cover": "cover",
    "archivist.writers:_write_record": "record",
    "archivist.pipeline:EditionBuilder._keep": "files written",
    "archivist.cache:Store.prune": "cache pruned",
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path)
    options.add_argument("--counts", type=int, nargs="+", default=[200, 800, 1600])
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = archive(Path(folder) / "base", given.articles, FIRST)
        run(base)
        times = {
            count: measure(base, given.articles, Path(folder) / str(count), count) for count in [FIRST, *given.counts]
        }
    report(times)


def archive(root: Path, source: Path, count: int) -> Path:
    """An archive of so many articles in one volume: the first 20 of a folder, again and again under other keys."""
    files = sorted(source.rglob("*.md"), key=lambda file: (file.name[:10], str(file)))[:FIRST]
    for number in range(count):
        file = files[number % FIRST]
        day = datetime.date(2021, 1, 1) + datetime.timedelta(days=number % FIRST)
        text = re.sub(r"^translation_key:.*\n", "", file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        text = re.sub(r"^date:.*$", f"date: {day}\nkey: k{number:05}", text, count=1, flags=re.MULTILINE)
        target = root / "articles" / "en" / f"{day}-{number:05}.en.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    for pictures in source.parent.glob("images"):
        shutil.copytree(pictures, root / "articles" / "images", dirs_exist_ok=True)
    (root / "archivist.toml").write_text(SETTINGS, "utf-8")
    return root


def measure(base: Path, source: Path, root: Path, count: int) -> dict[str, float]:
    """Processor seconds by stage of a compile after an edit, everything else cached."""
    archive(root, source, count)
    shutil.copytree(base / "build" / ".cache", root / "build" / ".cache")  # articles that share no pages are there
    run(root)
    first = min((root / "articles" / "en").glob("*.md"))
    first.write_text(first.read_text("utf-8") + EDIT, "utf-8")
    return run(root)


def run(root: Path) -> dict[str, float]:
    """Compile an archive in a process of its own."""
    command = [sys.executable, __file__, "--child", str(root)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # as installed: pip compiles modules
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def report(times: dict[int, dict[str, float]]) -> None:
    """One line a stage, one column a count."""
    names = sorted({name for each in times.values() for name in each}, key=lambda name: -times[max(times)].get(name, 0))
    print(f"{'seconds of processor time':28}" + "".join(f"{count:>10,}" for count in times))
    for name in names:
        print(f"{name:28}" + "".join(f"{each.get(name, 0):10.2f}" for each in times.values()))
    totals = {count: sum(each.values()) for count, each in times.items()}
    print(f"{'all':28}" + "".join(f"{total:10.2f}" for total in totals.values()))
    above = {count: total - totals[FIRST] for count, total in totals.items() if count > FIRST}
    counts = sorted(above)
    for smaller, larger in [*pairwise(counts), (counts[0], counts[-1])]:
        exponent = math.log(above[larger] / above[smaller]) / math.log(larger / smaller)
        print(f"exponent from {smaller:,} to {larger:,} articles: {exponent:.3f}")


# ---------------------------------------------------------------- in the process that is measured


class Clock:
    """Processor time by stage, each moment counted once."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._open: list[str] = ["rest"]
        self._since = 0.0  # from the start of the process, its imports included

    def switch(self) -> None:
        """Count the time since the last switch to the stage that was open."""
        now = time.process_time()
        self.spent[self._open[-1]] += now - self._since
        self._since = now

    def timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """The function, with its time counted."""

        @wraps(function)
        def wrapper(*arguments: Any, **named: Any) -> Any:
            self.switch()
            self._open.append(stage)
            try:
                return function(*arguments, **named)
            finally:
                self.switch()
                self._open.pop()

        return wrapper


def child(root: Path) -> None:
    """Compile, and print the times as JSON."""
    from archivist.archive import open_archive  # noqa: PLC0415
    from archivist.cli.progress import progress_for  # noqa: PLC0415
    from archivist.executors import open_executor  # noqa: PLC0415
    from archivist.worker_process import collect_seldom  # noqa: PLC0415
    from archivist.workflows.volume_compilation import compile_volumes  # noqa: PLC0415

    clock = Clock()
    for place, stage in STAGES.items():
        module, _, path = place.partition(":")
        *above, name = path.split(".")
        holder: Any = importlib.import_module(module)
        for each in above:
            holder = getattr(holder, each)
        setattr(holder, name, clock.timed(getattr(holder, name), stage))
    collect_seldom()
    with open_executor(1) as workers, progress_for(quiet=True) as progress:
        made = compile_volumes(open_archive(root), workers=workers, progress=progress)
    clock.switch()
    if not made.results:
        sys.exit("\n".join(finding.message for finding in made.findings))
    print(json.dumps(clock.spent))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]))
    else:
        main()
