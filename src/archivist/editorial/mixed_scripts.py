"""Words with letters of two scripts: `Тelegram` with a Cyrillic Т looks right, and no search finds it.

Many such words are right: `Facebookის` and `Facebookом` have an ending in the language of the text. So only letters
that look alike are judged between Latin, Cyrillic and Greek; Georgian and Armenian letters look like no others, and
there a foreign letter is a typo unless it belongs to the stem.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from archivist.editorial.flaw import Flaw, name_characters, shorten
from archivist.editorial.scripts import (
    ARMENIAN,
    BY_CODE,
    CYRILLIC,
    GREEK,
    KHUTSURI,
    LATIN,
    LETTERS,
    MKHEDRULI,
    MTAVRULI,
    look_alikes,
    script_of,
)
from archivist.text import languages

# Most files of an archive in Latin letters contain no letter of another script and need no further check.
_NOT_LATIN = re.compile("[" + "".join(letters for script, letters in LETTERS.items() if script != LATIN) + "]")
_MARKS = "\u0300-\u036f"
# Where in a word the script changes.
_CHANGE = re.compile(
    "|".join(
        f"[{own}][{_MARKS}]?(?=[{''.join(letters for other, letters in LETTERS.items() if other != script)}])"
        for script, own in LETTERS.items()
    )
)
_WORD = re.compile("[" + "".join(LETTERS.values()) + _MARKS + "]+")
_LONGEST = 60  # letters; what is longer is no word

_ALIKE = (LATIN, CYRILLIC, GREEK)
_UNLIKE = frozenset({MKHEDRULI, MTAVRULI, KHUTSURI, ARMENIAN})
_LEAST_IN_GREEK = 3  # letters of one script beside Greek ones: in `ΔT` and `μM` both are meant


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters of one script that follow each other."""

    script: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a word."""

    word: str  # the part of it that is wrong: the whole, or the stem
    says: str
    replacement: str | None  # None if only a person can tell


def word_flaws(text: str, language: str) -> Iterator[Flaw]:
    """The words that mix scripts and should not."""
    if text.isascii() or _NOT_LATIN.search(text) is None:
        return
    done = 0
    for change in _CHANGE.finditer(text):
        if change.start() < done:
            continue
        start = _beginning(text, change.start(), done)
        word = _WORD.match(text, start)
        if word is None:  # cannot be: the change is in it
            continue
        done = word.end()
        verdict = judge_word(word[0], language) if len(word[0]) <= _LONGEST else None
        if verdict:
            yield Flaw("mixed-scripts", start, start + len(verdict.word), verdict.says, verdict.replacement)


def _beginning(text: str, offset: int, least: int) -> int:
    while offset > least and _WORD.match(text, offset - 1):
        offset -= 1
    return offset


@lru_cache(maxsize=4096)
def judge_word(word: str, language: str) -> Verdict | None:
    """What is wrong with a word of letters; None if it can be meant."""
    runs = _runs(word)
    scripts = {run.script for run in runs}
    if len(scripts) < 2:
        return None
    own = BY_CODE.get(languages.script(language), "")
    readings = _readings(word, scripts, language)
    if readings and _is_formula(word, readings, scripts):
        return None
    only_latin, may_end = set(readings) == {LATIN}, _can_be_ending(runs)
    if readings and not (only_latin and may_end and runs[-1].script == own):
        is_doubtful = len(readings) > 1 or (only_latin and may_end)
        return Verdict(word, _says(word), None if is_doubtful else next(iter(readings.values())))
    return _judged_by_stem(word, runs, language) if may_end else _slip(word, scripts)


def _judged_by_stem(word: str, runs: tuple[_Run, ...], language: str) -> Verdict | None:
    stem = judge_word(word[: -len(runs[-1].text)], language)
    return Verdict(word, _says(word), None) if stem and stem.replacement is None else stem


def _slip(word: str, scripts: set[str]) -> Verdict | None:
    """Letters that look like no others beside foreign ones. Other mixtures are visible to every reader."""
    return Verdict(word, _says(word), None) if scripts & _UNLIKE else None


def _runs(word: str) -> tuple[_Run, ...]:
    """The word in runs; a combining mark belongs to the run of the letter before it."""
    scripts: list[str] = []
    for letter in word:
        scripts.append(script_of(letter) or (scripts[-1] if scripts else LATIN))
    numbered = groupby(zip(scripts, word, strict=True), key=lambda pair: pair[0])
    return tuple(_Run(script, "".join(letter for _, letter in group)) for script, group in numbered)


def _readings(word: str, scripts: set[str], language: str) -> dict[str, str]:
    """The word in each single script that all its letters have the look of."""
    found = {}
    for target in _ALIKE:
        if target in scripts and scripts <= set(_ALIKE):
            alike = look_alikes(target, language)
            letters = [letter if script_of(letter) in (target, "") else alike.get(letter) for letter in word]
            if None not in letters:
                found[target] = "".join(letter for letter in letters if letter)
    return found


def _is_formula(word: str, readings: dict[str, str], scripts: set[str]) -> bool:
    """Whether Greek letters may stand for themselves."""
    if GREEK not in scripts:
        return False
    return all(sum(script_of(letter) == script for letter in word) < _LEAST_IN_GREEK for script in readings)


def _can_be_ending(runs: tuple[_Run, ...]) -> bool:
    """Whether the last run can be a case ending after a foreign name or an abbreviation."""
    *stem, ending = runs
    if ending.script in (LATIN, MTAVRULI, KHUTSURI) or stem[-1].script in (MKHEDRULI, KHUTSURI):
        return False
    if ending.script in _UNLIKE:
        return True
    return ending.text.islower() and sum(len(run.text) for run in stem) > 1


def _says(word: str) -> str:
    """Which letters are in which script, the fewer ones by number."""
    runs = _runs(word)
    letters: dict[str, str] = {}
    for run in runs:
        letters[run.script] = letters.get(run.script, "") + run.text
    *few, most = sorted(letters, key=lambda script: len(letters[script]))
    reported = [f"{shorten(letters[name], 10)} is {name} ({name_characters(letters[name][:3])})" for name in few]
    return f"in “{word}” {' and '.join(reported)}, the rest {most}"
