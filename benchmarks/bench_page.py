"""docs/benchmarks.md and its plots, from the figures of benchmarks/bench.json."""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from log_plot import LogPlot, draw

_ROOT = Path(__file__).parent.parent
FIGURES = _ROOT / "benchmarks" / "bench.json"
_PAGE, _IMAGES = _ROOT / "docs" / "benchmarks.md", _ROOT / "docs" / "images"
_BASE = "WeasyPrint, one run"

_HEAD = """# Benchmarks

archivist beside other programs over the same articles, by turns in one run: `make bench`, or
`python benchmarks/bench.py --sizes 100 1000 10000`. This page and its plots are written by that command from
`benchmarks/bench.json`.

Programs: {machine}.

The programs do different work. archivist makes a PDF and an EPUB, checks every link, note and picture, proves that no
word was lost, and embeds the fonts; its time is for both files; pages, size and words are those of the PDF. “One edit”
adds a paragraph to the first article. WeasyPrint makes one PDF of pandoc's HTML, with contents, notes at the foot of
the page and tags (PDF/UA-1); pandoc's time is not counted. Typst makes one PDF with contents, notes and tags of what
pandoc writes for it; both are counted. pandoc makes an EPUB with one file per article and contents of two levels.

The articles have {words} words each, in Latin, Georgian and Cyrillic letters, with headings, links, lists, a table, a
quotation and three notes, and a picture in every fifth. “Words lost” are words of the articles that are not in the text
of the file, read by PDFium or lxml; “numbers wrong” are numbers of ordered lists that are not printed. Memory is that
of all processes together, what they share counted once. A word that a page or a column divides may be counted as lost.

“Load” is the average number of processes that wanted a processor before the first program. Up to the number of
processors, seconds by the clock can be compared; above it only processor time can, and that within a table.
"""

