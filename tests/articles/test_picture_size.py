"""The size an author asks for is followed on paper and on screen, and never distorts the picture."""

import re
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


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("[![a](p.png)](https://example.org/u){width=40}", "width: 40px; height: auto"),
        ('Text [![a](p.png)](https://example.org/u){: width="50%"} text', "width: 50%; height: auto"),
        ("{width=40}\n![a](p.png)", "width: 40px; height: auto"),
        ('![a](p.png)\n{: width="40"}', "width: 40px; height: auto"),
        ("{width=40}\n[![a](p.png){width=30}](https://example.org/u)", "width: 30px; height: auto"),
        ('<figure style="width:40%"><img src="p.png" alt="a"><figcaption>C <b>d</b></figcaption></figure>', "40%"),
        ('<figure width="40%"><img src="p.png" alt="a"></figure>', "width: 40%; height: auto"),
        ('<figure style="max-width: 40%"><img src="p.png" alt="a"></figure>', "max-width: 40%; height: auto"),
        ('<figure style="max-width:40%"><img src="p.png" alt="a" width="100%"></figure>', "width: 40%"),
        ('<figure style="width:300px"><img src="p.png" alt="a" width="50%"></figure>', "width: 150px"),
        ('<figure style="width:90%"><img src="p.png" alt="a" width="40"></figure>', "width: 40px"),
        ('<div style="width:40%"><figure style="width:50%"><img src="p.png" alt="a"></figure></div>', "width: 20%"),
        ('<p style="width:40%"><img src="p.png" alt="a"></p>', "width: 40%; height: auto"),
        ('<a href="https://example.org/u" style="width:3em"><img src="p.png" alt="a"></a>', "width: 3em"),
        ('<div style="width:40%">\n\n![a](p.png "Cap")\n\n</div>', "width: 40%; height: auto"),
    ],
)
def test_the_size_of_what_is_around_a_picture_is_the_pictures(folder: Path, written: str, style: str) -> None:
    made = body(written, folder)
    assert re.search(rf'<img [^>]*style="[^"]*{style}', made.xhtml)
    assert not re.search(r"\{|data-|width=", made.xhtml)
    left = [finding for finding in made.findings if finding.code == "attributes-ignored"]
    assert len(left) == written.count("width=30")  # the picture's own size is stronger, and that is reported


def test_the_width_of_what_contains_more_than_a_picture_is_not_the_pictures(folder: Path) -> None:
    text = '<div style="width:40%"><img src="p.png" alt="a"><p>Words</p></div>\n\n<p style="width:30%"></p>'
    assert "style" not in body(text, folder).xhtml
    made = body('<figure style="width:40%"><img src="p.png" alt="a"><img src="p.png" alt="b"></figure>', folder)
    assert "style" not in made.xhtml
    assert codes(made.findings) == ["picture-size"]
    assert codes(body('<figure style="width:calc(1px)"><img src="p.png" alt="a"></figure>', folder).findings) == [
        "picture-size"
    ]
    assert body('<figure style="width:auto"><img src="p.png" alt="a"></figure>', folder).findings == ()
