"""An edition with everything that stands around its articles."""

from collections.abc import Mapping, Sequence

from archivist.apparatus.notes import pair_notes, printed_languages
from archivist.apparatus.related import Catalogue, resolve
from archivist.findings import Finding
from archivist.model import AnnotatedArticle, AnnotatedEdition, Article, Body, Edition


def annotate(
    edition: Edition, bodies: Mapping[str, Body], catalogue: Catalogue, note_languages: Sequence[str]
) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
    """Pair the notes of each article by language and resolve its related reading.

    `bodies` are by the path of the article; they include the translations of the edition's articles.
    """
    articles, findings = [], []
    works = {work.key: work for work in edition.volume.works}
    for article in edition.articles:
        translations = {other.language: bodies[other.path] for other in works[article.key].articles if other != article}
        languages = printed_languages(article, edition.language, note_languages)
        notes, note_findings = pair_notes(article, bodies[article.path], translations, languages)
        related, related_findings = resolve(article, edition, catalogue)
        articles.append(AnnotatedArticle(article, bodies[article.path], notes, related))
        findings += [*note_findings, *related_findings]
    return AnnotatedEdition(edition, tuple(articles)), tuple(findings)


def articles_needed(edition: Edition) -> tuple[Article, ...]:
    """The articles whose text an edition needs: its own, and their translations for the notes."""
    keys = {article.key for article in edition.articles}
    return tuple(article for work in edition.volume.works if work.key in keys for article in work.articles)
