"""Inner margins are narrower than outer ones, and nothing on a page is moved for it."""

from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from archivist.errors import ConfigurationError
from archivist.pages.page_grid import POINTS, points_of
from archivist.pdf.page_boxes import move_boxes, shifts
from archivist.publication import Dress, Sheet, Side
from archivist.settings.config import parse
from tests.apparatus.making import article, config
from tests.archives import Compiled
from tests.markup.making import book

SHIFT = 3 * POINTS


def test_boxes_of_facing_pages_are_moved_apart(made: Compiled) -> None:
    with pikepdf.open(made.file("2022-03.en", ".pdf")) as pdf:
        boxes = [[float(value) for value in page.mediabox] for page in pdf.pages]
        for page in pdf.pages:
            assert {name: page.obj[name] for name in ("/TrimBox", "/BleedBox") if name in page.obj} == {
                name: page.obj.MediaBox for name in ("/TrimBox", "/BleedBox") if name in page.obj
            }
    widths = {round(right - left, 2) for left, _, right, _ in boxes}
    assert widths == {419.53}
    assert [round(left, 2) for left, *_ in boxes[2:]] == [round(SHIFT * (-1) ** n, 2) for n in range(len(boxes) - 2)]
    assert boxes[0][0] == 0


def test_inner_and_outer_margins_are_what_the_setting_says(made: Compiled) -> None:
    """The measure of A5 is 112 mm in the middle of 148: 18 mm on both sides, then 15 and 21."""
    with pikepdf.open(made.file("2022-03.en", ".pdf")) as pdf:
        left = float(pdf.pages[4].mediabox[0])
    assert 18 - left / POINTS == pytest.approx(15, abs=0.01)


def test_every_box_is_moved_and_nothing_else() -> None:
    entries = b"/MediaBox [0 0 419.52756 595.27559]/TrimBox [ 1 2 3.5 4 ]/Rotate 0/Other [0 0 9 9]"
    moved = move_boxes(entries, -10)
    assert moved == (
        b"/MediaBox [-10.00000 0 409.52756 595.27559]/TrimBox [-9.00000 2 -6.50000 4]/Rotate 0/Other [0 0 9 9]"
    )
    assert move_boxes(entries, 0) == entries


@pytest.mark.parametrize("written", ["3", 3, "11mm", "-1mm", "3cm", "3 mm wide"])
def test_other_lengths_are_refused(written: object) -> None:
    with pytest.raises(ConfigurationError, match="at most 10 millimetres"):
        parse({"archive": {"title": "T"}, "pdf": {"spine": written}})


def test_a_length_has_one_form() -> None:
    assert parse({"archive": {"title": "T"}, "pdf": {"spine": "2.50 mm"}}).pdf.spine == "2.5mm"
    assert points_of("2.5mm") == pytest.approx(7.0866, abs=0.001)


@pytest.mark.parametrize(("language", "recto"), [("en", 5.0), ("he", -5.0)])
def test_the_spine_is_on_the_other_side_if_text_runs_from_right_to_left(
    language: str, recto: float, tmp_path: Any
) -> None:
    made = book(config("en"), article("a", "Text."), folder=tmp_path)
    made = replace(made, metadata=replace(made.metadata, language=language))
    sheets = [
        Sheet("cover", 0, "", Side.RECTO, Dress.BARE),
        Sheet("", 0, "", Side.VERSO, Dress.BARE),
        Sheet("a", 0, "1", Side.RECTO, Dress.FULL),
        Sheet("a", 1, "2", Side.VERSO, Dress.FULL),
    ]
    assert shifts(sheets, made, 5.0) == [0.0, -recto, recto, -recto]
