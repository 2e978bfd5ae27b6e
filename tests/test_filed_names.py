"""Names as catalogues file them: turned round where it is known, left alone where it is not."""

import pytest

from archivist.text.filed_names import filed_name


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Nino Example", "Example, Nino"),
        ("Jean-Paul Sartre", "Sartre, Jean-Paul"),
        ("J. R. R. Tolkien", "Tolkien, J. R. R."),
        ("Ludwig van Beethoven", "Beethoven, Ludwig van"),
        ("Vincent Van Gogh", "Van Gogh, Vincent"),
        ("John Doe Jr.", "Doe, John, Jr."),
        ("Conan O’Brien", "O’Brien, Conan"),
        ("ნინო მაგალითი", "მაგალითი, ნინო"),
        ("А. С. Пушкин", "Пушкин, А. С."),
        ("Иван Иванович Петров", "Петров, Иван Иванович"),
        ("Петров Иван Иванович", "Петров, Иван Иванович"),
        ("Анна Ильинична Петрова", "Петрова, Анна Ильинична"),
        ("Αλέξης Ζορμπάς", "Ζορμπάς, Αλέξης"),
    ],
)
def test_the_family_name_comes_first(name: str, filed: str) -> None:
    assert filed_name(name, "en") == filed


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Plato", "en"),
        ("Doe, Jane", "en"),
        ("The Editors", "en"),
        ("Example Press", "en"),
        ("Редакция журнала", "ru"),
        ("Ann & Bob", "en"),
        ("Ann Other and Bob Else", "en"),
        ("Ministry of Culture", "en"),
        ("gabriel garcía", "en"),
        ("user 17", "en"),
        ("毛泽东", "zh-Hans"),
        ("محمد علي", "ar"),
        ("Nagy László", "hu"),
        ("Gabriel García Márquez", "es"),
        ("Jr. II", "en"),
        ("", "en"),
    ],
)
def test_what_is_not_known_is_left_as_it_is(name: str, language: str) -> None:
    assert filed_name(name, language) == name
