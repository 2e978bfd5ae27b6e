"""Headings are read as they are written."""

import zipfile
from pathlib import Path

import pytest

from archivist.verify import epub_headings
from archivist.verify.epub_book import read_epub
from tests.verify.making_epub import mark, put, replaced


def codes(folder: Path, heading: str) -> list[str]:
    file = put(folder, replaced("a/spring.xhtml", "<h1>The spring</h1>", heading))
    with zipfile.ZipFile(file.path) as archive:
        return [message.code for message in epub_headings.messages(read_epub(archive))]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("<h1>The spring</h1>", []),
        (f"{mark('9', 'p9')}<h1>The spring</h1>", []),
        ('<h1>The <img src="cover.png" alt="small"/> spring</h1>', []),
        ('<h1>The spring<a role="doc-noteref" aria-label="note 1" href="#x">1</a></h1>', []),
        ('<h1>The <em aria-hidden="true"></em>spring</h1>', []),
        (f"<h1>{mark('9', 'p9')}The spring</h1>", ["page-mark-in-heading"]),
        (f"<h1>The <em>{mark('9', 'p9')}spring</em></h1>", ["page-mark-in-heading"]),
        ('<h1 aria-label="Another">The spring</h1>', ["heading-name"]),
        ('<h1 aria-labelledby="y">The spring <i id="y">of</i></h1>', ["heading-name"]),
        ('<h1>The <span aria-label="x">spring</span></h1>', ["heading-name"]),
        ('<h1>The <span aria-hidden="true">spring</span></h1>', ["heading-name"]),
    ],
)
def test_names_of_headings(tmp_path: Path, heading: str, expected: list[str]) -> None:
    assert codes(tmp_path, heading) == expected
