"""What differs between two texts is found in two ways, which must agree."""

from hypothesis import given
from hypothesis import strategies as st

from archivist.record.document_text import BREAK
from archivist.verify.text_differences import do_agree, first_difference, letters

_PIECES = st.lists(st.text(st.sampled_from(f"aAbé\u0301ßİ \t\u00a0\u00ad\u200d{BREAK}")))


def agree_letter_by_letter(one: list[str], other: list[str]) -> bool:
    first, second = (list(letters((piece, None) for piece in pieces)) for pieces in (one, other))
    return first_difference(first, second) is None


@given(_PIECES, _PIECES)
def test_texts_agree_if_no_letter_differs(one: list[str], other: list[str]) -> None:
    assert do_agree(one, other) == agree_letter_by_letter(one, other)


@given(_PIECES, st.data())
def test_the_same_text_with_other_gaps(one: list[str], data: st.DataObject) -> None:
    whole = "".join(one)
    at = data.draw(st.integers(0, len(whole)))
    gap = data.draw(st.sampled_from(["", " ", BREAK, "\u00ad", f" {BREAK}"]))
    other = [whole[:at], gap, whole[at:].swapcase()]
    assert do_agree(one, other) == agree_letter_by_letter(one, other)


def test_a_space_may_be_a_break_and_is_otherwise_a_difference() -> None:
    assert do_agree(["two words"], ["Two", BREAK, "words "])
    assert do_agree(["two", BREAK, "words"], ["twowords"])
    assert not do_agree(["two words"], ["twowords"])
    assert not do_agree(["two words"], ["two word"])
