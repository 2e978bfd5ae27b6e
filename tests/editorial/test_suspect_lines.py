"""The lines looked at closely for mojibake are all that the close look would find any in."""

import pytest

from archivist.editorial.flaws import _suspect_lines
from archivist.text.mojibake import broken_runs

WORDS = (
    "Привет, уважаемые читатели! Вот «слово» — и ещё одно.",
    "მდინარე მთებიდან გამოდის და სამხრეთისკენ უხვევს.",
    "It’s a café – “naïve” and São Tomé… Zürich, Łódź, İstanbul, Αθήνα",
    "日本語の文章です。 中文。",
)
TAKEN_FOR = ("latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "iso8859-2", "mac_roman", "cp437")


@pytest.mark.parametrize("encoding", TAKEN_FOR)
@pytest.mark.parametrize("words", WORDS)
def test_no_broken_line_is_passed_over(words: str, encoding: str) -> None:
    for word in (words, *words.split()):
        broken = word.encode().decode(encoding, "replace")
        if broken_runs(broken):
            assert list(_suspect_lines(f"Fine.\n{broken}\nFine.")) == [(6, 6 + len(broken))]


@pytest.mark.parametrize("word", ["Привет", "читатели", "Україна", "слово", "ещё"])
def test_no_line_of_windows_1251_is_passed_over(word: str) -> None:
    broken = f"{word} {word}".encode("cp1251").decode("latin-1")
    assert not broken_runs(broken) or list(_suspect_lines(broken)) == [(0, len(broken))]


def test_most_lines_are_passed_over() -> None:
    assert list(_suspect_lines("\n".join((WORDS[1], WORDS[3], "plain ASCII")))) == []
