"""Fonts: every letter from a chosen face, and what no face has is said."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.fonts import PRIVATE_REMEDY, TEXT_FACES, FontFace, FontLibrary, package_for, remedy_for, visible
from archivist.text.xml_characters import SYMBOLS

LIBRARY = FontLibrary()
ALPHABETS = {
    "en": "The quick brown fox — “jumps” 0123 €",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ „ ჱჲჳჴჵ“",
    "ru": "Съешь ещё этих мягких французских булок «№ 5»",
    "os": "Æмæ æхсæв — ӕ",
    "hy": "Բարեւ աշխարհ",
    "he": "שלום עולם",
    "ar": "مرحبا بالعالم",
    "hi": "नमस्ते दुनिया",
    "zh": "第一部格鲁吉亚书籍",
    "zh-Hant": "第一部喬治亞書籍",
    "ja": "はじめての本",
    "ko": "첫 번째 책",
}


def test_the_faces_every_volume_needs_are_here() -> None:
    assert LIBRARY.missing_text_faces() == ()
    assert len(LIBRARY.text_faces()) == len(TEXT_FACES)


@pytest.mark.parametrize("language", ALPHABETS)
def test_alphabets_have_upright_and_bold_letters(language: str) -> None:
    text = ALPHABETS[language]
    faces, lacking = LIBRARY.faces_for(text, language)
    assert lacking == frozenset()
    serif = [face for face in faces if "Serif" in face.family or "Naskh" in face.family]
    for weight in (400, 700):
        covered = frozenset().union(*(face.characters for face in serif if face.weight == weight))
        assert {character for character in visible(text) if ord(character) not in covered} == set()


def test_chinese_letters_are_imported_the_form_of_their_region() -> None:
    families = {
        language: next(face.family for face in LIBRARY.faces_for("骨", language)[0] if "CJK" in face.family)
        for language in ("zh", "zh-Hans", "zh-Hant", "zh-Hant-HK", "ja", "ko", "en")
    }
    assert families == {
        "zh": "Noto Serif CJK SC",
        "zh-Hans": "Noto Serif CJK SC",
        "zh-Hant": "Noto Serif CJK TC",
        "zh-Hant-HK": "Noto Serif CJK TC",
        "ja": "Noto Serif CJK JP",
        "ko": "Noto Serif CJK KR",
        "en": "Noto Serif CJK JP",
    }


def test_tables_name_families_as_the_files_do() -> None:
    faces = [*LIBRARY.text_faces()]
    for language, text in ALPHABETS.items():
        faces += LIBRARY.faces_for(text, language)[0]
    for face in dict.fromkeys(faces):
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            assert font["name"].getBestFamilyName() == face.family
            assert font["OS/2"].usWeightClass == face.weight
            assert bool(font["head"].macStyle & 2) == face.italic


@given(st.text(st.characters(max_codepoint=0x5FF), max_size=30), st.sampled_from(["en", "ka", "zh"]))
@settings(max_examples=60)
def test_every_visible_letter_has_a_face_or_is_lacking(text: str, language: str) -> None:
    faces, lacking = LIBRARY.faces_for(text, language)
    for character in visible(text):
        assert (character in lacking) != any(ord(character) in face.characters for face in faces)
    assert lacking <= visible(text)
    assert faces[: len(TEXT_FACES)] == LIBRARY.text_faces()
    assert len(set(faces)) == len(faces)


def test_what_is_not_drawn_needs_no_face() -> None:
    text = "\t\n\r \xad\u200b\u200c\u200d\u2060\ufeff\ufe0f\u2028\u202f\U000e0041"
    assert visible(text) <= {"\u202f"}
    assert LIBRARY.faces_for(text, "en")[1] == frozenset()


def test_a_letter_no_font_has_is_named() -> None:
    # the last of the planes for private use
    faces, lacking = LIBRARY.faces_for("a\U0010fffdb", "en")
    assert lacking == {"\U0010fffd"}
    assert faces[: len(TEXT_FACES)] == LIBRARY.text_faces()


def test_without_fonts_everything_is_lacking(tmp_path: Path) -> None:
    bare = FontLibrary([tmp_path, tmp_path / "absent"])
    assert bare.faces_for("ab", "en") == ((), frozenset("ab"))
    assert len(bare.missing_text_faces()) == len(TEXT_FACES)


def test_a_changed_font_file_has_another_digest(tmp_path: Path) -> None:
    source = LIBRARY.text_faces()[0].path.read_bytes()
    digests = set()
    for name, data in {"a.ttf": source, "b.ttf": source, "c.ttf": source + b"\0"}.items():
        (tmp_path / name).write_bytes(data)
        digests.add(FontFace("F", 400, False, tmp_path / name).digest)
    assert len(digests) == 2


@pytest.mark.parametrize(
    ("character", "package"),
    [("語", "fonts-noto-cjk"), ("한", "fonts-noto-cjk"), ("𠀋", "fonts-noto-cjk-extra"), ("🐟", "fonts-symbola")],
)
def test_the_package_with_a_font_is_named(character: str, package: str) -> None:
    assert package_for(character) == package


@given(st.text())
def test_a_text_is_in_the_text_faces_if_each_of_its_letters_is(text: str) -> None:
    known = frozenset().union(*(face.characters for face in LIBRARY.text_faces()))
    assert LIBRARY.in_text_faces(text) == all(ord(character) in known for character in visible(text))


@pytest.mark.parametrize(
    ("text", "known"), [("", True), ("Æ ӕ ჲ\u200b\u00ad", True), ("Æ骨", False), ("\U000e0001", True)]
)
def test_letters_that_are_in_the_text_faces_or_not(text: str, known: bool) -> None:
    assert LIBRARY.in_text_faces(text) is known


def test_the_characters_of_a_face_are_those_of_its_best_table() -> None:
    for face in LIBRARY.text_faces():
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            assert face.characters == font.getBestCmap().keys()


def test_no_package_is_named_for_characters_for_private_use() -> None:
    assert remedy_for("\ue001") == PRIVATE_REMEDY
    assert remedy_for("\u4e00").startswith("Install fonts-noto-cjk")
    assert remedy_for("\u4e00\ue001").endswith(PRIVATE_REMEDY)


def test_every_symbol_of_word_has_a_character_that_fonts_have() -> None:
    assert set(SYMBOLS) == {chr(0xF000 + code) for code in range(0x100) if chr(0xF000 + code) in SYMBOLS}
    assert FontLibrary().faces_for("".join(SYMBOLS.values()), "en")[1] == frozenset()
