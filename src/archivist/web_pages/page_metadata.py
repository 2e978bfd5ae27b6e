"""What is known of the article of a page, except its text, from the most trusted mark to the least."""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from archivist.article_facts import Person
from archivist.findings import Finding
from archivist.reader_api.dates import Moment, read_date
from archivist.reader_api.stated_people import beside_names
from archivist.text.xml_element import Element
from archivist.web_pages import json_ld, meta_tags, microformats, page_titles, visibility
from archivist.web_pages.document import Page
from archivist.web_pages.lines import HEADINGS
from archivist.web_pages.page_addresses import absolute, host, is_home
from archivist.web_pages.page_facts import Facts
from archivist.web_pages.prose import words_of
from archivist.web_pages.standfirst import standfirst_of

_NOBODY = frozenset({"super user", "admin", "administrator", "webmaster", "root", "editor", "user", "администратор"})
_HEADINGS = 200  # titles are not looked for behind so many headings


@dataclass(frozen=True, slots=True)
class Known:
    """Title, people, days and so on, as far as the page gives them."""

    facts: Facts
    title: str
    headings: tuple[str, ...]  # of the first level, outside boilerplate
    moment: Moment | None
    updated: datetime.date | None
    authors: tuple[str, ...]
    people: tuple[Person, ...]  # who has another role or an identifier
    source: str
    lines: tuple[str, ...]  # that say who and when, as the reader sees them
    standfirst: Element | None  # the element below the title that the page names so; None otherwise
    remarks: tuple[Finding, ...]


def metadata_of(page: Page, body: Element, furniture: Mapping[Element, str], language: Callable[[Facts], str]) -> Known:
    """All that the page says. `language` tells the tag of the words by which dates are read."""
    window = next((words for each in page.root.iter("title") if (words := " ".join((each.text or "").split()))), "")
    headings = _headings(page.root, furniture, window)
    remarks: list[Finding] = []
    meta = meta_tags.facts_of(page.root)
    source = _source(meta, page)
    structured = json_ld.facts_of(page.root, source, frozenset(each.casefold() for each in (*headings, *meta.titles)))
    marked = structured.or_else(meta)
    facts = _somebody(marked, microformats.facts_of(page.root, furniture))
    tag = language(facts)
    title = _title(page, facts, (headings, window), (body, furniture), remarks)
    lines = visibility.lines(page.root, body, title, furniture)
    moment = _read_publication(page, facts, (lines, tag, source), furniture, remarks)
    return Known(
        facts,
        title,
        headings,
        moment,
        _read_update(facts, moment, tag),
        _authors(facts, lines, visibility.named_authors(page.root, furniture), tag, remarks),
        beside_names(each for each in facts.people if each.name.casefold() not in _NOBODY),
        source or absolute(page.base, structured.address),
        lines,
        standfirst_of(page.root, title, furniture),
        tuple(remarks),
    )


def _source(meta: Facts, page: Page) -> str:
    """The address the page gives for itself; not that of a home page, which broken programs give for all."""
    address = absolute(page.base, meta.address)
    if address and page.address and is_home(address) and not is_home(page.address):
        return page.address
    return address or page.address


def _headings(root: Element, furniture: Mapping[Element, str], window: str) -> tuple[str, ...]:
    """The headings of the first level, and those below it that are the title of the browser window."""
    found: list[str] = []
    for heading in root.iter("h1", "h2", "h3"):
        words = words_of(heading) if heading.tag == "h1" or len(found) < _HEADINGS else ""
        lesser = heading.tag != "h1" and not (" " in words and page_titles.begins(window, words))
        if words and not lesser and not any(each in furniture for each in (heading, *heading.iterancestors())):
            found.append(words)
    return tuple(dict.fromkeys(found))


def _somebody(marked: Facts, shown: Facts) -> Facts:
    """The facts of both; an author whom a program only names because it has to is none if the page shows another."""
    if marked.authors and shown.authors and all(name.casefold() in _NOBODY for name in marked.authors):
        marked = replace(marked, authors=())
    return marked.or_else(shown)


def _title(
    page: Page,
    facts: Facts,
    shown: tuple[tuple[str, ...], str],
    text: tuple[Element, Collection[Element]],
    remarks: list[Finding],
) -> str:
    headings, window = shown
    site = facts.site or host(page.address)
    title, guess = page_titles.choose_title(facts.titles, headings, window, site)
    if not facts.titles and not headings:
        written, line = visibility.written_title(page.root, *text)
        title, guess = (written, line) if written else (title, guess)
    if not title:
        heading = next((words_of(each) for each in page.root.iter(*HEADINGS) if words_of(each)), "")
        title, guess = heading, "the first heading of the page"
    if title and guess:
        remarks.append(Finding("import-guessed", f"the title “{title[:120]}” is {guess}"))
    return title[:1000]


def _read_publication(
    page: Page,
    facts: Facts,
    about: tuple[tuple[str, ...], str, str],
    furniture: Mapping[Element, str],
    remarks: list[Finding],
) -> Moment | None:
    lines, language, source = about
    moments = [moment for written in facts.published if (moment := read_date(written, language))]
    if moments:
        _compare(moments, remarks)
        return moments[0]
    inferred = next(visibility.written_dates(page.root, lines, language, furniture), None)
    if inferred is None:
        moment = visibility.date_in_address(source)
        inferred = (moment, f"the address {source}") if moment else None
    if inferred is None:
        return None
    remarks.append(_guessed_day(*inferred))
    return inferred[0]


def _guessed_day(moment: Moment, origin: str) -> Finding:
    doubt = ", read as day before month" if moment.ambiguous else ""
    return Finding("import-guessed", f"the date {moment.day.isoformat()} is that of {origin}{doubt}")


def _compare(moments: list[Moment], remarks: list[Finding]) -> None:
    """Tell of marks that disagree by more than a time zone, and of a day that can be read in two ways."""
    first = moments[0]
    others = sorted({each.day for each in moments if abs((each.day - first.day).days) > 1})
    if others:
        named = ", ".join(day.isoformat() for day in others)
        remarks.append(
            Finding("import-guessed", f"the page gives several dates; {first.day.isoformat()} is used, not {named}")
        )
    elif first.ambiguous and not any(each.day == first.day and not each.ambiguous for each in moments):
        remarks.append(_guessed_day(first, "the page's metadata"))


def _read_update(facts: Facts, moment: Moment | None, language: str) -> datetime.date | None:
    changed = next((each for written in facts.modified if (each := read_date(written, language))), None)
    if changed is None or (moment and changed.day <= moment.day):
        return None
    return changed.day


def _authors(
    facts: Facts, lines: tuple[str, ...], shown: visibility.Names, language: str, remarks: list[Finding]
) -> tuple[str, ...]:
    if facts.authors:
        return tuple(_by(name) for name in facts.authors)
    names, line = visibility.written_authors(lines, language)
    if not names:
        names, line = shown
    if names:
        remarks.append(
            Finding("import-guessed", f"the author ({', '.join(names)}) was read from the line “{line[:120]}”")
        )
    return names


def _by(name: str) -> str:
    """A name without the “By” that some themes put into its mark."""
    bare, _ = visibility.written_authors((name,), "")
    return bare[0] if len(bare) == 1 else name
