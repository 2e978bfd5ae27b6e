"""The cover: volumes are told apart on a shelf, and nothing of any title is lost."""

import datetime
import io
import itertools
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from archivist.articles.cover_picture import cover_picture
from archivist.cache import Store
from archivist.errors import ConfigurationError
from archivist.executors import InProcess
from archivist.markup.cover_design import PALETTE, hue, title_step
from archivist.model.articles import PeriodStrip
from archivist.model.book import Document
from archivist.model.pages import Fragment
from archivist.model.volumes import Volume
from archivist.pdf import typeset_cover as typeset_cover_module
from archivist.pdf.stored_fragment import pdf_of
from archivist.pdf.theme import screen_cover, style_sheets
from archivist.pdf.typeset_cover import CoverJob, typeset_cover
from archivist.pdf.typesetting import Typesetter
from archivist.pictures import cover_image
from archivist.publication import TypesetCover
from archivist.settings.choices import PageSize
from archivist.settings.config import Config
from archivist.settings.setting_values import contrast_with_white
from archivist.volumes import period_strip
from archivist.volumes.periods import Span
from tests.apparatus.making import article
from tests.markup.making import book, classed, named, tree
from tests.pdf.making import FONTS

MONTHS = ("2022-01", "2022-02", "2022-03")
TITLES = {"en": "The Liakhvi Reader", "ka": "ლიახვის საკითხავი", "ru": "Лиахвские чтения"}
SUBTITLES = {"en": "Articles on the history of Georgia", "ka": "სტატიები საქართველოზე", "ru": "Статьи о Грузии"}
SHELF = 120  # pixels: the width of a cover in a list of books
LEAST = 10.0  # difference of two covers, root mean square of their grey values of 0 to 255
# The longest names of serials that catalogues have, or translations of them.
LONG = {
    "en": "Proceedings of the Transcaucasian Society for the History, Philology and Ethnography of Mountain Peoples",
    "ka": "ამიერკავკასიის ისტორიის, ფილოლოგიისა და ეთნოგრაფიის საზოგადოების შრომები და მასალები",
    "ru": "Известия Закавказского общества истории, филологии и этнографии горских народов Кавказа",
    "uk": "Записки Закавказького товариства історії, філології та етнографії гірських народів",
    "bg": "Известия на Закавказкото дружество за история, филология и етнография на планинските народи",
    "el": "Πρακτικά της Υπερκαυκάσιας Εταιρείας Ιστορίας, Φιλολογίας και Εθνογραφίας",
    "de": "Vierteljahresschrift der Transkaukasischen Gesellschaft für Geschichtswissenschaft und Volkskundeforschung",
    "fr": "Annales de la Société transcaucasienne d’histoire, de philologie et d’ethnographie des peuples montagnards",
    "es": "Boletín de la Sociedad Transcaucásica de Historia, Filología y Etnografía de los Pueblos de la Montaña",
    "it": "Atti della Società transcaucasica di storia, filologia ed etnografia dei popoli di montagna",
    "pt": "Anais da Sociedade Transcaucasiana de História, Filologia e Etnografia dos Povos da Montanha",
    "nl": "Handelingen van het Transkaukasisch Genootschap voor geschiedenis, filologie en volkenkunde",
    "pl": "Rozprawy Zakaukaskiego Towarzystwa Historii, Filologii i Etnografii Ludów Górskich",
    "cs": "Zprávy Zakavkazské společnosti pro dějiny, filologii a národopis horských národů",
    "fi": "Kaukasiantakaisen historian-, kielitieteen- ja kansatieteentutkimusseuran aikakauskirja",
    "hu": "A Kaukázusontúli Történelmi, Nyelvészeti és Néprajzi Társaság közleményei",
    "tr": "Güney Kafkasya Tarih, Filoloji ve Dağ Halkları Etnografyası Derneği Bildirileri",
    "vi": "Kỷ yếu của Hội Lịch sử, Ngữ văn và Dân tộc học các dân tộc miền núi Ngoại Kavkaz",
    "hy": "Անդրկովկասյան պատմության, բանասիրության և ազգագրության ընկերության աշխատություններ",
    "he": "רשומות האגודה הטרנס־קווקזית להיסטוריה, לפילולוגיה ולאתנוגרפיה של עמי ההרים",
    "ar": "محاضر جمعية ما وراء القوقاز للتاريخ وفقه اللغة والإثنوغرافيا لشعوب الجبال",
    "hi": "पर्वतीय जनों के इतिहास, भाषाशास्त्र और नृवंशविज्ञान की पारकाकेशियाई सभा की कार्यवाही",
    "ja": "ザカフカス山岳諸民族の歴史学・文献学・民族誌学に関する学会紀要および研究資料集成",
    "ko": "자카프카스 산악 민족의 역사, 문헌학 및 민족지 연구 학회 논문집과 자료",
    "zh": "外高加索山地各民族历史、语文学与民族志学会会刊及研究资料汇编",
    "one word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
}


