"""Characters that do not belong: found where they harm, left where a script needs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.editorial.odd_characters import character_flaws


def told(text: str) -> list[tuple[str, str | None]]:
    return [(flaw.code, flaw.replacement) for flaw in character_flaws(text)]


@pytest.mark.parametrize(
    ("text", "code", "fixed"),
    [
        ("zero\u200bwidth", "invisible-character", ""),
        ("მდინა\u200bრე", "invisible-character", ""),
        ("mark\ufeff inside", "invisible-character", ""),
        ("提供\ufeffする", "invisible-character", ""),  # no place to break a line, as U+200B is
        ("left\u200e to right", "invisible-character", ""),
        ("an isolate \u2068name\u2069", "invisible-character", ""),
        ("a null\x00", "control-character", ""),
        ("a form feed\x0c", "control-character", " "),
        ("\uf0b7 first", "symbol-character", "•"),
        ("\uf0fc done", "symbol-character", "✓"),
        ("cafe\u0301", "decomposed-letters", "é"),
        ("мои\u0306", "decomposed-letters", "й"),
        ("か\u3099", "decomposed-letters", "が"),
        ("\u1112\u1161\u11ab", "decomposed-letters", "한"),
    ],
)
def test_what_changes_nothing_when_it_goes_is_repaired(text: str, code: str, fixed: str) -> None:
    assert set(told(text)) == {(code, fixed)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lost \ufffd letter", "lost-character"),
        ("an icon \uf015", "private-character"),
        ("override \u202eabc\u202c", "invisible-character"),
        ("a mark \u200f12 (34)", "invisible-character"),
        ("שלום \u2067abc", "invisible-character"),  # opened and not closed
        ("a line\u2028separator", "invisible-character"),
    ],
)
def test_what_may_be_meant_or_cannot_be_known_is_only_reported(text: str, code: str) -> None:
    assert set(told(text)) == {(code, None)}


@pytest.mark.parametrize(
    "text",
    [
        "soft\u00adhyphen",
        "non\u00a0breaking\u202fspace",
        "Auf\u200clage",
        "می\u200cخواهم",
        "👩\u200d💻",
        "ภาษา\u200bไทย",
        "提供\u200bする",
        "שלום \u200fabc\u200e",
        "שלום \u2067abc\u2069",
        "ударе\u0301ние",  # there is no such letter in one
        "क\u093c",
        "\uf9d0",  # normalisation would make another character of it
    ],
)
def test_what_a_script_needs_is_no_finding(text: str) -> None:
    assert told(text) == []


@given(st.text())
def test_flaws_are_passages_of_one_line(text: str) -> None:
    for flaw in character_flaws(text):
        assert "\n" not in text[flaw.start : flaw.end]
        assert flaw.start < flaw.end <= len(text)
        assert flaw.says.isprintable()
