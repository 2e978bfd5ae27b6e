"""Which of the lines above a text is its title: it may be there twice, with the site's name or a date, or in parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archivist.reader_api.dates import Moment, dates_in
from archivist.readers.plain_text.text_lines import Line, letters, width_of

_APART = 3  # lines that may be a title between the two times it is there, at most
_SITE = 40  # characters of a site's name
_MARK = re.compile(r"\s+[-–—|·•:»/]\s+")
_LEAST_WRAPPED = 40  # characters of a line that may have been broken to fit
_STRAIGHT = re.compile("[\"']")
_OPENING = "[("
_CLOSING = re.compile(r"\s*[])]?\s*[-–—|:·,]?\s+|\s*[])]\s*")


@dataclass(frozen=True, slots=True)
class Title:
    """Where the title is."""

    first: int  # index of its line
    last: int  # of its last line
    copies: frozenset[int] = frozenset()  # of the lines that say it once more, before or after
    of_site: frozenset[int] = frozenset()  # of the lines before it that are the name of the site


def dated_title(line: str, language: str = "") -> tuple[str, Moment | None, str]:
    """A title without the date before it, that date, and how it was written: `2017-07-05 A bridge`.

    Only dates in numbers or in brackets are taken: `5 July 2017: the day of the bridge` is a title.
    """
    opening = 1 if line[:1] in _OPENING else 0
    for start, end, moment in dates_in(line, language)[:1]:
        closing = _CLOSING.match(line, end)
        words = re.sub(r"\d[TZ]|[TZ]\d", "", line[start:end])
        plain = opening or not any(character.isalpha() for character in words)
        if start == opening and plain and closing and len(letters(line[closing.end() :])) >= 3:
            return line[closing.end() :], moment, line[: closing.end()].strip()
    return line, None, ""


def title_among(lines: Sequence[Line], words: Sequence[int], language: str = "") -> Title | None:
    """The title among the lines that may be it; None otherwise."""
    if not words or len(lines) == 1:
        return None  # one line alone is a text
    copies = _copies(lines, words, language)
    if len(copies) > 1:
        best = max(copies, key=lambda index: _fitness(lines, index, copies, language))
        return Title(best, best, frozenset(copies) - {best})
    last = words[0]
    while last + 1 in words and _goes_on(lines, last):
        last += 1
    return Title(words[0], last)


def _copies(lines: Sequence[Line], words: Sequence[int], language: str) -> list[int]:
    """The lines that say what the first one says, itself included. Between them may be a standfirst, but no text."""
    first = dated_title(lines[words[0]].text, language)[0]
    copies, between = [words[0]], 0
    for index in words[1 : 2 + _APART]:
        if _are_one(first, dated_title(lines[index].text, language)[0]):
            copies.append(index)
        elif len(lines[index].text) > _SITE:
            between += 1
        if between > 1:
            break
    return copies


def _are_one(one: str, other: str) -> bool:
    """Whether two lines are the same title, but for case, marks, and the name of a site in one of them."""
    if letters(one) == letters(other):
        return bool(letters(one))
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return bool(letters(shorter)) and letters(shorter) in map(letters, _without_site(longer))


def _without_site(line: str) -> list[str]:
    """The line without what may be a site's name, after the last mark or before the first."""
    marks = list(_MARK.finditer(line))
    if not marks:
        return []
    first, last = marks[0], marks[-1]
    behind = line[: last.start()] if len(line) - last.end() <= _SITE else ""
    before = line[first.end() :] if first.start() <= _SITE else ""
    return [part for part in (behind, before) if part]


def _fitness(lines: Sequence[Line], index: int, copies: Sequence[int], language: str) -> tuple[int, bool, bool, int]:
    """How good a copy is: without the site's name, not in capitals, with the quotes of print, the one that is later."""
    text = dated_title(lines[index].text, language)[0]
    shorter = sum(len(letters(text)) > len(letters(lines[each].text)) for each in copies)
    return -shorter, not text.isupper(), not _STRAIGHT.search(text), index


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a title goes on in the next line: it begins small, or the page's lines were broken to fit a width."""
    line, following = lines[index].text, lines[index + 1]
    if following.gap:
        return False
    width = width_of(lines)
    small = following.text[0].islower() and any(map(str.isupper, line))  # not of a script without capitals
    return small or bool(
        width and len(line) >= _LEAST_WRAPPED and len(line) + 1 + len(following.text.split()[0]) > width
    )
