"""The notes of the glossary: where they are called, what they say, and where there is none."""

import re

import pytest

from archivist.glossary import Glossary
from archivist.model.annotated import AnnotatedArticle, Note
from tests.apparatus.making import Planned, article, config
from tests.glossary.making import glossary

GORI = 'kind = "place"\nname = { en = "Gori", ka = "გორი", ru = "Гори" }\nnative = "ka"\n'
TERM = glossary(GORI)
WITH_WORDS = glossary(GORI + 'note = { en = "a town", ka = "ქალაქი" }')


def annotated(
    text: str, language: str = "en", terms: Glossary = TERM, *, notes: tuple[str, ...] = ("en", "ka")
) -> AnnotatedArticle:
    planned = Planned(config(language, notes=notes), article("a", text, language))
    edition, findings = planned.annotated(language, glossary=terms)
    assert findings == ()
    return edition.articles[0]


def words(note: Note) -> list[tuple[str, str]]:
    return [(text.language, re.sub(r"<[^>]+>", "", text.xhtml).strip()) for text in note.texts]


def called(item: AnnotatedArticle) -> str:
    """The text with the number of each note where it is called."""
    numbers = {note.label: note.number for note in item.notes}
    text = re.sub(r'<a class="note-call" data-note="([^"]+)"/>', lambda call: f"[{numbers[call[1]]}]", item.body.xhtml)
    return re.sub(r"\s+", " ", re.sub(r"</?body>|</?p>|\n", " ", text)).strip()


def test_the_first_mention_has_a_note_with_the_native_name() -> None:
    item = annotated("The road to Gori is long, and Gori is old.")
    assert called(item) == "The road to Gori[1] is long, and Gori is old."
    (note,) = item.notes
    assert note.is_from_glossary
    assert words(note) == [("en", "გორი")]
    assert '<span class="glossary-name" lang="ka" xml:lang="ka">გორი</span>' in note.texts[0].xhtml
    assert '<span class="glossary-label" data-label="glossary_note"/>' in note.texts[0].xhtml
    assert item.mentioned == ("gori",)


def test_words_are_added_in_every_language_of_the_notes_that_has_some() -> None:
    (note,) = annotated("Gori", terms=WITH_WORDS).notes
    assert words(note) == [("en", "გორი – a town"), ("ka", "გორი – ქალაქი")]
    (note,) = annotated("Гори", "ru", WITH_WORDS).notes
    assert words(note) == [("ru", "გორი"), ("en", "Gori – a town"), ("ka", "გორი – ქალაქი")]


def test_a_text_in_the_language_of_the_name_has_a_note_only_if_there_are_words() -> None:
    assert annotated("ქალაქი გორი", "ka").notes == ()
    (note,) = annotated("ქალაქი გორი", "ka", WITH_WORDS).notes
    assert words(note) == [("ka", "ქალაქი"), ("en", "Gori – a town")]


@pytest.mark.parametrize(
    "term",
    [
        'name = { en = "Gori", ka = "გორი" }',
        'name = { en = "Gori", de = "Gori" }\nnative = "de"',
        'name = { en = "Gori", ka = "გორი" }\nnative = "ka"\nannotate = false',
        'name = { en = "Gori", ka = "გორი" }\nnote.ka = "ქალაქი"',
    ],
)
def test_a_note_that_would_say_nothing_is_not_made(term: str) -> None:
    item = annotated("Gori", terms=glossary(f'kind = "place"\n{term}'))
    assert (item.notes, item.mentioned) == ((), ("gori",))


@pytest.mark.parametrize(
    "text",
    [
        "In Gori[^a] it ends.\n\n[^a]: A town.\n[^a@ka]: ქალაქი.",
        "It ends in “Gori”.[^a]\n\n[^a]: A town.\n[^a@ka]: ქალაქი.",
        "It ends in Gori. There[^a] it is.\n\n[^a]: Called გორი.\n[^a@ka]: ქალაქი.",
        "It ends in Gori, გორი.",
        "Gori ends. In Gori[^a] it ends.\n\n[^a]: A town.\n[^a@ka]: ქალაქი.",
    ],
)
def test_an_author_who_explains_the_name_needs_no_note(text: str) -> None:
    item = annotated(text)
    assert not any(note.is_from_glossary for note in item.notes)


