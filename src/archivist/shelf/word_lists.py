"""The words of a text, as the shelf counts and finds them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

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


def written_words(text: str) -> Counter[str]:
    """The words of a text as they are written, and how often it has each."""
    return Counter(word_pattern().findall(text))


def count_words(written: Mapping[str, int]) -> int:
    """How many words these are. In scripts that put no spaces between words each character is one."""
    return sum(count * _length(word) for word, count in written.items())


@lru_cache(maxsize=1 << 17)
def _length(word: str) -> int:
    if word.isascii() or not UNSPACED.search(word):
        return 1
    return len(UNSPACED.findall(word)) + bool(UNSPACED.sub("", word))


def find_words(*written: Mapping[str, int]) -> Counter[str]:
    """The words by which texts are found, and how often they have each: folded, without what nobody sees.

    Of scripts without spaces between words each two neighbouring characters are one, and a single one by itself.
    """
    found: Counter[str] = Counter()
    for each in written:
        for word, count in each.items():
            for part in _folded_parts(word):
                found[part] = found.get(part, 0) + count
    return found


@lru_cache(maxsize=1 << 17)
def _folded_parts(written: str) -> tuple[str, ...]:
    return tuple(_parts(fold(written)))


def _parts(word: str) -> Iterator[str]:
    """The word itself; of scripts without spaces its pairs of characters."""
    if word.isascii() or not UNSPACED.search(word):
        yield word
        return
    for run in _runs().findall(word):
        if UNSPACED.match(run):
            yield from (run[at : at + 2] for at in range(max(len(run) - 1, 1)))
        else:
            yield run


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A word without regard to case and marks of stress: capitals of Georgian are its usual letters."""
    plain = plain_word(word).casefold()
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", plain).replace("\u0301", ""))


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"(?:{UNSPACED.pattern})+|(?:(?!{UNSPACED.pattern}).)+")
