"""Straight quotation marks and hyphens for dashes: found in prose, fixed where it is clear what is meant."""

import hashlib

import pytest

from archivist.editorial.flaws import flaws_of
from archivist.editorial.source_file import Source


def fixed(text: str, language: str = "en") -> str | None:
    """The text with its marks replaced; None if nothing is found. What is not sure stays."""
    source = Source("a.md", text, 1, 0, "", hashlib.sha256(text.encode()).hexdigest())
    found = [flaw for flaw in flaws_of(source, language) if flaw.code in ("straight-quotes", "hyphens-as-dash")]
    for flaw in reversed(found):
        text = text[: flaw.start] + (flaw.replacement or text[flaw.start : flaw.end]) + text[flaw.end :]
    return text if found else None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", 'She said "yes", and *"no"*.', "She said “yes”, and *“no”*."),
        ("ru", 'Газета "Цискари" вышла', "Газета «Цискари» вышла"),
        ("ka", 'გაზეთი "ცისკარი" გამოვიდა', "გაზეთი „ცისკარი“ გამოვიდა"),
        ("de", 'Das "Wort"', "Das „Wort“"),
        ("fr", 'Le "mot"', "Le «\u202fmot\u202f»"),
        ("pl", 'To "słowo"', "To „słowo”"),
        ("en", "It's don't", "It’s don’t"),
        ("en", "books---and -- more, 1914--1918", "books—and – more, 1914–1918"),
        ("ru", "книга -- слово", "книга — слово"),
        ("en", '> "A quote\n> over lines"', "> “A quote\n> over lines”"),
    ],
)
def test_clear_marks_are_replaced(language: str, text: str, expected: str) -> None:
    assert fixed(text, language) == expected
    assert fixed(expected, language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'A screen of 5" and a "word'),
        ("en", 'an odd " mark'),
        ("en", "typewriter--dash"),
    ],
)
def test_what_is_not_clear_is_only_reported(language: str, text: str) -> None:
    assert fixed(text, language) == text


@pytest.mark.parametrize(
    "text",
    [
        'Code `print("a") -- b` and [a](https://a.b/"c"--d)',
        '```\n"a" -- b\n```',
        '<p class="a">b</p>',
        "a\n---\n\n---\n\n| a | b |\n| --- | --- |\n",
        '![Alt](a.png "A title") and [b](c.md "d")',
        '[b]: https://a.b "A title"',
        "Use --fix to repair it",
        '$a -- b$ and $$"x"$$',
        "<!-- a -->",
        'a {#id .class title="x"}',
    ],
)
def test_literal_text_is_left_alone(text: str) -> None:
    assert fixed(text) is None


def test_languages_without_rules_have_no_quotation_marks_to_fix() -> None:
    assert fixed('"a"', "xx") is None
