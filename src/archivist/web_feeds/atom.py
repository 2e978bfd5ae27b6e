"""Entries of Atom 1.0 (RFC 4287) and of 0.3, which came before it."""

from collections.abc import Sequence

from archivist.article_facts import Person
from archivist.front_matter.roles import AUTHOR, CONTRIBUTOR
from archivist.reader_api.stated_people import beside_names, doi_of, stated_person
from archivist.text.xml_element import Element
from archivist.web_feeds.entry import Enclosure, Entry, FeedInfo, RichText
from archivist.web_feeds.feed_names import DOI_NAMES, LANG, all_named, first_text, name_of, text_of
from archivist.web_feeds.markup_text import inner_html, on_one_line, words_of_html
from archivist.web_feeds.scope import absolute, base_of, language_in_entry

_BLOGGER_KIND = "http://schemas.google.com/g/2005#kind"
_COLUMN = ("category", "categories", "section", "sections", "column", "rubric")
_HTML = ("html", "xhtml", "text/html", "application/xhtml+xml")


def language_at(root: Element) -> str:
    """The language of a feed's outermost element, as written."""
    return str(root.get(LANG, "")).strip()


def info_of(element: Element) -> FeedInfo:
    """What a child of the feed says of the whole feed."""
    name = name_of(element)
    if name == "atom:title":
        return FeedInfo(title=_plain(element))
    if name == "atom:author":
        return FeedInfo(authors=_names([element]))
    if name == "atom:link" and element.get("rel", "alternate") == "alternate":
        return FeedInfo(link=absolute(element.get("href", ""), base_of(element)))
    return FeedInfo()


def entry_of(entry: Element, number: int, info: FeedInfo) -> Entry:
    """An entry as the feed has it."""
    source = next(iter(all_named(entry, "atom:source")), None)
    links = _links(entry, info)
    contents, remarks = _contents(entry, info)
    return Entry(
        number=number,
        line=entry.sourceline or 0,
        identifier=first_text(entry, "atom:id"),
        link=_own_address(links) or absolute(first_text(entry, "blogger:filename"), info.link),
        title=next((_plain(each) for each in all_named(entry, "atom:title")), ""),
        contents=contents,
        summary=_summary(entry, info),
        published=first_text(entry, "atom:published", "atom:issued", "atom:created"),
        updated=first_text(entry, "atom:updated", "atom:modified"),
        language=language_in_entry(entry) or ("" if source is None else language_at(source)),
        authors=_authors(entry, source) or info.authors,
        contributors=beside_names((*_people(entry, "author", AUTHOR), *_people(entry, "contributor", CONTRIBUTOR))),
        doi=doi_of(first_text(entry, name) for name in DOI_NAMES),
        section=_section(entry),
        tags=_tags(entry),
        enclosures=tuple(Enclosure(each, title) for rel, each, title, _ in links if rel == "enclosure"),
        related=tuple((title, each) for rel, each, title, _ in links if rel == "related"),
        translations=tuple(lang for rel, _, _, lang in links if rel == "alternate" and lang),
        is_draft=_is_draft(entry),
        kind=_kind(entry),
        type=_post_type(entry),
        extra=_extra(entry, links),
        remarks=remarks,
    )


def _own_address(links: Sequence[tuple[str, str, str, str]]) -> str:
    """The address of the entry itself: the first one that is not of a translation, else the first one."""
    own = [(lang, each) for rel, each, _, lang in links if rel == "alternate"]
    return next((each for lang, each in own if not lang), "") or next((each for _, each in own), "")


def _summary(entry: Element, info: FeedInfo) -> RichText | None:
    written = next((each for each in all_named(entry, "atom:summary") if text_of(each)), None)
    return _of_media(entry) if written is None else _rich(written, info)


def _authors(entry: Element, source: Element | None) -> tuple[str, ...]:
    """The authors of the entry, else those of the feed that it was taken from."""
    own = _names(all_named(entry, "atom:author"))
    return own if own or source is None else _names(all_named(source, "atom:author"))


def _links(entry: Element, info: FeedInfo) -> list[tuple[str, str, str, str]]:
    """Relation, absolute address, title and language of each link."""
    return [
        (
            each.get("rel", "alternate"),
            absolute(each.get("href", ""), base_of(each, info.link)),
            on_one_line(each.get("title", "")),
            each.get("hreflang", "").strip(),
        )
        for each in all_named(entry, "atom:link")
        if each.get("href", "").strip()
    ]


