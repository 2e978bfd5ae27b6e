"""The editorial checks: everything an author should know, except layout, and what can be fixed.

read -> plan -> annotate -> review -> findings
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from archivist import editorial
from archivist.apparatus import Catalogue, annotate
from archivist.archive import Archive
from archivist.articles import parse_body
from archivist.articles.article_front_matter import FrontMatterError, read_front_matter
from archivist.cache import Store
from archivist.editorial import (
    FileFix,
    GlossaryComparison,
    linked_articles,
    not_allowed,
    review,
    select_articles,
    works_of,
)
from archivist.executors import FEW, Executor, open_executor, run_in_batches
from archivist.findings import Finding, in_order
from archivist.glossary.glossary_faults import glossary_faults
from archivist.links.address_book import AddressBook, address_book
from archivist.model.articles import Article, Body
from archivist.model.volumes import Edition
from archivist.planning import Plan, plan

# Articles parsed at a time.
_BATCH = 32


def check(archive: Archive, names: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Everything an author should know, except layout.

    With `names` (files, folders, ids of volumes) only what concerns those articles, and only what is needed for that
    is parsed: texts that are alike are not looked for in the rest of the archive. Raises UsageError for a name that
    is unknown.
    """
    planned = plan(archive)
    book = address_book(planned.articles, archive.config.archive.site)
    chosen = _chosen(archive, planned, names)
    works = works_of(chosen, planned.volumes)
    all_works = [work for volume in planned.volumes for work in volume.works]
    articles = [article for work in works for article in work.articles]
    with open_executor() as workers:
        bodies = _parse(archive, articles, workers, book)
        linked = linked_articles(bodies)
        around = [each for each in planned.articles if each.path in linked and each.path not in bodies]
        places = {**bodies, **_parse(archive, around, workers, book)}
    comparison = GlossaryComparison.of_articles(archive.glossary, articles, bodies)
    of_links, of_web_archives = _of_web_archives(archive, articles, bodies, book)
    of_texts = [
        *comparison.misspelled(),
        *(finding for body in bodies.values() for finding in body.findings),
        *_of_annotation(archive, planned, chosen, bodies, Catalogue(planned.volumes, book, planned.editions)),
        *review(archive.articles, articles, works, places, book, among=all_works, page=archive.config.pdf.page),
        *book.shared(),
        *of_links,
    ]
    found = [*planned.findings, *planned.differences, *archive.placed(not_allowed(of_texts, planned.articles))]
    if names:
        files = {(archive.config.archive.articles / path).as_posix() for path in chosen}
        return in_order(finding for finding in found if finding.file in files)
    of_others = [
        *archive.cover_findings(),
        *glossary_faults(archive.glossary),
        *comparison.unused(),
        *of_web_archives,
    ]
    return in_order([*found, *of_others, *archive.missing_labels(edition.language for edition in planned.editions)])


def _parse(archive: Archive, articles: Sequence[Article], workers: Executor, book: AddressBook) -> dict[str, Body]:
    """The bodies of articles, by path. `book` has all articles of the archive by their addresses."""
    parse_one = partial(parse_body, folder=archive.articles, site=archive.config.archive.site, book=book)
    parsed = run_in_batches(workers, parse_one, articles, _BATCH, here=FEW)
    return {articles[index].path: body for index, body in parsed}


def _of_web_archives(
    archive: Archive, articles: Sequence[Article], bodies: Mapping[str, Body], book: AddressBook
) -> tuple[Sequence[Finding], Sequence[Finding]]:
    """What the web archives that the settings name say of the links in articles, and what is wrong with themselves."""
    settings = archive.config.links
    if not settings.archives:
        return (), ()
    # What reads web archives takes a moment to import, and most archives of articles name none.
    from archivist.archived_links.capture_index import WebArchives  # noqa: PLC0415
    from archivist.archived_links.link_findings import link_findings  # noqa: PLC0415

    archives = WebArchives(archive.root, settings.archives, archive.build, Store(archive.cache))
    of_links = tuple(link_findings(articles, bodies, book, archives, settings.max_capture))
    return of_links, tuple(archives.findings())


def _chosen(archive: Archive, planned: Plan, names: Sequence[str]) -> frozenset[str]:
    """The paths of the articles a check is about: all of them if none is named."""
    readable = {article.path for article in planned.articles}
    if not names:
        return frozenset(readable)
    base = archive.config.archive.articles.as_posix()
    broken = {PurePosixPath(each.file) for each in planned.findings if each.file}
    readable |= {path.relative_to(base).as_posix() for path in broken if path.is_relative_to(base)}
    return select_articles(names, archive.articles, readable, planned.volumes)


def _of_annotation(
    archive: Archive, planned: Plan, chosen: frozenset[str], bodies: Mapping[str, Body], catalogue: Catalogue
) -> Iterator[Finding]:
    """What pairing notes and resolving related reading finds in the chosen articles, printed or not."""
    notes, table = archive.config.notes.languages, archive.config.editions
    for edition in (*planned.editions, *_unprinted(planned)):
        articles = tuple(article for article in edition.articles if article.path in chosen)
        printed = table if edition in planned.editions else None
        yield from annotate(replace(edition, articles=articles), bodies, catalogue, notes, printed)[1]


def file_fixes(archive: Archive, names: Sequence[str] = ()) -> Iterator[FileFix]:
    """What `archivist check --fix` would change, file by file. Nothing is written: see `desk.apply_fixes`.

    With `names` (files, folders, ids of volumes) only in those articles. Raises UsageError for a name that is unknown.
    """

    planned = plan(archive)
    chosen = _chosen(archive, planned, names)
    book = address_book(planned.articles, archive.config.archive.site)

    def read(article: Article, source: str) -> tuple[dict[str, object], Body] | None:
        try:
            matter = read_front_matter(source)
        except FrontMatterError:
            return None
        again = replace(article.with_text(matter.text), text_line=matter.text_line)
        body = parse_body(again, archive.articles, site=archive.config.archive.site, book=book)
        return {key: value.data for key, value in matter.entries.items()}, body

    base = archive.config.archive.articles
    broken = [PurePosixPath(each.file) for each in planned.findings if each.code == "front-matter-broken"]
    paths = [path.relative_to(base.as_posix()).as_posix() for path in broken]
    wanted = [path for path in paths if not names or path in chosen]
    yield from editorial.quotings(archive.articles, wanted, _fixed_front_matter)
    yield from editorial.file_fixes(archive.articles, [each for each in planned.articles if each.path in chosen], read)


def _fixed_front_matter(source: str) -> Mapping[int, str]:
    """The lines (from 1) of a file as they must be written so that its front matter can be read; {} if none helps."""
    try:
        read_front_matter(source)
    except FrontMatterError as error:
        lines = source.split("\n")
        for number, line in error.fixed:
            lines[number - 1] = line
        fixed = dict(error.fixed)
    else:
        return {}
    try:
        read_front_matter("\n".join(lines))
    except FrontMatterError:
        return {}
    return fixed


def _unprinted(planned: Plan) -> Iterator[Edition]:
    """The articles that no edition contains, as if there were one: what they have wrong is to be reported anyway."""
    printed = {article.path for edition in planned.editions for article in edition.articles}
    for volume in planned.volumes:
        rest = [article for work in volume.works for article in work.articles if article.path not in printed]
        for language in dict.fromkeys(article.language for article in rest):
            yield Edition(volume, language, tuple(article for article in rest if article.language == language))
