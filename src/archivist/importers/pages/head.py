"""The head of a body: title, byline and date, which are metadata, are taken off; so is what names itself so."""

import re
from typing import Any

from archivist.importers.dates import dates_in, read_date
from archivist.importers.pages.furniture import Dropped
from archivist.importers.pages.lines import HEADINGS, head_containers, is_about_the_article, leaves
from archivist.importers.pages.metadata import Known
from archivist.importers.pages.prose import first_words, words_of
from archivist.importers.pages.titles import same
from archivist.importers.pages.words import BYLINE, DATELINE, UPDATED

_LONGEST = 250  # letters of a line that is only about the article
_PARAGRAPH = 80  # letters from which on a line is text
_MOST_LINES = 12
_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")


def trim(body: Any, known: Known, language: str, protected: set[Any]) -> list[Dropped]:
    """Take the title and the lines about the article off the head; what was not understood is told."""
    dropped = _named_lines(body, known, language, protected)
    for count, leaf in enumerate(leaves(body)):
        words = words_of(leaf)
        if count >= _MOST_LINES or (len(words) >= _PARAGRAPH and not same(words, known.title)):
            break
        is_title = (leaf.tag in HEADINGS or count < 3) and same(words, known.title)
        is_about = _is_understood(words, known, language) or _is_the_day(leaf, words, known)
        if words and leaf not in protected and (is_title or is_about):
            leaf.drop_tree()
    return dropped


def _named_lines(body: Any, known: Known, language: str, protected: set[Any]) -> list[Dropped]:
    """The elements named as bylines and dates before the first paragraph."""
    dropped = []
    for element in list(head_containers(body)):
        words = words_of(element)
        if element.tag == "p" and len(words) >= _PARAGRAPH:
            break
        if element.getparent() is None or element in protected or not 0 < len(words) <= _LONGEST:
            continue
        if is_about_the_article(element) and element.find(".//img") is None:
            if not _is_understood(words, known, language) and not _is_the_day(element, words, known):
                dropped.append(Dropped("byline", first_words(element, 20)))
            element.drop_tree()
    return dropped


def _is_the_day(element: Any, words: str, known: Known) -> bool:
    """Whether an element is nothing but a time mark of the day of publication, however that is written."""
    for mark in element.iter("time"):
        moment = read_date(mark.get("datetime") or "")
        if moment and known.moment and moment.day == known.moment.day and words_of(mark) == words:
            return True
    return False


def _is_understood(words: str, known: Known, language: str) -> bool:
    """Whether a line says nothing but what is known: the people, the day, the section, the site."""
    if len(words) > _LONGEST or not re.search(r"\w", words):
        return False
    rest = words
    for start, end, moment in reversed(dates_in(words, language)):
        if known.moment and moment.day == known.moment.day:
            rest = rest[:start] + " " + rest[end:]
    facts = known.facts
    for said in sorted((*known.authors, facts.section, facts.site), key=len, reverse=True):
        rest = rest.replace(said, " ") if said else rest
    for label in (BYLINE, DATELINE):
        rest = label.sub(" ", f"{rest.strip()} ")
    return not re.search(r"\w", _CLOCK.sub(" ", rest)) and not UPDATED.search(rest)
