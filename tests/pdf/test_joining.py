"""A finished volume, read back with pikepdf and pdfium."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from archivist.epub.ascii_ids import ascii_id
from tests.archives import Compiled
from tests.markup.making import XHTML
from tests.pdf.making import below, squeezed

pytestmark = pytest.mark.slow  # lays out pages

NS = {"h": XHTML[1:-1]}
EDITIONS = ["2022-03.en", "2022-03.ka", "2022-02.en"]


class Made:
    """A PDF with the EPUB of the same edition."""

    def __init__(self, made: Compiled, edition: str) -> None:
        self.edition = edition
        self.data = made.file(edition, ".pdf").read_bytes()
        self.pdf = pikepdf.open(io.BytesIO(self.data))
        with zipfile.ZipFile(made.file(edition, ".epub")) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xhtml")]
            self.documents = {
                name.rpartition("/")[2].removesuffix(".xhtml"): etree.fromstring(archive.read(name)) for name in names
            }
            self.package = archive.read(next(name for name in archive.namelist() if name.endswith(".opf"))).decode()
        self.labels = [str(page.label) for page in self.pdf.pages]
        self.index = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        with pypdfium2.PdfDocument(self.data) as opened:
            self.texts = [squeezed(page.get_textpage().get_text_range()) for page in opened]

    @property
    def destinations(self) -> dict[str, tuple[int, float]]:
        """Page and height of each named place."""
        tree = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        return {unquote(str(name)): (self.index[place[0].objgen], float(place[3])) for name, place in tree.items()}

    def links(self) -> Iterator[tuple[int, Any]]:
        for number, page in enumerate(self.pdf.pages):
            for annotation in page.get("/Annots", []):
                yield number, annotation

    def has(self, document: str, anchor: str) -> bool:
        """Whether a document of the EPUB has an element with this id."""
        return bool(self.documents[document].xpath(f"//*[@id='{ascii_id(anchor)}']"))

    def text_at(self, name: str) -> str:
        """The beginning of what a place's element holds, by the EPUB."""
        document, _, anchor = name.partition("#")
        root = self.documents[document]
        (element,) = root.xpath(f"//*[@id='{ascii_id(anchor)}']") if anchor else root.iter(f"{XHTML}h1")
        texts = element.xpath(".//*[@class='note-text']") or [element]  # its number stands beside it
        return squeezed("".join(texts[0].itertext()))[:18]


@pytest.fixture(scope="module", params=EDITIONS)
def volume(request: pytest.FixtureRequest, made: Compiled) -> Made:
    return Made(made, request.param)


def test_page_labels_are_the_numbers_printed(volume: Made) -> None:
    assert volume.labels[0] in {"Cover", "ყდა"}
    assert volume.labels[1] == f"{volume.labels[0]} 2"
    printed = 0
    for number, (label, page) in enumerate(zip(volume.labels, volume.pdf.pages, strict=True)):
        if re.fullmatch(r"\d+|[ivxl]+", label) and not _is_bare(page):
            assert below(volume.data, number, 60, 60) == label
            printed += 1
    arabic = [label for label in volume.labels if label.isdigit()]
    assert arabic == [str(n + 1) for n in range(len(arabic))]
    assert volume.labels.index("1") % 2 == 0  # on a right-hand page
    assert volume.labels[2] == "i"
    assert printed > len(arabic)  # the contents, too


def _is_bare(page: Any) -> bool:
    return b"/Artifact <</Type /Pagination>>" not in b"".join(_streams(page))


def _is_pagination(properties: Any) -> bool:
    return isinstance(properties, pikepdf.Dictionary) and properties.get("/Type") == pikepdf.Name.Pagination


def _streams(page: Any) -> list[bytes]:
    contents = page.obj.Contents
    return [part.read_bytes() for part in (contents if isinstance(contents, pikepdf.Array) else [contents])]


