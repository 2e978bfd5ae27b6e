"""Books made by hand, as the markup stage would make them."""

import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree
from PIL import Image

from archivist.book_parts import Role
from archivist.epub import EpubSettings, bind
from archivist.fonts import FontFace, FontLibrary
from archivist.identifiers import EditionIdentifiers
from archivist.model.annotated import AnnotatedEdition
from archivist.model.articles import Heading, Picture
from archivist.model.book import Book, BookMetadata, Contributor, Document
from archivist.model.pages import DocumentMarks, PageMap
from archivist.model.volumes import Edition, Volume
from archivist.publication import Publication, TypesetCover

LABELS = {"contents": "Contents", "cover": "Cover", "start": "Start of the text"}
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
HTML = "{http://www.w3.org/1999/xhtml}"
NAMESPACES = {"h": HTML[1:-1], "epub": "http://www.idpf.org/2007/ops", "opf": OPF[1:-1], "dc": DC[1:-1]}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

METADATA = BookMetadata(
    identifier="urn:uuid:5f0c9d0e-3f5d-5d3c-9d57-0c8a4a1f2b33",
    title="Notes from the Caucasus",
    volume_title="March 2022",
    language="en",
    languages=("en", "ka", "ru"),
    volume_id="2022-03",
    number=3,
    issue=3,
    year=2022,
    published=datetime.date(2022, 3, 30),
    modified=datetime.datetime(2022, 3, 30, tzinfo=datetime.UTC),
    contributors=(Contributor("Nino Example", "aut"), Contributor("Иван Пример", "trl")),
    subtitle="A monthly of reading",
    publisher="Example Press",
    place="Tbilisi",
    identifiers=EditionIdentifiers(issn_epub="1234-5679"),
    rights="CC BY 4.0",
    description="What was written in March 2022.",
)


NO_MARKS: Mapping[str, DocumentMarks] = MappingProxyType({})
DAY = datetime.date(2022, 3, 1)
EDITION = AnnotatedEdition(Edition(Volume("2022-03", 3, 3, 2022, DAY, DAY, ()), "en", ()), ())


def page(title: str, body: str, *, language: str = "en", epub_type: str = "bodymatter") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}"><head><meta charset="utf-8"/><title>{title}</title>'
        f'<link rel="stylesheet" href="style.css"/></head><body epub:type="{epub_type}">{body}</body></html>'
    ).encode()


def document(id: str, body: str, role: Role = Role.ARTICLE, **fields: Any) -> Document:
    title = fields.pop("title", id.capitalize())
    language = fields.pop("language", "en")
    return Document(id, role, language, title, page(title, body, language=language), **fields)


def jpeg(size: tuple[int, int] = (600, 800)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (40, 70, 90)).save(target, "JPEG", quality=80)
    return target.getvalue()


