"""What the contents are filled with: an entry of two lines for each document, or of one where there are many."""

from collections.abc import Sequence

from markupsafe import Markup

from archivist.book_parts import Matter
from archivist.markup.edition_context import EditionContext
from archivist.markup.templates_of_parts import TemplateValues
from archivist.model.articles import Article
from archivist.model.book import Document
from archivist.text import languages

_FEW = 12  # articles that have two lines each: about a page
_MOST_IN_ONE_COLUMN = 24
_SHORT = 14  # letters of a title that fits on one line of a column of A5, with dots behind it


def contents_values(context: EditionContext, documents: Sequence[Document]) -> TemplateValues:
    """The entries of the contents, in lists with the class of each."""
    articles = {context.ids[item.article.key]: item.article for item in context.annotated.articles}
    listed = [document for document in documents if document.part.in_contents]
    form = _form(listed, len(articles))
    named = len({article.authors for article in articles.values()}) > 1
    entries = [_entry(context, each, articles.get(each.id), form, named) for each in listed]
    if not form:
        return {"lists": [("", entries)]}
    lists = [(form if matter is Matter.BODY else "compact", _of(entries, matter)) for matter in Matter]
    return {"lists": [(name, found) for name, found in lists if found]}


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
    return "compact two-columns" if articles > _MOST_IN_ONE_COLUMN and are_short else "compact"


def _entry(
    context: EditionContext, document: Document, article: Article | None, form: str, named: bool
) -> TemplateValues:
    """An entry. In one line its authors are left out if all articles have the same; each article names them."""
    return {
        "document": document.id,
        "title": document.title,
        "language": title_language(context, document),
        "detail": _detail(context, article) if article and not form else "",
        "date": languages.day_and_month(article.date, context.language) if article and form else "",
        "authors": _beside(context, article, named=named) if article and form else "",
        "second_title": document.second_title,
        "second_language": document.second_language,
        "matter": document.part.matter,
    }


def _beside(context: EditionContext, article: Article, *, named: bool) -> Markup:
    """What follows the title in an entry of one line."""
    return Markup(" · ").join([*_late(context, article), *([", ".join(article.authors)] if named else [])])


def _detail(context: EditionContext, article: Article) -> Markup:
    date = languages.long_date(article.date, context.language)
    authors = [", ".join(article.authors)] if article.authors else []
    return Markup(" · ").join([date, *_late(context, article), *authors])


def _late(context: EditionContext, article: Article) -> list[Markup]:
    return [context.words("late")] if article.key in context.edition.late else []
