"""Shelves of the small archive: made once, read by many tests."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.model.results import Format
from archivist.workflows.shelf import ShelfReport, make_shelf
from tests.archives import Compiled, compiled, write_archive


@dataclass(frozen=True)
class MadeShelf:
    """A shelf on disk."""

    folder: Path
    report: ShelfReport

    def pages(self) -> dict[str, str]:
        """The text of every page by its path."""
        return {path.relative_to(self.folder).as_posix(): path.read_text() for path in self.folder.rglob("*.html")}


@pytest.fixture(scope="session")
def shelf(made: Compiled, tmp_path_factory: pytest.TempPathFactory) -> MadeShelf:
    folder = tmp_path_factory.mktemp("shelf") / "shelf"
    return MadeShelf(folder, make_shelf(open_archive(made.root), folder))


_SETTINGS = """\
[archive]
title = { en = "Papers", ka = "გაზეთები", ru = "Газеты" }
[editions]
languages = ["en", "ka", "ru"]
"""
_ARTICLE = "---\ntitle: {day}\ndate: 2022-03-{day:02}\n---\n{sentence}\n"
_KA = (
    "საქართველო მთიანი ქვეყანაა.", "საქართველოს მდინარეები.", "საქართველოში გაზეთებს კითხულობენ.",
    "გაზეთმა დაწერა ლიახვზე.", "მდინარე ლიახვი მიედინება გორისკენ.",
)  # fmt: skip
_RU = ("Газета вышла в Тбилиси.", "В Грузии печатали газетами.", "Грузия была далеко от газеты.")
_EN = ("The paper was printed.", "Papers of the libraries.", "A library in Georgia.")


@pytest.fixture(scope="session")
def spoken_shelf(tmp_path_factory: pytest.TempPathFactory) -> MadeShelf:
    """One article for each sentence, as EPUBs alone: nothing is laid out."""
    articles = {
        f"2022-03-{day:02}-{language}{day}.{language}.md": _ARTICLE.format(day=day, sentence=sentence)
        for language, sentences in (("ka", _KA), ("ru", _RU), ("en", _EN))
        for day, sentence in enumerate(sentences, 1)
    }
    made = compiled(write_archive(tmp_path_factory.mktemp("spoken") / "archive", _SETTINGS, articles), only=Format.EPUB)
    archive = open_archive(made.root)
    return MadeShelf(archive.build / "shelf", make_shelf(archive))
