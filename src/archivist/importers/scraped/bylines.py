"""The line below a title: who wrote it, where, when."""

import re
from dataclasses import dataclass

from archivist.importers.dates import Moment, dates_in
from archivist.importers.scraped.furniture import is_labelled_date, is_update

_LONGEST = 160  # characters
_EMAIL = re.compile(r"\b(send\s+an\s+e-?mail|отправить\s+(письмо|e-?mail)|გაგზავნეთ\s+(წერილი|ელფოსტა))", re.IGNORECASE)
_BY = re.compile(
    r"^\W*(by|author|authors|written\s+by|text|автор|авторы|текст|ავტორი|ავტორები|ტექსტი|von|par|autor)(\s*:\s*|\s+)",
    re.IGNORECASE,
)
_NEED_COLON = frozenset({"text", "author", "authors", "автор", "авторы", "текст", "ავტორი", "ავტორები", "ტექსტი"})
_EDGES = " \t\u00a0|/·•,;–—-"
_MARK_BETWEEN = re.compile(r"[|/·•,–—-]\s*$")
_AND = re.compile(r"\s*,\s*|\s+(?:and|und|et|и|და|&)\s+")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTICLES = frozenset({"de", "del", "da", "di", "van", "von", "der", "den", "la", "le", "el", "bin", "al", "ibn"})


@dataclass(frozen=True, slots=True)
class Byline:
    """What such a line says."""

    moment: Moment | None = None
    authors: tuple[str, ...] = ()
    agency: str = ""  # `Example Georgia, Tbilisi / …`: who sent it
    place: str = ""  # and from where
    is_update: bool = False  # the moment is that of the last change
    names_guessed: bool = False  # nothing but its place in the line says that the name is the author's


def byline(line: str, language: str = "") -> Byline | None:
    """What a line below a title says, None if it says anything beyond who, where and when."""
    if len(line) > _LONGEST:
        return None
    dates = dates_in(line, language)
    if len(dates) > 1:
        return None
    if dates and (is_labelled_date(line, language) or is_update(line)):
        return Byline(dates[0][2], is_update=is_update(line))
    before, after = (line[: dates[0][0]], line[dates[0][1] :]) if dates else (line, "")
    if after.strip(_EDGES) and before.strip(_EDGES):
        return None
    words = before if before.strip(_EDGES) else after
    return _signed(words, dates[0][2] if dates else None, marked=_is_marked(before, after))


def _is_marked(before: str, after: str) -> bool:
    """Whether a mark divides the date from the words beside it."""
    return bool(_MARK_BETWEEN.search(before.rstrip()) or re.match(r"\s*[|/·•,–—-]", after))


def _signed(words: str, moment: Moment | None, marked: bool) -> Byline | None:
    without, emails = _EMAIL.subn(" ", words)
    label = _BY.match(without)
    if label and label[1].lower() in _NEED_COLON and ":" not in label[2]:
        label = None
    rest = (without[label.end() :] if label else without).strip(_EDGES)
    names = tuple(" ".join(name.split()) for name in _AND.split(rest) if name.strip())
    if not names or not all(map(_is_name, names)):
        return None
    if label or emails:
        return Byline(moment, names)
    if moment is None or not marked:
        return None
    if "/" in words and len(names) == 2:
        return Byline(moment, agency=names[0], place=names[1])
    if len(names) == 1 and " " not in names[0] and "." not in names[0]:
        return Byline(moment, place=names[0])
    return Byline(moment, names, names_guessed=True)


def _is_name(name: str) -> bool:
    words = name.split()
    return len(words) <= 5 and len(name) <= 60 and all(map(_is_word_of_name, words)) and words[0] not in _PARTICLES


def _is_word_of_name(word: str) -> bool:
    """A word with a capital, or of a script that has none."""
    return word in _PARTICLES or (
        _NAME_WORD.fullmatch(word) is not None and (word[0] == word[0].title() or "." in word)
    )
