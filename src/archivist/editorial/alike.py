"""Articles with the same or nearly the same text.

Two texts are compared by their shingles, runs of a few words (Broder 1997, “On the resemblance and containment of
documents”). Of a long text a part of the shingles is enough: those that begin with words chosen by a checksum, so that
the same words are chosen in both texts, today and tomorrow.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from zlib import crc32

from archivist.editorial.compared_texts import Words
from archivist.findings import Finding
from archivist.model.articles import Article

_SHINGLE = 4  # words
_LONG_WORD = 12  # letters: where words are longer, nothing parts them, and one is a shingle by itself
_SHORT_TEXT = 400  # words: of a shorter text every shingle counts
_ONE_OF = 12  # of the words of a longer text one in so many begins a shingle that counts
_LEAST_WORDS = 20  # shorter texts are alike by chance: an erratum, a greeting
_COMMON = 20  # texts: each two that contain a shingle are compared; of more only neighbours
_OWN = 3  # texts: what more of them share is a house formula, and proves little
_SAME = 60  # percent of the shingles of the shorter text, and of those that are not formula
_SURE = 90  # percent: with so much in common two texts are the same though it be formulas
_SIZES = 75  # percent: a text inside a much longer one is a quotation or a reprint, not a duplicate


@dataclass(frozen=True, slots=True)
class _Print:
    """What represents a text in comparisons."""

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
        """Keep what represents a text."""
        if len(text.words) >= _LEAST_WORDS:
            self._prints.append(self._print(text))

    def findings(self) -> Iterator[Finding]:
        """A finding for each text that an earlier one contains already."""
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
    holders = _holders(prints)
    all_of, own_of = _count_shared(holders, _COMMON), _count_shared(holders, _OWN)
    owned = Counter(number for numbers in holders.values() if len(numbers) <= _OWN for number in numbers)
    best: dict[int, tuple[int, int]] = {}  # by the later text: percent, the earlier text
    for (early, late), shared in all_of.items():
        percent = 100 * shared // min(len(prints[early].shingles), len(prints[late].shingles))
        own = 100 * own_of[early, late] >= _SAME * min(owned[early], owned[late])
        sizes = sorted((prints[early].count, prints[late].count))
        if (percent >= _SURE or (percent >= _SAME and own)) and 100 * sizes[0] >= _SIZES * sizes[1]:
            best[late] = max(best.get(late, (0, 0)), (percent, -early))
    for late, (percent, early) in sorted(best.items()):
        yield _finding(prints[late].article, prints[-early].article, f"nearly ({percent} %) the same")


def _holders(prints: Sequence[_Print]) -> Mapping[str, Sequence[int]]:
    """The texts that contain a shingle, by their places in the list."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(prints):
        for shingle in each.shingles:
            holders[shingle].append(number)
    return holders


def _count_shared(holders: Mapping[str, Sequence[int]], most: int) -> Counter[tuple[int, int]]:
    """How many shingles two texts have in common of those that no more than `most` texts hold.

    Of what more texts hold each is compared with the one before: so a notice that comes every week is known again, and
    no archive takes longer than its length.
    """
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if 1 < len(numbers) <= most:
            shared.update(combinations(numbers, 2))
        elif len(numbers) > most and most == _COMMON:
            shared.update(pairwise(numbers))
    return shared


def _finding(article: Article, other: Article, how: str) -> Finding:
    if article.key == other.key:
        message = f"{how} text as in {other.language}, {other.path}, is filed here as {article.language}"
        return Finding("same-text-translated", message, article.path, article.text_line)
    return Finding("same-text", f"{how} text is in {other.path}", article.path, article.text_line)
