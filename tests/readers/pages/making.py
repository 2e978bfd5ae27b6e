"""What the tests of saved pages share."""

import re
from pathlib import Path
from typing import Any

from archivist.place import Place
from archivist.reader_api.found import FoundArticle, PictureRefusedError, Wishes
from archivist.readers.pages import read
from archivist.web_pages import article_of

WISHES = Wishes(languages=("en", "ka", "ru"))


class Kept:
    """Keeps pictures in memory; refuses what is no picture."""

    def __init__(self) -> None:
        self.brought: dict[str, bytes] = {}

    def bring(self, name: str, data: bytes) -> str:
        if not data.startswith(b"picture"):
            raise PictureRefusedError("it is no picture")
        self.brought[name] = data
        return f"/images/{name}"


def article(html: str | bytes, address: str = "", **more: Any) -> FoundArticle:
    data = html if isinstance(html, bytes) else html.encode()
    found = article_of(data, address=address, place=Place("page.html"), wishes=WISHES, picture=None, **more)
    assert isinstance(found, FoundArticle), found
    return found


def read_all(source: Path, media: Kept | None = None) -> list[Any]:
    return list(read(source, WISHES, media or Kept()))


def remarks(found: Any, code: str) -> str:
    return "\n".join(each.message for each in found.remarks if each.code == code)


def in_order(words: str, passages: tuple[str, ...]) -> bool:
    """Whether passages stand in a text one after the other, spaces apart."""
    place = 0
    text = re.sub(r"\s+", " ", words)
    for passage in passages:
        place = text.find(passage, place)
        if place < 0:
            return False
        place += len(passage)
    return True
