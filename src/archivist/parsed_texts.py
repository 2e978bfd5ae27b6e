"""The texts of articles, parsed by the workers: each once, as long as it and what it asks of others stay the same."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from archivist.archive import Archive
from archivist.articles import ParsedBody, leave_out_pictures, parse_and_ask
from archivist.articles.files_asked import answers_about_files
from archivist.articles.stored_bodies import StoredBodies
from archivist.cache import Store
from archivist.dependencies import Answers
from archivist.executors import Executor, run_in_batches
from archivist.links.address_book import AddressBook, answers_of
from archivist.model.articles import Article, Body

# Articles parsed at a time: as long as a process takes to start, so that a small archive needs none.
_BATCH = 32


def parse(archive: Archive, articles: Sequence[Article], workers: Executor, book: AddressBook) -> dict[str, Body]:
    """The bodies of articles, by path. `book` has all articles of the archive by their addresses."""
    answers = Answers({**answers_of(book), **answers_about_files(archive.articles)})
    return {path: parsed.body for path, parsed in parse_texts(archive, articles, workers, book, answers).items()}


def parse_texts(
    archive: Archive,
    articles: Sequence[Article],
    workers: Executor,
    book: AddressBook,
    answers: Answers,
    *,
    here: int = 0,
) -> dict[str, ParsedBody]:
    """The bodies of articles, by path, each with what was asked of other articles and of files.

    Those that are in the cache, and asked what has the same answers today, are not parsed again. Up to `here` articles
    are parsed in this process.
    """
    site = archive.config.archive.site
    stored = StoredBodies(Store(archive.cache), archive.articles, site, answers)
    found = {article.path: stored.recall(article) for article in articles}
    missing = [article for article in articles if found[article.path] is None]
    parse_one = partial(parse_and_ask, folder=archive.articles, site=site, book=book)
    for index, parsed in run_in_batches(workers, parse_one, missing, _BATCH, here):
        found[missing[index].path] = parsed
        if archive.build.is_dir():
            stored.keep(missing[index], parsed)
    if archive.config.text.pictures:
        return {path: parsed for path, parsed in found.items() if parsed is not None}
    return {
        article.path: replace(text, body=leave_out_pictures(article, text.body))
        for article in articles
        if (text := found[article.path]) is not None
    }
