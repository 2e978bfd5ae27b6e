"""Where no line may end: the rules by language, and where in a document they count."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.book_parts import Role
from archivist.markup.line_ends import join_words, joined_words, set_line_ends
from archivist.markup.line_ends.joined_words import DividedText
from archivist.markup.line_ends.rules import BLOCK, NARROW, NO_BREAK, SPACE, rules_of
from archivist.model.book import Document
from archivist.text.visible_text import visible
from tests.apparatus.making import article, config
from tests.markup.making import book, named


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Он жил в~Тбилиси и~у~моря, а~не~в~горах."),
        ("ru", "И.~Г.~Чавчавадзе родился 27~октября 1837~г. в~Кварели"),
        ("ru", "царь Ираклий~II, XIX~в., 25~% и~12~км, с.~5, №~5"),
        ("ru", "Internet Archive~— библиотека; сказал~бы"),
        ("uk", "Він жив у~Києві, 24~серпня 1991~р."),
        ("pl", "Mieszkał w~Warszawie i~z~nią, s.~5"),
        ("cs", "Byl v~Praze a~u~moře, 5.~května"),
        ("en", "On 12~March 1919, Erekle~II walked 10~km~– 25~%; see p.~5 and March~12. Then I went."),
        ("en", "J.~R.~R.~Tolkien spent 10~000 words"),
        ("ka", "გვ.~5, 12~მარტს, 1921~წ., ი.~ჭავჭავაძე, ერეკლე~II, 5~კმ"),
        ("de", "Am 12.~März auf S.~5"),
    ],
)
def test_rules(language: str, text: str) -> None:
    assert join_words(text.replace("~", " "), language) == text.replace("~", "\u00a0")
    assert join_words(text.replace("~", "\n"), language) == text.replace("~", "\u00a0")


def test_french_spaces_are_narrow() -> None:
    made = join_words("« Oui » ; vraiment ? Le 12 mars : non !", "fr")
    assert made == "«\u202fOui\u202f»\u202f; vraiment\u202f? Le 12\u00a0mars\u202f: non\u202f!"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was 1921 500 years ago, in a way. Then I go"),
        ("ru", "Из\u00a0Тбилиси"),
        ("ja", "これ は 本"),
        ("xx", "a b c"),
    ],
)
def test_texts_that_stay(language: str, text: str) -> None:
    assert join_words(text, language) == text


def test_white_space_that_two_rules_join_is_one_space() -> None:
    assert join_words("я в  – дом", "ru") == "я\u00a0в\u00a0– дом"


_PIECES = [
    "a",
    "в",
    "на",
    "же",
    "р.",
    "p.",
    "№",
    "12",
    "000",
    "1921",
    "г.",
    "May",
    "gener",
    "de gener",
    "tháng 1",
    "kg",
    "%",
]
_MARKS = ["I", "II", "I.", "Erekle", "–", "«", "»", "?", ".", "-", "'", "{", "\u00a0", BLOCK, " ", "  ", "\n"]


@given(
    st.sampled_from(["en", "ru", "ka", "fr", "ca", "vi", "cs"]),
    st.lists(st.sampled_from([*_PIECES, *_MARKS]), max_size=12),
)
def test_words_are_joined_as_the_patterns_of_the_rules_say(language: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    patterns = [(re.compile(f"{each.before}({SPACE})(?={each.after})"), each.space) for each in rules_of(language)]
    expected = {match.span(1): space for pattern, space in patterns for match in pattern.finditer(text)}
    found = DividedText(text).joined(language, 0, len(text))
    assert {(each.start, each.end): each.space for each in found} == expected


@given(st.lists(st.sampled_from([*_PIECES, *_MARKS]), max_size=12), st.integers(0, 40))
def test_passages_have_together_what_the_whole_text_has(pieces: list[str], border: int) -> None:
    text = "".join(pieces)
    divided = DividedText(text)
    in_parts = [*divided.joined("ru", 0, border), *divided.joined("ru", border, len(text))]
    assert sorted(in_parts) == sorted(divided.joined("ru", 0, len(text)))


def test_rules_are_asked_only_beside_words_that_one_of_them_names(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rules = joined_words._rules("en")

    def note(word: str) -> int:
        asked.append(word)
        return rules.before(word)

    noted = rules._replace(before=note)
    monkeypatch.setattr(joined_words, "_rules", lambda _: noted)
    text = f"{'The quick brown fox jumps over the lazy dog. ' * 50}It was 5 km away."
    assert [each.space for each in DividedText(text).joined("en", 0, len(text))] == [NO_BREAK]
    assert asked == ["was", "5", "km"]


def test_white_space_that_goes_on_in_another_element_is_one_space() -> None:
    assert _texts(set_line_ends(_document("<p>жил в <em> доме</em> у <b>моря</b></p>"))).count(NO_BREAK) == 2
    assert NARROW not in _texts(set_line_ends(_document("<p>Oui ?</p>")))


def _document(body: str, language: str = "ru") -> Document:
    xhtml = (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}">'
        f"<head><title>в доме</title></head><body>{body}</body></html>"
    )
    return Document("a", Role.ARTICLE, language, "в доме", xhtml.encode())


def _texts(document: Document) -> str:
    return "|".join(etree.fromstring(document.xhtml).itertext())


def test_words_in_other_elements_count_and_literal_text_does_not() -> None:
    made = set_line_ends(
        _document("<p>Он в\n   <em>доме</em> и <code>в доме</code></p><p>в</p><p lang='en' xml:lang='en'>a в b</p>")
    )
    assert _texts(made) == "в доме|Он в\u00a0|доме| и\u00a0|в доме|в|a в b"
    assert set_line_ends(made) is made


def test_the_end_of_a_block_and_a_note_call_join_nothing() -> None:
    document = _document("<p>в </p><p>доме</p><p>в<br/>доме 19<a class='note-call'>21</a> г. он</p>")
    assert set_line_ends(document) is document


def test_documents_have_no_break_spaces_and_the_same_letters() -> None:
    text = "Он в доме.[^a]\n\n[^a]: В *саду* 5 км.\n\n| A в |\n| --- |\n| в саду |\n"
    with_spaces, without = (
        named(book(settings, article("a", text, "ru"), language="ru"), "a")
        for settings in (config("ru"), config("ru", text={"spaces": False}))
    )
    assert "в\u00a0доме" in with_spaces.xhtml.decode() and "в\u00a0саду" in with_spaces.xhtml.decode()
    assert "В\u00a0<em>" in with_spaces.xhtml.decode() and "5\u00a0км" in with_spaces.xhtml.decode()
    assert "\u00a0" not in without.xhtml.decode()
    assert visible(_texts(with_spaces)) == visible(_texts(without))
