"""A cover drawn without the layout engine is the picture that the engine makes, or it is left to the engine."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from archivist.articles.cover_picture import cover_picture
from archivist.model.book import Document
from archivist.pdf.cover_words import read_cover
from archivist.pdf.drawn_cover import draw_cover
from archivist.pdf.stored_fragment import pdf_of
from archivist.pdf.theme import screen_cover, style_sheets
from archivist.pictures.cover_image import cover_image
from archivist.settings.choices import PageSize
from tests.pdf.making import FONTS
from tests.pdf.test_cover import LONG, TITLES, front, long_front, page_of, settings

_LEFT_TO_THE_ENGINE = ("hy", "he", "ar", "hi", "ja", "ko", "zh", "fi", "one word")


def with_title(title: str, **archive: str) -> Document:
    return front(settings(title={"en": title, "ka": "ა", "ru": "А"}, **archive))[0]


def covers() -> Iterator[Document]:
    """Each size of titles, numbers and strips, in several scripts, on one line and on several."""
    for language, volume in zip(TITLES, ("2022-01", "2022-02", "2022-12"), strict=True):
        yield front(settings(), language, volume)[0]
    for tag in ("ru", "ka"):
        yield long_front(tag, LONG[tag])[0]
    for title in ("Wine", "‘A. B.’, fi/fl – & “C”", " ".join(["Reader"] * 9), "The  Reader\xa0of\nAVATo"):
        yield with_title(title, publisher="Published by Office & Sons, Ltd., " + "and others, " * 4 + "all")
    plain = front(settings())[0]
    kinds = (
        ("digits-4", "1234", "cells-wide"),
        ("digits-6", "2020–21", "cells-narrow"),
        ("digits-9", "7", "cells-whole"),
    )
    for digits, number, cells in kinds:
        sized = changed(changed(plain, "digits-2", digits), "cells-middle", cells)
        yield changed(sized, "</span>1</p>", f'</span>{number}<span class="around-number"> A</span></p>')


def changed(document: Document, old: str, new: str) -> Document:
    text = document.xhtml.decode()
    assert old in text
    return replace(document, xhtml=text.replace(old, new).encode())


@pytest.mark.slow
def test_a_drawn_cover_is_the_picture_that_the_engine_makes(tmp_path: Path) -> None:
    sheets = itertools.cycle(screen_cover(style_sheets(page)) for page in (*PageSize, "170mm x 240mm"))
    for document, styles in zip(covers(), sheets, strict=False):
        pdf = draw_cover(document, FONTS)
        assert pdf is not None, document.xhtml
        assert cover_image(pdf) == cover_image(pdf_of(page_of(document, styles, tmp_path))), document.xhtml


def test_what_may_look_otherwise_is_left_to_the_engine(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "#a06000").save(tmp_path / "photograph.png")
    Image.new("RGBA", (60, 60), "#00000000").save(tmp_path / "logo.png")
    pictures = [cover_picture(tmp_path, Path(name)) for name in ("photograph.png", "logo.png")]
    plain = front(settings())[0]
    changes = {
        'class="serial-title size-2"': 'class="serial-title size-2" lang="de"',
        "Liakhvi Reader": "<em>Liakhvi</em> Reader",
        "January 2022": "January \u200f 2022",
        "size-2": "size-9",
        "cells-middle": "cells-other",
        '<div class="filled"/>': '<div class="filled">1</div>',
        "</span>1</p>": "</span>1 000 000 000</p>",
    }
    assert draw_cover(plain, FONTS) is not None
    for document in (
        *(long_front(tag, LONG[tag])[0] for tag in _LEFT_TO_THE_ENGINE),
        *(front(settings(), cover=each)[0] for each in pictures),
        *(changed(plain, old, new) for old, new in changes.items()),
        with_title("The Reader of the River-and-Mountain Peoples of the Caucasus", publisher="word " * 900),
        with_title("The Reader 読"),
    ):
        assert draw_cover(document, FONTS) is None, document.xhtml


def test_the_words_of_a_cover_are_read_from_its_document() -> None:
    found = read_cover(front(settings(), "ka", "2022-03")[0])
    assert found is not None
    assert (found.language, found.filled) == ("ka", (False, False, True, *[False] * 9))
    assert "cells-middle" in found.strip.split()
    number = next(words for words in found.words if words.place == "volume-number")
    assert (number.before, number.text, number.after) == ("№\xa0", "3", "")
    assert [words.text for words in found.words if words.place == "serial-title"] == [TITLES["ka"]]
    assert [words.text for words in found.words if words.place == "cover-foot"] == ["Tbilisi · 2022"]
