"""Entries of RSS 0.9x, 1.0 and 2.0, with the usual modules."""

import html
import re
from dataclasses import replace

from archivist.article_facts import Person
from archivist.front_matter.roles import CONTRIBUTOR
from archivist.reader_api.stated_people import beside_names, doi_of
from archivist.text.xml_element import Element
from archivist.web_feeds.entry import Enclosure, Entry, FeedInfo, RichText
from archivist.web_feeds.feed_names import ABOUT, DOI_NAMES, LANG, all_named, first_text, name_of, text_of
from archivist.web_feeds.markup_text import inner_html, on_one_line, words_of_html, words_of_title
from archivist.web_feeds.scope import absolute, base_of, language_in_entry

_CONTENTS = ("content:encoded", "xhtml:body", "xhtml:div", "atom:content")
# The full text as Yandex and others ask for it: plain words or HTML.
_FOR_AGGREGATORS = ("yandex:full-text", "turbo:content", "fulltext", "full-text")
_SUMMARIES = ("description", "atom:summary", "dcterms:abstract", "itunes:summary")
_HAS_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NAME_AFTER_ADDRESS = re.compile(r"[^\s@()]{1,200}@[^\s@()]{1,200}\s{1,20}\(([^()]{1,200})\)")
_NAME_BEFORE_ADDRESS = re.compile(r"([^<>@]{1,200}?)\s{0,20}<[^\s<>@]{1,200}@[^\s<>@]{1,200}>")


def info_of(element: Element) -> FeedInfo:
    """What a child of the channel says of the whole feed."""
    name = name_of(element)
    if name == "title":
        return FeedInfo(title=words_of_title(text_of(element))[0])
    if name == "link":
        return FeedInfo(link=absolute(text_of(element), base_of(element)))
    if name in ("language", "dc:language"):
        return FeedInfo(language=text_of(element))
    return FeedInfo()


def entry_of(item: Element, number: int, info: FeedInfo) -> Entry:
    """An item as the feed has it."""
    base = base_of(item, info.link)
    guid = first_text(item, "guid")
    link = _link(item, guid)
    title, was_html = words_of_title(first_text(item, "title", "dc:title", "media:title"))
    remarks = (("import-guessed", "the title contains HTML; its tags and entities were interpreted"),)
    return Entry(
        number=number,
        line=item.sourceline or 0,
        identifier=guid or item.get(ABOUT, "") or first_text(item, "dc:identifier"),
        link=absolute(link, base) if link else "",
        title=title,
        contents=(
            *(_rich(each, info) for each in all_named(item, *_CONTENTS)),
            *(_for_aggregators(each, info) for each in all_named(item, *_FOR_AGGREGATORS)),
        ),
        summary=_summary(item, info),
        published=first_text(item, "pubDate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published"),
        updated=first_text(item, "dcterms:modified", "atom:updated"),
        language=item.get(LANG, "").strip() or first_text(item, "dc:language", "language"),
        authors=_authors(item),
        contributors=beside_names(Person(name, CONTRIBUTOR) for name in _texts(item, "dc:contributor")),
        doi=doi_of(first_text(item, name) for name in DOI_NAMES),
        section=first_text(item, "prism:section"),
        tags=_texts(item, "category", "dc:subject"),
        enclosures=_enclosures(item, base),
        extra={name: text for name in ("comments", "source") if (text := first_text(item, name))},
        remarks=remarks if was_html else (),
    )


def _link(item: Element, guid: str) -> str:
    """The page's address: the one before a counting service's, the link, a guid that is an address."""
    written = first_text(item, "feedburner:origLink", "link")
    if written:
        return written
    atom = (
        each.get("href", "") for each in all_named(item, "atom:link") if each.get("rel", "alternate") == "alternate"
    )
    is_address = guid.startswith(("http://", "https://"))
    is_permanent = all(each.get("isPermaLink", "true") != "false" for each in all_named(item, "guid"))
    return next(atom, "") or (guid if is_address and is_permanent else "")


def _rich(element: Element, info: FeedInfo) -> RichText:
    """HTML in an element, escaped as RSS wants it or, against its rule, as elements."""
    base = base_of(element, info.link) if base_of(element) else ""
    has_elements = any(name_of(child) for child in element)
    value = inner_html(element, base) if has_elements else text_of(element)
    return RichText(value, is_html=True, base=base, language=language_in_entry(element))


def _for_aggregators(element: Element, info: FeedInfo) -> RichText:
    rich = _rich(element, info)
    return rich if _HAS_TAG.search(rich.value) else replace(rich, is_html=False, value=html.unescape(rich.value))


def _summary(item: Element, info: FeedInfo) -> RichText | None:
    found = next((each for name in _SUMMARIES for each in all_named(item, name) if text_of(each)), None)
    if found is not None:
        return _rich(found, info)
    media = next((each for each in item.iter() if name_of(each) == "media:description" and text_of(each)), None)
    return None if media is None else RichText(text_of(media), is_html=media.get("type") == "html")


def _authors(item: Element) -> tuple[str, ...]:
    """Names; of an author given as an e-mail address with a name, the name."""
    for name in ("dc:creator", "author", "atom:author", "itunes:author"):
        found = [_person(each) for each in all_named(item, name)]
        if any(found):
            return tuple(dict.fromkeys(filter(None, found)))
    return ()


def _person(element: Element) -> str:
    written = on_one_line(first_text(element, "atom:name") or words_of_html(text_of(element)) or text_of(element))
    found = _NAME_AFTER_ADDRESS.fullmatch(written) or _NAME_BEFORE_ADDRESS.fullmatch(written)
    return found[1].strip(" \"'") if found else written


def _texts(item: Element, *names: str) -> tuple[str, ...]:
    found = (words_of_title(text_of(each))[0] for each in all_named(item, *names))
    return tuple(dict.fromkeys(filter(None, found)))


def _enclosures(item: Element, base: str) -> tuple[Enclosure, ...]:
    """Files of `enclosure` and `media:content`, each address once."""
    found: dict[str, Enclosure] = {}
    for each in item.iter():
        if name_of(each) in ("enclosure", "media:content") and each.get("url", "").strip():
            address = absolute(each.get("url", ""), base)
            title = on_one_line(first_text(each, "media:title"))
            found.setdefault(address, Enclosure(address, title))
    return tuple(found.values())
