"""A small EPUB made by hand, right in every respect, of the same book as the PDF of making.py; tests break it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from archivist.files import sha256
from archivist.record.document_numbers import Call
from archivist.record.document_text import BREAK
from archivist.record.expected_text import ExpectedText
from archivist.record.volume_record import RecordedFile
from archivist.text.list_numbers import ListNumber

PDF = "volume.pdf"
NOTE = f"1{BREAK}Above the valley.{BREAK}"
RUNNING = f"{BREAK}The spring{BREAK}It rises in the snow.1 It meets another river.{BREAK}One item{BREAK}"
EXPECTED = (
    ExpectedText(
        "spring",
        "spring.en.md",
        (f"{RUNNING}Notes{BREAK}First published in 2022.{BREAK}",),
        {"note.1": NOTE},
        f"{RUNNING}Notes{BREAK}{NOTE}First published in 2022.{BREAK}",
        {"": (ListNumber(1),)},
        {"": (Call("1", "note.1"),)},
    ),
)


def mark(label: str, id: str = "") -> str:
    id = id or f"page.{label.lower()}"
    return f'<span epub:type="pagebreak" role="doc-pagebreak" id="{id}" aria-label="{label}"/>'


def page(title: str, body: str, style: str = "style.css", kind: str = "frontmatter") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">'
        f'<head><title>{title}</title><link rel="stylesheet" href="{style}"/></head>'
        f'<body epub:type="{kind}">{body}</body></html>'
    )


PAGES = {
    "Cover": "cover.xhtml#page.cover",
    "i": "nav.xhtml#page.i",
    "1": "a/spring.xhtml#page.1",
    "2": "a/spring.xhtml#page.2",
}
_LIST = "".join(f'<li><a href="{to}">{label}</a></li>' for label, to in PAGES.items())
_NAV = f"""{mark("i")}<nav epub:type="toc"><h1>Contents</h1>
<ol><li><a href="a/spring.xhtml">The spring</a></li></ol></nav>
<nav epub:type="page-list" hidden="hidden"><ol>{_LIST}</ol></nav>"""
_SPRING = f"""{mark("1")}<h1>The spring</h1>
<p>It rises in the <em>snow.</em><a id="call.1" href="#note.1" epub:type="noteref">1</a>
It meets ano{mark("2")}ther river.</p><ol><li>One item</li></ol><img src="../images/blue.png" alt="A blue field"/>
<section epub:type="footnotes"><h2>Notes</h2><aside epub:type="footnote" id="note.1">
<span><a href="#call.1">1</a></span><div>Above the valley.</div></aside></section>
<p>First published in <a href="https://example.org/">2022</a>.</p>"""
_NCX_PAGES = "".join(
    f'<pageTarget id="p{number}" type="normal" playOrder="{number}"><navLabel><text>{label}</text></navLabel>'
    f'<content src="{to}"/></pageTarget>'
    for number, (label, to) in enumerate(PAGES.items(), 1)
)
_OPF = f"""<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="uid">urn:x</dc:identifier>
<meta property="pageBreakSource">{PDF}</meta></metadata><manifest>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="spring" href="a/spring.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="cover-image" href="cover.png" media-type="image/png" properties="cover-image"/>
<item id="picture" href="images/blue.png" media-type="image/png"/>
<item id="font" href="fonts/face.ttf" media-type="font/ttf"/>
</manifest><spine toc="ncx"><itemref idref="cover"/><itemref idref="nav"/><itemref idref="spring"/></spine></package>"""


def _png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (4, 4), (40, 70, 150)).save(target, "PNG")
    return target.getvalue()


def members() -> dict[str, bytes]:
    """The files of the book."""
    texts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>",
        "EPUB/content.opf": _OPF,
        "EPUB/cover.xhtml": page("Cover", f'{mark("Cover")}<img src="cover.png" alt="The River Reader"/>'),
        "EPUB/nav.xhtml": page("Contents", _NAV),
        "EPUB/toc.ncx": '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap><navPoint id="n1">'
        '<navLabel><text>The spring</text></navLabel><content src="a/spring.xhtml"/></navPoint></navMap>'
        f"<pageList>{_NCX_PAGES}</pageList></ncx>",
        "EPUB/a/spring.xhtml": page("The spring", _SPRING, "../style.css", "bodymatter"),
        "EPUB/style.css": '@font-face { font-family: Face; src: url("fonts/face.ttf") }',
        "EPUB/fonts/face.ttf": "a font",
    }
    pictures = dict.fromkeys(("EPUB/cover.png", "EPUB/images/blue.png"), _png())
    return {name: text.encode() for name, text in texts.items()} | pictures


Change = Callable[[dict[str, bytes]], None]


def put(folder: Path, change: Change | None = None, *, name: str = "volume.epub") -> RecordedFile:
    """The book in a folder, with something done to its files."""
    files = members()
    if change is not None:
        change(files)
    return put_files(folder / name, files)


def put_files(path: Path, files: Mapping[str, bytes]) -> RecordedFile:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    data = path.read_bytes()
    return RecordedFile(path, len(data), sha256(data))


def replaced(member: str, old: str, new: str, *, count: int = 1) -> Change:
    """A change of some letters of a file. What is to be replaced must be there."""

    def change(files: dict[str, bytes]) -> None:
        name = f"EPUB/{member}"
        assert files[name].count(old.encode()) >= count, f"{old!r} is not in {name}"
        files[name] = files[name].replace(old.encode(), new.encode(), count)

    return change


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(files: dict[str, bytes]) -> None:
        for each in changes:
            each(files)

    return change
