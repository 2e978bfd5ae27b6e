"""The pages that records of a package name, compared with what is printed, as PDFium reads it.

The number of a page is what is printed at its foot. Where an article begins and ends is what the outline of the PDF
says, and its title must be in the text of the first page. Neither the page labels of the PDF nor the record is used.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pymarc
import pypdfium2
from lxml import etree

_FOOT = 50  # points from the lower edge, in which only the number of a page is
_LAST_PAGES = re.compile(r", p\. (\S+?)(?:-(\S+))?$")
_AREA = re.compile(r"page=(\d+)")
_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF as a reader sees it."""

    numbers: tuple[str, ...]  # at the foot of each page; "" where there is none
    texts: tuple[str, ...]  # of each page, without spaces
    begins: tuple[int, ...]  # pages on which a document begins, from 0
    titles: tuple[str, ...]  # of these documents, without spaces

    def last_page(self, first: int) -> int:
        """The last page of the document that begins on a page: the one before the next document."""
        return next((begin for begin in self.begins if begin > first), len(self.numbers)) - 1

    def first_page(self, title: str) -> int | None:
        """The page on which the document with a title begins."""
        found = [begin for begin, each in zip(self.begins, self.titles, strict=True) if each == joined(title)]
        return found[0] if len(found) == 1 else None


def joined(text: str) -> str:
    """A text without spaces and soft hyphens, which differ between a title and its lines on a page."""
    return re.sub(r"[\s\u00ad\u0002]+", "", text)


@cache
def read_printed(pdf: Path) -> Printed:
    """The PDF with its numbers, texts and outline."""
    document = pypdfium2.PdfDocument(pdf)
    numbers, texts = [], []
    for page in document:
        text = page.get_textpage()
        numbers.append(text.get_text_bounded(0, 0, page.get_width(), _FOOT).strip())
        texts.append(joined(text.get_text_range()))
    tops = [entry for entry in document.get_toc() if entry.level == 0]
    begins = tuple(entry.get_dest().get_index() for entry in tops)
    return Printed(tuple(numbers), tuple(texts), begins, tuple(joined(entry.get_title()) for entry in tops))


def records_of_pages(package: Path) -> tuple[int, list[str]]:
    """How many records of articles say their pages in field 773, and which say others than are printed."""
    count, problems = 0, []
    for file in sorted(package.rglob("marc.xml")):
        (pdf,) = package.rglob(f"*.{file.parent.name}.pdf")
        for record in pymarc.parse_xml_to_array(str(file), strict=True):
            for host in record.get_fields("773"):
                count += 1
                problems += _of_record(read_printed(pdf), record, host["g"])
    return count, problems


def _of_record(printed: Printed, record: pymarc.Record, said: str) -> Iterator[str]:
    title = " ".join(record["245"].get_subfields("a", "b")).rstrip(" /:.")
    pages = _LAST_PAGES.search(said)
    begin = printed.first_page(title)
    if begin is None or pages is None:
        yield f"{title}: {said}, not found in the outline of the PDF"
        return
    found = printed.numbers[begin], printed.numbers[printed.last_page(begin)]
    if found != (pages[1], pages[2] or pages[1]):
        yield f"{title}: {said}, printed on {found}"


def maps_of_pages(package: Path) -> tuple[int, list[str]]:
    """How many pages and texts the maps of METS name, and which differ from what is printed."""
    count, problems = 0, []
    for file in sorted(package.rglob("METS.xml")):
        root = etree.parse(file).getroot()
        files = {each.get("ID"): _target(file, each) for each in root.iter("{*}file")}
        for division in root.iter("{*}div"):
            for area in division.iterchildren("{*}fptr"):
                for each in area.iterchildren("{*}area"):
                    if _AREA.fullmatch(each.get("BEGIN", "")):
                        count += 1
                        problems += _of_division(read_printed(files[each.get("FILEID")]), division, each)
    return count, problems


def _target(mets: Path, file: etree._Element) -> Path:
    (location,) = file.iter("{*}FLocat")
    return mets.parent / unquote(location.get(_HREF))


def _of_division(printed: Printed, division: etree._Element, area: etree._Element) -> Iterator[str]:
    kind, label = division.get("TYPE"), division.get("LABEL", "")
    first = int(area.get("BEGIN").removeprefix("page=")) - 1
    if kind == "page":
        number = printed.numbers[first]
        if number and number != division.get("ORDERLABEL"):
            yield f"page {first + 1} is {division.get('ORDERLABEL')} in the map, and {number} is printed"
    elif kind in ("original", "translation"):
        last = int(area.get("END").removeprefix("page=")) - 1
        if joined(label) not in printed.texts[first]:
            yield f"{label} is not printed on page {first + 1}"
        if first in printed.begins and last != printed.last_page(first):
            yield f"{label} ends on page {last + 1} in the map, and on {printed.last_page(first) + 1} in the PDF"
