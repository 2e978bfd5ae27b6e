"""What is between the title of a page and its text: standfirst, who, where and when, captions, bars."""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from archivist.reader_api.dates import Moment, dates_in
from archivist.readers.plain_text import field_labels, text_boilerplate
from archivist.readers.plain_text.available_in import available_in
from archivist.readers.plain_text.bylines import Byline, byline
from archivist.readers.plain_text.page import Page, quote
from archivist.readers.plain_text.person_names import signature
from archivist.readers.plain_text.text_lines import Line, fold, letters

_STANDFIRST = 400  # characters of a standfirst, at most
_BOLD = re.compile(r"\*\*[^*]{20,400}\*\*|__[^_]{20,400}__")
_NAMES = 5  # lines with a name each, at most


def take_below_title(lines: Sequence[Line], index: int, page: Page, language: str) -> int:
    """Take the lines between the title and the text; the index of the first line of the text."""
    while index < len(lines):
        line = lines[index].text
        said = _read_byline(lines, index, page, language)
        listed = available_in(line)
        if said is not None:
            page.take_byline(line, said)
        elif listed is not None:
            page.take_languages(line, listed)
        elif _is_bar(lines, index, page):
            page.leave_out(line)
        elif letters(line) == letters(page.title):  # once more
            pass
        elif field_labels.is_credited(line) or (field_labels.is_caption(line) and not lines[index].is_prose):
            page.captions.append(line)
        elif _BOLD.fullmatch(line) and not page.description:
            page.description = line.strip("*_ ")
            page.guessed.append(f"the standfirst is the bold line below the title: {quote(line)}")
        elif _is_standfirst(lines, index, page, language):
            page.description = line
            page.guessed.append("the standfirst is the paragraph between the title and the line with author or date")
        else:
            break
        index += 1
    return index


def _is_bar(lines: Sequence[Line], index: int, page: Page) -> bool:
    """Whether a line is of the site; a button is so only between who or when and the text, a number only beside it."""
    line = lines[index]
    number = text_boilerplate.is_count(line.text) and line.gap == 0
    label = field_labels.is_published_label(line.text) and index + 1 < len(lines) and lines[index + 1].gap == 0
    unsure = bool(page.bylines) and (text_boilerplate.may_be_furniture(line.text) or number)
    return text_boilerplate.is_furniture_around(line.text) or unsure or label


# ---------------------------------------------------------------- who and when


def _read_byline(lines: Sequence[Line], index: int, page: Page, language: str) -> Byline | None:
    """What a line says of who, where and when. A name alone says it only beside other such lines."""
    line = lines[index]
    if field_labels.is_address(line.text) and (page.bylines or lines[index - 1].gap == 0):
        return Byline(source=line.text)
    said = byline(line.text, language)
    if said is not None:
        return None if said.moment and _is_first_of_many(lines, index, said.moment, language) else said
    signed = signature(line.text)
    if signed is None:
        return None
    after = fold(lines[index - 1].text) in page.bylines and line.gap == 0
    if after or (signed.place and signed.persons) or _is_dated_below(lines, index, language):
        guess = "author and place are in the line" if signed.place else "the authors are the names beside the date:"
        return Byline(authors=signed.persons, agency=signed.agency, place=signed.place, guess=guess)
    return None


def _is_dated_below(lines: Sequence[Line], index: int, language: str) -> bool:
    """Whether the next line says who or when, or is one more name above such a line."""
    following = lines[index + 1 : index + 1 + _NAMES]
    names = list(takewhile(lambda line: signature(line.text) and not byline(line.text, language), following))
    rest = following[len(names) :]
    return bool(rest) and byline(rest[0].text, language) is not None


def _is_first_of_many(lines: Sequence[Line], index: int, moment: Moment, language: str) -> bool:
    """Whether a date is the first heading of a diary: later days are alone below paragraphs, as it is."""
    if moment.time or lines[index].gap == 0 or not _is_bare(lines[index].text, language):
        return False
    prose = [number for number, line in enumerate(lines) if line.is_prose]
    days = _bare_dates(lines[index + 1 : prose[-1]] if prose else (), language)
    return any(day > moment.day for day in days)


def _bare_dates(lines: Sequence[Line], language: str) -> Iterator[datetime.date]:
    for before, line in pairwise(lines):
        if before.is_prose and _is_bare(line.text, language):
            yield dates_in(line.text, language)[0][2].day


def _is_bare(line: str, language: str) -> bool:
    return field_labels.is_labelled_date(line, language) and not field_labels.has_published_label(line)


# ---------------------------------------------------------------- standfirst


def _is_standfirst(lines: Sequence[Line], index: int, page: Page, language: str) -> bool:
    """Whether a paragraph is apart: between the title and the line with author or date, before the text."""
    if page.description or page.bylines or index + 2 >= len(lines) or len(lines[index].text) > _STANDFIRST:
        return False
    following = _read_byline(lines, index + 1, page, language)
    again = letters(lines[index + 1].text) == letters(page.title)
    return (following is not None or again) and not any(
        field_labels.is_of_foot(lines[n].text) for n in (index, index + 2)
    )
