"""The lines of paragraphs, chosen together: what they are like, and that the engine sets what they cannot do."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pdfminer.high_level
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

from archivist.pdf.engine.word_divisions import divisions
from archivist.pdf.theme import style_sheets
from archivist.pdf.total_fit import Places, Setting, fit, widen_glyphs
from archivist.settings.choices import PageSize
from tests.apparatus.making import article, config
from tests.archives import PROSE
from tests.markup.making import book, named
from tests.pdf.engine.unpatched import without
from tests.pdf.making import document, job, laid, lay_out, squeezed, whole

_RUSSIAN = (
    "Национальная парламентская библиотека Грузии хранит газеты, журналы и рукописи. Обязательный экземпляр поступает "
    "в библиотеку с 1925 года. Читальные залы открыты ежедневно, а каталог доступен через интернет. "
)
_ENGLISH = "The first book printed in Georgian types appeared in Rome, and a *dictionary* was followed by a grammar. "


def text_lines(pdf: bytes) -> list[LTTextLine]:
    """The lines of a file in order, as pdfminer reads them; title and date apart."""
    boxes = (box for page in pdfminer.high_level.extract_pages(io.BytesIO(pdf)) for box in page)
    return [line for box in boxes if isinstance(box, LTTextContainer) for line in box if isinstance(line, LTTextLine)][
        2:
    ]


def lines(pdf: bytes) -> list[str]:
    return [line.get_text().strip() for line in text_lines(pdf)]


def russian(text: str) -> bytes:
    document = named(book(config("ru"), article("a", text, "ru"), language="ru"), "a")
    made = lay_out(job(document))
    assert whole(made)
    return made.pdf


def width_of_lines(words: Sequence[float], ends: Sequence[int]) -> list[float]:
    return [sum(words[a:b]) + b - a - 1 for a, b in zip([0, *ends], [*ends, len(words)], strict=True)]


def places_of(words: Sequence[float]) -> Places:
    """The places between words, with a space of 1."""
    places, width = Places(), 0.0
    for number, word in enumerate(words):
        width += word
        places.add(width, width + 1, (number, number + 1))
        width += 1
    return places


@given(st.lists(st.floats(1, 30), min_size=1, max_size=60))
def test_no_line_is_too_long_and_none_is_empty(words: list[float]) -> None:
    ends = fit(places_of(words), Setting(measure=40, indent=0, size=5, least=0.2))
    assert ends is not None and ends == sorted(set(ends))
    widths = width_of_lines(words, [end + 1 for end in ends])
    assert all(0 < width <= 40.1 * 1.01 for width in widths)  # glyphs can be a hundredth narrower


@given(st.floats(-20, 20), st.floats(1, 400))
def test_glyphs_take_half_of_a_surplus_and_a_hundredth_of_their_width_at_most(surplus: float, glyphs: float) -> None:
    wider = widen_glyphs(surplus, glyphs)
    assert wider * surplus >= 0
    assert abs(wider) == pytest.approx(min(abs(surplus) / 2, glyphs / 100))


def test_a_line_fits_if_its_glyphs_are_narrower() -> None:
    assert fit(places_of([19.6, 20, 10]), Setting(40.5, 0, 5, 0.2)) == [1]  # 40.6 with its space
    assert fit(places_of([19.6, 20.6, 10]), Setting(40.5, 0, 5, 0.2)) == [0]


def test_a_word_wider_than_the_measure_is_not_fitted() -> None:
    assert fit(places_of([5, 50, 5]), Setting(40, 0, 5, 0.2)) is None


def test_lines_are_even_where_the_first_fit_would_be_uneven() -> None:
    words = [9.0, 9, 9, 9, 19, 19, 9, 9, 9]  # the first fit leaves 19 alone
    ends = fit(places_of(words), Setting(41, 0, 5, 0.2))
    assert ends is not None
    widths = width_of_lines(words, [end + 1 for end in ends])[:-1]
    assert min(widths) >= 38


def test_the_first_line_has_room_for_its_indent() -> None:
    assert fit(places_of([10] * 8), Setting(43, 0, 5, 0.2)) == [3]
    assert fit(places_of([10] * 8), Setting(43, 11, 5, 0.2)) == [2, 6]


def test_a_short_last_line_can_be_refused() -> None:
    words = places_of([10, 10, 10, 10, 5])  # two em are 10
    setting = Setting(43, 0, 5, 0.2)
    assert fit(words, setting) == [3]
    assert fit(words, replace(setting, ends_short=False)) == [2]
    assert fit(words, replace(setting, ends_short=False, widest=0.4)) is None


def test_no_word_of_two_letters_is_alone_on_a_last_line() -> None:
    words = (PROSE * 3).split()
    text = "\n\n".join(" ".join([*words[each : 30 + 2 * each], "it."]) for each in range(12))
    ends = [line for line in text_lines(laid(text).pdf) if line.get_text().strip().endswith("it.")]
    assert len(ends) == 12
    assert min(line.width for line in ends) > 2 * 9.9


def test_hyphens_in_a_row_are_limited() -> None:
    places, width = Places(), 0.0
    for _ in range(40):  # words of 24, divided in the middle
        places.add(width + 12, width + 12, (0, 0), 50.0, 1.0)
        places.add(width + 24, width + 25, (0, 1))
        width += 25
    ends = fit(places, Setting(38, 0, 5, 0.2))
    assert ends is not None
    row = "".join("-" if places.is_hyphen[end] else " " for end in ends)
    assert "---" not in row


def test_lines_of_a_book() -> None:
    """Spaces are even, no row of three hyphens, and no line ends in a preposition of one letter."""
    found = lines(russian("\n\n".join(f"{'Ещё ' * number}{_RUSSIAN * 4}" for number in range(5))))
    assert len(found) > 40
    hyphens = "".join("-" if line[-1] in "-\u2010\u00ad" else " " for line in found)
    assert "---" not in hyphens
    assert not [line for line in found if re.search(r"(^|\s)\w$", line)]


@pytest.mark.slow
def test_glyphs_are_a_hundredth_wider_or_narrower_at_most_and_lines_end_at_one_edge() -> None:
    found = text_lines(russian("\n\n".join(f"{'Ещё ' * number}{_RUSSIAN * 4} **{_RUSSIAN}**" for number in range(5))))
    wide = [_widths_of_glyphs(line) for line in found]
    assert min(map(min, wide)) < 0.995 and max(map(max, wide)) > 1.005
    assert all(0.99 - 1e-6 <= min(each) <= max(each) <= 1.01 + 1e-6 for each in wide)
    assert all(len(each) == 1 for each in wide)  # one for a line, whatever faces it has
    rights = [_glyphs(line)[-1].x1 for line in found]
    assert sum(right > max(rights) - 0.5 for right in rights) >= len(rights) - 5  # the last ones of the paragraphs


def _widths_of_glyphs(line: LTTextLine) -> set[float]:
    """How wide the glyphs of a line are in comparison with their height."""
    return {round(glyph.matrix[0] / glyph.matrix[3], 5) for glyph in _glyphs(line)}


def _glyphs(line: LTTextLine) -> list[LTChar]:
    return [glyph for glyph in line if isinstance(glyph, LTChar) and glyph.get_text().strip()]


def test_the_hyphens_of_words_that_have_their_own_count_as_well() -> None:
    found = lines(laid("twenty-seven-year-old state-of-the-art " * 20).pdf)
    assert "---" not in "".join("-" if line[-1] in "-\u2010" else " " for line in found)


def test_the_patch_makes_other_lines_and_loses_nothing() -> None:
    text = "\n\n".join(_ENGLISH * number for number in range(1, 9))
    fitted = laid(text)
    with without("total_fit"):
        filled = laid(text)
    assert whole(fitted) and whole(filled)
    assert squeezed("".join(lines(fitted.pdf))).replace("-", "") == squeezed("".join(lines(filled.pdf))).replace(
        "-", ""
    )
    assert lines(fitted.pdf) != lines(filled.pdf)


def test_months_are_not_divided_and_names_only_if_they_must_be() -> None:
    penalties = {word: {p for _, p in divisions(word, "en", (7, 3, 3), False)} for word in ("printing", "Georgian")}
    assert not divisions("February,", "en", (7, 3, 3), False) and not divisions("сентября", "ru", (7, 3, 3), False)
    assert 0 < min(penalties["printing"]) < min(penalties["Georgian"])


def test_what_was_laid_out_before_changes_nothing() -> None:
    other = job(document("ქართული ასოები, αβγ и кириллица, 漢字. " * 20 + _ENGLISH * 9))
    source = replace(job(document(_ENGLISH * 6 + "ქართული")), fonts=other.fonts)
    first = lay_out(source).pdf
    lay_out(other)
    assert lay_out(source).pdf == first


@pytest.mark.parametrize(
    "text",
    [
        "Formula $x^2$ in " + _ENGLISH * 3,
        "Line one\\\nline two of " + _ENGLISH * 3,
        "日本語 and " + _ENGLISH * 3,
        "שלום and " + _ENGLISH * 3,
        "`code` and [a link](https://example.org/a/long/address/with/parts) " + _ENGLISH * 3,
        "https://example.org/" + "long/" * 60 + " " + _ENGLISH,
        "Called.[^1] " + _ENGLISH * 3 + "[^1]\n\n[^1]: " + _ENGLISH * 5,
        "- " + _ENGLISH * 3 + "\n\n  " + _ENGLISH * 3,
        "x" * 300 + " " + _ENGLISH,
        "soft\u00adhyphen " * 60,
        "H~2~O and x^2^ ==marked== " + _ENGLISH * 3,
        "A line of spaces:\n\n<p>&nbsp;</p>\n\n<p>&nbsp;<br>&nbsp; &nbsp;</p>\n\nText.",
    ],
)
def test_text_of_every_kind_is_complete(text: str) -> None:
    made = laid(text)
    assert not made.failure and whole(made)


@pytest.mark.parametrize(
    ("page", "language", "justify", "is_even"),
    [
        ("A5", "en", "auto", True),
        ("ereader", "en", "auto", True),
        ("ereader", "ka", "auto", False),
        ("ereader", "ka", True, True),
        ("A5", "en", False, False),
    ],
)
def test_lines_too_short_are_ragged(page: str, language: str, justify: bool | Literal["auto"], is_even: bool) -> None:
    words = "ბიბლიოთეკა ინახავს გაზეთებს და ხელნაწერებს. " if language == "ka" else _ENGLISH
    document = named(book(config(language), article("a", words * 12, language), language=language), "a")
    styles = style_sheets(PageSize(page), justify=justify)
    made = lay_out(replace(job(document), styles=styles))
    assert whole(made)
    rights = [line.x1 for line in text_lines(made.pdf)]
    longest = max(rights)
    assert (sum(right > longest - 3 for right in rights) > len(rights) * 0.5) == is_even
