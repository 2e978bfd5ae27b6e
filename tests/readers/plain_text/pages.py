"""Invented pages in the shapes that copying leaves them in, in three languages."""

from collections.abc import Sequence
from pathlib import Path

from archivist.reader_api.found import Found, FoundArticle, Wishes
from archivist.readers.plain_text import read

AVAILABLE = {
    "en": "This post is also available in: ქართული (Georgian) Русский (Russian)",
    "ka": "This post is also available in: Русский (Russian) English",
    "ru": "This post is also available in: ქართული (Georgian) English",
}
TITLE = {
    "en": "A road — The road to the upper village was closed by sno",
    "ka": "გზა — ზემო სოფლისკენ მიმავალი გზა თოვლმა ჩაკეტა და ხალხ",
    "ru": "Дорога — Дорога в верхнее село была закрыта снегом, и лю",
}
TEXT = {
    "en": "The road to the upper village was closed by snow, and people waited for “the plough” until the evening.",
    "ka": "ზემო სოფლისკენ მიმავალი გზა თოვლმა ჩაკეტა და ხალხი საღამომდე ელოდა „ტრაქტორს“.",
    "ru": "Дорога в верхнее село была закрыта снегом, и люди до вечера ждали «трактор».",
}
SECOND = {
    "en": "1. It was the third time this winter – the second was in January.",
    "ka": "1. ეს ამ ზამთარში მესამედ მოხდა – მეორედ იანვარში იყო.",
    "ru": "1. Это было в третий раз за зиму – второй был в январе.",
}
BYLINE = "Example.org Send an email 11/02/2020 - 08:15"
FOOT = "© Copyright: Example.org 2023\nBack to top button\n"


class NoMedia:
    """Text has no pictures."""

    def bring(self, name: str, data: bytes) -> str:
        raise AssertionError(name)


def found_in(folder: Path, files: dict[str, str | bytes], languages: Sequence[str] = ("en", "ka", "ru")) -> list[Found]:
    """Write files and read the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(folder, Wishes(languages=tuple(languages)), NoMedia()))


def articles_in(folder: Path, files: dict[str, str | bytes]) -> dict[str, FoundArticle]:
    """The articles of such a folder, by origin."""
    return {each.origin: each for each in found_in(folder, files) if isinstance(each, FoundArticle)}


def article_in(folder: Path, content: str | bytes) -> FoundArticle:
    """The article of one page."""
    return articles_in(folder, {"page.txt": content})["page.txt"]


def said(article: FoundArticle, code: str) -> list[str]:
    """The messages of one code."""
    return [remark.message for remark in article.remarks if remark.code == code]
