"""An edition with everything that is around its articles."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from archivist.apparatus.bilingual_notes import pair_notes, printed_languages
from archivist.apparatus.glossary_notes import GlossedText, with_glossary_notes
from archivist.apparatus.linked_articles import Linked, Linker, Printed
from archivist.apparatus.parallel import pair_texts, uneven
from archivist.apparatus.parallel_notes import NoteSource, number_together
from archivist.apparatus.related_reading import Catalogue, resolve, resolve_both
from archivist.apparatus.suggested_reading import NearWorks, suggest
from archivist.book_parts import Role
from archivist.findings import Finding
from archivist.glossary import NO_GLOSSARY, Glossary
from archivist.model.annotated import AnnotatedArticle, AnnotatedEdition, ParallelText, RelatedEntry
from archivist.model.articles import Article, Body
from archivist.model.volumes import Edition, Work
from archivist.settings.archive_tables import EditionsTable
from archivist.settings.choices import Parallel


def annotate(
    edition: Edition,
    bodies: Mapping[str, Body],
    catalogue: Catalogue,
    note_languages: Sequence[str],
    editions: EditionsTable | None = None,
    *,
    near: NearWorks | None = None,
    glossary: Glossary = NO_GLOSSARY,
    glossary_notes: bool = True,
    texts: Mapping[Role, Work] = MappingProxyType({}),
) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
    """Pair the notes of each article by language and resolve its related reading; find its text in a second language.

    `bodies` are by the path of the article; they include the translations of the edition's articles, and the works
    in which links name a place (`places_linked`). `editions` says whether and how a second language is printed; without
    it, none is. `near` are the works that may be suggested. The texts are searched for the terms of `glossary`; with
    `glossary_notes` these get a note at their first mention. `texts` are those of the editors: printed in the language
    of the edition only, without notes of the glossary and without suggestions.
    """
    unnoted = frozenset() if glossary_notes else frozenset(term.id for term in glossary.terms)
    terms = _Terms(glossary, unnoted)
    desk = _Desk(
        edition, bodies, catalogue, note_languages, editions or EditionsTable(), near=near or NearWorks(), terms=terms
    )
    works = {work.key: work for work in edition.volume.works}
    annotated = [desk.annotated(article, works[article.key]) for article in edition.articles]
    mentioned = {term for article, _ in annotated for term in article.mentioned}
    found = tuple(term for term in glossary.terms if term.id in mentioned)
    plain = _Desk(edition, bodies, catalogue, note_languages, EditionsTable(), near=NearWorks())
    of_editors = {role: plain.text(work) for role, work in texts.items()}
    printed = tuple(article for article, _ in annotated)
    return (
        AnnotatedEdition(edition, printed, found, texts={role: text for role, (text, _) in of_editors.items()}),
        _findings([*annotated, *of_editors.values()]),
    )


def _findings(annotated: Iterable[tuple[AnnotatedArticle, Sequence[Finding]]]) -> tuple[Finding, ...]:
    return tuple(finding for _, findings in annotated for finding in findings)


def annotate_article(
    article: Article,
    edition: Edition,
    bodies: Mapping[str, Body],
    catalogue: Catalogue,
    note_languages: Sequence[str],
    *,
    editions: EditionsTable,
    near: NearWorks,
) -> AnnotatedArticle:
    """One article of an edition, annotated as in the edition. `bodies` need only those of its work."""
    work = next(work for work in edition.volume.works if work.key == article.key)
    return _Desk(edition, bodies, catalogue, note_languages, editions, near=near).annotated(article, work)[0]


def articles_needed(edition: Edition) -> tuple[Article, ...]:
    """The articles whose text an edition needs: its own, and their translations for the notes."""
    keys = {article.key for article in edition.articles}
    return tuple(article for work in edition.volume.works if work.key in keys for article in work.articles)


@dataclass(frozen=True, slots=True)
class _Terms:
    """The glossary, and the ids of its terms that get no note."""

    glossary: Glossary
    unnoted: frozenset[str]


_NO_TERMS = _Terms(NO_GLOSSARY, frozenset())


class _Desk:
    """Annotates the articles of one edition."""

    def __init__(
        self,
        edition: Edition,
        bodies: Mapping[str, Body],
        catalogue: Catalogue,
        note_languages: Sequence[str],
        editions: EditionsTable,
        *,
        near: NearWorks,
        terms: _Terms = _NO_TERMS,
    ) -> None:
        self._edition, self._bodies, self._catalogue, self._near = edition, bodies, catalogue, near
        self._note_languages, self._editions = note_languages, editions
        self._linker = Linker(edition, catalogue, bodies, editions)
        self._terms = terms

    def annotated(self, article: Article, work: Work) -> tuple[AnnotatedArticle, list[Finding]]:
        """An article, and what its author should know."""
        second = work.printed_with(article, self._editions)
        if second is not None:
            return self._with_second(article, second, work)
        languages = printed_languages(article, self._edition.language, self._note_languages)
        glossed = self._glossed(article, languages)
        body = glossed.body
        notes, findings = pair_notes(article, body, self._translations(article, work), languages)
        related, unresolved = resolve(article, self._edition, self._catalogue)
        printed = Printed((article,), (body.xhtml,), notes)
        linked = self._linked(related, printed)
        suggested = suggest(self._near, linked.related, printed, self._edition, self._catalogue)
        annotated = AnnotatedArticle(
            article,
            body,
            notes,
            linked.related,
            suggested=suggested,
            linked_here=linked.here,
            mentioned=glossed.mentioned,
        )
        return annotated, [*findings, *unresolved]

    def text(self, work: Work) -> tuple[AnnotatedArticle, list[Finding]]:
        """A text of the editors in the language of the edition, which the work must have."""
        (article,) = (each for each in work.articles if each.language == self._edition.language)
        return self.annotated(article, work)

    def _with_second(self, article: Article, second: Article, work: Work) -> tuple[AnnotatedArticle, list[Finding]]:
        asked = printed_languages(article, self._edition.language, self._note_languages)
        first = self._glossed(article, asked)
        glossed = self._glossed(second, self._second_languages(second), first.annotated)
        body, other = first.body, glossed.body
        pairs, odd = pair_texts(body, other) if self._editions.parallel is Parallel.COLUMNS else ((), 0)
        notes = number_together(
            NoteSource(article, body, self._translations(article, work), asked),
            NoteSource(second, other, self._translations(second, work), self._second_languages(second)),
            pairs,
        )
        related, unresolved = resolve_both(article, second, self._edition, self._catalogue)
        printed = Printed((article, second), (body.xhtml, other.xhtml), (*notes.first, *notes.second))
        linked = self._linked(related, printed)
        findings = [*notes.findings, *unresolved]
        if odd:
            findings.append(uneven((article, second), len(pairs), odd))
        parallel = ParallelText(second, other, notes.second, pairs)
        suggested = suggest(self._near, linked.related, printed, self._edition, self._catalogue)
        annotated = AnnotatedArticle(
            article,
            body,
            notes.first,
            linked.related,
            parallel,
            suggested=suggested,
            linked_here=linked.here,
            mentioned=tuple(dict.fromkeys((*first.mentioned, *glossed.mentioned))),
        )
        return annotated, findings

    def _linked(self, related: tuple[RelatedEntry, ...], printed: Printed) -> Linked:
        return self._linker.add_linked(related, printed)

    def _glossed(self, article: Article, languages: Sequence[str], already: Collection[str] = ()) -> GlossedText:
        """A text with the notes of the glossary in these languages; none for the terms that have one already."""
        body, unnoted = self._bodies[article.path], self._terms.unnoted.union(already)
        return with_glossary_notes(article, body, languages, self._terms.glossary, unnoted)

    def _second_languages(self, second: Article) -> tuple[str, ...]:
        """The languages the notes of the second text are to be in: not the edition's, unless the settings say so."""
        return tuple(dict.fromkeys((second.language, *self._note_languages)))

    def _translations(self, article: Article, work: Work) -> dict[str, Body]:
        return {other.language: self._bodies[other.path] for other in work.articles if other != article}