_AIMS = """## A compile from nothing

The aims for 100 articles are the processor time of one run of WeasyPrint, and 0.55 of its time by the clock. Both are
reached: in three runs by turns on a quiet machine on 1 December 2026, 0.97, 0.92 and 0.98 of the processor time, and
0.54, 0.50 and 0.53 of the time by the clock (0.55, 0.54 and 0.54 on the day before, when the contents waited for the
list of sources; 1.18 and 0.68 before the last changes to the engine; 1.27 and 0.73 before that). For 1,000 articles
they are 0.26 and 0.14, since WeasyPrint needs more time for each page of a long text. One edit among them takes 22.9 s
since long lists are laid out in pieces, 0.17 of pandoc with Typst from nothing (132.2 s, in the same run on 1
December). For the first 100 of 1,000 newsletters in English, French and Chinese, with pictures, they are 0.91 and 0.50
(45.7 to 46.4 s and 25.0 to 25.9 s in two runs beside one of 50.5 and 51.1 s, a few minutes apart).

What follows is of the time when it was 1.18. Of the processor time, layouts take 87 %, all else that makes PDF, EPUB
and record 9, and starting two workers 4. Shares of the layouts, by samples in one process, of 20 articles, among them
the 8 that were laid out twice; a row with a dash is a part of a row above:

| Work | Share |
| --- | --- |
| pages laid out | 51 % |
| – lines of paragraphs chosen | 14 |
| – notes | 5 |
| – numbers and marks of lists | 4 |
| – tables | 3 |
| – titles | 3 |
| pages drawn | 20 |
| – text shaped by Pango | 6 |
| the proof, tags, and where pages begin | 6 |
| fonts cut, and the file written | 5 |
| styles matched | 5 |
| boxes built | 4 |
| text read again by PDFium | 4 |
| style sheets parsed | 2 |

Of 108 layouts 8 are second ones, for figures that left a hole. Tried without effect: inherited properties copied
together, and cycles of objects collected after each document (a third less memory, as much time). The table and the
figures above it are of the time before lines were drawn from words that were shaped once. By turns, twice, without and
with that: the layouts of 14 newsletters in English took 5.7 and 5.1 s, of which drawing and writing 1.9 and 1.3; those
of 40 articles of this page, of random words in three scripts, 13.5 and 12.8 s, of which drawing and writing 3.5 and
3.1, since most of their lines have a word that was not drawn before. They are also older than the boxes of chosen lines
that are made at once, with which layouts of ten newsletters took 0.94 of the processor time; than styles of
pseudo-elements that are made only where one may be printed (0.96 for 20 documents, styles less than half); and than
boxes without floats and backgrounds that are dealt with at once (0.96). What is still done by one process at a time:
the appendix of related reading and the contents, which need the pages of what is before them (1.2 and 0.6 s), then the
files (0.9 s). Level 7 instead of 9 for the compression of pages would spare 0.3 s and add 0.6 % to the PDF.

## An EPUB alone, and verification

The aims are half the processor time of pandoc for an EPUB of 100 articles, and a fifth of its time by the clock for one
of 1,000. They are not reached: on 1 December 2026, on a quiet machine, by turns, it took 1.06 times the processor time
for 100 (2.13 and 2.00 s, medians of three runs; 1.4 times on the day before), and 0.44 of the time by the clock for
1,000 (8.9 and 20.2 s; 0.57 on the day before, as in the table).

What holds the rest, as shares of a run in one process over 100 articles: modules that are imported 30 % (among them
the definition of 400 data classes, 8); parsing the texts 17; marking up 16, half of it line ends; suggested reading 7,
with numpy; the documents of the EPUB 7; the record, with the text of each document for `verify`, 6. After these figures
were taken, what every run costs, however few the articles, was halved: an EPUB of one article takes 0.73 s of processor
time instead of 1.44 (medians of six runs, by turns on a busy machine). The cover is drawn without the layout engine,
methods of data classes are compiled when they are called, compiled templates are kept, and names of fonts are read
without fontTools. Of the 0.73 s, 0.5 are imports: 980 modules, a tenth of this time for numpy and another tenth for
pydantic.

Work on each article was spared as well, such as parsing texts without marks. Together with the last three of the
changes above, that makes 2.2 instead of 2.5 s of processor time for an EPUB of 100 articles, and 13.3 instead of 15.1
for one of 1,000 in one process (medians of three runs, by turns on a busy machine); PDF and EPUB of 100 articles take
25.1 instead of 26.7 in one process (one run each). Of the 12 ms that each further article takes, 3 are for reading its
text, 1.2 for its document, 1.1 for the line ends in it, 1.1 for its text in the record and 0.8 for its terms.

For more than 256 articles, workers parse the texts, count the terms that suggested reading compares, set the line ends
while further documents are marked up, and read the texts for the record while the EPUB is written. Of 19.6 s for 1,000
articles, on a busy machine, 12.1 are those of two workers and 7.5 those of the process that directs them (8.3 before).
In 2.2 of these it does what no worker can do at the same time: imports, the plan, notes and references. Letting workers
prepare the documents of the EPUB as well gained nothing (9.5 instead of 9.3 s by the clock, twice by turns).

`verify` of the nine editions of the sample, with nothing known, does not reach a third of the processor time that it
took when the aim was set (97.9 s on a quiet machine, 77.9 with pages and compiled scripts shared in Ace's browser). On
1 December 2026 it took 42.3 s on a quiet machine, 0.43 of that, and 57.0 on the day before, when Ace's browser had a
window. The table is of that day, on a busy machine, where verification took 91.6 s before the changes of the day and
66.4 s after them, with the same report (one run each):

| Program | Before | Now | Share now |
| --- | --- | --- | --- |
| Ace with its browser | 46.0 s | 27.4 s | 41 % |
| veraPDF | 17.0 | 14.4 | 22 |
| archivist | 13.8 | 10.1 | 15 |
| EPUBCheck | 8.2 | 8.3 | 12 |
| outloud | 6.3 | 5.9 | 9 |

Of 116 documents Ace takes 0.24 s each, of which the scripts of axe and Ace are a third, most of it contrast of colours;
the rest is opening the document in a browser with a window: its process 0.08, layout, fonts and pictures. No document
is the same in two editions. Without requests to ask about, optimised code and the scripts sent for each document, the
nine EPUBs took 28.9 instead of 43.3 s, by turns. On 1 December 2026 they took 23.4 s, in a browser without a window
(`chromium-headless-shell`) 19.0; with one frame for all documents of a page and no thread for drawing, 15.2 s (20.0 in
one with a window). If axe looks at single texts only where colours could have too little contrast, and loads no styles
again, they take 12.4 s (16.9), where the same busy machine took 26.6 before all of this, twice by turns.

veraPDF compiles its rules as JavaScript and runs them on each glyph; both standards in one pass take 14.0 instead of
16.4 s. On 1 December 2026, on a busy machine, it took 11.8 s for the same files. Java's compiler takes an eighth of its
processor time; in samples of its own thread JavaScript is 47 %, and finding the objects that the rules are about 30.
Java's optimising compiler would halve the time of the rules and take as long itself: 19.4 s; with what an earlier run
had recorded for it, 13.1. An archive of classes (`-XX:AOTCache` of Java 25) saved nothing that could be measured, and
neither did more memory for new objects. Of EPUBCheck such an archive saved 0.1 to 0.5 of 7 s, since its signed library
cannot be in one. A file takes EPUBCheck 0.3 s, and what it does before the first one 4, most of it compiling schemas.

On the same day, by turns: EPUBCheck took 6.5 instead of 7.0 s since Java looks for its factories of XML once; outloud
4.0 instead of 5.6 s, of which its own reading of the pages is 3; archivist's own checks 4.1 instead of 5.0 (three times
each). All but Ace took 32.4 instead of 35.8 s (twice), with the same report. Of archivist's 8.0 s (9.3 before) half are
the checks of the files and 3 what today's articles would be, of which loading the dictionaries of base forms is 1.7.
With nothing changed, `verify` takes 0.6 s.

`check` of 213 newsletters takes 1.02 of what it did on 23 November 2026 (4.10 and 4.02 s, by turns), where it took 1.24
before it read so few articles without workers. `--help` takes 0.13 and `--version` 0.04 s of processor time.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """A row: a program over so many articles."""

    articles: int
    words: int  # of all articles
    program: str
    rounds: int
    seconds: float
    processor: float
    memory: int
    pages: int
    size: int
    words_lost: int
    numbers_wrong: int
    load: float


def read_figures() -> list[Figures]:
    """All figures, by number of articles."""
    if not FIGURES.exists():
        return []
    rows = [Figures(**each) for each in json.loads(FIGURES.read_text("utf-8"))["figures"]]
    return sorted(rows, key=lambda row: row.articles)


def write_page() -> None:
    """Write the page and the plots."""
    rows = read_figures()
    told = json.loads(FIGURES.read_text("utf-8"))["machine"]
    machine = ", ".join(f"{name} {number}" for name, number in told.items() if number)
    words = round(sum(row.words for row in rows) / sum(row.articles for row in rows), -1)
    parts = [_HEAD.format(machine=machine, words=f"{words:.0f}")]
    for size, of_size in groupby(rows, key=lambda row: row.articles):
        parts.append("\n".join(_table(size, list(of_size))))
    if len({row.articles for row in rows}) > 1:
        parts.append("\n".join(_growth(rows)))
        _plot("time", "Processor seconds by number of articles", rows, lambda row: row.processor)
        _plot("memory", "Peak memory in MB by number of articles", rows, lambda row: row.memory / 1e6)
    parts.append(_AIMS)
    _PAGE.write_text("\n".join(parts), "utf-8")


def _table(size: int, rows: Sequence[Figures]) -> Iterator[str]:
    base = next((row.processor for row in rows if row.program == _BASE), 0)
    yield f"## {size:,} articles\n"
    yield (
        "| Program | Processor seconds | Ratio | Seconds | Peak MB | Pages | MB | Words lost | Numbers wrong | Load |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    for row in rows:
        ratio = f"{row.processor / base:.2f}" if base else "–"
        yield (
            f"| {row.program} | {row.processor:.1f} | {ratio} | {row.seconds:.1f} | {row.memory / 1e6:.0f} | "
            f"{row.pages or '–'} | {row.size / 1e6:.1f} | {row.words_lost:,} | {row.numbers_wrong:,} | {row.load:.0f} |"
        )
    rounds = max(row.rounds for row in rows)
    how = "One run of each" if rounds == 1 else f"Medians of {rounds} runs of each"
    yield f"\n{how}; “ratio” is processor time relative to one run of WeasyPrint.\n"


def _growth(rows: Sequence[Figures]) -> Iterator[str]:
    yield "## Growth\n"
    yield "![Processor seconds by number of articles](images/benchmarks-time.svg)\n"
    yield "![Peak memory by number of articles](images/benchmarks-memory.svg)\n"
    yield "Processor time grows with the number of articles to the power of:\n"
    yield "| Program | Exponent | From | To |\n| --- | --- | --- | --- |"
    for name, line in _lines(rows, lambda row: row.processor).items():
        if len(line) > 1:
            (few, least), (many, most) = line[0], line[-1]
            exponent = math.log(most / least) / math.log(many / few)
            yield f"| {name} | {exponent:.2f} | {few:,.0f} | {many:,.0f} |"
    yield ""


def _lines(rows: Sequence[Figures], measure: Callable[[Figures], float]) -> dict[str, list[tuple[float, float]]]:
    lines: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        lines.setdefault(row.program, []).append((row.articles, measure(row)))
    return lines


def _plot(name: str, title: str, rows: Sequence[Figures], measure: Callable[[Figures], float]) -> None:
    plot = LogPlot(title, "articles", _lines(rows, measure))
    (_IMAGES / f"benchmarks-{name}.svg").write_text(draw(plot), "utf-8")
