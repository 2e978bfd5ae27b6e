"""The line below a title: who wrote it, where, when."""

import re
from dataclasses import dataclass, replace

from archivist.reader_api.dates import Moment, dates_in
from archivist.readers.plain_text import field_labels
from archivist.readers.plain_text.person_names import is_agency, is_domain, is_person, is_place_of, names_of
from archivist.readers.plain_text.text_boilerplate import is_count, is_furniture_around

_LONGEST = 160  # characters
_BUTTON = re.compile(
    r"\b(send\s+an\s+e-?mail|отправить\s+(письмо|e-?mail)|გაგზავნეთ\s+(წერილი|ელფოსტა))(?P<glued>[^\W_]?)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[(<\[]?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}[)>\]]?")
_BY = re.compile(
    r"^\W*(by|author|authors|(?:written|posted|reported|text|story)\s+by|text|автор|авторы|текст|корреспондент"
    r"|подготовил[аи]?|ავტორი|ავტორები|ტექსტი|მოამზადა|ჟურნალისტი|von|par|autor)(\s*:\s*|\s+)",
    re.IGNORECASE,
)
_WITHOUT_COLON = re.compile(r"by|(written|posted|reported|text|story)\s+by|von|par|autor", re.IGNORECASE)
_SOURCE = re.compile(r"^\W*(source|источник|წყარო)\s*:\s*(?P<named>\S.*)", re.IGNORECASE)
_CANVAS = re.compile(r"\bplaceholder\s+canvas\b", re.IGNORECASE)  # left by a missing picture
_EDGES = " \t\u00a0|/·•,;–—-*"
_MARK_BETWEEN = re.compile(r"[|/·•,–—-]\s*$")
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d(\s?[A-Z]{2,4})?")
_BARS = re.compile(r"\s*[|·•]\s*")


@dataclass(frozen=True, slots=True)
class Byline:
    """What such a line says."""

    moment: Moment | None = None  # of publication
    updated: Moment | None = None  # of the last change
    authors: tuple[str, ...] = ()
    agency: str = ""  # `Example Georgia, Tbilisi / …`: who sent it
    place: str = ""  # and from where
    section: str = ""
    source: str = ""  # address
    left_out: tuple[str, ...] = ()  # what of the line is none of these: an address of mail, a count
    guess: str = ""  # what was inferred from nothing but the place in the line


def is_labelled(line: str) -> bool:
    """Whether a line says that a name follows: `By …`, `Автор: …`."""
    return _BY.match(line) is not None


def byline(line: str, language: str = "") -> Byline | None:
    """What a line below a title says, None if it says anything beyond who, where and when."""
    if len(line) > _LONGEST:
        return None
    before, update = field_labels.at_update(line)
    updated, rest = _read_update(update.strip(f"{_EDGES}()[]"), language)
    if updated is None:
        return _read_publication(line, language)
    said = _read_publication(before, language) if before.strip(f"{_EDGES}([") else Byline()
    return replace(said, updated=updated, left_out=(*said.left_out, *rest)) if said else None


def _read_update(words: str, language: str) -> tuple[Moment | None, tuple[str, ...]]:
    """The moment after `Updated:`, and a time after it that cannot be read."""
    dates = dates_in(words, language)
    if len(dates) != 1 or dates[0][0] > 0:
        return None, ()
    rest = words[dates[0][1] :].strip(_EDGES)
    return (dates[0][2], (rest,) if rest else ()) if not rest or _is_number(rest) else (None, ())


def _read_publication(line: str, language: str) -> Byline | None:
    without = _BUTTON.sub(lambda match: f" \0 {match['glued']}", line)
    mails = tuple(match[0].strip("()<>[]") for match in _MAIL.finditer(without))
    without = _MAIL.sub(" \0 ", without)
    dropped = (*mails, *(match[0] for match in _CANVAS.finditer(without)))
    without = _CANVAS.sub("", without)
    dates = dates_in(without, language)
    if len(dates) > 1:
        return None
    if not dates:
        return _split_byline(without, None, dropped, marked=False)
    start, end, moment = dates[0]
    if field_labels.is_labelled_date(without.replace("\0", " "), language):
        return Byline(moment, left_out=dropped)
    before, after = without[:start], without[end:]
    if is_count(before.strip(_EDGES)):  # `28 – 30 March 2022` is no day
        return None
    if not after.strip(_EDGES + "\0"):
        before = field_labels.without_published_label(before) if field_labels.has_published_label(before) else before
    rest = before if not after.strip(_EDGES) else after if not before.strip(_EDGES) else f"{before} | {after}"
    return _split_byline(rest, moment, dropped, marked=_is_marked(before, after))


