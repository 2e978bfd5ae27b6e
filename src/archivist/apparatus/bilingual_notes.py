"""Notes in two languages: which texts a note is printed with, and in which order it is numbered."""

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from archivist.findings import Finding
from archivist.model.annotated import Note
from archivist.model.articles import Article, Body, NoteText


def printed_languages(article: Article, edition_language: str, note_languages: Iterable[str]) -> tuple[str, ...]:
    """The languages a note of this article is printed in: its own, the edition's, then the note languages."""
    return tuple(dict.fromkeys((article.language, edition_language, *note_languages)))


def pair_notes(
    article: Article, body: Body, translations: Mapping[str, Body], languages: Sequence[str]
) -> tuple[tuple[Note, ...], tuple[Finding, ...]]:
    """Number an article's notes and find each its texts.

    `translations` are the bodies of the same work in other languages. The text in another language is the note's
    own `[^label@lang]`, else the note of the same label in that translation, else a finding says there is none.
    Notes that are never called come last and are marked so.
    """
    own = by_label(body)
    foreign = {language: by_label(translation) for language, translation in translations.items()}
    order = _call_order(body)
    uncalled = [label for label in own if label not in order]
    notes, findings = [], []
    for number, label in enumerate([*order, *uncalled], start=1):
        found, missing = texts_of(label, own, foreign, languages)
        notes.append(Note(label, number, found, called=label in order))
        findings += [one_language(article, label, language, own) for language in missing]
    return tuple(notes), tuple(findings)


def by_label(body: Body) -> dict[str, dict[str, NoteText]]:
    """The texts of an article's notes by label, then language, labels in the order written."""
    texts: dict[str, dict[str, NoteText]] = {}
    for text in body.notes:
        texts.setdefault(text.label, {})[text.language] = text
    return texts


def _call_order(body: Body) -> list[str]:
    """Labels in the order of their first call: those of the text, then those called only within notes."""
    roots = [body.xhtml, *(note.xhtml for note in body.notes)]
    known = {note.label for note in body.notes}
    return [label for label in dict.fromkeys(call for root in roots for call in calls_in(root)) if label in known]


def calls_in(xhtml: str) -> list[str]:
    """The labels called in a passage, in order, as often as they are called."""
    if "note-call" not in xhtml:  # most notes call none
        return []
    links = etree.fromstring(xhtml).iter("a")
    return [call.get("data-note", "") for call in links if "note-call" in call.get("class", "").split()]


def texts_of(
    label: str,
    own: Mapping[str, Mapping[str, NoteText]],
    foreign: Mapping[str, Mapping[str, Mapping[str, NoteText]]],
    languages: Sequence[str],
) -> tuple[tuple[NoteText, ...], list[str]]:
    """The texts a note is printed with, and the languages in which it has none."""
    found, missing = [], []
    for language in languages:
        text = own[label].get(language) or foreign.get(language, {}).get(label, {}).get(language)
        if text is not None:
            found.append(text)
        else:
            missing.append(language)
    # A note written only in a language that is not printed is printed anyway: nothing gets lost.
    return tuple(found) or tuple(own[label].values()), [] if is_from_glossary(own[label]) else missing


def is_from_glossary(texts: Mapping[str, NoteText]) -> bool:
    """Whether the texts of a note are the glossary's, which says nothing in some languages on purpose."""
    return any(text.term for text in texts.values())


def one_language(article: Article, label: str, language: str, own: Mapping[str, Mapping[str, NoteText]]) -> Finding:
    """What to tell of a note that has no text in a language it should have one in."""
    line = min(text.line for text in own[label].values())
    return Finding(
        "note-in-one-language",
        f"note [^{label}] has no text in {language}",
        article.path,
        line,
        f"Add a line `[^{label}@{language}]: text`, or the note to the translation.",
    )
