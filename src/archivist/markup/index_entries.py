"""What the index lists: the terms of the glossary that articles mention, their keywords, and their authors.

A keyword or an author that is a term of the glossary, by whatever form of its name, is the entry of that term. Keywords
and authors are listed with the pages of whole articles, so they are listed only where there are several articles; and
authors only if the articles are not all by the same ones, for then the title page says it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archivist.glossary import Glossary, Term
from archivist.markup.mentions import term_named
from archivist.text.filed_names import filed_name


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """What an index says of an article."""

    id: str  # unique among the articles of the index
    title: str
    language: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    mentioned: tuple[str, ...]  # ids of the terms of the glossary that it mentions


@dataclass(slots=True)
class Head:
    """An entry, before it is put in its place."""

    key: str  # unique in the index: the id of a term, or a name with what it is the name of
    term: str  # as it is printed
    language: str  # of it
    is_author: bool = False
    parent: str = ""  # key of the head that it is below; "" if it is an entry of its own
    whole: dict[str, None] = field(default_factory=dict)  # ids of the articles that are about it, or by it
    mentioned: dict[str, None] = field(default_factory=dict)  # ids of the articles that mention it
    see: tuple[str, ...] = ()  # keys of the heads that it refers to instead of pages
    see_also: tuple[str, ...] = ()


def heads(articles: Sequence[IndexedArticle], glossary: Glossary, language: str) -> dict[str, Head]:
    """The entries of the index by key, in no order that matters. Terms are named in `language`, the edition's."""
    found = _Heads(glossary, language)
    for each in articles:
        for term in each.mentioned:
            found.of_term(term).mentioned[each.id] = None
    if len(articles) > 1:
        for each in articles:
            found.add_keywords(each)
        if len({each.authors for each in articles}) > 1:
            for each in articles:
                found.add_authors(each)
    found.complete()
    return found.by_key


class _Heads:
    """The entries while they are collected."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        self._glossary = glossary
        self._language = language
        self.by_key: dict[str, Head] = {}

    def of_term(self, key: str) -> Head:
        """The entry of a term of the glossary."""
        if key not in self.by_key:
            term = self._glossary.find(key)
            assert term is not None  # mentions are of terms of this glossary
            name, language = _name(term, self._language)
            self.by_key[key] = Head(key, name, language, parent=self._parent(term), see_also=term.see_also)
        return self.by_key[key]

    def add_keywords(self, each: IndexedArticle) -> None:
        """The keywords of an article."""
        for tag in each.tags:
            self._named(tag, "tag", each.language).whole[each.id] = None

    def add_authors(self, each: IndexedArticle) -> None:
        """The authors of an article."""
        for author in each.authors:
            self._named(author, "author", each.language).whole[each.id] = None

    def complete(self) -> None:
        """Add the heads that entries are below, and the other names that lead to entries."""
        for head in list(self.by_key.values()):
            above = head
            while above.parent:
                above = self.of_term(above.parent)
        for head in self.by_key.values():
            head.see_also = tuple(key for key in head.see_also if key in self.by_key and key != head.key)
        for name, keys in self._other_names().items():
            key = f"see:{name.casefold()}"
            self.by_key[key] = Head(key, name, self._language, see=tuple(keys))

    def _other_names(self) -> Mapping[str, Sequence[str]]:
        """The names that lead to heads, each with their keys: other names of terms, and names listed below another."""
        printed = {head.term.casefold() for head in self.by_key.values() if not head.parent}
        found: dict[str, list[str]] = {}
        for head in self.by_key.values():
            term = self._glossary.find(head.key)
            names = term.other_names(self._language) if term else ()
            for name in (*names, *([head.term] if head.parent else ())):
                if name.casefold() not in printed:
                    found.setdefault(name, []).append(head.key)
        return found

    def _named(self, name: str, kind: str, language: str) -> Head:
        term = term_named(name, language, self._glossary)
        if term is not None:
            return self.of_term(term)
        key = f"{kind}:{name.casefold()}"
        if key not in self.by_key:
            is_author = kind == "author"
            printed = filed_name(name, language) if is_author else name
            self.by_key[key] = Head(key, printed, language, is_author)
        return self.by_key[key]

    def _parent(self, term: Term) -> str:
        """The id of the term above; "" if there is none in the glossary, or if it is below this one itself."""
        seen, above = {term.id}, self._glossary.find(term.parent)
        while above is not None:
            if above.id in seen:
                return ""
            seen.add(above.id)
            above = self._glossary.find(above.parent)
        return term.parent if self._glossary.find(term.parent) else ""


def _name(term: Term, language: str) -> tuple[str, str]:
    """The name under which an edition lists a term, and the language of that name."""
    own = term.filed(language)
    if own:
        return own, language
    native = term.native or next(iter(term.names))
    return term.filed(native), native or language


def below(by_key: Mapping[str, Head]) -> Mapping[str, Sequence[Head]]:
    """The heads that are listed below another, by its key; those of their own by the empty string."""
    found: dict[str, list[Head]] = {}
    for head in by_key.values():
        found.setdefault(head.parent, []).append(head)
    return found


def languages_of(by_key: Iterable[Head]) -> Iterator[str]:
    """The languages of the heads, each once."""
    yield from dict.fromkeys(head.language for head in by_key)
