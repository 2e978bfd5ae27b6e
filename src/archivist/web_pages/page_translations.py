"""Translations a page names: `hreflang`, switchers of WPML and Polylang, lines such as “Also available in”."""

import re
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass

from archivist.reader_api.found import Wishes
from archivist.reader_api.language import language_named
from archivist.text import languages as tags
from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import LANGUAGES, kind_of
from archivist.web_pages.interface_words import AVAILABLE_IN
from archivist.web_pages.languages_of import as_in_archive
from archivist.web_pages.lines import leaves
from archivist.web_pages.page_addresses import absolute, comparable, is_home
from archivist.web_pages.prose import words_of

_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}", re.I)
_FROM_NAMES = re.compile(r"(?:wpml-ls-item|lang-item|lang|hreflang|language)-([a-z]{2,3}(?:-[a-z]{2,4})?)")
_BETWEEN = re.compile(r"\s*[,;/|·•]\s*|\s+(?:and|и|და)\s+")
_LONGEST = 300  # letters of a line that names languages


@dataclass(frozen=True, slots=True)
class Translations:
    """In which languages else a work exists, the name its translations share, and the lines that said so."""

    tags: tuple[str, ...] = ()
    group: str = ""
    lines: tuple[Element, ...] = ()  # elements of the page that say nothing else


def translations_of(
    root: Element, base: str, marked: Iterable[tuple[str, str]], *, own: str, language: str, wishes: Wishes
) -> Translations:
    """What the page says of translations.

    `own` is the article's address and `language` its tag; `marked` are languages and addresses of its structured data.
    The group is the smallest address of all, so that each page of a work, read alone, comes to the same.
    """
    lines = tuple(_lines(root))
    found: dict[str, str] = {}  # tag -> address, "" if not known; the first that says one
    own_names = {comparable(own)} if own else set()
    for named, address in _translations_in(root, base, marked, lines):
        tag = as_in_archive(named, wishes)
        if address and is_home(address) and not is_home(own):
            continue  # programs lead to the home page where there is no translation
        if (not found.get(tag)) or tag == language:
            found[tag] = address or found.get(tag, "")
    if not own_names and found.get(language):
        own_names = {comparable(found[language])}
    found.pop(language, None)
    return Translations(
        tuple(tag for tag in found if not _is_same(tag, language)), _group(own_names, found.values()), lines
    )


def _group(own_names: Set[str], addresses: Iterable[str]) -> str:
    """The name that an article with these addresses shares with its translations; "" if it has none."""
    others = {comparable(address) for address in addresses if address} - own_names
    return min(others | own_names) if others and own_names else ""


def _is_same(tag: str, language: str) -> bool:
    """Whether two tags are the same for a switcher, which has `en` for an article in `en-US`."""
    return bool(language) and (
        tag == language or tag == language.partition("-")[0] or language == tag.partition("-")[0]
    )


def _translations_in(
    root: Element, base: str, marked: Iterable[tuple[str, str]], lines: Iterable[Element]
) -> Iterator[tuple[str, str]]:
    for element in root.iter("link"):
        if "alternate" in (element.get("rel") or "").lower().split() and _tag(element.get("hreflang")):
            yield _tag(element.get("hreflang")), absolute(base, element.get("href"))
    for written, address in marked:
        tag = _tag(written) or language_named(written)
        if tag:
            yield tag, absolute(base, address)
    for line in lines:
        yield from _of_line(line, base)
    for switcher in _switchers(root):
        yield from _links(switcher, base)


def _tag(written: str | None) -> str:
    written = (written or "").strip()
    return tags.normalise_tag(written) or "" if _TAG.fullmatch(written) and written.lower() != "x-default" else ""


def _switchers(root: Element) -> Iterator[Element]:
    walk = [root]
    while walk:
        element = walk.pop()
        if kind_of(element) == LANGUAGES:
            yield element
        else:
            walk.extend(child for child in reversed(element) if isinstance(child.tag, str))


def _links(element: Element, base: str) -> Iterator[tuple[str, str]]:
    for link in element.iter("a"):
        tag = _language_of_link(link)
        address = absolute(base, link.get("href"))
        if tag and (address or not base):
            yield tag, address


def _language_of_link(link: Element) -> str:
    for written in (link.get("hreflang"), link.get("lang")):
        if _tag(written):
            return _tag(written)
    named = language_named(words_of(link)[:80]) or language_named((link.get("title") or "")[:80])
    if named:
        return named
    around = " ".join(each.get("class") or "" for each in (link, link.getparent()) if each is not None)
    match = _FROM_NAMES.search(around[:1000])
    return _tag(match[1]) if match else ""


def _lines(root: Element) -> Iterator[Element]:
    """The lines that announce translations and say nothing else."""
    for leaf in leaves(root):
        words = words_of(leaf) if leaf.tag in ("p", "div", "span", "li", "small", "h4", "h5", "h6") else ""
        lead = AVAILABLE_IN.match(words) if len(words) <= _LONGEST else None
        if lead and (not words[lead.end() :].strip(" .") or _all_named(words[lead.end() :])):
            yield leaf


def _of_line(line: Element, base: str) -> Iterator[tuple[str, str]]:
    yield from _links(line, base)
    words = words_of(line)
    lead = AVAILABLE_IN.match(words)
    for tag in _all_named(words[lead.end() :] if lead else ""):
        yield tag, ""


def _all_named(words: str) -> Collection[str]:
    """The tags of the languages that the words name; none if one of the words is not a language."""
    found: list[str] = []
    for part in _BETWEEN.split(words.strip(" .:")):
        named = _in_one(part.split())
        if not named:
            return ()
        found += named
    return tuple(dict.fromkeys(found))


def _in_one(words: list[str]) -> list[str]:
    """`ქართული (Georgian) Русский (Russian)`: names side by side, the longest first."""
    found: list[str] = []
    while words:
        for length in range(min(4, len(words)), 0, -1):
            tag = language_named(" ".join(words[:length]))
            if tag:
                found.append(tag)
                words = words[length:]
                break
        else:
            return []
    return found
