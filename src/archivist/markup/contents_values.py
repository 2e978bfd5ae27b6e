"""What the contents are filled with: an entry of two lines for each document, or of one where there are many.

Of many articles in few sections the entries are below the names of the sections.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archivist.book_parts import Matter
from archivist.markup.edition_context import EditionContext
from archivist.markup.templates_of_parts import TemplateValues
from archivist.model.articles import Article
from archivist.model.book import Document
from archivist.settings.choices import ContentsOrder
from archivist.text import languages

_FEW = 12  # articles that have two lines each: about a page
_MOST_IN_ONE_COLUMN = 24
_SHORT = 14  # letters of a title that fits on one line of a column of A5, with dots behind it
_IN_A_SECTION = 3  # articles that each section has on average, where the contents are by section
_LAST_WORDS = 20  # letters of the last two words of a title that are not divided between lines
_ONE_LINE = "compact"  # class of a list with one line for each entry


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list of the contents."""

    form: str  # its classes
    entries: Sequence[TemplateValues]
    section: str = ""  # the name above it
    language: str = ""  # of that name


def contents_values(context: EditionContext, documents: Sequence[Document]) -> TemplateValues:
    """The entries of the contents, in lists."""
    articles = {context.ids[item.article.key]: item.article for item in context.annotated.articles}
    listed = [document for document in documents if document.part.in_contents]
    by_section = _are_by_section(context.around.config.pdf.contents, list(articles.values()))
    form = _ONE_LINE if by_section else _form(listed, len(articles))
    named = len({article.authors for article in articles.values()}) > 1 or len(articles) == 1
    entries = [_entry(context, each, articles.get(each.id), form, named) for each in listed]
    if not form:
        return {"lists": [EntryList("", entries)]}
    lists: list[EntryList] = []
    for matter in Matter:
        found = _of(entries, matter)
        if matter is Matter.BODY and by_section:
            lists += _sections(context, found, articles)
        elif found:
            lists.append(EntryList(form if matter is Matter.BODY else _ONE_LINE, found))
    return {"lists": lists}


def _are_by_section(order: ContentsOrder, articles: Sequence[Article]) -> bool:
    """Whether the entries are below the names of sections."""
    named = [article.section for article in articles if article.section]
    if order is ContentsOrder.AUTO:
        sections = len(set(named))
        return len(articles) > _FEW and sections > 1 and len(named) >= _IN_A_SECTION * sections
    return order is ContentsOrder.SECTION and bool(named)


def _sections(
    context: EditionContext, entries: Sequence[TemplateValues], articles: Mapping[str, Article]
) -> Iterator[EntryList]:
    """The entries below their sections, in the order in which these begin; those without a section last."""
    found: dict[str, list[TemplateValues]] = {}
    for entry in entries:
        article = articles.get(str(entry["document"]))
        found.setdefault(article.section if article else "", []).append(entry)
    for name in sorted(found, key=lambda each: not each):  # the order of the others stays
        first = articles.get(str(found[name][0]["document"]))
        words = context.words
        if name and first:
            yield EntryList(_ONE_LINE, found[name], name, first.language)
        else:
            yield EntryList(_ONE_LINE, found[name], words.plain("no_section"), words.language_of("no_section"))


def _of(entries: Sequence[TemplateValues], matter: Matter) -> list[TemplateValues]:
    return [entry for entry in entries if entry["matter"] is matter]


def title_language(context: EditionContext, document: Document) -> str:
    """The language of a document's title, which may be a label that only English has."""
    label = document.part.label
    is_label = label and document.title == context.words.plain(label)
    return context.words.language_of(label) if is_label else document.language


def _form(listed: Sequence[Document], articles: int) -> str:
    """The classes of the list: none, one line for each entry, or these in two columns."""
    if articles <= _FEW:
        return ""
    in_body = [each for each in listed if each.part.matter is Matter.BODY]
    are_short = all(len(each.title) <= _SHORT and not each.second_title for each in in_body)
    return f"{_ONE_LINE} two-columns" if articles > _MOST_IN_ONE_COLUMN and are_short else _ONE_LINE


def _entry(
    context: EditionContext, document: Document, article: Article | None, form: str, named: bool
) -> TemplateValues:
    """An entry. Its authors are left out if all articles have the same; each article names them."""
    return {
        "document": document.id,
        "title": _with_last_words_joined(document.title),
        "language": title_language(context, document),
        "detail": _detail(context, article, named=named) if article and not form else "",
        "date": languages.day_and_month(article.date, context.language) if article and form else "",
        "authors": _beside(context, article, named=named) if article and form else "",
        "second_title": document.second_title,
        "second_language": document.second_language,
        "matter": document.part.matter,
    }


def _with_last_words_joined(title: str) -> str:
    """A title with a no-break space before its last word, so that this is not alone beside the page number."""
    before, _, last = title.rpartition(" ")
    word_before = before.rpartition(" ")
    if not word_before[0] or len(word_before[2]) + len(last) > _LAST_WORDS:
        return title
    return f"{before}\N{NO-BREAK SPACE}{last}"


def _beside(context: EditionContext, article: Article, *, named: bool) -> Markup:
    """What follows the title in an entry of one line."""
    return Markup(" · ").join([*_late(context, article), *([", ".join(article.authors)] if named else [])])


def _detail(context: EditionContext, article: Article, *, named: bool) -> Markup:
    date = languages.long_date(article.date, context.language)
    section = [_in_language(context, article)] if article.section else []
    authors = [", ".join(article.authors)] if article.authors and named else []
    return Markup(" · ").join([date, *_late(context, article), *section, *authors])


def _in_language(context: EditionContext, article: Article) -> Markup:
    """The section of an article, in the language of the article."""
    attributes = context.language_attributes(article.language)
    return (
        Markup("<span{}>{}</span>").format(attributes, article.section)
        if attributes
        else Markup.escape(article.section)
    )


def _late(context: EditionContext, article: Article) -> list[Markup]:
    return [context.words("late")] if article.key in context.edition.late else []
