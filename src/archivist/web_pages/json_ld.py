"""What a page says of itself as JSON-LD in the terms of schema.org."""

import json
import re
from collections.abc import Iterator

from archivist.reader_api.stated_people import doi_of
from archivist.text.xml_element import Element
from archivist.web_pages.json_ld_people import Node, identifiers_in, people_of, resolve
from archivist.web_pages.page_addresses import comparable
from archivist.web_pages.page_facts import Facts, keywords_of, plain, several

_ARTICLES = re.compile(r"(?:\w{0,40}NewsArticle|(?:Scholarly|Tech|Satirical)?Article|Report|BlogPosting|LiveBlogPosting"
                       r"|SocialMediaPosting|Review|CreativeWork)")  # fmt: skip
_LISTS = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "Blog"})
_MAX = 2_000_000  # letters of one block
_MAX_NODES = 20_000
_WRAPPING = re.compile(r"^\s{0,100}(?:/\*)?\s{0,10}(?:<!--|(?://)?\s{0,5}<!\[CDATA\[)?\s{0,10}(?:\*/)?"
                       r"|(?:(?://)?\s{0,5}(?:/\*)?\s{0,5}(?:-->|\]\]>)\s{0,5}(?:\*/)?)?[\s;]{0,100}$")  # fmt: skip


def facts_of(root: Element, address: str, headings: frozenset[str]) -> Facts:
    """The facts of the article that the page is about.

    Where several are described it is the one with the page's address, or with one of its headings (lower case); if
    there is none, the page is a list and none is taken.
    """
    nodes = [node for block in _blocks(root) for node in _nodes(block)]
    articles = [node for node in nodes if _is_article(node)]
    chosen = _choose(articles, address, headings)
    if chosen is None:
        return Facts(kind="list" if any(_LISTS & set(_types(node)) for node in nodes) else "")
    # A node may be named again where it is used, with its name alone: what says most of it counts.
    by_size = sorted(nodes, key=len)
    known = {name: node for node in by_size if isinstance(name := node.get("@id"), str) and len(node) > 1}
    return _facts(chosen, known)


def _blocks(root: Element) -> Iterator[object]:
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "").lower() and len(text) <= _MAX:
            try:
                yield json.loads(_WRAPPING.sub("", text), strict=False)
            except (ValueError, RecursionError):  # broken, as it often is: other marks will do
                continue


def _nodes(block: object) -> Iterator[Node]:
    """All tables of a block, the outer ones first."""
    waiting, count = [block], 0
    while waiting and count < _MAX_NODES:
        value = waiting.pop(0)
        count += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(each for each in value.values() if isinstance(each, dict | list))
        elif isinstance(value, list):
            waiting.extend(each for each in value if isinstance(each, dict | list))


def _types(node: Node) -> list[str]:
    written = node.get("@type")
    types = written if isinstance(written, list) else [written]
    return [each.rsplit("/", 1)[-1] for each in types if isinstance(each, str)]


def _is_article(node: Node) -> bool:
    named = any(_ARTICLES.fullmatch(each) for each in _types(node))
    return named and bool(node.get("headline") or node.get("name") or node.get("datePublished"))


def _choose(articles: list[Node], address: str, headings: frozenset[str]) -> Node | None:
    wanted = comparable(address) if address else ""
    for node in articles:
        if wanted and wanted in {comparable(each) for each in _addresses(node)}:
            return node
    for node in articles:
        if plain(node.get("headline") or node.get("name")).casefold() in headings:
            return node
    return articles[0] if len(articles) == 1 else None


def _addresses(node: Node) -> tuple[str, ...]:
    page = node.get("mainEntityOfPage")
    of_page = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    return several(each for each in (node.get("url"), of_page, node.get("@id")) if isinstance(each, str))


def _facts(node: Node, known: dict[str, Node]) -> Facts:
    section = node.get("articleSection")
    return Facts(
        titles=several((node.get("headline"), node.get("name"))),
        published=several((node.get("datePublished"), node.get("dateCreated"))[:1]),
        modified=several((node.get("dateModified"),)),
        authors=_names(node.get("author") or node.get("creator"), known),
        people=people_of(node, known),
        doi=doi_of(identifiers_in(node)),
        section=plain(section[0] if isinstance(section, list) and section else section),
        tags=keywords_of(node.get("keywords")),
        description=plain(node.get("description")),
        language=_language(node.get("inLanguage"), known),
        address=next((each for each in _addresses(node) if each.startswith("http")), "").split("#")[0],
        picture=_picture(node.get("image"), known),
        kind="article",
        translations=_translations(node, known),
        is_for_subscribers=str(node.get("isAccessibleForFree", "")).strip().lower() == "false",
    )


def _names(value: object, known: dict[str, Node]) -> tuple[str, ...]:
    people = [resolve(each, known) for each in (value if isinstance(value, list) else [value])]
    names = [each.get("name") if isinstance(each, dict) else each for each in people]
    flat = [one for name in names for one in (name if isinstance(name, list) else [name])]
    return tuple(name for name in several(flat) if not name.startswith(("http:", "https:", "#")))


def _language(value: object, known: dict[str, Node]) -> str:
    value = resolve(value[0] if isinstance(value, list) and value else value, known)
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return plain(value, 40)


def _picture(value: object, known: dict[str, Node]) -> str:
    value = resolve(value[0] if isinstance(value, list) and value else value, known)
    return plain(value.get("url") or value.get("contentUrl") if isinstance(value, dict) else value)


def _translations(node: Node, known: dict[str, Node]) -> tuple[tuple[str, str], ...]:
    found = []
    for name in ("workTranslation", "translationOfWork"):
        value = node.get(name)
        for each in value if isinstance(value, list) else [value]:
            other = resolve(each, known)
            if isinstance(other, dict):
                address = plain(other.get("url") or other.get("@id"))
                found.append((_language(other.get("inLanguage"), known), address))
    return tuple(pair for pair in found if any(pair))
