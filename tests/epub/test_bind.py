"""What a finished EPUB holds, read back with a zip reader and an XML parser only."""

import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ebooklib import epub

from archivist.epub import EpubSettings, bind
from archivist.errors import BindingError
from archivist.executors import open_executor
from tests.epub.making import (
    EPUB_TYPE,
    HTML,
    METADATA,
    NAMESPACES,
    OpenedBook,
    book,
    bound,
    document,
    documents,
    jpeg,
    publication,
)
from tests.epub.making import picture as made_picture

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("articles")


@pytest.fixture(scope="module")
def data(folder: Path) -> bytes:
    return bound(book(folder))


@pytest.fixture(scope="module")
def opened(data: bytes) -> OpenedBook:
    return OpenedBook(data)


# ---------------------------------------------------------------- container


def test_the_type_can_be_recognised_from_the_first_bytes(data: bytes) -> None:
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_no_time_user_or_system_is_in_the_zip(opened: OpenedBook) -> None:
    for member in opened.zip.infolist():
        assert member.date_time == (1980, 1, 1, 0, 0, 0)
        assert (member.create_system, member.external_attr, member.extra) == (3, 0o644 << 16, b"")


def test_every_file_is_in_the_manifest_once(opened: OpenedBook) -> None:
    listed = [f"EPUB/{item.get('href')}" for item in opened.package.iterfind(".//opf:item", NAMESPACES)]
    outside = ["mimetype", "META-INF/container.xml", "EPUB/content.opf"]
    assert sorted(listed + outside) == sorted(opened.zip.namelist())


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "zone"), [("1", "UTC"), ("4711", "Asia/Tbilisi")])
def test_the_same_book_gives_the_same_bytes(data: bytes, tmp_path: Path, seed: str, zone: str) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.epub.making import book, bound;"
        "Path(sys.argv[1]).write_bytes(bound(book(Path(sys.argv[2]))))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    target = tmp_path / "book.epub"
    subprocess.run(
        [sys.executable, "-c", code, target, tmp_path / "elsewhere"],
        env=environment,
        cwd=tmp_path,
        check=True,
    )
    assert target.read_bytes() == data


# ---------------------------------------------------------------- package document


def test_metadata(opened: OpenedBook) -> None:
    assert opened.values("identifier") == [METADATA.identifier]
    assert opened.values("title") == ["Notes from the Caucasus: March 2022", "A monthly of reading"]
    assert opened.values("language") == ["en", "ka", "ru"]
    assert opened.values("creator") == ["Nino Example"]
    assert opened.values("contributor") == ["Иван Пример"]
    assert opened.values("publisher") == ["Example Press"]
    assert opened.values("date") == ["2022-03-30"]
    assert opened.values("rights") == ["CC BY 4.0"]
    assert opened.values("description") == ["What was written in March 2022."]
    assert opened.properties("role") == ["aut", "trl"]
    assert opened.properties("dcterms:modified") == ["2022-03-30T00:00:00Z"]


def test_the_serial_is_a_series_with_its_issn(opened: OpenedBook) -> None:
    assert opened.properties("belongs-to-collection") == ["Notes from the Caucasus"]
    assert opened.properties("collection-type") == ["series"]
    assert opened.properties("group-position") == ["3"]
    assert opened.properties("dcterms:identifier") == ["urn:issn:1234-5679"]
    refining = opened.package.xpath("//opf:meta[@property='dcterms:identifier']/@refines", namespaces=NAMESPACES)
    assert refining == ["#series"]


def test_the_package_says_its_language(opened: OpenedBook) -> None:
    assert opened.package.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert opened.package.get("dir") is None


def test_a_book_written_from_right_to_left_says_so(folder: Path) -> None:
    opened = OpenedBook(bound(book(folder, metadata=replace(METADATA, language="he", languages=("he",)))))
    assert opened.package.get("dir") == "rtl"
    assert opened.package.find("opf:spine", NAMESPACES).get("page-progression-direction") == "rtl"
    assert opened.tree("nav.xhtml").get("dir") == "rtl"


