"""From an entry to an article: its text in Markdown, its dates, its language, and what was inferred."""

import html
import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from archivist.findings import Finding
from archivist.html_to_markdown import Converted, to_markdown
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, FoundRelated, Wishes
from archivist.text.languages import normalise_tag
from archivist.web_feeds.content_choice import Choice, choose_content
from archivist.web_feeds.entry import Enclosure, Entry, FeedInfo, RichText
from archivist.web_feeds.feed_boilerplate import without_furniture
from archivist.web_feeds.inferred import dates_of, language_of_entry
from archivist.web_feeds.markup_text import paragraphs
from archivist.web_feeds.scope import absolute, host_of

_SUFFIX = re.compile(r"\.(?:html?|xhtml|php|aspx?|jsp|md)$", re.IGNORECASE)
_NO_NAMES = ("", "index", "default", "feed", "rss", "amp", "node", "watch")


def article_of(entry: Entry, info: FeedInfo, place: Place, wishes: Wishes) -> Found:
    """The article of an entry, or why there is none in it."""
    name = entry.title or entry.identifier or entry.link
    if entry.kind:
        return Finding.at(
            place.on_line(entry.line), "import-left-out", f"“{name}” is not an article but of the kind “{entry.kind}”"
        )
    if entry.is_draft and not wishes.drafts:
        hint = "Import drafts with `--drafts`."
        return Finding.at(place.on_line(entry.line), "import-left-out", f"“{name}” is a draft", hint)
    choice = choose_content(entry) or _of_enclosures(entry)
    if choice is None:
        return Finding.at(place.on_line(entry.line), "import-left-out", f"“{name}” has no text in the feed")
    return _article(entry, info, choice, place, wishes)


def _of_enclosures(entry: Entry) -> Choice | None:
    """An entry with a recording and no words."""
    return Choice(RichText("", is_html=True)) if entry.enclosures else None


def _article(entry: Entry, info: FeedInfo, choice: Choice, place: Place, wishes: Wishes) -> FoundArticle:
    tag, about_language = language_of_entry(entry, info, choice, wishes)
    dates, about_dates = dates_of(entry, tag)
    converted, about_text = _convert_entry(entry, info, choice, tag, place)
    said = (*entry.remarks, *choice.remarks, *about_language, *about_dates, *about_text)
    remarks = tuple(Finding.at(place.on_line(entry.line), code, message) for code, message in said)
    return replace(
        dates,
        origin=origin_of(entry),
        place=place,
        title=entry.title,
        text=converted.text,
        plain=converted.plain,
        language=tag,
        slug=_slug(entry.link),
        translations=_translations(entry, tag),
        authors=entry.authors,
        contributors=entry.contributors,
        doi=entry.doi,
        section=entry.section,
        tags=entry.tags,
        description=choice.description,
        related=tuple(FoundRelated(title, address) for title, address in entry.related),
        source=entry.link if entry.link.startswith(("http://", "https://")) else "",
        extra=entry.extra,
        remarks=(*remarks, *converted.remarks),
    )


def origin_of(entry: Entry) -> str:
    """What names the entry at every import: its identifier, its address, or else what it is called and when."""
    return entry.identifier or entry.link or " ".join(filter(None, (entry.published or entry.updated, entry.title)))


def _convert_entry(
    entry: Entry, info: FeedInfo, choice: Choice, language: str, place: Place
) -> tuple[Converted, list[tuple[str, str]]]:
    """The text in Markdown, the files that go with it linked at its end, and a remark on pictures left on the web."""
    rich = choice.text
    remote: list[str] = []

    def picture(address: str) -> str:
        if address.startswith(("http://", "https://")) and address not in remote:
            remote.append(address)
        return address

    source, gone = without_furniture(rich.value) if rich.is_html else (paragraphs(rich.value), ())
    source += "".join(_link_file(each) for each in entry.enclosures if not _is_in(each.address, source))
    base = rich.base or _page(entry.link, info.link)
    converted = to_markdown(source, base=base, language=language, picture=picture, place=place)
    return converted, [*_about_furniture(gone), *_about_pictures(remote)]


def _about_furniture(gone: tuple[str, ...]) -> list[tuple[str, str]]:
    if not gone:
        return []
    said = [f"“{words[:60]}”" for words in dict.fromkeys(gone) if words]
    shown = "; ".join(said[:5]) + (" …" if len(said) > 5 else "") or "clickable pictures"
    return [("import-left-out", f"boilerplate below the text was left out: {shown}")]


def _about_pictures(remote: list[str]) -> list[tuple[str, str]]:
    if not remote:
        return []
    more = f" and {len(remote) - 3} more" if len(remote) > 3 else ""
    return [("import-picture", f"pictures are not in the feed and stay on the web: {', '.join(remote[:3])}{more}")]


def _is_in(address: str, source: str) -> bool:
    return address in source or html.escape(address) in source


def _link_file(enclosure: Enclosure) -> str:
    """A file as a link at the end of the text."""
    try:
        file_name = unquote(urlsplit(enclosure.address).path).rpartition("/")[2]
    except ValueError:
        file_name = ""
    words_of_link = enclosure.title or file_name or enclosure.address
    return f'<p><a href="{html.escape(enclosure.address)}">{html.escape(words_of_link, quote=False)}</a></p>'


def _page(link: str, site: str) -> str:
    """What relative addresses mean where the feed has no `xml:base`: seen from the page, if it is on the site."""
    is_on_site = link and (not site or host_of(link) == host_of(site))
    return link if is_on_site else absolute(site, link)


def _slug(link: str) -> str:
    """The last part of the page's path that names anything."""
    try:
        path = unquote(urlsplit(link).path)
    except ValueError:
        return ""
    parts = [_SUFFIX.sub("", part) for part in path.split("/")]
    named = [part for part in parts if part.lower() not in _NO_NAMES and not part.isdecimal()]
    return named[-1] if named else ""


def _translations(entry: Entry, own: str) -> tuple[str, ...]:
    tags = (normalise_tag(each) for each in entry.translations)
    return tuple(dict.fromkeys(tag for tag in tags if tag and tag != own))
