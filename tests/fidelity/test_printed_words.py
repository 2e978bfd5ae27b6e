"""The proof that no word was lost finds every loss, and nothing else."""

import unicodedata
from xml.etree.ElementTree import fromstring

from hypothesis import assume, example, given
from hypothesis import strategies as st

from archivist.fidelity.printed_words import TEXT, Loss, Piece, losses, streams_of
from archivist.text.visible_text import visible

TEXTS = st.text(
    st.one_of(st.sampled_from("ab-‐– \xad\u200b\u2060ſßſtİAΣς\n"), st.characters(codec="utf-8")), max_size=40
)


def compared(text: str, *pieces: Piece) -> list[Loss]:
    return list(losses({TEXT: text}, {TEXT: pieces}))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=6))
def test_text_divided_anywhere_with_hyphens_and_spaces_is_whole(text: str, cuts: list[tuple[int, bool]]) -> None:
    places = dict(sorted((min(at, len(text)), hyphen) for at, hyphen in cuts))
    pieces, start = [], 0
    for at, hyphen in places.items():
        pieces.append(Piece(text[start:at] + ("‐" if hyphen else " "), "‐"))
        start = at
    pieces.append(Piece(text[start:], "‐"))
    assert compared(text, *pieces) == []


def _kept(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if visible(character)]


@given(TEXTS, st.data())
def test_one_character_less_is_found(text: str, data: st.DataObject) -> None:
    assume(_kept(text))
    at = data.draw(st.sampled_from(_kept(text)))
    (loss,) = compared(text, Piece(text[:at]), Piece(text[at + 1 :]))
    assert loss.stream == TEXT


@given(TEXTS, st.data(), st.characters(codec="utf-8"))
def test_another_character_or_one_more_is_found(text: str, data: st.DataObject, other: str) -> None:
    assume(_kept(text) and visible(other))
    at = data.draw(st.sampled_from(_kept(text)))
    assert len(compared(text, Piece(text[:at] + other + text[at:]))) == 1
    assume(visible(text[:at] + other + text[at + 1 :]) != visible(text))
    assert len(compared(text, Piece(text[:at] + other + text[at + 1 :]))) == 1


@given(TEXTS, st.data())
def test_two_characters_exchanged_are_found(text: str, data: st.DataObject) -> None:
    assume(len(_kept(text)) > 1)
    a, b = sorted(data.draw(st.lists(st.sampled_from(_kept(text)), min_size=2, max_size=2, unique=True)))
    swapped = text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]
    assume(visible(swapped) != visible(text))
    assert len(compared(text, Piece(swapped))) == 1


@given(TEXTS)
@example("sof\xadt zero\u200bwidth \ufeffmark")
def test_what_is_not_seen_and_the_case_of_letters_make_no_difference(text: str) -> None:
    plain = "".join(c for c in text if unicodedata.category(c) not in {"Zs", "Cf", "Cc"})
    assert compared(text, Piece(plain)) == []
    assert compared(plain, Piece("\xad".join(plain) + "\u200b")) == []
    assert compared(text, Piece(text.casefold())) == []


def test_a_hyphen_of_the_text_is_a_character_like_any_other() -> None:
    assert compared("well-known", Piece("well-", "-"), Piece("known")) == []
    assert compared("wellknown", Piece("well-", "-"), Piece("known")) == []
    assert len(compared("well-known", Piece("well", "-"), Piece("known"))) == 1
    assert len(compared("wellknown", Piece("well-"), Piece("known"))) == 1


def test_a_loss_says_what_should_have_come() -> None:
    (loss,) = compared("one two three four", Piece("one two "), Piece("four"))
    assert "three" in loss.expected
    assert loss.found == "four"


def test_notes_are_streams_of_their_own_and_heads_are_not_printed() -> None:
    xml = (
        '<html><head><title>x</title></head><body><p>a<div id="n">N<b>B</b>n</div>b</p><style>c</style>c</body></html>'
    )
    root = fromstring(xml)
    assert streams_of(root, ["n"]) == {TEXT: "abc", "n": "NBn"}
    assert streams_of(root, []) == {TEXT: "aNBnbc"}
    expected = streams_of(root, ["n"])
    assert list(losses(expected, {TEXT: [Piece("abc")], "n": [Piece("NBn")]})) == []
    assert [loss.stream for loss in losses(expected, {TEXT: [Piece("abc")]})] == ["n"]
    extra = {TEXT: [Piece("abc")], "n": [Piece("NBn")], "other": [Piece("x")]}
    assert list(losses(expected, extra)) == [Loss("other", "", "x")]