def _is_marked(before: str, after: str) -> bool:
    """Whether a mark divides the date from the words beside it."""
    return bool(_MARK_BETWEEN.search(before.rstrip()) or re.match(r"\s*[|/·•,–—-]", after))


def _split_byline(words: str, moment: Moment | None, dropped: tuple[str, ...], *, marked: bool) -> Byline | None:
    """The words beside the date, part by part. An e-mail address (`\\0`) makes what is before it a name."""
    mailed = "\0" in words
    words = words.replace("\0", " ")
    source = _SOURCE.fullmatch(words.strip(" |·•"))
    if source:
        return _read_source(source["named"], Byline(moment, left_out=dropped))
    parts = list(filter(None, (part.strip(_EDGES) for part in _BARS.split(words))))
    counts = tuple(part for part in parts if _says_nothing(part, dated=moment is not None))
    named = [part for part in parts if part not in counts]
    said = Byline(moment, left_out=(*dropped, *counts))
    if len(named) > 1 and field_labels.is_section(named[0]):
        said, named = replace(said, section=named[0]), named[1:]
    if len(named) == 1:
        return _read_part(named[0], words, said, mailed=mailed, marked=marked)
    if named:
        return _of_site(named, said) if moment else None
    return said if moment or mailed else None


def _says_nothing(part: str, *, dated: bool) -> bool:
    """Whether a part of a byline is of the site, or a number beside its date."""
    return is_furniture_around(part) or (dated and _is_number(part))


def _is_number(part: str) -> bool:
    """A count of readers, or a time in a form that is not read."""
    return is_count(part) or _CLOCK.fullmatch(part) is not None


def _of_site(named: list[str], said: Byline) -> Byline | None:
    """`Example.org, 30 March 2022, Tbilisi, Georgia`."""
    first, places = named[0], names_of(named[1])
    if (
        len(named) > 2
        or not (is_domain(first) or is_agency(first))
        or not places
        or any(" " in place for place in places)
    ):
        return None
    return replace(said, agency=first, place=", ".join(places), guess="agency and place are in the line")


def _read_part(part: str, words: str, said: Byline, *, mailed: bool, marked: bool) -> Byline | None:
    if field_labels.is_section(part):
        return replace(said, section=part) if said.moment else None
    labelled = _names_after_label(part)
    if labelled:
        return _of_names(labelled, said)
    names = names_of(part)
    if names and mailed:
        return _of_names(names, said)
    return _beside_date(names, words, said) if names and said.moment and marked else None


def _names_after_label(part: str) -> tuple[str, ...]:
    """The names after `By`. `Author` needs a colon, unless persons follow."""
    label = _BY.match(part)
    names = names_of(part[label.end() :].strip(_EDGES)) if label else ()
    sure = label is not None and (":" in label[2] or _WITHOUT_COLON.fullmatch(label[1]) is not None)
    return names if sure or all(map(is_person, names)) else ()


def _beside_date(names: tuple[str, ...], words: str, said: Byline) -> Byline:
    """Names that are only beside a date: the agency and its place, a place, or else the authors."""
    if "/" in words and len(names) == 2:
        guess = "agency and place are in the line"
        return replace(said, agency=names[0], place=names[1], guess=guess)
    if len(names) == 1 and " " not in names[0] and "." not in names[0]:
        return replace(said, place=names[0])
    return replace(_of_names(names, said), guess="the authors are the names beside the date:")


def _read_source(named: str, said: Byline) -> Byline | None:
    if field_labels.is_address(named):
        return replace(said, source=named)
    return replace(said, agency=named) if len(names_of(named)) == 1 else None


def _of_names(names: tuple[str, ...], said: Byline) -> Byline:
    """Authors, and after them an agency or a place."""
    if len(names) > 1 and is_agency(names[-1]):
        return replace(said, authors=names[:-1], agency=names[-1])
    if is_place_of(names) and all(map(is_person, names[:-1])):
        return replace(said, authors=names[:-1], place=names[-1])
    return replace(said, authors=names)