def test_spine_order_with_the_navigation_in_the_place_of_the_printed_contents(opened: OpenedBook) -> None:
    names = ["cover", "title", "imprint", "nav", "river", "history", "web", "related"]
    assert opened.spine == [f"{name}.xhtml" for name in names]


def test_without_printed_contents_the_navigation_stands_before_the_first_article(folder: Path) -> None:
    some = tuple(one for one in documents(made_picture(folder)) if one.id != "contents")
    assert OpenedBook(bound(book(folder, documents=some))).spine[2:5] == [
        "imprint.xhtml",
        "nav.xhtml",
        "river.xhtml",
    ]


def test_accessibility_metadata_is_true_of_the_content(opened: OpenedBook) -> None:
    assert opened.properties("schema:accessMode") == ["textual", "visual"]
    assert opened.properties("schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" in opened.properties("schema:accessibilityFeature")
    assert "pageBreakMarkers" not in opened.properties("schema:accessibilityFeature")
    assert opened.properties("schema:accessibilityHazard") == ["none"]
    assert opened.properties("dcterms:conformsTo") == []  # only a check can say that


def test_accessibility_metadata_of_a_book_without_pictures(folder: Path) -> None:
    opened = OpenedBook(bound(book(folder, documents=(document("a", "<h1>A</h1>"),))))
    assert opened.properties("schema:accessMode") == ["textual"]
    assert "alternativeText" not in opened.properties("schema:accessibilityFeature")


def test_a_picture_without_words_is_not_said_to_have_them(folder: Path) -> None:
    shown = made_picture(folder)
    one = document("a", f'<h1>A</h1><p><img src="{shown.name}" alt=""/></p>', pictures=(shown,))
    opened = OpenedBook(bound(book(folder, documents=(one,))))
    assert opened.properties("schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in opened.properties("schema:accessibilityFeature")


# ---------------------------------------------------------------- navigation and cover


def test_contents_list_articles_and_their_sections(opened: OpenedBook) -> None:
    nav = opened.tree("nav.xhtml").xpath("//h:nav[@epub:type='toc']", namespaces=NAMESPACES)[0]
    assert nav.findtext(f"{HTML}h1") == "Contents"
    assert nav.xpath(".//h:a/@href", namespaces=NAMESPACES) == [
        "imprint.xhtml",
        "river.xhtml",
        "river.xhtml#survey",
        "river.xhtml#background",
        "history.xhtml",
        "history.xhtml#years",
        "web.xhtml",
        "related.xhtml",
    ]
    georgian = nav.xpath(".//h:a[@href='history.xhtml']", namespaces=NAMESPACES)[0]
    assert (georgian.text, georgian.get("lang")) == ("გზა და მდინარე", "ka")


def test_ncx_lists_the_same_as_the_navigation_document(opened: OpenedBook) -> None:
    ncx, nav = opened.tree("toc.ncx"), opened.tree("nav.xhtml")
    sources = [element.get("src") for element in ncx.iter("{*}content")]
    assert sources == nav.xpath("//h:nav[@epub:type='toc']//h:a/@href", namespaces=NAMESPACES)
    uid = ncx.xpath("//*[@name='dtb:uid']/@content")
    assert uid == [METADATA.identifier]


def test_landmarks(opened: OpenedBook) -> None:
    links = opened.tree("nav.xhtml").xpath("//h:nav[@epub:type='landmarks']//h:a", namespaces=NAMESPACES)
    assert [(link.get(EPUB_TYPE), link.get("href")) for link in links] == [
        ("cover", "cover.xhtml"),
        ("toc", "nav.xhtml"),
        ("bodymatter", "river.xhtml"),
    ]


def test_the_cover_is_named_in_both_ways_and_says_what_it_shows(opened: OpenedBook) -> None:
    item = opened.package.xpath("//opf:item[@properties='cover-image']", namespaces=NAMESPACES)[0]
    assert opened.package.xpath("//opf:meta[@name='cover']/@content", namespaces=NAMESPACES) == [item.get("id")]
    assert opened.bytes_of(item.get("href")) == jpeg()
    image = opened.tree("cover.xhtml").find(f".//{HTML}img")
    assert image.get("alt") == METADATA.full_title


# ---------------------------------------------------------------- documents


def test_what_is_for_print_only_goes_and_the_text_around_it_stays(opened: OpenedBook) -> None:
    text = " ".join("".join(opened.tree("river.xhtml").itertext()).split())
    assert "page 12" not in text
    assert "(p. 4)" not in text
    assert "Printed, kept." in text


def test_a_note_that_nothing_calls_is_not_hidden_as_one_for_a_window(folder: Path) -> None:
    notes = "".join(
        f'<aside class="{name}" epub:type="footnote" role="doc-footnote" id="{id}"><p>{id}</p></aside>'
        for name, id in (("note", "n1"), ("note uncalled", "n2"))
    )
    one = document("a", f'<h1>A</h1><section class="notes">{notes}</section>')
    tree = OpenedBook(bound(book(folder, documents=(one,)))).tree("a.xhtml")
    found = [(note.tag, note.get(EPUB_TYPE), note.get("id")) for note in tree.find(f".//{HTML}section")]
    assert found == [(f"{HTML}aside", "footnote", "n1"), (f"{HTML}div", "footnote", "n2")]


def test_nothing_is_folded_away(folder: Path) -> None:
    text = "<details><summary>More</summary><p>Hidden.</p></details>"
    tree = OpenedBook(bound(book(folder, documents=(document("a", f"<h1>A</h1>{text}"),)))).tree("a.xhtml")
    assert [each.get("open") for each in tree.iter(f"{HTML}details")] == ["open"]


def test_no_data_attribute_is_left(opened: OpenedBook) -> None:
    assert b"data-" not in opened.bytes_of("history.xhtml")


def test_links_to_the_printed_contents_lead_to_the_navigation(opened: OpenedBook) -> None:
    links = opened.tree("river.xhtml").xpath("//h:a/@href", namespaces=NAMESPACES)
    assert "nav.xhtml" in links
    assert not [link for link in links if link.startswith("contents")]


def test_pictures_get_portable_names(opened: OpenedBook) -> None:
    assert opened.names([".png"]) == ["EPUB/images/three-scripts.png"]
    sources = opened.tree("river.xhtml").xpath("//h:img/@src", namespaces=NAMESPACES)
    assert sources == ["images/three-scripts.png"]


def test_the_book_fetches_nothing(opened: OpenedBook) -> None:
    for name in opened.names([".xhtml"]):
        tree = opened.tree(name.removeprefix("EPUB/"))
        fetched = tree.xpath("//@src | //h:link/@href", namespaces=NAMESPACES)
        assert not [address for address in fetched if ":" in address]
    addresses = re.findall(r"url\(([^)]*)\)|@import", opened.bytes_of("style.css").decode())
    assert all(address.startswith('"fonts/') for address in addresses)


def test_links_within_the_book_lead_somewhere(opened: OpenedBook) -> None:
    trees = {name: opened.tree(name) for name in opened.spine}
    for name, tree in trees.items():
        for address in tree.xpath("//h:a/@href", namespaces=NAMESPACES):
            target, _, anchor = address.partition("#")
            if ":" in address:
                continue
            there = trees[target or name]
            assert not anchor or there.xpath("//*[@id=$id]", id=anchor), f"{name}: {address}"


# ---------------------------------------------------------------- refusals


def test_two_files_of_one_name_are_refused(folder: Path) -> None:
    with pytest.raises(BindingError, match="named alike"):
        bound(book(folder, documents=(document("a", "<h1>A</h1>"), document("A", "<h1>A</h1>"))))


def test_a_document_named_like_one_of_the_epubs_own_is_refused(folder: Path) -> None:
    with pytest.raises(BindingError, match=r"nav\.xhtml"):
        bound(book(folder, documents=(document("nav", "<h1>A</h1>"),)))


def test_a_cover_that_is_no_jpeg_is_refused(folder: Path) -> None:
    with pytest.raises(BindingError, match="JPEG"):
        bind(publication(book(folder), cover=b"\x89PNG"), EpubSettings())


def test_a_picture_that_is_not_the_documents_own_is_refused(folder: Path) -> None:
    with pytest.raises(BindingError, match=r"images/other\.png"):
        bound(book(folder, documents=(document("a", '<p><img src="images/other.png" alt="x"/></p>'),)))


def test_a_picture_that_changed_or_went_is_refused(folder: Path, tmp_path: Path) -> None:
    shown = made_picture(tmp_path)
    one = document("a", f'<p><img src="{shown.name}" alt="x"/></p>', pictures=(shown,))
    shown.path.write_bytes(b"other")
    with pytest.raises(BindingError, match="changed"):
        bound(book(folder, documents=(one,)))
    shown.path.unlink()
    with pytest.raises(BindingError, match="cannot be read"):
        bound(book(folder, documents=(one,)))


def test_a_document_that_is_not_well_formed_is_named(folder: Path) -> None:
    with pytest.raises(BindingError, match=r"2022/a\.en\.md"):
        bound(book(folder, documents=(document("a", "<p>", source="2022/a.en.md"),)))


@pytest.mark.parametrize("style", ["@import 'x.css';", "p { background: url(x.png) }", "a{b:URL( 'http://x/y')}"])
def test_a_style_that_fetches_something_is_refused(folder: Path, style: str) -> None:
    with pytest.raises(BindingError, match="style sheet"):
        bound(book(folder), style=style)


def test_the_users_style_stands_last(folder: Path) -> None:
    opened = OpenedBook(bound(book(folder), style="p { margin: 1em } /* url(x) is only a comment */"))
    assert opened.bytes_of("style.css").decode().rstrip().endswith("only a comment */")


def test_a_file_lost_on_the_way_is_noticed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Were EbookLib to lose a file in silence, the reading back would tell."""
    write = epub.EpubWriter._write_items

    def lossy(self: epub.EpubWriter) -> None:
        self.book.items.pop()
        write(self)

    monkeypatch.setattr(epub.EpubWriter, "_write_items", lossy)
    with pytest.raises(BindingError, match="does not hold the files"):
        bound(book(folder))


def test_the_file_is_a_sound_zip(opened: OpenedBook) -> None:
    assert opened.zip.testzip() is None
    assert opened.zip.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_files_compressed_ahead_have_the_bytes_that_zipfile_writes(opened: OpenedBook) -> None:
    for member in opened.zip.infolist():
        alone = io.BytesIO()
        with zipfile.ZipFile(alone, "w", member.compress_type, compresslevel=6) as file:
            file.writestr(zipfile.ZipInfo(member.filename), opened.zip.read(member), member.compress_type, 6)
        with zipfile.ZipFile(alone) as file:
            assert file.infolist()[0].compress_size == member.compress_size
            assert _raw(alone, file.infolist()[0]) == _raw(opened.zip.fp, member)


def _raw(file: Any, member: zipfile.ZipInfo) -> bytes:
    file.seek(member.header_offset + 26)
    name, extra = struct.unpack("<HH", file.read(4))
    file.seek(member.header_offset + 30 + name + extra)
    return bytes(file.read(member.compress_size))


@pytest.mark.slow
def test_working_processes_give_the_same_bytes(data: bytes, folder: Path) -> None:
    with open_executor(2) as workers:
        assert list(workers.run(abs, range(2)))  # they are at work
        assert bound(book(folder), workers=workers) == data
