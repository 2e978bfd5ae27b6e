"""The index as its template prints it: entries in the order of the edition's language, below the letters of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archivist.book_parts import BookKind
from archivist.markup.edition_context import EditionContext
from archivist.markup.index_entries import Head, IndexedArticle, below, heads
from archivist.markup.templates_of_parts import TemplateValues
from archivist.model.book import Document
from archivist.text import languages
from archivist.text.collation import Collation, LetterGroup, range_dash

_SHORT = 4  # entries


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """An article that an entry leads to; on paper its pages are printed instead of its title."""

    document: str
    title: str
    language: str
    is_whole: bool  # it is about the entry, or by it
    is_mentioned: bool


@dataclass(frozen=True, slots=True)
class Locator:
    """A page, or a range of pages, of another volume that an entry leads to."""

    edition: str  # its id
    place: str  # the named destination of its PDF that is the first page
    pages: str  # as printed: 41 or 41–43
    is_whole: bool  # all pages of an article that is about the entry, or by it


@dataclass(frozen=True, slots=True)
class ListedVolume:
    """The pages of one volume that an entry of a cumulative index leads to."""

    before: str  # the number of the volume, with what is between it and the pages
    locators: tuple[Locator, ...]
    behind: str  # what is after the pages, mostly nothing


# The places of an entry: articles of this volume, or pages of others.
PlacesOf = Callable[[Head], Iterable[ListedPlace] | Iterable[ListedVolume]]


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of the index."""

    key: str
    id: str  # "" if nothing leads to it
    term: str
    language: str
    is_author: bool
    places: tuple[ListedPlace | ListedVolume, ...]
    see: Markup
    see_also: Markup
    entries: tuple["ListedEntry", ...]


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """The entries below one letter."""

    id: str
    heading: str  # "" over numbers and symbols
    entries: tuple[ListedEntry, ...]

    @property
    def language(self) -> str:
        """That of its first entry."""
        return self.entries[0].language

    @property
    def is_short(self) -> bool:
        """Whether it is kept in one column."""
        return sum(1 + len(entry.entries) for entry in self.entries) <= _SHORT


def index_values(context: EditionContext, documents: Sequence[Document]) -> TemplateValues:
    """What the template is filled with; no groups if there is nothing to list."""
    articles = list(_articles(context, documents))
    return list_entries(context, articles, lambda head: _places(articles, head))


def list_entries(context: EditionContext, articles: Sequence[IndexedArticle], places: PlacesOf) -> TemplateValues:
    """What a template is filled with that lists the entries of articles, each with its places."""
    found = heads(articles, context.around.glossary, context.language)
    # Authors alone make no index: the contents name them.
    found = found if any(not head.is_author for head in found.values()) else {}
    groups = _Lister(context, found, places).groups()
    return {
        "is_cumulative": context.annotated.kind is BookKind.CUMULATIVE,
        "groups": groups,
        "separator": languages.list_separator(context.language),
        "dash": range_dash(context.language) if groups else "",
        "has_whole_articles": any(head.whole for head in found.values()),
    }


def _articles(context: EditionContext, documents: Iterable[Document]) -> Iterator[IndexedArticle]:
    articles = {context.ids[item.article.key]: item.article for item in context.annotated.articles}
    for document in documents:
        if document.id in articles:
            article, terms = articles[document.id], tuple(mention.entry for mention in document.mentions)
            yield IndexedArticle(document.id, document.title, document.language, article.authors, article.tags, terms)


def _places(articles: Iterable[IndexedArticle], head: Head) -> Iterator[ListedPlace]:
    for each in articles:
        is_whole, is_mentioned = each.id in head.whole, each.id in head.mentioned
        if is_whole or is_mentioned:
            yield ListedPlace(each.id, each.title, each.language, is_whole, is_mentioned)


class _Lister:
    """Puts the entries of an index in their places."""

    def __init__(self, context: EditionContext, found: Mapping[str, Head], places: PlacesOf) -> None:
        self._context = context
        self._places = places
        self._found = found
        self._below = below(found)
        self._collation = Collation(context.language, _further_alphabets(context.language, found.values()))
        led_to = {key for head in found.values() for key in (*head.see, *head.see_also)}
        self._ids = {key: f"entry.{number}" for number, key in enumerate(sorted(led_to), 1)}

    def groups(self) -> tuple[ListedGroup, ...]:
        """The groups in order."""
        by_group: dict[LetterGroup, list[Head]] = {}
        for head in self._sorted(""):
            by_group.setdefault(self._collation.group(head.term), []).append(head)
        return tuple(
            ListedGroup(f"letter.{number}", group.heading, tuple(map(self._entry, by_group[group])))
            for number, group in enumerate(sorted(by_group), 1)
        )

    def _sorted(self, parent: str) -> list[Head]:
        return sorted(self._below.get(parent, ()), key=lambda head: (self._collation.sort_key(head.term), head.key))

    def _entry(self, head: Head) -> ListedEntry:
        return ListedEntry(
            head.key,
            self._ids.get(head.key, ""),
            head.term,
            head.language,
            head.is_author,
            tuple(self._places(head)),
            self._reference("see", head.see, head.term),
            self._reference("see_also", head.see_also),
            tuple(map(self._entry, self._sorted(head.key))),
        )

    def _reference(self, label: str, keys: Sequence[str], name: str = "") -> Markup:
        """“see Tbilisi; Tskhinvali”, with links; nothing without keys. `name` is the name that leads there."""
        if not keys:
            return Markup("")
        found = sorted((self._found[key] for key in keys), key=lambda head: self._collation.sort_key(head.term))
        words = self._context.words
        is_foreign = words.language_of(label) != self._context.language
        links = Markup("; ").join(self._link(head, name, is_foreign) for head in found)
        before, _, behind = words.plain(label).partition("{term}")
        return Markup("{}{}{}").format(before, links, behind)

    def _link(self, head: Head, name: str, is_foreign: bool) -> Markup:
        """A link to an entry; `is_foreign` if the words around it are English because there are no others."""
        above = self._found.get(head.parent)
        shown = [each.term for each in (above, head) if each and not (above and each.term == name)]
        attributes = self._context.language_attributes(head.language, always=is_foreign)
        link = Markup('<a epub:type="index-term" href="#{}"{}>{}</a>')
        return link.format(self._ids[head.key], attributes, ": ".join(shown))


def _further_alphabets(language: str, found: Iterable[Head]) -> list[str]:
    """Languages whose letters head groups as well: those of names in other scripts, and English for Latin letters."""
    own = languages.script(language)
    others = dict.fromkeys((*sorted({head.language for head in found}), "en"))
    return [other for other in others if languages.script(other) != own]
