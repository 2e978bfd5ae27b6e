"""A folder of Markdown files as articles. No file raises: every problem is a finding with file and line."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archivist.articles.file_name import MAX_TEXT, read_path
from archivist.articles.stored_articles import StoredArticles
from archivist.cache import Store
from archivist.errors import UsageError
from archivist.findings import Finding
from archivist.front_matter import MAX_FRONT_MATTER
from archivist.model.articles import Article
from archivist.model.held_text import TextFile
from archivist.text import languages as tags

SUFFIXES = (".md", ".markdown")
IN_MEMORY = 20_000_000  # characters of texts; those of a larger archive are in a temporary file from there on


def read_folder(
    folder: Path, *, languages: Sequence[str] = (), default_language: str = "", store: Store | None = None
) -> tuple[tuple[Article, ...], tuple[Finding, ...]]:
    """Every article below `folder`, by path, and what is wrong with the files.

    `languages` are the archive's (canonical tags): they help to tell a language folder from another.
    `default_language` is taken where neither front matter nor path names one.
    Hidden files, `README.md` and Hugo's section pages (`_index.md`) are passed over. Of two files that claim
    the same key and language the first stays. What was read before is taken from `store`, if there is one. Raises
    UsageError if `folder` is not a folder.
    """
    findings: list[Finding] = []
    articles: list[Article] = []
    stored = StoredArticles(store, (*languages, "", default_language)) if store else None
    characters, texts = 0, None
    for article, problems in _walk(folder, languages, default_language, stored):
        findings += problems
        if article is not None:
            characters += len(article.text)
            if characters > IN_MEMORY:
                texts = texts or TextFile()
                article = replace(article, held=texts.add(article.text))  # noqa: PLW2901
            articles.append(article)
    if stored:
        stored.keep()
    kept, clashes = _without_duplicates(articles)
    return kept, (*findings, *clashes)


def walk_folder(
    folder: Path, *, languages: Sequence[str] = (), default_language: str = ""
) -> Iterator[tuple[Article | None, Sequence[Finding]]]:
    """As `read_folder`, one file at a time, for folders that do not fit into memory; duplicates are not looked for."""
    yield from _walk(folder, languages, default_language, None)


def _walk(
    folder: Path, languages: Sequence[str], default_language: str, stored: StoredArticles | None
) -> Iterator[tuple[Article | None, Sequence[Finding]]]:
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", "Name the folder of the articles in archivist.toml.")
    known = frozenset(tag for tag in map(tags.normalise_tag, languages) if tag)
    for path, problem in sorted(_files(folder), key=lambda entry: entry[0]):
        yield (None, [problem]) if problem else _read_file(folder, path, known, default_language, stored)


def _files(folder: Path) -> Iterator[tuple[str, Finding | None]]:
    """Paths relative to the folder; with a finding for what cannot be an article's file."""
    root = folder.resolve()
    unreadable: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        base = Path(parent)
        below = base.relative_to(folder).as_posix()
        prefix = "" if below == "." else f"{below}/"
        links = [name for name in folders if not name.startswith(".") and (base / name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in links:
            path = prefix + name
            if not (base / name).resolve().is_relative_to(root):
                yield (
                    _describe_path(path),
                    Finding("outside-archive", "the folder is a link out of the archive", _describe_path(path)),
                )
        for name in files:
            if is_article(name):
                path = prefix + name
                yield _describe_path(path), problem_of(base / name, _describe_path(path), path, root)
    for error in unreadable:
        path = _describe_path(Path(error.filename).relative_to(folder).as_posix())
        yield path, Finding("unreadable-file", f"the folder cannot be read: {error.strerror}", path)


def is_article(name: str) -> bool:
    """Whether a file of this name is an article's."""
    lower = name.lower()
    stem = lower.partition(".")[0]
    return lower.endswith(SUFFIXES) and not name.startswith(".") and stem not in ("readme", "_index")


def problem_of(file: Path, shown: str, path: str, root: Path) -> Finding | None:
    """Why something below `root` is not a file that can be read; None if it is one. `shown` is its path as UTF-8."""
    if shown != path:
        return Finding("not-utf-8", "the name of the file is not UTF-8", shown)
    try:
        if file.is_symlink() and not file.resolve().is_relative_to(root):
            return Finding("outside-archive", "the file is a link out of the archive", path)
        if not file.is_file():
            return Finding("unreadable-file", "it is not a file", path)
    except (OSError, RuntimeError) as error:
        return Finding("unreadable-file", str(error), path)
    return None


def _describe_path(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _read_file(
    folder: Path, path: str, known: frozenset[str], default_language: str, stored: StoredArticles | None
) -> tuple[Article | None, list[Finding]]:
    read = read_source(folder / path, path)
    if isinstance(read, Finding):
        return None, [read]
    source, digest = read
    found = stored.recall(path, digest, source) if stored else None
    if found is None:
        # What reads front matter takes a moment to import, and most often everything is stored.
        from archivist.articles.article_file import parse_file  # noqa: PLC0415

        found = parse_file(source, path, digest, read_path(path, known), default_language)
        if stored:
            stored.add(path, digest, source, *found)
    return found


def read_source(file: Path, path: str) -> tuple[str, str] | Finding:
    """The text of a file and its SHA-256, or why it cannot be read; `path` names it in the finding."""
    try:
        size = file.stat().st_size
        if size > MAX_TEXT + MAX_FRONT_MATTER:
            return Finding("file-too-large", f"the file has {size:,} bytes", path)
        data = file.read_bytes()
    except OSError as error:
        return Finding("unreadable-file", error.strerror or str(error), path)
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Finding("not-utf-8", f"byte {error.start + 1} is not UTF-8", path, line)
    return source, hashlib.sha256(data).hexdigest()


def _without_duplicates(articles: Iterable[Article]) -> tuple[tuple[Article, ...], tuple[Finding, ...]]:
    kept: dict[tuple[str, str], Article] = {}
    findings = []
    for article in articles:
        first = kept.setdefault((article.key, article.language), article)
        if first is not article:
            message = f"{first.path} and {article.path} both claim key {article.key!r} in {article.language}"
            findings.append(Finding("duplicate-article", message, article.path))
    return tuple(kept.values()), tuple(findings)
