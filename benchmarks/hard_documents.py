"""Documents that are hard to set: unbroken runs, wide and tall tables, deep lists, long notes.

    .venv/bin/python benchmarks/hard_documents.py --count 300 --seed 1

Each is compiled by itself, without a cache. Reported are the slowest, by processor time; what was found; what failed;
and the glyphs off the paper, read from the finished file character by character.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pypdfium2

from archivist.archive import open_archive
from archivist.errors import ArchivistError
from archivist.executors import open_executor
from archivist.pipeline import Progress
from archivist.workflows.volume_compilation import Compilation, compile_volumes

_SETTINGS = '[archive]\ntitle = "Hard documents"\n\n[editions]\nlanguages = ["{language}"]\n\n[pdf]\npage = "{page}"\n'
_WORDS = {
    "en": ("river", "mill", "stone", "water", "town", "bridge", "paper", "letter", "garden", "winter", "harvest"),
    "ru": ("река", "мельница", "камень", "вода", "город", "мост", "бумага", "письмо", "сад", "зима", "урожай"),
    "ka": ("მდინარე", "წისქვილი", "ქვა", "წყალი", "ქალაქი", "ხიდი", "ქაღალდი", "წერილი", "ბაღი", "ზამთარი"),
}
_DATA = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"
_EDGE = 1.0  # points that the box of a glyph may reach over the paper


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for a document."""

    number: int
    kinds: tuple[str, ...]
    seconds: float  # of processor time
    made: bool
    codes: tuple[str, ...]
    off_paper: int
    failure: str = ""


