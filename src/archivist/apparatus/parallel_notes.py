"""The notes of two texts printed together: one row of numbers through both, in the order a reader meets the calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archivist.apparatus.bilingual_notes import by_label, calls_in, one_language, texts_of
from archivist.findings import Finding
from archivist.model import Article, Body, Note, NoteText, ParallelPair

_FIRST, _SECOND = 0, 1
_Key = tuple[int, str]  # whose note it is, and its label; a note of both is the first text's


@dataclass(frozen=True, slots=True)
class NoteSource:
    """One of the two texts, with all its notes are made of."""

    article: Article
    body: Body
    translations: Mapping[str, Body]  # by language, without its own
    languages: tuple[str, ...]  # its notes are to be in, its own first

    def texts(self, languages: Sequence[str]) -> dict[str, dict[str, NoteText]]:
        """The texts of its notes by label, then by language."""
        own = by_label(self.body)
        foreign = {language: by_label(body) for language, body in self.translations.items()}
        found = {label: texts_of(label, own, foreign, languages)[0] for label in own}
        return {label: {text.language: text for text in texts} for label, texts in found.items()}


@dataclass(frozen=True, slots=True)
class NotesTogether:
    """The notes of each text. A note of both stands in both, with the same number."""

    first: tuple[Note, ...]
    second: tuple[Note, ...]
    findings: tuple[Finding, ...]


def number_together(first: NoteSource, second: NoteSource, pairs: Iterable[ParallelPair]) -> NotesTogether:
    """Number the notes of two texts in the order of their calls, pair by pair; without pairs, text after text.

    Where both texts define a note of the same label, and every language both know has the same words in both, it is
    one note, called from both. Otherwise they are two.
    """
    voices = (first, second)
    printed = tuple(dict.fromkeys((*first.languages, *second.languages)))
    texts: dict[_Key, dict[str, NoteText]] = {
        (side, label): known for side, voice in enumerate(voices) for label, known in voice.texts(printed).items()
    }
    shared = {label for side, label in texts if side == _SECOND and _agree(texts, label)}
    for label in shared:
        texts[_FIRST, label] = texts.pop((_SECOND, label)) | texts[_FIRST, label]

    def key(side: int, label: str) -> _Key:
        return (_FIRST if label in shared else side), label

    calls = (key(side, label) for side, xhtml in _in_reading_order(voices, pairs) for label in calls_in(xhtml))
    called = [each for each in dict.fromkeys(calls) if each in texts]
    uncalled = sorted((each for each in texts if each not in called), key=lambda each: each[0])
    notes, findings = {}, []
    written = [by_label(voice.body) for voice in voices]
    for number, (side, label) in enumerate([*called, *uncalled], start=1):
        known = texts[side, label]
        own = [*voices[side].languages, *(language for language in printed if language not in voices[side].languages)]
        ordered = tuple(known[language] for language in own if language in known) or tuple(known.values())
        notes[side, label] = Note(label, number, ordered, called=number <= len(called))
        missing = [language for language in voices[side].languages if language not in known]
        findings += [one_language(voices[side].article, label, language, written[side]) for language in missing]
    return NotesTogether(
        tuple(note for (side, _), note in notes.items() if side == _FIRST),
        tuple(note for (side, label), note in notes.items() if side == _SECOND or label in shared),
        tuple(findings),
    )


def _agree(texts: Mapping[_Key, Mapping[str, NoteText]], label: str) -> bool:
    first, second = texts.get((_FIRST, label)), texts[_SECOND, label]
    if first is None:
        return False
    return all(_words(first[language]) == _words(second[language]) for language in first.keys() & second.keys())


def _words(text: NoteText) -> list[str]:
    return text.xhtml.split()


def _in_reading_order(voices: Sequence[NoteSource], pairs: Iterable[ParallelPair]) -> Iterator[tuple[int, str]]:
    """The passages of both texts as they are read, then their notes."""
    found = [(side, xhtml) for pair in pairs for side, xhtml in enumerate((pair.first, pair.second)) if xhtml]
    yield from found or [(side, voice.body.xhtml) for side, voice in enumerate(voices)]
    yield from ((side, note.xhtml) for side, voice in enumerate(voices) for note in voice.body.notes)
