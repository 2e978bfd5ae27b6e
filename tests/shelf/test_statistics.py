"""What is counted of compiled editions, in the terminal and as data; the plots of it."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from archivist.archive import open_archive
from archivist.articles import read_folder
from archivist.ledger import read_ledger
from archivist.shelf.plots import Plot, draw
from archivist.shelf.statistics import Statistics
from archivist.shelf.word_lists import count_words, find_words, written_words
from archivist.shelving.shelved_editions import find_holdings
from archivist.workflows.archive_statistics import count_archive
from tests.archives import Compiled
from tests.command import run
from tests.json_output import data_of
from tests.shelf.conftest import MadeShelf


@pytest.fixture(scope="module")
def counted(made: Compiled) -> Statistics:
    return count_archive(open_archive(made.root, made.root / "build")).statistics


def test_months_count_works_articles_and_what_is_missing(counted: Statistics) -> None:
    months = {each.month: each for each in counted.months}
    assert list(months) == ["2022-02", "2022-03"]
    assert (months["2022-02"].works, dict(months["2022-02"].missing)) == (1, {"ka": 1})
    assert (months["2022-03"].works, dict(months["2022-03"].articles)) == (2, {"en": 2, "ka": 2})
    assert counted.total.works == 3


def test_related_entries_are_those_of_the_authors(counted: Statistics) -> None:
    """River lists four in English, of which one is not printed, since its work does not exist, and two in Georgian.

    What archivist suggests is not counted.
    """
    assert {each.month: each.related for each in counted.months} == {"2022-02": 0, "2022-03": 5}


def test_notes_are_counted_once_each(counted: Statistics) -> None:
    """Three of the river in English (one is never called) and two in Georgian, one of each road."""
    assert {each.month: each.notes for each in counted.months} == {"2022-02": 0, "2022-03": 7}


def test_volumes_have_their_pages(made: Compiled, counted: Statistics) -> None:
    pages = {(each.volume, each.language): each.pages for each in counted.volumes}
    for record in (made.root / "build").glob("*/volume.*.json"):
        data = json.loads(record.read_bytes())
        assert pages[data["volume"]["id"], data["language"]] == data["pages"]


def test_the_command_prints_the_same_as_its_data(made: Compiled) -> None:
    of_archive = ("--archive", str(made.root), "--build", str(made.root / "build"))
    shown = run(*of_archive, "stats")
    assert shown.returncode == 0
    data = data_of("stats", run(*of_archive, "stats", "--json").stdout)
    row = next(line.split() for line in shown.stdout.splitlines() if line.startswith("2022-03 "))
    march = data["months"][1]
    assert row[1:4] == [str(march["works"]), str(march["words"]["en"]), str(march["words"]["ka"])]


def test_the_page_of_the_shelf_has_the_same_numbers(counted: Statistics, shelf: MadeShelf) -> None:
    """The shelf counts the words of a text while it reads them for the search."""
    page = html.fromstring(shelf.pages()["en/statistics.html"])
    rows = [[cell.text_content() for cell in row.iter("th", "td")] for row in page.xpath("//tbody/tr")]
    months = [
        [each.month, str(each.works), *(str(each.words.get(tag, 0)) for tag in ("en", "ka"))] for each in counted.months
    ]
    assert [row[:4] for row in rows[: len(months)]] == months
    assert [row[4:6] for row in rows[: len(months)]] == [
        [str(each.notes), str(each.related)] for each in counted.months
    ]


def test_without_an_edition_nothing_is_counted(made: Compiled, tmp_path: Path) -> None:
    report = count_archive(open_archive(made.root, tmp_path))
    assert [each.code for each in report.findings] == ["nothing-on-shelf"]
    assert run("--archive", str(made.root), "--build", str(tmp_path), "stats").returncode == 1


def test_damaged_editions_are_left_out_and_reported(made: Compiled, tmp_path: Path) -> None:
    build = shutil.copytree(made.root / "build", tmp_path / "build")
    (build / "2022-02" / "volume.en.json").write_text("{}")
    next((build / "2022-03").glob("*.ka.epub")).unlink()
    next((build / "2022-03").glob("*.en.epub")).write_bytes(b"no zip")
    report = count_archive(open_archive(made.root, build))
    assert sorted(each.code for each in report.findings) == ["edition-not-shelved"] * 2 + ["shelf-epub-unreadable"]
    assert [(each.volume, each.language) for each in report.statistics.volumes] == [("2022-03", "en")]
    assert report.statistics.total.related is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Two words.", 2),
        ("საქართველოს ტყე", 2),
        ("東京の川", 4),
        ("EPUBを読む", 4),
        ("", 0),
        ("p. 4–5", 3),
        ("हिन्दी में", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    assert count_words(written_words(text)) == count


def test_words_are_found_without_regard_to_case() -> None:
    words = find_words(written_words("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ Газе́та 東京都 a A"))
    assert words == {"საქართველო": 1, "газета": 1, "東京": 1, "京都": 1, "a": 2}


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), min_size=1, max_size=9))
def test_bars_are_inside_the_plot_and_as_tall_as_their_numbers(values: list[list[int]]) -> None:
    plot = Plot("words & <months>", ["a", "b", "c"], {f"s{at}": each for at, each in enumerate(values)})
    assert draw(plot) == draw(plot)
    root = ElementTree.fromstring(draw(plot))
    assert root.get("aria-label") == "words & <months>"
    for bar in root.iter("rect"):
        assert int(bar.get("y", "")) >= 0 and int(bar.get("y", "")) + int(bar.get("height", "")) <= 260 - 28


def test_authors_that_a_record_lacks_are_read_from_the_same_article(made: Compiled, tmp_path: Path) -> None:
    build = shutil.copytree(made.root / "build", tmp_path / "build")
    path = build / "2022-03" / "volume.en.json"
    record = json.loads(path.read_bytes())
    for article in record["articles"]:
        del article["authors"]
    record["articles"][1]["sha256"] = "0" * 64  # changed since
    path.write_text(json.dumps(record))
    articles, _ = read_folder(made.root / "articles", languages=["en", "ka"])
    today = {(each.path, each.digest): each for each in articles}
    shelved = find_holdings(build, read_ledger(tmp_path / "none.json"), lambda: today, check_files=True)
    river, road = next(each for each in shelved.holdings if each.id == "2022-03.en").record.articles
    assert (river.authors, river.section, road.authors) == (("Nino Example", "Ivan Sample"), "Rivers", None)
    assert [each.code for each in shelved.findings] == ["shelf-facts-unknown"]
