"""Whether a page contains an article, or is one of the others of a site: a list, a search, a form, an error."""

import re
from collections.abc import Callable

from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.interface_words import MISSING
from archivist.web_pages.lines import HEADINGS
from archivist.web_pages.page_addresses import is_home
from archivist.web_pages.page_facts import Facts
from archivist.web_pages.prose import Prose, words_of

_LONG = 1500  # letters of text in a page that is more than a notice
_TEASERS = 4
# Names WordPress, Drupal, Ghost and Blogger give the page itself.
_LIST_NAMES = (
    "archive category tag search search-results search-no-results author date post-type-archive blog home-template "
    "tag-template author-template page-taxonomy taxonomy-term paged tax-post-tag"
)
_LISTS = frozenset(_LIST_NAMES.split())
_SINGLE = frozenset(
    {"single", "single-post", "post-template", "node-type-article", "page-node-type-article", "item-view"}
)
_FEEDS = ("rss", "feed", "rdf:rdf", "channel")
_REFRESH = re.compile(r"\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"\s]{1,2000})", re.I)


def reason_against(root: Element, body: Element, prose: Prose, facts: Facts, address: str) -> str:
    """Why a page is not an article; "" if it is one, or may be."""
    frames = _frames(root)
    if frames:
        return frames
    if next(root.iter(*_FEEDS), None) is not None and root.find(".//p") is None:
        return "a feed, not a page"
    letters = prose.of(body)
    if not letters:
        return _redirection(root) or "a page without text"
    if is_marked(root, facts) and facts.kind != "list":
        return ""
    found = (check(root, body, prose, letters) for check in _CHECKS)
    return next((reason for reason in found if reason), "") or _home(prose, body, facts, address)


def is_marked(root: Element, facts: Facts) -> bool:
    """Whether the page says itself that it is an article."""
    return facts.kind in ("article", "post", "blog", "news", "newsarticle") or bool(_SINGLE & set(_page_names(root)))


def _page_names(root: Element) -> list[str]:
    body = root.find("body")
    return names_of(body) if body is not None else []


def _frames(root: Element) -> str:
    names = [(frame.get("src") or "").strip()[:200] for frame in root.iter("frame")]
    if not names or len(words_of(root)) > _LONG:
        return ""
    return f"a frameset without its own text; import the pages in it: {', '.join(names[:8])}"


def _redirection(root: Element) -> str:
    for element in root.iter("meta"):
        target = _REFRESH.search((element.get("content") or "")[:3000])
        if target and (element.get("http-equiv") or "").lower() == "refresh":
            return f"a page that redirects to {target[1]}"
    return ""


def _missing(root: Element, _body: Element, _prose: Prose, letters: int) -> str:
    titles = [words_of(each) for each in root.iter("h1")] + [each.text or "" for each in root.iter("title")]
    said = any(MISSING.search(title[:200]) for title in titles) or "error404" in _page_names(root)
    return "an error page (not found)" if said and letters < _LONG else ""


def _login(root: Element, _body: Element, _prose: Prose, letters: int) -> str:
    fields = any((each.get("type") or "").lower() == "password" for each in root.iter("input"))
    return "a login form" if fields and letters < _LONG / 3 else ""


def _list(root: Element, body: Element, prose: Prose, _letters: int) -> str:
    listed = _LISTS & set(_page_names(root)) or "home" in _page_names(root)
    teasers = _teasers(body)
    if (listed and teasers >= 1) or (teasers >= _TEASERS and prose.is_mostly_links(body)):
        return f"a list of articles ({teasers} titles that link to other pages)"
    if teasers >= _TEASERS and len(list(body.iter("article"))) >= _TEASERS:
        return f"a list of articles ({teasers} titles that link to other pages)"
    return ""


def _teasers(body: Element) -> int:
    """Headings that are links to other pages."""
    count = 0
    for heading in body.iter(*HEADINGS):
        links = [*heading.iter("a"), *heading.iterancestors("a")]
        count += any(not (link.get("href") or "#").startswith("#") and words_of(link) for link in links[:3])
    return count


_CHECKS: tuple[Callable[[Element, Element, Prose, int], str], ...] = (_missing, _login, _list)


def _home(prose: Prose, body: Element, facts: Facts, address: str) -> str:
    few = prose.links(body) * 2 > prose.of(body)
    if address and is_home(address) and (facts.kind in ("website", "list") or few):
        return "the home page of a site"
    if facts.kind == "list" and few:
        return "a list of articles, as the page declares"
    return ""
