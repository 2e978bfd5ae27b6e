"""An annotated edition as documents, in the order of the table of parts (book_parts.py)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from archivist.book_parts import ROUNDS, EpubPlace, Role
from archivist.markup.article_documents import article_documents
from archivist.markup.cover_values import cover_pictures
from archivist.markup.edition_context import EditionContext, Surroundings
from archivist.markup.editors_texts import colophon_documents, editors_documents
from archivist.markup.line_ends import join_words, set_line_ends
from archivist.markup.part_values import PART_VALUES
from archivist.markup.templates_of_parts import PartTemplates
from archivist.model.annotated import AnnotatedEdition
from archivist.model.articles import Picture
from archivist.model.book import Book, Document

_NOTHING = re.compile(rb"<body[^>]*>\s*</body>")

# Parts that people wrote, each with a title of its own.
_WRITTEN: Mapping[Role, Callable[[EditionContext, PartTemplates, Role], Iterator[Document]]] = {
    Role.ARTICLE: article_documents,
    Role.FOREWORD: editors_documents,
    Role.EDITORIAL: editors_documents,
    Role.COLOPHON: colophon_documents,
}

# Parts that show pictures of their own.
_PICTURES: Mapping[Role, Callable[[EditionContext], tuple[Picture, ...]]] = {Role.COVER: cover_pictures}


# Does something with each document, here or in workers, while further ones are written.
OnEach = Callable[[Callable[[Document], Document], Iterable[Document]], Iterable[Document]]


def mark_up(annotated: AnnotatedEdition, around: Surroundings, on_each: OnEach = map) -> Book:
    """The edition's documents. Page numbers they quote are not filled in yet; see page_quotes.py.

    `on_each` changes each of many documents, in order.
    """
    return _mark_up(annotated, around, ROUNDS, on_each)


def mark_up_first_round(annotated: AnnotatedEdition, around: Surroundings) -> Book:
    """The documents of the first round alone, whose pages depend on no others."""
    return _mark_up(annotated, around, ROUNDS[:1])


def _mark_up(annotated: AnnotatedEdition, around: Surroundings, rounds: Iterable[int], on_each: OnEach = map) -> Book:
    context = EditionContext(annotated, around)
    templates, has_spaces = PartTemplates(context), around.config.text.spaces
    written: dict[Role, list[Document]] = {}
    finished: dict[str, Document] = {}  # by id
    for number in rounds:
        documents = _written(context, templates, number, written)
        round_of_book = on_each(set_line_ends, documents) if has_spaces else documents
        finished |= {document.id: document for document in round_of_book}
    labels = {**context.labels, "page": join_words(context.labels["page"], context.language)}
    book = tuple(finished[document.id] for document in _in_order(written))
    return Book(context.metadata, book, labels if has_spaces else context.labels, context.foreign)


def _written(
    context: EditionContext, templates: PartTemplates, number: int, written: dict[Role, list[Document]]
) -> Iterator[Document]:
    """The documents of a round, each as soon as it is written; then it is in `written`, too."""
    earlier = _in_order(written)
    for role in Role:
        if role.part.round == number and _is_wanted(role, context):
            written[role] = []
            for document in _documents(context, templates, role, earlier):
                written[role].append(document)
                yield document


def mark_up_cover(annotated: AnnotatedEdition, around: Surroundings) -> Document:
    """The cover by itself, so that it can be laid out while the other documents are marked up."""
    context = EditionContext(annotated, around)
    (role,) = (role for role in Role if role.part.epub is EpubPlace.COVER)
    (cover,) = _documents(context, PartTemplates(context), role, ())
    return set_line_ends(cover) if around.config.text.spaces else cover


def _is_wanted(role: Role, context: EditionContext) -> bool:
    """Whether books of this kind have this part, and the settings want it."""
    setting = role.part.setting
    is_set = not setting or bool(getattr(context.around.config.back_matter, setting)) or role in context.annotated.texts
    return is_set and context.annotated.kind in role.part.books


def _in_order(written: Mapping[Role, Iterable[Document]]) -> tuple[Document, ...]:
    return tuple(document for role in Role for document in written.get(role, ()))


def _documents(
    context: EditionContext, templates: PartTemplates, role: Role, earlier: Sequence[Document]
) -> Iterator[Document]:
    """The documents of a part. One whose template prints nothing is not in the book."""
    if role in _WRITTEN:
        yield from _WRITTEN[role](context, templates, role)
        return
    values = PART_VALUES[role](context, earlier) if role in PART_VALUES else {}
    title = context.words.plain(role.part.label)
    xhtml = templates.render(role, title, context.words.language_of(role.part.label), values)
    if not _NOTHING.search(xhtml):
        head = title if role.part.has_running_head else ""
        shown = _PICTURES[role](context) if role in _PICTURES else ()
        yield Document(role.part.template, role, context.language, title, xhtml, pictures=shown, running_head=head)
