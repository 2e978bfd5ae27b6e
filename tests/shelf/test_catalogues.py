"""The catalogues: what OPDS 1.2, OPDS 2.0, Atom and JSON Feed ask for, read by a feed reader, to the end."""

import json
import posixpath
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest
from lxml import etree

from archivist.archive import open_archive
from archivist.record.reading import read_record
from archivist.shelf.catalogues.feed_tree import PER_PAGE, feeds
from archivist.shelf.catalogues.opds_atom import ACQUISITION, NAVIGATION, OPEN_ACCESS
from archivist.shelf.holdings import Holding
from archivist.shelf.site import About, Site
from archivist.shelving.shelf_wording import ShelfWording
from archivist.workflows.shelf import make_shelf
from tests.archives import Compiled
from tests.shelf.conftest import MadeShelf

_ATOM = "{http://www.w3.org/2005/Atom}"


def resolve(page: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address)))


def atom_feeds(shelf: MadeShelf) -> Iterator[tuple[str, etree._Element]]:
    for path in sorted((shelf.folder / "opds").rglob("*.xml")):
        if path.name != "search.xml":
            yield path.relative_to(shelf.folder).as_posix(), etree.parse(path).getroot()


def test_an_e_reader_finds_every_edition_from_the_first_feed(shelf: MadeShelf) -> None:
    """Followed as OPDS 1.2 says: by the links of entries whose type is that of a catalogue."""
    waiting, seen, found = ["opds/index.xml"], set[str](), dict[str, set[str]]()
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        read = feedparser.parse(str(shelf.folder / page))
        assert not read.bozo, page
        for entry in read.entries:
            for each in entry.links:
                if each.type in (NAVIGATION, ACQUISITION):
                    waiting.append(resolve(page, each.href))
                if each.rel == OPEN_ACCESS:
                    found.setdefault(entry.id, set()).add(resolve(page, each.href))
    assert len(found) == len(shelf.report.editions) == 3
    assert {each for files in found.values() for each in files} == {
        path.relative_to(shelf.folder).as_posix()
        for path in (shelf.folder / "files").rglob("*")
        if path.suffix in (".pdf", ".epub")
    }


def test_feeds_have_what_atom_and_opds_require(shelf: MadeShelf) -> None:
    """RFC 4287, 4.1.1 and 4.1.2; OPDS 1.2, 2, 5.1 and 5.2."""
    ids = []
    for page, feed in atom_feeds(shelf):
        ids.append(feed.findtext(f"{_ATOM}id"))
        for element in (feed, *feed.iter(f"{_ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{_ATOM}{name}")) == 1, (page, name)
        links = {each.get("rel"): each for each in feed.findall(f"{_ATOM}link")}
        kind = links["self"].get("type")
        assert links["start"].get("href")
        assert links["search"].get("type") == "application/opensearchdescription+xml"
        for entry in feed.iter(f"{_ATOM}entry"):
            relations = [each.get("rel") or "" for each in entry.findall(f"{_ATOM}link")]
            assert (OPEN_ACCESS in relations) == (kind == ACQUISITION), page
            if kind == ACQUISITION:
                assert "http://opds-spec.org/image" in relations
                assert "http://opds-spec.org/image/thumbnail" in relations
            else:
                assert entry.find(f"{_ATOM}content") is not None  # without one RFC 4287 asks for an alternate link
        for link in feed.iter(f"{_ATOM}link"):
            assert (shelf.folder / resolve(page, link.get("href", ""))).is_file(), (page, link.attrib)
    assert len(ids) == len(set(ids))


def test_lengths_of_links_are_those_of_the_files(shelf: MadeShelf) -> None:
    for page, feed in atom_feeds(shelf):
        for link in feed.iter(f"{_ATOM}link"):
            if link.get("length"):
                assert (shelf.folder / resolve(page, link.get("href", ""))).stat().st_size == int(
                    link.get("length", "")
                )


def test_opds_2_says_the_same_as_opds_1(shelf: MadeShelf) -> None:
    for page, feed in atom_feeds(shelf):
        path = page.removesuffix(".xml") + ".json"
        data = json.loads((shelf.folder / path).read_bytes())
        assert data["metadata"]["title"] == feed.findtext(f"{_ATOM}title")
        assert [each["rel"] for each in data["links"]][:2] == ["self", "start"]
        publications, branches = data.get("publications", []), data.get("navigation", [])
        ids = [each.findtext(f"{_ATOM}id") for each in feed.iter(f"{_ATOM}entry")]
        if publications:
            assert [each["metadata"]["identifier"] for each in publications] == ids
        else:
            assert len(branches) == len(ids)
        for each in publications:
            assert each["metadata"]["title"]
            assert each["images"]
            for link in (*each["links"], *each["images"]):
                assert (shelf.folder / resolve(path, link["href"])).is_file()


def test_feeds_of_new_volumes_are_read_by_a_feed_reader(made: Compiled, shelf: MadeShelf) -> None:
    read = feedparser.parse(str(shelf.folder / "en/feed.xml"))
    assert (read.bozo, read.feed.title, read.version) == (False, "The River Reader", "atom10")
    assert [each.title for each in read.entries] == ["The River Reader: March 2022", "The River Reader: February 2022"]
    record = read_record(made.root / "build/2022-03/volume.en.json")
    assert read.entries[0].id == record.identifier
    data = json.loads((shelf.folder / "en/feed.json").read_bytes())
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert [each["id"] for each in data["items"]] == [each.id for each in read.entries]
    assert resolve("en/feed.json", data["items"][0]["url"]) == "en/2022-03/index.html"


def test_with_an_address_feeds_have_whole_addresses_and_the_volumes_stay_the_same(
    made: Compiled, tmp_path: Path
) -> None:
    archive = open_archive(made.root, made.root / "build")
    settings = archive.config.model_copy(
        update={"shelf": archive.config.shelf.model_copy(update={"address": "https://example.org/reader"})}
    )
    make_shelf(replace(archive, config=settings), tmp_path / "shelf")
    read = feedparser.parse(str(tmp_path / "shelf" / "ka/feed.xml"))
    links = {each.href for each in read.entries[0].links}
    assert "https://example.org/reader/ka/2022-03/index.html" in links
    assert all(each.startswith("https://example.org/reader/") for each in links)
    assert read.feed.links[0].href == "https://example.org/reader/ka/feed.xml"


@pytest.mark.parametrize("count", [1, PER_PAGE, PER_PAGE + 1, 3 * PER_PAGE])
def test_feeds_are_in_pages_that_follow_one_another(made: Compiled, count: int) -> None:
    record = read_record(made.root / "build/2022-02/volume.en.json")
    holding = Holding(record, made.root)
    many = tuple(_renamed(holding, number) for number in range(count))
    site = Site(many, (), ("en",), {"en": ShelfWording("en", {})}, {"en": About("Reader")}, "reader")
    found = {each.stem: each for each in feeds(site)}
    stem, volumes = "opds/en/new", list[str]()
    while stem:
        volumes += [each.id for each in found[stem].volumes]
        assert not found[stem].following or found[found[stem].following].previous == stem
        stem = found[stem].following
    assert len(volumes) == len(set(volumes)) == count
    assert found["opds/en/new"].total == count


def _renamed(holding: Holding, number: int) -> Holding:
    volume = replace(holding.record.volume, id=f"{2000 + number}", year=2000 + number)
    return replace(holding, record=replace(holding.record, volume=volume), published=date(2000 + number, 1, 1))