def settings(**archive: Any) -> Config:
    table = {"title": TITLES, "subtitle": SUBTITLES, "place": "Tbilisi", **archive}
    return Config.model_validate({"archive": table, "editions": {"languages": list(TITLES)}})


def front(config: Config, language: str = "en", volume: str = "2022-01", **around: Any) -> tuple[Document, Document]:
    """The cover and the title page of a volume."""
    year, month = map(int, volume.split("-"))
    config = config.model_copy(update={"volumes": config.volumes.model_copy(update={"first": month})})
    work = article("a", "Text.", language, date=datetime.date(year, month, 5))
    strip = period_strip_of(volume)
    made = book(config, work, language=language, volume=volume, strip=strip, **around)
    return named(made, "cover"), named(made, "title")


def period_strip_of(volume: str) -> PeriodStrip:
    span = Span.parse(volume)
    return period_strip(Volume(volume, 1, 1, span.year, span.start, span.end, ()))


def typeset(document: Document, store: Path) -> TypesetCover:
    styles = style_sheets(PageSize.A5)
    made = typeset_cover(CoverJob(document, styles, screen_cover(styles), Store(store), FONTS))
    assert made.findings == ()
    return made


def test_without_pages_a_cover_is_the_same_picture_and_is_not_laid_out_as_a_page(tmp_path: Path) -> None:
    document, styles = front(settings())[0], style_sheets(PageSize.A5)
    whole = typeset(document, tmp_path / "whole")
    alone = typeset_cover(CoverJob(document, (), screen_cover(styles), Store(tmp_path / "alone"), FONTS))
    assert (alone.picture, alone.engine, alone.findings) == (whole.picture, whole.engine, ())
    assert whole.fragment is not None
    assert alone.fragment is None
    kept = [len(list((tmp_path / name).rglob("*.fragment"))) for name in ("alone", "whole")]
    assert kept == [0, 1]


def test_if_settings_change_the_look_of_a_cover_the_engine_makes_its_picture(tmp_path: Path) -> None:
    document, styles = front(settings())[0], style_sheets(PageSize.A5, ".cover-field { background: #000 }")
    job = CoverJob(document, (), screen_cover(styles), Store(tmp_path / "own"), FONTS, has_own_look=True)
    own = typeset_cover(job)
    assert own.fragment is not None
    assert own.picture == cover_image.cover_image(pdf_of(own.fragment))
    assert own.picture != typeset_cover(replace(job, has_own_look=False)).picture


def page_of(document: Document, styles: tuple[str, ...], store: Path) -> Fragment:
    """A document on its only page."""
    done = Typesetter(styles, Store(store), InProcess(), FONTS).lay_out([document], lambda _: None)
    assert [finding for finding in done.findings if finding.code != "right-to-left"] == []
    assert done.fragments[document.id].pages == 1
    return done.fragments[document.id]


