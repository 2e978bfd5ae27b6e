"""Alternative texts and notes that are there and say nothing, and files called in other letters."""

from pathlib import Path

import pytest
from PIL import Image

from tests.editorial.making import archive, found, page


def picture(root: Path, name: str) -> None:
    path = root / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (2, 2)).save(path)


@pytest.mark.parametrize(
    "alt", ["bridge-2022.png", "Bridge-2022", "IMG_2041", "DSC01234", "Screenshot 2022-03-30", "image", "ფოტო", "x.JPG"]
)
def test_an_alternative_text_that_says_nothing(alt: str, tmp_path: Path) -> None:
    picture(tmp_path, "bridge-2022.png")
    (finding,) = found(tmp_path, {"a.en.md": page(f"One.\n\n![{alt}](bridge-2022.png)\n")}, "alt-says-nothing")
    assert (finding.line, finding.message) == (8, f"“{alt}” does not say what the picture shows")


@pytest.mark.parametrize("alt", ["Bridge 2022", "bridge", "An image of a bridge", "Photo: N. Example", "B-52", "ხიდი"])
def test_an_alternative_text_in_words_is_no_finding(alt: str, tmp_path: Path) -> None:
    picture(tmp_path, "bridge-2022.png")
    assert found(tmp_path, {"a.en.md": page(f"![{alt}](bridge-2022.png)\n")}, "alt-says-nothing") == []


def test_an_alternative_text_in_html(tmp_path: Path) -> None:
    picture(tmp_path, "p.png")
    (finding,) = found(tmp_path, {"a.en.md": page('<img src="p.png" alt="IMG_1">')}, "alt-says-nothing")
    assert finding.line == 6


PROSE = "the snow lasts until the end of june above two thousand metres"


def test_a_note_that_is_the_same_in_both_languages(tmp_path: Path) -> None:
    text = f"x[^n]\n\n[^n]: {PROSE}\n[^n@ka]: {PROSE}\n"
    (finding,) = found(tmp_path, {"a.en.md": page(text)}, "note-same-text")
    assert (finding.line, finding.message) == (9, "note [^n] is the same in ka as in en")


def test_a_note_that_is_the_same_in_the_translation(tmp_path: Path) -> None:
    text = f"x[^n]\n\n[^n]: {PROSE}\n"
    (finding,) = found(tmp_path, {"a.en.md": page(text), "a.ka.md": page(text, lang="ka")}, "note-same-text")
    assert (finding.file, finding.line) == ("articles/a.ka.md", 8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PROSE, "თოვლი ივნისის ბოლომდე ძევს ორი ათას მეტრზე მაღლა მთებში"),
        ("See p. 7.", "See p. 7."),
        *2 * [("John Smith, A History of Georgia, Oxford University Press, Oxford 1999, p. 5",) * 2],
        *2 * [("https://example.org/a https://example.org/b",) * 2],
    ],
)
def test_notes_that_differ_or_are_the_same_in_every_language(one: str, other: str, tmp_path: Path) -> None:
    text = f"x[^n]\n\n[^n]: {one}\n[^n@ka]: {other}\n"
    assert found(tmp_path, {"a.en.md": page(text)}, "note-same-text") == []


def test_links_and_pictures_in_other_letters(tmp_path: Path) -> None:
    picture(tmp_path, "2022/Map.png")
    text = (
        "[x](B.en.md) [y][r]\n\n![A map](Map.PNG) ![B map](%4Dap.png)\n\n"
        '<img src="map.png" alt="A map">\n\n[r]: ../2022/b.en.MD\n'
    )
    files = {"2022/a.en.md": page(text), "2022/b.en.md": page("y")}
    findings = found(tmp_path, dict(files), "letter-case")
    assert [(finding.line, finding.message) for finding in findings] == [
        (6, "B.en.md is called b.en.md in the archive"),
        (8, "Map.PNG is called Map.png in the archive"),
        (10, "map.png is called Map.png in the archive"),
        (12, "../2022/b.en.MD is called b.en.md in the archive"),
    ]


def test_addresses_that_are_right_or_nowhere_or_in_code(tmp_path: Path) -> None:
    picture(tmp_path, "map.png")
    text = "![x](map.png) [x](no.md) ![x](no.png) [x](https://example.org/MAP.png)\n\n`[x](A.en.md)`\n\n```\n![](MAP.png)\n```\n"
    assert found(tmp_path, {"a.en.md": page(text)}, "letter-case") == []


def test_files_outside_the_folder_of_articles_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    archive(tmp_path / "in", {"a.en.md": page("![x](../../Secret.png)")})
    (tmp_path / "secret.png").write_bytes(b"x")
    assert found(tmp_path / "in", {}, "letter-case") == []
