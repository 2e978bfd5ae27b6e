"""Which fonts a book carries, and what is in them."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from archivist.epub.embedded_fonts import EmbeddedFont, embed
from archivist.epub.style_sheet import program_style
from archivist.executors import InProcess
from archivist.fonts import FontLibrary, visible
from tests.epub.making import OpenedBook, book, bound

LIBRARY = FontLibrary()
pytestmark = pytest.mark.skipif(bool(LIBRARY.missing_text_faces()), reason="the Noto fonts are not installed")


def embedded(text: str, language: str = "en", style: str = "", code: str = "") -> tuple[EmbeddedFont, ...]:
    return embed(LIBRARY.faces_for(text, language)[0], text, code, program_style() + style, InProcess())


def characters(font: EmbeddedFont) -> set[str]:
    with TTFont(io.BytesIO(font.resource.data)) as opened:
        return {chr(code) for code in opened.getBestCmap()}


def names(fonts: tuple[EmbeddedFont, ...]) -> list[str]:
    return [font.resource.name.removeprefix("fonts/").rpartition(".")[0] for font in fonts]


NOTO_SERIF = [f"NotoSerif-{style}" for style in ("Regular", "Bold", "Italic", "BoldItalic")]


def test_a_latin_and_cyrillic_text_needs_one_family() -> None:
    assert names(embedded("Plain words, слова")) == NOTO_SERIF


def test_georgian_brings_its_family_with_no_more_than_its_letters() -> None:
    fonts = embedded("A. დიდი ლიახვი")
    assert names(fonts) == [*NOTO_SERIF, "NotoSerifGeorgian-Regular", "NotoSerifGeorgian-Bold"]
    assert characters(fonts[4]) == set("დიდილიახვი")


def test_every_character_of_the_text_is_in_the_book() -> None:
    text = "Aé Жѣ დიდი → 水 हिन्दी — „x“"
    fonts = embedded(text, code="→x")
    held = set().union(*(characters(font) for font in fonts))
    assert visible(text) <= held
    assert characters(fonts[0]) <= set(text) | set("-\u2010\u00a0 ")


def test_a_fixed_width_face_comes_only_with_code_and_a_sans_only_with_a_style_that_names_it() -> None:
    assert "NotoSansMono-Regular" in names(embedded("x = 1", code="x = 1"))
    assert "NotoSans-Regular" in names(embedded("x", style='h1 { font-family: "Noto Sans" }'))
    assert not [name for name in names(embedded("x")) if "Sans" in name]


def test_chinese_is_imported_one_weight_cut_from_its_collection() -> None:
    cjk = [font for font in embedded("水流“清”", "zh") if font.face.family == "Noto Serif CJK SC"]
    if not cjk:
        pytest.skip("fonts-noto-cjk is not installed")
    assert [font.resource.name for font in cjk] == ["fonts/NotoSerifCJKSC-Regular.otf"]
    chinese = cjk[0]
    assert chinese.resource.media_type == "font/otf"
    assert characters(chinese) == set("水流“清”")
    assert len(chinese.resource.data) < 20_000


def test_shaping_survives_the_cutting() -> None:
    devanagari = next(font for font in embedded("क्षत्रिय हिन्दी", "hi") if "Devanagari" in font.face.family)
    with TTFont(io.BytesIO(devanagari.resource.data)) as opened:
        features = {record.FeatureTag for record in opened["GSUB"].table.FeatureList.FeatureRecord}
        assert {"half", "akhn"} & features
    with TTFont(io.BytesIO(embedded("AVATAR fi")[0].resource.data)) as opened:
        assert "kern" in {record.FeatureTag for record in opened["GPOS"].table.FeatureList.FeatureRecord}


def test_the_style_sheet_names_every_font_of_the_book(tmp_path: Path) -> None:
    opened = OpenedBook(bound(book(tmp_path)))
    style = opened.bytes_of("style.css").decode()
    fonts = opened.names([".ttf", ".otf"])
    assert fonts
    for name in fonts:
        assert f'src: url("{name.removeprefix("EPUB/")}")' in style
    stack = next(line for line in style.splitlines() if line.startswith("body { font-family"))
    assert stack.startswith('body { font-family: "Noto Serif", "Noto Serif Georgian"')
    assert stack.endswith(", serif; }")
