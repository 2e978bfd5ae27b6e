"""Names in XML feeds: `local` in the vocabulary without a name of its own, else `prefix:local`."""

from archivist.text.xml_element import Element

PRISM = ("1.2/basic", "basic/2.0", "basic/2.1", "basic/3.0")  # versions, as their addresses write them
DOI_NAMES = ("prism:doi", "dc:identifier", "dcterms:identifier")
_ATOM, _RSS = "atom", ""
_VOCABULARIES = {
    "": _RSS,
    "http://purl.org/rss/1.0/": _RSS,
    "http://my.netscape.com/rdf/simple/0.9/": _RSS,
    "http://channel.netscape.com/rdf/simple/0.9/": _RSS,
    "http://backend.userland.com/rss2": _RSS,
    "http://backend.userland.com/RSS2": _RSS,
    "http://blogs.law.harvard.edu/tech/rss": _RSS,
    "http://www.w3.org/2005/Atom": _ATOM,
    "http://purl.org/atom/ns#": _ATOM,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://news.yandex.ru": "yandex",
    "http://turbo.yandex.ru": "turbo",
    "http://schemas.google.com/blogger/2018": "blogger",
    **{f"http://prismstandard.org/namespaces/{version}/": "prism" for version in PRISM},
}
# Prefixes that feeds use without saying what they stand for.
USUAL_PREFIXES = {
    prefix: next(address for address, vocabulary in _VOCABULARIES.items() if vocabulary == prefix)
    for prefix in ("atom", "content", "dc", "dcterms", "feedburner", "itunes", "media", "thr", "turbo", "yandex")
}
_XML = "{http://www.w3.org/XML/1998/namespace}"
LANG, BASE = f"{_XML}lang", f"{_XML}base"
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def name_of(element: Element) -> str:
    """`item`, `atom:entry`, `dc:date`; "?:local" in a vocabulary that is not known, "" for what is not an element."""
    if not isinstance(element.tag, str):
        return ""
    namespace, _, local = element.tag.rpartition("}")
    vocabulary = _VOCABULARIES.get(namespace.removeprefix("{"), "?")
    return f"{vocabulary}:{local}" if vocabulary else local


def all_named(parent: Element, *names: str) -> list[Element]:
    """The children of these names, in the order of the file."""
    return [child for child in parent if name_of(child) in names]


def text_of(element: Element) -> str:
    """All the text in an element, without space at its ends; "" for None."""
    return "" if element is None else "".join(element.itertext()).strip()


def first_text(parent: Element, *names: str) -> str:
    """The text of the first child that has one: the first name that is there counts."""
    return next((text for name in names for child in all_named(parent, name) if (text := text_of(child))), "")
