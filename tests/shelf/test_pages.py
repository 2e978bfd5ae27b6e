"""The shelf as a folder: every link has a target, every page is whole, nothing is loaded from elsewhere."""

import posixpath
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from archivist.archive import open_archive
from archivist.errors import UsageError
from archivist.files import sha256
from archivist.record.reading import read_record
from archivist.shelf.file_names import unique_file_name
from archivist.shelf.places import link
from archivist.shelf.word_lists import find_words, running_words, written_words
from archivist.text.xml_element import Element
from archivist.workflows.shelf import make_shelf
from tests.archives import Compiled
from tests.command import run
from tests.json_output import data_of
from tests.shelf.conftest import MadeShelf


@pytest.fixture(scope="module")
def trees(shelf: MadeShelf) -> dict[str, Element]:
    return {path: html.document_fromstring(page) for path, page in shelf.pages().items()}


def loaded(tree: Element) -> Iterator[str]:
    """The addresses that a browser loads with a page."""
    for element in tree.iter("img", "script", "link", "source", "iframe", "object"):
        if element.tag != "link" or element.get("rel") == "stylesheet":
            address = element.get("src") or element.get("href")
            if address:
                yield address


def test_every_link_has_a_target(shelf: MadeShelf, trees: dict[str, Element]) -> None:
    ids = {path: {each.get("id") for each in tree.iter() if each.get("id")} for path, tree in trees.items()}
    lacking = []
    for path, tree in trees.items():
        for address in (*tree.xpath("//@href"), *tree.xpath("//@src")):
            parts = urlsplit(str(address))
            if parts.scheme:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            fragment = unquote(parts.fragment)
            is_there = (shelf.folder / target).is_file() and (
                not fragment or fragment.startswith("page=") or fragment in ids.get(target, ())
            )
            lacking += [] if is_there else [(path, address)]
    assert not lacking


def test_pages_load_nothing_from_elsewhere(trees: dict[str, Element], shelf: MadeShelf) -> None:
    for path, tree in trees.items():
        assert not [address for address in loaded(tree) if urlsplit(address).scheme], path
        assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv]/@content)")
        assert not tree.xpath("//@style | //style | //script[not(@src)] | //@onclick"), path
    for sheet in (shelf.folder / "assets").glob("*.css"):
        assert not re.search(r"url\(|@import", sheet.read_text())


def test_pages_have_what_a_screen_reader_needs(trees: dict[str, Element]) -> None:
    for path, tree in trees.items():
        assert tree.get("lang"), path
        assert len(tree.findall(".//h1")) == 1, path
        assert len(tree.findall(".//main")) == 1, path
        assert tree.findtext(".//title"), path
        ids = [str(each) for each in tree.xpath("//@id")]
        assert len(ids) == len(set(ids)), path
        assert all(each.get("alt") is not None for each in tree.iter("img")), path
        levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        labelled = tree.xpath("//@aria-labelledby")
        assert set(map(str, labelled)) <= set(ids), path


def _words(text: str) -> Counter[str]:
    return find_words(written_words(text))


def test_the_page_of_an_article_has_every_word_of_the_record(made: Compiled, trees: dict[str, Element]) -> None:
    for path in (made.root / "build").glob("*/volume.*.json"):
        record = read_record(path)
        for document in record.documents:
            if document.article:
                page = trees[f"{record.language}/{record.volume.id}/text/{document.id}.html"]
                shown = _words("".join(page.itertext())) | _words(" ".join(page.itertext()))
                lacking = _words(running_words(document.text)) - shown
                assert not lacking, (document.id, lacking)


def test_an_article_says_how_to_cite_it_and_where_it_is_printed(trees: dict[str, Element]) -> None:
    page = trees["en/2022-03/text/river.html"]
    (about,) = page.xpath("//section[@class='about-article']")
    citation = str(about.xpath("string(.//p[@class='citation'])"))
    assert citation.startswith(
        "Nino Example, Ivan Sample, “Where the river rises”, The River Reader, No. 2 (March 2022), pp. 1–"
    )
    assert citation.endswith("https://example.org/river.")
    (printed,) = (each for each in about.xpath(".//a/@href") if "#page=" in each)
    assert printed.startswith("../../../files/2022-03/the-river-reader-2022-03.en.pdf#page=")
    assert "../../../ka/2022-03/text/river.html" in about.xpath(".//a/@href")
    assert trees["ka/2022-03/text/river.html"].findtext(".//h1") == "სად იბადება მდინარე"


