"""The order of an index and its headings, in several scripts."""

import pytest

from archivist.text.collation import Collation, icu_version, range_dash

# The alphabets as their schools teach them; Ё is filed with Е.
GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def in_order(language: str, *words: str) -> list[str]:
    return sorted(words, key=Collation(language).sort_key)


def headings(language: str, *words: str, others: tuple[str, ...] = ()) -> list[str]:
    collation = Collation(language, others)
    return [collation.group(word).heading for word in words]


@pytest.mark.parametrize(("language", "alphabet"), [("ka", GEORGIAN), ("ru", RUSSIAN)])
def test_words_are_in_the_order_of_the_alphabet(language: str, alphabet: str) -> None:
    assert "".join(in_order(language, *reversed(alphabet))) == alphabet


def test_russian_yo_is_with_ye_and_short_i_after_i() -> None:
    assert in_order("ru", "Йод", "Ёж", "Ель", "Иван", "Еда", "Ёлка") == ["Еда", "Ёж", "Ёлка", "Ель", "Иван", "Йод"]
    assert headings("ru", "Ёлка", "Йод") == ["Е", "Й"]


def test_georgian_capitals_are_beside_the_letters_they_belong_to() -> None:
    assert in_order("ka", "თვე", "ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი", "თავი") == ["თავი", "თბილისი", "ᲗᲑᲘᲚᲘᲡᲘ", "თვე"]


def test_own_script_comes_first_and_numbers_before_it() -> None:
    assert in_order("ka", "Tbilisi", "10 წელი", "Тбилиси", "ჯავა", "9 წელი") == [
        "9 წელი",
        "10 წელი",
        "ჯავა",
        "Tbilisi",
        "Тбилиси",
    ]


def test_quotation_marks_do_not_decide_the_place() -> None:
    assert in_order("ka", "ჯავა", "„თეთრი“", "აბა") == ["აბა", "„თეთრი“", "ჯავა"]
    assert headings("ka", "„თეთრი“") == ["თ"]
    assert in_order("en", "“x”", "x", "…") == ["…", "x", "“x”"]


def test_words_are_ordered_word_by_word() -> None:
    assert in_order("en", "Newark", "New York") == ["New York", "Newark"]


def test_german_and_swedish_put_the_same_letter_in_different_places() -> None:
    assert in_order("de", "Zug", "Ärger", "Apfel") == ["Apfel", "Ärger", "Zug"]
    assert in_order("sv", "Zug", "Ärger", "Apfel") == ["Apfel", "Zug", "Ärger"]
    assert headings("sv", "Ärger") == ["Ä"]


def test_headings_of_other_alphabets_are_given_on_request() -> None:
    assert headings("ka", "Tbilisi") == [""]
    assert headings("ka", "Tbilisi", "Тбилиси", "თბილისი", "1921", others=("en", "ru")) == ["T", "Т", "თ", ""]


def test_groups_are_ordered_numbers_first() -> None:
    collation = Collation("ka", ("en",))
    groups = [collation.group(word) for word in ("EPUB", "ჯავა", "1921", "აბა")]
    assert [group.heading for group in sorted(groups)] == ["", "ა", "ჯ", "E"]


def test_chinese_words_are_grouped_by_their_sound() -> None:
    assert headings("zh-Hans", "北京", "Tbilisi") == ["B", "T"]


def test_a_range_has_the_dash_of_its_language() -> None:
    assert {tag: range_dash(tag) for tag in ("en", "ka", "ru", "ja", "bg")} == {
        "en": "–",
        "ka": "–",
        "ru": "–",
        "ja": "～",
        "bg": " – ",
    }


def test_the_order_is_that_of_a_known_version() -> None:
    assert icu_version().split(".")[0].isdecimal()
