"""Bytes become text whatever they are, and what was guessed is said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.place import Place
from archivist.reader_api.decoding import decode

RUSSIAN = "Все дороги ведут к реке, и никто не знает, где она начинается."
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\r]")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_utf_8_text_needs_no_guess(encoding: str) -> None:
    decoded = decode(RUSSIAN.encode(encoding))
    assert decoded.text == RUSSIAN
    assert decoded.remarks == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866"), (RUSSIAN, "iso8859-5"), ("Привет мир", "cp1251"),
     (RUSSIAN, "utf-16-le"), (RUSSIAN, "utf-16-be"), (RUSSIAN, "utf-32-be"), ("ეს არის გზა", "utf-16-le"),
     ("été à Noël, ça “va” – où?", "cp1252"), ("河流从雪中流出来，它很长，但是没有路那么长。", "gb18030"),
     ("川は雪の中から流れ出る。長い川である。", "shift_jis"), ("川は雪の中から流れ出る。長い川である。", "euc_jp")],
)  # fmt: skip
def test_other_encodings_are_guessed_and_the_guess_is_said(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), place=Place("a.txt"))
    assert decoded.text == text
    assert [(remark.code, remark.file) for remark in decoded.remarks] == [("import-guessed", "a.txt")]


def test_what_is_declared_is_believed_unless_the_bytes_say_otherwise() -> None:
    polish = decode("łódź".encode("cp1250"), "windows-1250")
    assert (polish.text, polish.encoding, polish.remarks) == ("łódź", "cp1250", ())
    french = decode("été “a”".encode("cp1252"), "iso-8859-1")
    assert (french.text, french.encoding, french.remarks) == ("été “a”", "cp1252", ())  # as browsers do
    wrong = decode("été".encode(), "iso-8859-1")
    assert (wrong.text, wrong.encoding) == ("été", "utf-8")
    assert [remark.code for remark in wrong.remarks] == ["import-guessed"]


@pytest.mark.parametrize(
    "declared", ["zip", "rot13", "idna", "utf-7", "undefined", "x" * 9999, "\0", "utf-16", "'utf-8'"]
)
def test_a_declaration_may_be_anything(declared: str) -> None:
    assert decode("été".encode(), declared).text == "été"
    decode(b"\xff\xd8 \x90abc", declared)


def test_lines_of_another_encoding_among_utf_8() -> None:
    decoded = decode("ça\n".encode() * 3 + "déjà\n".encode("cp1252") + RUSSIAN.encode())
    assert decoded.text == f"ça\nça\nça\ndéjà\n{RUSSIAN}"
    assert "1 lines are not UTF-8" in decoded.remarks[0].message


def test_characters_no_book_can_hold_are_repaired_and_said() -> None:
    decoded = decode("a\0b\x85\x96c\r\nd\re\x0cf".encode())
    assert decoded.text == "ab…–c\nd\ne\nf"
    assert [remark.code for remark in decoded.remarks] == ["import-repaired"]
    assert "U+0085" in decoded.remarks[0].message


def test_georgian_in_a_font_of_its_own_is_reported() -> None:
    words = "saqarTvelos prezidentma ganacxada rom da Sexvedra kargi iyo saerTaSoriso " * 4
    assert "AcadNusx" in decode(words.encode()).remarks[0].message
    assert decode(b"getElementById and iPhone are words of this sentence about rom chips and more " * 4).remarks == ()


@given(st.binary(), st.sampled_from(["", "utf-8", "iso-8859-1", "windows-1251", "utf-16"]))
def test_any_bytes_become_clean_text(data: bytes, declared: str) -> None:
    text = decode(data, declared).text
    text.encode("utf-8")
    assert not FORBIDDEN.search(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufeff")))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()).text == text
