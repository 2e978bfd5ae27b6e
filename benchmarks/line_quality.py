"""How good the lines of finished PDFs are: word spaces, hyphens, ladders, read from the glyphs by PDFium.

See README.md beside this file. Nothing is taken from the program that made a PDF, so files of any program compare.
"""

import argparse
import ctypes
import json
import math
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, pairwise
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

_HYPHENS = frozenset("-\u2010\u00ad\x02")
_SPACES = frozenset(" \u00a0")
_EDGE = 2.5  # points that a full line may differ from the right edge: other programs hang hyphens over it
_SAME_SIZE = 0.06  # points
_LOOSE = 0.6  # of the type size


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page."""

    text: str
    left: float
    right: float
    baseline: float
    page: int
    space: float  # mean word space, of the type size; 0 without one
    is_text: bool  # whether it is set in the size of the running text


@dataclass(frozen=True, slots=True)
class Quality:
    """What is measured of one file. Spaces are means of lines, of the type size; shares are of full lines."""

    lines: int  # full lines
    characters: float  # median of a full line
    mean: float
    p90: float
    widest: float
    loose: float  # share wider than 0.6
    hyphens: float  # share that ends in a hyphen
    ladders: int  # runs of three hyphens or more
    longest_ladder: int
    one_letter: float  # share of all lines that ends in a word of one letter


def text_lines(path: Path) -> list[TextLine]:
    """The lines of a file in order."""
    with pypdfium2.PdfDocument(path) as opened:
        pages = [list(_glyphs(page)) for page in opened]
    sizes = Counter(round(glyph.size, 1) for page in pages for glyph in page if glyph.text.isalpha())
    size = sizes.most_common(1)[0][0]
    return [line for number, page in enumerate(pages) for line in _lines(page, size, number)]


def measure(lines: Sequence[TextLine]) -> Quality:
    """The quality of the running text; a line is full if it ends where most do."""
    own = [line for line in lines if line.is_text]
    edge = Counter(round(line.right * 2) / 2 for line in own).most_common(1)[0][0]
    full = [line for line in own if abs(line.right - edge) <= _EDGE and line.space]
    spaces = sorted(line.space for line in full)
    runs = list(_runs(lines, edge))
    return Quality(
        len(full),
        statistics.median(len(line.text) for line in full),
        round(statistics.fmean(spaces), 3),
        round(spaces[int(0.9 * (len(spaces) - 1))], 3),
        round(spaces[-1], 3),
        round(sum(space > _LOOSE for space in spaces) / len(full), 4),
        round(sum(line.text[-1] in _HYPHENS for line in full) / len(full), 4),
        sum(run >= 3 for run in runs),
        max(runs, default=0),
        round(sum(map(_ends_in_one_letter, own)) / len(own), 4),
    )


def _runs(lines: Sequence[TextLine], edge: float) -> Iterator[int]:
    """How many full lines in a row end in a hyphen."""
    for is_hyphen, run in groupby(lines, lambda line: _is_hyphened(line, edge)):
        if is_hyphen:
            yield len(list(run))


def _is_hyphened(line: TextLine, edge: float) -> bool:
    return line.is_text and line.text[-1] in _HYPHENS and abs(line.right - edge) <= _EDGE


def _ends_in_one_letter(line: TextLine) -> bool:
    word = line.text.split()[-1]
    return len(word) == 1 and word.isalpha() and word.lower() != word.upper()


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """The characters of a page. PDFium leaves out a space that is very wide, and makes one of its own."""
    text = page.get_textpage()
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    last: Glyph | None = None
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if raw.FPDFText_IsGenerated(text, index) == 1:
            if last is not None and character in _SPACES:
                yield Glyph(character, last.right, last.right, last.baseline, last.size)
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.b, matrix.d)
        last = Glyph(character, box.left, box.right, y.value, size)
        yield last
    text.close()


def _lines(glyphs: Sequence[Glyph], size: float, page: int) -> Iterator[TextLine]:
    for row in _rows(glyphs):
        shown = [glyph for glyph in row if glyph.text not in _SPACES]
        own = sum(abs(glyph.size - size) < _SAME_SIZE for glyph in shown)
        text = "".join(glyph.text for glyph in row).strip()
        if text:
            gaps = list(_gaps(row))
            space = statistics.fmean(gaps) / size if gaps else 0.0
            baseline = statistics.median(glyph.baseline for glyph in shown)
            yield TextLine(text, shown[0].left, shown[-1].right, baseline, page, space, own >= 0.7 * len(shown))


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs line by line: one that is further to the left, or much lower, begins a line."""
    row: list[Glyph] = []
    for glyph in glyphs:
        if row and (glyph.left < row[-1].left - 1 or abs(glyph.baseline - row[-1].baseline) > 0.6 * glyph.size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _gaps(row: Sequence[Glyph]) -> Iterator[float]:
    """The widths of the word spaces of a line: from the glyph before each to the one after it."""
    shown = [place for place, glyph in enumerate(row) if glyph.text not in _SPACES]
    for before, after in pairwise(shown):
        if after > before + 1:
            yield row[after].left - row[before].right


def main() -> None:
    """Measure files, one row each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="PDF files")
    parser.add_argument("--json", type=Path, help="write the measurements to this file also")
    options = parser.parse_args()
    found = {path.name: measure(text_lines(path)) for path in options.files}
    for name, quality in found.items():
        print(
            f"{name}: {quality.lines} lines of {quality.characters:.0f}; space mean {quality.mean}, "
            f"p90 {quality.p90}, max {quality.widest}; > 0.6: {quality.loose:.1%}; hyphens {quality.hyphens:.1%}, "
            f"ladders {quality.ladders} ({quality.longest_ladder}); one letter {quality.one_letter:.1%}"
        )
    if options.json:
        options.json.write_text(json.dumps({name: asdict(each) for name, each in found.items()}, indent=1), "utf-8")


if __name__ == "__main__":
    main()
