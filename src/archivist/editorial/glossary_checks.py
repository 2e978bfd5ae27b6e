"""The articles compared with the glossary: terms that none mentions, and words that are probably misspelled names.

A word is reported if it is rare, no dictionary and no term of the glossary knows it, and it is a name's stem with one
or two letters wrong and one of the name's endings. A word of a name of several words is one only beside another of
them, since many people share a first name or nearly so. Words that begin as the name does are derived from it (Georgian
of Georgia), so a mistake in the last letters is not found: few and sure findings are wanted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from archivist.findings import Finding
from archivist.glossary import Glossary, Mention, RunningText, TermKind, Within, mentions_in, running_text
from archivist.glossary.declension.dictionary import is_known
from archivist.glossary.patterns import patterns_of, plain_word, word_pattern
from archivist.model.articles import Article, Body
from archivist.text.xml_element import Element

_SHORTEST_STEM = 5  # letters: shorter names have neighbours that are names, too
_LONG_STEM = 9  # letters: from here on two may be wrong
_RARE = 2  # times: what is written more often is hardly a slip


@dataclass(slots=True)
class _Stem:
    """A word of a name as far as all its forms begin alike."""

    term: str
    name: str
    stem: str
    endings: frozenset[str]
    beside: frozenset[str]  # forms of the other words of the name; none of a name of one word


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word is first."""

    article: Article
    beside: tuple[str, ...]  # the words before and after it


@dataclass(slots=True)
class GlossaryComparison:
    """Compares the articles it is given with a glossary."""

    glossary: Glossary
    _mentioned: Counter[str] = field(default_factory=Counter)
    _words: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # by language
    _first: dict[tuple[str, str], _Place] = field(default_factory=dict)

    @classmethod
    def of_articles(
        cls, glossary: Glossary, articles: Iterable[Article], bodies: Mapping[str, Body]
    ) -> "GlossaryComparison":
        """The comparison of articles with a glossary; `bodies` are by path. Without terms nothing is read."""
        comparison = cls(glossary)
        for article in articles if glossary else ():
            comparison.add(article, bodies[article.path])
        return comparison

    def add(self, article: Article, body: Body) -> None:
        """Note what an article mentions, and the words that it does not."""
        for xhtml, language in _texts(article, body):
            root: Element = etree.fromstring(xhtml)
            text = running_text(root, language)
            mentions = mentions_in(text, self.glossary)
            self._mentioned.update(mention.term for mention in mentions)
            self._count(article, text, mentions)

    def unused(self) -> Iterator[Finding]:
        """A finding for each term that none of the articles mentions."""
        for term in self.glossary.terms:
            if not self._mentioned[term.id]:
                name = next(iter(term.names.values()))
                message = f"no article mentions {term.id} (“{name}”)"
                yield Finding("glossary-unused", message, self.glossary.file, term.line)

    def misspelled(self) -> Iterator[Finding]:
        """A finding for each word that is probably a misspelled name."""
        for language, words in self._words.items():
            stems = _stems(self.glossary, language)
            for word, count in words.items():
                place = self._first[language, word]
                stem = _near(word, place, stems.get(word[:1], ())) if count <= _RARE else None
                if stem is None or self._mentioned[stem.term] <= count or is_known(word, language.split("-", 1)[0]):
                    continue
                yield self._misspelled(place.article, word, stem)

    def _count(self, article: Article, text: RunningText[Element], mentions: Sequence[Mention[Element]]) -> None:
        covered = {at for mention in mentions for at in range(mention.start, mention.end)}
        matches = [*word_pattern().finditer(text.text)]
        words = [plain_word(match[0]) for match in matches]
        for at, match in enumerate(matches):
            run = text.run_at(match.start())
            if match.start() in covered or run.within & (Within.CODE | Within.FOREIGN):
                continue
            self._words[article.language][words[at]] += 1
            if (article.language, words[at]) not in self._first:
                self._first[article.language, words[at]] = _Place(article, _beside(text.text, matches, at))

    def _misspelled(self, article: Article, word: str, stem: _Stem) -> Finding:
        at = article.text.find(word)
        line = article.text_line + article.text.count("\n", 0, at) if at >= 0 else 0
        message = f"“{word}” is probably a misspelling of “{stem.name}”, a term of the glossary"
        return Finding("glossary-misspelled", message, article.path, line)


def _beside(text: str, matches: Sequence[re.Match[str]], at: int) -> tuple[str, ...]:
    """The words before and after one, if only a space is between."""
    near = (each for each in (at - 1, at + 1) if 0 <= each < len(matches))
    gaps = {each: text[matches[min(at, each)].end() : matches[max(at, each)].start()] for each in near}
    return tuple(plain_word(matches[each][0]) for each, gap in gaps.items() if gap.isspace())


def _texts(article: Article, body: Body) -> Iterator[tuple[str, str]]:
    """What is printed of an article as XHTML, each part with its language."""
    yield body.xhtml, article.language
    for note in body.notes:
        yield note.xhtml, note.language
    head: Element = etree.fromstring("<p/>")
    head.text = ". ".join([article.title, article.description, *article.tags])
    yield etree.tostring(head, encoding="unicode"), article.language


def _stems(glossary: Glossary, language: str) -> Mapping[str, list[_Stem]]:
    """The words of names that are long enough, by their first letter."""
    found: dict[str, list[_Stem]] = defaultdict(list)
    kinds = {term.id: term.kind for term in glossary.terms}
    for pattern in patterns_of(glossary, language).every:
        if kinds[pattern.term] is TermKind.SUBJECT:
            continue
        for word in pattern.words:
            others = (other.forms for other in pattern.words if other is not word)
            beside = frozenset(form for forms in others for form in forms)
            stem = _common_beginning(min(word.forms), max(word.forms))
            if len(stem) >= _SHORTEST_STEM and _may_be_name(stem):
                endings = frozenset(form[len(stem) :] for form in word.forms)
                found[stem[:1]].append(_Stem(pattern.term, pattern.name, stem, endings, beside))
    return found


def _may_be_name(word: str) -> bool:
    """Whether a word has a capital, or is in a script in which names have none. Georgian letters count as small."""
    return not word[0].islower() or "\u10d0" <= word[0] <= "\u10ff"


def _near(word: str, place: _Place, stems: Iterable[_Stem]) -> _Stem | None:
    """The first name that a word is like, with one of its endings, and beside another of its words."""
    fitting = (stem for stem in stems if not stem.beside or not stem.beside.isdisjoint(place.beside))
    return next((stem for stem in fitting if _is_like(word, stem)), None)


def _is_like(word: str, name: _Stem) -> bool:
    stem = name.stem
    limit = 2 if len(stem) >= _LONG_STEM else 1
    if len(_common_beginning(word, stem)) >= len(stem) - 1:
        return False
    parts = (word[: len(word) - len(ending)] for ending in name.endings if word.endswith(ending))
    near = (part for part in parts if abs(len(part) - len(stem)) <= limit)
    return any(0 < _distance(part, stem) <= limit for part in near)


def _common_beginning(one: str, other: str) -> str:
    """The letters with which two words begin; of the first and the last of sorted words, those of all."""
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((at for at, (letter, same) in pairs if letter != same), min(len(one), len(other)))]


def _distance(one: str, other: str) -> int:
    """The number of characters that are wrong, missing, added or exchanged with the next (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, expected in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != expected))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == expected:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
