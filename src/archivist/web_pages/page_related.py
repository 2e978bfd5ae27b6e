"""What a page offers to read next, and the pieces of it that do nothing else."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from archivist.reader_api.dates import dates_in
from archivist.reader_api.found import FoundRelated
from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import ASIDE, RELATED
from archivist.web_pages.interface_words import ALSO_READ, ALSO_READ_BEFORE_LINK
from archivist.web_pages.lines import HEADINGS, leaves
from archivist.web_pages.page_addresses import absolute, comparable, is_home
from archivist.web_pages.prose import words_of, words_outside_links

_LONGEST = 600  # letters of a line that offers links
_MOST = 40  # entries of one page
_ABOUT = re.compile(r"/(?:author|category|tag|tags|topics?|section)/", re.I)
_LIST = re.compile(r"/(?:author|category|tag|tags|topics?)/[^/]{1,200}/?$", re.I)
_LISTS = frozenset({"ul", "ol", "div", "p"})


@dataclass(frozen=True, slots=True)
class Related:
    """The entries in order, and the elements they were taken from; one without entries is an empty “Also read:”."""

    entries: tuple[FoundRelated, ...]
    taken: tuple[Element, ...]
    empty: tuple[Element, ...]


def related_of(
    root: Element,
    body: Element,
    base: str,
    own: str,
    furniture: Mapping[Element, str],
    *,
    kept: Collection[Element] = (),
) -> Related:
    """Entries of the lines within the body, then of the blocks the page marks as related, then of `rel=related`.

    What is to be `kept` in the body offers nothing.
    """
    entries: dict[str, FoundRelated] = {}
    taken: list[Element] = []
    empty: list[Element] = []
    for pieces in (*_offers(body, furniture), *_offers_behind(body, furniture)):
        if any(piece in kept for piece in pieces):
            continue
        links = [link for piece in pieces for link in piece.iter("a")]
        added = _add(entries, links, base, own)
        (taken if added or links else empty).extend(pieces)
    for element, kind in furniture.items():
        if _is_offer(element, kind, body) and _add(entries, _headline_links(element), base, own):
            taken.append(element)
    for element in root.iter("link", "a"):
        if "related" in (element.get("rel") or "").lower().split():
            _add(entries, [element], base, own)
    return Related(tuple(entries.values())[:_MOST], tuple(taken), tuple(empty))


def _is_offer(element: Element, kind: str, body: Element) -> bool:
    """Whether a piece offers more to read: it says so, or is an aside within the text with links alone."""
    if kind != ASIDE:
        return kind == RELATED
    return body in element.iterancestors() and not words_outside_links(element)


def _add(entries: dict[str, FoundRelated], links: list[Element], base: str, own: str) -> bool:
    """Take links as entries, each address once; whether there was one."""
    any_link = False
    for link in links:
        address = absolute(base, link.get("href"))
        if not address and not base and _title_in(link) and _is_relative(link):  # nobody knows where the page was
            entries.setdefault(_title_in(link), FoundRelated(_title_in(link)[:500]))
            any_link = True
        if not address or comparable(address) == comparable(own) or is_home(address):
            continue
        if _LIST.search(address):
            any_link = True
            continue
        title = _without_label(_title_in(link) or (link.get("title") or "").strip())
        known = entries.get(comparable(address))
        if known is None or (title and not known.title):
            entries[comparable(address)] = FoundRelated(title[:500], address)
        any_link = True
    return any_link


def _is_relative(link: Element) -> bool:
    href = (link.get("href") or "").strip()
    return bool(href) and not href.startswith("#") and ":" not in href.partition("/")[0]


def _title_in(link: Element) -> str:
    """The words of a link; of one around a whole card those of its heading."""
    headings = [words for each in link.iter(*HEADINGS) if (words := words_of(each))]
    return headings[0] if headings else words_of(link)


def _headline_links(block: Element) -> list[Element]:
    """The links that are titles: those in headings; without headings the first with words of each item."""
    headed = [link for heading in block.iter(*HEADINGS) for link in _around(heading) if words_of(link)]
    if headed:
        return headed
    links = [link for link in block.iter("a") if words_of(link) and not _leads_to_a_list(link)]
    items = list(block.iter("li", "article"))
    if not items:
        return links
    firsts = [next((link for link in links if item in link.iterancestors()), None) for item in items[:_MOST]]
    return [link for link in firsts if link is not None]


def _around(heading: Element) -> list[Element]:
    within = list(heading.iter("a"))
    return within or list(heading.iterancestors("a"))[:1]


def _leads_to_a_list(link: Element) -> bool:
    rel = (link.get("rel") or "").lower().split()
    return bool({"author", "tag", "category"} & set(rel)) or bool(_ABOUT.search(link.get("href") or ""))


def _offers(body: Element, furniture: Mapping[Element, str]) -> Iterator[list[Element]]:
    """Lines such as `Also read: …`, each with what belongs to it: its links, or the list below it."""
    for leaf in leaves(body, furniture):
        if leaf.tag in ("td", "th", "pre", "figure"):
            continue
        words = words_of(leaf) if len(leaf) < 50 else ""
        if not words or len(words) > _LONGEST:
            continue
        if ALSO_READ.fullmatch(words) and not list(leaf.iter("a")):
            below = _links_below(leaf)
            if below or leaf.tag not in HEADINGS:
                yield [leaf, *below]
        elif list(leaf.iter("a")) and _only_offers(leaf, words):
            yield [leaf]


def _offers_behind(body: Element, furniture: Mapping[Element, str]) -> Iterator[list[Element]]:
    """Such lines directly after the body, with the list below them."""
    for sibling in list(body.itersiblings())[:_MOST]:
        if sibling not in furniture and isinstance(sibling.tag, str):
            yield from (pieces for pieces in _offers(sibling, furniture) if len(pieces) > 1)


def _only_offers(leaf: Element, words: str) -> bool:
    """Whether a line is a label and links: `Also read: <a>…</a>`, or `<a>Also read: …</a>`."""
    outside = words_outside_links(leaf)
    return bool(ALSO_READ_BEFORE_LINK.fullmatch(outside)) or (not outside and _without_label(words) != words)


def _without_label(title: str) -> str:
    label = ALSO_READ.match(title)
    return title[label.end() :].strip() if label and ":" in label[0] and label.end() < len(title) else title


def _says_more(element: Element) -> bool:
    """Whether there are words other than the links and their days."""
    words = words_outside_links(element)
    for start, end, _ in reversed(dates_in(words)):
        words = words[:start] + words[end:]
    return bool(words.strip(" •·–—-|,;"))


def _links_below(label: Element) -> list[Element]:
    """The list of links, or the lines that are links, which follow a label directly."""
    found: list[Element] = []
    for sibling in label.itersiblings():
        if (sibling.tail or "").strip():
            break
        if sibling.tag not in _LISTS or not list(sibling.iter("a")) or _says_more(sibling):
            break
        found.append(sibling)
        if sibling.tag in ("ul", "ol"):
            break
    return found if not (label.tail or "").strip() else []
