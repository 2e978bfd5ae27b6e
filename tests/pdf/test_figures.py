"""Figures do not leave holes: they are set smaller, or the text that follows comes first."""

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from archivist.pdf.engine import LaidOut, document_layout, figure_placement, rendering
from archivist.pdf.print_tree import print_tree
from archivist.pdf.structure import Content, Element
from archivist.verify.pdf_text_extraction import read_marked_text
from tests.pdf.making import document, job, lay_out, pages, squeezed, whole

pytestmark = pytest.mark.slow  # lays out pages

LINE = 14.0  # points, in the theme A5
SENTENCE = "Water goes down to the town and past the mill, and nobody has asked where it came from. "


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    Image.new("RGB", (600, 380), "grey").save(tmp_path / "wide.png")
    Image.new("RGB", (300, 300), "grey").save(tmp_path / "square.png")
    return tmp_path


def filled(lines: int) -> str:
    """A text of about so many lines, in paragraphs of three."""
    return "\n\n".join(f"p{number}q {SENTENCE * 2}" for number in range(lines // 3))


def laid(text: str, folder: Path) -> tuple[LaidOut, Any]:
    made = document(text, folder=folder)
    return lay_out(job(made)), made


def holes(made: LaidOut) -> list[float]:
    """Lines left white on each page that is followed by one that begins with a picture."""
    found = []
    with pypdfium2.PdfDocument(made.pdf) as opened:
        for number in range(1, len(opened)):
            boxes = [each.get_bounds() for each in opened[number].get_objects([raw.FPDF_PAGEOBJ_IMAGE])]
            top_of_text = max(_edges(opened[number]), default=0.0)
            if boxes and max(box[3] for box in boxes) > top_of_text:
                lowest = min(_edges(opened[number - 1]), default=0.0)
                found.append((lowest - 62.6) / LINE)  # 22.07 mm is the margin at the foot
    return found


def _edges(page: Any) -> list[float]:
    text = page.get_textpage()
    return [text.get_rect(index)[1] for index in range(text.count_rects())]


@pytest.mark.parametrize("lines", range(12, 34, 6))
def test_no_hole_is_left_before_a_figure(pictures: Path, lines: int) -> None:
    after = "\n\n".join(f"after{number}q {SENTENCE * 3}" for number in range(6))
    made, source = laid(f'{filled(lines)}\n\n![Wide](wide.png "A caption")\n\n{after}\n', pictures)
    assert whole(made)
    assert all(lines <= figure_placement.WHITE_LINES + 1 for lines in holes(made))
    assert "".join(pages(made.pdf)).count("after5q") == 1
    assert source.xhtml  # the document itself is as it was: the other format has its own order


def test_a_figure_never_passes_a_list_a_table_or_another_figure(pictures: Path) -> None:
    for barrier in ("- Barrier", "| Barrier | b |\n|---|---|\n| c | d |", "![B](square.png)", "## Barrier\n\n- Item"):
        text = f'{filled(24)}\n\n![Wide](wide.png "A caption")\n\n{barrier}\n\n{SENTENCE}\n'
        made, _ = laid(text, pictures)
        assert whole(made)
        found = "".join(pages(made.pdf))
        if "Barrier" in found:
            assert found.index(squeezed("A caption")) < found.index("Barrier")


def test_a_figure_passes_a_heading_to_the_head_of_the_next_page(pictures: Path) -> None:
    after = f"## Passed\n\n{SENTENCE * 3}\n\n{filled(9)}"
    made, _ = laid(f'{filled(24)}\n\n![Wide](wide.png "A caption")\n\n{after}', pictures)
    assert whole(made)
    first, second = pages(made.pdf)
    assert "Passed" in first
    assert squeezed("A caption") in second
    assert max(holes(made), default=0.0) < 2


def test_a_moved_figure_keeps_its_place_in_the_reading_order(pictures: Path) -> None:
    root = print_tree(document(f'a\n\n![W](wide.png "C")\n\nb\n\nc\n\n{SENTENCE}\n', folder=pictures).xhtml)
    figure_placement.prepare(root, {0: figure_placement.Setting(behind=2)})
    body = next(element for element in root.iter("div") if element.get("class") == "body")
    assert [child.tag for child in body] == ["p", "p", "p", "figure", "p"]
    assert [child.get(figure_placement.SOURCE_ORDER) for child in body] == ["0", "2", "3", "1", "4"]


def test_a_moved_figure_is_read_where_the_author_put_it(pictures: Path) -> None:
    """And what stands behind the text, notes and further reading, stays behind it."""
    note = "Text[^n] with a note.\n\n[^n]: " + "A very long note that stands after the article. " * 150
    moved = 0
    for lines in range(12, 34, 3):
        text = f'{filled(lines)}\n\n![Wide](wide.png "A caption")\n\n' + f"{SENTENCE * 3}\n\n" * 6 + note
        made, _ = laid(text, pictures)
        assert made.structure is not None
        order = [kid for kid in made.structure.kids if isinstance(kid, Element)]
        (figure,) = [at for at, kid in enumerate(order) if kid.type == "Div"]
        read = [int(match[1]) for match in re.finditer(r"p(\d+)q", _text(made, order[:figure]))]
        assert read == list(range(lines // 3))
        assert "q" not in _text(made, order[figure + 1 :]).replace("asked", "")
        assert order[-1].type == "Sect"  # the notes
        pages_of = [content.page for content in _contents(order[figure])]
        moved += bool(pages_of) and min(_pages(order[figure + 1])) < min(pages_of)
    assert moved  # at some length the figure had to give way


def _contents(element: Element) -> list[Content]:
    return [kid for each in element.elements() for kid in each.kids if isinstance(kid, Content)]


def _pages(element: Element) -> list[int]:
    return [content.page for content in _contents(element)]


def _text(made: LaidOut, elements: list[Element]) -> str:
    found = read_marked_text(made.pdf).sequences
    return "".join(found[content.page, content.mark] for each in elements for content in _contents(each))


def test_trials_are_few_and_none_without_figures(pictures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trials: list[int] = []
    render = rendering.render

    def counted(*given: Any) -> Any:
        trials.append(1)
        return render(*given)

    monkeypatch.setattr(document_layout, "render", counted)
    laid(filled(120), pictures)
    assert len(trials) == 1
    trials.clear()
    made, _ = laid("\n\n".join(f"{filled(15)}\n\n![W](wide.png)\n\n## H\n\nx" for _ in range(10)), pictures)
    assert whole(made)
    assert len(trials) <= 1 + figure_placement.TRIALS


@pytest.mark.parametrize("style", ["", "p { text-indent: 2em !important }"])
@pytest.mark.parametrize("text", ["![P](paper.png)\n*What it shows.*", "![P](paper.png) {}", "{} ![P](paper.png)\n{}"])
def test_a_picture_as_wide_as_the_measure_sets_off_no_remedy(
    pictures: Path, monkeypatch: pytest.MonkeyPatch, text: str, style: str
) -> None:
    """An empty text box behind the picture, which an indent puts over the edge, is not text that is too wide."""
    Image.new("RGB", (1200, 200), "grey").save(pictures / "paper.png")
    remedies: list[str] = []
    render = rendering.render

    def counted(root: Any, job: Any, remedy: str) -> Any:
        remedies.append(remedy)
        return render(root, job, remedy)

    monkeypatch.setattr(document_layout, "render", counted)
    paragraphs = "First paragraph.\n\n" + text.replace("{}", SENTENCE * 3)
    made = lay_out(job(document(paragraphs, folder=pictures), style))
    assert whole(made)
    assert made.remarks == ()
    assert remedies == [""]


def test_the_same_pages_each_time(pictures: Path) -> None:
    text = "\n\n".join(f"{filled(21)}\n\n![W](wide.png)\n\n{SENTENCE}" for _ in range(3))
    assert laid(text, pictures)[0].pdf == laid(text, pictures)[0].pdf


def placed(made: LaidOut) -> list[list[tuple[float, float]]]:
    """Left and lower edge of each picture, in points, page by page, from the top and the left."""
    with pypdfium2.PdfDocument(made.pdf) as opened:
        bounds = [[each.get_bounds() for each in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])] for page in opened]
    return [sorted((round(box[0]), round(box[1])) for box in page) for page in bounds]


def small_pictures(folder: Path, count: int) -> str:
    Image.new("RGB", (180, 120), "grey").save(folder / "small.png")
    return "\n\n".join(f'![P{number}](small.png "Caption {number} of[^n{number}]")' for number in range(count))


def test_small_pictures_are_beside_one_another(pictures: Path) -> None:
    notes = "\n\n".join(f"[^n{number}]: Note {number}." for number in range(3))
    made, _ = laid(f"{filled(6)}\n\n{small_pictures(pictures, 3)}\n\nAfter the pictures.\n\n{notes}\n", pictures)
    assert whole(made)
    ((first, second, third),) = (sorted(page, key=lambda at: (-at[1], at[0])) for page in placed(made))
    assert first[1] == second[1] > third[1]
    assert second[0] - first[0] > 135  # the width of one, and the white between them
    assert first[0] < third[0] < second[0]  # centred
    read = "".join(pages(made.pdf))
    assert re.findall(r"Caption(\d)of", read) == ["0", "1", "2"]
    assert re.findall(r"Note(\d)\.", read) == ["0", "1", "2"]


def test_a_row_leaves_no_hole_and_stays_whole(pictures: Path) -> None:
    made, _ = laid(
        f"{filled(30)}\n\n{small_pictures(pictures, 2)}\n\n{SENTENCE * 3}\n\n{SENTENCE * 3}\n\n"
        "[^n0]: A.\n\n[^n1]: B.\n",
        pictures,
    )
    assert whole(made)
    assert [len(page) for page in placed(made) if page] == [2]
    assert all(lines <= figure_placement.WHITE_LINES + 1 for lines in holes(made))
