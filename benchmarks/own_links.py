"""Links between the articles of an archive, counted in its finished volumes by readers that had no part in making them.

    archivist compile --archive DIR
    python benchmarks/own_links.py DIR

For each edition: how many links in the text of its articles lead to another place in the book, how many lead to the
web address of an article that is in the book (they should be none), and how many to that of an article of another
volume. The EPUB is read with zipfile and lxml, the PDF with pdfminer. Addresses are compared here by a rule of its own.
"""

import argparse
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from lxml import etree
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

X = "{http://www.w3.org/1999/xhtml}"
INSIDE, WEB, ELSEWHERE = "inside", "to the web, though in the book", "to the web, in another volume"


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path, help="a compiled archive")
    archive = parser.parse_args().archive
    keys = published(archive / "articles")
    total: dict[str, Counter[str]] = {"EPUB": Counter(), "PDF": Counter()}
    for record in sorted((archive / "build").glob("*/volume.*.json")):
        edition = json.loads(record.read_bytes())
        held = {article["key"] for article in edition["articles"]}
        for kind, targets in (("EPUB", epub_links), ("PDF", pdf_links)):
            for file in record.parent.glob(f"*.{edition['language']}*.{kind.lower()}"):
                found = Counter(filter(None, (judged(target, keys, held) for target in targets(file, edition))))
                total[kind] += found
                print(f"{file.name}: {said(found)}")
    for kind, found in total.items():
        print(f"{kind}, all: {said(found)}")


def said(found: Mapping[str, int]) -> str:
    """Counts in words."""
    return ", ".join(f"{found.get(name, 0)} {name}" for name in (INSIDE, WEB, ELSEWHERE))


def published(folder: Path) -> dict[str, str]:
    """The key of each article by the address it was published at."""
    found = {}
    for file in folder.rglob("*.md"):
        head = yaml.safe_load(file.read_text().split("\n---", 1)[0])
        if head.get("source"):
            found[plain(head["source"])] = head.get("key") or head.get("translation_key") or file.stem
    return found


def plain(address: str) -> str:
    """An address without scheme, `www.`, what is behind the path, and the slash at its end."""
    page = re.sub(r"^https?://(?:www\.)?|[?#].*", "", address)
    return re.sub(r"(?:/index\.html)?/*$", "", page)


def judged(target: str, keys: Mapping[str, str], held: set[str]) -> str:
    """Which of the three a target is; "" for the rest of the web."""
    if not re.match(r"[a-z]+:", target):
        return INSIDE
    key = keys.get(plain(target))
    return "" if key is None else WEB if key in held else ELSEWHERE


def epub_links(file: Path, _: Mapping[str, Any]) -> Iterator[str]:
    """The targets of links in the text and the notes of articles; not those within one document."""
    with zipfile.ZipFile(file) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                yield from _links_of(etree.fromstring(book.read(name)))


def _links_of(root: Any) -> Iterator[str]:
    for part in root.iter(f"{X}div", f"{X}section"):
        if (part.get("class") or "").split()[:1] in (["body"], ["notes"]):
            yield from (link.get("href") for link in part.iter(f"{X}a") if not link.get("href", "#").startswith("#"))


def pdf_links(file: Path, edition: Mapping[str, Any]) -> Iterator[str]:
    """The targets of links on the pages of articles; those within one article and to related reading are left out.

    A link that shows its own address is the place of first publication, one that shows a title is related reading.
    """
    articles = edition["articles"]
    numbers = {str(n) for each in articles for n in range(int(each["first_page"]), int(each["last_page"]) + 1)}
    titles = {each["title"] for each in articles}
    with file.open("rb") as stream:
        for page in PDFPage.create_pages(PDFDocument(PDFParser(stream))):
            for reference in (resolve1(page.annots) or ()) if page.label in numbers else ():
                note = resolve1(reference)
                words = _text(note.get("Contents", b""))
                target = note["Dest"].decode() if "Dest" in note else _text(resolve1(note["A"])["URI"])
                if words not in titles | {target} and not re.search(r"#(?:note|call|related|second)\.", target):
                    yield target


def _text(value: bytes) -> str:
    return value.decode("utf-16") if value.startswith((b"\xfe\xff", b"\xff\xfe")) else value.decode("latin-1")


if __name__ == "__main__":
    main()
