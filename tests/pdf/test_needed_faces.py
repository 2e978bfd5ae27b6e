"""Which faces a text needs does not depend on what stands beside it in plain letters."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.book_parts import Role
from archivist.fonts import FontLibrary
from archivist.model.articles import Picture
from archivist.model.book import Document
from archivist.pdf.font_selection import faces_of

FONTS = FontLibrary()
PLAIN = "Plain words, простые слова, უბრალო სიტყვები"


def document(text: str, language: str = "en") -> Document:
    return Document("a", Role.ARTICLE, language, "T", f'<p xml:lang="{language}">{text}</p>'.encode())


def test_plain_letters_need_the_faces_every_volume_is_set_in() -> None:
    assert faces_of([document(PLAIN), document(PLAIN, "ka")], FONTS) == (FONTS.text_faces(), frozenset())


@pytest.mark.parametrize(
    ("text", "language"), [("骨", "zh"), ("骨", "ja"), ("नमस्ते", "hi"), ("&#x9AA8;", "zh"), ("\U000e1234", "en")]
)
def test_plain_documents_beside_others_change_nothing(text: str, language: str) -> None:
    other = document(text, language)
    alone = faces_of([other], FONTS)
    assert alone != (FONTS.text_faces(), frozenset())
    assert faces_of([document(PLAIN), other, document(PLAIN, language)], FONTS) == alone


@given(st.text(st.characters(exclude_characters="<&\r", exclude_categories=["Cs", "Cc", "Cn"]), max_size=20))
def test_faces_are_those_of_the_language_of_the_passage(text: str) -> None:
    assert faces_of([document(text, "zh-Hant")], FONTS) == FONTS.faces_for(text, "zh-Hant")


def drawn(text: str, language: str = "en") -> Document:
    """A document with a drawing in which this text is."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text>{text}</text></svg>'.encode()
    picture = Picture("d.svg", Path("d.svg"), "image/svg+xml", hashlib.sha256(svg).hexdigest(), 1, 1, svg)
    return replace(document(PLAIN, language), pictures=(picture,))


@pytest.mark.parametrize(("text", "language"), [("骨", "zh"), ("骨", "ja"), ("سلام", "en"), ("\U000e1234", "en")])
def test_words_in_drawings_need_faces_as_text_does(text: str, language: str) -> None:
    assert faces_of([drawn(text, language)], FONTS) == faces_of([document(PLAIN + text, language)], FONTS)
    assert faces_of([drawn("plain")], FONTS) == (FONTS.text_faces(), frozenset())


def test_a_letter_that_no_font_has_is_lacking_in_a_drawing() -> None:
    assert faces_of([drawn("a\ue000")], FONTS)[1] == {"\ue000"}
