"""Short articles that follow one another on the page: where each is, and what an edit of one lays out again."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from archivist.archive import open_archive
from archivist.book_parts import Role
from archivist.cli.progress import NoSteps
from archivist.model.book import Document
from archivist.pdf.engine import FollowingDocument, LaidOut
from archivist.pdf.estimated_length import estimated_pages
from archivist.pdf.run_on import groups
from archivist.pdf.theme import measure_of
from archivist.settings.choices import ArticleFlow, PageSize
from archivist.workflows.volume_verification import verify_volumes
from tests.archives import PROSE, PROSE_KA, Compiled, compiled, write_archive
from tests.pdf.making import document, job, lay_out, pages, whole

pytestmark = pytest.mark.slow  # whole volumes

SETTINGS = """\
[archive]
title = { en = "The Short Reader", ka = "მოკლე საკითხავი" }

[editions]
languages = ["en", "ka"]

[notes]
languages = ["en", "ka"]

[back_matter]
index = true
"""
NUMBERS = range(1, 7)
READ_NEXT = {"en": "Read next", "ka": "წაიკითხეთ შემდეგ"}
A5 = measure_of(PageSize.A5)


def text(number: int, language: str) -> str:
    prose = {"en": PROSE, "ka": PROSE_KA}[language]
    own, words = f"mark{number}{language}", {"en": "Piece", "ka": "ნაწერი"}[language]
    related = f"related: [piece{number % 6 + 1}]"
    return (
        f"---\ntitle: {words} {number}\ndate: 2022-03-0{number}\ntags: [Rivers]\n{related}\n---\n"
        f"{own} begins.[^a] {prose}It calls another.[^b] {prose * (number == 2)}{own} ends.\n\n"
        f"[^a]: First note of {own}.\n[^b]: Second note of {own}.\n"
    )


def articles() -> Mapping[str, str]:
    return {f"2022-03-0{n}-piece{n}.{lang}.md": text(n, lang) for n in NUMBERS for lang in ("en", "ka")}


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    return compiled(write_archive(tmp_path_factory.mktemp("short") / "archive", SETTINGS, articles()))


def record(made: Compiled, language: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((made.root / f"build/2022-03/volume.{language}.json").read_text("utf-8"))
    return data


def spans(made: Compiled, language: str) -> dict[str, range]:
    """The pages of the file that the record gives each article, from 0."""
    found = ((each["id"], each["pages"]) for each in record(made, language)["documents"] if each["role"] == "article")
    return {name: range(span["index"], span["index"] + span["count"]) for name, span in found}


def texts(made: Compiled, edition: str) -> list[str]:
    with pypdfium2.PdfDocument(made.file(edition, ".pdf")) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


@pytest.mark.parametrize("language", ["en", "ka"])
def test_each_article_is_on_the_pages_that_are_quoted(short: Compiled, language: str) -> None:
    read, quoted = texts(short, f"2022-03.{language}"), spans(short, language)
    assert len({page for span in quoted.values() for page in span}) < len(NUMBERS)
    for number in NUMBERS:
        own = [page for page, words in enumerate(read) if f"mark{number}{language}" in words]
        span = list(quoted[f"piece{number}"])
        assert span[: len(own)] == own
        beyond = span[len(own) :]  # what to read next may be above the next article
        assert len(beyond) <= 1
        assert all(READ_NEXT[language] in read[page] for page in beyond)
    labels = record(short, language)["page_labels"]
    contents = next(words for words in read if re.search(r"(Contents|სარჩევი)", words))
    listed = [line.split()[-1] for line in contents.splitlines() if re.search(r"(Piece|ნაწერი) \d", line)]
    assert listed[: len(NUMBERS)] == [labels[quoted[f"piece{number}"][0]] for number in NUMBERS]


def test_running_heads_name_the_article_that_begins_on_the_page(short: Compiled) -> None:
    quoted = spans(short, "en")
    on = sorted({page for span in quoted.values() for page in span})
    with pypdfium2.PdfDocument(short.file("2022-03.en", ".pdf")) as opened:
        heads = [opened[page].get_textpage().get_text_bounded(bottom=545) for page in on]
    begun = [next(name for name, span in quoted.items() if span[0] == page) for page in on]
    assert heads[0] == ""  # an opening page has only its number
    assert set(heads[1::2]) == {"The Short Reader · March 2022"}
    assert heads[2] == f"Piece {begun[2][-1]}"


def test_notes_are_numbered_by_article(short: Compiled) -> None:
    read = "\n".join(texts(short, "2022-03.en"))
    for number in NUMBERS:
        assert re.search(rf"1\s+First note of mark{number}en", read)
        assert re.search(rf"2\s+Second note of mark{number}en", read)


def test_each_article_is_an_element_and_an_outline_item_of_its_own(short: Compiled) -> None:
    with pikepdf.open(short.file("2022-03.en", ".pdf")) as opened:
        (volume,) = opened.Root.StructTreeRoot.K
        titles = [str(part.T) for part in volume.K if part.S == "/Art"]
        assert titles == [f"Piece {number}" for number in NUMBERS]
        places = {str(item.title): item for item in opened.open_outline().root}
        pages_of_file = [page.obj.objgen for page in opened.pages]
        names = opened.Root.Names.Dests.Names
        named = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        heights = []
        for number in NUMBERS:
            place = named[f"piece{number}#"]
            assert pages_of_file.index(place[0].objgen) == spans(short, "en")[f"piece{number}"][0]
            heights.append((pages_of_file.index(place[0].objgen), -float(place[3])))
        assert heights == sorted(heights)
        assert len(set(heights)) == len(NUMBERS)
        assert set(titles) <= set(places)


def test_both_formats_pass_every_check(short: Compiled) -> None:
    done = verify_volumes(open_archive(short.root), steps=NoSteps())
    failed = [
        (verdict.tool, verdict.name, [message.text for message in verdict.messages])
        for edition in done.editions
        for file in edition.files
        for verdict in file.verdicts
        if verdict.passed is False
    ]
    assert failed == []


def test_an_edit_lays_out_the_group_and_what_quotes_it(short: Compiled, tmp_path: Path) -> None:
    copy = short.copy(tmp_path / "copy")
    file = copy / "articles/2022-03-03-piece3.en.md"
    file.write_text(file.read_text("utf-8").replace("begins.", "starts.", 1), "utf-8")
    again = compiled(copy)
    own = {f"2022-03.en/piece{number}" for number in NUMBERS}
    assert own <= again.watch.made_now
    assert not {name for name in again.watch.made_now if name.startswith("2022-03.ka/")}


def test_several_workers_make_the_same_files(short: Compiled, tmp_path: Path) -> None:
    again = compiled(write_archive(tmp_path / "archive", SETTINGS, articles()), jobs=2)
    assert {n: d for n, d in again.files.items() if n.endswith((".pdf", ".epub"))} == {
        n: d for n, d in short.files.items() if n.endswith((".pdf", ".epub"))
    }


# ---------------------------------------------------------------- the proof


def together(*sources: Document, style: str = "", room: float = 0.0) -> LaidOut:
    first, *others = sources
    following = tuple(FollowingDocument(f"d{number}", each.xhtml) for number, each in enumerate(others, 1))
    return lay_out(replace(job(first, style), following=following, room=room))


def test_a_lost_word_is_that_of_its_article() -> None:
    sources = [document(f"One{n} two{n}.[^a]\n\n[^a]: Note{n}.") for n in range(3)]
    made = together(*sources)
    assert [whole(each) for each in made.documents] == [True] * 3
    assert [each.floated for each in made.documents] == [("note.1",)] * 3
    made = together(*sources, style="article:nth-child(2) .body { display: none }")
    assert [[loss.expected for loss in each.losses] != [] for each in made.documents] == [False, True, False]
    made = together(*sources, style="article:nth-child(3) .note-text { display: none }")
    assert [[loss.stream for loss in each.losses] for each in made.documents] == [[], [], ["note.1"]]


def test_a_long_note_moves_the_notes_of_its_article_only() -> None:
    sources = (document("One.[^a]\n\n[^a]: Short."), document(f"Two.[^a]\n\n[^a]: {'Long words. ' * 800}"))
    made = together(*sources)
    assert all(whole(each) for each in made.documents)
    assert [each.long_notes for each in made.documents] == [(), ("note.1",)]
    assert [each.floated for each in made.documents] == [("note.1",), ()]


def test_the_title_is_above_the_first_note_of_an_article_below_another() -> None:
    noted = [
        document(f"Words{n}.[^a] More.[^b]\n\n[^a]: First{n}.\n\n[^b]: Second{n}.", title=f"Title{n}") for n in range(2)
    ]
    made = together(noted[0], document("No note.", title="None"), noted[1])
    assert all(whole(each) for each in made.documents)
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = opened[0].get_textpage()
        heights = [text.get_charbox(text.get_text_range().rindex(each))[1] for each in ("Second0", "Title1", "First1")]
    assert heights == sorted(heights, reverse=True)
    alone = together(document("No note.", title="None"), noted[1])
    assert pages(alone.pdf)[0].count("Title1") == 1


def test_no_title_is_above_notes_that_share_no_page_with_those_of_another_article() -> None:
    first = document(f"Words.[^a]\n\n{PROSE * 14}\n\n[^a]: nq1z.", title="Title0")
    second = document("Words.[^a] More.[^b]\n\n[^a]: nq2z.\n\n[^b]: nq3z.", title="Title1")
    made = together(first, second)
    assert all(whole(each) for each in made.documents)
    read = pages(made.pdf)
    assert [["nq1z" in page, "nq2z" in page] for page in read] == [[True, False], [False, True]]
    assert "".join(read).count("Title1") == 1


def test_the_title_is_above_notes_below_the_rest_of_a_divided_one() -> None:
    first = document(f"{PROSE * 7}\n\nCalls[^a]. {PROSE * 3}\n\n[^a]: nq1z {PROSE * 6} nq2z", title="Title0")
    second = document("Words.[^a]\n\n[^a]: nq3z.", title="Title1")
    made = together(first, second, document("Words.[^a]\n\n[^a]: nq5z.", title="Title2"))
    assert all(whole(each) for each in made.documents)
    assert "nq1z" in pages(made.pdf)[0]
    with pypdfium2.PdfDocument(made.pdf) as opened:
        texts = [page.get_textpage() for page in opened]
        text = next(each for each in texts if "nq2z" in each.get_text_range())
        heights = [text.get_charbox(text.get_text_range().rindex(each))[1] for each in ("nq2z", "Title1", "nq3z")]
    assert heights == sorted(heights, reverse=True)
    assert "".join(pages(made.pdf)).count("Title1") == 2


def test_the_head_of_a_short_article_has_four_lines() -> None:
    _, first, second = together(*(document("One.", title=f"T{n}", authors=("Ann",)) for n in range(3))).documents
    below = [next(anchor.y for anchor in part.anchors if not anchor.name) for part in (first, second)]
    assert round((below[0] - below[1]) / 14, 2) == 4 + 1 + 3  # lines: of the head, of the text, between the articles


def test_no_rule_is_above_an_article_that_begins_a_page() -> None:
    for height, page in ((100, 0), (400, 1)):
        made = together(document("One."), document("Two."), style=f".body {{ height: {height}pt }}")
        assert [each.first for each in made.documents] == [0, page]
        with pypdfium2.PdfDocument(made.pdf) as opened:
            drawn = [item for each in opened for item in each.get_objects() if item.type == FPDF_PAGEOBJ_PATH]
        assert len(drawn) == 1 - page


# ---------------------------------------------------------------- groups


def row(count: int, words: str = "Short.", **changed: str) -> list[Document]:
    source = document("Text.")
    made = [replace(source, id=f"d{n}", key=f"k{n}", xhtml=document(words).xhtml) for n in range(count)]
    return [replace(each, xhtml=document(changed[each.key]).xhtml) if each.key in changed else each for each in made]


def ids(documents: list[Document], flow: ArticleFlow = ArticleFlow.AUTO) -> list[tuple[str, ...]]:
    return [tuple(each.id for each in group.documents) for group in groups(documents, flow, A5)]


def rooms(documents: list[Document]) -> list[tuple[int, float]]:
    """The sizes of groups, and what has to be free of a page for the next article."""
    return [(len(group.documents), group.room) for group in groups(documents, ArticleFlow.AUTO, A5)]


def test_short_articles_are_grouped_and_long_ones_are_not() -> None:
    documents = row(7, k3=PROSE * 80)
    assert ids(documents) == [("d0", "d1", "d2"), ("d3",), ("d4", "d5", "d6")]
    assert ids(documents, ArticleFlow.RUN_ON) == [tuple(f"d{n}" for n in range(7))]
    assert ids(documents, ArticleFlow.PAGE) == [(f"d{n}",) for n in range(7)]
    other = [replace(each, language="ka") if each.id == "d1" else each for each in documents]
    assert ids(other)[:3] == [("d0",), ("d1",), ("d2",)]
    two = [replace(each, second_language="ka") for each in documents]
    assert ids(two) == [(f"d{n}",) for n in range(7)]
    assert ids([replace(each, role=Role.IMPRINT) for each in documents]) == [(f"d{n}",) for n in range(7)]


def test_articles_of_some_pages_share_a_page_of_which_half_is_free() -> None:
    some = PROSE * 12
    assert rooms(row(4, k0=some, k1=some)) == [(2, 0.5), (2, 0.0)]
    assert rooms(row(3, k0=some, k2=some)) == [(3, 0.5)]  # a short one between them is set as they are
    assert rooms(row(3, k0=PROSE * 80, k2=PROSE * 80)) == [(1, 0.0)] * 3
    sizes = [size for size, _ in rooms(row(100, some))]
    assert min(sizes) >= 3
    assert max(sizes) < 20


def test_parts_behind_the_articles_share_pages() -> None:
    parts = [replace(each, role=Role.SOURCES) for each in row(3)]
    assert rooms(parts) == [(3, 0.25)]
    assert ids(parts, ArticleFlow.PAGE) == [("d0", "d1", "d2")]
    long = [replace(each, role=Role.SOURCES) for each in row(3, k1=PROSE * 20)]
    assert rooms(long) == [(1, 0.25), (1, 0.0), (1, 0.25)]


@pytest.mark.parametrize(("height", "page", "room"), [(140, 0, 0.5), (200, 1, 0.5), (200, 0, 0.25), (320, 1, 0.25)])
def test_a_document_begins_where_enough_of_the_page_is_free(height: int, page: int, room: float) -> None:
    made = together(
        document("One."), document("Two."), style=f"article:first-child .body {{ height: {height}pt }}", room=room
    )
    assert all(whole(each) for each in made.documents)
    assert [each.first for each in made.documents] == [0, page]
    if page:
        (top,) = (anchor.y for anchor in made.documents[1].anchors if not anchor.name)
        assert 530 < top < 540  # points: the upper edge of the text area, no distance above it


def test_borders_of_groups_do_not_move() -> None:
    documents = row(200)
    before = ids(documents)
    assert 5 <= len(before) <= 12
    assert min(map(len, before)) >= 16
    edited = [*documents[:100], replace(documents[100], xhtml=document("Other words.").xhtml), *documents[101:]]
    assert ids(edited) == before
    fewer = ids([*documents[:100], *documents[101:]])
    near = {group for group in before if abs(int(group[0][1:]) - 100) < 70}
    assert set(before) - near <= set(fewer)


def test_the_estimate_counts_text_notes_and_pictures() -> None:
    one = estimated_pages(document(PROSE * 4).xhtml, A5)
    assert 0.3 < one < 0.8
    assert estimated_pages(document(f"{PROSE * 4}[^a]\n\n[^a]: {PROSE * 4}").xhtml, A5) > 1.5 * one
    assert estimated_pages(document(PROSE_KA * 8).xhtml, A5) > estimated_pages(document(PROSE_KA * 4).xhtml, A5)
    assert estimated_pages(document(PROSE * 4).xhtml, measure_of(PageSize.EREADER)) > 1.5 * one
    assert estimated_pages(document(PROSE * 4).xhtml, measure_of(PageSize.A4)) < one
