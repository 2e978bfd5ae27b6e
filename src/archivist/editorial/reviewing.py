"""All editorial checks of an archive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from archivist.editorial.alike import SameTexts
from archivist.editorial.alternative import alternative_findings
from archivist.editorial.author_checks import author_findings, has_foreign_authors
from archivist.editorial.compared_texts import words_of
from archivist.editorial.date_checks import date_findings, has_dates_to_compare, lone_dates, named_days
from archivist.editorial.flaw import Lines, as_findings
from archivist.editorial.flaws import flaws_of
from archivist.editorial.glyphs import glyph_findings
from archivist.editorial.language_checks import Languages
from archivist.editorial.letter_case import case_findings
from archivist.editorial.link_targets import place_findings
from archivist.editorial.note_checks import note_findings
from archivist.editorial.related_links import related_findings
from archivist.editorial.source_file import read_source
from archivist.editorial.table_checks import table_findings
from archivist.editorial.translation_checks import translation_findings
from archivist.editorial.wide_tables import wide_table_findings
from archivist.findings import Finding, in_order
from archivist.links.address_book import AddressBook, address_book
from archivist.model.articles import Article, Body
from archivist.model.volumes import Work

# Reading the articles reports these; here they are only fixed.
_TOLD = frozenset({"control-character", "symbol-character"})


def review(
    folder: Path,
    articles: Sequence[Article],
    works: Iterable[Work],
    bodies: Mapping[str, Body],
    book: AddressBook | None = None,
    *,
    among: Iterable[Work] | None = None,
    page: str = "A5",
) -> tuple[Finding, ...]:
    """What an editor should look at, in addition to what reading, planning and annotating report.

    `folder` is that of the articles, `bodies` are by the path of the article, `book` has the articles by address.
    `among` are all works of the archive, if `works` are some of them. `page` is that of the PDF.
    """
    works = tuple(works)
    among = works if among is None else tuple(among)
    return in_order(
        [
            *(finding for article in articles for finding in _of_file(folder, article)),
            *(finding for article in articles for finding in alternative_findings(article, bodies[article.path])),
            *(finding for article in articles for finding in table_findings(article, bodies[article.path])),
            *(finding for article in articles for finding in wide_table_findings(article, bodies[article.path], page)),
            *_of_texts(articles, bodies),
            *_of_works(works, bodies),
            *related_findings(among, book or address_book(articles)),
            *named_days(among),
            *lone_dates(among),
            *place_findings(articles, bodies),
            *case_findings(folder, articles, bodies),
        ]
    )


def _of_file(folder: Path, article: Article) -> Iterator[Finding]:
    source = read_source(folder, article)
    if source is None:
        return
    yield from date_findings(article, source.key_lines() if has_dates_to_compare(article) else {})
    if has_foreign_authors(article):
        yield from author_findings(article, source.key_lines())
    if source.form:
        yield Finding("file-form", source.form, article.path)
    flaws = [flaw for flaw in flaws_of(source, article.language) if flaw.code not in _TOLD]
    if flaws:
        lines = Lines(source.text)
        yield from as_findings(flaws, lines, article.path)
        yield from glyph_findings(article, source.text, flaws, lines)


def _of_texts(articles: Sequence[Article], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    same, written_in = SameTexts(), Languages()
    for article in articles:
        text = words_of(article, bodies[article.path])
        same.add(text)
        doubtful = written_in.add(text)
        if doubtful:
            yield doubtful
    yield from same.findings()
    yield from written_in.findings()


def _of_works(works: Sequence[Work], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    yield from translation_findings(works, bodies)
    yield from note_findings(works, bodies)
