"""Tables in which no cell is marked as a header: read aloud, their figures stand for nothing (PDF/UA-1, 7.5)."""

import re
from collections.abc import Iterator
from html import unescape

from archivist.findings import Finding
from archivist.model.articles import Article, Body

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEADER = re.compile(r"<th[\s>]")
_TAG = re.compile(r"<[^<>]*>")
_SHOWN = 40  # characters of a table, to identify it


def table_findings(article: Article, body: Body) -> Iterator[Finding]:
    """A finding for each table without a header cell."""
    for table in _TABLE.findall(body.xhtml) if "<table" in body.xhtml else ():
        if not _HEADER.search(table):
            words = " ".join(unescape(_TAG.sub(" ", table)).split())
            message = f"no cell of the table “{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}” is a header"
            yield Finding("table-without-header", message, article.path, _line(article, words))


def _line(article: Article, words: str) -> int:
    """The line of the first word in a cell of raw HTML; 0 if it is not found literally."""
    first = words.split(" ", 1)[0]
    for number, line in enumerate(article.text.split("\n"), start=article.text_line):
        if first and "<t" in line and first in line:
            return number
    return 0
