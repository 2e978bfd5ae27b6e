"""Processor time from the moment an article is saved until Chromium shows the new words, in `archivist preview`.

    python benchmarks/preview.py ARCHIVE VOLUME ARTICLE [--language LANG] [--runs N]

The archive is copied without its build folder, so the first compile is from nothing. ARTICLE is a file of the volume,
relative to the archive; a paragraph is added to it, N times another one. Printed for each save: the time of the preview
with its workers, and that of the browser with all of its processes. Needs the set-up of the tests.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
DRIVER = ROOT / "tests/preview/browser.cjs"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "archive"
        shutil.copytree(arguments.archive, root, ignore=shutil.ignore_patterns("build", ".*", "node_modules"))
        command = [sys.executable, "-m", "archivist", "--archive", str(root), "preview", arguments.volume]
        language = ["--language", arguments.language] if arguments.language else []
        with subprocess.Popen([*command, *language, "--port", "0"], stdout=subprocess.PIPE, text=True) as preview:
            try:
                address = preview.stdout.readline().split()[0]
                steps = [{"wait": "current"}, *saves(root / arguments.article, arguments.runs)]
                measure(preview.pid, address, steps)
            finally:
                preview.terminate()


def saves(article: Path, runs: int) -> Iterator[dict[str, object]]:
    """Each adds other words to the end of the text, before the notes if they are last."""
    text = article.read_text("utf-8")
    body, mark, notes = text.partition("\n[^") if "\n[^" in text.rpartition("\n\n")[2] else (text, "", "")
    for number in range(runs):
        words = f"Addition number {number} was saved."
        yield {
            "write": [str(article), f"{body.rstrip()}\n\n{words}\n\n{mark}{notes}"],
            "wait": "current",
            "words": words,
        }


def measure(preview: int, address: str, steps: list[dict[str, object]]) -> None:
    """Run the steps in the browser, and print the time of each."""
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    command = ["node", str(DRIVER), browser, str(Path(sys.prefix) / "ace/node_modules")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as driver:
        driver.stdin.write(json.dumps({"url": address, "steps": steps}))
        driver.stdin.close()
        begun, number = (0.0, 0.0), 0
        for line in driver.stderr:
            now = processor_time(preview), processor_time(driver.pid)
            if line == "begin\n":
                begun = now
            elif line == "end\n":
                what = f"save {number}" if number else "first compile"
                print(f"{what}: preview {now[0] - begun[0]:.2f} s, browser {now[1] - begun[1]:.2f} s", flush=True)
                number += 1
            else:
                print(line, end="", file=sys.stderr)


def processor_time(process: int) -> float:
    """Seconds of a process and of all below it, those included that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICK + sum(processor_time(int(each)) for each in below)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("volume")
    parser.add_argument("article")
    parser.add_argument("--language", default="")
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
