"""Articles with the same or nearly the same text, and texts in another script than their language is written in.

Two texts are compared by their shingles, runs of a few words (Broder 1997, “On the resemblance and containment of
documents”). Of a long text a part of the shingles is enough: those that begin with words chosen by a checksum, so that
the same words are chosen in both texts, today and tomorrow.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

from archivist.findings import Finding
from archivist.model import Article, Body

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")

_SHINGLE = 4  # words
_LONG_WORD = 12  # letters: where words are longer, nothing parts them, and one is a shingle by itself
_SHORT_TEXT = 400  # words: of a shorter text every shingle counts
_ONE_OF = 12  # of the words of a longer text one in so many begins a shingle that counts
_LEAST_WORDS = 20  # shorter texts are alike by chance: an erratum, a greeting
_COMMON = 20  # a shingle in so many texts is a formula of the house
_SAME = 60  # percent of the shingles of the shorter text
_SIZES = 75  # percent: what stands inside a much longer text is a quotation or a reprint, not a duplicate


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article's text, without its notes."""

    article: Article
    words: tuple[str, ...]


def words_of(article: Article, body: Body) -> Words:
    """The words as they are read, in small letters and without marks of punctuation."""
    return Words(article, tuple(_WORD.findall(_TAG.sub(" ", body.xhtml).lower())))


@dataclass(frozen=True, slots=True)
class _Print:
    """What stands for a text when it is compared."""

    article: Article
    count: int  # of its words
    whole: str  # a checksum of all its words
    shingles: frozenset[str]


class _Chosen(dict[str, bool]):
    """Whether a word begins a shingle that counts; found out once a word."""

    def __missing__(self, word: str) -> bool:
        self[word] = crc32(word.encode("utf-8", "surrogatepass")) % _ONE_OF == 0
        return self[word]


class SameTexts:
    """Compares the texts it is given."""

    def __init__(self) -> None:
        self._prints: list[_Print] = []
        self._chosen = _Chosen()

    def add(self, text: Words) -> None:
        """Keep what stands for a text."""
        if len(text.words) >= _LEAST_WORDS:
            self._prints.append(self._print(text))

    def findings(self) -> Iterator[Finding]:
        """A finding for each text that an earlier one holds already."""
        prints = sorted(self._prints, key=lambda each: (each.article.date, each.article.path))
        first: dict[str, _Print] = {}
        for each in prints:
            known = first.setdefault(each.whole, each)
            if known is not each:
                yield _finding(each.article, known.article, "the same")
        yield from _nearly(list(first.values()))

    def _print(self, text: Words) -> _Print:
        words = text.words
        letters = sum(map(len, words))
        size = 1 if letters > _LONG_WORD * len(words) else _SHINGLE
        starts: Iterable[int] = range(len(words) - size + 1)
        if len(words) > _SHORT_TEXT:
            chosen = self._chosen
            starts = (start for start in starts if chosen[words[start]])
        shingles = frozenset(" ".join(words[start : start + size]) for start in starts)
        whole = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
        return _Print(text.article, len(words), whole, shingles)


def _nearly(prints: Sequence[_Print]) -> Iterator[Finding]:
    """A finding for each text that is nearly an earlier one; the nearest is named."""
    best: dict[int, tuple[int, int]] = {}  # by the later text: percent, the earlier text
    for (early, late), shared in _shared(prints).items():
        percent = 100 * shared // min(len(prints[early].shingles), len(prints[late].shingles))
        sizes = sorted((prints[early].count, prints[late].count))
        if percent >= _SAME and 100 * sizes[0] >= _SIZES * sizes[1]:
            best[late] = max(best.get(late, (0, 0)), (percent, -early))
    for late, (percent, early) in sorted(best.items()):
        yield _finding(prints[late].article, prints[-early].article, f"nearly ({percent} %) the same")


def _shared(prints: Sequence[_Print]) -> Counter[tuple[int, int]]:
    """How many shingles two texts have in common, by their places in the list."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(prints):
        for shingle in each.shingles:
            holders[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update(combinations(numbers, 2))
    return shared


def _finding(article: Article, other: Article, how: str) -> Finding:
    if article.key == other.key:
        told = f"{how} text as in {other.language}, {other.path}, stands here as {article.language}"
        return Finding("same-text-translated", told, article.path, article.text_line)
    return Finding("same-text", f"{how} text stands in {other.path}", article.path, article.text_line)


# ---------------------------------------------------------------- the script


_SAMPLE = 150  # words, from the whole length of a text
_LEAST_LETTERS = 100
_FEW, _MOST = 10, 60  # percent of the letters
_RANGES: Mapping[str, str] = {
    "Latn": "a-z\u00aa-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u052f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Armn": "\u0530-\u058f",
    "Hebr": "\u0590-\u05ff",
    "Arab": "\u0600-\u06ff\u0750-\u077f",
    "Deva": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
    "Kana": "\u3040-\u30ff",
    "Hang": "\u1100-\u11ff\uac00-\ud7af",
    "Hani": "\u3400-\u9fff",
}
_OTHERS = {script: re.compile(f"[^{letters}]+") for script, letters in _RANGES.items()}
_NAMES = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Geor": "Georgian", "Armn": "Armenian"}
_NAMES |= {"Hebr": "Hebrew", "Arab": "Arabic", "Deva": "Devanagari", "Thai": "Thai", "Hang": "Korean"}
_NAMES |= {"Kana": "Japanese kana", "Hani": "Chinese"}
# Scripts that are several of these together.
_WRITTEN_IN = {"Jpan": ("Kana", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",), "Kore": ("Hang", "Hani")}


def other_script(text: Words, script: str) -> Finding | None:
    """A finding if the letters are of another script than `script` (ISO 15924), that of the article's language."""
    own = _WRITTEN_IN.get(script, (script,))
    if not set(own) <= set(_RANGES):
        return None
    step = len(text.words) // _SAMPLE + 1
    letters = "".join(text.words[::step])
    counts = {name: len(others.sub("", letters)) for name, others in _OTHERS.items()}
    total = sum(counts.values())
    most = max(counts, key=lambda name: counts[name])
    held = sum(counts[name] for name in own)
    if total < _LEAST_LETTERS or 100 * held >= _FEW * total or 100 * counts[most] < _MOST * total:
        return None
    article = text.article
    percent = 100 * counts[most] // total
    told = f"the language is {article.language}, but {percent} % of the letters are {_NAMES[most]}"
    return Finding("language-doubtful", told, article.path)
