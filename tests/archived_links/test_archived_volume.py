"""A volume with archived links: what is printed, what the EPUB says, and what `check` and `verify` find."""

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from archivist.archive import open_archive
from archivist.deposit.source_folder import write_source
from archivist.deposit_preparation.volume_source import volume_source
from archivist.executors import InProcess
from archivist.links.robust_links import ORIGINAL_URL, VERSION_DATE, VERSION_URL
from archivist.model.results import Compilation, Format
from archivist.planning import plan
from archivist.verdict import Verdict
from archivist.verify import archived_pages
from archivist.workflows.article_check import check
from archivist.workflows.volume_compilation import compile_volumes
from tests.archived_links.making import PAGE, gone, moved, taken
from tests.archives import Watch
from tests.readers.web_archives.making import warc

SETTINGS = """\
[archive]
title = "The Reader"
id = "11111111-2222-4333-8444-555555555555"

[notes]
languages = ["en", "ka"]

[links]
archives = ["web/*"]
"""
ARTICLE = f"""\
---
title: The paper
date: 2022-02-10
source: https://reader.example/paper
retrieved: 2022-03-01
archived: {{url: https://archive.example/paper, date: 2022-03-02}}
related:
  - {{url: https://gone.example/, title: Gone, seen: 2022-02-01}}
  - https://moved.example/old
  - https://never.example/
---
As [the library says]({PAGE}).[^a]

[^a]: See <https://catalogue.example/item> and [a list]({PAGE}), or [none](https://other.example/).
[^a@ka]: იხილეთ [სია]({PAGE}).
"""
CAPTURES = (
    taken(PAGE, "2022-02-04"),
    taken("http://www.catalogue.example/item/", "2022-02-12"),
    moved("https://moved.example/old", "/new", "2022-02-03"),
    taken("https://moved.example/new", "2022-02-03"),
    taken("https://gone.example/", "2020-01-01"),
    gone("https://gone.example/", "2022-02-05"),
    taken("https://reader.example/paper", "2022-03-01"),
    taken("https://unrelated.example/", "2022-02-10"),
)
NAME = "the-reader-2022-02.en"


@dataclass(frozen=True)
class Made:
    root: Path

    def file(self, suffix: str) -> Path:
        return self.root / "build" / "2022-02" / f"{NAME}{suffix}"

    def document(self, name: str) -> etree._Element:
        with zipfile.ZipFile(self.file(".epub")) as opened:
            return etree.fromstring(opened.read(f"EPUB/{name}.xhtml"))

    def texts(self, name: str) -> str:
        return " ".join("".join(self.document(name).itertext()).split())


def write(root: Path, captures: bytes, name: str = "crawl.warc") -> Path:
    (root / "articles").mkdir(parents=True)
    (root / "web").mkdir()
    (root / "archivist.toml").write_text(SETTINGS)
    (root / "articles" / "2022-02-10-paper.en.md").write_text(ARTICLE)
    (root / "web" / name).write_bytes(captures)
    return root


def compile_archive(root: Path, only: Format | None = None) -> Compilation:
    return compile_volumes(open_archive(root), only=only, workers=InProcess(), progress=Watch())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = write(tmp_path_factory.mktemp("links") / "archive", warc(*CAPTURES))
    compile_archive(root)
    return Made(root)


def links(made: Made, address: str) -> list[etree._Element]:
    return [each for each in made.document("paper").iter("{*}a") if each.get("href") == address]


@pytest.mark.parametrize(
    "words",
    [
        "See https://catalogue.example/item (archived 12 February 2022) and a list (archived 4 February 2022), or",
        "იხილეთ სია (დაარქივებულია: 4 თებერვალი, 2022).",
        "Gone gone.example (seen 1 February 2022; archived 1 January 2020)",
        "moved.example/old (seen 1 March 2022; archived 3 February 2022)",
        "never.example (seen 1 March 2022)",
        "https://reader.example/paper, retrieved 1 March 2022; archived 1 March 2022",
        "As the library says.1",
    ],
)
def test_notes_and_related_reading_say_when_a_page_was_archived(made: Made, words: str) -> None:
    assert words in made.texts("paper")


def test_the_sources_name_the_file_with_the_copies(made: Made) -> None:
    assert f"archived are in the file {NAME}.wacz." in made.texts("sources")
    assert "Archived copy of 2 March 2022: https://archive.example/paper" in made.texts("sources")


def test_links_have_robust_attributes(made: Made) -> None:
    found = links(made, PAGE)
    assert len(found) == 3  # of the text, of two notes
    for link in found:
        place = "view=pages&url=https%3A%2F%2Flibrary.example%2Fpapers&ts=20220204100000"
        assert link.get(VERSION_URL) == f"{NAME}.wacz#{place}"
        assert link.get(VERSION_DATE) == "2022-02-04T10:00:00Z"
        assert link.get(ORIGINAL_URL) == PAGE


def test_links_without_a_copy_have_none(made: Made) -> None:
    for address in ("https://other.example/", "https://never.example/"):
        (link,) = links(made, address)
        assert set(link.attrib) <= {"href", "class"}


