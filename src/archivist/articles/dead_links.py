"""What is reported of links that a book cannot have: one finding for each reason, with as many as can be read."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

_NAMED = 10  # links named in one finding
_LONGEST = 120  # characters of an address in a message
_SHORT = 80


class Reason(StrEnum):
    """Why a link is printed as plain text; the value is the finding's code and what is said of several links."""

    NOWHERE = "dead-link: {} broken links"
    EMPTY = "unusable-link: {} links have no address"
    INVALID = "unusable-link: {} links have an address that is not valid"
    FORBIDDEN = "unusable-link: {} links have an address that a book cannot follow"
    FILE = "file-not-in-book: {} links lead to files of the archive that a book cannot contain"
    NO_ARTICLE = "file-not-in-book: {} links lead to files that are not articles of this archive, or are drafts"
    LARGER = "larger-picture: {} pictures link to larger versions of themselves"


_ONE = {
    Reason.NOWHERE: "nothing is at {address}",
    Reason.EMPTY: "the link “{words}” has no address",
    Reason.INVALID: "the link “{words}” has an address that is not valid: {address}",
    Reason.FORBIDDEN: "the link “{words}” has an address that a book cannot follow: {address}",
    Reason.FILE: "the link “{words}” leads to the file {address}, which a book cannot contain",
    Reason.NO_ARTICLE: "the link “{words}” leads to {address}, which is not an article of this archive, or is a draft",
    Reason.LARGER: "a picture links to {address}, which is not shown in the article",
}


class _Dead(NamedTuple):
    line: int
    address: str
    words: str


class DeadLinks:
    """The links of an article that became plain text."""

    def __init__(self) -> None:
        self._links: dict[Reason, list[_Dead]] = {}

    def add(self, reason: Reason, line: int, address: str, words: str) -> None:
        """Remember one."""
        self._links.setdefault(reason, []).append(_Dead(line, address, words))

    def findings(self) -> Iterator[tuple[str, str, int]]:
        """Code, message and line of one finding for each reason."""
        for reason, links in self._links.items():
            code, _, several = reason.value.partition(": ")
            yield code, _one(reason, links[0]) if len(links) == 1 else _several(several, links), links[0].line


def _one(reason: Reason, link: _Dead) -> str:
    return _ONE[reason].format(address=_cut(link.address, _LONGEST), words=_cut(link.words, _SHORT))


def _several(several: str, links: list[_Dead]) -> str:
    named = [f"{_cut(link.address or f'“{link.words}”', _SHORT)} (line {link.line})" for link in links[:_NAMED]]
    rest = f" and {len(links) - _NAMED} more" if len(links) > _NAMED else ""
    return f"{several.format(len(links))}: {', '.join(named)}{rest}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
