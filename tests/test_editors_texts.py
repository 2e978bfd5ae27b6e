"""Forewords, editorials and colophons of the editors: which volumes have them, and that nothing of them is lost."""

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from archivist.archive import open_archive
from archivist.articles import read_editors_texts
from archivist.book_parts import Role
from archivist.compiled.record_of_today import record_of_today
from archivist.compiled.recorded_inputs import differing_inputs
from archivist.deposit_preparation.volume_source import volume_source
from archivist.executors import InProcess
from archivist.model.volumes import EditorsText
from archivist.pipeline import EditionBuilder
from archivist.planning import plan
from archivist.record.document_text import BREAK, Segment
from archivist.record.reading import read_record
from tests.archives import Compiled, compiled, write_archive

FOREWORD = """\
---
authors: [The Desk]
description: What this serial is.
---
Words before everything.[^why] See [the road](../articles/2022-03-16-road.en.md#bridges) and
[an earlier text](../articles/2022-02-02-earlier.en.md).

## A part of it

![A field](field.png) and ![the same from an article](../articles/blue.png).

[^why]: A note of the foreword.
[^why@ka]: წინასიტყვაობის შენიშვნა.
"""
TEXTS = {
    "front/foreword.en.md": FOREWORD,
    "front/2022-03.editorial.en.md": "---\ntitle: In this volume\n---\nOnly of March.\n",
    "front/editorial.en.md": "Of every volume but March.\n",
    "front/README.md": "Not a text.\n",
    "back/colophon.en.md": "Printed by hand.\n",
}


def write_texts(root: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    for name, text in texts.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / "front" / "field.png").write_bytes((root / "articles" / "blue.png").read_bytes())
    return root


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """March in English, with all three texts."""
    root = write_texts(write_archive(tmp_path_factory.mktemp("edited") / "archive"))
    return compiled(root, "2022-03", languages=("en",))


def _record(made: Compiled) -> dict[str, Any]:
    return dict(json.loads((made.root / "build" / "2022-03" / "volume.en.json").read_bytes()))


def test_texts_have_pages_in_roman_numerals_before_the_contents(edited: Compiled) -> None:
    documents = _record(edited)["documents"]
    front = [(each["id"], each["pages"]["first"]) for each in documents[1:6]]
    assert front == [
        ("title", "i"),
        ("imprint", "ii"),
        ("front_foreword", "iii"),
        ("front_editorial", "iv"),
        ("contents", "v"),
    ]
    assert [each["title"] for each in documents if each["id"].startswith("front")] == ["Foreword", "In this volume"]
    assert documents[6]["pages"]["first"] == "1"


def test_the_contents_quote_their_pages(edited: Compiled) -> None:
    with pikepdf.open(edited.file("2022-03.en", ".pdf")) as pdf:
        titles = [str(item.title) for item in pdf.open_outline().root]
    assert titles[2:5] == ["Foreword", "In this volume", "Contents"]
    contents = _text(edited, "contents")
    assert re.search(r"Foreword\s*iii\s*In this volume\s*iv\s*Where the river rises", contents)


def _text(made: Compiled, document: str) -> str:
    record = read_record(made.root / "build" / "2022-03" / "volume.en.json")
    found = record.document(document)
    assert found is not None
    segments = (each.text for each in found.text.segments if isinstance(each, Segment))
    return " ".join("".join(segments).replace(BREAK, " ").split())


def test_the_epub_has_them_as_what_they_are(edited: Compiled) -> None:
    with zipfile.ZipFile(edited.file("2022-03.en", ".epub")) as epub:
        foreword = epub.read("EPUB/front_foreword.xhtml").decode()
        nav = epub.read("EPUB/nav.xhtml").decode()
    assert 'epub:type="foreword" role="doc-foreword"' in foreword
    assert "წინასიტყვაობის შენიშვნა" in foreword
    assert 'href="road.xhtml#bridges"' in foreword
    record = next(each for each in _record(edited)["documents"] if each["id"] == "front_foreword")
    assert [each["name"] for each in record["pictures"]] == ["front-matter/field.png", "blue.png"]
    assert foreword.count("<img ") == 2
    landmarks = dict(re.findall(r'<a href="([^"]+)" epub:type="([^"]+)"', nav))
    assert landmarks["front_foreword.xhtml"] == "foreword"
    assert landmarks["front_editorial.xhtml"] == "preface"
    assert landmarks["colophon.xhtml"] == "colophon"


def test_a_text_of_one_volume_takes_the_place_of_that_for_all(edited: Compiled) -> None:
    assert "Only of March." in _text(edited, "front_editorial")
    planned = plan(open_archive(edited.root))
    february = next(each for each in planned.editions if each.id == "2022-02.en")
    assert {role: work.articles[0].path for role, work in planned.texts_of(february).items()} == {
        Role.FOREWORD: "../front/foreword.en.md",
        Role.EDITORIAL: "../front/editorial.en.md",
        Role.COLOPHON: "../back/colophon.en.md",
    }


