"""Two texts printed together: which is the second, which blocks stand side by side, and how the notes are numbered."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archivist.apparatus.alignment import Block, Match, align
from archivist.apparatus.parallel import pair_texts
from archivist.model.annotated import AnnotatedArticle, Note
from archivist.model.articles import Body, RelatedLink
from tests.apparatus.making import Planned, article, config

KINDS = ("p", "p", "p", "p", "h2", "h3", "ul", "blockquote", "figure", "table", "hr", "section")
BLOCKS = st.lists(st.builds(Block, st.sampled_from(KINDS), st.integers(0, 900)), max_size=14)
TEXT = st.text(st.sampled_from("abcßж ა"), min_size=1, max_size=12).filter(str.strip)
ELEMENTS = st.lists(st.tuples(st.sampled_from(("p", "h2", "ul", "figure", "em", "")), TEXT), max_size=9)
SENTENCE = "Water goes down to the town. "


def flat(ranges: list[range]) -> list[int]:
    return [place for each in ranges for place in each]


# ---------------------------------------------------------------- alignment


@given(BLOCKS, BLOCKS)
@example([Block("p", 9)] * 200, [Block("p", 9)] * 9)
@example([], [Block("h2", 1), Block("table", 0)])
def test_every_block_of_both_texts_comes_out_once_and_in_order(first: list[Block], second: list[Block]) -> None:
    matches = align(first, second)
    assert flat([match.first for match in matches]) == list(range(len(first)))
    assert flat([match.second for match in matches]) == list(range(len(second)))
    assert all(match.first or match.second for match in matches)
    assert all(len(match.first) + len(match.second) <= 3 for match in matches)


@given(BLOCKS, BLOCKS)
def test_only_running_text_and_headings_answer_another_kind(first: list[Block], second: list[Block]) -> None:
    for match in align(first, second):
        kinds = {first[at].kind for at in match.first} | {second[at].kind for at in match.second}
        assert len(kinds) == 1 or kinds <= {"p", "ul", "blockquote"} or kinds <= {"h2", "h3"}


@given(BLOCKS, st.data())
def test_texts_of_the_same_kinds_are_paired_one_to_one(first: list[Block], data: st.DataObject) -> None:
    second = [Block(block.kind, data.draw(st.integers(0, 900))) for block in first]
    assert align(first, second) == tuple(Match(range(at, at + 1), range(at, at + 1)) for at in range(len(first)))


def test_a_paragraph_divided_in_translation_stands_beside_both_parts() -> None:
    first = [Block("p", length) for length in (300, 700, 250, 500)]
    second = [Block("p", length) for length in (310, 340, 330, 260, 520)]
    expected = [(1, 1), (1, 2), (1, 1), (1, 1)]
    assert [(len(match.first), len(match.second)) for match in align(first, second)] == expected
    assert [(len(match.second), len(match.first)) for match in align(second, first)] == expected


def test_a_paragraph_without_a_translation_stands_alone() -> None:
    first = [Block("p", length) for length in (300, 500, 650, 420)]
    second = [Block("p", length) for length in (290, 660, 410)]
    assert [(len(match.first), len(match.second)) for match in align(first, second)] == [(1, 1), (1, 0), (1, 1), (1, 1)]


def test_headings_of_other_levels_and_tables_answer_one_another() -> None:
    first = [Block(kind, 200) for kind in ("h2", "p", "table", "p")]
    second = [Block(kind, 210) for kind in ("h3", "p", "table")]
    matches = align(first, second)
    assert [(len(match.first), len(match.second)) for match in matches] == [(1, 1), (1, 1), (1, 1), (1, 0)]


def test_a_list_may_answer_a_paragraph_but_no_table_does() -> None:
    first = [Block("p", 300), Block("ul", 500), Block("p", 200)]
    second = [Block("p", 310), Block("p", 490), Block("p", 210)]
    assert all(match.is_even for match in align(first, second))
    (alone, other) = align([Block("table", 500)], [Block("p", 500)])
    assert {len(alone.first) + len(alone.second), len(other.first) + len(other.second)} == {1}


def test_only_paragraphs_are_taken_together() -> None:
    """One list as long as two lists: they are not the parts of a divided paragraph, and the second stands alone."""
    lists = align([Block("ul", 600)], [Block("ul", 300), Block("ul", 300)])
    assert sorted(len(match.first) + len(match.second) for match in lists) == [1, 2]
    assert [(len(m.first), len(m.second)) for m in align([Block("p", 600)], [Block("p", 300)] * 2)] == [(1, 2)]


def test_a_paragraph_answers_the_one_of_its_length() -> None:
    """A heading between has no length that could tell anything."""
    first = [Block("p", 900), Block("h2", 5), Block("p", 100)]
    second = [Block("p", 910), Block("h3", 90), Block("p", 105), Block("table", 0)]
    assert [(len(m.first), len(m.second)) for m in align(first, second)] == [(1, 1), (1, 1), (1, 1), (0, 1)]


def test_headings_keep_sections_together() -> None:
    """A paragraph too many in the first section moves nothing in the second, whatever the lengths say."""
    first = [Block("p", 100), Block("p", 100), Block("h2", 9), Block("p", 500), Block("p", 90)]
    second = [Block("p", 100), Block("h2", 12), Block("p", 90), Block("p", 500)]
    matches = align(first, second)
    assert Match(range(2, 3), range(1, 2)) in matches
    assert matches[-2:] == (Match(range(3, 4), range(2, 3)), Match(range(4, 5), range(3, 4)))


# ---------------------------------------------------------------- bodies


def body(elements: list[tuple[str, str]]) -> Body:
    parts = (f"<{tag}>{text}</{tag}>" if tag else text for tag, text in elements)
    return Body(f"<body>{''.join(parts)}</body>")


def words(xhtml: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", xhtml)


@given(ELEMENTS, ELEMENTS)
@example([("", "a"), ("em", "b"), ("", "c"), ("p", "d"), ("", "e")], [("p", "x")])
def test_no_word_of_either_body_is_lost(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    pairs, odd = pair_texts(body(first), body(second))
    assert "".join(words(pair.first) for pair in pairs) == "".join(words(text) for _, text in first)
    assert "".join(words(pair.second) for pair in pairs) == "".join(words(text) for _, text in second)
    assert odd == sum(not (pair.first and pair.second) for pair in pairs) or odd > 0


# ---------------------------------------------------------------- the second language


@pytest.mark.parametrize(
    ("language", "wanted", "second"),
    [
        ("en", (), "ka"),  # the next language of the editions
        ("ka", (), "en"),
        ("ru", (), "en"),
        ("en", ("fr",), "fr"),
        ("en", ("de", "ru"), "ru"),
        ("en", ("en",), ""),
        ("ka", ("en",), "en"),
        ("en", ("de",), ""),
    ],
)
def test_the_second_language(language: str, wanted: tuple[str, ...], second: str) -> None:
    table = {"parallel": "columns", "parallel_with": wanted}
    works = [article("a", "Text.", tag) for tag in ("en", "ka", "ru", "fr")]
    planned = Planned(config("en", "ka", "ru", editions=table), *works)
    (item,) = planned.annotated(language)[0].articles
    assert (item.parallel.article.language if item.parallel else "") == second


def test_without_the_setting_and_without_a_translation_there_is_no_second_text() -> None:
    both = [article("a"), article("a", "ტექსტი.", "ka")]
    assert Planned(config("en", "ka"), *both).annotated("en")[0].articles[0].parallel is None
    alone = Planned(config("en", "ka", editions={"parallel": "after"}), article("a"))
    assert alone.annotated("en")[0].articles[0].parallel is None


# ---------------------------------------------------------------- notes


def annotated(first: str, second: str, parallel: str = "columns", notes: tuple[str, ...] = ()) -> AnnotatedArticle:
    settings = config("en", "ka", notes=notes, editions={"parallel": parallel})
    planned = Planned(settings, article("a", first), article("a", second, "ka"))
    return planned.annotated("en")[0].articles[0]


def numbers(notes: tuple[Note, ...]) -> dict[str, int]:
    return {note.label: note.number for note in notes}


EN = "One.[^a]\n\nTwo.[^c]\n\n[^a]: Alpha.\n[^c]: Gamma.\n[^left]: Left.\n"
KA = "ერთი.[^b]\n\nორი.[^d]\n\n[^b]: ბანი.\n[^d]: დონი.\n[^over]: დანარჩენი.\n"


def test_notes_are_numbered_pair_by_pair_and_those_never_called_come_last() -> None:
    item = annotated(EN, KA)
    assert item.parallel is not None
    assert numbers(item.notes) == {"a": 1, "c": 3, "left": 5}
    assert numbers(item.parallel.notes) == {"b": 2, "d": 4, "over": 6}
    assert [note.called for note in item.printed_notes] == [True] * 4 + [False] * 2


def test_notes_of_a_text_that_follows_are_numbered_after_the_first() -> None:
    item = annotated(EN, KA, "after")
    assert item.parallel is not None
    assert (numbers(item.notes), numbers(item.parallel.notes)) == (
        {"a": 1, "c": 2, "left": 5},
        {"b": 3, "d": 4, "over": 6},
    )


def test_a_note_that_each_text_has_in_its_language_is_one_note_in_both() -> None:
    item = annotated("One.[^a]\n\n[^a]: Alpha.\n", "ერთი.[^a]\n\n[^a]: ანი.\n")
    assert item.parallel is not None
    assert item.notes == item.parallel.notes == item.printed_notes
    assert [text.language for text in item.notes[0].texts] == ["en", "ka"]


@pytest.mark.parametrize(("own", "count"), [("ანი.", 1), ("სხვა.", 2)])
def test_a_note_written_in_both_files_is_one_if_the_words_are_the_same(own: str, count: int) -> None:
    item = annotated(f"One.[^a]\n\n[^a]: Alpha.\n[^a@ka]: {own}\n", "ერთი.[^a]\n\n[^a]: ანი.\n")
    printed = [text.xhtml for note in item.printed_notes for text in note.texts if text.language == "ka"]
    assert len(item.printed_notes) == count
    assert {words(xhtml) for xhtml in printed} == {own, "ანი."}


def test_a_note_of_one_text_is_no_fault_unless_the_settings_ask_for_both_languages() -> None:
    for notes, codes in (((), []), (("en", "ka"), ["note-in-one-language"] * 2)):
        settings = config("en", "ka", notes=notes, editions={"parallel": "columns"})
        planned = Planned(
            settings, article("a", "One.[^a]\n\n[^a]: A.\n"), article("a", "ერთი.[^b]\n\n[^b]: ბ.\n", "ka")
        )
        assert [finding.code for finding in planned.annotated("en")[1]] == codes


# ---------------------------------------------------------------- findings


def test_texts_that_are_not_divided_alike_are_reported_once() -> None:
    settings = config("en", "ka", editions={"parallel": "columns"})
    texts = article("a", f"{SENTENCE * 9}\n\nMore.\n"), article("a", f"{SENTENCE * 9}\n", "ka")
    planned = Planned(settings, *texts)
    found = [finding for language in ("en", "ka") for finding in planned.annotated(language)[1]]
    assert [finding.code for finding in set(found)] == ["parallel-uneven"]
    assert len(found) == 2
    assert found[0].file == "a.ka.md"
    assert "1 of 1 pairs" in found[0].message


@pytest.mark.parametrize("parallel", ["none", "after"])
def test_only_columns_must_be_divided_alike(parallel: str) -> None:
    settings = config("en", "ka", editions={"parallel": parallel})
    planned = Planned(settings, article("a", "One.\n\nTwo.\n"), article("a", "ერთი.\n", "ka"))
    assert planned.annotated("en")[1] == ()


def test_related_reading_is_that_of_both_texts() -> None:
    first = article("a", related=(RelatedLink("b"), RelatedLink("https://example.org/1", "One")))
    links = (RelatedLink("b"), RelatedLink("https://example.org/1", "ერთი"), RelatedLink("https://example.org/2"))
    second = article("a", "ტექსტი.", "ka", related=links)
    settings = config("en", "ka", editions={"parallel": "columns"})
    item = Planned(settings, first, second, article("b")).annotated("en")[0].articles[0]
    assert [entry.key or entry.address for entry in item.related] == [
        "b",
        "https://example.org/1",
        "https://example.org/2",
    ]
