"""Broken and hostile sources through the whole way in: a clear word, nothing written outside, nothing lost.

benchmarks/mutations.py does the same with a hundred thousand mutated inputs.
"""

import errno
import os
import re
import struct
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from archivist.articles import parse_body, read_folder
from archivist.cli.importing import NoProgress
from archivist.errors import ArchivistError
from archivist.importing.import_outcome import Import
from archivist.model.articles import Article
from archivist.reader_api.found import Wishes
from archivist.workflows.article_import import import_sources
from tests import command
from tests.importing.mutations.mutating import Input, mutated
from tests.importing.mutations.samples import Sample, picture, samples
from tests.importing.mutations.trial import Sandbox, tried
from tests.importing.mutations.watching import watched
from tests.readers.feeds import making as feeds
from tests.readers.pages.words import EN, KA, RU, paragraphs
from tests.readers.web_archives.making import Taken, warc
from tests.readers.wordpress import exports
from tests.running_time import seconds_since

pytestmark = pytest.mark.slow  # hundreds of imports

Files = Mapping[str, str | bytes]
SEED, EACH = 2022, 39  # three of every kind at a time
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(12))
ARTICLE = f"---\ntitle: A river\ndate: 2022-03-30\nlang: en\n---\n{EN[0]}\n"


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    made = Sandbox(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(made.temporary))
    yield made
    assert not list(made.temporary.iterdir()), "temporary files are left"


def put(sandbox: Sandbox, files: Files, named: str = "", links: Mapping[str, str] | None = None) -> Path:
    """Files as a source."""
    data = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    return sandbox.begin(Input(Sample("", data, named), data, links or {}))


def bring(sandbox: Sandbox, source: Path, **said: Any) -> Import:
    """Import a source in a few seconds, without touching anything else."""
    before, begun = sandbox.others(), time.process_time()
    with watched(sandbox.archive.root, sandbox.temporary, forbidden=sandbox.outside) as seen:
        done = import_sources(sandbox.archive, [source], Wishes(**said), jobs=1, progress=NoProgress())
    assert not seen
    assert sandbox.others() == before
    assert seconds_since(begun) < 3
    return done


def told(done: Import, code: str) -> str:
    return "\n".join(f"{each.file}: {each.message}" for each in done.findings if each.code == code)


def articles(sandbox: Sandbox) -> tuple[Article, ...]:
    found, findings = read_folder(sandbox.archive.articles)
    assert not [each for each in findings if each.severity == "error"]
    return found


def page(inside: str, head: str = "") -> str:
    body = f"<article><h1>The bridge</h1>{paragraphs(EN)}{inside}</article>"
    return f'<html lang="en"><head><title>The bridge</title>{head}</head><body>{body}</body></html>'


# ---------------------------------------------------------------- mutations


@pytest.mark.parametrize("first", range(0, 4 * EACH, EACH))
def test_mutated_sources_do_no_harm(sandbox: Sandbox, first: int) -> None:
    for number in range(first, first + EACH):
        given = mutated(SEED, number)
        outcome = tried(sandbox, given, named=number % 3 == 0)
        assert not outcome.failures, (number, given.changes, outcome.failures)


def test_the_samples_themselves_are_imported(sandbox: Sandbox) -> None:
    for sample in samples():
        outcome = tried(sandbox, Input(sample, sample.pack(sample.files) if sample.pack else sample.files), named=False)
        assert (outcome.outcome, outcome.failures) == ("came in", []), sample.kind


# ---------------------------------------------------------------- bombs


@pytest.mark.parametrize("name", ["export.xml", "feed.xml"])
def test_entity_bombs_are_refused(sandbox: Sandbox, name: str) -> None:
    feed = feeds.rss_item(feeds.html(paragraphs(EN))) if name == "feed.xml" else _export(exports.item(1, EN[0]))
    feed = re.sub(r"\?>\s*", f"?><!DOCTYPE rss [{BOMB}]>", feed, count=1).replace("<title>", "<title>&e11;", 1)
    done = bring(sandbox, put(sandbox, {name: feed}, name))
    assert re.search("entit(?:ies|y)", told(done, "import-unreadable"))
    assert not sandbox.articles()


def test_a_picture_with_an_entity_bomb_stays_out(sandbox: Sandbox) -> None:
    svg = f'<!DOCTYPE svg [{BOMB}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e11;</text></svg>'
    _has_no_picture(sandbox, {"a.svg": svg}, "a.svg")


def test_a_picture_of_a_billion_pixels_stays_out_of_a_page(sandbox: Sandbox) -> None:
    _has_no_picture(sandbox, {"p/huge.png": _huge_png()}, "p/huge.png")


