"""Volumes of text only: words in the place of pictures, nothing else changed, and said how many."""

from pathlib import Path

import pytest
from PIL import Image

from archivist.archive import open_archive
from archivist.articles import leave_out_pictures, parse_body
from archivist.model.articles import Article, Body
from archivist.record.reading import read_record
from tests.archives import SETTINGS, compiled, write_archive
from tests.articles.making import article as article_of


def left_out(folder: Path, text: str) -> tuple[Body, Body]:
    """The text with and without its pictures."""
    Image.new("RGB", (30, 12)).save(folder / "x.png")
    article: Article = article_of(text, path="a.en.md")
    body = parse_body(article, folder)
    return body, leave_out_pictures(article, body)


@pytest.mark.parametrize(
    ("text", "xhtml"),
    [
        (
            '![A field](x.png "The field.")',
            '<figure><span class="left-out-picture">[A field]</span><figcaption>The field.</figcaption></figure>',
        ),
        ("Before ![a sign](x.png) after.", '<p>Before <span class="left-out-picture">[a sign]</span> after.</p>'),
        ("Before ![](x.png) after.", "<p>Before  after.</p>"),
        ('![](x.png "The field.")', "<figure><figcaption>The field.</figcaption></figure>"),
        ("Text.\n\n![](x.png)\n\nMore.", "<p>Text.</p>\n\n<p>More.</p>"),
        (
            "[![A field](x.png)](https://example.org/)",
            '<figure><a href="https://example.org/"><span class="left-out-picture">[A field]</span></a></figure>',
        ),
    ],
)
def test_words_take_the_place_of_a_picture(tmp_path: Path, text: str, xhtml: str) -> None:
    whole, body = left_out(tmp_path, text)
    assert "<img" in whole.xhtml
    assert body.xhtml.removeprefix("<body>").removesuffix("</body>").strip() == xhtml
    assert body.pictures == whole.pictures
    assert [(each.code, each.message) for each in body.findings if each not in whole.findings] == [
        ("picture-left-out", "a picture is left out")
    ]


def test_pictures_in_notes_are_left_out_and_counted(tmp_path: Path) -> None:
    _, body = left_out(tmp_path, "Text.[^a] ![One](x.png)\n\n[^a]: See ![two](x.png).\n")
    assert "[two]" in body.notes[0].xhtml
    assert "<img" not in body.xhtml + body.notes[0].xhtml
    assert body.findings[-1].message == "2 pictures are left out"


def test_a_text_without_pictures_is_the_same(tmp_path: Path) -> None:
    whole, body = left_out(tmp_path, "Text.")
    assert body is whole


@pytest.mark.slow
def test_neither_format_has_a_picture_and_both_have_the_words(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "archive", SETTINGS + "\n[text]\npictures = false\n")
    made = compiled(root, "2022-03", languages=("en",))
    record = read_record(root / "build" / "2022-03" / "volume.en.json")
    assert not any(each.pictures for each in record.documents)
    river = record.document("river")
    assert river is not None
    assert "[A wide blue field]" in str(river.text)
    assert "The field, seen from above." in str(river.text)
    assert b"/Subtype /Image" not in made.file("2022-03.en", ".pdf").read_bytes()
    found = [each for each in made.compilation.findings if each.code == "picture-left-out"]
    assert [(each.file, each.message) for each in found] == [
        ("articles/2022-03-09-river.en.md", "a picture is left out")
    ]
    assert open_archive(root).config.text.pictures is False