def test_running_heads_and_numbers_are_artifacts_and_nothing_else_is(volume: Made) -> None:
    dressed = 0
    for page in volume.pdf.pages:
        inside, depth, drawn = 0, 0, []
        for instruction in pikepdf.parse_content_stream(page):
            name, operands = str(instruction.operator), list(instruction.operands)
            if name in {"BDC", "BMC"}:
                depth += 1
                inside += len(operands) == 2 and _is_pagination(operands[1])
            elif name == "EMC":
                depth -= 1
                inside = min(inside, depth)
            elif inside:
                drawn.append(name)
        assert (depth, inside) == (0, 0)
        dressed += bool(drawn)
        assert bool(drawn) == (not _is_bare(page))
        assert set(drawn) <= {"q", "Q", "rg", "BT", "ET", "Tm", "Tf", "TJ"}
    assert dressed >= len([label for label in volume.labels[4:] if label.isdigit()])


def test_every_page_of_an_article_has_its_number_at_its_foot(made: Compiled) -> None:
    volume = Made(made, "2022-03.en")
    for item in json.loads(made.file("2022-03.en", ".json").read_bytes())["articles"]:
        page, _ = volume.destinations[f"{item['key']}#"]
        feet = [below(volume.data, page + n, 60, 60) for n in range(item["pages"])]
        assert feet == [str(n) for n in range(int(item["first_page"]), int(item["last_page"]) + 1)]


def test_running_heads_name_the_volume_and_the_article(made: Compiled) -> None:
    volume = Made(made, "2022-03.en")
    with pypdfium2.PdfDocument(volume.data) as opened:
        top = opened[0].get_height()
    first, _ = volume.destinations["river#"]
    assert first % 2 == 0
    assert below(volume.data, first, top, 50) == ""  # the first page of an article has none
    assert below(volume.data, first + 1, top, 50) == squeezed("The River Reader · March 2022")
    assert below(volume.data, first + 2, top, 50) == squeezed("The road beside it")  # the article that begins there


def test_every_link_within_leads_to_a_place_that_is_there_and_says_what_it_should(volume: Made) -> None:
    places = volume.destinations
    followed = 0
    for _, link in volume.links():
        assert link["/Subtype"] == "/Link"
        assert not str(link.get("/A", {}).get("/URI", "")).startswith(("document:", "archivist:", "file:"))
        if "/Dest" not in link:
            continue
        name = str(link["/Dest"])
        page, height = places[name]
        assert volume.text_at(name) in below(volume.data, page, height + 12, 130), name
        followed += 1
    assert followed >= 1


def test_every_named_place_is_where_its_text_is(volume: Made) -> None:
    for name, (page, height) in volume.destinations.items():
        document, _, anchor = name.partition("#")
        assert 0 <= height <= float(volume.pdf.pages[page].mediabox[3]) + 0.01
        if document in volume.documents and anchor and not anchor.startswith("call."):
            if anchor.startswith("page.") and not volume.has(document, anchor):
                continue  # the page begins in another document, whose EPUB document has its mark
            assert volume.text_at(name)[:10] in below(volume.data, page, height + 12, 130), name


def test_calls_lead_to_notes_and_notes_back(made: Compiled) -> None:
    volume = Made(made, "2022-03.en")
    targets = [str(link["/Dest"]) for _, link in volume.links() if "/Dest" in link]
    for name in ("river#note.1", "river#note.2", "river#call.1", "river#call.2", "road#note.1", "road#call.1"):
        assert name in targets
    assert targets.count("river#note.1") == 2  # called twice
    page, _ = volume.destinations["river#note.1"]
    assert "Thespringhasitsownnote,inEnglish.წყაროსსაკუთარიშენიშვნააქვს." in volume.texts[page]


def test_links_to_the_web_are_kept(made: Compiled) -> None:
    volume = Made(made, "2022-03.en")
    addresses = {str(link.A.URI) for _, link in volume.links() if "/A" in link and "/URI" in link.A}
    assert addresses == {"https://example.org/maps?a=1&b=2", "https://example.org/river", "https://example.org/further"}


