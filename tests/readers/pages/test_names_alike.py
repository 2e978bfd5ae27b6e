"""Saved pages whose names differ by the language alone are one work."""

from pathlib import Path

import pytest

from archivist.readers.pages.names_alike import named_alike
from tests.readers.pages.making import read_all, remarks
from tests.readers.pages.words import EN, RU, paragraphs

PAGE = (
    '<html lang="{tag}"><head><title>{title}</title>'
    '<meta property="article:published_time" content="2020-05-01"></head>'
    "<body><h1>{title}</h1><article>{text}</article></body></html>"
)


def saved(folder: Path, names: tuple[str, str], tags: tuple[str, str] = ("en", "ru")) -> list[str]:
    texts = {"en": ("The mill", paragraphs(EN)), "ru": ("Мельница", paragraphs(RU))}
    for name, tag in zip(names, tags, strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE.format(tag=tag, title=texts[tag][0], text=texts[tag][1]), "utf-8")
    return [each.group for each in read_all(folder)]


@pytest.mark.parametrize(
    "names",
    [
        ("mill.en.html", "mill.ru.html"),
        ("mill.html.en", "mill.html.ru"),
        ("mill-en.htm", "mill-ru.htm"),
        ("mill_eng.html", "mill_rus.html"),
        ("en/news/mill.html", "ru/news/mill.html"),
        ("mill.html", "mill.ru.html"),
        ("a/mill.EN.html", "a/mill.RU.html"),
    ],
)
def test_names_that_differ_by_the_language_alone_are_one_work(names: tuple[str, str], tmp_path: Path) -> None:
    first, second = saved(tmp_path, names)
    assert first == second != ""
    assert "differs only in the language from" in remarks(read_all(tmp_path)[0], "import-guessed")


@pytest.mark.parametrize(
    ("names", "tags"),
    [
        (("mill.en.html", "bridge.ru.html"), ("en", "ru")),
        (("mill.en.html", "mill.ru.html"), ("ru", "en")),  # each in the language of the other's name
        (("en/12.html", "ru/12.html"), ("en", "ru")),  # numbers count the articles of a language
        (("mill-one.html", "mill-two.html"), ("en", "ru")),
        (("x/mill.en.html", "y/mill.ru.html"), ("en", "ru")),
    ],
)
def test_other_names_join_nothing(names: tuple[str, str], tags: tuple[str, str], tmp_path: Path) -> None:
    assert saved(tmp_path, names, tags) == ["", ""]


def test_a_name_with_a_language_and_no_fellow_is_alone() -> None:
    assert named_alike(["mill.en.html", "bridge.html"]) == {}
