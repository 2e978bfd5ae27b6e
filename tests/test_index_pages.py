"""The index of a volume in three languages, against an independent reading of its pages, both ways."""

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from archivist.model.results import Format
from archivist.record.reading import read_record
from archivist.record.volume_record import VolumeRecord
from archivist.verdict import Verdict
from archivist.verify.file_text import texts_of
from archivist.verify.pdf import check
from tests.archives import PROSE, PROSE_KA, Compiled, compiled, write_archive
from tests.index_reading import read_index

NO_BREAK = "\N{NO-BREAK SPACE}"

pytestmark = pytest.mark.slow  # whole volumes

SETTINGS = """\
[archive]
title = "The River Reader"
[editions]
languages = ["en", "ka", "ru"]
[notes]
languages = ["en", "ka"]
"""
PROSE_RU = (
    "Река выходит из гор и поворачивает на юг, мимо садов и запруд, чтобы слиться с большой водой ниже города; старые "
    "карты дают ей другое имя, и люди выше по течению никогда его не слышали. "
)
GLOSSARY = """\
[[term]]
id = "tbilisi"
kind = "place"
name = { en = "Tbilisi", ka = "თბილისი", ru = "Тбилиси" }
see = { en = ["Tiflis"], ru = ["Тифлис"] }

[[term]]
id = "gori"
kind = "place"
name = { en = "Gori", ka = "გორი", ru = "Гори" }
see_also = ["library"]

[[term]]
id = "library"
kind = "body"
name = { en = "National Library of Georgia", ka = "ეროვნული ბიბლიოთეკა", ru = "Национальная библиотека" }

[[term]]
id = "georgia"
kind = "place"
name = { en = "Georgia", ka = "საქართველო", ru = "Грузия" }

[[term]]
id = "nino"
kind = "person"
name = { en = "Nino Example", ka = "ნინო მაგალითი", ru = "Нино Примерова" }
sort = { en = "Example, Nino", ka = "მაგალითი, ნინო", ru = "Примерова, Нино" }
"""


def river(title: str, prose: str, *names: str) -> str:
    """An article in which names are in text, notes, a caption, a table, a heading; some on one page, some on many."""
    tbilisi, gori, library, georgia, nino = names
    return f"""\
---
title: {title}
date: 2022-03-09
tags: [{georgia}]
---
{prose * 4} {tbilisi}. {prose * 4}[^one]

## {gori}

{prose * 5} {library}. {prose * 5}

![A field]( blue.png "{nino}.")

{prose * 4}

| {georgia} | {gori} |
| --- | --- |
| {tbilisi} | 1921 |

{prose * 6} {gori}, {tbilisi}.

[^one]: {georgia}, {nino}.
[^one@ka]: ნინო მაგალითი თბილისში.
"""


def road(title: str, prose: str, tbilisi: str, nino: str, tag: str) -> str:
    return f"""\
---
title: {title}
date: 2022-03-16
tags: [{tag}]
authors: [{nino}]
---
{prose * 3} {tbilisi}. {prose * 9} {nino}.
"""


ARTICLES = {
    "2022-03-09-river.en.md": river(
        "The river", PROSE, "Tiflis", "Gori", "The National Library of Georgia", "Georgia", "Nino Example"
    ),
    "2022-03-09-river.ka.md": river(
        "მდინარე", PROSE_KA, "თბილისში", "გორიდან", "ეროვნულ ბიბლიოთეკაში", "საქართველოს", "ნინო მაგალითი"
    ),
    "2022-03-09-river.ru.md": river(
        "Река", PROSE_RU, "Тифлис", "Гори", "Национальной библиотеке", "Грузии", "Нино Примерова"
    ),
    "2022-03-16-road.en.md": road("The road", PROSE, "Tbilisi", "Nino Example", "roads"),
    "2022-03-16-road.ka.md": road("გზა", PROSE_KA, "თბილისის", "ნინო მაგალითი", "გზები"),
    "2022-03-16-road.ru.md": road("Дорога", PROSE_RU, "Тбилиси", "Нино Примерова", "дороги"),
}
VOLUME = "build/2022-03"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = write_archive(tmp_path_factory.mktemp("indexed") / "archive", SETTINGS, ARTICLES)
    (root / "glossary.toml").write_text(GLOSSARY, "utf-8")
    return compiled(root)


