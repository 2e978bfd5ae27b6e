"""The pages of the printed contents, which the EPUB has its own navigation document for.

A page of the printed contents begins with its heading or with one of its lines; the navigation has the same lines, in
the same order unless the printed ones are below the names of sections. Then all pages begin before the heading.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from archivist.epub.ascii_ids import ascii_address
from archivist.epub.package import HTML
from archivist.model.book import Document
from archivist.model.pages import DocumentMarks
from archivist.text.visible_text import visible
from archivist.text.xml_element import Element

HEADING = ""  # stands for the heading among the addresses


def pages_by_line(contents: Document, pages: DocumentMarks) -> Mapping[str, tuple[str, ...]]:
    """The labels of the pages that begin with each line, by the address it leads to, or with the heading."""
    root = etree.fromstring(contents.xhtml)
    lines = [(0, HEADING)] if _is_by_section(root) else list(_lines(root))
    found: dict[str, tuple[str, ...]] = {}
    for mark in pages.marks:
        before = [address for first, address in lines if first <= mark.start.letters]
        address = before[-1] if mark.start.letters else HEADING
        found[address] = (*found.get(address, ()), mark.label)
    return found


def _is_by_section(root: Element) -> bool:
    """Whether lines of the printed contents may be in another order."""
    return any(heading.get("class") == "section-name" for heading in root.iter(f"{{{HTML}}}h2"))


def _lines(root: Element) -> Iterator[tuple[int, str]]:
    """Where the heading and each line begin, in letters, and where it leads."""
    yield 0, HEADING
    letters = 0
    for event, element in etree.iterwalk(root.find(f"{{{HTML}}}body"), events=("start", "end")):
        link = next(element.iter(f"{{{HTML}}}a"), None) if element.tag == f"{{{HTML}}}li" else None
        if event == "start" and link is not None:
            yield letters, ascii_address(link.get("href", ""))
        letters += len(visible((element.text if event == "start" else element.tail) or ""))