class Writer:
    """Writes articles by chance: the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)
        self.language = self._random.choice(list(_WORDS))
        self.page = self._random.choice(["A5", "A5", "A4", "ereader"])
        self._notes: list[str] = []

    def article(self) -> tuple[str, tuple[str, ...]]:
        """The text of an article, and the kinds of its parts."""
        makers = {
            "run": self._run,
            "wide table": self._wide,
            "tall table": self._tall,
            "HTML table": self._html,
            "list": self._list,
            "quotation": self._quotation,
            "notes": self._long_notes,
            "code": self._code,
        }
        kinds = tuple(self._random.choice(list(makers)) for _ in range(self._random.randint(1, 4)))
        parts = [part for kind in kinds for part in (f"## {self._words(3)}", self._words(60), makers[kind]())]
        return "\n\n".join([*parts, *self._notes]), kinds

    def _words(self, count: int) -> str:
        return " ".join(self._random.choices(_WORDS[self.language], k=count))

    def _data(self, most: int) -> str:
        length = int(10 ** self._random.uniform(2, len(str(most)) - 1))
        kind = self._random.choice(["data", "letter", "word"])
        if kind == "data":
            return "".join(self._random.choices(_DATA[:64], k=length))
        if kind == "letter":
            return self._random.choice("xაж#=_") * length
        return "".join(self._random.choices(_WORDS[self.language], k=length // 6 + 1))

    def _note(self, words: int) -> str:
        number = len(self._notes) + 1
        self._notes.append(f"[^{number}]: {self._words(words)}")
        return f"[^{number}]"

    def _run(self) -> str:
        return f"{self._words(4)} {self._data(100_000)} {self._words(4)} *{self._data(1000)}* `{self._data(1000)}`"

    def _code(self) -> str:
        return f"```\n{self._words(20)}\n{self._data(10_000)}\n```"

    def _wide(self) -> str:
        columns = self._random.randint(6, 60)
        rows = [
            [self._words(self._random.randint(0, 3)) for _ in range(columns)]
            for _ in range(self._random.randint(2, 30))
        ]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]])

    def _tall(self) -> str:
        columns = self._random.randint(2, 5)
        rows = [[self._cell() for _ in range(columns)] for _ in range(self._random.randint(2, 8))]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]])

    def _cell(self) -> str:
        text = self._words(self._random.choice([1, 3, 10, 60, 400]))
        if self._random.random() < 0.1:
            text += self._note(self._random.choice([5, 30]))
        return text if self._random.random() < 0.9 else f"{text} {self._data(1000)}"

    def _html(self, depth: int = 0) -> str:
        rows = []
        for _ in range(self._random.randint(1, 4)):
            cells = []
            for _ in range(self._random.randint(1, 3)):
                within = depth < 5 and self._random.random() < 0.15
                span = f' rowspan="{self._random.randint(1, 3)}"' if self._random.random() < 0.2 else ""
                text = self._html(depth + 1) if within else self._words(self._random.choice([2, 2, 20, 150]))
                cells.append(f"<td{span}>{text}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        head = f"<thead><tr><th>{self._words(self._random.choice([1, 2, 250]))}</th></tr></thead>" if not depth else ""
        return f"<table>{head}<tbody>{''.join(rows)}</tbody></table>"

    def _list(self) -> str:
        depth, tag = self._random.randint(5, 60), self._random.choice(["ul", "ol"])
        opened = "".join(f"<{tag}><li>{self._words(self._random.randint(1, 12))}" for _ in range(depth))
        return opened + f"</li></{tag}>" * depth

    def _quotation(self) -> str:
        depth = self._random.randint(3, 40)
        return "".join(f"<blockquote><p>{self._words(6)}</p>" for _ in range(depth)) + "</blockquote>" * depth

    def _long_notes(self) -> str:
        lengths = [self._random.choice([5, 40, 200, 1500]) for _ in range(self._random.randint(1, 8))]
        return " ".join(f"{self._words(15)}{self._note(length)}" for length in lengths)


class _Silent:
    """Nobody wants to know how far it is."""

    def expect(self, articles: object) -> None:
        """Nothing is shown."""

    def begin(self, edition: str, documents: int) -> None:
        """Nothing is shown."""

    def laid_out(self, document: str, reused: bool) -> None:
        """Nothing is shown."""

    def done(self, result: object) -> None:
        """Nothing is shown."""


def outcome(seed: int, number: int) -> Outcome:
    """Compile one document in a folder of its own."""
    writer = Writer(f"{seed} {number}")
    text, kinds = writer.article()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        (folder / "archivist.toml").write_text(_SETTINGS.format(language=writer.language, page=writer.page))
        article = folder / "articles" / f"2024-01-02-a.{writer.language}.md"
        article.write_text(f"---\ntitle: Hard {number}\ndate: 2024-01-02\n---\n{text}\n")
        begun = time.process_time()
        failure, compiled = "", Compilation((), ())
        try:
            with open_executor(1) as workers:
                compiled = compile_volumes(open_archive(folder), workers=workers, progress=cast(Progress, _Silent()))
        except ArchivistError as error:
            failure = str(error)
        seconds = time.process_time() - begun
        codes = tuple(sorted({finding.code for finding in compiled.findings}))
        pdfs = [file for result in compiled.results for file in result.files if file.suffix == ".pdf"]
        return Outcome(number, kinds, seconds, bool(pdfs), codes, sum(map(glyphs_off_paper, pdfs)), failure)


def glyphs_off_paper(pdf: Path) -> int:
    """How many characters of a file are not wholly on their page."""
    found = 0
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                inside = left > -_EDGE and bottom > -_EDGE and right < width + _EDGE and top < height + _EDGE
                found += not inside and right > left
    return found


def report(outcomes: list[Outcome]) -> Iterator[str]:
    """The results for all documents."""
    slowest = sorted(outcomes, key=lambda each: -each.seconds)[:5]
    yield f"{len(outcomes)} documents, {sum(each.seconds for each in outcomes):.0f} s of processor time"
    yield "slowest: " + "; ".join(f"{each.number}: {each.seconds:.1f} s ({', '.join(each.kinds)})" for each in slowest)
    yield f"not made: {[(each.number, each.codes, each.failure) for each in outcomes if not each.made]}"
    yield f"glyphs off the paper: {[(each.number, each.off_paper) for each in outcomes if each.off_paper]}"
    counted = Counter(code for each in outcomes for code in each.codes)
    yield "findings: " + ", ".join(f"{code} {count}" for code, count in counted.most_common())


def main() -> None:
    """Read the options, compile, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--first", type=int, default=0, help="number of the first document")
    parser.add_argument("--minutes", type=float, default=600, help="end after so many")
    options = cast(SimpleNamespace, parser.parse_args())
    end = time.monotonic() + options.minutes * 60
    outcomes: list[Outcome] = []
    for number in range(options.first, options.first + options.count):
        if time.monotonic() > end:
            break
        outcomes.append(outcome(options.seed, number))
        each = outcomes[-1]
        print(f"{number}: {each.seconds:.1f} s, {', '.join(each.kinds)}: {', '.join(each.codes)}", flush=True)
    print("\n".join(report(outcomes)))


if __name__ == "__main__":
    main()
