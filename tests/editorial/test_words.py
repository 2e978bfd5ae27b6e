"""Words in two scripts: what is a slip, and what is good style."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.editorial.flaw import Flaw
from archivist.editorial.mixed_scripts import word_flaws


def flaws(text: str, language: str) -> list[Flaw]:
    return list(word_flaws(text, language))


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("ka", "TikTok-ის"),
        ("ka", "COVID-ით"),
        ("ka", "3D-მოდელი"),
        ("ka", "Facebookი"),
        ("ka", "Facebookის"),
        ("ka", "NATOს"),
        ("ka", "ᲜᲐᲢᲝს"),
        ("ka", "ᲜᲐᲢᲝ"),
        ("ka", "iPhoneი"),
        ("ru", "IT-компания"),
        ("ru", "X-лучи"),
        ("ru", "COVIDом"),
        ("ru", "Facebookе"),
        ("ru", "Telegramа"),
        ("ru", "Яndex"),
        ("ru", "кВт"),
        ("ru", "CO2"),
        ("en", "ΔT"),
        ("en", "μm"),
        ("en", "kΩ"),
        ("en", "μM"),
        ("en", "ΔHvap"),
        ("en", "naïve"),
        ("en", "Москва"),
        ("ja", "Bitcoinの送金"),
        ("hi", "Bitcoinके"),
        ("el", "Facebookου"),
    ],
)
def test_a_mixture_that_is_meant_is_no_finding(language: str, word: str) -> None:
    assert flaws(f"a {word} b", language) == []


@pytest.mark.parametrize(
    ("language", "word", "right"),
    [
        ("ru", "Тelegram", "Telegram"),
        ("en", "Тelegram", "Telegram"),
        ("ka", "Тelegram", "Telegram"),
        ("en", "сomputer", "computer"),
        ("ru", "Mосква", "Москва"),
        ("ru", "компьютеp", "компьютер"),
        ("ru", "cм", "см"),
        ("ru", "ХХI", "XXI"),
        ("uk", "Вiльна", "Вільна"),
        ("os", "Ирæттæ", "Ирӕттӕ"),
        ("en", "Ηello", "Hello"),
        ("el", "Αthens", "Athens"),
    ],
)
def test_letters_that_look_alike_are_repaired_where_one_script_is_left(language: str, word: str, right: str) -> None:
    (flaw,) = flaws(f"a {word} b", language)
    assert (flaw.start, flaw.end, flaw.replacement) == (2, 2 + len(word), right)


@pytest.mark.parametrize(
    ("language", "word", "stem"),
    [("ru", "Тelegramом", "Telegram"), ("ka", "Тelegramი", "Telegram"), ("ka", "Тelegramის", "Telegram")],
)
def test_an_ending_is_kept_when_the_stem_is_repaired(language: str, word: str, stem: str) -> None:
    (flaw,) = flaws(word, language)
    assert (flaw.end, flaw.replacement) == (len(stem), stem)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("ru", "рH"),  # may be either
        ("uk", "ХХI"),  # Ukrainian has such an І
        ("en", "Telegramа"),  # an ending in a language that is not the article's?
        ("ka", "თბილისi"),
        ("ka", "თბiლისი"),
        ("ka", "საქართвელო"),
        ("ka", "Ⴑაქართველო"),
        ("ka", "ᲡაᲥართველო"),
    ],
)
def test_what_could_be_read_in_two_ways_is_reported_and_not_repaired(language: str, word: str) -> None:
    (flaw,) = flaws(word, language)
    assert flaw.replacement is None
    assert f"“{word}”" in flaw.says


def test_the_letters_are_named() -> None:
    (flaw,) = flaws("Тelegram", "ru")
    assert flaw.says == "in “Тelegram” Т is Cyrillic (U+0422), the rest Latin"


@given(
    st.text(alphabet="abcoxABCабвоАВСიაბΑΒαβᲐႠ \u0301-1", max_size=200), st.sampled_from(["en", "ru", "ka", "uk", "el"])
)
def test_what_is_repaired_is_in_one_script_and_found_no_more(text: str, language: str) -> None:
    for flaw in flaws(text, language):
        assert 0 <= flaw.start < flaw.end <= len(text)
        if flaw.replacement is not None:
            assert len(flaw.replacement) == flaw.end - flaw.start
            assert flaws(flaw.replacement, language) == []


def test_a_long_row_of_mixed_letters_takes_no_time() -> None:
    assert flaws("aб" * 200_000, "ru") == []
