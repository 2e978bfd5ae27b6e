"""Runs of characters without a space: they are divided at the ends of lines, and copied as they were written."""

import random
import string
import time

import pypdfium2
import pytest

from archivist.pages.paper import off_paper
from archivist.pdf.engine.unbroken_runs import BREAK, break_runs
from archivist.pdf.print_tree import print_tree
from tests.pdf.making import laid, pages, squeezed, whole

pytestmark = pytest.mark.slow  # lays out pages

DATA = "".join(random.Random(7).choices(string.ascii_letters + string.digits + "+", k=600))


def tree(text: str, language: str = "en") -> str:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"><body>{text}</body></html>'
    root = print_tree(page.encode())
    break_runs(root)
    return "".join(root.itertext())


@pytest.mark.parametrize(
    "text",
    ["An ordinary paragraph of words.", "x" * 100, "https://example.org/" + "a-b/" * 40, "汉字排版" * 60],
    ids=["words", "long word", "address", "Chinese"],
)
def test_what_can_be_divided_is_left_alone(text: str) -> None:
    assert BREAK not in tree(f"<p>{text}</p>", "zh" if text > "z" else "en")


@pytest.mark.parametrize(
    "text",
    [DATA, f"<em>{DATA[:60]}</em><b>{DATA[60:120]}</b>", "-" * 200, "საქართველო" * 30, "नमस्ते" * 40, "。" * 200],
    ids=["data", "across elements", "hyphens", "Georgian", "Hindi", "full stops"],
)
def test_a_long_run_may_be_divided_and_keeps_its_characters(text: str) -> None:
    plain = "".join(part for part in tree(f"<p>{text}</p>").split(BREAK))
    assert BREAK in tree(f"<p>{text}</p>")
    assert plain == text.replace("<em>", "").replace("</em>", "").replace("<b>", "").replace("</b>", "")


def test_letters_that_are_drawn_as_one_are_not_divided() -> None:
    divided = tree(f"<p>{'é' * 200}</p>")
    assert BREAK + "\u0301" not in divided


@pytest.mark.parametrize(
    "text",
    [
        f"Text {DATA} text.",
        f"## Heading {DATA[:200]}\n\nText.",
        f"```\ncode {DATA}\n```",
        f"| A | B |\n|---|---|\n| key | {DATA} |",
        f"- item *{DATA[:90]}***{DATA[90:180]}** `{DATA[:200]}`",
        f"Text[^1]\n\n[^1]: Note {DATA} end.",
        f"Term\n: {DATA}",
        f"> {DATA}",
    ],
    ids=["text", "heading", "code", "cell", "list", "note", "definition", "quotation"],
)
def test_a_long_run_is_printed_whole_and_copied_without_marks(text: str) -> None:
    made = laid(text)
    assert whole(made)
    assert squeezed(DATA[:90]) in "".join(pages(made.pdf))
    with pypdfium2.PdfDocument(made.pdf) as opened:
        assert not any(BREAK in page.get_textpage().get_text_range() for page in opened)
    assert list(off_paper(made.pdf)) == []


def test_a_long_run_in_a_note_set_in_columns_stays_in_its_column() -> None:
    made = laid(f"Text[^1]\n\n[^1]: Note {DATA[:120]} end.\n[^1@ka]: {DATA[120:240]}\n", layout="columns")
    assert whole(made)
    assert not made.long_notes  # both are at the foot of the page
    assert list(off_paper(made.pdf)) == []


def test_the_time_for_a_run_grows_with_its_length() -> None:
    def seconds(length: int) -> float:
        begun = time.process_time()
        made = laid("x" * length)
        assert whole(made)
        assert made.remarks[0].code == "unbroken-run"
        return time.process_time() - begun

    seconds(2000)
    assert seconds(20_000) < 10 * max(seconds(5_000), 0.2)  # 4 times as long; by the square it would be 16 times


def test_more_characters_than_the_engine_can_measure() -> None:
    """The width of 300,000 characters does not fit Pango's integers; the parts of the text are short."""
    text = tree(f"<p>{'x' * 300_000}</p>")
    assert text.replace(BREAK, "") == "x" * 300_000
    assert max(len(part) for part in text.split(BREAK)) < 10
