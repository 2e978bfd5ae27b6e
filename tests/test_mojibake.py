"""Wrong encodings are mended where that is sure, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.text.mojibake import broken_runs, repair

RUSSIAN = "Привет, мир! Все дороги ведут к реке — «да», ёлка № 5."
UKRAINIAN = "Всі дороги ведуть до річки, і їх ґрунт сухий."
BULGARIAN = "Всички пътища водят към реката и към града."
GEORGIAN = "ყველა გზა მდინარისკენ მიდის — „კარგი“"
ENGLISH = "It’s “fine” – a café…"


def misread(text: str, written: str, read: str) -> str:
    """Text written in one encoding and read in another, as browsers do: bytes without a meaning are controls."""
    return "".join(
        bytes([byte]).decode(read, "ignore") or chr(byte) for byte in text.encode(written, "xmlcharrefreplace")
    )


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN, BULGARIAN, "Новости", "Привет"])
@pytest.mark.parametrize("read", ["cp1252", "latin-1"])
def test_windows_1251_read_as_western_is_repaired(text: str, read: str) -> None:
    assert repair(misread(text, "cp1251", read)) == text


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN, BULGARIAN, GEORGIAN, ENGLISH])
@pytest.mark.parametrize("read", ["cp1252", "latin-1", "cp1251"])
def test_utf_8_read_as_something_else_is_repaired(text: str, read: str) -> None:
    assert repair(misread(text, "utf-8", read)) == text


@pytest.mark.parametrize("text", [RUSSIAN, GEORGIAN, ENGLISH])
def test_what_was_broken_twice_is_repaired(text: str) -> None:
    assert repair(misread(misread(text, "utf-8", "cp1252"), "utf-8", "cp1252")) == text


SOUND = [
    "Ça été déjà là où l’élève était à Noël: «CAFÉ» ÉTÉ À L’ÎLE, «DÉJÀ»",
    "Übergröße, Öl, Äußerungen, ÄÖÜ äöüß, ÄRGER",
    "Allir vegir liggja að ánni, ÞÓÐ ÆÐI öðýæ í þorpið",
    "Bütün yollar çaya aparır. İşğal, Şəki, ləyaqət və hüquq",
    "Tất cả mọi con đường đều dẫn ra sông. Âu ơi à ấy ừ",
    "Å i åa ä e ö. Æøå ÆØÅ åäöÅÄÖ",
    "àâäéèêëïîôùûüÿç ÀÂÄÉÈÊËÏÎÔÙÛÜŸÇ",
    "Õhtuöö jäääär öö",
    "Â este o literă, a letra Ã é outra, Â",
    "»Spaß« «Spaß» ßª",
    "3 à 5 € ½ ¾ ± 5 °C §3 ª º ²³",
    "Zażółć gęślą jaźń, příliš žluťoučký kůň",
    "Ελληνικά – 日本語 テスト 中文 한국어",
    "љубав ђак; ирон ӕвзаг; аҧсуа бызшәа; ВС «Вс»",
    RUSSIAN,
    GEORGIAN,
    ENGLISH,
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays_as_it_is(text: str) -> None:
    assert repair(text) == text
    assert broken_runs(text) == ()


def test_only_the_broken_lines_and_words_of_a_document_are_repaired() -> None:
    broken = misread("Привет", "cp1251", "cp1252")
    text = f"Sound, ça été déjà\n{misread(RUSSIAN, 'cp1251', 'cp1252')}\nIn English {broken} and à la carte\n{RUSSIAN}"
    assert repair(text) == f"Sound, ça été déjà\n{RUSSIAN}\nIn English Привет and à la carte\n{RUSSIAN}"
    runs = [text[start:end] for start, end in broken_runs(text)]
    assert len(runs) == 2
    assert runs[1] == broken


@pytest.mark.parametrize("text", [RUSSIAN, GEORGIAN, ENGLISH])
def test_a_letter_alone_keeps_no_broken_words_beside_it(text: str) -> None:
    broken = misread(text, "utf-8", "cp1252")
    assert repair(f"{broken} \u00c2 {broken}") != f"{broken} \u00c2 {broken}"
    assert repair(f"{broken} \u00c2 {broken}").count(text) == 2


def test_a_long_line_is_repaired_too() -> None:
    assert repair(misread(f"{RUSSIAN} " * 2000, "cp1251", "cp1252")) == f"{RUSSIAN} " * 2000


@given(st.text())
def test_any_text_is_taken_and_repaired_once_and_for_all(text: str) -> None:
    assert bool(broken_runs(text)) == (repair(text) != text)


@given(st.text(st.characters(codec="ascii")))
def test_ascii_is_never_touched(text: str) -> None:
    assert repair(text) == text


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F), max_size=30))
def test_what_was_repaired_keeps_its_number_of_lines(text: str) -> None:
    assert repair(f"a\n{text}\nb").count("\n") == 2
