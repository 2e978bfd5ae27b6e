"""What a page says of its article by microdata, hAtom, h-entry, RDFa and `rel`."""

from collections.abc import Callable, Iterator, Mapping

from archivist.article_facts import Person
from archivist.reader_api.stated_people import stated_person
from archivist.text.xml_element import Element
from archivist.web_pages.boilerplate_classes import names_of
from archivist.web_pages.json_ld_people import ROLES
from archivist.web_pages.page_facts import Facts, plain, several
from archivist.web_pages.prose import words_of

_PUBLISHED = {"datepublished", "published", "dt-published", "entry-date", "pubdate", "dc:date", "datecreated"}
_BEARERS = {"itemprop", "class", "property", "rel", "pubdate"}
_MODIFIED = {"datemodified", "updated", "dt-updated", "modified"}


def facts_of(root: Element, furniture: Mapping[Element, str]) -> Facts:
    """The facts that the page's own elements have; what is in boilerplate is of other articles."""
    own = [each for each in _outside(root, furniture) if not _BEARERS.isdisjoint(each.keys())]
    return Facts(
        titles=several(_texts_of(own, lambda e: _has(e, "headline", "p-name", "entry-title") and e.tag != "a")),
        published=several(_moments(own, _PUBLISHED)),
        modified=several(_moments(own, _MODIFIED)),
        authors=_authors([each for each in own if furniture.get(each) != "author box"]) or _authors(own),
        people=tuple(_people(own)),
        section=next(iter(several(_sections(own))), ""),
        tags=several(_texts_of(own, lambda e: "tag" in _rel(e) and "category" not in _rel(e))),
        description=next(iter(several(_texts_of(own, lambda e: _has(e, "p-summary", "entry-summary")))), ""),
    )


def _outside(root: Element, furniture: Mapping[Element, str]) -> Iterator[Element]:
    walk = [root]
    while walk:
        element = walk.pop()
        yield element
        # A site's `rel=tag` is in what else is boilerplate: its list of tags, its byline.
        if furniture.get(element, "tags") in ("tags", "footer", "header", "author box"):
            walk.extend(reversed(element))


def _marks(element: Element) -> set[str]:
    written = " ".join(element.get(each) or "" for each in ("itemprop", "class", "property")).lower()
    return set(written[:2000].split())


def _has(element: Element, *names: str) -> bool:
    return not _marks(element).isdisjoint(names)


def _rel(element: Element) -> list[str]:
    return (element.get("rel") or "").lower().split() if element.tag == "a" else []


def _texts_of(elements: list[Element], wanted: Callable[[Element], bool]) -> Iterator[str]:
    for element in elements:
        if wanted(element):
            yield plain(element.get("content")) or words_of(element)


def _sections(elements: list[Element]) -> Iterator[str]:
    """What is marked as the section, then the first link of what WordPress's themes call its categories."""
    yield from _texts_of(elements, lambda e: _has(e, "articlesection", "genre") or "category" in _rel(e))
    for element in elements:
        if _has(element, "entry-category", "entry-categories", "cat-links", "post-categories", "blog-categories-list"):
            yield from (words_of(link) for link in list(element.iter("a"))[:1])


def _moments(elements: list[Element], names: set[str]) -> Iterator[str]:
    """Machine-readable moments: `datetime`, `content`, or `title` of hAtom's abbreviations."""
    for element in elements:
        marks = _marks(element)
        both = "published" in marks and "updated" in marks  # WordPress: an article never changed
        if not marks.isdisjoint(names) or (element.tag == "time" and element.get("pubdate") is not None):
            if "updated" in marks and not both and names is _PUBLISHED:
                continue
            yield plain(element.get("datetime") or element.get("content") or _title(element), 100)


def _title(element: Element) -> str:
    return element.get("title") or "" if element.tag == "abbr" else ""


def _authors(elements: list[Element]) -> tuple[str, ...]:
    for wanted in (
        _is_drupal_author,
        _is_named_author,
        _is_card,
        lambda e: "author" in _rel(e),
        lambda e: _has(e, "p-author"),
    ):
        names = several(_texts_of(elements, wanted))
        if names:
            return tuple(name for name in names if len(name) < 120)
    return ()


def _people(elements: list[Element]) -> Iterator[Person]:
    """Those whom microdata names by their roles, with the addresses in the item of each."""
    for element in elements:
        role = ROLES.get(element.get("itemprop") or "")
        if role:
            named = next((each for each in element.iter() if each.get("itemprop") == "name"), element)
            name = plain(named.get("content"), 200) or words_of(named)
            if name and len(name) < 120:
                yield stated_person(name, role, (plain(each.get("href")) for each in element.iter("a", "link")))


def _is_drupal_author(element: Element) -> bool:
    """An item of a field of Drupal that contains authors; the login of who wrote the page is another."""
    field = {"field-name-field-author", "field-name-field-authors"}
    item = not {"field__item", "field-item"}.isdisjoint(_marks(element))
    return item and _within(element, lambda e: not field.isdisjoint(names_of(e)))


def _is_named_author(element: Element) -> bool:
    """`itemprop=author`, or the name within it where it is an item of its own."""
    if _has(element, "author") and element.get("itemprop") == "author":
        return element.get("itemscope") is None
    return element.get("itemprop") == "name" and _within(element, lambda e: e.get("itemprop") == "author")


def _is_card(element: Element) -> bool:
    return _has(element, "fn", "p-name") and _within(element, lambda e: _has(e, "vcard", "p-author", "h-card"))


def _within(element: Element, wanted: Callable[[Element], bool]) -> bool:
    return any(wanted(each) for _, each in zip(range(4), element.iterancestors(), strict=False))
