"""The documents of articles: one for each, with its notes and its related reading."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from archivist.book_parts import Role
from archivist.markup.article_text import WrittenText, write_text
from archivist.markup.built_in_words import Words
from archivist.markup.credits import credits_of
from archivist.markup.document_metadata import authors_of, contributors_of, tags_of
from archivist.markup.edition_context import EditionContext, readable, web_address
from archivist.markup.mentions import mentions_of
from archivist.markup.parallel_text import SECOND_TITLE, WrittenTexts, headings_of, write_texts
from archivist.markup.references import found_entries
from archivist.markup.templates_of_parts import PartTemplates, TemplateValues
from archivist.model.annotated import AnnotatedArticle, ParallelText
from archivist.model.articles import Article
from archivist.model.book import Document, Mention
from archivist.text import languages


@dataclass(frozen=True, slots=True)
class _SecondText:
    """What is printed around a second text, in its own language."""

    article: Article
    date: str
    words: Words
    title_id: str
    credits: tuple[Markup, ...]  # what the others did, by role


def article_documents(context: EditionContext, templates: PartTemplates, role: Role) -> Iterator[Document]:
    """A document for each article of the edition, in order."""
    for item in context.annotated.articles:
        yield _document(context, templates, role, item)


def _document(context: EditionContext, templates: PartTemplates, role: Role, item: AnnotatedArticle) -> Document:
    article, parallel = item.article, item.parallel
    text = _text(context, item)
    title, language = article.title, article.language
    xhtml = templates.render(role, title, language, _values(context, item, text))
    return Document(
        id=context.ids[article.key],
        role=role,
        language=language,
        title=title,
        xhtml=xhtml,
        headings=tuple(headings_of(item)),
        pictures=tuple(text.pictures),
        key=article.key,
        source=article.path,
        second_title=parallel.article.title if parallel else "",
        second_language=parallel.article.language if parallel else "",
        running_head=title if role.part.has_running_head else "",
        authors=authors_of(item),
        contributors=tuple(contributors_of(item)),
        identifiers=context.edition.identifiers_of(article),
        tags=tags_of(item),
        mentions=_mentions(context, xhtml),
    )


def _mentions(context: EditionContext, xhtml: bytes) -> tuple[Mention, ...]:
    """What the index lists of the terms of the glossary; nothing if there is to be no index."""
    around = context.around
    return mentions_of(xhtml, context.language, around.glossary) if around.config.back_matter.index else ()


def _text(context: EditionContext, item: AnnotatedArticle) -> WrittenText | WrittenTexts:
    targets, pictures, copies = context.link_targets(item), context.around.pictures, context.copies_of(item)
    if item.parallel is None:
        return write_text(item, targets, pictures, context.words_in, copies)
    return write_texts(item, item.parallel, targets, pictures, context.words_in, copies=copies)


def _values(context: EditionContext, item: AnnotatedArticle, text: WrittenText | WrittenTexts) -> TemplateValues:
    article = item.article
    return {
        "article": article,
        "date": languages.long_date(article.date, context.language),
        "late": article.key in context.edition.late,
        "text": text,
        "second": _second_text(context, item.parallel) if item.parallel else None,
        "first_words": context.words_in(article.language),
        "credits": credits_of(article, context.words),
        "first_credits": credits_of(article, context.words_in(article.language)),
        "first_date": languages.long_date(article.date, article.language),
        "layout": str(context.around.config.notes.layout),
        "sources": list(_sources(context, item)),
        "related": [context.related_entry(entry, context.copies_of(item)) for entry in found_entries(item.related)],
    }


def _second_text(context: EditionContext, parallel: ParallelText) -> _SecondText:
    article = parallel.article
    date = languages.long_date(article.date, article.language)
    words = context.words_in(article.language)
    return _SecondText(article, date, words, SECOND_TITLE, credits_of(article, words))


def _sources(context: EditionContext, item: AnnotatedArticle) -> Iterator[dict[str, str | Markup]]:
    """Where the texts of an article were first published, each place once."""
    articles = [item.article, *([item.parallel.article] if item.parallel else [])]
    seen, copies = set[str](), context.copies_of(item)
    for article in articles:
        address, day = web_address(article.source), article.retrieved
        if address and address not in seen:
            seen.add(address)
            yield {
                "address": address,
                "printed": readable(article.source),
                "retrieved": languages.long_date(day, context.language) if day else "",
                "archived": context.date(copies.day(article.source)),
                "robust": copies.markup_of_source(article),
            }
