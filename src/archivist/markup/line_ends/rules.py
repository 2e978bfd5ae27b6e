"""Where a line must not end, in a text of one language: the rules of typesetters as patterns.

Each rule has a pattern for what is before white space that becomes a no-break space, and one for what is after it.
Sources: Milchin and Cheltsova, “Spravochnik izdatelya i avtora”, for Russian; the Czech norm ČSN 01 6910; “Lexique des
règles typographiques en usage à l'Imprimerie nationale” for French; The Chicago Manual of Style for English.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from archivist.text import languages

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
BLOCK = "\x1e"  # the end of a block in a text; no XML text contains this character

SPACE = r"[ \t\r\n]+"  # no-break spaces of the author are left as they are
_ANY = rf"[^\s{BLOCK}]"
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĄĆČĎĐĒĘĚĢĪĶĹĽĻŁŃŇŅŌŐŘŚŠŤŪŮŰŹŻŽΑ-ΩЀ-ЯҐЎ\u10a0-\u10fa\u1c90-\u1cba\u0531-\u0556"
_ROMAN = "[IVXLC]{1,7}"
_COMMON = (_ANY, f"[{_CAPITAL}]")  # what many words are


@dataclass(frozen=True, slots=True)
class Rule:
    """White space between two patterns must not end a line."""

    before: str
    after: str
    space: str = NO_BREAK  # what is put there

    @property
    def is_of_words(self) -> bool:
        """Whether the word before the white space and the word after it say whether the rule applies."""
        return " " not in self.before + self.after

    @property
    def is_named_before(self) -> bool:
        """Whether few words are before the white space of this rule; else few are after it."""
        return self.after in _COMMON


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


@lru_cache(maxsize=64)
def rules_of(language: str) -> Sequence[Rule]:
    """The rules of a language. Where several apply, the last one decides."""
    habits = _habits(language)
    rules = [*_word_rules(habits), *_number_rules(habits), *_month_rules(language, habits), *_name_rules(language)]
    if habits.french:
        rules += [Rule(_ANY, "[;:!?»]", NARROW), Rule("«", _ANY, NARROW)]
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


def _word_rules(habits: _Habits) -> Iterator[Rule]:
    words = [r"[^\W\d_]"] if habits.one_letter else []
    if habits.with_next:
        words.append(f"(?i:{_any(habits.with_next)})")
    if words:
        yield Rule(rf"(?<![\w'’.-])(?:{'|'.join(words)})", _ANY)
    if habits.with_previous:
        yield Rule(r"(?<=\w)", rf"{_any(habits.with_previous)}(?![\w'’-])")
    yield Rule(_ANY, r"[—–](?:\s|$)")  # no line begins with a dash


def _number_rules(habits: _Habits) -> Iterator[Rule]:
    yield Rule(r"(?<![\d.,])\d{1,3}", r"\d{3}(?!\d)")  # 10 000
    yield Rule(
        rf"(?<!\w)(?:{_any(habits.before_number)})", rf"(?:[\d{{]|{_ROMAN}(?!\w))"
    )  # a place for a number is one
    if habits.units:
        yield Rule(r"\d", rf"{_any(habits.units)}(?!\w)")
    if habits.after_number:
        yield Rule(rf"(?:\d|(?<!\w){_ROMAN})", rf"{_any(habits.after_number)}(?!\w)")


def _month_rules(language: str, habits: _Habits) -> Iterator[Rule]:
    months = languages.month_names(language)
    if not months:
        return
    if habits.open_months:  # Georgian: the nominative ends in a vowel that other cases replace
        names = _any(tuple(dict.fromkeys(month[:-1] for month in months))) + r"\w*"
    else:
        names = _any(months) + r"(?!\w)"
    yield Rule(rf"(?<![\d.,:]){'(?:[1-9]|[12][0-9]|3[01])'}(?:\.|er|st|nd|rd|th|-го)?", names)
    if habits.month_day:
        yield Rule(rf"(?<!\w)(?:{_any(months)})", r"(?:[1-9]|[12][0-9]|3[01])(?![\d%])")


def _name_rules(language: str) -> Iterator[Rule]:
    yield Rule(rf"(?<!\w)[{_CAPITAL}]\.", f"[{_CAPITAL}]")  # I. G. Name
    lone = r"(?!I\s)" if language.split("-", 1)[0] == "en" else ""  # in English also a word
    yield Rule(rf"(?<!\w)[{_CAPITAL}]\w+", rf"{lone}{_ROMAN}(?![\w.])")


def _any(words: Sequence[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