@pytest.mark.parametrize("language", ["en", "ka", "ru"])
def test_each_page_named_has_the_term_and_each_page_with_a_form_is_named(indexed: Compiled, language: str) -> None:
    result = read_index(indexed.root / VOLUME, language, indexed.root / "glossary.toml")
    assert result.wrong == []
    assert result.terms == 5
    assert result.locators >= 6
    assert result.found >= 10


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f'#page.3" aria-label="p.{NO_BREAK}3">3</a>', f'#page.2" aria-label="p.{NO_BREAK}2">2</a>', "page 3 has nino"),
        (">Example, Nino</span>", ">Somebody</span>", "nino is on pages"),
        (">Example, Nino</span>", ">National Library of Georgia</span>", "is named for library"),
    ],
)
def test_the_independent_reading_finds_wrong_pages(
    indexed: Compiled, tmp_path: Path, old: str, new: str, said: str
) -> None:
    volume = shutil.copytree(indexed.root / VOLUME, tmp_path / "volume")
    epub = next(volume.glob("*.en.epub"))
    with zipfile.ZipFile(epub) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    assert old.encode() in files["EPUB/index.xhtml"]
    files["EPUB/index.xhtml"] = files["EPUB/index.xhtml"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(epub, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
    wrong = read_index(volume, "en", indexed.root / "glossary.toml").wrong
    assert any(said in each for each in wrong), wrong


def index_verdict(record: VolumeRecord) -> Verdict:
    (file,) = (each for each in record.files if each.path.suffix == ".pdf")
    verdicts = check(file, record, texts_of(record, is_recorded=True)[file.path]).verdicts
    return next(verdict for verdict in verdicts if verdict.check == "index")


def test_verify_finds_the_words_of_every_mention_on_its_page(indexed: Compiled) -> None:
    record = read_record(indexed.file("2022-03.ka", ".json"))
    assert index_verdict(record).passed
    changed = tuple(
        replace(each, mentions={"gori": {"1": ("გორიდან",)}} if each.mentions else {}) for each in record.documents
    )
    verdict = index_verdict(replace(record, documents=changed))
    assert not verdict.passed
    assert {message.code for message in verdict.messages} == {"mention-missing"}
    assert "“გორიდან”, which mentions gori, is not on page 1 of river" in verdict.messages[0].text


def test_the_index_is_in_contents_outline_and_landmarks_and_its_pages_continue(indexed: Compiled) -> None:
    record = read_record(indexed.file("2022-03.en", ".json"))
    index = record.document("index")
    assert index is not None and index.pages is not None
    assert index.title == "Index"
    before = record.documents[record.documents.index(index) - 1]
    assert before.pages is not None
    assert int(index.pages.first) - int(before.pages.last) in (0, 1)  # it may begin on their last page
    with pikepdf.open(indexed.file("2022-03.en", ".pdf")) as pdf, pdf.open_outline() as outline:
        assert "Index" in [item.title for item in outline.root]
    with zipfile.ZipFile(indexed.file("2022-03.en", ".epub")) as opened:
        nav = opened.read("EPUB/nav.xhtml")
    assert b'<a href="index.xhtml" epub:type="index">Index</a>' in nav


def test_links_of_the_index_lead_to_the_pages_they_state(indexed: Compiled) -> None:
    record = read_record(indexed.file("2022-03.ru", ".json")).document("index")
    assert record is not None and record.pages is not None
    with pikepdf.open(indexed.file("2022-03.ru", ".pdf")) as pdf:
        labels = {page.obj.objgen: page.label for page in pdf.pages}
        places = {str(name): place for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        index = [pdf.pages[record.pages.index + number] for number in range(record.pages.count)]
        links = [link for page in index for link in page.get("/Annots", [])]
        stated = {
            str(link.Contents): labels[places[str(link.Dest)][0].objgen] for link in links if "page." in str(link.Dest)
        }
    assert len(stated) >= 5
    assert all(said == f"с.{NO_BREAK}{label}" for said, label in stated.items())


def test_a_compile_of_nothing_new_lays_out_nothing_and_a_changed_glossary_only_what_shares_pages_with_the_index(
    indexed: Compiled, tmp_path: Path
) -> None:
    root = indexed.copy(tmp_path / "copy")
    again = compiled(root, languages=("en",))
    assert again.watch.made_now == set()
    with (root / "glossary.toml").open("a", encoding="utf-8") as glossary:
        glossary.write('\n[[term]]\nid = "weir"\nname = { en = "weir" }\nannotate = false\n')
    back = {f"2022-03.en/{part}" for part in ("related", "translations", "sources", "index", "colophon")}
    assert compiled(root, languages=("en",)).watch.made_now == back


def test_an_epub_alone_has_titles_instead_of_pages(indexed: Compiled, tmp_path: Path) -> None:
    root = indexed.copy(tmp_path / "copy")
    alone = compiled(root, languages=("en",), only=Format.EPUB)
    with zipfile.ZipFile(alone.file("2022-03.en", ".epub")) as opened:
        text = opened.read("EPUB/index.xhtml").decode()
    assert '<a epub:type="index-locator" class="locator" href="road.xhtml">The road</a>' in text
    assert "aria-label" not in text.replace("aria-labelledby", "")
