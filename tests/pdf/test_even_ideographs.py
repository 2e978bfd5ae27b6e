"""Lines of Chinese and Japanese end at one edge, with the same white between all characters of a line."""

from collections import defaultdict
from itertools import pairwise
from statistics import median

import pypdfium2
import pytest

from archivist.model.book import Document
from archivist.pdf.engine import LaidOut
from tests.apparatus.making import article, config
from tests.markup.making import book, named
from tests.pdf.engine.unpatched import without
from tests.pdf.making import job, lay_out, pages, whole

pytestmark = pytest.mark.slow  # lays out pages

EM = 9.9  # points: the text on A5
TEXT = {
    "ja": "今週のニュースレターでは、新しい提案（概要）。「提案」と、人気のBitcoinの注目すべき変更などを掲載。",
    "zh": "本周的通讯介绍了新提议的操作码（概要）。“提议”照例附上新版本与候选发布摘要以及Bitcoin基础设施软件变更。",
}


def document(language: str, text: str) -> Document:
    return named(book(config(language, notes=(language,)), article("a", text, language), language=language), "a")


def lines(made: LaidOut) -> list[list[tuple[str, float, float]]]:
    """The characters of each line of the first page in text size, with their left and right edges."""
    found: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = opened[0].get_textpage()
        for number in range(text.count_chars()):
            left, bottom, right, _ = text.get_charbox(number, loose=True)
            found[round(bottom / 4)].append((text.get_text_range(number, 1), left, right))
    return [line for _, line in sorted(found.items(), reverse=True) if len(line) > 25]


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_full_lines_end_at_one_edge(language: str) -> None:
    source = document(language, TEXT[language] * 8)
    made = lay_out(job(source))
    assert whole(made)
    even = _edges(made)
    assert len(even) > 8
    assert sum(abs(right - median(even)) < 0.3 for right in even) >= 0.8 * len(even)
    assert max(even) - min(even) < 0.6 * EM  # the white of a mark at the end of a line may be outside
    with without("even_ideographs"):
        ragged = _edges(lay_out(job(source)))
    assert max(ragged) - min(ragged) > EM


def _edges(made: LaidOut) -> list[float]:
    """The right edges of all lines but the last."""
    return [max(right for character, _, right in line if character.strip()) for line in lines(made)[:-1]]


def test_characters_of_a_line_have_equal_distances() -> None:
    text = "山川草木" * 200
    made = lay_out(job(document("ja", f"一{text}")))
    _, *full = lines(made)
    assert len(full) > 5
    for line in full[:5]:
        lefts = [left for character, left, _ in line if character in "山川草木"]
        steps = [after - before for before, after in pairwise(lefts)]
        assert max(steps) - min(steps) < 0.1
        assert EM <= min(steps) < 1.25 * EM


def test_of_two_marks_in_a_row_one_takes_half_its_width() -> None:
    plain = document("ja", "山（川）。「山」と川")
    with_marks = _distance(lay_out(job(plain)))
    with without("even_ideographs"):
        assert _distance(lay_out(job(plain))) - with_marks == pytest.approx(EM, abs=0.3)  # two halves


def _distance(made: LaidOut) -> float:
    """From the first bracket to the last character."""
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = opened[0].get_textpage()
        whole_text = text.get_text_range()
        first, last = whole_text.index("（"), whole_text.index("と川")
        return float(text.get_charbox(last, loose=True)[0] - text.get_charbox(first, loose=True)[0])


def test_no_word_is_lost_or_moved() -> None:
    made = lay_out(job(document("ja", f"{TEXT['ja'] * 3}**{TEXT['ja']}**[{TEXT['ja']}](https://example.org)。")))
    assert whole(made)
    assert "".join(pages(made.pdf)).count("注目すべき変更") == 5
