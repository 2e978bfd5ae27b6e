"""What a feed says, whatever its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archivist.article_facts import Person


@dataclass(frozen=True, slots=True)
class RichText:
    """A text and how it is written."""

    value: str
    is_html: bool = False
    base: str = ""  # absolute address its relative links are meant from; "" if the feed does not say
    language: str = ""  # as written at the text itself or above it in its entry


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with an entry: a recording, a picture."""

    address: str  # absolute
    title: str = ""


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """What a feed says of all its entries."""

    title: str = ""
    link: str = ""  # address of the site, absolute
    language: str = ""  # as written
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. What the feed does not say is empty; dates and languages are as written."""

    number: int  # from 1, in the order of the file
    line: int = 0
    identifier: str = ""  # guid or id
    link: str = ""  # absolute address of its page
    title: str = ""  # plain text
    contents: tuple[RichText, ...] = ()
    summary: RichText | None = None
    published: str = ""
    updated: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    contributors: tuple[Person, ...] = ()  # and authors with an identifier
    doi: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    related: tuple[tuple[str, str], ...] = ()  # title and absolute address
    translations: tuple[str, ...] = ()  # as written
    is_draft: bool = False
    kind: str = ""  # "comment" and the like, if it is not an article
    type: str = ""  # "post" or "page", where the feed says it
    extra: Mapping[str, object] = field(default_factory=dict)
    remarks: tuple[tuple[str, str], ...] = ()  # finding code and message
