"""Articles as they were read before, kept in the cache: front matter that has not changed is not parsed again.

All articles of an archive are one entry, without their texts, which are read from the files anyway. A file is known by
its digest, so nothing that was changed is taken for what it was.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from archivist.cache import Store, digest_of
from archivist.findings import Finding
from archivist.installed_program import installed_program
from archivist.model.articles import Article
from archivist.model.held_text import NO_TEXT
from archivist.text.xml_characters import with_newlines

_KEY = digest_of("articles as read")
_SUFFIX = ".articles"


@dataclass(frozen=True, slots=True)
class _Entry:
    """What was read of a file."""

    digest: str  # SHA-256 of the file
    start: int  # of the text, in characters
    article: Article | None  # without its text; None if the file has no article
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All entries of an archive."""

    program: str  # another one may read otherwise
    settings: tuple[str, ...]
    entries: dict[str, _Entry]  # by path


# Each is made when it is first needed: that takes a moment, and without a cache it never is.


@cache
def _shelves() -> TypeAdapter[_Shelf]:
    return TypeAdapter(_Shelf)


@cache
def _entries() -> TypeAdapter[_Entry]:
    return TypeAdapter(_Entry)


@dataclass
class StoredArticles:
    """The articles of one folder. `settings` are what reading depends on in addition to the files."""

    store: Store
    settings: tuple[str, ...]
    _known: dict[str, _Entry] = field(init=False)
    _has_cache: bool = field(init=False)
    _read: dict[str, _Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._has_cache = self.store.folder.is_dir()
        path = self.store.get(_KEY, _SUFFIX)
        try:
            shelf = _shelves().validate_json(path.read_bytes()) if path else None
        except (OSError, ValidationError, KeyError):  # damaged, or of a program with other findings
            shelf = None
        is_same = shelf is not None and (shelf.program, shelf.settings) == (installed_program(), self.settings)
        self._known = shelf.entries if shelf is not None and is_same else {}

    def recall(self, path: str, digest: str, source: str) -> tuple[Article | None, list[Finding]] | None:
        """What the file of this content was read as; None if that is not known."""
        entry = self._known.get(path)
        if entry is None or entry.digest != digest:
            return None
        self._read[path] = entry
        article = entry.article
        if article is not None:
            article = article.with_text(with_newlines(source)[entry.start :])
        return article, list(entry.findings)

    def add(self, path: str, digest: str, source: str, article: Article | None, findings: Sequence[Finding]) -> None:
        """Note what a file was read as."""
        if not self._has_cache:
            return
        start = len(source)
        if article is not None:
            whole = with_newlines(source)
            start = len(whole) - len(article.text)
            if whole[start:] != article.text:
                return
            article = replace(article, held=NO_TEXT)
        entry = _Entry(digest, start, article, tuple(findings))
        with suppress(ValueError, TypeError):  # an unknown key may have any value, and be read back as another one
            if _entries().validate_json(_entries().dump_json(entry)) == entry:
                self._read[path] = entry

    def keep(self) -> None:
        """Write down what was read, if it is not written down yet, and if there is a cache to write into."""
        if self._read == self._known or not self._has_cache:
            return
        data = _shelves().dump_json(_Shelf(installed_program(), self.settings, self._read))
        with suppress(OSError):  # a build folder that may only be read
            self.store.put(_KEY, _SUFFIX, data)
        self._known = dict(self._read)
