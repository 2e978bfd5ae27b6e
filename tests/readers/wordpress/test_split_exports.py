"""An export of one site in several files is read as one."""

from pathlib import Path

from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle
from archivist.readers.wordpress import read
from tests.readers.wordpress.exports import HEAD, TAIL, Taken, attachment, author, item, term, wishes

MEMBERS = 'a:2:{s:2:"en";i:1;s:2:"ka";i:2;}'
FIRST = [
    author("nino", "Nino Example"),
    attachment(50, "https://example.org/river.jpg", "The river"),
    item(60, "<p>Every Friday.</p>", post_type="wp_block"),
    term("post_translations", "pll_1", MEMBERS),
]
SECOND = [
    item(1, '<p>One.</p>\n<!-- wp:block {"ref":60} /-->', meta={"_thumbnail_id": "50"}),
    item(2, "<p>ორი.</p>"),
]


def written(folder: Path, name: str, *parts: str, head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + "".join(parts) + TAIL, "utf-8")
    return path


def read_with(source: Path, *sources: Path) -> tuple[list[FoundArticle], list[Finding]]:
    all_found = list(read(source, wishes(sources=(source, *sources)), Taken()))
    articles = [each for each in all_found if isinstance(each, FoundArticle)]
    return articles, [each for each in all_found if isinstance(each, Finding)]


def test_what_articles_need_is_found_in_the_other_files(tmp_path: Path) -> None:
    first, second = written(tmp_path, "1.xml", *FIRST), written(tmp_path, "2.xml", *SECOND)
    (one, two), told = read_with(second, first)
    assert one.authors == ("Nino Example",)
    assert "river.jpg" in one.text
    assert "Every Friday." in one.text
    assert one.group == two.group != ""
    assert not [each for each in told if "featured" in each.message or "log in" in each.message]


def test_one_file_by_itself_says_what_it_lacks(tmp_path: Path) -> None:
    (one, two), told = read_with(written(tmp_path, "2.xml", *SECOND))
    assert one.authors == ("nino",)
    assert "river.jpg" not in one.text
    assert one.group != two.group or one.group == ""
    assert any("featured" in each.message for each in told)


def test_another_site_lends_nothing(tmp_path: Path) -> None:
    other = HEAD.replace("https://example.org", "https://example.com")
    first, second = written(tmp_path, "1.xml", *FIRST, head=other), written(tmp_path, "2.xml", *SECOND)
    (one, _), _ = read_with(second, first)
    assert one.authors == ("nino",)
    assert "river.jpg" not in one.text


def test_what_is_broken_or_no_export_lends_nothing_and_hinders_nothing(tmp_path: Path) -> None:
    first, second = written(tmp_path, "1.xml", *FIRST, "</item>"), written(tmp_path, "2.xml", *SECOND)
    page = tmp_path / "a.html"
    page.write_text("<p>x</p>", "utf-8")
    (one, _), _ = read_with(second, first, page, tmp_path, tmp_path / "gone.xml")
    assert one.authors == ("nino",)


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    first, second = written(tmp_path, "1.xml", *FIRST), written(tmp_path, "2.xml", *SECOND)
    assert read_with(second, first)[0][0].authors == ("Nino Example",)
    written(tmp_path, "1.xml", *FIRST[1:], author("nino", "Nino Otherwise"))
    assert read_with(second, first)[0][0].authors == ("Nino Otherwise",)
