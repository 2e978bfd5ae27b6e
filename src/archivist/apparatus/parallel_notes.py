"""The notes of two texts printed together: one row of numbers through both, in the order a reader meets the calls."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archivist.apparatus.bilingual_notes import by_label, calls_in, is_from_glossary, one_language, texts_of
from archivist.findings import Finding
from archivist.model.annotated import Note, ParallelPair
from archivist.model.articles import Article, Body, NoteText

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
    """The notes of each text. A note of both is in both, with the same number."""

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
    texts, shared = _texts(voices, printed)
    called = _called(_in_reading_order(voices, pairs), texts, shared)
    uncalled = sorted((each for each in texts if each not in called), key=lambda each: each[0])
    notes: dict[_Key, Note] = {}
    findings: list[Finding] = []
    written = [by_label(voice.body) for voice in voices]
    for number, (side, label) in enumerate([*called, *uncalled], start=1):
        known, languages = texts[side, label], voices[side].languages
        notes[side, label] = Note(label, number, _in_order(known, (*languages, *printed)), called=number <= len(called))
        wanted = () if is_from_glossary(known) else languages
        missing = [language for language in wanted if language not in known]
        findings += [one_language(voices[side].article, label, language, written[side]) for language in missing]
    return NotesTogether(
        tuple(note for (side, _), note in notes.items() if side == _FIRST),
        tuple(note for (side, label), note in notes.items() if side == _SECOND or label in shared),
        tuple(findings),
    )


def _texts(voices: Sequence[NoteSource], printed: Sequence[str]) -> tuple[dict[_Key, dict[str, NoteText]], set[str]]:
    """The texts of each note by language, and the labels of notes that both texts share: they are among the first's."""
    texts: dict[_Key, dict[str, NoteText]] = {
        (side, label): known for side, voice in enumerate(voices) for label, known in voice.texts(printed).items()
    }
    shared = {label for side, label in texts if side == _SECOND and _agree(texts, label)}
    for label in shared:
        texts[_FIRST, label] = texts.pop((_SECOND, label)) | texts[_FIRST, label]
    return texts, shared


def _in_order(known: Mapping[str, NoteText], languages: Iterable[str]) -> tuple[NoteText, ...]:
    """The texts of a note in these languages; all it has if it has none of them."""
    return tuple(known[each] for each in dict.fromkeys(languages) if each in known) or tuple(known.values())


def _called(passages: Iterable[tuple[int, str]], texts: Collection[_Key], shared: Collection[str]) -> list[_Key]:
    """The notes that are called and there, each once, in the order of their first calls."""
    calls = ((_FIRST if label in shared else side, label) for side, xhtml in passages for label in calls_in(xhtml))
    return [each for each in dict.fromkeys(calls) if each in texts]


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
