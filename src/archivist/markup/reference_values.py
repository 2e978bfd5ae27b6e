"""What the templates of the parts that follow the articles are filled with: translations, sources, colophon."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from archivist.identifiers import ArticleIdentifiers, Scheme
from archivist.markup.citation_line import citation_line
from archivist.markup.credits import translators_of
from archivist.markup.edition_context import EditionContext, readable, web_address
from archivist.markup.templates_of_parts import TemplateValues
from archivist.model.annotated import AnnotatedArticle
from archivist.model.articles import Article
from archivist.model.book import Document
from archivist.model.volumes import Work
from archivist.text import languages

_DIGEST_GROUP = 8  # hexadecimal digits after which a line may end


def translations_values(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """Each work of the volume that exists in more than one language; nothing if there are editions in one only."""
    editions = [tag for tag in context.around.config.editions.languages if tag != context.language]
    if not editions:
        return {"sections": [], "editions": []}
    works = [work for work in context.edition.volume.works if len(work.languages) > 1]
    used = {article.language for work in context.edition.volume.works for article in work.articles}
    return {
        "sections": [_translated(context, work) for work in works],
        "editions": [(_name(context, tag), _file(context, tag)) for tag in editions if tag in used],
    }


def _translated(context: EditionContext, work: Work) -> dict[str, object]:
    article = work.in_language(context.language) or work.original
    others = (each for each in work.articles if each is not article)
    return {
        "document": context.ids.get(work.key, ""),
        "title": article.title,
        "language": article.language,
        "language_name": _name(context, article.language),
        "translations": [_translation(context, each) for each in others],
    }


def _translation(context: EditionContext, article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "language": article.language,
        "language_name": _name(context, article.language),
        "edition": article.language in context.around.config.editions.languages,
        "place": context.others.place_of(article),
    }


def _name(context: EditionContext, tag: str) -> str:
    return languages.name(tag, context.language)


def _file(context: EditionContext, tag: str) -> str:
    """The name of the files of this volume in another language, without what differs between formats."""
    return f"{context.around.slug}-{context.edition.volume.id}.{tag}"


# ---------------------------------------------------------------- sources and citations


def sources_values(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """Every article: how to cite it, where it comes from, and the digest of its file."""
    articles = context.annotated.articles
    has_copies = any(item.archived for item in articles)
    return {
        "cited": [_cited(context, item) for item in articles],
        "copies": context.copies_file if has_copies else "",
    }


def _cited(context: EditionContext, item: AnnotatedArticle) -> dict[str, object]:
    article, document = item.article, context.ids[item.article.key]
    texts = [article, *([item.parallel.article] if item.parallel else [])]
    return {
        "document": document,
        "title": article.title,
        "language": article.language,
        "citation": citation_line(context.words, document, _values(context, article)),
        "facts": [fact for each in texts for fact in _facts(context, each)],
        "digests": [_in_groups(each.digest) for each in texts],
    }


def _values(context: EditionContext, article: Article) -> dict[str, str | Markup]:
    data, words = context.metadata, context.words
    title = article.title
    spoken = context.language_attributes(article.language, always=words.language_of("cite") != context.language)
    return {
        "authors": ", ".join(article.authors),
        "title": Markup("<span{}>{}</span>").format(spoken, title) if spoken else title,
        "translators": translators_of(article, words),
        "serial": data.title,
        "number": words.plain("number", number=data.number),
        "volume": _volume_title(context),
        "year": str(data.year),
        "issue": words.plain("issue", issue=data.issue, year=data.year),
        "date": languages.long_date(article.date, context.language),
        "address": _address(context, article),
    }


def _volume_title(context: EditionContext) -> str:
    """The title of the volume as it is within a sentence: a month without the capital that a title has."""
    title, month = (
        context.metadata.volume_title,
        languages.month_and_year(context.edition.volume.start, context.language),
    )
    return month if month.casefold() == title.casefold() else title


def _address(context: EditionContext, article: Article) -> str | Markup:
    """The DOI or the ARK as an address, else where it was first published."""
    address = next(iter(context.edition.identifiers_of(article).addresses), web_address(article.source))
    return Markup('<a href="{}">{}</a>').format(address, readable(address)) if address else ""


def _facts(context: EditionContext, article: Article) -> Iterator[Markup]:
    """Where a text was first published, if the citation names an identifier instead; other identifiers that it has;
    when it was retrieved; its archived copy; its authors' identifiers."""
    words, source = context.words, web_address(article.source)
    own = _identifiers(context, article)
    if source and own.addresses:
        link = Markup('<a href="{}">{}</a>').format(source, readable(source))
        yield Markup("{} {}").format(words("first_published"), link)
    for scheme in (Scheme.ARK, Scheme.URN_NBN):
        identifier = str(getattr(own, scheme))
        if identifier and scheme.address(identifier) not in own.addresses[:1]:
            yield Markup("{}: {}").format(words(scheme), identifier)
    if source and article.retrieved:
        yield words("retrieved", date=languages.long_date(article.retrieved, context.language))
    if article.archived:
        day = article.archived.day
        said = words("archived_on", date=languages.long_date(day, context.language)) if day else words("archived")
        address = article.archived.address
        yield Markup('{}: <a href="{}">{}</a>').format(said, address, readable(address))
    for person in article.people:
        for name, number in (("ORCID", person.orcid), ("ISNI", person.isni)):
            if number:
                yield Markup("{}: {} {}").format(person.name, name, number)


def _identifiers(context: EditionContext, article: Article) -> ArticleIdentifiers:
    """Those of the article in the edition; of a text that is printed with it, what it says itself."""
    is_own = any(each.path == article.path for each in context.edition.articles)
    return context.edition.identifiers_of(article) if is_own else ArticleIdentifiers(doi=article.doi)


def _in_groups(digest: str) -> str:
    return " ".join(digest[at : at + _DIGEST_GROUP] for at in range(0, len(digest), _DIGEST_GROUP))


# ---------------------------------------------------------------- colophon


def colophon_values(context: EditionContext, _: Sequence[Document]) -> TemplateValues:
    """What the volume was made with, and how it is verified and made again. Fonts are stated later."""
    volume, language = context.edition.volume.id, context.language
    return {
        "paper": context.around.paper,
        "programs": (f"archivist {context.around.version}", *context.around.programs),
        "commands": {
            "verify": (f"archivist verify {volume} --language {language}", "sha256sum -c manifest-sha256.txt"),
            "rebuild": context.around.compile_command or f"archivist compile {volume} --language {language}",
        },
    }
