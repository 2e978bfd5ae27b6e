"""The file for the printer: the same pages, with bleed and crop marks, as one of the files of its edition."""

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from archivist.archive import open_archive
from archivist.articles.cover_picture import cover_picture
from archivist.build_folder.volume_folder import language_of
from archivist.cache import Store
from archivist.pages.page_grid import POINTS
from archivist.pdf.stored_fragment import pdf_of
from archivist.pdf.theme import bleeding_cover, screen_cover, style_sheets
from archivist.pdf.typeset_cover import CoverJob, typeset_cover
from archivist.record.reading import read_record
from archivist.shelf.holdings import Holding
from archivist.verify.file_text import texts_of
from archivist.verify.own_checks import EditionFiles, check_own
from archivist.workflows.build_cleanup import stale
from tests.archives import SETTINGS, Compiled, compiled, write_archive
from tests.pdf.making import FONTS
from tests.pdf.test_cover import front, settings

BLED = SETTINGS.replace('languages = ["en", "ka"]', 'languages = ["en"]') + '\n[pdf]\nbleed = "3mm"\n'
BLEED, AROUND = 3 * POINTS, 9 * POINTS
NAME = "the-river-reader-2022-03.en"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    return compiled(write_archive(tmp_path_factory.mktemp("printed"), BLED), "2022-03")


def file_of(made: Compiled) -> Path:
    return made.root / "build/2022-03" / f"{NAME}.print.pdf"


def boxes(page: Any) -> list[list[float]]:
    return [[float(value) for value in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")]


@pytest.mark.slow
def test_each_page_has_bleed_and_white_around_it(printed: Compiled) -> None:
    with pikepdf.open(file_of(printed)) as pdf, pikepdf.open(printed.file("2022-03.en", ".pdf")) as plain:
        assert len(pdf.pages) == len(plain.pages)
        for page, same in zip(pdf.pages, plain.pages, strict=True):
            sheet, bleed, trim = boxes(page)
            assert trim == pytest.approx([float(value) for value in same.mediabox], abs=0.001)
            for box, by in ((bleed, BLEED), (sheet, AROUND)):
                around = [abs(one - other) for one, other in zip(box, trim, strict=True)]
                assert around == pytest.approx([by] * 4, abs=0.001)


@pytest.mark.slow
def test_marks_are_outside_of_the_bleed_and_fields_within(printed: Compiled) -> None:
    with pypdfium2.PdfDocument(file_of(printed)) as pdf:
        cover, blank = (pdf[number].render(scale=4).to_pil().convert("RGB") for number in (0, 1))
    edge, outer = round(6 * POINTS * 4), round(AROUND * 4)  # of the bleed, and of the page
    within = edge + 4, cover.width // 2
    assert cover.getpixel((within[0], 600)) == cover.getpixel((outer + 40, 600)) == (122, 46, 29)
    assert cover.getpixel((within[1], within[0])) == (122, 46, 29)
    assert cover.getpixel((within[1], cover.height - within[0])) == (244, 239, 228)
    assert cover.getpixel((within[1], edge - 4)) == (255, 255, 255)
    marks = [sum(blank.getpixel((x, outer + shift)) != (255, 255, 255) for x in range(edge)) for shift in (0, 40)]
    assert marks[0] > 40 > marks[1] == 0
    kept = blank.crop((edge + 2, edge + 2, blank.width - edge - 2, blank.height - edge - 2))
    assert kept.getcolors() == [(kept.width * kept.height, (255, 255, 255))]


@pytest.mark.slow
def test_it_is_recorded_and_verified_as_a_file_of_the_edition(printed: Compiled) -> None:
    record = read_record(printed.root / "build/2022-03/volume.en.json")
    names = [file.path.name for file in record.files]
    assert names[:3] == [f"{NAME}.pdf", f"{NAME}.print.pdf", f"{NAME}.epub"]
    assert [file.documents for file in record.files[:2]] == [record.files[0].documents] * 2
    checked = check_own(EditionFiles(record, texts_of(record, is_recorded=True)))
    verdicts = checked.verdicts[file_of(printed)]
    assert {"text", "places", "links", "page numbers"} <= {verdict.check for verdict in verdicts}
    assert [verdict for verdict in verdicts if not verdict.passed] == []


@pytest.mark.slow
def test_readers_are_not_offered_it(printed: Compiled) -> None:
    record = read_record(printed.root / "build/2022-03/volume.en.json")
    holding = Holding(record, printed.root / "build/2022-03", None)
    assert [file.path.name for file in holding.files] == [f"{NAME}.pdf", f"{NAME}.epub"]
    assert f"{NAME}.print.pdf" not in {file.path.name for file in holding.all_files}


@pytest.mark.slow
def test_it_goes_when_it_is_no_longer_made(printed: Compiled, tmp_path: Path) -> None:
    root = printed.copy(tmp_path / "copy")
    assert language_of(f"{NAME}.print.pdf", "2022-03") == "en"
    assert list(stale(open_archive(root))) == []
    text = (root / "archivist.toml").read_text("utf-8")
    (root / "archivist.toml").write_text(text.replace('bleed = "3mm"', 'bleed = "0mm"'), "utf-8")
    compiled(root, "2022-03")
    assert [path.name for path in (root / "build/2022-03").glob("*.pdf")] == [f"{NAME}.pdf"]


@pytest.mark.slow
def test_a_photograph_goes_on_over_three_edges(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "#a06000").save(tmp_path / "photograph.png")
    document = front(settings(), cover=cover_picture(tmp_path, Path("photograph.png")))[0]
    styles = style_sheets("A5")
    job = CoverJob(document, styles, screen_cover(styles), Store(tmp_path), FONTS, bleeding_cover(styles, "3mm"))
    fragment = typeset_cover(job).for_printer
    assert fragment
    with pypdfium2.PdfDocument(pdf_of(fragment)) as pdf:
        page = pdf[0].render(scale=4).to_pil().convert("RGB")
    assert page.size == pytest.approx(((148 + 6) * POINTS * 4, (210 + 6) * POINTS * 4), abs=1)
    for place in ((3, 3), (page.width - 3, 3), (3, round(page.height * 0.36))):
        assert page.getpixel(place) == (160, 96, 0)
    assert page.getpixel((3, page.height // 2)) == page.getpixel((page.width - 3, page.height // 2)) == (122, 46, 29)
