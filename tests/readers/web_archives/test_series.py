"""An article divided over pages of a web archive is one article; the picture above it comes from the archive."""

from pathlib import Path

import pytest

from archivist.reader_api.found import FoundArticle
from archivist.readers.web_archives import read
from tests.readers.pages.making import WISHES, in_order, remarks
from tests.readers.pages.making import Kept as Media
from tests.readers.pages.series import BASE, TEXTS, page, wordpress_pager
from tests.readers.web_archives.making import Taken, warc

pytestmark = pytest.mark.usefixtures("real_pages")


def _found(folder: Path, *numbers: int, extra: tuple[Taken, ...] = (), text: str = "") -> list[FoundArticle]:
    taken = [
        Taken(
            BASE if number == 1 else f"{BASE}{number}/",
            page(number, pager=wordpress_pager(number, 3), text=text and f"{text}{number}").encode(),
        )
        for number in numbers
    ]
    (folder / "crawl.warc").write_bytes(warc(*taken, *extra))
    return [each for each in read(folder / "crawl.warc", WISHES, Media()) if isinstance(each, FoundArticle)]


def test_pages_of_one_article_are_joined(tmp_path: Path) -> None:
    (found,) = _found(tmp_path, 2, 3, 1)
    assert in_order(found.plain, tuple(line for text in TEXTS[:3] for line in text))
    assert found.origin == BASE


def test_a_page_that_was_not_captured_is_reported(tmp_path: Path) -> None:
    (found,) = _found(tmp_path, 1, 3)
    assert f"not in the source: {BASE}2/" in remarks(found, "import-pages-missing")


def test_a_picture_on_a_later_page_comes_along(tmp_path: Path) -> None:
    picture = Taken(f"{BASE}2/pier.png", b"picture", media_type="image/png")
    image = "<p>A pier stands in the water, and the water is cold at this time of the year.</p><img src='pier.png'>"
    (found,) = _found(tmp_path, 1, 2, extra=(picture,), text=image)
    assert "/images/herald.example/2022/03/bridge/2/pier.png" in found.text
    assert f"{BASE}pier.png" in remarks(found, "import-picture")
