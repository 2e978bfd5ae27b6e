"""The size an author asks for is followed on paper and on screen, and never distorts the picture."""

from pathlib import Path

import pytest
from PIL import Image

from tests.articles.making import body, codes, inside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2022").mkdir()
    Image.new("RGB", (200, 100)).save(tmp_path / "2022" / "p.png")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("![a](p.png){width=40}", "width: 40px; height: auto"),
        ("![a](p.png){width=25%}", "width: 25%; height: auto"),
        ("![a](p.png){width=33.3%}", "width: 33.3%; height: auto"),
        ('![a](p.png){: width="25%"}', "width: 25%; height: auto"),
        ('![a](p.png){#x width="4cm"}', "width: 4cm; height: auto"),
        ("![a](p.png){width=2in}", "width: 2in; height: auto"),
        ("![a](p.png){width=2.5cm}", "width: 2.5cm; height: auto"),
        ("![a](p.png){height=30px}", "width: auto; height: 30px"),
        ("![a](p.png){width=40 height=20}", "width: 40px; height: auto"),
        ('<img src="p.png" alt="a" width="40">', "width: 40px; height: auto"),
        ('<img src="p.png" alt="a" width="25%">', "width: 25%; height: auto"),
        ('<img src="p.png" alt="a" width="400" style="border:0;width:50%">', "width: 50%; height: auto"),
        ('<img src="p.png" alt="a" width="250%">', "width: 100%; height: auto"),
        ("![a](p.png =40x20)", "width: 40px; height: auto"),
        ('![a](p.png "A caption" =50%x)', "width: 50%; height: auto"),
        ("![a](p.png =x30)", "width: auto; height: 30px"),
        ("![a picture|40](p.png)", "width: 40px; height: auto"),
        ("![a|40x20](p.png)", "width: 40px; height: auto"),
        ("![a|40](p.png){width=30}", "width: 30px; height: auto"),
        ('<img src="p.png" alt="a" style="max-width: 30%; height: auto">', "max-width: 30%; height: auto"),
        ('<img src="p.png" alt="a" width="40" style="max-width: 100%">', "width: 40px; height: auto"),
    ],
)
def test_a_size_is_followed(folder: Path, written: str, style: str) -> None:
    made = body(f"Text {written} text.", folder)
    assert f'style="{style}; object-fit: contain"' in made.xhtml
    assert "{" not in made.xhtml
    assert made.findings == ()


def test_a_size_in_the_label_is_not_part_of_the_words(folder: Path) -> None:
    for written in ("A map | 40", "A *map*|40x20"):
        made = body(f"![{written}](p.png)", folder).xhtml
        assert 'alt="A map"' in made
        assert "width: 40px" in made
    assert 'alt="A map | one"' in body("![A map | one](p.png)", folder).xhtml


@pytest.mark.parametrize(
    "written",
    [
        '<img src="p.png" alt="a" width="100" height="100">',
        "![a](p.png){width=wide}",
        "![a](p.png){height=50%}",
        "![a](p.png){width=0}",
        '<img src="p.png" alt="a" style="width:calc(1px + 2px)">',
    ],
)
def test_what_cannot_be_followed_is_reported(folder: Path, written: str) -> None:
    made = body(f"Text {written} text.", folder)
    assert codes(made.findings) == ["picture-size"]
    assert "height: 100" not in made.xhtml


def test_braces_behind_a_picture_that_are_not_understood(folder: Path) -> None:
    left_out = body("![a](p.png){scale=0.5}", folder)
    assert ("{" in left_out.xhtml, codes(left_out.findings)) == (False, ["attributes-ignored"])
    printed = body("![a](p.png){width=calc(1+2)}", folder)
    assert ("{" in printed.xhtml, codes(printed.findings)) == (True, ["foreign-markup"])


def test_template_tags_stay_text_and_unknown_attributes_are_left_out(folder: Path) -> None:
    made = body("![a](p.png){width=25% data-x=1}", folder)
    assert "width: 25%" in inside(made)
    assert "data-x" not in inside(made)
    assert [finding.message for finding in made.findings] == ['data-x="1" is left out']
    assert "{.a%}" in inside(body("*a*{.a%}", folder))
