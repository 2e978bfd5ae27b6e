"""Tables that are wider than the page, estimated from the number of columns and the longest words.

The PDF sets a table that does not fit smaller, or turns it by 90 degrees on a page of its own. What does not fit then
is set otherwise, and compile reports it (`pdf/engine/table_widths.py`). Whether that happens is estimated here, without
fonts and layout: the least width of a column is that of its longest piece in which no line can end. Near the limit,
compile may decide otherwise.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from archivist.findings import Finding
from archivist.model.articles import Article, Body
from archivist.pages.page_grid import POINTS, PageGrid, page_grid

# Points, as print.css sets small tables and the smallest: the type, and the space between two columns.
_SMALL, _SMALLEST = (6.9, 6.0), (6.0, 3.0)
# As in pdf/engine/table_widths.py: how many columns share the measure and divide words, and which tables are turned.
_FEW_COLUMNS = 8
_FEWEST_COLUMNS, _FEWEST_ROWS = 4, 4
_LEAST_HEIGHT, _LEAST_GAIN = 130 * POINTS, 1.2
_HYPHENATED = 10  # characters of the shortest word that print.css divides in a table
_LEAST_PART = 7  # characters of a part of such a word
_RUN = 100  # characters; a longer run without a space is divided anywhere (pdf/engine/unbroken_runs.py)
_RUN_PART = 6
_ADDRESS, _ADDRESS_PART = 16, 14  # characters; addresses and check sums are divided (markup/unhyphenated.py)
_ANYWHERE = frozenset({"code", "a"})  # in cells these are divided anywhere if need be (print.css)
_TURNED = "it is turned, on a page of its own"
_SHOWN = 40  # characters of a table that name it in a message

_BEHIND = re.compile(r"[/._\-?&=#:%+@~,;]+")  # what an address may be divided behind
_WORD = re.compile(r"[^\s\u200b-]+-*")
# Mean advances of Noto Sans in em; a line may end beside each ideograph and kana.
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NARROW, _WIDE, _CAPITAL = frozenset("iljtfrI.,:;'!|()[]-/"), frozenset("mwMW@%"), 0.64
_LOWER, _OTHER = 0.56, 0.62
_BOLD = 1.06  # heads are bold


def wide_table_findings(article: Article, body: Body, page: str) -> Iterator[Finding]:
    """A finding for each table that is turned, whose words have to be divided, or whose rows become paragraphs."""
    if "<table" not in body.xhtml:
        return
    grid = page_grid(page)
    line = article.text_line
    for table in etree.fromstring(body.xhtml).iter("table"):
        widths = _columns(table)
        words = " ".join(" ".join(table.itertext()).split())
        line = _line(article, words, line)
        how = _treatment(table, widths, grid)
        if how:
            name = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
            message = f"the table “{name}” has {len(widths)} columns and is wider than a page: {how}"
            yield Finding("table-turned" if how == _TURNED else "wide-table", message, article.path, line)


def _treatment(table: etree._Element, widths: list[float], grid: PageGrid) -> str:
    """What the PDF does with a table beside setting it smaller; empty if nothing."""
    measure, height = grid.measure * POINTS, grid.lines * grid.line
    if _width(widths, _SMALL) <= measure:
        return ""
    rows = sum(1 for _ in table.iter("tr"))
    is_outermost = next(table.iterancestors("table", "aside"), None) is None
    gains = height >= max(_LEAST_HEIGHT, measure * _LEAST_GAIN) and is_outermost
    if gains and len(widths) >= _FEWEST_COLUMNS and rows >= _FEWEST_ROWS:
        size = _SMALL if _width(widths, _SMALLEST) <= measure else _SMALLEST
        if _width(widths, size) <= height:
            return _TURNED
    if _width(widths, _SMALLEST) <= measure:
        return ""
    return "words in it are divided" if len(widths) <= _FEW_COLUMNS else "each row is printed as a paragraph"


def _width(widths: list[float], setting: tuple[float, float]) -> float:
    """The width in points of columns in a size, with the space between them."""
    size, padding = setting
    return sum(widths) * size + padding * (len(widths) - 1)


def _line(article: Article, words: str, first: int) -> int:
    """The line on which a table with these words begins, not before another one; 0 if it is not found literally."""
    word = words.split(" ", 1)[0]
    for number, line in enumerate(article.text.split("\n"), start=article.text_line):
        if word and number >= first and ("|" in line or "<t" in line) and word in line:
            return number
    return 0


def _columns(table: etree._Element) -> list[float]:
    """The least width of each column in em; cells that take several columns widen none."""
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
    """The width in em below which the text of a cell cannot be set."""
    texts = [cell.text or ""]
    for each in cell.iterdescendants() if len(cell) else ():
        texts += [" " if each.tag in _ANYWHERE else each.text or "", each.tail or ""]
    return max(map(_word_width, _WORD.findall("".join(texts))), default=0.0) * (_BOLD if cell.tag == "th" else 1.0)


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
def _word_width(word: str) -> float:
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
