"""The documents of what the editors of an archive wrote for its volumes: foreword, editorial, colophon."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from archivist.book_parts import Role
from archivist.markup.article_text import WrittenText, write_text
from archivist.markup.edition_context import EditionContext
from archivist.markup.reference_values import colophon_values
from archivist.markup.references import found_entries
from archivist.markup.templates_of_parts import PartTemplates, TemplateValues
from archivist.model.annotated import AnnotatedArticle
from archivist.model.book import Document


def editors_documents(context: EditionContext, templates: PartTemplates, role: Role) -> Iterator[Document]:
    """The document of a part that editors may write: none without their text."""
    item = context.annotated.texts.get(role)
    if item is not None:
        document = _document(context, templates, role, item)
        yield replace(document, id=f"{role.part.folder}_{role}")  # no key of an article makes an id with such a line


def colophon_documents(context: EditionContext, templates: PartTemplates, role: Role) -> Iterator[Document]:
    """The colophon: what the editors wrote, then what the volume was made with, if the settings want it."""
    item, is_set = context.annotated.texts.get(role), context.around.config.back_matter.colophon
    values = colophon_values(context, ()) if is_set else {}
    if item is not None or is_set:
        yield _document(context, templates, role, item, values)


def _document(
    context: EditionContext,
    templates: PartTemplates,
    role: Role,
    item: AnnotatedArticle | None,
    values: TemplateValues = MappingProxyType({}),
) -> Document:
    """A document; of a text that states no title under the name of its part."""
    article = item.article if item else None
    title = (article.title if article else "") or context.words.plain(role.part.label)
    spoken = context.language if article and article.title else context.words.language_of(role.part.label)
    written = _written(context, item) if item else None
    own: TemplateValues = {
        "heading": title,
        "article": article,
        "text": written,
        "landmark": role.part.landmark,
        "layout": str(context.around.config.notes.layout),
        "related": [context.related_entry(entry) for entry in found_entries(item.related)] if item else [],
    }
    xhtml = templates.render(role, title, spoken, {**values, **own})
    return Document(
        id=role.part.template,
        role=role,
        language=context.language,
        title=title,
        xhtml=xhtml,
        headings=item.body.headings if item else (),
        pictures=written.pictures if written else (),
        source=article.path if article else "",
        running_head=title if role.part.has_running_head else "",
    )


def _written(context: EditionContext, item: AnnotatedArticle) -> WrittenText:
    return write_text(item, context.link_targets(item), context.around.pictures, context.words_in)