def test_a_note_of_the_author_elsewhere_is_numbered_with_it() -> None:
    item = annotated("First[^a], then Gori, last[^b].\n\n[^a]: A.\n[^a@ka]: ა.\n[^b]: B.\n[^b@ka]: ბ.")
    assert called(item) == "First[1], then Gori,[2] last[3]."
    assert [note.is_from_glossary for note in item.notes] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Gori](https://example.org), then Gori.", "Gori.[1]"),
        ("`Gori` and Gori.", "Gori.[1]"),
        ("## Gori\n\nGori.", "Gori.[1]"),
        ("> [Gori]{lang=de}\n\nGori.", "Gori.[1]"),
        ("*Gori*, a town.", "<em>Gori</em>,[1] a town."),
        ("**The *Gori***; a town.", "<strong>The <em>Gori</em></strong>;[1] a town."),
        ("“Gori,” they said.", "“Gori,”[1] they said."),
        ("Gori’s walls and Gori-born.", "Gori’s[1] walls and Gori-born."),
        ("Gori-born people", "Gori-born[1] people"),
        ("(Gori) and", "(Gori)[1] and"),
        ("Gori [and](https://example.org)", "Gori[1] <a"),
        ("Gori[, and](https://example.org)", "Gori[1]<a"),
        ("| A | B |\n|---|---|\n| Gori | b |", "<td>Gori[1]</td>"),
        ("| Gori | B |\n|---|---|\n| Gori | b |", "<td>Gori[1]</td>"),
        ("Term\n: Gori", "Gori[1]"),
    ],
)
def test_the_call_is_where_a_reader_expects_it(text: str, expected: str) -> None:
    item = annotated(text)
    assert expected in called(item)
    assert item.body.xhtml.count("note-call") == 1


def test_outside_english_the_call_is_before_the_punctuation() -> None:
    assert called(annotated("Город Гори, «Гори».", "ru")) == "Город Гори[1], «Гори»."
    assert called(annotated("Город «Гори».", "ru")) == "Город «Гори»[1]."


def test_no_note_is_in_a_text_that_mentions_the_term_only_where_none_may_be() -> None:
    item = annotated("## Gori\n\n[Gori](https://example.org) `Gori` [Gori]{lang=de}")
    assert (item.notes, item.mentioned) == ((), ("gori",))


def test_terms_within_the_notes_of_the_author_are_mentioned_and_have_no_note() -> None:
    item = annotated("A road[^a].\n\n[^a]: To Gori.\n[^a@ka]: იქ.")
    assert [note.is_from_glossary for note in item.notes] == [False]
    assert item.mentioned == ("gori",)


def test_a_label_of_the_author_is_never_taken() -> None:
    item = annotated("Before[^glossary:gori] Gori.\n\n[^glossary:gori]: Mine.\n[^glossary:gori@ka]: ჩემი.")
    assert [words(note)[0][1] for note in item.notes] == ["Mine.", "გორი"]


def test_the_settings_can_turn_the_notes_off_and_mentions_stay() -> None:
    planned = Planned(config("en", glossary={"notes": False}), article("a", "Gori"))
    edition, _ = planned.annotated("en", glossary=TERM)
    assert edition.articles[0].notes == ()
    assert [term.id for term in edition.terms] == ["gori"]


def test_two_texts_printed_together_have_one_note_for_a_term() -> None:
    settings = config("en", "ru", notes=("en",), editions={"parallel": "columns"})
    planned = Planned(settings, article("a", "To Gori."), article("a", "В Гори.", "ru"))
    edition, findings = planned.annotated("en", glossary=TERM)
    (item,) = edition.articles
    assert findings == ()
    assert [(note.number, words(note)) for note in item.printed_notes] == [(1, [("en", "გორი")])]
    assert item.parallel is not None
    assert "note-call" not in item.parallel.body.xhtml
    assert "note-call" in item.parallel.pairs[0].first


def test_an_article_without_a_term_is_left_as_it_is() -> None:
    planned = Planned(config("en"), article("a", "No term *at* all."))
    edition, _ = planned.annotated("en", glossary=TERM)
    assert edition.articles[0].body is planned.bodies["a.en.md"]
    assert edition.terms == ()
