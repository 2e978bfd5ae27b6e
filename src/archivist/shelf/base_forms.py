"""The base forms of the words of the texts: what lets a declined word find all other forms of it.

Three sources, all of which count: the dictionaries of simplemma, the rules for names of the glossary's declension, and
the records, which say which words of a text mention one entry of the index.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from archivist.glossary.declension import english, georgian, russian
from archivist.glossary.declension.dictionary import base_form, has_dictionary, is_known
from archivist.shelf.word_lists import fold
from archivist.text import languages

_SHORTEST_NAME = 4  # letters; the forms of shorter words are too often other words
# The rules by which names decline. A language without a rule has the forms of its dictionary.
_RULES: Mapping[str, Callable[[str], frozenset[str]]] = {
    "en": english.forms_of_noun,
    "ka": georgian.forms_of_name,
    "ru": russian.forms_of_noun,
}
_SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Geor": "GEORGIAN", "Armn": "ARMENIAN", "Grek": "GREEK"}


def base_forms(words: Iterable[str], language: str) -> dict[str, frozenset[str]]:
    """The base forms of folded words of one language; those of a word that is its own base are left out."""
    vocabulary = frozenset(words)
    bare = language.split("-", 1)[0]
    found: dict[str, set[str]] = {}
    if has_dictionary(bare):
        for word in vocabulary:
            base = fold(base_form(word, bare))
            if base != word:
                found.setdefault(word, set()).add(base)
    rule = _RULES.get(bare)
    for word in sorted(vocabulary) if rule else ():
        if rule and len(word) >= _SHORTEST_NAME and not is_known(word, bare):
            for form in rule(word) & vocabulary:
                if form != word:
                    found.setdefault(form, set()).add(word)
    return {word: frozenset(bases) for word, bases in found.items()}


def language_of(word: str, text_language: str, others: Sequence[str]) -> str:
    """The language whose forms a word of a text has: the text's if it is in its script, else another of the shelf."""
    if not word.isascii() or _script_name(text_language) != "LATIN":
        script = _script_of(word)
        for language in (text_language, *others):
            if _script_name(language) == script:
                return language
    return text_language


@cache
def _script_name(language: str) -> str:
    return _SCRIPTS.get(languages.script(language), "")


def _script_of(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]
