"""What only a reader can see: who and when, in the lines around an article. All of it is inferred."""

import re
from collections.abc import Collection, Iterator

from archivist.reader_api.dated_paths import days_in_address
from archivist.reader_api.dates import Moment, dates_in, read_date
from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.interface_words import AND, BYLINE, DATELINE, UPDATED
from archivist.web_pages.lines import around_title, before_text, named_elements
from archivist.web_pages.page_titles import same
from archivist.web_pages.prose import words_of

_PARTS = re.compile(r"\s*[|·•/\n]\s*|\s+[–—-]\s+|,\s+(?=\d)")
_LINE = 200  # letters of a line that is bare after a heading
_WEEKDAY = re.compile(r"\s+on\s+(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*$", re.I)
_NAME = re.compile(r"[^\d@:/<>{}()]{3,60}")

_AUTHOR = re.compile(
    r"authors?|(?:post|article|news|entry|story|byline|author)-(?:author|authors|name)|writer|byline-name"
)
_TITLE = re.compile(r"(?:news|article|post|story|page|entry|content|lbl|txt)-?(?:title|headline|heading)|headline")
_TRIES = 20  # elements named as titles that are looked at
_UNSEEN = frozenset({"screen-reader-text", "visually-hidden", "sr-only", "element-invisible", "screen-reader"})

Inferred = tuple[Moment, str]  # and from what
Names = tuple[tuple[str, ...], str]  # and the line


def written_dates(
    root: Element, found: Collection[str], language: str, furniture: Collection[Element]
) -> Iterator[Inferred]:
    """Days of publication in the order of likelihood, each with what it was read from. A day of change is none."""
    for element in root.iter("time"):
        around = element.getparent()
        label = "" if around is None else words_of(around)[:100]
        if not _is_in(element, furniture) and not UPDATED.search(label):
            moment = read_date(element.get("datetime") or "", language)
            if moment:
                yield moment, f"the first <time> element of the page, “{words_of(element) or element.get('datetime')}”"
    for line in found:
        if not UPDATED.search(line):
            yield from ((moment, f"the line “{line[:120]}”") for _, _, moment in dates_in(line, language))


def lines(root: Element, body: Element, title: str, furniture: Collection[Element]) -> tuple[str, ...]:
    """The lines that may say who and when: those named so, those below the title, the first ones of the text."""
    elements = [
        *named_elements(root, furniture),
        *around_title(root, title, furniture, same),
        *before_text(body, furniture),
    ]
    behind = [" ".join((heading.tail or "")[:_LINE].split()) for heading in root.iter("h1")]
    parts = [words for element in elements for words in _parts_of(element, furniture)]
    return tuple(dict.fromkeys([*parts, *filter(None, behind)]))


def _parts_of(element: Element, furniture: Collection[Element]) -> Iterator[str]:
    """The words of an element, part by part if it is a list of who, when and where; what is not shown left out."""
    parts = list(element.iter("li", "dd")) if element.tag != "li" else []
    for part in parts or [element]:
        unseen = [each for each in part.iterdescendants() if each in furniture or _UNSEEN & set(names_of(each))]
        words = words_of(part)
        for each in unseen:
            words = words.replace(words_of(each), " ", 1)
        yield " ".join(words.split())


def named_authors(root: Element, furniture: Collection[Element]) -> Names:
    """The names in an element called `author` and the like, which says nothing else, and the remark's words for it."""
    for element in named_elements(root, furniture):
        for each in (element, *element.iterdescendants()):
            name = next((name for name in names_of(each) if _AUTHOR.fullmatch(name)), "")
            names = _names(words_of(each)) if name else ()
            if names and all(len(one.split()) > 1 for one in names):
                return names, words_of(each)
    return (), ""


def written_title(root: Element, body: Element, furniture: Collection[Element]) -> tuple[str, str]:
    """The title of a page without headings: what is named so, else the first line above the text in large letters."""
    named_so = (each for each in root.iter("span", "div", "p", "td", "b", "strong", "font") if _is_named_title(each))
    for element, _ in zip(named_so, range(_TRIES), strict=False):
        words = words_of(element)
        if 0 < len(words) <= _LINE and not _is_in(element, furniture):
            return words, f"in the element named “{(element.get('class') or element.get('id') or '')[:60]}”"
    for leaf in before_text(body, furniture):
        large = _is_large(leaf)
        if large:
            return words_of(leaf), "the first line in large letters"
    return "", ""


def _is_named_title(element: Element) -> bool:
    return any(_TITLE.fullmatch(name) for name in names_of(element))


def _is_large(leaf: Element) -> bool:
    """Whether all of a line is in large or bold letters."""
    words = words_of(leaf)
    for each in leaf.iter("font", "big", "b", "strong"):
        size = (each.get("size") or "").strip()
        large = each.tag != "font" or size in ("4", "5", "6", "7", "+1", "+2", "+3", "+4")
        if large and words and words_of(each) == words and 2 < len(words) <= _LINE and not BYLINE.match(words):
            return True
    return False


def written_authors(found: Collection[str], language: str) -> tuple[tuple[str, ...], str]:
    """The names of the first byline and the line itself."""
    for line in found:
        for part in _PARTS.split(line):
            lead = BYLINE.match(part)
            names = _names(_without_dates(part[lead.end() :], language)) if lead else ()
            if names:
                return names, line
    return (), ""


def _without_dates(text: str, language: str) -> str:
    for start, _, _ in dates_in(text, language)[:1]:
        text = DATELINE.sub("", text[:start]) if start else ""
    return text


def _names(text: str) -> tuple[str, ...]:
    names = [_bare(name) for name in AND.split(text)]
    if names and all(_NAME.fullmatch(name) and 1 <= len(name.split()) <= 5 for name in names):
        return tuple(dict.fromkeys(names))
    return ()


def _bare(name: str) -> str:
    """A name without the marks around it; an initial keeps its point."""
    name = _WEEKDAY.sub("", name)
    bare = name.strip(" ,.;:-–—|·•")
    return f"{bare}." if re.search(r"(?:^|\s)\w$", bare) and f"{bare}." in name else bare


def date_in_address(address: str) -> Moment | None:
    """The day in an address such as `/2019/04/12/story`, if it names one alone."""
    days = days_in_address(address)
    return Moment(next(iter(days))) if len(days) == 1 else None


def _is_in(element: Element, pieces: Collection[Element]) -> bool:
    return any(each in pieces for each in (element, *element.iterancestors()))
