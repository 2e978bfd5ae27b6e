"""What links in a document say of the archived copies of the pages that they lead to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from archivist.links.robust_links import address_in_wacz, robust_attributes
from archivist.markup.built_in_words import Words
from archivist.model.annotated import ArchivedPage
from archivist.model.articles import Article
from archivist.text import languages
from archivist.text.xml_element import Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class ArchivedCopies:
    """The archived copies of the pages that an article cites."""

    pages: Mapping[str, ArchivedPage] = field(default_factory=dict)  # by address as it is cited
    file: str = ""  # the name of the file that has them

    def day(self, address: str) -> date | None:
        """The day of the copy of a page, if there is one."""
        page = self.pages.get(address)
        return page.day if page else None

    def attributes(self, address: str) -> Mapping[str, str]:
        """The attributes of a link to a page; none if it has no copy."""
        page = self.pages.get(address)
        if page is None:
            return {}
        return robust_attributes(address, address_in_wacz(self.file, page.address, page.requested), page.moment)

    def markup(self, address: str) -> Markup:
        """The same as it is written in a tag."""
        return _written(self.attributes(address))

    def markup_of_source(self, article: Article) -> Markup:
        """The same of a link to where an article was published; without a copy, the one that its author names."""
        named = article.archived
        if named is None or article.source in self.pages:
            return self.markup(article.source)
        return _written(robust_attributes(article.source, named.address, named.day.isoformat() if named.day else ""))


NO_COPIES = ArchivedCopies()


def _written(attributes: Mapping[str, str]) -> Markup:
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())


def mark_links(root: Element, copies: ArchivedCopies) -> list[tuple[Element, date]]:
    """Give links to pages with archived copies their attributes. Returns these links with the days of the copies."""
    marked = []
    for link in root.iter("a") if copies.pages else ():
        address = link.get("href", "")
        day = copies.day(address)
        if day is not None:
            link.attrib.update(copies.attributes(address))
            marked.append((link, day))
    return marked


def add_days(marked: list[tuple[Element, date]], language: str, words_in: Callable[[str], Words]) -> None:
    """Write after each link when its copy was made, in the language of its passage: (archived 4 February 2022)."""
    for link, day in marked:
        own = next((tag for each in link.iterancestors() if (tag := each.get(_XML_LANG))), language)
        words = words_in(own)
        said = words.plain("archived_day", date=languages.long_date(day, own))
        spoken, parent = words.language_of("archived_day"), link.getparent()
        place = link.makeelement("span", {"class": "where"})
        place.text, place.tail = f"({said})", link.tail
        if spoken != own:
            place.set("lang", spoken)
            place.set(_XML_LANG, spoken)
        link.tail = " "
        assert parent is not None
        parent.insert(parent.index(link) + 1, place)
