"""The text of a document that is set in the fonts of the book."""

import pytest

from archivist.book_parts import Role
from archivist.epub.content_document import prepare
from archivist.model.book import Document

FORMULA = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>ℵ</mi></math>'


def shown(body: str) -> str:
    xhtml = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
    return prepare(Document("a", Role.ARTICLE, "en", "T", xhtml.encode()), {}, {"x": "x.png"}).text


@pytest.mark.parametrize("formula", ["", FORMULA])
def test_words_around_a_formula_need_the_fonts_of_the_book_and_the_formula_does_not(formula: str) -> None:
    text = shown(f'<p>Before {formula} behind <b>bold <img alt="picture" src="x"/></b></p>')
    assert text.split() == ["Before", "behind", "bold", "picture"]
