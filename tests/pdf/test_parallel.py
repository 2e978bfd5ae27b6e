"""Two languages side by side on paper: level, whole, and clear of the notes."""

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pytest

from archivist.findings import Finding
from archivist.model.book import Document
from archivist.pdf.engine import LaidOut
from archivist.pdf.layout_findings import right_to_left
from tests.apparatus.making import article, config
from tests.markup.making import book, named
from tests.pdf.making import job, laid, lay_out, page_of, whole

pytestmark = pytest.mark.slow  # lays out pages

PROSE = ["weir", "and", "town", "and", "mill", "and", "stone", "and"]
PROSE_KA = ["წყალი", "და", "ქალაქი", "და", "წისქვილი", "და", "ქვა", "და"]


class Place(NamedTuple):
    """Where a word stands, in points."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def places(pdf: bytes, word: str) -> Iterator[Place]:
    """Every place where a word stands, by page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        for number, page in enumerate(opened):
            text = page.get_textpage()
            search = text.search(word)
            while (found := search.get_next()) is not None:
                yield Place(number, *text.get_charbox(found[0]))


def only(pdf: bytes, word: str) -> Place:
    (place,) = places(pdf, word)
    return place


def parallel(first: str, second: str, layout: str = "stacked", language: str = "ka") -> Document:
    settings = config("en", language, editions={"parallel": "columns"}, notes_table={"layout": layout})
    return named(book(settings, article("a", first), article("a", second, language)), "a")


def prose(words: list[str], count: int) -> str:
    return " ".join((words * (count // len(words) + 1))[:count])


def long_text(seed: int, words: list[str], mark: str, pairs: int = 14) -> str:
    """Paragraphs of every length; the Nth begins with `markNz`, and some call a note that says `note` and no `weir`."""
    draw = random.Random(f"{seed}{mark}")
    paragraphs, notes = [], []
    for number in range(pairs):
        text = prose(words, draw.choice((15, 50, 120, 260))).split()
        for at in sorted(draw.sample(range(1, len(text)), len(text) // 60), reverse=True):
            label = f"{mark}{number}-{at}"
            text[at] += f"[^{label}]"
            notes.append(f"[^{label}]: {'nota ' * draw.randint(3, 40)}")
        paragraphs.append(f"{mark}{number}z " + " ".join(text))
    return "\n\n".join(paragraphs) + "\n\n" + "\n".join(notes) + "\n"


@pytest.fixture(scope="module", params=[(2, "stacked"), (3, "columns"), (6, "stacked")])
def made(request: pytest.FixtureRequest) -> LaidOut:
    seed, layout = request.param
    source = parallel(long_text(seed, PROSE, "qa"), long_text(seed, PROSE, "qb"), layout)
    return laid(source)


def test_every_word_of_both_columns_is_laid_out(made: LaidOut) -> None:
    assert whole(made)
    assert made.pages > 6
    assert made.long_notes == ()


def test_pairs_begin_at_the_same_height_on_the_same_page(made: LaidOut) -> None:
    for number in range(14):
        first, second = only(made.pdf, f"qa{number}z"), only(made.pdf, f"qb{number}z")
        assert first.page == second.page
        assert first.top == pytest.approx(second.top, abs=0.2)
        assert second.left > first.right + 50


def test_no_text_is_covered_by_notes(made: LaidOut) -> None:
    """The engine reserves room for the notes of the second column only after the first is laid out."""
    notes = list(places(made.pdf, "nota"))
    text = list(places(made.pdf, "mill"))
    assert len({place.page for place in notes}) > 3
    for page in {place.page for place in notes}:
        highest = max(place.top for place in notes if place.page == page)
        assert all(place.bottom > highest for place in text if place.page == page)


def test_both_columns_end_within_the_text_area(made: LaidOut) -> None:
    with pypdfium2.PdfDocument(made.pdf) as opened:
        width = opened[0].get_width()
    margin = 18 / 25.4 * 72
    lefts = [place.left for place in places(made.pdf, "mill")]
    assert min(lefts) >= margin - 0.5
    assert max(place.right for word in PROSE for place in places(made.pdf, word)) <= width - margin + 0.5


def test_a_pair_goes_on_over_the_page() -> None:
    made = laid(parallel(f"qaz {prose(PROSE, 700)} qay", f"qbz {prose(PROSE_KA, 700)} qby"))
    assert whole(made)
    for beginning, end in (("qaz", "qay"), ("qbz", "qby")):
        assert page_of(made, beginning) == 0
        assert page_of(made, end) >= 2


def test_a_word_missing_in_a_column_is_found() -> None:
    hidden = ".second p:first-child { display: none }"
    made = lay_out(job(parallel("One.\n\nTwo.\n", "ერთი.\n\nორი.\n"), hidden))
    assert {(loss.stream, loss.expected) for loss in made.losses} >= {
        ("pair 3, second", "ერთი."),
        ("pair 4, second", "ორი."),
    }


def test_a_heading_stays_with_the_pair_below_it() -> None:
    for count in range(150, 420, 45):
        body = f"{prose(PROSE, count)}\n\n## qh\n\nqp {prose(PROSE, 90)}\n"
        made = laid(parallel(body, body.replace("qh", "qi").replace("qp", "qq")))
        assert whole(made)
        assert len({page_of(made, word) for word in ("qh", "qi", "qp", "qq")}) == 1, count


def test_wide_tables_and_code_and_a_shared_line_fit(tmp_path: Any) -> None:
    table = "| one | two | three | four | five |\n|---|---|---|---|---|\n| internationalisation | b | c | d | e |\n"
    code = "```\n" + "x = some_very_long_name_of_a_function(argument_one, argument_two)\n" * 3 + "```\n"
    text = f"{table}\n{code}\n- item\n- item\n\n> Quotation.\n"
    assert whole(laid(parallel(text, text)))


def test_on_a_small_screen_the_second_text_stands_below_the_first() -> None:
    source = parallel(f"qaz {prose(PROSE, 40)} qay", f"qbz {prose(PROSE_KA, 40)}")
    made = laid(source, page="ereader")
    assert whole(made)
    first, last, second = (only(made.pdf, word) for word in ("qaz", "qay", "qbz"))
    assert (second.page, -second.top) > (last.page, -last.bottom)
    assert second.left < first.left + 30


def test_a_second_text_from_right_to_left_is_reported() -> None:
    (finding,) = right_to_left(parallel("Text.", "טקסט", language="he"))
    assert isinstance(finding, Finding)
    assert (finding.code, "Hebrew" in finding.message) == ("right-to-left", True)
