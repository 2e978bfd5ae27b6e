"""Documents in two languages: every word of both, ids once, links that lead somewhere, languages marked."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from archivist.model.articles import Article
from archivist.model.book import Book
from tests.apparatus.making import article, config
from tests.markup.making import XHTML, book, classed, ids, language_of, named, text_of, tree

EN = """\
The spring.[^spring] See [below](#survey).

## Survey

One paragraph.[^one]

![A field](blue.png "The field.")

| a | b | c |
|---|---|---|
| 1 | 2 | 3 |

[^spring]: In the hills.
[^one]: Only in English.
"""
KA = """\
წყარო.[^spring] იხილეთ [ქვემოთ](#survey).

{#survey}
## აზომვა

ერთი აბზაცი.

![ველი](blue.png "ველი.")

| ა | ბ | გ |
|---|---|---|
| 1 | 2 | 3 |

[^spring]: მთებში.
"""
ROAD = "[The survey](river.en.md#survey), [ქართულად](river.ka.md#survey), [elsewhere](river.ka.md#nowhere)."


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Article, ...]]:
    folder = tmp_path_factory.mktemp("articles")
    Image.new("RGB", (30, 12)).save(folder / "blue.png")
    made = (
        article("river", EN, description="A river.", authors=("Nino",), source="https://example.org/river"),
        article("river", KA, "ka", authors=("ნინო",), source="https://example.org/ka/river"),
        article("road", ROAD),
    )
    for each in made:
        (folder / each.path).write_text(each.text)
    return folder, made


def made(articles: tuple[Path, tuple[Article, ...]], parallel: str, language: str = "en") -> Book:
    editions = {"parallel": parallel}
    return book(config("en", "ka", editions=editions), *articles[1], language=language, folder=articles[0])


@pytest.fixture(scope="module", params=["columns", "after"])
def river(request: pytest.FixtureRequest, articles: tuple[Path, tuple[Article, ...]]) -> Any:
    return tree(named(made(articles, request.param), "river"))


@pytest.fixture(scope="module")
def columns(articles: tuple[Path, tuple[Article, ...]]) -> Any:
    return tree(named(made(articles, "columns"), "river"))


def test_every_id_stands_once_and_links_within_the_document_lead_to_one(river: Any) -> None:
    assert len(set(ids(river))) == len(ids(river))
    targets = [link.get("href")[1:] for link in river.iter(f"{XHTML}a") if link.get("href", "").startswith("#")]
    assert "second.survey" in targets
    assert set(targets) <= set(ids(river))


def test_both_titles_stand_in_their_languages(river: Any) -> None:
    assert [(text_of(title), language_of(title)) for title in river.iter(f"{XHTML}h1")] == [
        ("River in en", "en"),
        ("River in ka", "ka"),
    ]


def test_the_second_byline_speaks_its_own_language(river: Any) -> None:
    assert [text_of(line) for line in classed(river, "byline")] == ["By Nino", "ავტორი: ნინო"]


def test_where_both_were_first_published(river: Any) -> None:
    links = [line.find(f"{XHTML}a").get("href") for line in classed(river, "provenance")]
    assert links == ["https://example.org/river", "https://example.org/ka/river"]


def test_a_note_of_both_is_called_from_both_and_printed_once(river: Any) -> None:
    calls = [(call.get("id"), call.get("href"), language_of(call)) for call in classed(river, "note-call")]
    assert sorted(calls) == [
        ("call.1", "#note.1", "en"),
        ("call.1.2", "#note.1", "ka"),
        ("call.2", "#note.2", "en"),
    ]
    assert [text_of(text) for text in classed(classed(river, "note")[0], "note-text")] == ["In the hills.", "მთებში."]


def test_pairs_stand_side_by_side(columns: Any) -> None:
    (text,) = classed(columns, "body")
    rows = [tuple(text_of(side) for side in pair) for pair in text if "shared" not in pair.get("class")]
    assert rows == [
        ("The spring.1 See below.", "წყარო.1 იხილეთ ქვემოთ."),
        ("Survey", "აზომვა"),
        ("One paragraph.2", "ერთი აბზაცი."),
        ("a b c 1 2 3", "ა ბ გ 1 2 3"),
    ]
    for pair in text:
        if pair.tag == f"{XHTML}div":
            assert [language_of(side) for side in pair] == ["en", "ka"]


def test_a_picture_of_both_is_shown_once_with_both_captions(columns: Any) -> None:
    (figure,) = classed(columns, "shared")
    assert [image.get("alt") for image in columns.iter(f"{XHTML}img")] == ["A field"]
    captions = list(figure.iter(f"{XHTML}div"))
    assert [(text_of(each), language_of(each)) for each in captions] == [("The field.", "en"), ("ველი.", "ka")]


@pytest.mark.parametrize("second", ['![ველი](blue.png "ველი.") ტექსტი', "![ველი](other.png)"])
def test_other_pictures_stay_in_their_own_columns(tmp_path: Path, second: str) -> None:
    for name in ("blue.png", "other.png"):
        Image.new("RGB", (30, 12)).save(tmp_path / name)
    texts = article("a", "![A field](blue.png)"), article("a", second, "ka")
    root = tree(named(book(config("en", "ka", editions={"parallel": "columns"}), *texts, folder=tmp_path), "a"))
    assert classed(root, "shared") == []
    assert [language_of(image) for image in root.iter(f"{XHTML}img")] == ["en", "ka"]


def test_a_wide_table_has_the_whole_measure(columns: Any) -> None:
    wide = [pair for pair in classed(columns, "pair") if list(pair.iter(f"{XHTML}table"))]
    assert ["wide" in pair.get("class").split() for pair in wide] == [True]


def test_links_from_other_articles_lead_to_the_text_they_name(articles: tuple[Path, tuple[Article, ...]]) -> None:
    root = tree(named(made(articles, "columns"), "road"))
    assert [link.get("href") for link in root.iter(f"{XHTML}a")] == [
        "river.xhtml#survey",
        "river.xhtml#second.survey",
        "river.xhtml",
    ]


def test_contents_imprint_and_metadata_name_the_second_text(articles: tuple[Path, tuple[Article, ...]]) -> None:
    volume = made(articles, "columns")
    assert [text_of(each) for each in classed(tree(named(volume, "contents")), "entry-second")] == ["River in ka"]
    facts = [text_of(each) for each in tree(named(volume, "imprint")).iter(f"{XHTML}dt", f"{XHTML}dd")]
    assert facts[facts.index("Parallel text") + 1] == "Georgian"
    assert volume.metadata.languages == ("en", "ka")
    document = named(volume, "river")
    assert (document.second_title, document.second_language) == ("River in ka", "ka")


def test_the_outline_leads_to_a_text_that_follows(articles: tuple[Path, tuple[Article, ...]]) -> None:
    document = named(made(articles, "after"), "river")
    assert [(each.title, each.language) for each in document.headings] == [("Survey", ""), ("River in ka", "ka")]
    assert {each.id for each in document.headings} <= set(ids(tree(document)))


def test_the_edition_of_the_second_language_is_the_other_way_round(
    articles: tuple[Path, tuple[Article, ...]],
) -> None:
    root = tree(named(made(articles, "columns", "ka"), "river"))
    assert [language_of(title) for title in root.iter(f"{XHTML}h1")] == ["ka", "en"]


BLOCK = st.sampled_from(
    (
        "Text {}.",
        "## Part {}",
        "- item {}\n- more",
        "> Quote {}.",
        "`code {}`",
        "| {} | b |\n|---|---|\n| c | d |",
        "---",
    )
)
TEXTS = st.lists(BLOCK, max_size=7).map(lambda blocks: [block.format(f"w{at}") for at, block in enumerate(blocks)])


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["columns", "after"]))
def test_no_word_of_either_text_is_lost(first: list[str], second: list[str], parallel: str) -> None:
    plain = [
        tree(named(book(config(tag), article("a", "\n\n".join(blocks), tag), language=tag), "a"))
        for tag, blocks in (("en", first), ("ka", second))
    ]
    texts = article("a", "\n\n".join(first)), article("a", "\n\n".join(second), "ka")
    both = tree(named(book(config("en", "ka", editions={"parallel": parallel}), *texts), "a"))
    bodies = classed(both, "body")
    for tag, alone in zip(("en", "ka"), plain, strict=True):
        here = "".join(_words_in(bodies, tag))
        assert here == "".join(_words_in(classed(alone, "body"), tag))


def _words_in(roots: list[Any], language: str) -> list[str]:
    texts = (element for root in roots for element in root.iter(etree.Element))
    found = []
    for element in texts:
        if language_of(element) == language:
            found.append((element.text or "").strip())
            found += [(child.tail or "").strip() for child in element]
    return [each for each in found if each]
