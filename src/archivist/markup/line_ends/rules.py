"""Where a line must not end, in a text of one language: the rules of typesetters as patterns.

Each pattern has one group: white space that becomes a no-break space. Sources: Milchin and Cheltsova, “Spravochnik
izdatelya i avtora”, for Russian; the Czech norm ČSN 01 6910; “Lexique des règles typographiques en usage à
l'Imprimerie nationale” for French; The Chicago Manual of Style for English.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from archivist import languages

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
BLOCK = "\x1e"  # the end of a block in a text; no XML text contains this character

_S = r"([ \t\r\n]+)"  # no-break spaces of the author are left as they are
_NEXT = rf"(?=[^\s{BLOCK}])"
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĄĆČĎĐĒĘĚĢĪĶĹĽĻŁŃŇŅŌŐŘŚŠŤŪŮŰŹŻŽΑ-ΩЀ-ЯҐЎ\u10a0-\u10fa\u1c90-\u1cba\u0531-\u0556"
_ROMAN = "[IVXLC]{1,7}"


@dataclass(frozen=True, slots=True)
class Joined:
    """White space in a text that must not end a line."""

    start: int
    end: int
    space: str  # what is put there


@dataclass(frozen=True, slots=True)
class _Habits:
    """A row of languages.toml."""

    with_next: tuple[str, ...] = ()
    one_letter: bool = False
    with_previous: tuple[str, ...] = ()
    before_number: tuple[str, ...] = ()
    after_number: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    open_months: bool = False
    month_day: bool = False
    french: bool = False


def find_joined(text: str, language: str) -> Iterator[Joined]:
    """Each place in a text that must not end a line by the rules of a language, in no order."""
    for pattern, space in _rules(language):
        for match in pattern.finditer(text):
            yield Joined(*match.span(1), space)


def join_words(text: str, language: str) -> str:
    """A short text, such as a label, with its no-break spaces."""
    for found in sorted(find_joined(text, language), key=lambda each: -each.start):
        text = text[: found.start] + found.space + text[found.end :]
    return text


@lru_cache(maxsize=64)
def _rules(language: str) -> Sequence[tuple[re.Pattern[str], str]]:
    habits = _habits(language)
    patterns = [*_word_rules(habits), *_number_rules(habits), *_month_rules(language, habits), *_name_rules(language)]
    rules = [(re.compile(pattern), NO_BREAK) for pattern in patterns]
    if habits.french:
        rules += [(re.compile(rf"[^\s{BLOCK}]{_S}(?=[;:!?»])"), NARROW), (re.compile(rf"«{_S}{_NEXT}"), NARROW)]
    return rules


def _habits(language: str) -> _Habits:
    """What is common to all languages, with what the language adds to it."""
    common, own = _tables()["all"], _tables().get(language.split("-", 1)[0], {})
    lists = {name for name in {*common, *own} if isinstance(common.get(name) or own.get(name), list)}
    values: dict[str, Any] = {name: (*common.get(name, ()), *own.get(name, ())) for name in sorted(lists)}
    return _Habits(**{**own, **values})


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("archivist.markup.line_ends").joinpath("languages.toml").read_text("utf-8"))


def _word_rules(habits: _Habits) -> Iterator[str]:
    words = [r"[^\W\d_]"] if habits.one_letter else []
    if habits.with_next:
        words.append(f"(?i:{_any(habits.with_next)})")
    if words:
        yield rf"(?<![\w'’.-])(?:{'|'.join(words)}){_S}{_NEXT}"
    if habits.with_previous:
        yield rf"(?<=\w){_S}(?={_any(habits.with_previous)}(?![\w'’-]))"
    yield rf"[^\s{BLOCK}]{_S}(?=[—–](?:\s|$))"  # no line begins with a dash


def _number_rules(habits: _Habits) -> Iterator[str]:
    yield rf"(?<![\d.,])\d{{1,3}}{_S}(?=\d{{3}}(?!\d))"  # 10 000
    yield rf"(?<!\w)(?:{_any(habits.before_number)}){_S}(?=[\d{{]|{_ROMAN}(?!\w))"  # a place for a number is one
    if habits.units:
        yield rf"\d{_S}(?={_any(habits.units)}(?!\w))"
    if habits.after_number:
        yield rf"(?:\d|(?<!\w){_ROMAN}){_S}(?={_any(habits.after_number)}(?!\w))"


def _month_rules(language: str, habits: _Habits) -> Iterator[str]:
    months = languages.month_names(language)
    if not months:
        return
    if habits.open_months:  # Georgian: the nominative ends in a vowel that other cases replace
        names = _any(tuple(dict.fromkeys(month[:-1] for month in months))) + r"\w*"
    else:
        names = _any(months) + r"(?!\w)"
    yield rf"(?<![\d.,:]){'(?:[1-9]|[12][0-9]|3[01])'}(?:\.|er|st|nd|rd|th|-го)?{_S}(?={names})"
    if habits.month_day:
        yield rf"(?<!\w)(?:{_any(months)}){_S}(?=(?:[1-9]|[12][0-9]|3[01])(?![\d%]))"


def _name_rules(language: str) -> Iterator[str]:
    yield rf"(?<!\w)[{_CAPITAL}]\.{_S}(?=[{_CAPITAL}])"  # I. G. Name
    lone = r"(?!I\s)" if language.split("-", 1)[0] == "en" else ""  # in English also a word
    yield rf"(?<!\w)[{_CAPITAL}]\w+{_S}(?={lone}{_ROMAN}(?![\w.]))"


def _any(words: Sequence[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
