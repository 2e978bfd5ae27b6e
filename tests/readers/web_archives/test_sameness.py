"""A page in a web archive gives what the same page saved as a file gives."""

from pathlib import Path

import pytest

from archivist.reader_api.found import FoundArticle, Wishes
from archivist.readers.pages import read as read_pages
from tests.readers.web_archives.making import Album, Taken, articles, found_in, wacz, warc, written

ADDRESS = "https://example.org/2022/03/a-river"
TEXT = "It rises in the snow of the upper valley, and in summer it is the water of the whole plain below. " * 8
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A river</title>
<link rel="canonical" href="{ADDRESS}"><meta property="og:type" content="article">
<meta property="article:published_time" content="2022-03-30T21:39:00+04:00"></head><body>
<nav><a href="/">Home</a></nav><article><h1>A river</h1>
<p>{TEXT}<sup id="ref1"><a href="#fn1">1</a></sup></p><h2>The plain</h2><p lang="ka">მდინარე თოვლიდან მოედინება.</p>
<table><tr><th>Year</th><td>1629</td></tr></table>
<ol class="footnotes"><li id="fn1">A note. <a href="#ref1">↩</a></li></ol>
</article></body></html>""".encode()


def _saved(folder: Path) -> FoundArticle:
    (article,) = articles(list(read_pages(written(folder, PAGE, "a-river.html"), Wishes(), Album())))
    return article


@pytest.mark.usefixtures("real_pages")
def test_a_page_is_the_same_from_a_file_and_from_an_archive(tmp_path: Path) -> None:
    saved = _saved(tmp_path)
    data = warc(Taken(ADDRESS, PAGE), gzip=True)
    for source in (written(tmp_path, data), wacz(tmp_path, data, pages=[{"url": ADDRESS}])):
        (article,) = articles(found_in(source))
        assert article.text == saved.text
        assert article.plain == saved.plain
        assert (article.title, article.date, article.language) == (saved.title, saved.date, saved.language)
        assert (article.source, article.published_at) == (saved.source, saved.published_at)
