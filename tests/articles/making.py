"""Articles and folders for the tests of this stage."""

import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from archivist.articles import parse_body, read_folder
from archivist.findings import Finding
from archivist.links.address_book import AddressBook
from archivist.model.articles import Article, Body
from archivist.model.held_text import HeldText

INLINE = frozenset({"a", "abbr", "b", "code", "del", "em", "i", "s", "span", "strong", "sub", "sup", "time"})
HEAD = "---\ntitle: T\ndate: 2022-03-30\nlang: en\n---\n"


def article(text: str, **changes: Any) -> Article:
    """An article `2022/a.en.md` whose text begins on line 5."""
    fields: dict[str, Any] = {
        "key": "a",
        "language": "en",
        "date": datetime.date(2022, 3, 30),
        "title": "T",
        "held": HeldText(text),
        "text_line": 5,
        "path": "2022/a.en.md",
        "digest": "",
    }
    return Article(**{**fields, **changes})


def body(
    text: str,
    folder: Path = Path("/nowhere"),
    site: str = "",
    book: AddressBook | None = None,
    *,
    every_word: bool = False,
    **changes: Any,
) -> Body:
    """The body of such an article; checked to be well-formed and without leftovers."""
    made = parse_body(article(text, **changes), folder, site=site, book=book, every_word=every_word)
    for xhtml in (made.xhtml, *(note.xhtml for note in made.notes)):
        etree.fromstring(xhtml)
        assert "data-line" not in xhtml
    return made


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings, in order."""
    return [finding.code for finding in findings]


def inside(made: Body) -> str:
    """The body without the element around it."""
    return made.xhtml.removeprefix("<body>").removesuffix("</body>").strip()


def read(
    folder: Path, files: dict[str, str | bytes], **options: Any
) -> tuple[tuple[Article, ...], tuple[Finding, ...]]:
    """Write files and read the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_folder(folder, **options)


def corpora() -> Path:
    """The folder of real archives to run on; skips the test where there is none."""
    beside = Path(__file__).parents[3] / "shared" / "corpora"
    folder = Path(os.environ.get("ARCHIVIST_CORPORA", beside))
    if not folder.is_dir():
        pytest.skip("no corpora here; set ARCHIVIST_CORPORA")
    return folder


def texts(element: Any) -> Iterator[str]:
    """The text of a tree, with white space around blocks."""
    block = element.tag in {
        *[
            "p",
            "td",
            "th",
            "li",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "div",
            "br",
            "tr",
            "figure",
            "blockquote",
            "dd",
            "dt",
            "section",
        ]
    }
    yield " " if block else ""
    yield element.text or ""
    for child in element:
        yield from texts(child)
        yield child.tail or ""
    yield " " if block else ""
