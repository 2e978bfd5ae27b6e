"""What to look for in a text: the names of a glossary in one language, by the words they can begin with.

A text is scanned once, word by word; how many terms there are does not matter.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise

from archivist.glossary.declension import WordForms, declined_words, spelling
from archivist.glossary.declension.dictionary import base_form
from archivist.glossary.terms import Glossary, Term, TermKind

_IGNORED = "\u00ad\u200b\u200c\u200d\u2060"  # soft hyphen, zero-width space and joiners: seen by nobody
_NOTHING = dict.fromkeys(map(ord, _IGNORED))
_PLAIN = {**_NOTHING, **dict.fromkeys(map(ord, "’ʼ＇"), "'"), **dict.fromkeys(map(ord, "‐‑"), "-")}
_SPACES = re.compile(r"\s+")
# Thai, Lao, Burmese, Khmer, kana and Han: scripts that put no spaces between words.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BASE_BEGINS = 2  # letters of a word and its base form that are the same, or the dictionary is not asked


@cache
def word_pattern() -> re.Pattern[str]:
    """A word: letters and digits of any script, with the marks that belong to them."""
    marks = (chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc"})
    return re.compile(rf"[^\W_]+(?:[{''.join(marks)}{_IGNORED}]+[^\W_]*)*")


def words_of(text: str, spell: Callable[[str], str] = str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name, and what is between them, as they are compared."""
    matches = [*word_pattern().finditer(text)]
    gaps = (text[one.end() : other.start()] for one, other in pairwise(matches))
    return tuple(spell(plain_word(match[0])) for match in matches), tuple(map(plain_gap, gaps))


def plain_word(word: str) -> str:
    """A word as it is compared: composed, without what nobody sees."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.translate(_NOTHING))


def plain_gap(gap: str) -> str:
    """What is between two words as it is compared: spaces are one space, apostrophes and hyphens the plain ones."""
    return gap if gap == " " else _SPACES.sub(" ", gap.translate(_PLAIN))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a text may name a term."""

    term: str  # id
    words: tuple[WordForms, ...]  # of each word
    gaps: tuple[str, ...]  # between them
    is_listed: bool  # as the glossary writes it; else a form made by a rule
    order: int  # of the term in the glossary
    name: str  # the name or form that it was made from

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Longer ones first, then those that are listed, then in the order of the glossary."""
        return (-len(self.words), not self.is_listed, self.order)


@dataclass(slots=True)
class Patterns:
    """The patterns of a language."""

    language: str  # without script and region
    spell: Callable[[str], str]
    every: tuple[Pattern, ...]  # in the order of the glossary
    unspaced: tuple[Pattern, ...]  # of scripts without spaces between words, longest first
    by_first: dict[str, list[Pattern]]
    by_base: dict[str, list[Pattern]]
    _begins: frozenset[str]
    _known: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    _capitals: dict[str, list[str]] = field(default_factory=dict)  # first words by their capitals, once asked for

    def beginning_with(self, word: str) -> tuple[Pattern, ...]:
        """The patterns that a word (in the spelling of `spell`) may begin, in order of rank."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._find(word)
        return found

    def in_capitals(self, word: str) -> tuple[Pattern, ...]:
        """The patterns that a word in a text all in capitals may begin, in order of rank."""
        if not self._capitals:
            for form in self.by_first:
                self._capitals.setdefault(form.upper(), []).append(form)
        found = {id(each): each for form in self._capitals.get(word, ()) for each in self.by_first[form]}
        return tuple(sorted(found.values(), key=lambda pattern: pattern.rank))

    def is_word(self, expected: WordForms, word: str, *, capitals: bool) -> bool:
        """Whether a word of a text is one of a pattern; with `capitals`, of a text all in capitals."""
        if capitals:
            return any(form.upper() == word for form in expected.forms)
        return word in expected.forms or (bool(expected.base) and self._base(word) == expected.base)

    def _find(self, word: str) -> tuple[Pattern, ...]:
        found = list(self.by_first.get(word, ()))
        if self.by_base and word[:_BASE_BEGINS].casefold() in self._begins:
            found += [each for each in self.by_base.get(self._base(word), ()) if each not in found]
        return tuple(sorted(found, key=lambda pattern: pattern.rank))

    def _base(self, word: str) -> str:
        return base_form(word, self.language)


