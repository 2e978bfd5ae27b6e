"""Notes that say in a second language what they say in the first, word for word: a translation still to be written."""

from collections.abc import Iterable, Iterator, Mapping

from archivist.editorial.compared_texts import plain
from archivist.findings import Finding
from archivist.model.articles import Article, Body, NoteText
from archivist.model.volumes import Work

_LEAST_WORDS = 8  # a reference to a page is the same in every language
_PROSE = 60  # percent of the words without a capital: of a title with its publisher and place there are fewer


def note_findings(works: Iterable[Work], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """A finding for each note that has the same prose in two languages."""
    for work in works:
        seen: dict[tuple[str, str], NoteText] = {}
        for article in work.articles:
            for note in bodies[article.path].notes:
                text = plain(note.xhtml)
                first = seen.setdefault((note.label, " ".join(text.split())), note)
                if first.language != note.language and _is_prose(text):
                    yield _finding(article, note, first)


def _finding(article: Article, note: NoteText, first: NoteText) -> Finding:
    message = f"note [^{note.label}] is the same in {note.language} as in {first.language}"
    return Finding("note-same-text", message, article.path, note.line)


def _is_prose(text: str) -> bool:
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    small = [word for word in words if not word.startswith(("http", "www")) and word == word.lower()]
    return len(small) >= _LEAST_WORDS and 100 * len(small) >= _PROSE * len(words)
