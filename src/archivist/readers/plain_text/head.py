"""The head of a page: everything up to the first paragraph."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from archivist.readers.plain_text import field_labels, text_boilerplate
from archivist.readers.plain_text.above import is_above, is_column, is_signed_above, take_above
from archivist.readers.plain_text.below_title import take_below_title
from archivist.readers.plain_text.bylines import byline
from archivist.readers.plain_text.page import Page, quote
from archivist.readers.plain_text.person_names import is_domain
from archivist.readers.plain_text.text_lines import Line, letters
from archivist.readers.plain_text.text_titles import Title, dated_title, title_among

_MARKUP = re.compile(r"^#{1,6}\s+")
_SET_APART = 100  # characters of a title that ends as a sentence does
_LINES = 40  # a head has no more
_NAME = 40  # characters of the name of a site or a column
_OPENINGS = 3  # of such lines that are compared with those of other pages


def read_head(lines: Sequence[Line], page: Page, language: str = "", shared: Collection[str] = ()) -> int:
    """Take the head into the page; the index of the first line after it.

    `shared` are lines, as letters, that several pages have above their text: names of the site or of a column.
    """
    words = _words(lines, language)
    page.openings = tuple(letters(lines[index].text) for index in words[:_OPENINGS] if len(lines[index].text) <= _NAME)
    title = _title(lines, _without_shared(lines, words, shared, language), language)
    if title is None:
        return take_above(lines, len(lines), page, language)
    _take_title(lines, title, page, language)
    take_above(lines, title.first, page, language, title)
    return take_below_title(lines, title.last + 1, page, language)


def _words(lines: Sequence[Line], language: str) -> list[int]:
    """The lines that may be the title, in order: what is not boilerplate, up to the first paragraph."""
    words: list[int] = []
    for index, line in enumerate(lines[:_LINES]):
        if is_above(lines, index, language) or (not words and is_signed_above(lines, index, language)):
            continue
        if (line.is_prose and not _is_title(lines, index, language)) or field_labels.is_of_foot(line.text):
            break
        if words and byline(line.text, language):
            break
        words.append(index)
    return words


def _without_shared(lines: Sequence[Line], words: list[int], shared: Collection[str], language: str) -> list[int]:
    """The words without the first of them that other pages have as well, if who or when is below the next."""
    own = next((number for number, index in enumerate(words) if letters(lines[index].text) not in shared), 0)
    below = lines[words[own] + 1 : words[own] + 2] if own else ()
    return words[own:] if any(byline(line.text, language) for line in below) else words


def _is_title(lines: Sequence[Line], index: int, language: str) -> bool:
    """Whether a line that ends as a sentence does is a title anyway.

    Then who and when are right below it, or it is the first line and set apart by two empty lines.
    """
    if len(lines[index].text) > 200 or index + 1 >= len(lines):
        return False
    if index == 0 and len(lines[0].text) <= _SET_APART and lines[1].gap > 1:
        return True
    if index + 2 >= len(lines):
        return False
    below = byline(lines[index + 1].text, language)
    return below is not None and not field_labels.is_update(lines[index + 1].text)


def _title(lines: Sequence[Line], words: Sequence[int], language: str) -> Title | None:
    """The title among the words above the text, except for the names of the site and the column before it."""
    sites = _sites(lines, language) if len(words) > 1 else frozenset[str]()
    of_site = frozenset(
        index for index in words[:-1] if is_domain(lines[index].text) or letters(lines[index].text) in sites
    )
    words = [index for index in words if index not in of_site]
    if len(words) > 1 and is_column(lines, words[0], words[1], language):
        words = words[1:]
    title = title_among(lines, words, language)
    return replace(title, of_site=of_site) if title else None


def _sites(lines: Sequence[Line], language: str) -> frozenset[str]:
    """What the page calls its site: in the line with the copyright, as the author or agency of the article."""
    said = [byline(line.text, language) for line in lines[:_LINES]]
    names = [name for each in said if each and each.moment for name in (*each.authors, each.agency)]
    owners = [text_boilerplate.owner(line.text) for line in (*lines[:_LINES], *lines[-_LINES:])]
    return frozenset(letters(name) for name in (*names, *owners) if letters(name))


def _take_title(lines: Sequence[Line], title: Title, page: Page, language: str) -> None:
    whole = " ".join(" ".join(line.text for line in lines[title.first : title.last + 1]).split())
    unmarked = _MARKUP.sub("", whole)
    if unmarked != whole:
        page.guessed.append(f"the characters before the title are markup: {quote(whole)}")
    page.title, moment, written = dated_title(unmarked, language)
    for copy in title.copies:
        moment_there, written_there = dated_title(lines[copy].text, language)[1:]
        moment, written = (moment, written) if moment else (moment_there, written_there)
    if moment is not None:
        page.moment, page.moment_line = moment, written
        page.guessed.append(f"the date is before the title: {quote(written)}")