def test_no_link_lies_over_another(made: Compiled) -> None:
    for page in Made(made, "2022-03.en").pdf.pages:
        areas = [_area(link) for link in page.get("/Annots", [])]
        for at, one in enumerate(areas):
            for other in areas[at + 1 :]:
                wide = min(one[2], other[2]) - max(one[0], other[0])
                high = min(one[3], other[3]) - max(one[1], other[1])
                assert wide <= 1 or high <= 3, (one, other)


def test_every_link_can_be_hit(made: Compiled) -> None:
    for _, link in Made(made, "2022-03.en").links():
        left, bottom, right, top = _area(link)
        assert right - left >= 2
        assert top - bottom >= 5


def _area(link: Any) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(edge) for edge in link["/Rect"])
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def test_the_outline_leads_to_where_each_title_is(volume: Made) -> None:
    def flat(items: Any) -> Iterator[Any]:
        for item in items:
            yield item
            yield from flat(item.children)

    found = []
    with volume.pdf.open_outline() as outline:
        for item in flat(outline.root):
            page = volume.index[item.destination[0].objgen]
            found.append(item.title)
            if found[0] != item.title:  # the cover says its title nowhere
                height = float(item.destination[3])
                band = below(volume.data, page, height + 12, height + 12 if height > 500 else 130)
                assert squeezed(item.title) in band, item.title
    titles = [
        root.find(f".//{XHTML}h1") for root in volume.documents.values() if root.find(f".//{XHTML}article") is not None
    ]
    assert len(titles) >= 1
    for title in titles:
        assert "".join(title.itertext()) in found
    if volume.edition == "2022-03.en":
        assert [title for title in found if title in {"The survey", "By foot", "Bridges"}] == [
            "The survey",
            "By foot",
            "Bridges",
        ]


def test_what_is_said_of_the_volume_agrees_everywhere(volume: Made) -> None:
    language = volume.edition[-2:]
    info = {str(name): str(text) for name, text in volume.pdf.docinfo.items()}
    with volume.pdf.open_metadata() as xmp:
        assert info["/Title"] == str(xmp["dc:title"])
        assert language in xmp["dc:language"]
        assert str(volume.pdf.Root.Lang) == language
        assert info["/Producer"] == xmp["pdf:Producer"]
        for key, name in (("xmp:CreateDate", "/CreationDate"), ("xmp:ModifyDate", "/ModDate")):
            assert re.sub(r"\D", "", str(xmp[key])) == re.sub(r"\D", "", info[name])
        assert info.get("/Author", "") == "; ".join(xmp.get("dc:creator", []))
        assert str(xmp["dc:identifier"]) in volume.package
        assert f">{xmp['dc:title']}<" in volume.package
    assert volume.pdf.Root.ViewerPreferences.DisplayDocTitle


def _box(page: Any) -> Any:
    return page.mediabox


def test_it_is_a_sound_pdf(volume: Made) -> None:
    assert volume.pdf.check_pdf_syntax() == []
    sizes = {(round(float(x1 - x0), 2), round(float(y1 - y0), 2)) for x0, y0, x1, y1 in map(_box, volume.pdf.pages)}
    assert sizes == {(419.53, 595.28)}
    with pypdfium2.PdfDocument(volume.data) as opened:
        assert len(opened) == len(volume.labels)


def test_every_word_of_the_articles_is_in_it(volume: Made) -> None:
    everything = "".join(volume.texts)
    for root in volume.documents.values():
        for block in root.xpath("//*[@class='body']//*[self::h:h2 or self::h:h3 or self::h:figcaption]", namespaces=NS):
            assert squeezed("".join(block.itertext())) in everything
        for word in {word for text in root.xpath("//*[@class='body']//text()") for word in text.split()}:
            assert squeezed(word) in everything


def test_a_georgian_volume_has_no_capitals(made: Compiled) -> None:
    volume = Made(made, "2022-03.ka")
    everything = "".join(volume.texts)
    assert "სადიბადებამდინარე" in everything
    assert not [letter for letter in everything if 0x1C90 <= ord(letter) <= 0x1CBF]
    with volume.pdf.open_outline() as outline:
        assert not [item for item in outline.root if any(0x1C90 <= ord(letter) <= 0x1CBF for letter in item.title)]
