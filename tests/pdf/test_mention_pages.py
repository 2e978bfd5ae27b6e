"""The pages of passages, against an independent reading of the pages: every kind of place in which words may be."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from archivist.model.book import Document, Mention
from archivist.model.pages import Fragment
from archivist.pdf.engine import LaidOut
from archivist.pdf.mention_pages import mention_pages
from archivist.text.letter_places import text_nodes
from archivist.text.visible_text import visible
from tests.apparatus.making import article, config
from tests.archives import PROSE
from tests.markup.making import book, named
from tests.pdf.making import document, laid, pages

# Words that appear once each: KIND followed by letters, no part of one another, none at the end of a line by chance.
MARKERS = re.compile(r"Zq[a-z]{4}q")


def marked(source: Document) -> Document:
    """The document with a mention of each marker in it, wherever it is: an entry each."""
    text = "".join(visible(node.text) for node in text_nodes(ElementTree.fromstring(source.xhtml)))
    found = re.finditer(MARKERS.pattern.casefold(), text)
    return replace(source, mentions=tuple(Mention(m[0], m.start(), m.end() - 1, m[0]) for m in found))


def fragment(made: LaidOut) -> Fragment:
    return Fragment("a", "", Path(), made.pages, made.anchors, made.starts, made.runs, made.floated, made.long_notes)


def computed(source: Document, made: LaidOut) -> dict[str, list[int]]:
    return {entry: list(found) for entry, found in mention_pages(marked(source), fragment(made)).items()}


def read(made: LaidOut) -> dict[str, list[int]]:
    """The pages on which PDFium reads each marker."""
    found: dict[str, list[int]] = {}
    for number, text in enumerate(pages(made.pdf)):
        for marker in dict.fromkeys(MARKERS.findall(text)):
            found.setdefault(marker.casefold(), []).append(number)
    return found


def markers() -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return (f"Zq{a}{b}{c}{a}q" for a in letters for b in letters for c in letters)


def with_markers(text: str) -> str:
    """The text with a marker for each asterisked place."""
    names = markers()
    return re.sub(r"§", lambda _: next(names), text)


def same(source: Document, made: LaidOut, at_least: int, over: int) -> None:
    found = read(made)
    assert computed(source, made) == found
    assert len(found) >= at_least
    assert made.pages >= over


PARAGRAPH = PROSE.replace(", ", " § , ")


def test_running_text_over_several_pages() -> None:
    source = document(with_markers(f"## § heading\n\n{PARAGRAPH * 6}\n\n{PARAGRAPH * 6}\n\n- § point\n- § point\n"))
    same(source, laid(source), 30, 2)


def test_notes_at_the_foot_of_pages_and_their_calls() -> None:
    notes = "".join(f"\n\n[^{n}]: § {PROSE} §" for n in range(9))
    text = "\n\n".join(f"{PARAGRAPH * 2} [^{n}]" for n in range(9))
    source = document(with_markers(text + notes))
    made = laid(source)
    assert len(made.floated) == 9
    same(source, made, 60, 3)


def test_notes_that_are_too_long_and_follow_the_article() -> None:
    source = document(with_markers(f"{PARAGRAPH * 6}[^a] § [^b]\n\n[^a]: § {PROSE * 30} §\n\n[^b]: § last\n"))
    made = laid(source)
    assert made.long_notes
    assert made.floated == ()
    same(source, made, 14, 3)


def test_captions_are_on_the_page_of_their_figure_wherever_that_is(tmp_path: Path) -> None:
    Image.new("RGB", (300, 330), (40, 70, 150)).save(tmp_path / "blue.png")
    text = "\n\n".join(f"{PARAGRAPH * 2}\n\n![§](blue.png 'A § field')" for _ in range(5))
    source = document(with_markers(text), folder=tmp_path)
    found = computed(source, made := laid(source))
    assert found == read(made)
    assert made.pages > 3


@pytest.mark.slow
def test_tables_that_go_on_over_a_page_and_rows_that_are_divided() -> None:
    short = "\n".join(f"| § {n} | two words § |" for n in range(40))
    tall = f"| {PROSE.strip() * 9} § | § {PROSE.strip() * 8} § |"
    table = f"| first | second |\n| --- | --- |\n{short}\n{tall}\n| § | § |\n"
    source = document(with_markers(f"{PARAGRAPH}\n\n{table}\n\n{PARAGRAPH} §"))
    same(source, laid(source), 80, 4)


def test_a_passage_across_the_end_of_a_page_is_on_both() -> None:
    source = document(PROSE * 14)
    made = laid(source)
    assert made.pages > 1
    second = next(run.letters for run in made.runs if run.page == 1)
    text = "".join(visible(node.text) for node in text_nodes(ElementTree.fromstring(source.xhtml)))
    across = Mention("x", second - 3, second + 3, text[second - 3 : second + 4])
    before = Mention("x", second - 3, second - 1, text[second - 3 : second])
    assert list(mention_pages(replace(source, mentions=(across,)), fragment(made))["x"]) == [0, 1]
    assert list(mention_pages(replace(source, mentions=(before,)), fragment(made))["x"]) == [0]


def test_words_on_a_page_are_named_once_and_pages_are_in_order() -> None:
    source = document("River and river, and River.\n")
    text = "".join(visible(node.text) for node in text_nodes(ElementTree.fromstring(source.xhtml)))
    places = [match.start() for match in re.finditer("river", text)]
    mentions = tuple(
        Mention("r", at, at + 4, words) for at, words in zip(places, ("River", "river", "River"), strict=True)
    )
    assert mention_pages(replace(source, mentions=mentions), fragment(laid(source))) == {"r": {0: ("River", "river")}}


@pytest.mark.parametrize("parallel", ["columns", "after"])
def test_both_texts_of_a_parallel_edition(parallel: str) -> None:
    english = with_markers("\n\n".join(f"{PARAGRAPH * 3}[^n{n}]\n\n[^n{n}]: A § note." for n in range(4)))
    other = "\n\n".join(f"{PARAGRAPH * 4} §" for _ in range(4))
    used = len(MARKERS.findall(english))
    names = markers()
    for _ in range(used):
        next(names)
    other = re.sub("§", lambda _: next(names), other)
    settings = config("en", "de", notes=("en",), editions={"parallel": parallel})
    made_book = book(settings, article("a", english), article("a", other, "de"))
    source = named(made_book, "a")
    made = laid(source)
    assert any(run.stream.startswith("pair") for run in made.runs) is (parallel == "columns")
    same(source, made, 60, 4)
