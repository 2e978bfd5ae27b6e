"""What a page says of itself in `<meta>` and `<link>`: HTML's own, Open Graph, Dublin Core, Highwire and others."""

from collections.abc import Iterator

from archivist.article_facts import Person
from archivist.front_matter.roles import AUTHOR
from archivist.reader_api.stated_people import doi_of, person_with_orcid
from archivist.text.xml_element import Element
from archivist.web_pages.page_facts import Facts, keywords_of, plain, several

# Names in the order of trust.
_TITLES = (
    "og:title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "citation_publication_date", "citation_date",
    "citation_online_date", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "dcterms.created",
    "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publishdate", "publication_date", "datepublished",
    "article.published", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified", "last-modified", "datemodified",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "parsely-author",
            "sailthru.author", "byl")  # fmt: skip
_SECTIONS = ("article:section", "og:article:section", "parsely-section", "section", "dc.subject.section")
_TAGS = ("article:tag", "og:article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "citation_keywords",
         "dc.subject", "keywords")  # fmt: skip
_DESCRIPTIONS = ("og:description", "description", "dc.description", "dcterms.description", "dcterms.abstract",
                 "sailthru.description", "twitter:description")  # fmt: skip
_ADDRESSES = ("og:url", "parsely-link", "citation_public_url", "citation_abstract_html_url", "dc.identifier.uri")
_ROLES = {
    "citation_author": AUTHOR, "citation_translator": "trl", "citation_editor": "edt",
    "dc.contributor.translator": "trl", "dc.contributor.editor": "edt", "dc.contributor.photographer": "pht",
    "dc.contributor.illustrator": "ill",
}  # fmt: skip
_HIGHWIRE = {role: name for name, role in _ROLES.items() if name.startswith("citation_")}
_DOIS = ("citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier.doi", "dcterms.identifier",
         "dc.identifier", "doi")  # fmt: skip
_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "citation_language", "og:locale", "language")


def facts_of(root: Element) -> Facts:
    """The facts in a page's head, wherever it is."""
    tags = _tags(root)
    return Facts(
        titles=several(_first(tags, each) for each in _TITLES),
        published=several(_first(tags, each) for each in _PUBLISHED),
        modified=several(_first(tags, each) for each in _MODIFIED),
        authors=_authors(tags),
        people=tuple(_people(root)),
        doi=doi_of(content for name in _DOIS for content in tags.get(name, ())),
        section=plain(_one(tags, _SECTIONS)),
        tags=_keywords(tags),
        description=plain(_one(tags, _DESCRIPTIONS)),
        language=plain(_one(tags, _LANGUAGES), 40),
        site=plain(_one(tags, ("og:site_name", "application-name"))),
        address=_canonical(root) or plain(_one(tags, _ADDRESSES)) or _of_joomla(root, tags),
        picture=plain(_one(tags, ("og:image", "og:image:url", "twitter:image", "parsely-image-url"))),
        kind=plain(_one(tags, ("og:type", "parsely-type")), 40).lower(),
    )


def _tags(root: Element) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for name, content in _in_order(root):
        tags.setdefault(name, []).append(content)
    return tags


def _in_order(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        content = (element.get("content") or "").strip()
        if content and name:
            yield name.strip().lower(), content


def _people(root: Element) -> Iterator[Person]:
    """Those whom Highwire and Dublin Core name by their roles: the ORCID of each follows the name."""
    name = role = ""
    for tag, content in _in_order(root):
        if tag in _ROLES:
            name, role = plain(content), _ROLES[tag]
            yield Person(name, role)
        elif name and tag == f"{_HIGHWIRE.get(role, '')}_orcid":
            yield person_with_orcid(name, role, plain(content))


def _first(tags: dict[str, list[str]], name: str) -> str:
    return tags.get(name, [""])[0]


def _one(tags: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((tags[name][0] for name in names if name in tags), "")


def _authors(tags: dict[str, list[str]]) -> tuple[str, ...]:
    """The names of the first tag that has any: `article:author` is often an address."""
    for name in _AUTHORS:
        names = [each for each in several(tags.get(name, ())) if not each.startswith(("http:", "https:", "www.", "/"))]
        if names:
            return tuple(names)
    return ()


def _keywords(tags: dict[str, list[str]]) -> tuple[str, ...]:
    for name in _TAGS:
        values = tags.get(name, [])
        if values:
            return several(word for value in values for word in (keywords_of(value) if len(values) == 1 else (value,)))
    return ()


def _of_joomla(root: Element, tags: dict[str, list[str]]) -> str:
    """The address of a page of Joomla, which writes it as `<base>`."""
    if not _one(tags, ("generator",)).startswith("Joomla"):
        return ""
    return next((plain(each.get("href"), 4000) for each in root.iter("base") if each.get("href")), "")


def _canonical(root: Element) -> str:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return plain(element.get("href"), 4000)
    return ""