def _contents(entry: Element, info: FeedInfo) -> tuple[tuple[RichText, ...], tuple[tuple[str, str], ...]]:
    """The contents that are in the entry, and a remark for each that does not or is no text."""
    found, remarks = [], []
    for each in all_named(entry, "atom:content"):
        kind = _type(each)
        if each.get("src"):
            where = absolute(each.get("src", ""), base_of(each, info.link))
            remarks.append(("import-left-out", f"the feed has the text only as an address: {where}"))
        elif kind in _HTML or kind.startswith("text"):
            found.append(_rich(each, info))
        elif text_of(each):
            remarks.append(("import-left-out", f"content of type {kind} is not text"))
    return tuple(found), tuple(remarks)


def _type(element: Element) -> str:
    """The type of a text construct; Atom 0.3 said by `mode` how it is written."""
    kind = str(element.get("type", "text")).strip().lower()
    if element.get("mode") == "escaped" and kind in ("text", "text/plain"):
        return "html"
    return kind


def _rich(element: Element, info: FeedInfo) -> RichText:
    kind, base = _type(element), base_of(element, info.link) if base_of(element) else ""
    language = language_in_entry(element)
    has_elements = any(name_of(child) for child in element)
    if has_elements:  # XHTML, in the one `div` that Atom asks for; elements in a text are the same, mislabelled
        div = next((child for child in element if name_of(child) == "xhtml:div"), None)
        inner = inner_html(element, base) if div is None else inner_html(div, base_of(div, info.link) if base else base)
        return RichText(inner, is_html=True, base=base, language=language)
    return RichText(text_of(element), is_html=kind in _HTML, base=base, language=language)


def _plain(element: Element) -> str:
    is_escaped = _type(element) in _HTML and not any(name_of(child) for child in element)
    return words_of_html(text_of(element)) if is_escaped else on_one_line(text_of(element))


def _names(people: list[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_name, people))))


def _name(person: Element) -> str:
    return on_one_line(first_text(person, "atom:name")) or text_of(person)


def _people(entry: Element, name: str, role: str) -> list[Person]:
    """Those with a role in the entry, with the identifiers among their addresses."""
    people = [(_name(each), first_text(each, "atom:uri", "atom:url")) for each in all_named(entry, f"atom:{name}")]
    return [stated_person(written, role, (address,)) for written, address in people if written]


def _categories(entry: Element) -> list[tuple[str, str]]:
    """The scheme and the words of each category."""
    return [
        (each.get("scheme", ""), on_one_line(each.get("label", "") or each.get("term", "")))
        for each in all_named(entry, "atom:category")
        if each.get("scheme", "") != _BLOGGER_KIND
    ]


def _is_column(scheme: str) -> bool:
    return scheme.rstrip("/").replace("#", "/").rpartition("/")[2].lower() in _COLUMN


def _section(entry: Element) -> str:
    return next((words for scheme, words in _categories(entry) if _is_column(scheme)), "")


def _tags(entry: Element) -> tuple[str, ...]:
    section = _section(entry)
    return tuple(dict.fromkeys(words for _, words in _categories(entry) if words and words != section))


def _of_media(entry: Element) -> RichText | None:
    """What YouTube says of a film."""
    found = (each for group in all_named(entry, "media:group") for each in all_named(group, "media:description"))
    return next((RichText(text_of(each)) for each in found if text_of(each)), None)


def _is_draft(entry: Element) -> bool:
    status = first_text(entry, "blogger:status").upper()
    is_marked = any(text_of(each) == "yes" for each in entry.iter() if name_of(each) == "app:draft")
    return is_marked or status in ("DRAFT", "SCHEDULED")


def _kind(entry: Element) -> str:
    """What the entry is if it is not an article: Blogger's exports contain comments, templates and settings as well.

    Those of Google Takeout, since 2024, say it in elements of their own.
    """
    if all_named(entry, "thr:in-reply-to"):
        return "comment"
    own, status = first_text(entry, "blogger:type").lower(), first_text(entry, "blogger:status").upper()
    if own not in ("", "post", "page"):
        return own
    if first_text(entry, "blogger:trashed") or status in ("SOFT_TRASHED", "HARD_TRASHED"):
        return "thrown away"
    terms = (each.get("term", "") for each in all_named(entry, "atom:category") if each.get("scheme") == _BLOGGER_KIND)
    kind = next((term.rpartition("#")[2] for term in terms), "")
    return "" if kind in ("post", "page") else kind


def _post_type(entry: Element) -> str:
    """Which of Blogger's two kinds of articles an entry is; "" elsewhere."""
    terms = (each.get("term", "") for each in all_named(entry, "atom:category") if each.get("scheme") == _BLOGGER_KIND)
    said = first_text(entry, "blogger:type").lower() or next((term.rpartition("#")[2] for term in terms), "")
    return said if said in ("post", "page") else ""


def _extra(entry: Element, links: list[tuple[str, str, str, str]]) -> dict[str, object]:
    via = [each for rel, each, _, _ in links if rel == "via"]
    known = {
        "via": via,
        "rights": first_text(entry, "atom:rights"),
    }
    return {name: value for name, value in known.items() if value}