def test_the_words_of_the_editors_come_before_the_facts_of_the_colophon(edited: Compiled) -> None:
    assert re.match(r"Colophon Printed by hand\. Page size", _text(edited, "colophon"))


def test_a_link_to_another_volume_is_listed_below_the_text(edited: Compiled) -> None:
    assert _text(edited, "front_foreword").endswith("Read next What came earlier (No. 1, February 2022)")


def test_the_record_says_what_they_were(edited: Compiled) -> None:
    names = _record(edited)["made_from"]["texts"]
    assert sorted(names) == ["back/colophon.en.md", "front/2022-03.editorial.en.md", "front/foreword.en.md"]


def test_a_changed_text_is_printed_and_until_then_reported(edited: Compiled, tmp_path: Path) -> None:
    root = edited.copy(tmp_path / "copy")
    (root / "back" / "colophon.en.md").write_text("Printed by machine.\n")
    archive = open_archive(root)
    planned = plan(archive)
    edition = next(each for each in planned.editions if each.id == "2022-03.en")
    record = read_record(root / "build" / "2022-03" / "volume.en.json")
    with InProcess() as workers:
        today = record_of_today(EditionBuilder(archive, planned, workers), edition, record)
    assert not isinstance(today, str)
    messages = [each.message for each in differing_inputs(record, today)]
    assert messages == ["back/colophon.en.md is not the text that was printed"]
    again = compiled(root, "2022-03", languages=("en",))
    parts = ("related", "translations", "sources", "colophon")  # which share pages
    assert again.watch.made_now == {f"2022-03.en/{part}" for part in parts}


def test_the_source_of_a_volume_has_its_texts_and_their_pictures(edited: Compiled) -> None:
    archive = open_archive(edited.root)
    source = volume_source(archive, plan(archive), "2022-03", with_fonts=False)
    wanted = {"front/foreword.en.md", "front/editorial.en.md", "front/2022-03.editorial.en.md", "front/field.png"}
    assert wanted <= set(source.files)
    february = volume_source(archive, plan(archive), "2022-02", with_fonts=False)
    assert "front/2022-03.editorial.en.md" not in february.files


# ---------------------------------------------------------------- reading


def _read(root: Path, name: str, text: str = "Words.\n") -> tuple[EditorsText | None, list[tuple[str, str]]]:
    (root / "articles").mkdir()
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(text, "utf-8")
    texts, findings = read_editors_texts(root, root / "articles", volumes=["2022-03"], editions=["en", "zh-Hans"])
    return next(iter(texts), None), [(each.code, each.message) for each in findings]


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("front/forword.en.md", "editors-text-name", "forword.en.md is not the name of a text"),
        ("front/foreword.md", "editors-text-name", "foreword.md is not the name of a text"),
        ("front/colophon.en.md", "editors-text-name", "colophon.en.md is not the name of a text"),
        ("front/foreword.en.markdown", "editors-text-name", "foreword.en.markdown is not the name of a text"),
        ("back/2022-04.colophon.en.md", "editors-text-volume", "there is no volume 2022-04"),
        ("back/colophon.de.md", "editors-text-language", "there are no editions in “de”"),
        ("front/foreword.nonsense.md", "editors-text-language", "there are no editions in “nonsense”"),
    ],
)
def test_a_name_that_no_volume_has_is_reported(tmp_path: Path, name: str, code: str, message: str) -> None:
    text, findings = _read(tmp_path, name)
    assert text is None
    assert findings == [(code, message)]


def test_front_matter_may_be_left_out(tmp_path: Path) -> None:
    text, findings = _read(tmp_path, "front/2022-03.foreword.zh-hans.md")
    assert not findings
    assert text is not None
    assert (text.role, text.volume, text.article.language) == (Role.FOREWORD, "2022-03", "zh-Hans")
    assert (text.article.title, text.article.text, text.article.text_line) == ("", "Words.\n", 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\ndraft: true\n---\nWords.\n", "draft"),
        ("---\ntitle: [\n---\nWords.\n", "front-matter-broken"),
        ("---\ntitle: Foreword\n---\n", "empty-article"),
    ],
)
def test_what_is_wrong_with_a_file_is_reported_as_of_an_article(tmp_path: Path, text: str, code: str) -> None:
    _, findings = _read(tmp_path, "front/foreword.en.md", text)
    assert [found for found, _ in findings] == [code]


def test_a_folder_among_the_articles_has_articles(tmp_path: Path) -> None:
    write_texts(write_archive(tmp_path / "archive", articles={}))
    root = tmp_path / "archive"
    texts, findings = read_editors_texts(root, root, volumes=[], editions=["en"])
    assert not texts
    assert not findings


def test_a_link_out_of_the_archive_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("Secret.\n")
    root = write_archive(tmp_path / "archive", articles={})
    (root / "front").mkdir()
    (root / "front" / "foreword.en.md").symlink_to(tmp_path / "outside.md")
    texts, findings = read_editors_texts(root, root / "articles", volumes=[], editions=["en"])
    assert not texts
    assert [each.code for each in findings] == ["outside-archive"]
