"""What the documents of one edition have in common: labels, document ids, metadata, links between documents."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import unquote

from markupsafe import Markup

from archivist.glossary import NO_GLOSSARY, Glossary
from archivist.links.robust_links import SUFFIX
from archivist.markup.anchors_in_pairs import Anchors
from archivist.markup.archived_copies import NO_COPIES, ArchivedCopies
from archivist.markup.article_text import LinkTarget
from archivist.markup.built_in_words import Words
from archivist.markup.document_ids import document_ids
from archivist.markup.document_metadata import metadata_for
from archivist.markup.labels import labels_for
from archivist.markup.references import OtherEditions, OtherFile, found_entries, written_places
from archivist.model.annotated import AnnotatedArticle, AnnotatedEdition, RelatedEntry, RelatedKind
from archivist.model.articles import NO_STRIP, Article, CoverPicture, PeriodStrip, Picture
from archivist.model.book import BookMetadata
from archivist.model.volumes import Edition
from archivist.settings.config import Config
from archivist.text import languages


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an edition's documents say that the edition itself does not know."""

    config: Config
    articles: Mapping[str, Article]  # every article of the archive by path, for links between articles
    pictures: Mapping[str, Picture]  # every picture by name
    volume_titles: Mapping[str, str]  # by volume id, in the edition's language
    version: str  # of the program
    editions: Mapping[str, Edition] = field(default_factory=dict)  # every edition of the archive by id
    volume_names: Mapping[str, str] = field(default_factory=dict)  # the volume titles as within a sentence
    epub_names: Mapping[str, str] = field(default_factory=dict)  # by edition; of parts what the names begin with
    slug: str = "archive"  # with which the names of files begin
    programs: tuple[str, ...] = ()  # names and versions of what lays out the pages: pango 1.50.12
    compile_command: str = ""  # that makes the edition; "" for the one that names its volume
    paper: str = ""  # the size of the pages: A5, 148 × 210 mm
    strip: PeriodStrip = NO_STRIP  # of the volume, for its cover
    cover: CoverPicture | None = None
    modified: datetime.datetime | None = None  # SOURCE_DATE_EPOCH, if set
    glossary: Glossary = NO_GLOSSARY  # names and terms for the index
    # By edition of a volume outside the archive the ids of the documents of its works, by key.
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    order: Callable[[Sequence[str]], Sequence[str]] | None = None  # of ids of editions; None: that of `editions`

    def in_order(self, names: Sequence[str]) -> Sequence[str]:
        """The ids of editions in the order of the archive."""
        return self.order(names) if self.order else [name for name in self.editions if name in names]


class EditionContext:
    """An edition as the writers of its documents see it."""

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
        self.others = OtherEditions(
            self.edition, self.words, around.editions, around.volume_names, around.epub_names, around.in_order
        )
        self.others.documents.update(around.documents)
        title = around.volume_titles[self.edition.volume.id]
        metadata = metadata_for(annotated, around.config.archive, title, around.modified)
        number = self.words.plain("number", number=metadata.number)
        cited = f"{number} ({title})" if metadata.number else title
        self.metadata: BookMetadata = replace(metadata, citation=f"{metadata.title}, {cited}")

    def words_in(self, language: str) -> Words:
        """The built-in labels in the language of a passage."""
        labels, foreign = labels_for(language, self.around.config.labels)
        return Words(labels, frozenset(foreign), language)

    def language_attributes(self, language: str, always: bool = False) -> Markup:
        """Language attributes for a passage, if it is not in the edition's language."""
        if not language or (language == self.language and not always):
            return Markup("")
        return _language_attributes(language, self.language)

    @property
    def files(self) -> list[OtherFile]:
        """The files of the other editions that the articles refer to."""
        return self.others.files(
            entry for item in self.annotated.printed for entry in (*item.references, *item.suggested)
        )

    def copies_of(self, item: AnnotatedArticle) -> ArchivedCopies:
        """The archived copies of the pages that an article cites."""
        return ArchivedCopies(item.archived, self.copies_file)

    @property
    def copies_file(self) -> str:
        """The name of the file with the archived copies, if there are any."""
        return f"{self.around.slug}-{self.edition.id}{SUFFIX}"

    def date(self, day: datetime.date | None) -> str:
        """A day in the language of the edition; "" if there is none."""
        return languages.long_date(day, self.language) if day else ""

    def related_entry(self, entry: RelatedEntry, copies: ArchivedCopies = NO_COPIES) -> dict[str, object]:
        """A related entry as templates print it."""
        return {
            "kind": str(entry.kind),
            "title": entry.title,
            "language": entry.language,
            "document": self.ids[entry.key] if entry.kind is RelatedKind.HERE else "",
            "reference": self.others.reference(entry),
            "language_name": languages.name(entry.language, self.language) if entry.language else "",
            "places": written_places(entry),
            "address": entry.address,
            "printed_address": readable(entry.address).removeprefix("https://").removeprefix("http://").rstrip("/"),
            "linked": "yes" if entry.linked else "",
            "seen": self.date(entry.seen),
            "archived": self.date(copies.day(entry.address)) if entry.kind is RelatedKind.WEB else "",
            "robust": copies.markup(entry.address) if entry.kind is RelatedKind.WEB else "",
        }

    def link_targets(self, item: AnnotatedArticle) -> LinkTarget:
        """Where links to other articles lead: to their documents in this book, else to where their volume is named."""
        listed = {
            path: place for place, entry in enumerate(found_entries(item.related), start=1) for path in entry.linked
        }

        def target(path: str, anchor: str) -> str:
            article = self.around.articles.get(path)
            if path in listed:
                return f"#related.{listed[path]}"
            if article is None or article.key not in self.ids:
                return web_address(article.source) if article else ""
            place = self._anchors.find(article.key, path, anchor) if anchor else ""
            return f"{self.ids[article.key]}.xhtml" + (f"#{place}" if place else "")

        return target


@cache
def _language_attributes(language: str, around: str) -> Markup:
    direction = languages.direction(language)
    turned = Markup(' dir="{}"').format(direction) if direction != languages.direction(around) else ""
    return Markup(' lang="{0}" xml:lang="{0}"{1}').format(language, turned)


def web_address(address: str) -> str:
    """The address if it is one of the web, else an empty string."""
    return address if address.startswith(("http://", "https://")) else ""


def readable(address: str) -> str:
    """An address as people read it: characters instead of their percent codes, where that gives characters."""
    characters = unquote(address)
    return characters if characters.isprintable() and " " not in characters else address
