"""Texts that are not in the language they are filed under: by their script, or by the commonest words of the archive.

No lists of words are needed: what the articles of a language have in common is in the articles themselves. So this
also tells languages apart that no library knows.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from archivist.editorial.compared_texts import Words
from archivist.findings import Finding
from archivist.model.articles import Article
from archivist.text import languages

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
_WITHOUT_SPACES = frozenset({"Jpan", "Hans", "Hant", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})

_LEAST_ARTICLES = 5  # of a language, to know its common words
_LEAST_WORDS = 40  # of a sample
_COMMONEST = 40  # words of a language
# Of 1,070 articles in eight languages the common words of another language are never as many as those of the own one,
# but for one article that is filed wrongly: there they are 31 percent, and none is of its own.
_OF_OTHER = 15  # percent of the words
_TIMES = 2.5  # as many as of the own language


@dataclass(frozen=True, slots=True)
class _Sample:
    article: Article
    words: tuple[str, ...]


class Languages:
    """Compares the language of each text with what the text is written in."""

    def __init__(self) -> None:
        self._samples: list[_Sample] = []
        self._pool: dict[str, str] = {}  # the same word of many texts is kept once
        self._articles: Counter[str] = Counter()
        self._texts_with: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, text: Words) -> Finding | None:
        """Keep a sample of the text. Returns a finding if its very letters are of another script."""
        script = languages.script(text.article.language)
        sample = text.words[:: len(text.words) // _SAMPLE + 1]
        doubtful = _other_script(text.article, sample, script)
        if doubtful is None and script not in _WITHOUT_SPACES and len(sample) >= _LEAST_WORDS:
            kept = tuple(self._pool.setdefault(word, word) for word in sample)
            self._samples.append(_Sample(text.article, kept))
            self._articles[text.article.language] += 1
            self._texts_with[text.article.language].update({word for word in kept if word.isalpha()})
        return doubtful

    def findings(self) -> Iterator[Finding]:
        """A finding for each text whose words are rather those of another language of the archive."""
        common = {
            language: frozenset(word for word, _ in _first(words))
            for language, words in self._texts_with.items()
            if self._articles[language] >= _LEAST_ARTICLES
        }
        for sample in self._samples:
            other = _nearer(sample, common)
            if other:
                message = f"the language is {sample.article.language}, but the words are rather those of {other}"
                yield Finding("language-doubtful", message, sample.article.path)


def _first(words: Counter[str]) -> list[tuple[str, int]]:
    """The commonest words; of equally common ones the first by the alphabet: the order of reading is nothing."""
    return sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))[:_COMMONEST]


def _nearer(sample: _Sample, common: Mapping[str, Set[str]]) -> str:
    """The language whose common words the text has many more of than of its own; "" if there is none."""
    own = sample.article.language
    if own not in common:
        return ""
    parts = {
        tag: 100 * sum(word in words for word in sample.words) / len(sample.words) for tag, words in common.items()
    }
    best = max(sorted(parts), key=lambda tag: parts[tag])
    is_other = best.split("-", 1)[0] != own.split("-", 1)[0]
    return best if is_other and parts[best] >= _OF_OTHER and parts[best] >= _TIMES * parts[own] else ""


def _other_script(article: Article, sample: tuple[str, ...], script: str) -> Finding | None:
    """A finding if the letters are of another script than `script` (ISO 15924), that of the article's language."""
    own = _WRITTEN_IN.get(script, (script,))
    if not set(own) <= set(_RANGES):
        return None
    letters = "".join(sample)
    counts = {name: len(others.sub("", letters)) for name, others in _OTHERS.items()}
    total = sum(counts.values())
    most = max(counts, key=lambda name: counts[name])
    held = sum(counts[name] for name in own)
    if total < _LEAST_LETTERS or 100 * held >= _FEW * total or 100 * counts[most] < _MOST * total:
        return None
    percent = 100 * counts[most] // total
    message = f"the language is {article.language}, but {percent} % of the letters are {_NAMES[most]}"
    return Finding("language-doubtful", message, article.path)
