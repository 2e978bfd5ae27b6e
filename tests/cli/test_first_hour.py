"""The first hour: an archive begun in a site, settings taken from sources, a compile that makes nothing."""

import json
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from archivist.cli.starter import SETTINGS
from archivist.reader_api.serial_facts import SerialFacts
from archivist.settings import config
from archivist.web_feeds.channel_facts import channel_facts
from archivist.workflows.settings_proposal import proposals, with_proposals
from tests import command
from tests.json_output import data_of

pytestmark = pytest.mark.slow  # whole commands

HUGO = {
    "hugo.toml": 'title = "Gori News"\nbaseURL = "https://gori.example/news/"\ncopyright = "CC BY 4.0"\n'
    'defaultContentLanguage = "ka"\n[params]\ndescription = "From the river"\n'
    "[languages.ka]\n[languages.en]\n[languages.ru]\n",
    "content/posts/2022-01-02-a.ka.md": "---\ntitle: ა\ndate: 2022-01-02\n---\nტექსტი.\n",
    "content/posts/2022-01-02-a.en.md": "---\ntitle: A\ndate: 2022-01-02\n---\nText.\n",
    "content/posts/2022-01-03-b.en.md": "---\ntitle: B\ndate: 2022-01-03\n---\nText.\n",
}
JEKYLL = {
    "_config.yml": "title: Mill Notes\nurl: https://mill.example\nauthor: {name: Nino Example}\n",
    "_posts/2022-01-02-a.md": "---\ntitle: A\nlang: de\n---\nText.\n",
}
ZOLA = {
    "config.toml": 'base_url = "https://zola.example"\ntitle = "Zola Notes"\ndefault_language = "fr"\n',
    "content/2022-01-02-a.md": '+++\ntitle = "A"\n+++\nTexte.\n',
}
EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Gori &amp; News</title><link>https://gori.example</link><description>Daily</description>
<language>ka</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://gori.example</wp:base_blog_url>
<item><title>A</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<wp:post_date>2022-01-02 10:00:00</wp:post_date>
<content:encoded><![CDATA[<p>The road to the mill is open.</p>]]></content:encoded>
</item></channel></rss>
"""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return command.run(*arguments, folder=folder)


def settings_of(folder: Path) -> dict[str, Any]:
    data = tomllib.loads((folder / "archivist.toml").read_text("utf-8"))
    config.parse(data)
    return data


# ---------------------------------------------------------------- init


@pytest.mark.parametrize(
    ("site", "archive", "languages"),
    [
        (
            HUGO,
            {"title": "Gori News", "site": "https://gori.example/news", "rights": "CC BY 4.0", "articles": "content"},
            ["ka", "en"],
        ),
        (
            JEKYLL,
            {"title": "Mill Notes", "site": "https://mill.example", "publisher": "Nino Example", "articles": "_posts"},
            ["de"],
        ),
        (ZOLA, {"title": "Zola Notes", "site": "https://zola.example", "articles": "content"}, None),
    ],
    ids=["hugo", "jekyll", "zola"],
)
def test_an_archive_is_begun_in_a_site(
    tmp_path: Path, site: Mapping[str, str], archive: Mapping[str, str], languages: list[str] | None
) -> None:
    root = write(tmp_path, site)
    done = run(root, "init")
    assert done.returncode == 0, done.stderr
    assert "welcome" not in done.stdout
    settings = settings_of(root)
    assert settings["archive"].items() >= archive.items()
    if languages:
        assert settings["editions"]["languages"] == languages
        planned = data_of("plan", run(root, "plan", "--json").stdout)
        assert {edition["language"] for edition in planned["editions"]} == set(languages)


def test_languages_of_a_folder_of_articles_are_taken_into_the_settings(tmp_path: Path) -> None:
    root = write(tmp_path, {"articles/2022-01-02-x.de.md": "---\ntitle: X\ndate: 2022-01-02\n---\nText.\n"})
    assert run(root, "init").returncode == 0
    settings = settings_of(root)
    assert (settings["editions"]["languages"], settings["notes"]["languages"]) == (["de"], [])
    assert [path.name for path in (root / "articles").rglob("*.md")] == ["2022-01-02-x.de.md"]


# ---------------------------------------------------------------- what sources say


def test_what_an_export_says_of_its_serial(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(EXPORT, "utf-8")
    said = channel_facts(tmp_path / "export.xml")
    assert said == SerialFacts("Gori & News", (), "Daily", "https://gori.example", ("ka",))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "atom.xml",
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>Река</title><subtitle>О реке</subtitle>'
            '<link href="https://river.example/"/><rights>CC0</rights><entry><title>x</title></entry></feed>',
            SerialFacts("Река", (), "О реке", "https://river.example", ("ru",), "CC0"),
        ),
        (
            "feed.json",
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "title": "River",
                    "home_page_url": "https://river.example/",
                    "language": "en-GB",
                    "authors": [{"name": "Nino Example"}],
                    "items": [],
                }
            ),
            SerialFacts("River", (), "", "https://river.example", ("en-GB",), "", "Nino Example"),
        ),
        ("broken.xml", "<rss><channel><title>A<item>", SerialFacts("A")),
        ("empty.xml", "", SerialFacts()),
    ],
)
def test_what_a_feed_says_of_its_serial(tmp_path: Path, name: str, text: str, said: SerialFacts) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert channel_facts(tmp_path / name) == said


# ---------------------------------------------------------------- proposals

GORI = SerialFacts("Gori News", (), "", "https://gori.example", ("ka",), "CC0")


def test_placeholders_are_replaced_and_decisions_kept() -> None:
    said = {
        f"{each.table}.{each.key}": each.value
        for each in proposals(tomllib.loads(SETTINGS), [GORI], {"en": 5, "ka": 2})
    }
    assert said == {
        "archive.title": "Gori News",
        "archive.site": "https://gori.example",
        "archive.rights": "CC0",
        "editions.languages": ["ka", "en"],
        "notes.languages": ["ka", "en"],
    }
    decided = {
        "archive": {"title": "Mine", "site": "https://mine.example", "rights": "Mine"},
        "editions": {"languages": ["ru"]},
        "notes": {"languages": ["ru"]},
    }
    left = proposals(decided, [GORI], {"en": 5, "ru": 1})
    assert [(each.table, each.key, each.value) for each in left] == [("editions", "languages", ["ru", "en"])]


def test_facts_on_which_sources_disagree_are_not_proposed() -> None:
    other = SerialFacts("Another", site="https://gori.example")
    said = {each.key for each in proposals({}, [GORI, other], {})}
    assert "title" not in said
    assert "site" in said


def test_comments_of_the_settings_stay() -> None:
    proposed = proposals(tomllib.loads(SETTINGS), [GORI], {"en": 5, "ka": 2})
    text = with_proposals(SETTINGS, proposed)
    comments = [line.partition("#")[2] for line in SETTINGS.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in text.splitlines() if "#" in line] == comments
    assert config.parse(tomllib.loads(text)).archive.title == "Gori News"


# ---------------------------------------------------------------- import and compile


def test_an_import_says_what_the_settings_could_say_and_writes_it_if_asked(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(EXPORT, "utf-8")
    assert run(tmp_path, "init", "a").returncode == 0
    shown = run(tmp_path, "--archive", "a", "import", "export.xml", "--language", "en")
    assert "articles now in en 2; editions: en\n" in shown.stderr
    assert '  [archive] title = "Gori & News"\n' in shown.stderr
    assert settings_of(tmp_path / "a")["archive"]["title"] == "My Archive"
    written = run(tmp_path, "--archive", "a", "import", "export.xml", "--language", "en", "--write-settings")
    assert "written into archivist.toml:\n" in written.stderr
    assert settings_of(tmp_path / "a")["archive"]["title"] == "Gori & News"
    again = data_of(
        "import", run(tmp_path, "--archive", "a", "import", "export.xml", "--language", "en", "--json").stdout
    )
    assert again["proposals"] == []


def test_a_compile_that_makes_nothing_says_so_and_fails(tmp_path: Path) -> None:
    files = {"archivist.toml": "", "articles/2022-01-02-x.de.md": "---\ntitle: X\ndate: 2022-01-02\n---\nText.\n"}
    done = run(write(tmp_path, files), "compile", "--quiet")
    assert done.returncode == 1
    assert done.stderr.endswith("no edition was made\n")
