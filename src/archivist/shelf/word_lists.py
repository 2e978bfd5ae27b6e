"""The words of a text, as the shelf counts and finds them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from archivist.glossary.patterns import UNSPACED, plain_word, word_pattern
from archivist.record.document_text import BREAK, DocumentText


def running_words(text: DocumentText) -> str:
    """What a reader of the text reads, without its notes. BREAK separates its blocks."""
    return BREAK.join(each.text for each in text.segments if not each.place.note and each.place.only != "pdf")


def note_words(text: DocumentText) -> str:
    """The notes of a text."""
    return BREAK.join(each.text for each in text.segments if each.place.note and each.place.only != "pdf")


def note_count(text: DocumentText) -> int:
    """How many notes it has."""
    return len({each.place.note for each in text.segments if each.place.note})


def count_words(text: str) -> int:
    """How many words a text has. In scripts that put no spaces between words each character is one."""
    words = word_pattern().findall(text)
    if not UNSPACED.search(text):
        return len(words)
    return sum(len(UNSPACED.findall(word)) + bool(UNSPACED.sub("", word)) for word in words)


def find_words(text: str) -> Iterator[tuple[str, int]]:
    """The words by which a text is found, each with its place: folded, without what nobody sees.

    Of scripts without spaces between words each two neighbouring characters are one, and a single one by itself.
    """
    for match in word_pattern().finditer(text):
        word = fold(match[0])
        if not UNSPACED.search(word):
            yield word, match.start()
            continue
        for run in _runs().finditer(word):
            if UNSPACED.match(run[0]):
                pairs = max(len(run[0]) - 1, 1)
                yield from ((run[0][at : at + 2], match.start() + run.start() + at) for at in range(pairs))
            else:
                yield run[0], match.start() + run.start()


def fold(word: str) -> str:
    """A word without regard to case and marks of stress: capitals of Georgian are its usual letters."""
    plain = plain_word(word).casefold()
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", plain).replace("\u0301", ""))


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"(?:{UNSPACED.pattern})+|(?:(?!{UNSPACED.pattern}).)+")