def drawn(fragment: Fragment | None, width: int) -> Image.Image:
    assert fragment is not None
    with pypdfium2.PdfDocument(pdf_of(fragment)) as pdf:
        page = pdf[0]
        large: Image.Image = page.render(scale=4 * width / page.get_width()).to_pil().convert("L")
    return large.resize((width, large.height * width // large.width), Image.Resampling.LANCZOS)


def differences(pictures: list[Image.Image]) -> list[float]:
    return [
        ImageStat.Stat(ImageChops.difference(one, other)).rms[0] for one, other in itertools.combinations(pictures, 2)
    ]


@pytest.mark.slow
def test_nine_volumes_are_told_apart_on_a_shelf_without_colours(tmp_path: Path) -> None:
    styles, keys = style_sheets(PageSize.A5), itertools.product(MONTHS, TITLES)
    covers = [drawn(page_of(front(settings(), tag, volume)[0], styles, tmp_path), SHELF) for volume, tag in keys]
    assert min(differences(covers)) > LEAST
    assert max(ImageStat.Stat(cover).mean[0] for cover in covers) < 200  # on a white shelf none is lost


def test_the_cover_of_an_epub_has_the_size_that_shops_want(tmp_path: Path) -> None:
    with Image.open(io.BytesIO(typeset(front(settings())[0], tmp_path).picture)) as picture:
        assert picture.size == (1600, 2560)


def test_languages_have_different_colours_and_years_if_wanted() -> None:
    config = settings()
    assert [hue(config, tag, 2022) for tag in TITLES] == list(PALETTE[:3])
    by_year = settings(colour="year")
    assert len({hue(by_year, "en", year) for year in range(2015, 2027)}) == len(PALETTE)
    assert hue(settings(colour={"ka": "#123456"}), "ka", 2022) == "#123456"
    assert hue(settings(colour={"ka": "#123456"}), "en", 2022) == PALETTE[0]
    assert hue(settings(colour="#123456"), "ru", 2022) == "#123456"


def test_white_is_read_on_every_hue() -> None:
    assert all(contrast_with_white(colour) >= 7 for colour in PALETTE)
    assert contrast_with_white("#000000") == pytest.approx(21)


@pytest.mark.parametrize("colour", ["#7a2e1", "red", "#ffcc00", {"en": "#fff"}, 5, {}])
def test_other_colours_are_refused(colour: object) -> None:
    with pytest.raises(ValueError, match=r"colour|darker"):
        settings(colour=colour)


def long_front(tag: str, title: str) -> tuple[Document, Document]:
    language = "en" if tag == "one word" else tag
    table = {"archive": {"title": title, "subtitle": title}, "editions": {"languages": [language]}}
    return front(Config.model_validate(table), language)


@pytest.mark.slow
def test_long_titles_of_all_scripts_fit(tmp_path: Path) -> None:
    for tag, title in LONG.items():
        assert_whole(page_of(long_front(tag, title)[0], style_sheets(PageSize.A5), tmp_path), tag)


@pytest.mark.parametrize("page", [PageSize.A4, PageSize.EREADER])
def test_long_titles_fit_on_every_paper_and_on_the_title_page(page: PageSize, tmp_path: Path) -> None:
    styles = style_sheets(page)
    for tag in ("ka", "one word"):
        cover, title_page = long_front(tag, LONG[tag])
        assert_whole(page_of(cover, styles, tmp_path), tag)
        assert_whole(page_of(cover, screen_cover(styles), tmp_path), tag)
        page_of(title_page, styles, tmp_path)


def assert_whole(fragment: Fragment, tag: str) -> None:
    """All text is between the margins, and no line of the upper field is over another."""
    lines = lines_of(fragment)
    assert all(left > 0.08 and right < 0.92 for left, _, right, _ in lines), tag
    rows = sorted(((top, bottom) for _, bottom, _, top in lines if top > 0.56), reverse=True)
    assert all(above[1] > below[0] - 0.02 for above, below in itertools.pairwise(rows)), tag


def lines_of(fragment: Fragment) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of the lines on the first page, as parts of its width and height."""
    with pypdfium2.PdfDocument(pdf_of(fragment)) as pdf:
        page = pdf[0]
        text, (width, height) = page.get_textpage(), page.get_size()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
    rows: dict[int, list[tuple[float, float, float, float]]] = {}
    for box in boxes:
        rows.setdefault(round(box[1] / 3), []).append(box)
    each = (tuple(zip(*row, strict=True)) for row in rows.values())
    return [(min(a) / width, min(b) / height, max(c) / width, max(d) / height) for a, b, c, d in each]


def test_a_title_is_as_large_as_its_length_permits() -> None:
    assert title_step("Wine") == 1
    assert title_step("The Liakhvi Reader") == 2  # in one line, instead of two in the first step
    assert title_step("word " * 300) == 7


@given(st.text(max_size=200), st.text(max_size=200))
def test_every_title_has_a_size(title: str, subtitle: str) -> None:
    assert 1 <= title_step(title, subtitle) <= title_step(f"{title} {'words ' * 60}", subtitle) <= 7


@pytest.mark.parametrize(
    ("volume", "cells", "filled"),
    [
        ("2022-03", 12, 2),
        ("2022-03-S1", 12, 2),
        ("2022-Q4", 4, 3),
        ("2022", 10, 2),
        ("2020-W53", 53, 52),
        ("2022-W01", 52, 0),
        ("2022-02-28", 28, 27),
    ],
)
def test_the_strip_shows_the_place_of_the_volume(volume: str, cells: int, filled: int) -> None:
    strip = period_strip_of(volume)
    assert (strip.cells, strip.filled) == (cells, filled)


def test_the_strip_is_on_cover_and_title_page() -> None:
    for document in front(settings(), volume="2022-03"):
        (strip,) = classed(tree(document), "period-strip")
        assert [cell.get("class") for cell in strip] == [None, None, "filled", *[None] * 9]


def test_a_photograph_fills_a_field_and_a_logo_is_at_the_foot(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "#a06000").save(tmp_path / "photograph.bmp")
    logo = Image.new("RGBA", (60, 60), "#00000000")
    logo.paste("black", (10, 10, 50, 50))
    logo.save(tmp_path / "logo.png")
    photograph, logo_found = (cover_picture(tmp_path, Path(name)) for name in ("photograph.bmp", "logo.png"))
    assert not photograph.is_logo
    assert logo_found.is_logo
    assert [finding.code for finding in photograph.findings] == ["picture-converted"]
    plain, _ = front(settings())
    pages = [plain, *(front(settings(), cover=each)[0] for each in (photograph, logo_found))]
    covers = [drawn(typeset(each, tmp_path / "store").fragment, SHELF) for each in pages]
    assert min(differences(covers)) > 2
    assert covers[1].tobytes()[20 * SHELF + 60] == pytest.approx(105, abs=6)  # the grey of the photograph


def test_what_is_not_a_picture_of_the_archive_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "text.jpg").write_text("words")
    Image.new("L", (9, 9)).save(tmp_path / "outside.png")
    for name, words in (("gone.png", "does not exist"), ("text.jpg", "not a picture"), ("../outside.png", "outside")):
        with pytest.raises(ConfigurationError, match=words):
            cover_picture(archive, Path(name))
    if hasattr(os, "symlink"):
        (archive / "link.png").symlink_to(tmp_path / "outside.png")
        with pytest.raises(ConfigurationError, match="outside"):
            cover_picture(archive, Path("link.png"))


def test_the_picture_of_a_page_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []

    def picture_of(pdf: bytes) -> bytes:
        return b"\xff\xd8\xff" + pdf + b"\xff\xd9"

    def draw(pdf: bytes) -> bytes:
        drawn.append(pdf)
        return picture_of(pdf)

    monkeypatch.setattr(cover_image, "cover_image", draw)
    for page in (b"one page", b"one page", b"another", b"one page"):
        assert typeset_cover_module._picture(page, Store(tmp_path)) == picture_of(page)
    assert drawn == [b"one page", b"another"]
    monkeypatch.setattr(cover_image, "drawn_by", lambda: ("another library",))
    typeset_cover_module._picture(b"one page", Store(tmp_path))
    assert drawn[2:] == [b"one page"]
    entry = next(each for each in Store(tmp_path).entries() if each.path.read_bytes() == picture_of(b"another"))
    entry.path.write_bytes(b"damaged")
    monkeypatch.undo()
    monkeypatch.setattr(cover_image, "cover_image", draw)
    assert typeset_cover_module._picture(b"another", Store(tmp_path)) == picture_of(b"another")
    assert drawn[3:] == [b"another"]
    monkeypatch.setattr(Store, "read", lambda *_: b"no picture")  # whole, and of another form
    assert typeset_cover_module._picture(b"another", Store(tmp_path)) == picture_of(b"another")


def test_what_draws_covers_is_named() -> None:
    pdfium, pillow, module = cover_image.drawn_by()
    assert pdfium.startswith("pypdfium2 ")
    assert pillow.startswith("pillow ")
    assert len(module) == 64