def test_the_wacz_has_what_is_cited_and_no_more(made: Made) -> None:
    with zipfile.ZipFile(made.file(".wacz")) as opened:
        index = opened.read("indexes/index.cdx").decode()
    addresses = [line.split('"url": "')[1].split('"')[0] for line in index.splitlines()]
    assert addresses == [
        "http://www.catalogue.example/item/",
        "https://gone.example/",
        PAGE,
        "https://moved.example/new",
        "https://moved.example/old",
        "https://reader.example/paper",
    ]


def test_the_wacz_is_in_the_record_and_in_the_manifest(made: Made) -> None:
    folder = made.file(".wacz").parent
    assert f'"{NAME}.wacz"' in (folder / "volume.en.json").read_text()
    assert f"{NAME}.wacz\n" in (folder / "manifest-sha256.txt").read_text()


def test_the_volume_is_the_same_made_from_its_source_in_a_package(made: Made, tmp_path: Path) -> None:
    archive, other = open_archive(made.root), Made(tmp_path / "source")
    write_source(other.root, volume_source(archive, plan(archive), "2022-02"))
    assert [path.name for path in other.root.glob("web-archives/*")] == [f"{NAME}.wacz"]
    compile_archive(other.root, Format.EPUB)
    assert other.file(".wacz").read_bytes() == made.file(".wacz").read_bytes()
    own, others = made.document("paper"), other.document("paper")
    said = [[dict(link.attrib) for link in document.iter("{*}a")] for document in (own, others)]
    assert said[0] == said[1]


def test_a_wacz_that_is_no_longer_made_is_removed(made: Made, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(made.root, root)
    (root / "archivist.toml").write_text(SETTINGS.partition("[links]")[0])
    compile_archive(root, Format.EPUB)
    copy = Made(root)
    assert not copy.file(".wacz").exists()
    assert "archived 4" not in copy.texts("paper")
    (source,) = links(copy, "https://reader.example/paper")  # the copy that the author names
    assert (source.get(VERSION_URL), source.get(VERSION_DATE)) == ("https://archive.example/paper", "2022-03-02")
    assert etree.tostring(copy.document("paper"), encoding="unicode").count("data-") == 3


def test_a_damaged_web_archive_stops_the_volume(tmp_path: Path) -> None:
    root = write(tmp_path / "archive", warc(*CAPTURES)[:-40])
    result = compile_archive(root)
    assert not result.results
    assert [each.code for each in result.findings] == ["web-archive-unreadable"]


def test_check_lists_dead_and_unarchived_addresses(made: Made) -> None:
    found = [each for each in check(open_archive(made.root)) if each.code.startswith(("link-", "web-archive"))]
    assert [(each.code, each.line, each.message.split()[0]) for each in found] == [
        ("link-dead", 8, "https://gone.example/"),
        ("link-unarchived", 10, "https://never.example/"),
        ("link-unarchived", 14, "https://other.example/"),
    ]
    assert "answered 404 on 2022-02-05; the copy of 2020-01-01 is printed and kept" in found[0].message


# ---------------------------------------------------------------- verify


def verdict(made: Made, path: Path) -> Verdict:
    return archived_pages.check(path, [made.file(".epub")])


def test_the_file_passes(made: Made) -> None:
    assert verdict(made, made.file(".wacz")).passed


def changed(made: Made, tmp_path: Path, member: str, change: tuple[bytes, bytes]) -> Path:
    """A copy of the WACZ with other bytes in one member, and the digests of the zip file right."""
    path, (old, new) = tmp_path / f"{NAME}.wacz", change
    with zipfile.ZipFile(made.file(".wacz")) as source, zipfile.ZipFile(path, "w") as target:
        for each in source.infolist():
            data = source.read(each)
            assert each.filename != member or old in data
            target.writestr(each, data.replace(old, new) if each.filename == member else data)
    return path


@pytest.mark.parametrize(
    ("member", "change", "said"),
    [
        ("archive/data.warc", (b"<title>T", b"<title>X"), "does not agree with its digest"),
        ("archive/data.warc", (b"WARC-Type: response", b"WARC-Type: metadata"), "the index and the records disagree"),
        ("indexes/index.cdx", (b"20220204100000", b"20220205100000"), "the index and the records disagree"),
        ("indexes/index.cdx", (b'"offset"', b'"offse"'), "damaged"),
        ("pages/pages.jsonl", (b"2022-02-04T", b"2022-02-05T"), "is listed and has no record"),
        ("datapackage.json", (b"The Reader", b"A Reader"), "datapackage.json does not agree"),
    ],
)
def test_a_change_is_found(made: Made, tmp_path: Path, member: str, change: tuple[bytes, bytes], said: str) -> None:
    found = verdict(made, changed(made, tmp_path, member, change))
    assert not found.passed
    assert any(said in message.text for message in found.messages)


def test_a_wacz_of_another_edition_is_found(made: Made, tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}-other.wacz"
    shutil.copy(made.file(".wacz"), path)
    found = [(message.code, message.text) for message in verdict(made, path).messages]
    assert ("archived-pages-wrong", "no link names https://library.example/papers of 20220204100000") in found


def test_a_file_that_is_cut_off_is_found(made: Made, tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.wacz"
    path.write_bytes(made.file(".wacz").read_bytes()[:-200])
    assert not verdict(made, path).passed
