"""Copied pages whose letters went through a wrong encoding: mended and said, or kept and said."""

import datetime
from pathlib import Path

import pytest

from archivist.reader_api.found import FoundArticle
from tests.readers.plain_text.layouts import LANGUAGES, filled
from tests.readers.plain_text.pages import article_in, said

PAGE = "{title}\n\n{author}\n30.03.2022\n\n{BODY}\n\n{also}:\n\n{one}\n\n{available}\n"
DAY = datetime.date(2022, 3, 30)


def plain(text: str) -> str:
    """Without what old encodings of Cyrillic have no sign for."""
    for sign, other in (("–", "-"), ("«", '"'), ("»", '"'), ("ქართული", "Georgian")):
        text = text.replace(sign, other)
    return text


def cyrillic_page() -> str:
    return plain(filled(PAGE, "ru"))


def assert_whole(article: FoundArticle, tag: str = "ru", *, straight: bool = True) -> None:
    wanted = {name: filled(f"{{{name}}}", tag) for name in ("title", "BODY", "author", "one")}
    wanted = {name: plain(value) if straight else value for name, value in wanted.items()}
    assert article.title == wanted["title"]
    assert article.plain == wanted["BODY"]
    assert article.authors == (wanted["author"],)
    assert article.date == DAY
    assert [each.title for each in article.related] == [wanted["one"]]
    assert article.language == tag


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"])
def test_old_encodings_of_russian(encoding: str, tmp_path: Path) -> None:
    article = article_in(tmp_path, cyrillic_page().encode(encoding))
    assert_whole(article)
    assert any("bytes are not UTF-8" in message for message in said(article, "import-guessed"))


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
@pytest.mark.parametrize("right", ["cp1251"])
def test_windows_1251_read_as_latin(right: str, wrong: str, tmp_path: Path) -> None:
    article = article_in(tmp_path, cyrillic_page().encode(right).decode(wrong).encode())
    assert_whole(article)
    assert said(article, "import-repaired")


def test_windows_1251_with_its_own_quotes_and_dashes_read_as_latin(tmp_path: Path) -> None:
    page = filled(PAGE, "ru").replace("ქართული", "Georgian")
    article = article_in(tmp_path, page.encode("cp1251").decode("cp1252").encode())
    assert_whole(article, straight=False)


@LANGUAGES
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_utf_8_read_as_latin(tag: str, wrong: str, tmp_path: Path) -> None:
    data = filled(PAGE, tag).encode()
    broken = "".join(chr(byte) if wrong == "latin-1" else _cp1252(byte) for byte in data)
    assert_whole(article_in(tmp_path, broken.encode()), tag, straight=False)


@LANGUAGES
def test_utf_8_read_as_latin_twice(tag: str, tmp_path: Path) -> None:
    broken = filled(PAGE, tag)
    for _ in range(2):
        broken = "".join(map(_cp1252, broken.encode()))
    assert_whole(article_in(tmp_path, broken.encode()), tag, straight=False)


@LANGUAGES
def test_utf_8_read_as_windows_1251(tag: str, tmp_path: Path) -> None:
    broken = "".join(bytes([byte]).decode("cp1251") if byte != 0x98 else "\x98" for byte in filled(PAGE, tag).encode())
    article = article_in(tmp_path, broken.encode())
    assert_whole(article, tag, straight=False)
    assert said(article, "import-repaired")


@LANGUAGES
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marks_and_wide_letters(tag: str, encoding: str, tmp_path: Path) -> None:
    assert_whole(article_in(tmp_path, filled(PAGE, tag).encode(encoding)), tag, straight=False)


@LANGUAGES
def test_a_few_nulls_are_left_out_and_said(tag: str, tmp_path: Path) -> None:
    article = article_in(tmp_path, filled(PAGE, tag).replace("\n\n", "\n\0\n", 1).encode())
    assert_whole(article, tag, straight=False)
    assert any("U+0000" in message for message in said(article, "import-repaired"))


def test_letters_for_a_georgian_font_are_kept_and_said(tmp_path: Path) -> None:
    text = (
        "saqarTvelos parlamentma dRes prezidentis veto daZlia da kanonproeqti miiRo, ganacxada rom Tavmjdomarem. " * 3
    )
    article = article_in(tmp_path, f"parlamentma veto daZlia\n\n{text}\n")
    assert article.plain == text.strip()
    assert any("AcadNusx" in message for message in said(article, "import-guessed"))


def test_georgian_typed_in_latin_letters_is_kept_and_its_language_not_sure(tmp_path: Path) -> None:
    text = "dges parlamentma prezidentis veto dadzlia da kanoni miigo, ganackhada rom tavmjdomarem rogorc iqna. " * 3
    article = article_in(tmp_path, f"parlamentma veto dadzlia\n\n{text}\n")
    assert article.plain == text.strip()
    assert any("not certain" in message for message in said(article, "import-guessed")) or not article.language


def _cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
