"""Alternative texts of pictures that say nothing: the name of the file, or a word such as “image”."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

from archivist.findings import Finding
from archivist.model.articles import Article, Body

_PICTURE = re.compile(r"<img [^>]*>")
_ALT, _SRC = re.compile(r'\salt="([^"]+)"'), re.compile(r'\ssrc="([^"]+)"')
_SUFFIX = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|heic)$", re.IGNORECASE)
# What cameras, telephones and programs call their pictures.
_BY_MACHINE = re.compile(
    r"(?:img|dscn?|dcim|dji|pxl|mvi|gopr|p|wa|fb_img|image|screen ?shot|bildschirmfoto|untitled|unnamed|download)"
    r"[ _-]?\(?\d[\d ._-]*\)?",
    re.IGNORECASE,
)
_EMPTY = (
    "image images img picture pic photo foto photograph graphic figure illustration untitled alt null undefined none "
    "placeholder thumbnail bild abbildung imagen immagine obrázek obraz grafik изображение картинка фото фотография "
    "рисунок иллюстрация სურათი ფოტო გამოსახულება ილუსტრაცია 画像 写真 图片 图像 照片 圖片"
)
_EMPTY_WORDS = frozenset(_EMPTY.split())


def alternative_findings(article: Article, body: Body) -> Iterator[Finding]:
    """A finding for each alternative text that does not say what the picture shows."""
    for picture in _PICTURE.findall(body.xhtml) if "<img " in body.xhtml else ():
        alt, source = _ALT.search(picture), _SRC.search(picture)
        if alt and source and _says_nothing(unescape(alt[1]), unescape(source[1])):
            text = unescape(alt[1])
            message = f"“{text}” does not say what the picture shows"
            yield Finding("alt-says-nothing", message, article.path, _line(article, text))


def _says_nothing(text: str, source: str) -> bool:
    text = text.strip()
    is_code = " " not in text and any(not letter.isalpha() for letter in text)
    return (
        text.casefold() in _EMPTY_WORDS
        or _SUFFIX.search(text) is not None
        or _BY_MACHINE.fullmatch(text) is not None
        or (is_code and text.casefold() == PurePosixPath(source).stem.casefold())
    )


def _line(article: Article, text: str) -> int:
    """The line of the alternative text; 0 if it is not found literally."""
    written = (f"![{text}]", f'alt="{text}"', f"alt='{text}'")
    for number, line in enumerate(article.text.split("\n"), start=article.text_line):
        if any(form in line for form in written):
            return number
    return 0
