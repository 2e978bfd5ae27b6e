"""Lines of text on all pages stand at the same heights, and notes on the page of their call."""

import ctypes
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from archivist.pdf.engine import LaidOut
from tests.pdf.making import document, job, lay_out, whole

pytestmark = pytest.mark.slow  # lays out pages

SENTENCE = "Water goes down to the town and past the mill, and nobody has asked where it came from. "
LINES_OF_LIST = 9  # of the narrowest page: a list has half a line above it, and what follows is on the grid again
GEORGIAN = "ქართული სიტყვა"
MIXED = f"""\
{SENTENCE * 3}

## A heading that begins with a word and goes on until it needs a second line of its own

{SENTENCE * 4} H~2~O and x^2^, `code`, {GEORGIAN}, [a link](https://example.org/).

- {SENTENCE}
- {SENTENCE * 2}

    {SENTENCE}

| a | b |
|---|---|
| c | {SENTENCE} |

{SENTENCE * 3}[^n]

![P](p.png "A caption")

> {SENTENCE * 2}

```
code
code
```

### Smaller

{SENTENCE * 5}

Term
: {SENTENCE}

::: background
## Behind it

{SENTENCE * 4}
:::
"""


def baselines(made: LaidOut, size: float) -> Counter[float]:
    """Distances of the lines from the head of the page, by remainder: only letters of this size."""
    heights: Counter[float] = Counter()
    with pypdfium2.PdfDocument(made.pdf) as opened:
        for page in opened:
            text, height = page.get_textpage(), page.get_height()
            found = set()
            for index in range(text.count_chars()):
                matrix = raw.FS_MATRIX()
                x, y = ctypes.c_double(), ctypes.c_double()
                raw.FPDFText_GetMatrix(text, index, matrix)
                raw.FPDFText_GetCharOrigin(text, index, x, y)
                if abs(raw.FPDFText_GetFontSize(text, index) * abs(matrix.d) - size) < 0.05:
                    found.add(round(height - y.value, 1))
            heights.update(found)
    return heights


@pytest.mark.parametrize(("page", "size", "line"), [("A5", 9.9, 14.0), ("A4", 11.0, 15.5), ("ereader", 9.4, 13.0)])
def test_text_stands_on_the_grid(tmp_path: Path, page: str, size: float, line: float) -> None:
    Image.new("RGB", (600, 341), "grey").save(tmp_path / "p.png")
    made = lay_out(job(document(f"{MIXED}\n\n{SENTENCE * 30}\n\n[^n]: {SENTENCE}", folder=tmp_path), page=page))
    assert whole(made)
    remainders = Counter(round(height % line, 0) % line for height in baselines(made, size).elements())
    (common, _), *_ = remainders.most_common()
    off = {remainder: count for remainder, count in remainders.items() if abs(remainder - common) > 1}  # by rounding
    assert all(abs(abs(remainder - common) - line / 2) <= 1 for remainder in off), remainders
    assert sum(off.values()) <= LINES_OF_LIST, remainders


def bounds_of_picture(folder: Path, height: int) -> tuple[float, float]:
    """The lower and the upper edge of a picture between two lines, in points."""
    Image.new("RGB", (200, height), "grey").save(folder / "p.png")
    made = lay_out(job(document("Words before it.\n\n![a](p.png)\n\nWords after it.", folder=folder)))
    with pypdfium2.PdfDocument(made.pdf) as opened:
        (image,) = (each for each in opened[0].get_objects() if each.type == raw.FPDF_PAGEOBJ_IMAGE)
        _, bottom, _, top = image.get_bounds()
        return bottom, top


def test_a_picture_is_in_the_middle_of_the_lines_that_it_takes(tmp_path: Path) -> None:
    low, high = bounds_of_picture(tmp_path, 100), bounds_of_picture(tmp_path, 110)
    assert high[1] - high[0] > low[1] - low[0] + 7
    assert sum(low) == pytest.approx(sum(high), abs=0.2)


def test_every_note_stands_on_the_page_of_its_call() -> None:
    for lead in range(6):
        text = SENTENCE * lead + "\n\n".join(f"{SENTENCE * 5}[^{n}] {SENTENCE * 2}" for n in range(14))
        made = lay_out(job(document(text + "\n\n" + "\n".join(f"[^{n}]: {SENTENCE * 2}" for n in range(14)))))
        assert whole(made)
        at = {anchor.name: anchor.page for anchor in made.anchors}
        assert [at[f"note.{n}"] for n in range(1, 15)] == [at[f"call.{n}"] for n in range(1, 15)]


@pytest.mark.parametrize(("columns", "printed"), [(5, 4), (14, 7)])  # 14: each row follows the words of the head
def test_a_table_too_wide_is_set_otherwise_before_its_words_are_divided(columns: int, printed: int) -> None:
    words = [f"Nameofcolumn{number}" for number in range(columns)]
    rows = "\n".join(f"| {' | '.join(words)} |" for _ in range(3))
    made = lay_out(job(document(f"{rows.splitlines()[0]}\n|{'---|' * columns}\n{rows}\n")))
    assert whole(made)
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = opened[0].get_textpage().get_text_range()
        sizes = {round(raw.FPDFText_GetFontSize(opened[0].get_textpage(), text.index("Name")), 1)}
    assert text.count("Nameofcolumn4") == printed
    assert min(sizes) >= 5.9
