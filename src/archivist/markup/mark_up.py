"""An annotated edition as documents, in reading order: front matter, articles, related reading."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from archivist import languages
from archivist.config import Config, Parallel
from archivist.markup.anchors_in_pairs import Anchors
from archivist.markup.article_text import LinkTarget, WrittenText, write_text
from archivist.markup.built_in_words import Words
from archivist.markup.document_ids import document_ids
from archivist.markup.document_metadata import authors_of, metadata_for, tags_of
from archivist.markup.labels import labels_for
from archivist.markup.parallel_text import SECOND_TITLE, WrittenTexts, headings_of, write_texts
from archivist.model import (
    AnnotatedArticle,
    AnnotatedEdition,
    Article,
    Book,
    BookMetadata,
    Document,
    ParallelText,
    Picture,
    RelatedEntry,
    RelatedKind,
    Role,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an edition's documents say that the edition itself does not know."""

    config: Config
    articles: Mapping[str, Article]  # every article of the archive by path, for links between articles
    pictures: Mapping[str, Picture]  # every picture by name
    volume_titles: Mapping[str, str]  # by volume id, in the edition's language
    version: str  # of the program
    modified: datetime.datetime | None = None  # SOURCE_DATE_EPOCH, if set


def mark_up(annotated: AnnotatedEdition, around: Surroundings) -> Book:
    """The edition's documents. Page numbers they quote are still open; see page_quotes.py."""
    scribe = _DocumentWriter(annotated, around)
    documents = (
        scribe.cover(),
        scribe.title_page(),
        scribe.imprint(),
        scribe.contents(),
        *scribe.articles(),
        *scribe.related(),
    )
    return Book(scribe.metadata, documents, scribe.labels, scribe.foreign)


