"""What survives a conversion for Kindles: python benchmarks/azw3.py EPUB...

calibre converts each EPUB to AZW3 (`ebook-convert`) and takes the result apart (`calibre-debug`). All that was in the
EPUB's spine is then compared with what is there: words in their order, calls of notes that lead to a note, entries of
the contents, pictures and fonts. One line for each file; exit status 1 if words, notes or contents are lost.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

OPF = {"o": "http://www.idpf.org/2007/opf"}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONVERT, TAKE_APART = "ebook-convert", "calibre-debug"


@dataclass(frozen=True)
class Contents:
    """What a book holds, as far as it is compared."""

    words: list[str]
    calls: int  # links to a note that lead to an element
    entries: list[str]  # of the contents
    fonts: int
    pictures: int


def main() -> None:
    """Convert and compare each file."""
    is_lost = False
    print(f"{'edition':44} {'words':>15} {'note links':>11} {'contents':>9} {'fonts':>7} {'pictures':>8}")
    for name in sys.argv[1:]:
        before, after = read_epub(Path(name)), read_azw3(convert(Path(name)))
        missing = lost_words(before.words, after.words)
        entries = Counter(before.entries) - Counter(after.entries)
        print(
            f"{Path(name).name:44} {len(before.words) - len(missing):>7}/{len(before.words):<7}"
            f" {after.calls:>5}/{before.calls:<5} {len(before.entries) - entries.total():>4}/{len(before.entries):<4}"
            f" {after.fonts:>3}/{before.fonts:<3} {after.pictures:>4}/{before.pictures:<3}"
        )
        if missing:
            print(f"  lost: {' '.join(missing[:12])}")
        is_lost = is_lost or bool(missing or entries or after.calls < before.calls)
    sys.exit(int(is_lost))


def convert(epub: Path) -> Path:
    """The folder of the AZW3's parts."""
    folder = Path(tempfile.mkdtemp(prefix="azw3-"))
    book, parts = folder / "book.azw3", folder / "parts"
    for command in ([CONVERT, str(epub), str(book)], [TAKE_APART, "-x", str(book), str(parts)]):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return parts


def read_epub(path: Path) -> Contents:
    """What is in the spine of an EPUB, and in its navigation document."""
    with zipfile.ZipFile(path) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        items = {each.get("id"): each.get("href") for each in package.iterfind(".//o:item", OPF)}
        spine = [items[each.get("idref")] for each in package.iterfind(".//o:itemref", OPF)]
        pages = {name: _page(archive.read(f"EPUB/{name}")) for name in spine}
        names = archive.namelist()
        ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))
    return _contents(pages, ncx, names)


def read_azw3(folder: Path) -> Contents:
    """The same of the parts of an AZW3."""
    texts = sorted((folder / "text").glob("*.html"))
    pages = {f"text/{each.name}": _page(each.read_bytes()) for each in texts}
    names = [each.relative_to(folder).as_posix() for each in folder.rglob("*")]
    return _contents(pages, etree.parse(folder / "toc.ncx").getroot(), names)


def _page(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def _contents(pages: dict[str, html.HtmlElement], ncx: etree._Element, names: list[str]) -> Contents:
    words = [word for page in pages.values() for word in _words(page)]
    entries = ["".join(label.itertext()).strip() for label in ncx.iterfind(".//{*}navMap//{*}navLabel")]
    fonts = sum(name.endswith((".ttf", ".otf", ".woff2")) for name in names)
    pictures = sum(name.endswith((".jpg", ".jpeg", ".png", ".gif", ".svg")) for name in names)
    return Contents(words, sum(_calls(pages)), entries, fonts, pictures)


def _words(page: html.HtmlElement) -> list[str]:
    """The words of the body. Two blocks never share one, and neither do a call of a note and the word before it."""
    body = page.find("body")
    text = " ".join(body.itertext()) if body is not None else ""
    return re.findall(r"\w+", text)


def _calls(pages: dict[str, html.HtmlElement]) -> list[bool]:
    """For each link to a note whether its target exists. Links to notes are known by their role."""
    ids = {(name, each.get("id")) for name, page in pages.items() for each in page.iter() if each.get("id")}
    found = []
    for name, page in pages.items():
        for link in page.iter("a"):
            if "doc-noteref" in (link.get("role") or "").split():
                path, _, anchor = unquote(link.get("href") or "").partition("#")
                folder = name.rpartition("/")[0]
                target = f"{folder}/{path}".lstrip("/") if path else name
                found.append((target, anchor) in ids)
    return found


def lost_words(before: list[str], after: list[str]) -> list[str]:
    """The words that are not there any more in their order."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        word
        for kind, first, last, _, _ in matcher.get_opcodes()
        if kind in ("delete", "replace")
        for word in before[first:last]
    ]


if __name__ == "__main__":
    main()