def test_files_are_those_of_the_records_and_their_digests_are_shown(made: Compiled, shelf: MadeShelf) -> None:
    page = (shelf.folder / "en/2022-03/index.html").read_text()
    for file in read_record(made.root / "build/2022-03/volume.en.json").files:
        copy = shelf.folder / "files/2022-03" / file.path.name
        assert sha256(copy) == file.digest
        assert file.digest in page


def test_contents_are_there_by_date_author_section_and_not_by_what_no_article_has(shelf: MadeShelf) -> None:
    pages = shelf.pages()
    assert "March 2022" in pages["en/by-date/2022.html"]
    assert "Example, Nino" in pages["en/by-author/index.html"]
    assert "Where the river rises" in pages["en/by-section/rivers.html"]
    assert "en/by-tag/index.html" not in pages  # no article has a keyword


def test_the_interface_is_in_the_language_of_the_edition(trees: dict[str, Element]) -> None:
    assert trees["ka/search.html"].findtext(".//h1") == "ძიება"
    assert trees["ka/2022-03/index.html"].get("lang") == "ka"
    assert [each.get("lang") for each in trees["index.html"].iter("li") if each.get("lang")] == ["en", "ka"]


def test_pages_have_no_namespace_that_html_does_not_know(shelf: MadeShelf) -> None:
    assert not [path for path, page in shelf.pages().items() if "xmlns:" in page.replace("xmlns:xlink", "")]


def test_the_same_editions_make_the_same_bytes(made: Compiled, shelf: MadeShelf, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere"
    make_shelf(open_archive(made.root), again)
    digests = [
        {path.relative_to(folder): sha256(path) for path in folder.rglob("*") if path.is_file()}
        for folder in (shelf.folder, again)
    ]
    assert digests[0] == digests[1]
    assert len(digests[0]) == shelf.report.files


def test_damaged_files_keep_an_edition_off_the_shelf(made: Compiled, tmp_path: Path) -> None:
    build = shutil.copytree(made.root / "build", tmp_path / "build")
    pdf = next((build / "2022-03").glob("*.ka.pdf"))
    pdf.write_bytes(pdf.read_bytes() + b" ")
    csl = next((build / "2022-02").glob("*.en.csl.json"))
    record = build / "2022-02" / "volume.en.json"
    record.write_text(record.read_text().replace(sha256(csl), sha256(b"[1]")))
    csl.write_bytes(b"[1]")
    report = make_shelf(open_archive(made.root, build))
    assert report.editions == ("2022-02.en", "2022-03.en")
    assert [each.code for each in report.findings] == ["shelf-citations-unreadable", "edition-not-shelved"]
    assert not (build / "shelf" / "ka").exists()


def test_nothing_that_is_not_a_shelf_is_replaced(made: Compiled, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("mine")
    with pytest.raises(UsageError, match="is not a shelf"):
        make_shelf(open_archive(made.root), tmp_path / "mine")
    done = run("--archive", str(made.root), "shelf", "--to", str(tmp_path / "mine"))
    assert (done.returncode, done.stdout) == (2, "")
    assert [each.name for each in (tmp_path / "mine").iterdir()] == ["index.html"]


def test_the_command_says_what_it_made(made: Compiled, tmp_path: Path) -> None:
    done = run("--archive", str(made.root), "shelf", "--json", "--to", str(tmp_path / "shelf"))
    data = data_of("shelf", done.stdout)
    assert (done.returncode, data["editions"], data["articles"]) == (0, ["2022-02.en", "2022-03.en", "2022-03.ka"], 5)
    assert run("--archive", str(made.root), "--build", str(tmp_path / "no"), "shelf").returncode == 1


def test_links_are_relative_and_percent_encoded() -> None:
    assert (
        link("en/2022-03/text/a.html", "files/2022-03/ა b.pdf#page=3")
        == "../../../files/2022-03/%E1%83%90%20b.pdf#page=3"
    )
    assert link("index.html", "en/index.html") == "en/index.html"


def test_names_of_files_differ_and_none_is_that_of_an_index() -> None:
    taken: set[str] = set()
    names = [unique_file_name(name, taken) for name in ("Index", "Gori", "gori!", "...", "***", "index")]
    assert names == ["index-2", "gori", "gori-2", "group", "group-2", "index-3"]
    assert len(unique_file_name("a long name " * 20, taken)) <= 60
