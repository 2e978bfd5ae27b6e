"""Folders of Markdown articles, and which folders are sites at all."""

import datetime
import time
from pathlib import Path

import pytest

from archivist.importing.reader_registry import installed_readers
from archivist.importing.source_detection import detect_reader
from archivist.reader_api.found import SourceError, Wishes
from archivist.readers.site_folders import is_site_folder, read
from tests.articles.making import corpora
from tests.readers.site_folders.making import KeptMedia, site, write
from tests.running_time import seconds_since

OWN = """---
title: A river
date: '2022-01-28'
lang: en
translation_key: rivers/a
authors: [N]
section: Region
excerpt: What it says.
related: [rivers/b]
source: _posts/en/a.md
retrieved: 2022-02-01
licence: MIT
direction: ltr
---

Text.[^a]

[^a]: Note.
"""


def test_an_article_in_the_archives_own_form_keeps_everything(tmp_path: Path) -> None:
    found = site(tmp_path, {"en/2022-01-28-a.md": OWN, "ka/2022-01-28-a.md": OWN.replace("lang: en", "lang: ka")})
    article, translation = found.articles.values()
    assert article.text == "\nText.[^a]\n\n[^a]: Note.\n"
    assert (article.key, article.group, translation.key) == ("rivers/a", "rivers/a", "rivers/a")
    assert (article.section, article.description, article.source) == ("Region", "What it says.", "_posts/en/a.md")
    assert article.retrieved == datetime.date(2022, 2, 1)
    assert article.extra == {"licence": "MIT", "direction": "ltr"}
    assert not article.remarks
    assert not found.findings


def test_the_path_says_what_the_front_matter_does_not(tmp_path: Path) -> None:
    found = site(tmp_path, {"2022/03/30/legal-steps.ru.md": "---\ntitle: T\n---\n"})
    article = found.one()
    assert (article.date, article.language, article.slug) == (datetime.date(2022, 3, 30), "ru", "legal-steps")


def test_which_folders_are_sites(tmp_path: Path) -> None:
    article = "---\ntitle: T\n---\n"
    for name, files in {
        "jekyll": {"_config.yml": ""},
        "posts": {"_posts/x.txt": ""},
        "hugo": {"hugo.json": "{}"},
        "old-hugo": {"config.yaml": "", "content/x": ""},
        "plain": {"a/b/c.markdown": article},
    }.items():
        write(tmp_path / name, files)
        assert is_site_folder(tmp_path / name), name
    for name, files in {"pages": {"a.html": "x"}, "other": {"a.md": "x", "config.toml": ""}, "none": {"a": ""}}.items():
        write(tmp_path / name, files)
        assert not is_site_folder(tmp_path / name), name
    assert not is_site_folder(tmp_path / "absent")
    assert not is_site_folder(tmp_path / "pages" / "a.html")


@pytest.mark.parametrize("name", ["absent", "pages", "pages/a.html"])
def test_what_is_not_a_site_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"pages/a.html": "x"})
    with pytest.raises(SourceError):
        list(read(tmp_path / name, Wishes(), KeptMedia()))


def test_files_that_are_not_utf_8_are_read_and_reported(tmp_path: Path) -> None:
    text = "---\ntitle: Река\ndate: 2022-01-01\nlang: ru\n---\nЭто длинный русский текст о реке и о горах.\n"
    found = site(
        tmp_path, {"a.md": text.encode("cp1251"), "b.md": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()}
    )
    first, second = found.articles.values()
    assert first.title == second.title == "Река"
    assert first.text == second.text
    assert first.remarks


def test_a_file_too_large_is_refused_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": OWN})
    with (tmp_path / "a.md").open("wb") as file:
        file.write(b"---\n")
        file.truncate(100_000_000)
    start = time.process_time()
    found = site(tmp_path, {})
    assert seconds_since(start) < 5
    assert list(found.articles) == ["b.md"]
    assert "100,000,000 bytes" in found.told("import-unreadable")[0]


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, {"out/secret.md": OWN, "site/a.md": OWN})
    (tmp_path / "site" / "b.md").symlink_to(tmp_path / "out" / "secret.md")
    (tmp_path / "site" / "c").symlink_to(tmp_path / "out")
    (tmp_path / "site" / "loop").symlink_to(tmp_path / "site")
    found = site(tmp_path / "site", {})
    assert list(found.articles) == ["a.md"]
    assert len(found.findings) == 1


@pytest.mark.parametrize("name", ["declaration", "newsletters-2022"])
def test_real_archives_come_through_byte_for_byte(name: str) -> None:
    folder, media = corpora() / name, KeptAll()
    for found in read(folder, Wishes(languages=("en", "ka"), today=datetime.date(2026, 1, 1)), media):
        text = (folder / found.origin).read_text("utf-8").partition("\n---\n")[2]  # type: ignore[union-attr]
        assert found.text.replace("/images/images/", "../images/") == text  # type: ignore[union-attr]
        assert found.key and found.date and found.language  # type: ignore[union-attr]
        assert not found.remarks  # type: ignore[union-attr]


class KeptAll(KeptMedia):
    def bring(self, name: str, data: bytes) -> str:
        return f"/images/{name}"


def test_hexo_is_refused_with_a_way_out(tmp_path: Path) -> None:
    write(
        tmp_path, {"_config.yml": "language: zh-CN\npermalink: :title/\n", "source/_posts/a.md": "---\ntitle: A\n---\n"}
    )
    with pytest.raises(SourceError) as caught:
        list(read(tmp_path, Wishes(), KeptMedia()))
    assert "Hexo" in caught.value.message and "source/_posts" in caught.value.hint
    octopress = site(tmp_path, {"_config.yml": "source: source\nlang: en\n"})
    assert list(octopress.articles) == ["source/_posts/a.md"]


def test_the_head_of_pelican_is_refused_and_no_text(tmp_path: Path) -> None:
    found = site(
        tmp_path, {"a.md": "Title: A\nDate: 2020-01-01\nTags: a,\n   b\n\nText.\n", "b.md": "---\ntitle: B\n---\n"}
    )
    assert list(found.articles) == ["b.md"]
    assert "Pelican" in found.told("import-unreadable")[0]


def test_front_matter_that_is_a_program_is_refused_and_no_text(tmp_path: Path) -> None:
    found = site(tmp_path, {"a.md": "---js\n{ title: 'A' }\n---\nText", "b.md": "---\ntitle: B\n---\n"})
    assert list(found.articles) == ["b.md"]
    assert "js front matter is a program" in found.told("import-unreadable")[0]


@pytest.mark.parametrize("settings", ["_config.yml", "hugo.toml"])
def test_a_site_with_more_html_than_markdown_is_still_a_site(tmp_path: Path, settings: str) -> None:
    layouts = {f"_layouts/{number}.html": "<html>" for number in range(5)}
    write(tmp_path, {settings: "", "_posts/2022-01-01-a.html": "---\ntitle: A\n---\n", **layouts})
    assert detect_reader(tmp_path, installed_readers().loaded).name == "site"


def test_every_suffix_of_markdown_tells_a_folder_of_articles(tmp_path: Path) -> None:
    write(tmp_path, {"a.mkdn": "---\ntitle: A\n---\n"})
    assert detect_reader(tmp_path, installed_readers().loaded).name == "site"
