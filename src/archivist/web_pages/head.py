"""The head of a body: title, byline and date, which are metadata, are taken off; so is what names itself so."""

import re

from archivist.reader_api.dates import dates_in, read_date
from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate import Dropped
from archivist.web_pages.interface_words import BYLINE, COUNTS, DATELINE, UPDATED
from archivist.web_pages.lines import HEADINGS, head_containers, is_about_the_article, leaves
from archivist.web_pages.page_metadata import Known
from archivist.web_pages.page_titles import same
from archivist.web_pages.prose import first_words, words_of

_LONGEST = 250  # letters of a line that is only about the article
_PARAGRAPH = 80  # letters from which on a line is text
_MOST_LINES = 12
_EMPTIED = frozenset({"li", "ul", "ol", "div", "span", "a", "dl", "header"})
_SHOWN = frozenset({"img", "amp-img", "iframe", "video", "audio", "object", "embed", "svg", "math"})
_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")


def trim(body: Element, known: Known, language: str, protected: set[Element]) -> list[Dropped]:
    """Take the title and the lines about the article off the head; what was not understood is reported."""
    dropped = _named_lines(body, known, language, protected)
    for count, leaf in enumerate(leaves(body)):
        words = words_of(leaf)
        if count >= _MOST_LINES or (len(words) >= _PARAGRAPH and not same(words, known.title)):
            break
        is_title = (leaf.tag in HEADINGS or count < 3) and same(words, known.title)
        is_known = is_title or _is_about(leaf, words, body, known, language)
        if leaf not in protected and (_is_mark(leaf, words) or (words and is_known)):
            _take_off(leaf, body)
        elif leaf not in protected and _begins_with_the_day(words, known, language):
            dropped.append(Dropped("byline", first_words(leaf, 20)))
            _take_off(leaf, body)
        elif _is_portrait(leaf, words, known):
            dropped.append(Dropped("portrait", known.authors[0]))
            _take_off(leaf, body)
    return dropped


def _is_about(leaf: Element, words: str, body: Element, known: Known, language: str) -> bool:
    """Whether a line says nothing but what is known of the article."""
    return _is_understood(words, known, language) or (_is_the_day(leaf, words, known) and not _is_repeated(leaf, body))


def _is_mark(leaf: Element, words: str) -> bool:
    """Whether a line has neither words nor anything else that is shown: `|`, `***`."""
    return not re.search(r"\w", words) and leaf.tag not in ("hr", "pre") and not _holds_more(leaf)


def _begins_with_the_day(words: str, known: Known, language: str) -> bool:
    """Whether a short line begins with the day of publication: what follows is the number of the issue, the source."""
    if known.moment is None or len(words) > _LONGEST / 2:
        return False
    return any(
        not words[:start].strip() and moment.day == known.moment.day for start, _, moment in dates_in(words, language)
    )


def _take_off(leaf: Element, body: Element) -> None:
    """Take a line off, and what held nothing else."""
    around = leaf.getparent()
    if leaf is body or around is None:
        return
    leaf.drop_tree()
    while around is not body and around.tag in _EMPTIED and around.getparent() is not None:
        if words_of(around) or _holds_more(around):
            return
        above = around.getparent()
        around.drop_tree()
        if above is None:
            return
        around = above


def _holds_more(element: Element) -> bool:
    """Whether it contains what is not a word: pictures, players, places that links lead to."""
    return any(each.tag in _SHOWN or each.get("id") or each.get("name") for each in element.iter())


def _is_portrait(leaf: Element, words: str, known: Known) -> bool:
    """Whether a line is nothing but a picture of the author, which has the name as its alternative text."""
    images = [leaf] if leaf.tag == "img" else list(leaf.iter("img"))
    return not words and len(images) == 1 and (images[0].get("alt") or "").strip() in known.authors


def _named_lines(body: Element, known: Known, language: str, protected: set[Element]) -> list[Dropped]:
    """The elements named as bylines and dates before the first paragraph."""
    dropped = []
    for element in list(head_containers(body)):
        words = words_of(element)
        if element.tag == "p" and len(words) >= _PARAGRAPH:
            break
        if element.getparent() is None or element in protected or not 0 < len(words) <= _LONGEST:
            continue
        if is_about_the_article(element) and element.find(".//img") is None and not _is_repeated(element, body):
            if not _is_understood(words, known, language) and not _is_the_day(element, words, known):
                dropped.append(Dropped("byline", first_words(element, 20)))
            element.drop_tree()
    return dropped


def _is_repeated(element: Element, body: Element) -> bool:
    """Whether there are more elements of its name: each part of a live blog has a time of its own."""
    own = element.get("class")
    return bool(own) and sum(each.get("class") == own for each in body.iter(element.tag)) > 1


def _is_the_day(element: Element, words: str, known: Known) -> bool:
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
    for label in (BYLINE, DATELINE, COUNTS):
        rest = label.sub(" ", f"{rest.strip()} ")
    return not re.search(r"\w", _CLOCK.sub(" ", rest)) and not UPDATED.search(rest)
