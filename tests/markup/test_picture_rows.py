"""Small pictures that follow one another are a row; larger ones, and those with text between them, are not."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.apparatus.making import article, config
from tests.markup.making import XHTML, book, classed, named, text_of, tree

SIZES = {"a": (180, 120), "b": (120, 120), "wide": (800, 500), "tall": (100, 400)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, size in SIZES.items():
        Image.new("RGB", size).save(tmp_path / f"{name}.png")
    return tmp_path


def rows(text: str, folder: Path) -> list[Any]:
    made = named(book(config("en"), article("x", text), folder=folder), "x")
    return classed(tree(made), "picture-row")


def widths(row: Any) -> list[str]:
    return [figure.get("style") for figure in row]


def test_small_pictures_are_a_row_with_their_captions_and_alternative_texts(folder: Path) -> None:
    text = 'Before.\n\n![One](a.png "First *view*")\n\n![Two](b.png "Second view")\n\n![Three](b.png)\n\nAfter.\n'
    (row,) = rows(text, folder)
    assert widths(row) == ["width: 180px", "width: 120px", "width: 120px"]
    assert [image.get("alt") for image in row.iter(f"{XHTML}img")] == ["One", "Two", "Three"]
    assert [text_of(caption) for caption in row.iter(f"{XHTML}figcaption")] == ["First view", "Second view"]
    assert text_of(row.getprevious()) == "Before."
    assert text_of(row.getnext()) == "After."


@pytest.mark.parametrize(
    "text",
    [
        "![One](a.png)\n\nText.\n\n![Two](b.png)",
        "![One](a.png)\n\n![Two](wide.png)",
        "![One](tall.png)\n\n![Two](tall.png)",
        "![One](a.png){width=60%}\n\n![Two](b.png){width=30%}",
        "![One](a.png) ![Two](b.png)",
        "![One](a.png)\n\n![Two](missing.png)",
    ],
)
def test_other_pictures_are_no_row(folder: Path, text: str) -> None:
    assert rows(text, folder) == []


def test_a_row_ends_at_a_large_picture(folder: Path) -> None:
    first, second = rows("\n\n".join(f"![P]({name}.png)" for name in ("a", "b", "wide", "b", "b", "b")), folder)
    assert (len(first), len(second)) == (2, 3)


def test_sizes_that_an_author_gives_are_those_of_the_figures(folder: Path) -> None:
    (row,) = rows("![One](wide.png){width=50%}\n\n![Two](wide.png){width=4cm}\n\n![3](wide.png){height=2cm}", folder)
    assert widths(row) == ["width: 50%; box-sizing: border-box", "width: 4cm", "width: 3.2cm"]
    assert [image.get("style").partition(";")[0] for image in row.iter(f"{XHTML}img")] == [
        "width: 100%",
        "width: 4cm",
        "width: auto",
    ]


def test_a_link_around_a_picture_stays(folder: Path) -> None:
    (row,) = rows("[![One](a.png)](https://example.org/)\n\n![Two](b.png)", folder)
    assert [link.get("href") for link in row.iter(f"{XHTML}a")] == ["https://example.org/"]


def test_shares_are_those_of_the_pictures_where_the_row_has_room(folder: Path) -> None:
    (row,) = rows("![1](a.png){width=40}\n\n" + "![2](wide.png){width=25%}\n\n" * 2, folder)
    assert widths(row) == ["width: 40px", "width: 25%", "width: 25%"]
    (row,) = rows("![2](wide.png){width=25%}\n\n" * 4, folder)
    assert widths(row) == ["width: 25%; box-sizing: border-box"] * 4
