"""What a reader finds in a source, before it is known which of it is new to the archive.

A reader (reader.py) yields what it finds, one article at a time, so that a source of gigabytes needs no more memory
than its largest article. It writes nothing.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from archivist.article_facts import ArticleFacts
from archivist.errors import ArchivistError
from archivist.findings import Finding
from archivist.place import Place


@dataclass(frozen=True, slots=True)
class FoundRelated:
    """Something the source offers to read next. At least one of the two is there."""

    title: str = ""  # as printed in the source
    address: str = ""  # absolute, or a key of the source's own


@dataclass(frozen=True, slots=True)
class FoundArticle(ArticleFacts):
    """One article as a source has it. What the source does not say is empty; what was inferred is a remark."""

    origin: str  # what the source calls it (a guid, an address, a file name): the same at every import
    place: Place  # for the report: the file, and what within it
    title: str  # plain text
    text: str  # Markdown in the archive's dialect, with its notes at the end
    plain: str  # the words of `text` as the source shows them, notes last, in the order of their definitions; "" if
    # the source is Markdown itself, so that there is nothing to compare
    language: str = ""  # canonical BCP 47 tag
    date: datetime.date | None = None  # day of publication
    published_at: str = ""  # the moment of publication, ISO 8601, if the source knows more than the day
    slug: str = ""  # its name in the source; "" if it has none
    key: str = ""  # its key, if the source is an archive of this form already
    group: str = ""  # the same for the translations of one work in this source; "" if not known
    related: tuple[FoundRelated, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)  # what else the source knew, as plain data
    type: str = ""  # what the source calls its kind of text: post, page, the name of a collection; "" if it does not
    is_lone: bool = False  # a page without a date among others without: likely not an article, if nobody dates it
    remarks: tuple[Finding, ...] = ()  # what was inferred, repaired or left out in this article


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said about an import."""

    languages: tuple[str, ...] = ()  # the archive's, canonical tags, the first one first
    language: str = ""  # of articles that do not say (`--language`)
    date: datetime.date | None = None  # of articles that do not say (`--date`)
    media: Path | None = None  # folder of the pictures of an export (`--media`)
    drafts: bool = False  # bring drafts, too (`--drafts`)
    today: datetime.date | None = None  # what counts as the future
    since: datetime.date | None = None  # the first day of articles that are wanted (`--since`)
    until: datetime.date | None = None  # and the last (`--until`)
    categories: tuple[str, ...] = ()  # sections or tags, one of which an article must have (`--category`)
    types: tuple[str, ...] = ()  # types, one of which an article must be of (`--type`)
    sources: tuple[Path, ...] = ()  # of the command that the same reader reads, if several may be one thing in parts


class Media(Protocol):
    """Takes pictures along."""

    def bring(self, name: str, data: bytes) -> str:
        """Keep a picture for the archive; the address to write in Markdown.

        `name` is the POSIX path wished for, such as `2022/03/bridge.jpg`; it may be anything, also hostile.
        Raises PictureRefusedError with the reason if it is not a picture a book can contain.
        """
        ...


class PictureRefusedError(Exception):
    """The bytes are no picture, or one with too many pixels."""


class SourceError(ArchivistError):
    """A source cannot be read: broken, hostile, or of no kind that is known. Nothing of it is imported."""


Found = FoundArticle | Finding  # a Finding names something left out: a draft, a page that is not an article
