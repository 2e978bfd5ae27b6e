"""What pages of one folder say of one another, and what is no page."""

from pathlib import Path

import pytest

from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle, SourceError, Wishes
from archivist.readers.plain_text import read
from tests.readers.plain_text.pages import AVAILABLE, TEXT, TITLE, NoMedia, article_in, articles_in, found_in, said


def page(tag: str, available: str = "") -> str:
    return f"{TITLE[tag]}\n\n{TEXT[tag]}\n\n{available}\n"


def test_files_that_differ_in_the_language_alone_are_translations(tmp_path: Path) -> None:
    found = articles_in(tmp_path, {f"7-{tag}-road.txt": page(tag, AVAILABLE[tag]) for tag in ("en", "ka", "ru")})
    assert {each.group for each in found.values()} == {"7-road"}
    assert {each.slug for each in found.values()} == {"7-road"}
    assert "it is a translation of 7-ka-road.txt, 7-ru-road.txt" in said(found["7-en-road.txt"], "import-guessed")[-1]


def test_a_page_said_to_exist_in_other_languages_only_is_not_joined(tmp_path: Path) -> None:
    german = "This post is also available in: Deutsch (German)"
    found = articles_in(tmp_path, {"road.en.txt": page("en", german), "road.ka.txt": page("ka")})
    assert {each.group for each in found.values()} == {""}


def test_two_files_of_one_language_are_not_joined(tmp_path: Path) -> None:
    found = articles_in(tmp_path, {"en-road.txt": page("en"), "road-en.txt": page("en"), "ka-road.txt": page("ka")})
    assert {each.group for each in found.values()} == {""}


def test_a_name_that_is_a_checksum_is_no_name(tmp_path: Path) -> None:
    found = articles_in(
        tmp_path, {"000_9bdb7bde9eb3842a.txt": page("en"), "12.txt": page("ka"), "snow.txt": page("ru")}
    )
    assert [each.slug for each in found.values()] == ["", "", "snow"]


def test_a_page_without_a_title_has_that_by_which_another_lists_it(tmp_path: Path) -> None:
    listing = f"A river\n\nIt rises in the snow of the hills.\n\nAlso Read:\n\n{TITLE['en']}\nA bridge over the river\n"
    found = articles_in(tmp_path, {"a.txt": listing, "b.txt": f"{TEXT['en']}\n\nAnd so on.\n"})
    assert found["b.txt"].title == TITLE["en"]
    assert any("a.txt lists it as" in message for message in said(found["b.txt"], "import-guessed"))


def test_a_page_listed_under_two_titles_keeps_its_own_words(tmp_path: Path) -> None:
    listing = f"A river\n\nIt rises in snow.\n\nAlso Read:\n\nOne — {TEXT['en'][:40]}\nTwo — {TEXT['en'][:50]}\n"
    found = articles_in(tmp_path, {"a.txt": listing, "b.txt": f"{TEXT['en']}\n\nAnd so on.\n"})
    assert TEXT["en"].startswith(found["b.txt"].title)


def test_a_file_has_the_same_origin_alone_and_in_its_folder(tmp_path: Path) -> None:
    in_folder = articles_in(tmp_path, {"road.txt": page("en")})["road.txt"]
    (alone,) = read(tmp_path / "road.txt", Wishes(languages=("en",)), NoMedia())
    assert alone == in_folder


def test_what_is_not_a_text_is_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.json": "{}",
        "b.txt": page("en"),
        "c.txt": b"\0\1\2\3" * 90,
        ".hidden.txt": "x",
        "d.txt": " \n",
    }
    found = found_in(tmp_path, files)
    assert [each.code for each in found if isinstance(each, Finding)] == [
        "import-left-out",
        "import-unreadable",
        "import-left-out",
    ]
    assert "a.json" in found[0].message if isinstance(found[0], Finding) else False
    assert [each.origin for each in found if isinstance(each, FoundArticle)] == ["b.txt"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.txt").write_text("x", "utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret" / "a.txt")
    found = found_in(tmp_path / "in", {"road.txt": page("en")})
    assert [each.origin for each in found if isinstance(each, FoundArticle)] == ["road.txt"]


def test_a_source_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\0" * 999)
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "empty", tmp_path / "missing.txt", tmp_path / "b.txt"):
        with pytest.raises(SourceError):
            list(read(source, Wishes(), NoMedia()))


def test_what_the_user_said_goes_before_what_is_not_sure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tbilisi\n\nGori Tbilisi Poti.\n", "utf-8")
    (article,) = read(tmp_path / "a.txt", Wishes(("en",), language="de"), NoMedia())
    assert isinstance(article, FoundArticle)
    assert article.language == ""  # for the core, which knows what the user said


@pytest.mark.slow
def test_pages_without_end_take_no_time(tmp_path: Path) -> None:
    for text in (
        "RSS\n" * 10_000,
        "Tags\n" * 10_000,
        "Also Read:\n" + "A river.\n" * 10_000,
        "a\n\n" * 10_000,
        "1 " * 100_000,
        "Nino Example\n" * 10_000,
        "5 June 2020 | Nino Example\n" * 5_000,
        "5 June 2020\n\nIt was long.\n\n" * 5_000,
        "".join(f"Read in {n} {'en ' * 60}\n" for n in range(1_000)),
        "Facebook Twitter " * 2_000,
        "a - " * 10_000,
    ):
        article_in(tmp_path, f"A road\n\nIt is long.\n\n{text}")


def test_a_line_above_the_text_of_three_pages_is_the_title_of_none(tmp_path: Path) -> None:
    days = {"a.txt": "1", "b.txt": "2", "c.txt": "3"}
    pages: dict[str, str | bytes] = {
        name: f"Echo of the Valley\nThe road was closed for the {day}th time\n{day} March 2022\n\n{TEXT['en']}\n"
        for name, day in days.items()
    }
    found = articles_in(tmp_path, pages)
    assert [each.title for each in found.values()] == [f"The road was closed for the {n}th time" for n in (1, 2, 3)]
    assert {each.section for each in found.values()} == {"Echo of the Valley"}
    assert "line above the title" in "".join(said(found["a.txt"], "import-guessed"))


def test_three_copies_of_a_page_keep_their_title(tmp_path: Path) -> None:
    found = articles_in(tmp_path, dict.fromkeys(("a.txt", "b.txt", "c.txt"), f"A road\n\n{TEXT['en']}\n"))
    assert {each.title for each in found.values()} == {"A road"}