def picture(folder: Path, name: str = "images/Three scripts.png") -> Picture:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (300, 120), (150, 160, 170)).save(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Picture(name, path, "image/png", digest, 300, 120)


RIVERS = """<article epub:type="chapter"><header class="article-header">
<p class="dateline">30 March 2022</p>
<h1>Where the Great Liakhvi rises</h1>
<p class="standfirst">A river, its two names, and the map that forgot one of them.</p>
<p class="byline">Nino Example</p></header>
<div class="body">
<p>The river leaves the mountains<a class="note-call" epub:type="noteref" role="doc-noteref" id="call-1"
href="#note-1">1</a> and turns south, past orchards and weirs, to join the Mtkvari at Gori; older maps
give it another name. <span lang="ka" xml:lang="ka">დიდი ლიახვი</span> is what the people upstream call it,
and <em>Bolshaya Liakhva</em> what the <em>Brockhaus</em> of 1896 prints.</p>
<p>Two surveys disagree — the first by 4.2&#160;km, the second by nearly nine<a class="note-call"
epub:type="noteref" role="doc-noteref" id="call-2" href="#note-2">2</a>. Neither says where it began
to measure, so the difference may be no more than a matter of where each surveyor’s boots
stopped being dry.</p>
<h2 id="survey">The survey</h2>
<p>What the three scripts look like is shown below.</p>
<figure><img src="images/Three scripts.png" alt="The same word in three scripts"/>
<figcaption>One word in asomtavruli, nuskhuri and mkhedruli.</figcaption></figure>
<table><thead><tr><th>Year</th><th>Surveyor</th><th class="align-right">Length, km</th></tr></thead>
<tbody><tr><td>1896</td><td>Military topographers</td><td class="align-right">98</td></tr>
<tr><td>1961</td><td>Institute of Geography, <strong>Tbilisi</strong></td>
<td class="align-right">106.7</td></tr>
</tbody></table>
<section class="background" id="b"><h2 id="background">Background</h2>
<p>The valley was closed to traffic in 2008. See also <a href="history.xhtml#years">the years before</a>.</p>
<p>It has not been measured since.</p></section>
<h2 id="method">Method</h2>
<blockquote><p>“Measure what runs, not what is drawn.”</p></blockquote>
<p>The command was <code>measure --river</code>, or in full:</p>
<pre><code>for river in rivers:
    print(river, measure(river))</code></pre>
<p class="print-only">See page 12.</p><p>Printed<span class="print-only"> (p. 4)</span>, kept.
<a href="contents.xhtml#river">Back to the contents</a>.</p>
<ul><li>orchards</li><li>weirs</li></ul>
</div>
<section class="notes" epub:type="footnotes" role="doc-endnotes"><h2 id="notes">Notes</h2>
<aside class="note" epub:type="footnote" role="doc-footnote" id="note-1">
<p class="note-text" lang="en" xml:lang="en"><span class="note-number">1</span> The Great Liakhvi.</p>
<p class="note-text" lang="ka" xml:lang="ka">დიდი ლიახვი, მტკვრის მარცხენა შენაკადი.</p>
<a class="backlink" role="doc-backlink" href="#call-1" aria-label="Back to the text">↩</a></aside>
<aside class="note" epub:type="footnote" role="doc-footnote" id="note-2">
<p class="note-text" lang="en" xml:lang="en"><span class="note-number">2</span> Both are in the library.</p>
<a class="backlink" role="doc-backlink" href="#call-2" aria-label="Back to the text">↩</a></aside></section>
<nav class="read-next"><h2 id="next">Read next</h2><ul>
<li><a href="history.xhtml">გზა და მდინარე</a></li></ul></nav>
</article>"""

GEORGIAN = """<article epub:type="chapter"><header class="article-header">
<p class="dateline">9 მარტი, 2022</p>
<h1>გზა და მდინარე</h1><p class="standfirst">მოკლე ისტორია.</p><p class="byline">ნინო მაგალითი</p></header>
<div class="body"><p>საქართველოს კონსტიტუცია 1921 წლის 21 თებერვალს მიიღეს — „დამოუკიდებელი“ რესპუბლიკის ბოლო
კვირებში.</p><p>მეორე აბზაცი აბზაცს მოსდევს, რომ ჩანდეს, როგორ იწყება ახალი სტრიქონი.</p>
<h2 id="years">წლები</h2><p data-note="x">ტექსტი.</p></div></article>"""

RUSSIAN = """<article epub:type="chapter"><header class="article-header">
<p class="dateline">16 марта 2022 г.</p>
<h1>Хранить сеть</h1><p class="byline">Иван Пример</p></header><div class="body"><p>Страницы исчезают
быстрее, чем их успевают прочесть; архив — это обещание, данное будущему читателю.</p>
<p>Второй абзац.</p></div></article>"""


def documents(shown: Picture) -> tuple[Document, ...]:
    headings = (
        Heading(2, "survey", "The survey"),
        Heading(2, "background", "Background"),
        Heading(3, "x", "Deeper"),
    )
    return (
        document("front", "<h1>Printed cover</h1>", Role.COVER),
        document(
            "title",
            '<section class="titlepage" epub:type="titlepage"><h1>Notes from the Caucasus</h1>'
            '<p>A monthly of reading</p><p class="volume-title">March 2022</p><p>No. 3</p></section>',
            Role.TITLE_PAGE,
            title="Notes from the Caucasus",
        ),
        document(
            "imprint",
            '<section class="imprint"><h1>Imprint</h1><p>Example Press, Tbilisi</p><p>ISSN 1234-5679</p></section>',
            Role.IMPRINT,
        ),
        document("contents", '<nav epub:type="toc"><h1>Contents … 5</h1></nav>', Role.CONTENTS),
        document("river", RIVERS, title="Where the Great Liakhvi rises", headings=headings, pictures=(shown,)),
        document(
            "history",
            GEORGIAN,
            title="გზა და მდინარე",
            language="ka",
            headings=(Heading(2, "years", "წლები"),),
        ),
        document("web", RUSSIAN, title="Хранить сеть", language="ru"),
        document(
            "related",
            '<section class="related"><h1>Related reading</h1><ul><li><a href="river.xhtml">Where the Great '
            'Liakhvi rises</a></li><li><a href="https://example.org/rivers">Rivers</a></li></ul></section>',
            Role.RELATED,
            title="Related reading",
        ),
    )


def book(folder: Path, **changes: Any) -> Book:
    fields: dict[str, Any] = {"metadata": METADATA, "documents": documents(picture(folder)), "labels": LABELS}
    return Book(**{**fields, **changes})


def publication(
    book: Book,
    faces: tuple[FontFace, ...] = (),
    cover: bytes = b"",
    marks: Mapping[str, DocumentMarks] = NO_MARKS,
) -> Publication:
    """The book as typesetting hands it over, with a cover of one colour."""
    typeset = TypesetCover(cover or jpeg(), None, (), (), ())
    return Publication("x", EDITION, book, faces, lambda: typeset, PageMap({}, marks=marks))


def bound(book: Book, **settings: Any) -> bytes:
    text = "".join(one.xhtml.decode() for one in book.documents)
    faces = FontLibrary().faces_for(text, book.metadata.language)[0]
    return bind(publication(book, tuple(faces)), EpubSettings(**settings))


class OpenedBook:
    """An EPUB read back with nothing but a zip reader and an XML parser."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.package = etree.fromstring(self.zip.read("EPUB/content.opf"))

    def bytes_of(self, name: str) -> bytes:
        return self.zip.read(f"EPUB/{name}")

    def tree(self, name: str) -> Any:
        return etree.fromstring(self.bytes_of(name))

    def values(self, tag: str) -> list[str]:
        return [element.text or "" for element in self.package.iter(f"{DC}{tag}")]

    def properties(self, property: str) -> list[str]:
        return [e.text for e in self.package.iter(f"{OPF}meta") if e.get("property") == property]

    @property
    def spine(self) -> list[str]:
        names = {item.get("id"): item.get("href") for item in self.package.iter(f"{OPF}item")}
        return [names[item.get("idref")] for item in self.package.iter(f"{OPF}itemref")]

    def names(self, suffixes: Iterable[str]) -> list[str]:
        return [name for name in self.zip.namelist() if name.endswith(tuple(suffixes))]
