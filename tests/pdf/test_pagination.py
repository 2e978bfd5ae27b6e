"""Which page bears which number."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archivist.book_parts import Role
from archivist.errors import UnknownPageError
from archivist.model.book import Document
from archivist.model.pages import Anchor, Fragment
from archivist.pdf.pagination import page_map, pages_so_far, paginate, roman
from archivist.pdf.run_on import Group
from archivist.publication import Dress, Sheet, Side

FRONT = (Role.COVER, Role.TITLE_PAGE, Role.IMPRINT, Role.CONTENTS)
LENGTHS = st.lists(st.integers(1, 5), min_size=4, max_size=9)


def fragments_of(lengths: list[int]) -> dict[str, Fragment]:
    """A fragment of each document, with an anchor `end` on its last page."""
    anchors = ((Anchor("end", pages - 1, 0, 0),) for pages in lengths)
    made = (Fragment(f"d{n}", "", Path(), pages, next(anchors)) for n, pages in enumerate(lengths))
    return {each.document: each for each in made}


def set_pages(lengths: list[int], *, both_sides: bool = True) -> tuple[Sheet, ...]:
    """A volume with the four documents of the front, articles, and an appendix, if there are more."""
    count = len(lengths) - len(FRONT)
    roles = [*FRONT, *([Role.ARTICLE] * count)]
    if count > 1:
        roles[-1] = Role.RELATED
    documents = [Document(f"d{n}", role, "en", "T", b"", running_head="H") for n, role in enumerate(roles)]
    documents[1:4] = [Document(each.id, each.role, "en", "T", b"") for each in documents[1:4]]
    return paginate(documents, fragments_of(lengths).values(), both_sides=both_sides)


def _value(numeral: str) -> int:
    """A roman numeral read by the rule: smaller before larger is taken away."""
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def test_roman_numerals_of_short_fronts_read_back() -> None:
    assert [_value(roman(number)) for number in range(1, 40)] == list(range(1, 40))
    assert [roman(number) for number in (4, 9, 14, 19, 39)] == ["iv", "ix", "xiv", "xix", "xxxix"]


@given(st.integers(1, 400))
@example(49)
@example(99)
def test_roman_numerals_read_back(number: int) -> None:
    numeral = roman(number)
    assert _value(numeral) == number
    assert len({roman(n) for n in range(1, number + 1)}) == number
    for letter in "vld":
        assert numeral.count(letter) <= 1
    for letter in "ixcm":
        assert letter * 4 not in numeral


@given(LENGTHS, st.booleans())
def test_the_front_is_roman_the_text_arabic_from_1(lengths: list[int], both_sides: bool) -> None:
    sheets = set_pages(lengths, both_sides=both_sides)
    front = [sheet for sheet in sheets if sheet.document in {"d1", "d2", "d3"}]
    text = [sheet for sheet in sheets if sheet.document not in {"", "d0", "d1", "d2", "d3"}]
    assert [sheet.label for sheet in sheets if sheet.document == "d0"] == [""] * lengths[0]
    assert [sheet.label for sheet in front] == [roman(n + 1) for n in range(len(front))]
    assert [sheet.label for sheet in text] == [str(n + 1) for n in range(len(text))]
    if both_sides and text:
        assert sheets.index(text[0]) % 2 == 0
        assert text[0].side is Side.RECTO
    for index, sheet in enumerate(sheets):
        assert sheet.side is (Side.VERSO if index % 2 else Side.RECTO)
        assert (sheet.dress is not Dress.BARE) <= bool(sheet.label)


def test_a_running_head_is_on_every_page_but_the_first_of_documents_that_have_one() -> None:
    sheets = set_pages([1, 2, 1, 2, 3])
    dress = [[sheet.dress for sheet in sheets if sheet.document == f"d{number}"] for number in range(5)]
    assert dress[4] == [Dress.OPENING, Dress.FULL, Dress.FULL]
    assert dress[3] == [Dress.OPENING, Dress.OPENING]  # these contents have no running head
    assert dress[0] + dress[1] + dress[2] == [Dress.BARE] * 4


@given(LENGTHS)
def test_screens_have_no_blank_pages_and_paper_only_to_begin_on_the_right(lengths: list[int]) -> None:
    assert len(set_pages(lengths, both_sides=False)) == sum(lengths)
    sheets = set_pages(lengths)
    blanks = [index for index, sheet in enumerate(sheets) if not sheet.document]
    assert len(sheets) == sum(lengths) + len(blanks)
    assert len(blanks) <= 2
    assert all(index % 2 for index in blanks)
    assert all(sheets[index].dress is Dress.BARE for index in blanks)


@given(LENGTHS, st.integers(0, 9))
def test_longer_contents_change_no_number_of_the_text(lengths: list[int], more: int) -> None:
    longer = [*lengths[:3], lengths[3] + more, *lengths[4:]]
    short, long = page_map(set_pages(lengths), fragments_of(lengths)), page_map(set_pages(longer), fragments_of(longer))
    for number in range(4, len(lengths)):
        before, after = short.spans[f"d{number}"], long.spans[f"d{number}"]
        assert (before.first, before.last, before.pages) == (after.first, after.last, after.pages)


@given(LENGTHS, st.booleans())
def test_spans_cover_every_page_that_is_not_blank_once(lengths: list[int], both_sides: bool) -> None:
    sheets = set_pages(lengths, both_sides=both_sides)
    pages = page_map(sheets, fragments_of(lengths))
    assert pages.labels == tuple(sheet.label for sheet in sheets)
    covered = [n for span in pages.spans.values() for n in range(span.first_index, span.first_index + span.pages)]
    assert sorted(covered) == [index for index, sheet in enumerate(sheets) if sheet.document]
    for number, length in enumerate(lengths):
        span = pages.spans[f"d{number}"]
        assert span.pages == length
        assert span.first == pages.labels[span.first_index]
        assert span.last == pages.labels[span.first_index + span.pages - 1]
        assert pages.label(f"d{number}") == span.first
        assert pages.label(f"d{number}", "end") == span.last


def test_the_page_of_what_is_not_laid_out_is_an_error_that_names_it() -> None:
    pages = page_map(set_pages([1, 1, 1, 1, 2]), fragments_of([1, 1, 1, 1, 2]))
    with pytest.raises(UnknownPageError, match="d4#nowhere"):
        pages.label("d4", "nowhere")
    with pytest.raises(UnknownPageError, match="d9"):
        pages.label("d9")


def test_while_documents_are_laid_out_it_is_known_where_they_begin_up_to_the_first_that_is_missing() -> None:
    roles = (Role.COVER, Role.TITLE_PAGE, Role.CONTENTS, Role.ARTICLE, Role.ARTICLE, Role.RELATED, Role.SOURCES)
    documents = [Document(f"d{number}", role, "en", "T", b"") for number, role in enumerate(roles)]
    fragments = fragments_of([1, 1, 1, 2, 3, 1, 1])
    known = {name: fragments[name] for name in ("d1", "d3", "d4", "d6")}
    pages = pages_so_far(documents, known, (), both_sides=True)
    assert {name: span.first for name, span in pages.spans.items()} == {
        "d1": "i",
        "d2": "ii",
        "d3": "1",
        "d4": "3",
        "d5": "6",  # the first that is missing begins there; what is behind it is not known
    }
    assert pages.label("d4", "end") == "5"
    together = Group((documents[4], documents[5]))
    assert "d5" not in pages_so_far(documents, known, [together], both_sides=True).spans
