"""A newsroom imports for years: from what grows, from several sources of one site, into what editors work on."""

import datetime
import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive, open_archive
from archivist.articles import read_folder
from archivist.cli.asking import difference
from archivist.cli.importing import NoProgress
from archivist.errors import BuildLockedError
from archivist.importing.import_outcome import Change, Import, State
from archivist.reader_api.found import Wishes
from archivist.workflows.article_import import import_sources
from tests.readers.feeds.making import RSS
from tests.readers.web_archives.making import Taken, warc
from tests.readers.wordpress import exports

pytestmark = pytest.mark.slow  # whole imports

SETTINGS = '[archive]\ntitle = "Imported"\npublisher = "Example"\n[editions]\nlanguages = ["en", "ka"]\n'
FIRST = datetime.date(2022, 1, 30)


@dataclass(frozen=True)
class Post:
    """An article of the site."""

    number: int
    slug: str = ""
    group: str = ""
    language: str = ""

    @property
    def day(self) -> datetime.date:
        return FIRST + datetime.timedelta(self.number)

    @property
    def name(self) -> str:
        return self.slug or f"article-{self.number}"

    @property
    def title(self) -> str:
        return self.name.replace("-", " ").capitalize()

    @property
    def address(self) -> str:
        return f"https://example.org/{self.day:%Y/%m}/{self.name}/"

    @property
    def html(self) -> str:
        if self.language == "ka":
            words = "მდინარე მთებიდან გამოდის და სამხრეთისკენ უხვევს ბაღებისა და ჯებირების გავლით ადგილამდე"
        else:
            words = "The river leaves the mountains and turns south past the orchards to join the larger water of place"
        return "".join(f"<p>{words} {self.number}.{part}.</p>" for part in range(4))


def export(posts: Sequence[Post]) -> bytes:
    """The site as WordPress exports it."""
    items = (
        exports.item(
            post.number,
            post.html,
            title=post.title,
            link=post.address,
            post_name=post.name,
            post_date=f"{post.day} 12:00:00",
            post_date_gmt=f"{post.day} 08:00:00",
            meta={"_wpml_import_language_code": post.language, "_wpml_import_translation_group": post.group}
            if post.group
            else {},
        )
        for post in posts
    )
    return (exports.HEAD + "".join(items) + exports.TAIL).encode()


def feed(posts: Sequence[Post]) -> bytes:
    """The site as its feed gives it: with the addresses of a newsletter."""
    items = (
        f"<item><title>{post.title}</title><link>{post.address}?utm_source=rss&amp;utm_medium=rss</link>"
        f'<guid isPermaLink="false">https://example.org/?p={post.number}</guid>'
        f"<pubDate>{post.day:%a, %d %b %Y} 12:00:00 +0400</pubDate>"
        f"<content:encoded><![CDATA[{post.html}]]></content:encoded></item>"
        for post in posts
    )
    return RSS.format("".join(items)).encode()


def page(post: Post) -> bytes:
    """A page of the site, which does not say its address."""
    head = f'<title>{post.title}</title><meta property="article:published_time" content="{post.day}T12:00:00+04:00">'
    body = f"<article><h1>{post.title}</h1>{post.html}</article>"
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def crawl(posts: Sequence[Post]) -> bytes:
    """The site as a web archive of the years before it had https."""
    return warc(*(Taken(post.address.replace("https://", "http://www."), page(post)) for post in posts))


SOURCES: dict[str, Callable[[Sequence[Post]], bytes]] = {"export.xml": export, "feed.xml": feed, "crawl.warc": crawl}


def archive_in(folder: Path) -> Archive:
    """An empty archive."""
    (folder / "articles").mkdir(parents=True)
    (folder / "archivist.toml").write_text(SETTINGS, encoding="utf-8")
    return open_archive(folder)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_in(tmp_path / "archive")


