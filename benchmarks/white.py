"""How much of the pages of finished volumes is white: `python benchmarks/white.py BUILD... [--pages]`.

Read from the PDFs by PDFium, which had no part in writing them. Measured are the pages of articles, as the record names
them, between the upper and the lower edge of the text area. White is what is below the last ink of a page, and what is
empty above it if it is higher than 45 points: a hole. Both as a share of the height of the text area.
A page with more than half of it white is named, unless an article, or the last one of those that share pages, ends
there. Of all parts of a volume, those are named whose last page has fewer than five lines; of articles those in
the size of the text, without notes, captions and what to read next. `--pages` prints every page.
"""

import argparse
import ctypes
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

_HOLE = 45.0  # points; less is the white around a heading or a picture
_HALF = 0.5
_DOTS = 2  # for each point
_INK = 248  # of 255; paper is 255
_STYLES = Path(__file__).parent.parent / "src" / "archivist" / "styles"
_SIZES = {"A5": (148.0, 210.0), "A4": (210.0, 297.0)}  # millimetres
_POINTS = 72 / 25.4
_FEWEST = 5  # lines of a last page
_SMALLER = 0.8  # of the size of a text; what is smaller is not text
_APART = 2.0  # points, from one line to the next


@dataclass(frozen=True, slots=True)
class TextArea:
    """Where the text of a page is: points from its upper edge."""

    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page of articles."""

    index: int  # of the file, from 0
    label: str
    documents: tuple[str, ...]
    white: float  # share of the text area
    is_last: bool  # what begins on the next page is a new part


def text_areas() -> dict[int, TextArea]:
    """The text area of each theme, by the height of its paper in whole millimetres."""
    areas: dict[int, TextArea] = {}
    for sheet in ("a5.css", "a4.css", "ereader.css"):
        css = (_STYLES / sheet).read_text("utf-8")
        size, margin = re.search(r"size: ([^;]+); margin: ([^;]+);", css, re.DOTALL).groups()  # type: ignore[union-attr]
        height = _SIZES[size][1] if size in _SIZES else float(size.split()[1].removesuffix("mm"))
        edges = [float(value.removesuffix("mm")) for value in margin.split()]
        below = edges[2] if len(edges) > 2 else edges[0]
        areas[round(height)] = TextArea(edges[0] * _POINTS, (height - below) * _POINTS)
    return areas


def pages_of(record: Path) -> Iterator[Page]:
    """The pages of the articles of an edition."""
    data = json.loads(record.read_text("utf-8"))
    articles = [each for each in data["documents"] if each["role"] == "article" and each.get("pages")]
    on: dict[int, list[str]] = {}
    for each in articles:
        for index in range(each["pages"]["index"], each["pages"]["index"] + each["pages"]["count"]):
            on.setdefault(index, []).append(each["id"])
    file = next(record.parent / each["file"] for each in data["outputs"] if each["file"].endswith(".pdf"))
    with pypdfium2.PdfDocument(file) as pdf:
        area = text_areas()[round(pdf[0].get_height() / _POINTS)]
        for index in sorted(on):
            shared = set(on[index]) & set(on.get(index + 1, ()))
            yield Page(index, data["page_labels"][index], tuple(on[index]), white(pdf[index], area), not shared)


def white(page: pypdfium2.PdfPage, area: TextArea) -> float:
    """The share of the text area that is white."""
    picture = page.render(scale=_DOTS, grayscale=True)
    width, rows = picture.width, bytes(picture.buffer)
    stride = picture.stride
    first, last = round(area.top * _DOTS), round(area.bottom * _DOTS)
    inked = [min(rows[row * stride : row * stride + width]) < _INK for row in range(first, last)]
    empty = [(len(list(run)), ink) for ink, run in groupby(inked)]
    total = 0
    for number, (length, ink) in enumerate(empty):
        is_below = number == len(empty) - 1
        if not ink and (is_below or length > _HOLE * _DOTS):
            total += length
    return total / (last - first)


def short_ends(record: Path) -> Iterator[str]:
    """The parts of an edition that end on a page of their own with too few lines."""
    data = json.loads(record.read_text("utf-8"))
    spans = {each["id"]: each["pages"] for each in data["documents"] if each.get("pages")}
    articles = {each["id"] for each in data["documents"] if each["role"] == "article"}
    begun = {span["index"] for span in spans.values()}
    ends = Counter(span["index"] + span["count"] - 1 for span in spans.values())
    file = next(record.parent / each["file"] for each in data["outputs"] if each["file"].endswith(".pdf"))
    with pypdfium2.PdfDocument(file) as pdf:
        area = text_areas()[round(pdf[0].get_height() / _POINTS)]
        for name, span in spans.items():
            last = span["index"] + span["count"] - 1
            if span["count"] > 1 and last not in begun and ends[last] == 1:
                least = _SMALLER if name in articles else 0.0
                lines = lines_on_last_page([pdf[index] for index in range(span["index"], last + 1)], area, least)
                if lines < _FEWEST:
                    yield f"    p. {data['page_labels'][last]}: {lines} lines on the last page ({name})"


def lines_on_last_page(pages: Sequence[pypdfium2.PdfPage], area: TextArea, smallest: float) -> int:
    """The lines on the last page of a part; the smallest is a share of the size that most of its text has."""
    characters = [list(characters_of(page, area)) for page in pages]
    sizes = Counter(size for page in characters for size, _ in page)
    least = smallest * sizes.most_common(1)[0][0]
    baselines = sorted({baseline for size, baseline in characters[-1] if size >= least})
    return sum(1 for one, next_one in zip(baselines, [*baselines[1:], 1e9], strict=False) if next_one - one > _APART)


def characters_of(page: pypdfium2.PdfPage, area: TextArea) -> Iterator[tuple[float, float]]:
    """The size and the baseline of each character of the text area, in points from the upper edge."""
    text, matrix = page.get_textpage(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        baseline = page.get_height() - y.value
        if area.top < baseline < area.bottom:
            yield round(raw.FPDFText_GetFontSize(text, index) * abs(matrix.d), 1), round(baseline, 1)


def report(name: str, pages: Sequence[Page], *, each: bool) -> str:
    """One line for an edition, and one for each page that is named."""
    mean = sum(page.white for page in pages) / len(pages)
    half = [page for page in pages if page.white > _HALF]
    lines = [f"{name}: {len(pages)} pages, white {mean:.1%}, more than half white {len(half)}"]
    for page in pages:
        if each or (page in half and not page.is_last):
            end = ", last of its part" if page.is_last else ""
            lines.append(f"    p. {page.label}: {page.white:.0%}{end} ({', '.join(page.documents)})")
    return "\n".join(lines)


def main() -> None:
    """Measure every edition in the build folders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="+", type=Path)
    parser.add_argument("--pages", action="store_true", help="print every page")
    options = parser.parse_args()
    for build in options.build:
        found: Mapping[str, list[Page]] = {
            f"{record.parent.name}.{record.name.split('.')[1]}": list(pages_of(record))
            for record in sorted(build.glob("*/volume.*.json"))
        }
        for name, pages in found.items():
            print(report(name, pages, each=options.pages))
            volume, _, language = name.rpartition(".")
            for end in short_ends(build / volume / f"volume.{language}.json"):
                print(end)
        together = [page for pages in found.values() for page in pages]
        if together:
            print(report(f"{build.name}, all editions", together, each=False).splitlines()[0])


if __name__ == "__main__":
    main()
