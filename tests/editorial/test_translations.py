"""Articles that have one key: whether they can be translations of one another, and which is older."""

from pathlib import Path

import pytest

from tests.editorial.making import PROSE, found, page

FIGURES = "In 1921 there were 340 houses, 27 mills, 4500 people and 12 bridges over 86 kilometres. "
OTHER_FIGURES = "В 1783 году было 55 домов, 19 мельниц, 7200 человек и 31 мост на 64 километра. "


def doubtful(root: Path, original: str, translation: str, *fields: str) -> list[str]:
    files = {"a.en.md": page(original), "a.ru.md": page(translation, *fields, lang="ru")}
    return [finding.message for finding in found(root, dict(files), "translation-doubtful")]


def test_articles_that_share_no_figure_are_hardly_translations(tmp_path: Path) -> None:
    assert doubtful(tmp_path, FIGURES, OTHER_FIGURES) == [
        "it has the key of a.en.md, 'T', but of its figures and addresses only 0 of 6 are the same"
    ]


def test_a_text_many_times_as_long_is_hardly_a_translation(tmp_path: Path) -> None:
    (told,) = doubtful(tmp_path, PROSE * 4, "Река выходит из гор.")
    assert told.endswith("times as long as the other")


@pytest.mark.parametrize(
    "translation",
    [
        "В 1921 году было 340 домов, 27 мельниц, 4500 человек и 12 мостов на 86 километров.",
        "1921, 340, 27 и другое: 99, 98, 97.",  # abridged, and with words of its own
        "Без чисел.",
        "१९२१, ३४०, २७, ४५००, १२, ८६",  # other digits
        "",
    ],
)
def test_what_may_be_a_translation_is_no_finding(translation: str, tmp_path: Path) -> None:
    assert doubtful(tmp_path, FIGURES, translation) == []


def test_a_finding_can_be_allowed(tmp_path: Path) -> None:
    assert doubtful(tmp_path, FIGURES, OTHER_FIGURES, "allow: translation-doubtful") == []


def test_a_day_of_change_before_the_publication_makes_nothing_older(tmp_path: Path) -> None:
    files = {
        "a.en.md": page("x", "updated: 2022-04-05"),
        "a.ka.md": page("x", "updated: 2022-03-01", lang="ka", date="2022-04-10"),
    }
    assert found(tmp_path, dict(files), "translation-outdated") == []