def put(folder: Path, name: str, posts: Sequence[Post]) -> Path:
    """A source with these articles."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(SOURCES[name](posts))
    return folder / name


def bring(archive: Archive, *sources: Path, **options: Any) -> Import:
    """Import in this process."""
    return import_sources(archive, sources, Wishes(), jobs=1, progress=NoProgress(), **options)


def snapshot(archive: Archive) -> dict[str, bytes]:
    """Every file below the folder of articles."""
    files = (path for path in archive.articles.rglob("*") if path.is_file())
    return {path.relative_to(archive.articles).as_posix(): path.read_bytes() for path in files}


def states(done: Import) -> list[str]:
    return sorted(article.state for article in done.articles)


def messages(done: Import, code: str) -> list[str]:
    return [finding.message for finding in done.findings if finding.code == code]


# ---------------------------------------------------------------- a source that grows


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("is_newest_first", [False, True])
def test_month_by_month_comes_to_the_same_bytes_as_once(
    tmp_path: Path, archive: Archive, name: str, is_newest_first: bool
) -> None:
    for month in (1, 2, 3):
        posts = [Post(number) for number in range(2 * month)]
        source = put(tmp_path / "source", name, posts[::-1] if is_newest_first else posts)
        done = bring(archive, source)
        assert states(done) == ["new"] * 2 + ["same"] * (2 * month - 2)
        assert states(bring(archive, source)) == ["same"] * 2 * month
    once = archive_in(tmp_path / "once")
    bring(once, source)
    assert snapshot(once) == snapshot(archive)


def test_a_name_that_is_taken_later_stays_with_the_first_that_had_it(tmp_path: Path, archive: Archive) -> None:
    posts = [Post(1, "newsletter"), Post(8, "newsletter")]
    bring(archive, put(tmp_path / "source", "export.xml", posts[:1]))
    source = put(tmp_path / "source", "export.xml", posts)
    bring(archive, source)
    assert [article.key for article in read_folder(archive.articles)[0]] == ["newsletter", "newsletter-2022-02-07"]
    once = archive_in(tmp_path / "once")
    bring(once, source)
    assert [article.key for article in read_folder(once.articles)[0]] == [
        "newsletter-2022-01-31",
        "newsletter-2022-02-07",
    ]
    assert set(snapshot(once)) == set(snapshot(archive))  # the files have the same names


def test_what_changed_at_the_source_is_reported_and_nothing_moves(tmp_path: Path, archive: Archive) -> None:
    bring(archive, put(tmp_path / "source", "export.xml", [Post(1), Post(2)]))
    before = snapshot(archive)
    source = put(tmp_path / "source", "export.xml", [Post(1), Post(2, "renamed"), Post(3)])
    done = bring(archive, source)
    assert states(done) == ["differs", "new", "same"]
    assert {path: snapshot(archive)[path] for path in before} == before
    updated = bring(archive, source, decide=lambda change: True)
    assert states(updated) == ["same", "same", "updated"]
    assert set(snapshot(archive)) == {*before, "2022/2022-02-02-article-3.en.md"}
    assert {article.key for article in read_folder(archive.articles)[0]} == {"article-1", "article-2", "article-3"}


def test_of_what_differs_it_is_reported_what(tmp_path: Path, archive: Archive) -> None:
    bring(archive, put(tmp_path / "source", "export.xml", [Post(1), Post(2), Post(3)]))
    replaced("title: Article 1", "title: First")(archive.articles / "2022/2022-01-31-article-1.en.md")
    replaced("orchards", "orchard")(archive.articles / "2022/2022-02-01-article-2.en.md")
    (archive.articles / "2022/2022-02-02-article-3.en.md").write_bytes(b"\xff")
    told = messages(bring(archive, tmp_path / "source/export.xml"), "import-differs")
    assert [message.partition(" otherwise: ")[2] for message in told] == ["title", "the text", "all of it"]


# ---------------------------------------------------------------- one site, several sources


def all_sources(folder: Path, posts: Sequence[Post]) -> list[Path]:
    """The same articles in each form."""
    return [put(folder, name, posts) for name in SOURCES]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_an_article_is_imported_once_whatever_it_is_found_in(
    tmp_path: Path, archive: Archive, order: tuple[int, ...]
) -> None:
    sources = all_sources(tmp_path / "source", [Post(1), Post(2)])
    together = bring(archive, *(sources[number] for number in order))
    assert states(together) == ["new", "new"]
    assert len([message for message in messages(together, "import-left-out") if "was imported from" in message]) == 4
    one_by_one = archive_in(tmp_path / "other")
    done = [bring(one_by_one, sources[number]) for number in order]
    assert [states(each) for each in done] == [["new", "new"], ["differs", "differs"], ["differs", "differs"]]
    assert snapshot(one_by_one) == snapshot(archive)


def test_what_may_be_one_article_is_imported_twice_and_both_are_named(tmp_path: Path, archive: Archive) -> None:
    bring(archive, put(tmp_path / "source", "export.xml", [Post(1)]))
    print_page = tmp_path / "print.warc"
    print_page.write_bytes(warc(Taken(f"{Post(1).address}print/", page(Post(30)))))
    done = bring(archive, print_page)
    assert states(done) == ["new"]
    (told,) = [message for message in messages(done, "import-guessed") if "nearly" in message]
    assert "articles/2022/2022-01-31-article-1.en.md" in told


# ---------------------------------------------------------------- editors


def replaced(old: str, new: str) -> Callable[[Path], object]:
    return lambda file: file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")


def moved(name: str) -> Callable[[Path], object]:
    def move(file: Path) -> None:
        target = file.parents[1] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)

    return move


def with_windows_lines(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))


EDITS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a typo": (replaced("orchards", "orchard"), "differs"),
    "a key of their own": (replaced("lang: en\n", "lang: en\nmood: calm\n"), "differs"),
    "another language": (replaced("lang: en", "lang: ka"), "differs"),
    "another day": (replaced("date: 2022-01-31", "date: 2022-01-30"), "differs"),
    "a broken day": (replaced("date: 2022-01-31", "date: soon"), "differs"),
    "a broken head": (replaced("title: Article", "title: [Article"), "differs"),
    "no origin": (replaced("origin: https://example.org/?p=1\n", ""), "differs"),
    "a draft": (replaced("lang: en", "draft: true\nlang: en"), "differs"),
    "another folder": (moved("special/river/article.en.md"), "same"),
    "another name": (moved("2022/renamed.en.md"), "same"),
    "put away": (moved("_drafts/article.en.md"), "same"),
    "another key": (replaced("key: article-1", "key: first"), "same"),
    "lines as Windows has them": (with_windows_lines, "same"),
    "another style of YAML": (
        replaced("title: Article 1\ndate: 2022-01-31\n", "date: '2022-01-31'\n\ntitle: \"Article 1\"\n"), "same"
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_what_editors_do_stays_and_nothing_comes_twice(tmp_path: Path, archive: Archive, edit: str) -> None:
    source = put(tmp_path / "source", "export.xml", [Post(1), Post(2)])
    bring(archive, source)
    change, state = EDITS[edit]
    change(archive.articles / "2022/2022-01-31-article-1.en.md")
    before = snapshot(archive)
    for _ in range(2):
        assert states(bring(archive, source)) == sorted([state, "same"])
        assert snapshot(archive) == before


@pytest.mark.parametrize("edit", [edit for edit, (_, state) in EDITS.items() if state == "differs"])
def test_what_an_update_takes_away_was_shown(tmp_path: Path, archive: Archive, edit: str) -> None:
    source = put(tmp_path / "source", "export.xml", [Post(1)])
    bring(archive, source)
    first = snapshot(archive)
    EDITS[edit][0](archive.articles / "2022/2022-01-31-article-1.en.md")
    shown: list[str] = []

    def decide(change: Change) -> bool:
        lost = set(change.before.decode().splitlines()) - set(change.after.decode().splitlines())
        shown.append(difference(change))
        assert all(f"-{line}" in shown[-1].splitlines() for line in lost)
        return True

    assert states(bring(archive, source, decide=decide)) == ["updated"]
    assert shown[0]
    assert snapshot(archive) == first


def test_what_is_written_while_an_answer_is_awaited_is_not_written_over(tmp_path: Path, archive: Archive) -> None:
    source = put(tmp_path / "source", "export.xml", [Post(1)])
    bring(archive, source)
    file = archive.articles / "2022/2022-01-31-article-1.en.md"
    replaced("orchards", "orchard")(file)

    def decide(change: Change) -> bool:
        replaced("mountains", "hills")(file)
        return True

    assert states(bring(archive, source, decide=decide)) == ["differs"]
    assert "hills" in file.read_text("utf-8")


def test_a_deleted_article_comes_again_and_one_put_away_does_not(tmp_path: Path, archive: Archive) -> None:
    source = put(tmp_path / "source", "export.xml", [Post(1)])
    bring(archive, source)
    before = snapshot(archive)
    (archive.articles / "2022/2022-01-31-article-1.en.md").unlink()
    assert states(bring(archive, source)) == ["new"]
    assert snapshot(archive) == before


# ---------------------------------------------------------------- translations


def test_a_translation_that_comes_later_changes_nothing_but_itself(tmp_path: Path, archive: Archive) -> None:
    en, ka = Post(1, "river", "4", "en"), Post(2, "mdinare", "4", "ka")
    bring(archive, put(tmp_path / "source", "export.xml", [en]))
    source = put(tmp_path / "source", "export.xml", [en, ka])
    bring(archive, source)
    once = archive_in(tmp_path / "once")
    bring(once, source)
    assert (
        set(snapshot(archive))
        == set(snapshot(once))
        == {
            "2022/2022-01-31-river.en.md",
            "2022/2022-02-01-river.ka.md",
        }
    )


def test_the_same_number_of_a_group_at_another_site_is_another_group(tmp_path: Path, archive: Archive) -> None:
    source = put(tmp_path / "source", "export.xml", [Post(1, "river", "4", "en")])
    bring(archive, source)
    other = tmp_path / "other.xml"
    other.write_bytes(export([Post(2, "gza", "4", "ka")]).replace(b"example.org", b"example.net"))
    bring(archive, other)
    assert {article.key for article in read_folder(archive.articles)[0]} == {"river", "gza"}


def test_works_the_source_joins_later_keep_their_keys_and_that_is_reported_until_it_is_settled(
    tmp_path: Path, archive: Archive
) -> None:
    apart = [Post(1, "river", "4", "en"), Post(2, "mdinare", "5", "ka")]
    bring(archive, put(tmp_path / "source", "export.xml", apart))
    source = put(tmp_path / "source", "export.xml", [apart[0], Post(2, "mdinare", "4", "ka")])
    done = bring(archive, source)
    (told,) = [each for each in done.findings if "translation" in each.message]
    assert told.file == "articles/2022/2022-02-01-mdinare.ka.md"
    assert "'river'" in told.remedy
    bring(archive, source, decide=lambda change: True)
    assert "import-differs" not in {finding.code for finding in bring(archive, source).findings}


# ---------------------------------------------------------------- broken off


def test_an_import_that_was_broken_off_goes_on_as_if_it_had_not_been(tmp_path: Path, archive: Archive) -> None:
    posts = [Post(number, "newsletter" if number % 2 else "") for number in range(6)]
    source = put(tmp_path / "source", "export.xml", posts)
    bring(archive, source)
    whole = snapshot(archive)
    for path in list(whole)[1::2]:
        (archive.articles / path).unlink()
    (archive.articles / "2022/.0123456789abcdef.part").write_bytes(b"half an art")
    (archive.articles / "2022/.mine.part").write_bytes(b"of an editor")
    assert states(bring(archive, source)) == ["new"] * 3 + ["same"] * 3
    assert snapshot(archive) == {**whole, "2022/.mine.part": b"of an editor"}


def test_a_killed_import_leaves_whole_articles(tmp_path: Path, archive: Archive) -> None:
    source = put(tmp_path / "source", "export.xml", [Post(number) for number in range(60)])
    command = [sys.executable, "-m", "archivist", "--archive", str(archive.root), "import", str(source), "-j", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        end = time.monotonic() + 60
        while running.poll() is None and len(list(archive.articles.rglob("*.md"))) < 5 and time.monotonic() < end:
            time.sleep(0.005)
        os.kill(running.pid, signal.SIGKILL)
    half = {path: data for path, data in snapshot(archive).items() if not path.endswith(".part")}
    once = archive_in(tmp_path / "once")
    bring(once, source)
    assert half.items() <= snapshot(once).items()
    bring(archive, source)
    assert snapshot(archive) == snapshot(once)


def test_two_imports_at_once_are_refused_also_with_two_build_folders(tmp_path: Path, archive: Archive) -> None:
    source = put(tmp_path / "source", "export.xml", [Post(1), Post(2)])
    bring(archive, source)
    replaced("orchards", "orchard")(archive.articles / "2022/2022-01-31-article-1.en.md")
    other = open_archive(archive.root, tmp_path / "other-build")

    def decide(change: Change) -> bool:
        with pytest.raises(BuildLockedError):
            bring(other, source)
        return False

    assert states(bring(archive, source, decide=decide)) == ["differs", "same"]
    assert states(bring(other, source)) == ["differs", "same"]


# ---------------------------------------------------------------- odd archives


def test_what_lies_in_an_articles_place_and_is_no_file_bars_that_article_alone(
    tmp_path: Path, archive: Archive
) -> None:
    (archive.articles / "2022/2022-01-31-article-1.en.md").mkdir(parents=True)
    os.mkfifo(archive.articles / "2022/2022-02-01-article-2.en.md")
    done = bring(archive, put(tmp_path / "source", "export.xml", [Post(1), Post(2), Post(3)]))
    assert states(done) == ["new"]
    assert len(messages(done, "unreadable-file")) == 2


@pytest.mark.parametrize("name", ["2022-01-31-RIVER.en.md", "2022-01-31-river.EN.md"])
def test_a_name_that_differs_in_case_alone_is_taken(tmp_path: Path, archive: Archive, name: str) -> None:
    held = "---\ntitle: Ours\ndate: 2022-01-31\nlang: en\nkey: ours\n---\nOurs.\n"
    (archive.articles / "2022").mkdir()
    (archive.articles / "2022" / name).write_text(held, encoding="utf-8")
    bring(archive, put(tmp_path / "source", "export.xml", [Post(1, "river")]))
    assert set(snapshot(archive)) == {f"2022/{name}", "2022/2022-01-31-river-2.en.md"}


# ---------------------------------------------------------------- the numbers


def test_every_article_found_is_in_one_state_or_has_one_finding(tmp_path: Path, archive: Archive) -> None:
    posts = [Post(number) for number in range(6)]
    bring(archive, put(tmp_path / "source", "export.xml", posts[:3]))
    replaced("orchards", "orchard")(archive.articles / "2022/2022-01-30-article-0.en.md")
    replaced("orchards", "orchard")(archive.articles / "2022/2022-01-31-article-1.en.md")
    (archive.articles / "2022/2022-02-02-article-3.en.md").mkdir()
    undated = feed([Post(9)]).replace(b"pubDate", b"never")
    (tmp_path / "undated.xml").write_bytes(undated)
    sources = [put(tmp_path / "source", "export.xml", posts), put(tmp_path / "source", "feed.xml", posts[1:4])]
    done = bring(
        archive, *sources, tmp_path / "undated.xml", decide=lambda change: change.path.name.startswith("2022-01-30")
    )
    assert states(done) == ["differs", "new", "new", "same", "updated"]
    left = [message for message in messages(done, "import-left-out") if "was imported from" in message]
    assert len(left) == 3
    assert len(messages(done, "unreadable-file")) == len(messages(done, "import-needs-date")) == 1
    assert len(done.articles) + len(left) + 1 + 1 == len(posts) + 3 + 1
    assert len(messages(done, "import-differs")) == states(done).count(State.DIFFERS)
