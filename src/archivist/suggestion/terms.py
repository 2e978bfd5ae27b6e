"""The terms of a text: its words and pairs of neighbouring words, or pairs of characters where nothing parts words.

A term is known by the CRC-32 of its UTF-8 form, which is the same on every machine. Two of a million terms share one
now and then; what that changes is below what is measured.
"""

import re
import sys
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, pairwise
from zlib import crc32

from archivist.model.articles import Article

# Scripts that are written without spaces between words: Thai, Lao, Myanmar, Khmer, Hiragana and Katakana, Han.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\U00020000-\U0003ffff"
)
# What of Markdown is not text. Each expression begins with plain characters, by which the places are found fast.
_NOT_TEXT = (
    (re.compile(r"\n {0,3}\[\^[^\]\n]*\]:"), "\n"),  # the label of a note; its text stays
    (re.compile(r"\n {0,3}\[[^\]\n]*\]:[ \t]*\S*"), "\n"),  # the definition of a link
    (re.compile(r"\](?:\([^()\n]*\)|\[[^\]\n]*\]|\{[^{}\n]*\})+"), "] "),  # where a link leads; attributes
    (re.compile(r"\[\^[^\]\n]*\]"), " "),
    (re.compile(r"<[^<>\n]*>"), " "),
    (re.compile(r"\{%[^%\n]*%\}"), " "),
    (re.compile(r"http[^\s)>\]]*"), " "),
)
# Outside these ranges no character is a mark, or of a script without spaces; expressions that know more are large.
_PERHAPS_UNCOMMON = re.compile("[\u0300-\u1fff\u20d0-\U0010ffff]")
_PLAIN_WORD = re.compile(r"[^\W_]{2,}")
_RUN = re.compile(f"[{_UNSPACED}]+")
_TITLE_COUNTS = 2  # the words of title, standfirst and keywords are counted so often more
_MOST = 0xFFFF  # of one term in a text
_BETWEEN = b" "  # the words of a pair
_WORDS_KEPT = 1 << 15  # with their numbers: texts of a language share most of their words


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each term occurs in a text."""

    terms: "array[int]"  # unsigned, 32 bits, ascending
    counts: "array[int]"  # unsigned, 16 bits, of each term

    def to_bytes(self) -> bytes:
        """The same for every machine: little-endian."""
        return _little(self.terms).tobytes() + _little(self.counts).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "TermCounts":
        """The counts in bytes that `to_bytes` made. Raises ValueError for others."""
        number, rest = divmod(len(data), 6)
        if rest:
            raise ValueError("not the counts of terms")
        terms, counts = array("I"), array("H")
        terms.frombytes(data[: 4 * number])
        counts.frombytes(data[4 * number :])
        return cls(_little(terms), _little(counts))


def terms_of(article: Article) -> TermCounts:
    """The terms of an article, with those of its title, standfirst and keywords."""
    counts = Counter(_numbers(words_of(plain_text(article.text))))
    for heading in (article.title, article.description, *article.tags):
        for number in _numbers(words_of(heading)):
            counts[number] += _TITLE_COUNTS
    known = sorted(counts)
    found: Iterable[int] = map(counts.__getitem__, known)
    if max(counts.values(), default=0) > _MOST:
        found = [min(count, _MOST) for count in found]
    return TermCounts(array("I", known), array("H", found))


def term_number(term: str) -> int:
    """The number of a term: a word, or two words with a space between them."""
    return crc32(term.encode("utf-8", "surrogatepass"))


def terms_in_words(article: Article) -> Iterator[tuple[int, str]]:
    """The terms of an article by number, as they are written."""
    for text in (article.title, article.description, *article.tags, plain_text(article.text)):
        found = words_of(text)
        yield from ((term_number(term), term) for term in (*found.words, *found.pairs))
        yield from ((term_number(f"{first} {second}"), f"{first} {second}") for first, second in pairwise(found.words))


def plain_text(markdown: str) -> str:
    """The words of a Markdown text: without addresses, labels of links, attributes and tags."""
    text = f"\n{markdown}"
    for marks, instead in _NOT_TEXT:
        text = marks.sub(instead, text)
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text without regard to case."""

    words: Sequence[str]  # in order
    pairs: Sequence[str]  # of the runs of scripts without spaces: each two neighbouring characters


def words_of(text: str) -> Words:
    """The words of a text."""
    whole = unicodedata.normalize("NFC", text).casefold()
    if not _PERHAPS_UNCOMMON.search(whole) or not _uncommon().search(whole):
        return Words(_PLAIN_WORD.findall(whole), ())
    runs = _RUN.findall(whole)
    pairs = [run[start : start + 2] for run in runs for start in range(max(len(run) - 1, 1))]
    return Words(_word().findall(whole), pairs)


def _numbers(found: Words) -> Iterable[int]:
    """The numbers of the terms. For the second word of a pair the checksum of the first is continued."""
    known = [*map(_KNOWN.__getitem__, found.words)]
    numbers = [number for number, _ in known]
    joined = map(crc32, (written for _, written in islice(known, 1, None)), numbers)
    return chain(numbers, joined, map(term_number, found.pairs))


class _NumberedWords(dict[str, tuple[int, bytes]]):
    """The number of a word, and what it is as the second word of a pair."""

    def __missing__(self, word: str) -> tuple[int, bytes]:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        written = word.encode("utf-8", "surrogatepass")
        self[word] = known = crc32(written), _BETWEEN + written
        return known


_KNOWN = _NumberedWords()


@cache
def _uncommon() -> "re.Pattern[str]":
    """What the plain expression for words does not know."""
    return re.compile(f"[{_combining()}{_UNSPACED}]")


@cache
def _word() -> "re.Pattern[str]":
    """Words of two characters or more; a mark is part of the word before it, as vowels of Devanagari do."""
    letter, marks = rf"[^\W_{_UNSPACED}]", f"[{_combining()}]"
    return re.compile(f"{letter}{marks}*(?:{letter}{marks}*)+|{letter}{marks}+")


@cache
def _combining() -> str:
    """The characters of the Basic Multilingual Plane that are marks, as ranges of a regular expression."""
    marks = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M"]
    starts = [code for code in marks if unicodedata.category(chr(code - 1))[0] != "M"]
    ends = [code for code in marks if unicodedata.category(chr(min(code + 1, 0xFFFF)))[0] != "M"]
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in zip(starts, ends, strict=True))


def _little(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
