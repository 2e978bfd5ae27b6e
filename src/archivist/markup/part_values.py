"""What the templates of front and back matter are filled with, beyond what every template may use."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from archivist.book_parts import Role
from archivist.identifiers import EditionIdentifiers, Scheme
from archivist.markup.contents_values import contents_values
from archivist.markup.cover_values import cover_values
from archivist.markup.cumulative_values import (
    by_author_values,
    by_date_values,
    by_section_values,
    cumulative_index_values,
    volumes_values,
)
from archivist.markup.edition_context import EditionContext
from archivist.markup.index_values import index_values
from archivist.markup.reference_values import sources_values, translations_values
from archivist.markup.references import found_entries
from archivist.markup.templates_of_parts import TemplateValues
from archivist.model.book import Document
from archivist.settings.choices import Parallel
from archivist.text import languages

# Makes the values of a part. The documents are those of the parts of earlier rounds, in the order of the book.
PartValues = Callable[[EditionContext, Sequence[Document]], TemplateValues]


def _cover(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    return {"language_name": _language_name(context), "cover": cover_values(context)}


def _title_page(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    return {"cover": cover_values(context)}


def _imprint(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """What a cataloguer needs."""
    return {
        "facts": [(name, value) for name, value in _facts(context) if value],
        "omitted": list(_omitted(context)),
        "version": context.around.version,
    }


def _related(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    return {
        "sections": [
            {
                "document": context.ids[item.article.key],
                "title": item.article.title,
                "language": item.article.language,
                "entries": [
                    context.related_entry(entry, context.copies_of(item)) for entry in found_entries(item.references)
                ],
                "suggested": [context.related_entry(entry) for entry in item.suggested],
            }
            for item in context.annotated.articles
            if found_entries(item.references) or item.suggested
        ],
        "files": context.files,
    }


# Parts whose templates need values of their own.
PART_VALUES: Mapping[Role, PartValues] = {
    Role.COVER: _cover,
    Role.TITLE_PAGE: _title_page,
    Role.IMPRINT: _imprint,
    Role.CONTENTS: contents_values,
    Role.RELATED: _related,
    Role.INDEX: index_values,
    Role.TRANSLATIONS: translations_values,
    Role.SOURCES: sources_values,
    Role.VOLUMES: volumes_values,
    Role.BY_DATE: by_date_values,
    Role.BY_AUTHOR: by_author_values,
    Role.BY_SECTION: by_section_values,
    Role.CUMULATIVE_INDEX: cumulative_index_values,
}


def _language_name(context: EditionContext) -> str:
    own = languages.own_name(context.language)
    return own[:1].upper() + own[1:] if languages.script(context.language) != "Geor" else own


def _omitted(context: EditionContext) -> Iterator[dict[str, str]]:
    for work in context.edition.missing:
        yield {
            "title": work.original.title,
            "language": work.original.language,
            "language_name": languages.name(work.original.language, context.language),
            "date": languages.long_date(work.date, context.language),
        }


def _facts(context: EditionContext) -> Iterator[tuple[str, str]]:
    """Names of labels, each with what the imprint says after it; "" for what is not known."""
    volume, data, settings = context.edition.volume, context.metadata, context.around.config
    first, last = (languages.long_date(day, context.language) for day in (volume.start, volume.end))
    yield "title", ": ".join(part for part in (data.title, data.subtitle) if part)
    yield "volume", f"{data.volume_title} ({volume.id})"
    yield "numbering", _numbering(context)
    yield "period", first if first == last else f"{first} – {last}"
    yield "published", languages.long_date(data.published, context.language)
    yield "articles", str(len(context.annotated.articles) + len(context.annotated.listed))
    yield "language", languages.name(context.language, context.language)
    columns = settings.editions.parallel is Parallel.COLUMNS
    yield "parallel" if columns else "second_language", ", ".join(_second_languages(context))
    yield "note_languages", ", ".join(_note_languages(context))
    yield "other_languages", ", ".join(_other_editions(context))
    yield "place", data.place
    yield "publisher", data.publisher
    yield "site", settings.archive.site
    yield from _identifiers(data.identifiers)
    yield "identifier", data.identifier
    yield "version", str(data.version) if data.replaces else ""
    yield "replaces", data.replaces
    yield "rights", data.rights


def _identifiers(own: EditionIdentifiers) -> Iterator[tuple[str, str]]:
    """What is registered of the serial and of the edition. Those with a resolver are printed as its addresses."""
    yield "issn", _by_medium(own.issns)
    yield "issn_l", own.issn_l if {own.issn_l} != {issn for issn, _ in own.issns} else ""
    yield "isbn", _by_medium(own.isbns)
    yield "doi", _linked(Scheme.DOI, own.doi)
    yield "ark", _linked(Scheme.ARK, own.ark)
    yield "urn_nbn", own.urn_nbn


def _by_medium(numbers: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{number} ({medium})" if medium else number for number, medium in numbers)


def _linked(scheme: Scheme, identifier: str) -> str | Markup:
    address = scheme.address(identifier) if identifier else ""
    return Markup('<a href="{0}">{0}</a>').format(address) if address else ""


def _numbering(context: EditionContext) -> Markup:
    """The number in the archive and in the year, as on the title page; of a cumulative volume those of its volumes."""
    data, words = context.metadata, context.words
    if context.annotated.finished:
        numbers = [words("number", number=each.number) for each in context.annotated.finished]
        return Markup(" – ").join(dict.fromkeys((numbers[0], numbers[-1])))
    number, issue = words("number", number=data.number), words("issue", issue=data.issue, year=data.year)
    return Markup("{} · {}").format(number, issue)


def _note_languages(context: EditionContext) -> Iterator[str]:
    """The languages of the notes, if there are others than the edition's."""
    texts = (text.language for item in context.annotated.articles for note in item.notes for text in note.texts)
    tags = tuple(dict.fromkeys(texts))
    return (languages.name(tag, context.language) for tag in tags if set(tags) != {context.language})


def _second_languages(context: EditionContext) -> Iterator[str]:
    tags = (item.parallel.article.language for item in context.annotated.articles if item.parallel)
    return (languages.name(tag, context.language) for tag in dict.fromkeys(tags))


def _other_editions(context: EditionContext) -> Iterator[str]:
    found = {article.language for work in context.edition.volume.works for article in work.articles}
    tags = context.around.config.editions.languages
    return (languages.name(tag, context.language) for tag in tags if tag in found and tag != context.language)
