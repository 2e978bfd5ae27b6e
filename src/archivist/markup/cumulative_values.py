"""What the templates of a cumulative volume are filled with: its volumes, their articles in three orders, one index.

All pages are those of other files, which are finished: they are written here, not filled in later.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archivist.markup.edition_context import EditionContext
from archivist.markup.index_entries import Head, IndexedArticle
from archivist.markup.index_values import ListedVolume, Locator, list_entries
from archivist.markup.locators import ranges
from archivist.markup.templates_of_parts import TemplateValues
from archivist.model.annotated import FinishedEdition, PrintedArticle
from archivist.model.book import Document
from archivist.pages.page_ids import page_id
from archivist.text import languages
from archivist.text.collation import Collation, range_dash
from archivist.text.filed_names import filed_name


@dataclass(frozen=True, slots=True)
class Listed:
    """An article with the edition that prints it."""

    article: PrintedArticle
    edition: FinishedEdition

    @property
    def id(self) -> str:
        """Unique in a cumulative volume."""
        return f"{self.edition.edition}#{self.article.document}"


@dataclass(frozen=True, slots=True)
class Line:
    """An article as the contents list it."""

    title: str
    language: str
    edition: str  # that prints it
    place: str  # the named destination of its beginning
    details: tuple[str, ...]  # date and authors, as far as the heading above does not say them
    reference: str  # No. 2, February 2022, p. 41


@dataclass(frozen=True, slots=True)
class Group:
    """The articles below a heading."""

    heading: str
    language: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class VolumeLine:
    """A volume in the list of volumes."""

    words: str  # No. 2, February 2022
    edition: str
    place: str
    pages: str  # pp. 1–38
    files: tuple[str, ...]


def volumes_values(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """The volumes with their pages and files."""
    return {"volumes": [_volume(context, each) for each in context.annotated.finished]}


def _volume(context: EditionContext, edition: FinishedEdition) -> VolumeLine:
    first, last = edition.pages
    single = context.words.plain("page", page=first)
    several = context.words.plain("pages", pages=f"{first}{range_dash(context.language)}{last}")
    pages = single if first == last else several
    words = context.words.plain("reference_without_page", number=edition.number, volume=_name(context, edition))
    return VolumeLine(words, edition.edition, f"{edition.beginning}#", pages, edition.files)


def _name(context: EditionContext, edition: FinishedEdition) -> str:
    return context.around.volume_names[edition.volume]


# ---------------------------------------------------------------- contents


def by_date_values(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """The articles by date, below the months."""

    def month(each: Listed) -> str:
        words = languages.month_and_year(each.article.date, context.language)
        return words[:1].title() + words[1:]

    groups: dict[str, list[Listed]] = {}
    for each in _in_order(context):
        groups.setdefault(month(each), []).append(each)
    return {"groups": [_group(context, name, context.language, found) for name, found in groups.items()]}


def by_author_values(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """The articles by author, in the order of catalogues; those without an author last. Nothing if none has one."""
    found: dict[str, list[Listed]] = {}
    spoken: dict[str, str] = {}
    anonymous = []
    for each in _in_order(context):
        for author in dict.fromkeys(each.article.authors):
            name = filed_name(author, each.article.language)
            found.setdefault(name, []).append(each)
            spoken.setdefault(name, each.article.language)
        anonymous += [] if each.article.authors else [each]
    groups = [_group(context, name, spoken[name], found[name], authors=False) for name in _sorted(context, found)]
    return {"groups": [*groups, *_rest(context, "no_author", anonymous)] if groups else []}


def by_section_values(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """The articles by section; those without a section last. Nothing if none has one."""
    found: dict[str, list[Listed]] = {}
    rest = []
    for each in _in_order(context):
        if each.article.section:
            found.setdefault(each.article.section, []).append(each)
        else:
            rest.append(each)
    spoken = {name: each[0].article.language for name, each in found.items()}
    groups = [_group(context, name, spoken[name], found[name]) for name in _sorted(context, found)]
    return {"groups": [*groups, *_rest(context, "no_section", rest)] if groups else []}


def _listed(context: EditionContext) -> Iterator[Listed]:
    return (Listed(article, edition) for edition in context.annotated.finished for article in edition.articles)


def _in_order(context: EditionContext) -> list[Listed]:
    """By date; those of one day in the order of the volumes and their pages."""
    return sorted(_listed(context), key=lambda each: each.article.date)


def _sorted(context: EditionContext, names: Iterable[str]) -> list[str]:
    return sorted(names, key=Collation(context.language).sort_key)


def _rest(context: EditionContext, label: str, found: Sequence[Listed]) -> list[Group]:
    words = context.words
    return [_group(context, words.plain(label), words.language_of(label), found)] if found else []


def _group(
    context: EditionContext, heading: str, language: str, found: Iterable[Listed], *, authors: bool = True
) -> Group:
    return Group(heading, language, tuple(_line(context, each, authors=authors) for each in found))


def _line(context: EditionContext, each: Listed, *, authors: bool) -> Line:
    article, edition = each.article, each.edition
    date = languages.long_date(article.date, context.language)
    by = ", ".join(article.authors) if authors else ""
    reference = context.words.plain(
        "reference", number=edition.number, volume=_name(context, edition), page=article.first
    )
    details = tuple(filter(None, (date, by)))
    return Line(article.title, article.language, edition.edition, f"{article.document}#", details, reference)


# ---------------------------------------------------------------- index


def cumulative_index_values(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """One index of all volumes: the entries of each, with the number of the volume before the pages."""
    listed = list(_listed(context))
    articles = [
        IndexedArticle(
            each.id,
            each.article.title,
            each.article.language,
            each.article.authors,
            each.article.tags,
            tuple(each.article.mentions),
        )
        for each in listed
    ]
    values = list_entries(context, articles, _places(context, listed))
    return {**values, "separator_of_volumes": languages.outer_separator(context.language)}


def _places(context: EditionContext, listed: Sequence[Listed]) -> Callable[[Head], Iterator[ListedVolume]]:
    """Where an entry is, volume by volume."""
    dash = range_dash(context.language)

    def places(head: Head) -> Iterator[ListedVolume]:
        found: dict[int, list[Locator]] = {}
        for each in listed:
            locators = list(_locators(each, head, dash))
            if locators:
                found.setdefault(each.edition.number, []).extend(locators)
        for number, locators in found.items():
            before, _, behind = context.words.plain("number_and_pages", number=number).partition("{pages}")
            # The number is never at the end of a line, away from its pages.
            yield ListedVolume(before.replace(" ", "\N{NO-BREAK SPACE}"), tuple(locators), behind)

    return places


def _locators(each: Listed, head: Head, dash: str) -> Iterator[Locator]:
    """The pages of an article: all, if it is about the entry or by it, else those that mention it."""
    is_whole = each.id in head.whole
    pages = [(each.article.first, each.article.last)] if is_whole else []
    if not is_whole and each.id in head.mentioned:
        pages = list(ranges(each.article.mentions[head.key]))
    for first, last in pages:
        shown = first if first == last else f"{first}{dash}{last}"
        yield Locator(each.edition.edition, f"{each.article.document}#{page_id(first)}", shown, is_whole)
