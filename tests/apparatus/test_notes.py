"""Which texts a note is printed with, in which order, under which number."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.apparatus import articles_needed
from archivist.apparatus.bilingual_notes import pair_notes, printed_languages
from archivist.model.annotated import Note
from archivist.model.articles import Body, NoteText
from tests.apparatus.making import Planned, article, config

EN = """\
First[^own] then[^shared] then[^alone] and again[^own].

[^alone]: Alone, English.
[^own]: Own, English.
[^own@ka]: Own, Georgian, written here.
[^shared]: Shared, English.
[^left]: Left, English.
"""
KA = """\
ერთი[^shared] ორი[^own].

[^own]: Own, Georgian, of the translation.
[^shared]: Shared, Georgian, of the translation.
"""


def words(note: Note) -> list[tuple[str, str]]:
    return [(text.language, re.sub(r"<[^>]+>", "", text.xhtml).strip()) for text in note.texts]


def planned() -> Planned:
    return Planned(config("en", "ka", notes=("en", "ka")), article("a", EN), article("a", KA, "ka"))


def test_a_note_takes_its_own_text_then_the_translations_then_is_reported() -> None:
    edition, findings = planned().annotated("en")
    own, shared, alone, left = edition.articles[0].notes
    assert words(own) == [("en", "Own, English."), ("ka", "Own, Georgian, written here.")]
    assert words(shared) == [("en", "Shared, English."), ("ka", "Shared, Georgian, of the translation.")]
    assert words(alone) == [("en", "Alone, English.")]
    assert words(left) == [("en", "Left, English.")]
    told = [(f.code, f.file, f.line) for f in findings]
    assert told == [("note-in-one-language", "a.en.md", 7), ("note-in-one-language", "a.en.md", 11)]
    assert "[^alone@ka]" in findings[0].remedy


def test_notes_are_numbered_by_first_call_and_those_never_called_come_last() -> None:
    edition, _ = planned().annotated("en")
    notes = edition.articles[0].notes
    assert [(note.label, note.number, note.called) for note in notes] == [
        ("own", 1, True),
        ("shared", 2, True),
        ("alone", 3, True),
        ("left", 4, False),
    ]


def test_the_translation_has_its_own_order_and_takes_from_the_original() -> None:
    edition, findings = planned().annotated("ka")
    shared, own = edition.articles[0].notes
    assert words(shared) == [("ka", "Shared, Georgian, of the translation."), ("en", "Shared, English.")]
    assert words(own) == [("ka", "Own, Georgian, of the translation."), ("en", "Own, English.")]
    assert (shared.number, own.number, findings) == (1, 2, ())


def test_the_articles_language_comes_first_then_the_editions_then_the_note_languages_each_once() -> None:
    assert printed_languages(article("a", language="ru"), "ka", ("en", "ka", "ru", "de")) == ("ru", "ka", "en", "de")
    assert printed_languages(article("a"), "en", ()) == ("en",)


def test_an_original_printed_for_want_of_a_translation_has_notes_in_its_own_language_first() -> None:
    text = "ა[^a]\n\n[^a]: ქართული\n[^a@en]: English"
    settings = config("en", missing="original")
    edition, _ = Planned(settings, article("a", text, "ka"), article("b")).annotated("en")
    assert [language for language, _ in words(edition.articles[0].notes[0])] == ["ka", "en"]


def test_a_note_only_in_a_language_that_is_not_printed_is_printed_all_the_same() -> None:
    edition, findings = Planned(config("en"), article("a", "a[^a]\n\n[^a@de]: Deutsch")).annotated("en")
    assert words(edition.articles[0].notes[0]) == [("de", "Deutsch")]
    assert [finding.code for finding in findings] == ["note-in-one-language"]


def test_notes_called_only_within_notes_are_numbered_after_those_of_the_text() -> None:
    text = "a[^one] b[^two]\n\n[^one]: see[^inner]\n[^two]: 2\n[^inner]: inside\n"
    edition, _ = Planned(config("en"), article("a", text)).annotated("en")
    notes = edition.articles[0].notes
    assert [(note.label, note.number, note.called) for note in notes] == [
        ("one", 1, True),
        ("two", 2, True),
        ("inner", 3, True),
    ]


def test_an_edition_needs_its_articles_and_their_translations_and_no_others() -> None:
    plan = Planned(config("en", "ka"), article("a"), article("a", language="ka"), article("b", language="ka"))
    assert [each.path for each in articles_needed(plan.edition("en"))] == ["a.en.md", "a.ka.md"]


LABELS = st.sampled_from(["a", "b", "c", "d"])
TAGS = st.sampled_from(["en", "ka", "ru"])
DEFINED = st.dictionaries(st.tuples(LABELS, TAGS), st.just(""), max_size=9)


def _body(calls: list[str], defined: Mapping[tuple[str, str], str], name: str) -> Body:
    texts = tuple(NoteText(a, b, f"<div><p>{name} {a} {b}</p></div>", n) for n, (a, b) in enumerate(defined, start=1))
    called = "".join(f'<a class="note-call" data-note="{label}"/>' for label in calls)
    return Body(f"<body><p>{called}</p></body>", texts)


@pytest.mark.slow
@given(st.lists(LABELS, max_size=8), DEFINED, DEFINED, st.permutations(["en", "ka", "ru"]))
@settings(max_examples=200)
def test_every_note_has_one_number_and_every_language_a_text_or_a_finding(
    calls: list[str],
    own: dict[tuple[str, str], str],
    other: dict[tuple[str, str], str],
    languages: list[str],
) -> None:
    labels = {label for label, _ in own}
    calls = [label for label in calls if label in labels]
    notes, findings = pair_notes(
        article("a"), _body(calls, own, "own"), {"ka": _body([], other, "translation")}, languages
    )
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert [note.label for note in notes if note.called] == list(dict.fromkeys(calls))
    assert {note.label for note in notes} == labels
    assert sorted(notes, key=lambda note: not note.called) == list(notes)
    missing = 0
    for note in notes:
        wanted = []
        for language in languages:
            if (note.label, language) in own:
                wanted.append(f"own {note.label} {language}")
            elif language == "ka" and (note.label, "ka") in other:
                wanted.append(f"translation {note.label} ka")
            else:
                missing += 1
        assert [text for _, text in words(note)] == wanted
    assert len(findings) == missing