def mark_up_cover(annotated: AnnotatedEdition, around: Surroundings) -> Document:
    """The cover alone, for whoever wants to begin with it."""
    return _DocumentWriter(annotated, around).cover()


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("archivist.markup"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


class _DocumentWriter:
    """Writes the documents of one edition."""

    def __init__(self, annotated: AnnotatedEdition, around: Surroundings) -> None:
        self.annotated = annotated
        self.edition = annotated.edition
        self.language = annotated.edition.language
        self.around = around
        self.labels, foreign = labels_for(self.language, around.config.labels)
        self.foreign = frozenset(foreign) if self.language.split("-", 1)[0] != "en" else frozenset()
        self.words = Words(self.labels, self.foreign, self.language)
        self.ids = document_ids(item.article.key for item in annotated.articles)
        self._anchors = Anchors(annotated.articles)
        title = around.volume_titles[self.edition.volume.id]
        self.metadata: BookMetadata = metadata_for(annotated, around.config.archive, title, around.modified)
        lines = _templates().get_template("lines.xhtml").make_module({"words": self.words, "lang": self._lang})
        self._related_line = lines.related_line  # type: ignore[attr-defined]  # a macro

    # ------------------------------------------------------------ front matter

    def cover(self) -> Document:
        """The cover."""
        return self._document(
            "cover",
            Role.COVER,
            self.words.plain("cover"),
            title_language=self.words.language_of("cover"),
            language_name=self._language_name(),
            imprint_line=self._imprint_line(),
        )

    def title_page(self) -> Document:
        """The title page."""
        return self._document(
            "title",
            Role.TITLE_PAGE,
            self.words.plain("title_page"),
            title_language=self.words.language_of("title_page"),
            imprint_line=self._imprint_line(),
        )

    def imprint(self) -> Document:
        """The imprint: what a cataloguer needs."""
        facts = [(name, value) for name, value in self._facts() if value]
        return self._document(
            "imprint",
            Role.IMPRINT,
            self.words.plain("about"),
            title_language=self.words.language_of("about"),
            facts=facts,
            omitted=list(self._omitted()),
            version=self.around.version,
        )

    def contents(self) -> Document:
        """The printed contents."""
        entries = [
            {
                "document": self.ids[item.article.key],
                "title": item.article.title,
                "language": item.article.language,
                "detail": self._detail(item.article),
                "second_title": item.parallel.article.title if item.parallel else "",
                "second_language": item.parallel.article.language if item.parallel else "",
                "matter": False,
            }
            for item in self.annotated.articles
        ]
        if self._with_related():
            title = self.words.plain("related")
            entries.append(
                {
                    "document": "related",
                    "title": title,
                    "language": self.words.language_of("related"),
                    "detail": "",
                    "second_title": "",
                    "matter": True,
                }
            )
        return self._document(
            "contents",
            Role.CONTENTS,
            self.words.plain("contents"),
            title_language=self.words.language_of("contents"),
            entries=entries,
        )

    # ------------------------------------------------------------ articles and appendix

    def articles(self) -> Iterator[Document]:
        """The articles."""
        for item in self.annotated.articles:
            yield self._article(item)

    def related(self) -> Iterator[Document]:
        """The appendix of related reading, if any article has some."""
        articles = [
            {
                "document": self.ids[item.article.key],
                "title": item.article.title,
                "language": item.article.language,
                "entries": [self._entry(entry) for entry in item.related],
            }
            for item in self._with_related()
        ]
        if articles:
            title = self.words.plain("related")
            language = self.words.language_of("related")
            yield self._document(
                "related", Role.RELATED, title, title_language=language, articles=articles, running_head=title
            )

    def _article(self, item: AnnotatedArticle) -> Document:
        article, parallel = item.article, item.parallel
        text: WrittenText | WrittenTexts
        if parallel is None:
            text = write_text(item, self._link_targets(item), self.around.pictures, self._words_in)
        else:
            text = write_texts(item, parallel, self._link_targets(item), self.around.pictures, self._words_in)
        return self._document(
            self.ids[article.key],
            Role.ARTICLE,
            article.title,
            language=article.language,
            title_language=article.language,
            running_head=article.title,
            article=article,
            date=languages.long_date(article.date, self.language),
            text=text,
            second=self._second(parallel) if parallel else None,
            first_words=self._words_in(article.language),
            first_date=languages.long_date(article.date, article.language),
            layout=str(self.around.config.notes.layout),
            sources=list(self._sources(item)),
            related=[self._entry(entry) for entry in item.related],
            headings=headings_of(item),
            pictures=text.pictures,
            key=article.key,
            source_path=article.path,
            second_title=parallel.article.title if parallel else "",
            second_language=parallel.article.language if parallel else "",
            authors=authors_of(item),
            tags=tags_of(item),
        )

    def _second(self, parallel: ParallelText) -> dict[str, Any]:
        """What stands around a second text, in its own language."""
        article = parallel.article
        return {
            "article": article,
            "date": languages.long_date(article.date, article.language),
            "words": self._words_in(article.language),
            "title_id": SECOND_TITLE,
        }

    def _words_in(self, language: str) -> Words:
        """The fixed words in the language of a passage."""
        labels, foreign = labels_for(language, self.around.config.labels)
        return Words(labels, frozenset(foreign), language)

    def _sources(self, item: AnnotatedArticle) -> Iterator[dict[str, str]]:
        """Where the texts of an article were first published, each place once."""
        articles = [item.article, *([item.parallel.article] if item.parallel else [])]
        seen: set[str] = set()
        for article in articles:
            address, day = _web_address(article.source), article.retrieved
            if address and address not in seen:
                seen.add(address)
                yield {
                    "address": address,
                    "printed": _printed(article.source),
                    "retrieved": languages.long_date(day, self.language) if day else "",
                }

    # ------------------------------------------------------------ parts

    def _document(
        self,
        id_: str,
        role: Role,
        title: str,
        *,
        title_language: str,
        language: str = "",
        running_head: str = "",
        headings: Any = (),
        pictures: Any = (),
        key: str = "",
        source_path: str = "",
        second_title: str = "",
        second_language: str = "",
        authors: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        **values: Any,
    ) -> Document:
        """A document from the template of its role. A document speaks the edition's language around its article."""
        template = _templates().get_template("article.xhtml" if role is Role.ARTICLE else f"{id_}.xhtml")
        shared = {
            "language": self.language,
            "edition_language": self.language,
            "direction": languages.direction(self.language),
            "title": title,
            "title_language": title_language,
            "body_class": "article" if role is Role.ARTICLE else str(role),
            "body_type": _matter(role),
            "words": self.words,
            "metadata": self.metadata,
            "lang": self._lang,
        }
        xhtml = template.render(**shared, related_line=self._related_line, **values)
        return Document(
            id=id_,
            role=role,
            language=language or self.language,
            title=title,
            xhtml=xhtml.encode(),
            headings=tuple(headings),
            pictures=tuple(pictures),
            key=key,
            source=source_path,
            second_title=second_title,
            second_language=second_language,
            running_head=running_head,
            authors=authors,
            tags=tags,
        )

    def _lang(self, language: str, always: bool = False) -> Markup:
        """Language attributes for a passage, if it is not the edition's language."""
        if not language or (language == self.language and not always):
            return Markup("")
        return _language_attributes(language, self.language)

    def _with_related(self) -> list[AnnotatedArticle]:
        return [item for item in self.annotated.articles if item.related]

    def _entry(self, entry: RelatedEntry) -> dict[str, str]:
        return {
            "kind": str(entry.kind),
            "title": entry.title,
            "language": entry.language,
            "document": self.ids[entry.key] if entry.kind is RelatedKind.HERE else "",
            "volume": entry.volume,
            "volume_title": self.around.volume_titles.get(entry.volume, ""),
            "address": entry.address,
            "printed_address": _printed(entry.address).removeprefix("https://").removeprefix("http://").rstrip("/"),
            "linked": "yes" if entry.linked else "",
            "seen": languages.long_date(entry.seen, self.language) if entry.seen else "",
        }

    def _link_targets(self, item: AnnotatedArticle) -> LinkTarget:
        """Where links to other articles lead: to their documents in this book, else to where their volume is named."""
        listed = {path: place for place, entry in enumerate(item.related, start=1) for path in entry.linked}

        def target(path: str, anchor: str) -> str:
            article = self.around.articles.get(path)
            if path in listed:
                return f"#related.{listed[path]}"
            if article is None or article.key not in self.ids:
                return _web_address(article.source) if article else ""
            place = self._anchors.find(article.key, path, anchor) if anchor else ""
            return f"{self.ids[article.key]}.xhtml" + (f"#{place}" if place else "")

        return target

    def _detail(self, article: Article) -> str:
        date = languages.long_date(article.date, self.language)
        return " · ".join([date, *([", ".join(article.authors)] if article.authors else [])])

    def _omitted(self) -> Iterator[dict[str, str]]:
        for work in self.edition.missing:
            yield {
                "title": work.original.title,
                "language": work.original.language,
                "language_name": languages.name(work.original.language, self.language),
                "date": languages.long_date(work.date, self.language),
            }

    def _language_name(self) -> str:
        own = languages.own_name(self.language)
        return own[:1].upper() + own[1:] if languages.script(self.language) != "Geor" else own

    def _imprint_line(self) -> str:
        parts = [self.metadata.place, self.metadata.publisher, str(self.metadata.published.year)]
        return " · ".join(part for part in parts if part)

    def _facts(self) -> Iterator[tuple[str, str]]:
        volume, data = self.edition.volume, self.metadata
        others = [languages.name(tag, self.language) for tag in self._other_editions()]
        first, last = (languages.long_date(day, self.language) for day in (volume.start, volume.end))
        yield "title", ": ".join(part for part in (data.title, data.subtitle) if part)
        yield "volume", f"{data.volume_title} ({volume.id})"
        yield "numbering", self._numbering()
        yield "period", first if first == last else f"{first} – {last}"
        yield "published", languages.long_date(data.published, self.language)
        yield "articles", str(len(self.annotated.articles))
        yield "language", languages.name(self.language, self.language)
        columns = self.around.config.editions.parallel is Parallel.COLUMNS
        yield "parallel" if columns else "second_language", ", ".join(self._second_languages())
        yield "note_languages", ", ".join(self._note_languages())
        yield "other_languages", ", ".join(others)
        yield "place", data.place
        yield "publisher", data.publisher
        yield "issn", ", ".join(f"{issn} ({medium})" if medium else issn for issn, medium in data.issns)
        yield "site", self.around.config.archive.site
        yield "identifier", data.identifier
        yield "rights", data.rights

    def _numbering(self) -> Markup:
        """The number in the archive and in the year, as on the title page."""
        data = self.metadata
        number, issue = self.words("number", number=data.number), self.words("issue", issue=data.issue, year=data.year)
        return Markup("{} · {}").format(number, issue)

    def _note_languages(self) -> Iterator[str]:
        """The languages of the notes, if there is more than the edition's."""
        texts = (text.language for item in self.annotated.articles for note in item.notes for text in note.texts)
        tags = tuple(dict.fromkeys(texts))
        return (languages.name(tag, self.language) for tag in tags if set(tags) != {self.language})

    def _second_languages(self) -> Iterator[str]:
        tags = (item.parallel.article.language for item in self.annotated.articles if item.parallel)
        return (languages.name(tag, self.language) for tag in dict.fromkeys(tags))

    def _other_editions(self) -> list[str]:
        held = {article.language for work in self.edition.volume.works for article in work.articles}
        return [tag for tag in self.around.config.editions.languages if tag in held and tag != self.language]


def _matter(role: Role) -> str:
    """The division of the book (EPUB 3 Structural Semantics Vocabulary, document partitions)."""
    if role is Role.ARTICLE:
        return "bodymatter"
    return "backmatter" if role is Role.RELATED else "frontmatter"


@cache
def _language_attributes(language: str, around: str) -> Markup:
    direction = languages.direction(language)
    turned = Markup(' dir="{}"').format(direction) if direction != languages.direction(around) else ""
    return Markup(' lang="{0}" xml:lang="{0}"{1}').format(language, turned)


def _web_address(address: str) -> str:
    return address if address.startswith(("http://", "https://")) else ""


def _printed(address: str) -> str:
    """An address as people read it: letters instead of their percent codes, where that gives letters."""
    letters = unquote(address)
    return letters if letters.isprintable() and " " not in letters else address
