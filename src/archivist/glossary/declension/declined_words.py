"""Which words of a name decline, and which forms they have then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archivist.glossary.declension import english, georgian, russian
from archivist.glossary.declension.dictionary import base_form, has_dictionary
from archivist.glossary.terms import TermKind

# A word as it is, with the parts that hyphens and apostrophes make of it: Важа-Пшавела is one of two parts.
Unit = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordForms:
    """What a word of a name may be in a text, in the spelling of `spelling`."""

    forms: frozenset[str]
    base: str = ""  # words with this base form in the dictionary are the same word; "" if it is not asked


_Forms = Callable[[str], frozenset[str]]


def spelling(language: str) -> Callable[[str], str]:
    """How words of a language are compared: texts in Russian write ё or е."""
    return russian.plain if language == "ru" else str


def declined_words(units: Sequence[Unit], language: str, kind: TermKind) -> tuple[WordForms, ...]:
    """The forms of each part of a name given in the nominative, for a language without script and region.

    Where no rule is known for the language, names do not decline, and subjects by the dictionary alone.
    """
    rule = _RULES.get(language, _as_written)
    found = [[WordForms(forms(part)) for part in unit] for unit, forms in zip(units, rule(units, kind), strict=True)]
    if kind is TermKind.SUBJECT and units and has_dictionary(language):
        heads = [at for at, forms in enumerate(rule(units, kind)) if forms is not _fixed]
        for at in heads or [len(units) - 1]:
            found[at] = [_with_base(part, words, language) for part, words in zip(units[at], found[at], strict=True)]
    return tuple(words for unit in found for words in unit)


def _with_base(part: str, words: WordForms, language: str) -> WordForms:
    """With the base form, if the dictionary lists the word itself: forms of another word must not be its own."""
    base = base_form(part, language)
    return replace(words, base=base) if base == part and len(part) > 2 else words


def _fixed(word: str) -> frozenset[str]:
    return frozenset({russian.plain(word), word})


def _as_written(units: Sequence[Unit], kind: TermKind) -> list[_Forms]:
    return [_fixed for _ in units]


def _english(units: Sequence[Unit], kind: TermKind) -> list[_Forms]:
    head = english.head(["".join(unit) for unit in units])
    return [english.forms_of_noun if at == head else _fixed for at in range(len(units))]


def _georgian(units: Sequence[Unit], kind: TermKind) -> list[_Forms]:
    """The last word declines; what is before it agrees, unless it is the first name of a person."""
    before: _Forms = _fixed if kind is TermKind.PERSON else georgian.forms_before_noun
    last = georgian.forms_of_noun if kind is TermKind.SUBJECT else georgian.forms_of_name
    return [before] * (len(units) - 1) + [last]


def _russian(units: Sequence[Unit], kind: TermKind) -> list[_Forms]:
    """All words of a person's name decline; else the adjectives before the head and the head, and nothing after it."""
    if kind is TermKind.PERSON:
        return [_fixed if unit[0].islower() else russian.forms_of_noun for unit in units]
    words = ["".join(unit) for unit in units]
    head = next((at for at, word in enumerate(words) if not russian.is_before_noun(word)), len(words) - 1)
    rules: list[_Forms] = [russian.forms_of_adjective if at < head else _fixed for at in range(len(words))]
    rules[head] = russian.forms_of_noun
    return rules


_RULES = {"en": _english, "ka": _georgian, "ru": _russian}
