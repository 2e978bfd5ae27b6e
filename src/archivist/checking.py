"""The way to the editor's desk: everything an author should know, short of laying out, and what can be mended.

read -> plan -> annotate -> review -> findings
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from archivist import desk
from archivist.address_book import address_book
from archivist.apparatus import Catalogue, annotate
from archivist.archive import Archive
from archivist.articles import parse_body
from archivist.articles.front_matter import FrontMatterError, read_front_matter
from archivist.desk import Mending, not_allowed, review
from archivist.executors import Workers
from archivist.findings import Finding, in_order
from archivist.model import Article, Body, Edition
from archivist.pipeline import Plan, parse, plan


def check(archive: Archive) -> tuple[Finding, ...]:
    """Everything an author should know, short of laying out."""
    planned = plan(archive)
    book = address_book(planned.articles, archive.config.archive.site)
    with Workers() as workers:
        bodies = parse(archive, planned.articles, workers, book)
    catalogue = Catalogue(planned.volumes, book)
    notes, table = archive.config.notes.languages, archive.config.editions
    annotated = [annotate(edition, bodies, catalogue, notes, table)[1] for edition in planned.editions]
    annotated += [annotate(edition, bodies, catalogue, notes)[1] for edition in _unprinted(planned)]
    works = [work for volume in planned.volumes for work in volume.works]
    of_texts = [
        *(finding for body in bodies.values() for finding in body.findings),
        *(finding for findings in annotated for finding in findings),
        *review(archive.articles, planned.articles, works, bodies, book),
        *book.shared(),
    ]
    return in_order(
        [
            *planned.findings,
            *archive.placed(not_allowed(of_texts, planned.articles)),
            *archive.missing_labels(edition.language for edition in planned.editions),
        ]
    )


def mendings(archive: Archive) -> Iterator[Mending]:
    """What `archivist check --fix` would change, file by file. Nothing is written: see `desk.mend_files`."""

    planned = plan(archive)
    book = address_book(planned.articles, archive.config.archive.site)

    def read(article: Article, source: str) -> tuple[dict[str, Any], Body] | None:
        try:
            matter = read_front_matter(source)
        except FrontMatterError:
            return None
        again = replace(article, text=matter.text, text_line=matter.text_line)
        body = parse_body(again, archive.articles, site=archive.config.archive.site, book=book)
        return {key: value.data for key, value in matter.entries.items()}, body

    base = archive.config.archive.articles
    broken = [PurePosixPath(each.file) for each in planned.findings if each.code == "front-matter-broken"]
    paths = [path.relative_to(base.as_posix()).as_posix() for path in broken]
    yield from desk.quotings(archive.articles, paths, _fixed_front_matter)
    yield from desk.mendings(archive.articles, planned.articles, read)


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
    """The articles that no edition holds, as if there were one: what they have wrong is to be told all the same."""
    printed = {article.path for edition in planned.editions for article in edition.articles}
    for volume in planned.volumes:
        rest = [article for work in volume.works for article in work.articles if article.path not in printed]
        for language in dict.fromkeys(article.language for article in rest):
            yield Edition(volume, language, tuple(article for article in rest if article.language == language))