@lru_cache(maxsize=32)
def patterns_of(glossary: Glossary, language: str) -> Patterns:
    """The patterns of a glossary in a language."""
    bare = _bare(language)
    spell = spelling(bare)
    every = [each for at, term in enumerate(glossary.terms) for each in _of_term(term, at, language, spell)]
    by_first: dict[str, list[Pattern]] = {}
    by_base: dict[str, list[Pattern]] = {}
    for pattern in every:
        for form in pattern.words[0].forms:
            by_first.setdefault(form, []).append(pattern)
        if pattern.words[0].base:
            by_base.setdefault(pattern.words[0].base, []).append(pattern)
    unspaced = sorted((each for each in every if UNSPACED.search(each.name)), key=lambda each: -len(each.name))
    begins = frozenset(base[:_BASE_BEGINS].casefold() for base in by_base)
    return Patterns(bare, spell, tuple(every), tuple(unspaced), by_first, by_base, begins)


def listed_patterns(glossary: Glossary, language: str) -> Iterator[Pattern]:
    """The patterns of the names and forms that are listed, none of them declined: that takes no dictionary."""
    spell = spelling(_bare(language))
    for at, term in enumerate(glossary.terms):
        yield from _listed(term, at, language, spell)


def _of_term(term: Term, order: int, language: str, spell: Callable[[str], str]) -> Iterator[Pattern]:
    """The patterns of a term: its names and forms as they are listed, and its names declined."""
    names = _names(term, language)
    for listed in _listed(term, order, language, spell):
        yield listed
        if term.declined and listed.name in names:
            words, gaps = words_of(listed.name, spell)
            declined = declined_words(_units(words, gaps), _bare(language), term.kind)
            yield Pattern(term.id, _with_case(declined, term.kind), gaps, False, order, listed.name)


def _listed(term: Term, order: int, language: str, spell: Callable[[str], str]) -> Iterator[Pattern]:
    """The patterns of the names and forms of a term as they are listed."""
    for name in dict.fromkeys((*_names(term, language), *term.listed_forms(language))):
        words, gaps = words_of(name, spell)
        forms = tuple(WordForms(frozenset({word})) for word in words)
        yield Pattern(term.id, _with_case(forms, term.kind), gaps, True, order, name)


def _names(term: Term, language: str) -> list[str]:
    return [name for name in (term.name(language), *term.other_names(language)) if name]


def _units(words: Sequence[str], gaps: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of a name, those together that no space parts."""
    units = [[words[0]]]
    for word, gap in zip(words[1:], gaps, strict=True):
        if " " in gap:
            units.append([word])
        else:
            units[-1].append(word)
    return [tuple(unit) for unit in units]


def _with_case(words: tuple[WordForms, ...], kind: TermKind) -> tuple[WordForms, ...]:
    """A name is written as it is; a common word may begin a sentence, and a subject may be in small letters."""
    first = words[0].forms
    if any(_is_georgian(form) for form in first):
        return words
    capital = {form[:1].upper() + form[1:] for form in first if form[:1].islower()}
    small = {form[:1].lower() + form[1:] for form in first if form[1:].islower()} if kind is TermKind.SUBJECT else set()
    return (replace(words[0], forms=first | capital | small), *words[1:])


def _is_georgian(word: str) -> bool:
    """Whether it begins with a Georgian letter: these have capitals, but no sentence begins with one."""
    return "\u10d0" <= word[:1] <= "\u10ff"


def _bare(language: str) -> str:
    """A tag without script and region."""
    return language.split("-", 1)[0].lower()
