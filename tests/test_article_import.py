"""The way in: sources become files, each word proved; nothing is written over; twice changes nothing."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archivist.archive import Archive, open_archive
from archivist.articles import parse_body, read_folder
from archivist.errors import BuildLockedError, UsageError
from archivist.files import locked
from archivist.findings import Finding
from archivist.importing.import_outcome import Change, Import, State
from archivist.importing.reader_registry import installed_readers
from archivist.importing.source_detection import detect_reader
from archivist.place import Place
from archivist.reader_api.found import (
    Found,
    FoundArticle,
    FoundRelated,
    Media,
    PictureRefusedError,
    SourceError,
    Wishes,
)
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.source_sample import SourceSample
from archivist.workflows import article_import
from archivist.workflows.article_import import import_sources

DAY = datetime.date(2022, 3, 30)
SETTINGS = '[archive]\ntitle = "Imported"\npublisher = "Example"\n[editions]\nlanguages = ["en", "ka"]\n'
RIVER = """\
The river

30 March 2022

The river leaves the mountains and turns south, past orchards and weirs.

1. It is *not* a list; [nor] a link.

Also Read:

The road

This post is also available in: ქართული (Georgian)
"""
ROAD = "The road\n\n31/03/2022 - 12:06\n\nThe road follows the river, and the people on it have never asked why.\n"


class Quiet:
    """Wants to know nothing."""

    def reading(self, source: Path, kind: str) -> None: ...

    def found(self) -> None: ...

    def writing(self, articles: int) -> None: ...

    def done(self) -> None: ...


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "archive/articles").mkdir(parents=True)
    (tmp_path / "archive/archivist.toml").write_text(SETTINGS, encoding="utf-8")
    return open_archive(tmp_path / "archive")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "river.txt").write_text(RIVER, encoding="utf-8")
    (folder / "road.txt").write_text(ROAD, encoding="utf-8")
    return folder


def bring(archive: Archive, *sources: Path, **options: Any) -> Import:
    """Import in this process."""
    wishes = options.pop("wishes", Wishes())
    return import_sources(archive, sources, wishes, jobs=1, progress=Quiet(), **options)


def snapshot(archive: Archive) -> dict[str, bytes]:
    """Every file below the folder of articles."""
    files = (path for path in archive.articles.rglob("*") if path.is_file())
    return {path.relative_to(archive.articles).as_posix(): path.read_bytes() for path in files}


def states(done: Import) -> list[State]:
    """What became of each article."""
    return [article.state for article in done.articles]


def codes(done: Import) -> set[str]:
    """The codes of what was found."""
    return {finding.code for finding in done.findings}


def test_articles_are_written_with_what_the_source_knew(archive: Archive, pages: Path) -> None:
    done = bring(archive, pages)
    assert done.sources == ((str(pages), "text"),)
    assert [(each.path, each.state) for each in done.articles] == [
        ("articles/2022/2022-03-30-river.en.md", State.NEW),
        ("articles/2022/2022-03-31-road.en.md", State.NEW),
    ]
    (river, road), findings = read_folder(archive.articles)
    assert not findings
    assert (river.title, river.date, river.language, river.translations) == ("The river", DAY, "en", ("ka",))
    assert [link.target for link in river.related] == [road.key]
    assert "1\\. It is \\*not\\* a list; [nor] a link." in river.text
    assert river.extra["origin"] == "river.txt"


def test_twice_changes_nothing(archive: Archive, pages: Path) -> None:
    bring(archive, pages)
    before = snapshot(archive)
    again = bring(archive, pages)
    assert states(again) == [State.SAME, State.SAME]
    assert snapshot(archive) == before


def test_an_article_that_was_changed_is_left_and_reported(archive: Archive, pages: Path) -> None:
    bring(archive, pages)
    file = archive.articles / "2022/2022-03-30-river.en.md"
    file.write_text(file.read_text("utf-8") + "A line of an editor.\n", encoding="utf-8")
    before = snapshot(archive)
    again = bring(archive, pages)
    assert states(again) == [State.DIFFERS, State.SAME]
    assert [finding.file for finding in again.findings if finding.code == "import-differs"] == [
        "articles/2022/2022-03-30-river.en.md"
    ]
    assert snapshot(archive) == before


def test_it_is_written_over_once_somebody_has_seen_the_difference(archive: Archive, pages: Path) -> None:
    bring(archive, pages)
    first = snapshot(archive)
    file = archive.articles / "2022/2022-03-30-river.en.md"
    file.write_text("changed", encoding="utf-8")
    seen: list[Change] = []

    def decide(change: Change) -> bool:
        seen.append(change)
        return True

    done = bring(archive, pages, decide=decide)
    assert [(change.path, change.before) for change in seen] == [(file, b"changed")]
    assert State.UPDATED in states(done)
    assert snapshot(archive) == first


def test_an_article_that_was_moved_is_found_by_its_origin(archive: Archive, pages: Path) -> None:
    bring(archive, pages)
    (archive.articles / "2022/2022-03-30-river.en.md").rename(archive.articles / "moved.md")
    assert states(bring(archive, pages)) == [State.SAME, State.SAME]


def test_of_a_source_that_breaks_nothing_is_imported_and_the_others_do(archive: Archive, pages: Path) -> None:
    broken = pages / "broken.xml"
    broken.write_text('<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>', encoding="utf-8")
    done = bring(archive, broken, pages / "road.txt")
    assert [each.path for each in done.articles] == ["articles/2022/2022-03-31-road.en.md"]
    errors = [finding for finding in done.findings if finding.code == "import-unreadable"]
    assert [finding.file for finding in errors] == [str(broken)]
    assert not any(str(broken) in finding.message for finding in errors)


def test_a_source_that_is_not_there_or_the_archive_itself_is_refused(archive: Archive, pages: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        bring(archive, pages, pages / "gone.txt")
    bring(archive, pages)
    for own in (archive.articles, archive.root, archive.articles / "2022/2022-03-30-river.en.md"):
        with pytest.raises(UsageError, match="this archive's own folder"):
            bring(archive, own)


def test_the_same_file_name_in_two_folders_is_two_articles_each_known_again(
    archive: Archive, pages: Path, tmp_path: Path
) -> None:
    for name, text in (("a", ROAD), ("b", ROAD.replace("The road", "The weir"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(text, encoding="utf-8")
    assert states(bring(archive, tmp_path / "a", tmp_path / "b")) == [State.NEW, State.NEW]
    assert states(bring(archive, tmp_path / "a", tmp_path / "b")) == [State.SAME, State.SAME]
    assert states(bring(archive, tmp_path / "b")) == [State.SAME]


def test_links_out_of_a_source_are_not_followed_from_any_folder(
    archive: Archive, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "<html lang=en><title>{0}</title><article><h1>{0}</h1><time datetime=2022-03-30></time><p>{1}</article>"
    (tmp_path / "web").mkdir()
    (tmp_path / "web/in.html").write_text(page.format("Inside", "Words of the page inside. " * 20), encoding="utf-8")
    (tmp_path / "out.html").write_text(page.format("Outside", "Words of the page outside. " * 20), encoding="utf-8")
    (tmp_path / "web/link.html").symlink_to(tmp_path / "out.html")
    monkeypatch.chdir(tmp_path / "pages")
    done = bring(archive, Path("../web"))
    assert [each.path for each in done.articles] == ["articles/2022/2022-03-30-inside.en.md"]


def test_a_date_is_asked_for(archive: Archive, pages: Path) -> None:
    (pages / "road.txt").write_text(ROAD.replace("31/03/2022 - 12:06\n\n", ""), encoding="utf-8")
    assert "import-needs-date" in codes(bring(archive, pages / "road.txt"))
    assert snapshot(archive) == {}
    done = bring(archive, pages / "road.txt", wishes=Wishes(date=DAY))
    assert [each.path for each in done.articles] == ["articles/2022/2022-03-30-road.en.md"]


def test_no_import_while_a_compile_is_at_work(archive: Archive, pages: Path) -> None:
    with locked(archive.build), pytest.raises(BuildLockedError):
        bring(archive, pages)


@pytest.mark.slow
def test_processes_make_the_same_files(archive: Archive, pages: Path, tmp_path: Path) -> None:
    bring(archive, pages)
    (tmp_path / "other/articles").mkdir(parents=True)
    (tmp_path / "other/archivist.toml").write_text(SETTINGS, encoding="utf-8")
    other = open_archive(tmp_path / "other")
    import_sources(other, [pages], Wishes(), jobs=2, progress=Quiet())
    assert snapshot(other) == snapshot(archive)


# ---------------------------------------------------------------- with a reader of our own


def found(number: int, **fields: Any) -> FoundArticle:
    """An article of a source."""
    text = f"Words {number}."
    article = FoundArticle(
        f"o{number}", Place("source", number), f"Title {number}", text, text, language="en", date=DAY
    )
    return replace(article, **fields)


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Found | bytes | Exception]]:
    """What the source holds: bytes are a picture brought for the article after it."""
    held: list[Found | bytes | Exception] = []
    (tmp_path / "source").touch()

    class Held(Reader):
        name, description = "held", "what this test holds"

        def recognise(self, source: SourceSample) -> Claim | None:
            return Claim(Confidence.CERTAIN)

        def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
            for each in held:
                if isinstance(each, bytes):
                    media.bring("pictures/a.png", each)
                elif isinstance(each, Exception):
                    raise each
                else:
                    yield each

    monkeypatch.setattr(article_import, "detect_reader", lambda source, readers: Held())
    yield held


def png(tmp_path: Path, colour: str) -> bytes:
    """A picture."""
    Image.new("RGB", (3, 3), colour).save(tmp_path / "x.png")
    return (tmp_path / "x.png").read_bytes()


def test_pictures_come_with_the_article_that_shows_them(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    blue, red = png(tmp_path, "blue"), png(tmp_path, "red")
    article = found(1, text="![A field](/images/pictures/a.png)", plain="")
    source += [blue, article, red, found(2, date=None)]
    bring(archive, tmp_path / "source")
    assert {path for path in snapshot(archive) if path.endswith(".png")} == {"images/pictures/a.png"}
    assert snapshot(archive)["images/pictures/a.png"] == blue
    (read,), _ = read_folder(archive.articles)
    assert len(parse_body(read, archive.articles).pictures) == 1


def test_a_picture_is_refused_before_it_is_unpacked(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source += [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x02\x00\x00\x00"]
    with pytest.raises(PictureRefusedError):
        bring(archive, tmp_path / "source")


def test_a_source_that_breaks_late_leaves_nothing(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    left_out = Finding("import-left-out", "a draft", "source:3")
    source += [png(tmp_path, "blue"), found(1), left_out, SourceError("it ends too early", "Export it again.")]
    done = bring(archive, tmp_path / "source")
    assert [finding.code for finding in done.findings] == ["import-unreadable"]
    assert done.findings[0].remedy == "Export it again."
    assert snapshot(archive) == {}


def test_where_markdown_would_lose_a_word_the_words_are_kept_as_plain_text(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    text = "The *first* paragraph.\n\nWords <script>of a script</script> stay.\n\nThe *last* paragraph.\n"
    source.append(found(1, text=text, plain="The first paragraph.\n\nWords *of* a script stay.\n\nThe last paragraph."))
    done = bring(archive, tmp_path / "source")
    assert "import-plain" in codes(done)
    (read,), _ = read_folder(archive.articles)
    assert read.text == "The *first* paragraph.\n\nWords \\*of\\* a script stay.\n\nThe *last* paragraph.\n"
    assert states(bring(archive, tmp_path / "source")) == [State.SAME]


def test_a_language_is_written_as_the_archive_writes_it(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source += [found(1, language="en-US", translations=("ka-GE", "sr-Latn")), found(2, language="sr-Latn")]
    bring(archive, tmp_path / "source")
    one, two = read_folder(archive.articles)[0]
    assert (one.language, one.translations, two.language) == ("en", ("ka", "sr-Latn"), "sr-Latn")


def test_an_article_of_two_sources_comes_from_the_first(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source += [found(1, source="https://e.org/1")]
    (tmp_path / "a").touch()
    (tmp_path / "b").touch()
    done = bring(archive, tmp_path / "a", tmp_path / "b")
    assert states(done) == [State.NEW]
    assert "import-left-out" in codes(done)


def test_related_articles_of_the_same_import_find_each_other(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    related = (FoundRelated("", "https://e.org/2"), FoundRelated("Title 3"))
    source += [found(1, related=related), found(2, source="https://e.org/2"), found(3)]
    bring(archive, tmp_path / "source")
    first = next(article for article in read_folder(archive.articles)[0] if article.title == "Title 1")
    assert [link.target for link in first.related] == ["title-2", "title-3"]


def test_a_file_that_is_no_article_of_ours_is_not_written_over(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source.append(found(1))
    file = archive.articles / "2022/2022-03-30-title-1.en.md"
    file.parent.mkdir()
    file.write_text("no front matter", encoding="utf-8")
    assert states(bring(archive, tmp_path / "source")) == [State.DIFFERS]
    assert file.read_text("utf-8") == "no front matter"


# ---------------------------------------------------------------- recognition


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.xml", b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>', "wordpress"),
        ("a.xml", b'<rss version="2.0"><channel><title>x</title>', "feed"),
        ("a", b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        ("a.warc", b"WARC/1.0\r\n", "web-archive"),
        ("a.html", b"<p>x", "pages"),
        ("a.php", b"<!DOCTYPE html><HTML><p>x", "pages"),
        ("a.txt", b"words", "text"),
        ("a.txt", "words".encode("utf-16"), "text"),
        ("posts/2022-01-01-a.md", b"---\ntitle: x\n---\n", "site"),
        ("pages/a.html", b"<p>x", "pages"),
        ("texts/a.txt", b"x", "text"),
    ],
)
def test_a_source_is_reported_by_what_is_in_it(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    assert detect_reader(path if path.parent == tmp_path else path.parent, installed_readers().loaded).name == kind


@pytest.mark.parametrize("data", [b"\x7fELF\0\0", b"\0\1\2"])
def test_what_cannot_be_reported_is_refused_with_the_kinds_there_are(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.bin").write_bytes(data)
    with pytest.raises(SourceError) as refused:
        detect_reader(tmp_path / "a.bin", installed_readers().loaded)
    assert "wordpress" in refused.value.hint


def test_a_date_and_a_language_once_given_are_not_asked_for_again(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "undated"
    folder.mkdir()
    (folder / "a.txt").write_text("The weir\n\nIt holds the water back, and the fish climb it in spring.\n", "utf-8")
    (folder / "b.txt").write_text("1917\n\n1918, 1921.\n", "utf-8")
    assert [each.code for each in bring(archive, folder).findings if each.code.startswith("import-needs")] == [
        "import-needs-date",
        "import-needs-language",
    ]
    bring(archive, folder / "a.txt", wishes=Wishes(date=DAY))
    bring(archive, folder / "b.txt", wishes=Wishes(date=datetime.date(2021, 1, 2), language="ka"))
    before = snapshot(archive)
    again = bring(archive, folder)
    assert [each.state for each in again.articles] == [State.SAME, State.SAME]
    assert not [each for each in again.findings if each.code.startswith("import-needs")]
    other = bring(archive, folder, wishes=Wishes(date=datetime.date(1999, 1, 1)))  # what is known keeps its date
    assert [each.state for each in other.articles] == [State.SAME, State.SAME]
    assert snapshot(archive) == before


def test_of_two_like_articles_in_the_archive_none_lends_its_date(archive: Archive, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("The weir\n\nIt holds the water back, and the fish climb it in spring.\n", "utf-8")
    bring(archive, source, wishes=Wishes(date=DAY))
    (first,) = archive.articles.rglob("*.md")
    (first.parent / "other.en.md").write_text(first.read_text("utf-8").replace("2022-03-30", "2022-04-01"), "utf-8")
    assert "import-needs-date" in {each.code for each in bring(archive, source).findings}


@pytest.mark.parametrize("character", ["\x02", "\udc80", "\ufffe"])
def test_characters_no_book_can_hold_do_not_keep_an_article_out(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path, character: str
) -> None:
    source.append(found(1, text=f"Two{character} words.", plain=f"Two{character} words."))
    done = bring(archive, tmp_path / "source")
    assert states(done) == [State.NEW]
    assert codes(done) == {"import-repaired"}


def test_nothing_is_reported_an_article_that_was_taken_from_elsewhere(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source.append(found(1, source="https://e.org/1", remarks=(Finding("import-guessed", "the day", "source", 1),)))
    (tmp_path / "a").touch()
    (tmp_path / "b").touch()
    done = bring(archive, tmp_path / "a", tmp_path / "b")
    assert [finding.code for finding in done.findings] == ["import-guessed", "import-left-out"]


def test_a_key_that_another_article_has_is_changed_and_that_is_reported(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source += [found(1, origin="a.md", key="about", plain=""), found(2, origin="b.md", key="about", plain="")]
    done = bring(archive, tmp_path / "source")
    assert [article.key for article in read_folder(archive.articles)[0]] == ["about-2", "about"]
    assert [finding.message for finding in done.findings] == [
        "another article already has the key 'about', so 'about-2' is used"
    ]
    assert states(bring(archive, tmp_path / "source")) == [State.SAME, State.SAME]


def test_a_language_that_a_group_of_translations_has_twice_is_reported(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source += [found(1, group="g"), found(2, group="g"), found(3, group="g", language="ka")]
    done = bring(archive, tmp_path / "source")
    assert [article.key for article in read_folder(archive.articles)[0]] == ["title-1", "title-1", "title-2"]
    assert ["twice" in finding.message for finding in done.findings] == [True]
    assert not bring(archive, tmp_path / "source").findings


def test_an_article_whose_related_entries_came_later_differs_in_these_alone(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source.append(found(1, related=(FoundRelated("Title 2", "https://e.org/2"),)))
    bring(archive, tmp_path / "source")
    source.append(found(2, source="https://e.org/2"))
    done = bring(archive, tmp_path / "source")
    assert states(done) == [State.DIFFERS, State.NEW]
    assert [finding.message for finding in done.findings] == [
        "it was left as it is; source:1 has it otherwise: related"
    ]
    bring(archive, tmp_path / "source", decide=lambda change: True)
    first = next(article for article in read_folder(archive.articles)[0] if article.title == "Title 1")
    assert [link.target for link in first.related] == ["title-2"]


def test_a_file_that_may_not_be_read_bars_its_article_alone(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source += [found(1), found(2)]
    bring(archive, tmp_path / "source")
    before, read = snapshot(archive), Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "2022-03-30-title-1.en.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    done = bring(archive, tmp_path / "source")
    monkeypatch.undo()
    assert states(done) == [State.SAME]
    assert [(finding.code, finding.file) for finding in done.findings] == [
        ("unreadable-file", "articles/2022/2022-03-30-title-1.en.md")
    ]
    assert snapshot(archive) == before


def test_what_would_stop_its_volume_is_imported_as_plain_paragraphs(
    archive: Archive, source: list[Found | bytes | Exception], tmp_path: Path
) -> None:
    source.append(found(1, text="> " * 300 + "down\n", plain="down"))
    assert "import-plain" in codes(bring(archive, tmp_path / "source"))
    (read,), _ = read_folder(archive.articles)
    assert read.text == "down\n"