def _has_no_picture(sandbox: Sandbox, files: Files, address: str) -> None:
    source = put(sandbox, {"page.html": page(f'<p><img src="{address}" alt="x"></p>'), **files}, "page.html")
    done = bring(sandbox, source, date=exports.TODAY)
    assert address in told(done, "import-picture")
    assert [name for name in sandbox.articles() if name.endswith(".md")] == list(sandbox.articles())
    assert EN[0] in articles(sandbox)[0].text


def test_a_picture_of_a_billion_pixels_stays_out_of_an_export(sandbox: Sandbox) -> None:
    text = '<p>Words.</p><img src="https://example.org/wp-content/uploads/2022/huge.png" alt="x">'
    files: Files = {"export.xml": _export(exports.item(1, text)), "uploads/2022/huge.png": _huge_png()}
    done = bring(sandbox, put(sandbox, files, "export.xml"), media=sandbox.source / "uploads")
    assert "it has more than 100,000,000 pixels" in told(done, "import-picture")
    assert len(sandbox.articles()) == 1


def _huge_png() -> bytes:
    """A header that promises ten thousand million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("name", ["_posts/2022-03-30-huge.md", "_config.yml"])
def test_front_matter_of_100_mb_is_refused_and_the_rest_is_imported(sandbox: Sandbox, name: str) -> None:
    source = put(sandbox, {"_posts/2022-03-31-river.md": ARTICLE, name: "---\ntitle: x\n"})
    with (source / name).open("r+b") as file:
        file.truncate(100_000_000)  # most of it is a hole
    done = _import_only(sandbox, source)
    assert name in told(done, "import-unreadable")
    assert [article.title for article in articles(sandbox)] == ["A river"]


def _import_only(sandbox: Sandbox, source: Path) -> Import:
    begun = time.process_time()
    done = import_sources(sandbox.archive, [source], Wishes(), jobs=1, progress=NoProgress())
    assert seconds_since(begun) < 3
    return done


# ---------------------------------------------------------------- names and paths


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("..", "title-1"),
        ("con", "con"),
        ("a" * 300, "a" * 80),
        ("a\ufffe\u202eb", "a-b"),
        ("%e1%83%ae%e1%83%98%e1%83%93%e1%83%98", "xidi"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
    ],
)
def test_a_slug_is_a_name_and_no_path(sandbox: Sandbox, slug: str, name: str) -> None:
    export = _export(exports.item(1, f"<p>{EN[0]}</p>", post_name="S")).replace("CDATA[S]", f"CDATA[{slug}]")
    bring(sandbox, put(sandbox, {"export.xml": export.replace("\ufffe", "&#0;")}, "export.xml"), language="en")
    assert list(sandbox.articles()) == [f"2022/2022-03-30-{name}.en.md"]


@pytest.mark.parametrize("slug", ["../../x", "/x", "a\\0b", "..", "x" * 300, "ხიდი"])
def test_a_slug_in_front_matter_is_no_path(sandbox: Sandbox, slug: str) -> None:
    text = ARTICLE.replace("lang: en", f'lang: en\nslug: "{slug}"\nkey: "{slug}"')
    bring(sandbox, put(sandbox, {"hugo.toml": "", "content/a.md": text}))
    (path,) = sandbox.articles()
    assert re.fullmatch(r"2022/2022-03-30-[a-z0-9-]{1,80}\.en\.md", path)


@pytest.mark.parametrize(
    "member", ["../../outside/x.warc.gz", "/tmp/x-outside.warc.gz", "..\\..\\x.warc.gz", "archive/../../x"]
)
def test_a_web_archive_that_climbs_out_is_refused(sandbox: Sandbox, member: str) -> None:
    sample = next(each for each in samples() if each.kind == "wacz")
    assert sample.pack is not None
    addresses = sample.files["addresses"].replace(b"archive/data.warc.gz", member.encode())
    source = put(sandbox, sample.pack({**sample.files, "addresses": addresses}), "crawl.wacz")
    done = bring(sandbox, source, date=exports.TODAY)
    assert told(done, "import-unreadable")
    assert not sandbox.articles()


def test_pictures_outside_the_folder_are_not_read(sandbox: Sandbox) -> None:
    ways = ["../outside/secret.png", "%2e%2e/outside/secret.png", str(sandbox.outside / "secret.png"), "linked.png"]
    shown = "".join(f'<img src="{each}" alt="x">' for each in [*ways, f"file://{sandbox.outside}/secret.png"])
    source = put(sandbox, {"page.html": page(shown)}, "page.html", {"linked.png": "../outside/secret.png"})
    bring(sandbox, source, date=exports.TODAY)
    assert len(sandbox.articles()) == 1
    files = {"hugo.toml": "", "content/a.md": ARTICLE + "".join(f"\n![x]({each})\n" for each in ways)}
    bring(sandbox, put(sandbox, files, links={"content/linked.png": "../../outside/secret.png"}))
    assert len(sandbox.articles()) == 1


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
def test_links_that_lead_out_of_a_folder_are_not_followed(sandbox: Sandbox, suffix: str) -> None:
    (sandbox.outside / f"secret{suffix}").write_text(page("Secret.") if suffix == ".html" else ARTICLE)
    files = {f"a{suffix}": page("") if suffix == ".html" else ARTICLE}
    links = {f"b{suffix}": f"../outside/secret{suffix}", "c": "../outside", "circle": "."}
    bring(sandbox, put(sandbox, files, links=links), date=exports.TODAY, language="en")
    assert len(sandbox.articles()) == 1


def test_a_folder_of_pictures_may_be_a_link_but_not_lead_elsewhere_from_within(sandbox: Sandbox) -> None:
    shown = [f'<img src="https://example.org/wp-content/uploads/{name}.png" alt="x">' for name in ("pier", "secret")]
    files: Files = {"export.xml": _export(exports.item(1, "".join(shown) + EN[0])), "real/pier.png": picture("PNG")}
    links = {"uploads": "real", "real/secret.png": "../../outside/secret.png"}
    done = bring(sandbox, put(sandbox, files, "export.xml", links), media=sandbox.source / "uploads", language="en")
    assert [name for name in sandbox.articles() if name.endswith("png")] == ["images/pier.png"]
    assert "secret.png" in told(done, "import-picture")


# ---------------------------------------------------------------- markup and letters

LIVE = re.compile(r"(?<!\\)<[a-z/]|(?<!\\)\]\(\s*<?\s*(?:javascript|vbscript|data|java%0A)", re.IGNORECASE)


def test_nothing_that_runs_is_imported(sandbox: Sandbox) -> None:
    hostile = """<p onclick="alert(1)">One <a href="javascript:alert(1)">two</a> <a href=" java\nscript:x">three</a>
    <img src="x" onerror="alert(1)"> <b onmouseover=x>four</b></p><script>alert("five")</script>
    <p>&lt;script&gt;six()&lt;/script&gt; &lt;img onerror=x&gt; [seven](javascript:x) <code>&lt;script&gt;</code></p>
    <iframe src="javascript:x"></iframe><object data="x"></object><svg onload="x"><script>x</script></svg>
    <form action="javascript:x"><p>eight</p></form><math><annotation-xml encoding="text/html"><script>x</script>
    </annotation-xml></math><style>@import 'x'</style><base href="javascript:"><a href="vbscript:x">nine</a>
    <a href="data:text/html,<script>x</script>">ten</a>"""
    done = bring(sandbox, put(sandbox, {"page.html": page(hostile)}, "page.html"), date=exports.TODAY)
    (article,) = articles(sandbox)
    assert "eight" in article.text + told(done, "import-left-out")
    assert not LIVE.search(re.sub(r"`[^`]*`", "", article.text)), article.text
    root = etree.fromstring(parse_body(article, sandbox.archive.articles).xhtml)
    words = "".join(root.itertext())
    assert all(word in words for word in ("One", "two", "three", "four", "<script>six()</script>", "nine", "ten"))
    assert "five" not in words
    for element in root.iter():
        assert element.tag not in ("script", "iframe", "object", "svg", "form", "style", "base")
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "#").startswith(("#", "http", "mailto"))


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("a.txt", f"Мост\n\n30.03.2022\n\n{' '.join(RU)}".encode("windows-1251"), RU[1]),
        ("a.txt", f"Мост\n\n30.03.2022\n\n{' '.join(RU)}\n".encode() + b"\xff\xfe\xed\xa0\x80", RU[1]),
        ("a.txt", f"ხიდი\n\n30.03.2022\n\n{' '.join(KA)}".encode("utf-16"), KA[1]),
        ("a.html", page("").replace("<head>", '<head><meta charset="utf-16">').encode(), EN[1]),
        ("a.html", f'<html lang="ru"><title>М</title><h1>М</h1>{paragraphs(RU)}'.encode("windows-1251"), RU[1]),
        ("a.html", page("").encode() + b"\x00\xff\xc0\xaf", EN[1]),
        ("feed.xml", feeds.rss_item(feeds.html(paragraphs(RU))).encode("windows-1251"), RU[1]),
    ],
)
def test_broken_encodings_lose_no_word(sandbox: Sandbox, name: str, data: bytes, kept: str) -> None:
    bring(sandbox, put(sandbox, {name: data}, name), date=exports.TODAY, language="en", languages=("en", "ka", "ru"))
    (article,) = articles(sandbox)
    assert kept in " ".join(article.text.replace("\\", "").split())


@pytest.mark.parametrize(
    "encoding", ["none-such", "UTF-" + "9" * 500, "utf-7", "hex", "idna", "gb18030", "utf-32", "ebcdic"]
)
def test_encodings_that_are_not_known_are_named_or_passed_over(sandbox: Sandbox, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    export = re.sub(
        r"<\?.*?\?>", head, _export(exports.item(1, f'<p>{EN[0]} <img src="data:image/svg+xml,<svg/>"></p>'))
    )
    feed = re.sub(r"<\?.*?\?>", head, feeds.rss_item(feeds.html(paragraphs(EN))))
    svg = f'{head}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    html = head + page('<img src="a.svg" alt="x">', f'<meta charset="{encoding}">')
    for files in ({"export.xml": export}, {"feed.xml": feed}, {"a.html": html, "a.svg": svg}):
        done = bring(sandbox, put(sandbox, files, next(iter(files))), date=exports.TODAY, language="en")
        assert done.articles or told(done, "import-unreadable")


def test_markdown_that_is_no_utf_8_is_refused_and_named(sandbox: Sandbox) -> None:
    files: Files = {"hugo.toml": "", "content/a.md": (ARTICLE + RU[0]).encode("koi8-r"), "content/b.md": ARTICLE}
    done = bring(sandbox, put(sandbox, files))
    assert "content/a.md" in told(done, "import-unreadable") or len(sandbox.articles()) == 2
    assert "articles/2022/2022-03-30-b.en.md" in [each.path for each in done.articles]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("feed.xml", feeds.RSS.format("")),
        ("feed.json", '{"version": "https://jsonfeed.org/version/1.1", "items": []}'),
        ("feed.json", '{"version": "https://jsonfeed.org/version/1.1", "item": [{"title": "x"}]}'),
        ("export.xml", exports.HEAD + exports.TAIL),
        ("crawl.warc", warc(Taken("urn:x", page("").encode()))),
        ("crawl.warc", warc(Taken("https://example.org/a.css", b"x", media_type="text/css"))),
        ("posts/.hidden.md", ARTICLE),
        ("a.html", ""),
        ("a.txt", ""),
    ],
)
def test_of_a_source_without_articles_something_is_said(sandbox: Sandbox, name: str, data: str | bytes) -> None:
    source = put(sandbox, {"posts/README.md": "", name: data}, "" if name.startswith("posts") else name)
    done = bring(sandbox, source)
    assert not done.articles
    assert done.findings


# ---------------------------------------------------------------- the archive itself


@pytest.mark.parametrize("link", ["2022", "2022/2022-03-30-a.en.md", "images"])
def test_a_link_in_the_archive_that_leads_out_is_not_written_through(sandbox: Sandbox, link: str) -> None:
    files: Files = {
        "hugo.toml": "",
        "content/a.md": f"{ARTICLE}\n![Pier](pier.png)\n",
        "content/pier.png": picture("PNG"),
    }
    source = put(sandbox, {**files, "content/b.md": ARTICLE.replace("2022-03-30", "2021-03-30")})
    place = sandbox.archive.articles / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(sandbox.outside / ("none.md" if link.endswith(".md") else ""))
    done = bring(sandbox, source)
    assert "it is a symbolic link" in told(done, "outside-archive")
    assert [each.path for each in done.articles] == ["articles/2021/2021-03-30-b.en.md"]


def test_a_place_that_cannot_be_written_is_named(sandbox: Sandbox) -> None:
    source = put(sandbox, {"hugo.toml": "", "content/a.md": ARTICLE})
    (sandbox.archive.articles / "2022").write_text("a file where a folder is needed")
    ended = command.run("--archive", str(sandbox.archive.root), "import", str(source))
    assert ended.returncode == 1
    assert "2022" in ended.stderr
    assert "cannot be written" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "fault of the program" not in ended.stderr


def test_a_full_disk_leaves_nothing_half_written(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(sandbox, {"hugo.toml": "", "content/a.md": ARTICLE, "content/b.md": ARTICLE})
    written: list[int] = []

    def sync(handle: int) -> None:
        written.append(handle)
        if len(written) > 2:  # the first article and its folder
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(ArchivistError, match="cannot be written: No space left"):
        bring(sandbox, source)
    monkeypatch.undo()
    assert list(sandbox.articles()) == ["2022/2022-03-30-a.en.md"]
    assert EN[0] in articles(sandbox)[0].text


def test_no_room_for_what_is_read_is_an_error_of_the_source(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("archivist.importing.found_store.pickle.dump", full)
    done = bring(sandbox, put(sandbox, {"hugo.toml": "", "content/a.md": ARTICLE}))
    assert "No space left" in told(done, "import-unreadable")
    assert not sandbox.articles()


def _export(*parts: str) -> str:
    return exports.HEAD + "".join(parts) + exports.TAIL
