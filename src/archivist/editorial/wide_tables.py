"""Tables that are wider than the page, estimated from the number of columns and the longest words.

The PDF sets a table that does not fit smaller, down to 6 pt. What does not fit then is set otherwise, and compile
reports it (`pdf/table_settings.py`). Whether that happens is estimated here, without fonts and layout: the least width
of a column is that of its longest piece in which no line can end. Near the limit, compile may decide otherwise.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from archivist.findings import Finding
from archivist.model.articles import Article, Body
from archivist.pages.page_grid import POINTS, page_grid

_SIZE, _PADDING = 6.0, 3.0  # points, as print.css sets the smallest tables: the type, and the space between two columns
_FEW_COLUMNS = 8  # that share the measure and divide words; as in pdf/table_settings.py
_HYPHENATED = 10  # characters of the shortest word that print.css divides in a table
_LEAST_PART = 7  # characters of a part of such a word
_RUN = 100  # characters; a longer run without a space is divided anywhere (pdf/engine/unbroken_runs.py)
_RUN_PART = 6
_ADDRESS, _ADDRESS_PART = 16, 14  # characters; addresses and check sums are divided (markup/unhyphenated.py)
_ANYWHERE = frozenset({"code", "a"})  # in cells these are divided anywhere if need be (print.css)
_SHOWN = 40  # characters of a table that name it in a message

_BEHIND = re.compile(r"[/._\-?&=#:%+@~,;]+")  # what an address may be divided behind
_WORD = re.compile(r"[^\s\u200b-]+-*")
# Mean advances of Noto Sans in em; a line may end beside each ideograph and kana.
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NARROW, _WIDE, _CAPITAL = frozenset("iljtfrI.,:;'!|()[]-/"), frozenset("mwMW@%"), 0.64
_LOWER, _OTHER = 0.56, 0.62
_BOLD = 1.06  # heads are bold


def wide_table_findings(article: Article, body: Body, page: str) -> Iterator[Finding]:
    """A finding for each table whose words have to be divided, or whose rows have to be set as paragraphs."""
    if "<table" not in body.xhtml:
        return
    measure = page_grid(page).measure * POINTS
    for table in etree.fromstring(body.xhtml).iter("table"):
        widths = _columns(table)
        if sum(widths) + _PADDING * (len(widths) - 1) > measure:
            how = "words in it are divided" if len(widths) <= _FEW_COLUMNS else "each row is printed as a paragraph"
            words = " ".join(" ".join(table.itertext()).split())
            name = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
            message = f"the table “{name}” has {len(widths)} columns and is wider than a page: {how}"
            yield Finding("wide-table", message, article.path)


def _columns(table: etree._Element) -> list[float]:
    """The least width of each column in points; cells that take several columns widen none."""
    widths: list[float] = []
    for row in (*table.iterfind("tr"), *table.iterfind("*/tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            span = cell.get("colspan", "1")
            taken = min(int(span), 1000) if span.isdecimal() and span != "0" else 1
            widths += [0.0] * (column + taken - len(widths))
            if taken == 1:
                widths[column] = max(widths[column], _least_width(cell))
            column += taken
    return widths


def _least_width(cell: etree._Element) -> float:
    """The width in points below which the text of a cell cannot be set."""
    texts = [cell.text or ""]
    for each in cell.iterdescendants() if len(cell) else ():
        texts += [" " if each.tag in _ANYWHERE else each.text or "", each.tail or ""]
    return max(map(_width, _WORD.findall("".join(texts))), default=0.0) * _SIZE * (_BOLD if cell.tag == "th" else 1.0)


def _unbroken(word: str) -> str:
    """The part of a word that stays on one line."""
    if len(word) > _RUN:
        return word[:_RUN_PART]
    if _IDEOGRAPH.search(word):
        return max(_IDEOGRAPH.sub("\u3042 ", word).split(" "), key=len)
    if len(word) >= _ADDRESS and ("@" in word or "_" in word or sum(map(str.isdigit, word)) * 8 >= len(word)):
        return max((part for part in _BEHIND.split(word) if len(part) <= _ADDRESS_PART), key=len, default="")
    if len(word) >= _HYPHENATED and word.isalpha():
        return word[:_LEAST_PART] + "-"
    return word


@lru_cache(maxsize=10_000)
def _width(word: str) -> float:
    """The width in em of what stays on one line of a word."""
    return sum(map(_advance, _unbroken(word)))


def _advance(character: str) -> float:
    if character in _NARROW:
        return 0.33
    if character in _WIDE:
        return 0.88
    if character.isascii():
        return _CAPITAL if character.isupper() else _LOWER
    return 1.0 if _IDEOGRAPH.match(character) else _OTHER
