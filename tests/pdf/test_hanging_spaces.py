"""Text that just fills a line before an emphasis fills it on paper: without the fix a single word was left on it."""

import re

import pypdfium2
import pytest

from tests.pdf.making import laid, whole


def first_lines(pdf: bytes) -> list[str]:
    """The lines in which the paragraphs begin: each of them with `bq` and its number."""
    with pypdfium2.PdfDocument(pdf) as opened:
        lines = [line for page in opened for line in page.get_textpage().get_text_range().splitlines()]
    return [line for line in lines if re.match(r"bq\d+", line)]


@pytest.mark.slow
def test_no_line_that_fits_is_left_with_a_single_word() -> None:
    kinds = ("*Emphasis of some words* here.", "**Strong words** here.", "[A link of words](https://example.org).")
    paragraphs = [
        f"bq{number} words that go on to the end of the line, nearly so {'i' * (number % 40)} {kinds[number // 40]}"
        for number in range(120)
    ]
    made = laid("\n\n## H\n\n".join(paragraphs), "body { text-align: start }")  # total_fit sets justified ones
    assert whole(made)
    lines = first_lines(made.pdf)
    assert len(lines) == 120
    assert min(len(line) for line in lines) > 40
