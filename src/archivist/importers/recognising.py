"""Which of the articles found the archive has already, and which were found twice."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from archivist.importers.found import FoundArticle
from archivist.importers.origins import fingerprint, is_file_name
from archivist.importers.spool import Head


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is in the archive already."""

    key: str
    language: str
    path: str  # relative to the folder of articles
    date: datetime.date
    title: str
    origin: str = ""  # what an import wrote of where it came from; "" if it was not imported
    digest: str = ""  # what an import wrote of its words, if the origin is only a file's name
    group: str = ""
    source: str = ""


_Name = Callable[[Known | Head], Hashable | None]


class Memory:
    """What an earlier import made of the same article, language and date of which only the user may have known."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for each in known:
            if each.origin and (each.digest or not is_file_name(each.origin)):
                self._by_name[each.origin, each.digest].append(each)

    def of(self, found: FoundArticle) -> Known | None:
        """The one article of the archive it can be."""
        held = self._by_name.get((found.origin, fingerprint(found)), [])
        alike = [each for each in held if found.language in ("", each.language)]
        return alike[0] if len(alike) == 1 else None


def recognise(heads: Sequence[Head], known: Sequence[Known]) -> dict[int, Known]:
    """The archive's own article for each number of an article found that it has; each is taken once.

    What is sure goes first: the origin with the same words, or an origin that names one article alone; then a file of
    the same name and title; the key; at last the address, if one article here and one there have it.
    """
    found: dict[int, Known] = {}
    rest, left = list(heads), list(known)
    for name in (_origin_and_words, _own_origin, _origin_and_title, _key):
        found |= _matched(rest, left, name)
        rest, left = _remaining(rest, left, found)
    once = _held_once(rest, left)
    return found | _matched(rest, left, lambda each: _address(each) if _address(each) in once else None)


def twins(heads: Sequence[Head]) -> dict[int, Head]:
    """The articles that an earlier source of the same import has, by number: one address, one article in each."""
    claims: dict[Hashable, list[Head]] = defaultdict(list)
    for head in heads:
        if head.source:
            claims[_address(head)].append(head)
    return {
        other.number: first
        for first, *others in claims.values()
        if len({head.batch for head in (first, *others)}) == len(others) + 1
        for other in others
    }


def _origin_and_words(each: Known | Head) -> Hashable | None:
    return (each.origin, each.digest, each.language) if each.origin and each.digest else None


def _own_origin(each: Known | Head) -> Hashable | None:
    return (each.origin, each.language) if each.origin and not is_file_name(each.origin) else None


def _origin_and_title(each: Known | Head) -> Hashable | None:
    return (each.origin, " ".join(each.title.split()), each.language) if each.origin else None


def _key(each: Known | Head) -> Hashable | None:
    return (each.key, each.language) if each.key else None


def _address(each: Known | Head) -> Hashable | None:
    return (each.source, each.language) if each.source else None


def _matched(heads: Iterable[Head], known: Iterable[Known], name: _Name) -> dict[int, Known]:
    waiting: dict[Hashable, list[Known]] = defaultdict(list)
    for each in known:
        waiting[name(each)].append(each)
    waiting.pop(None, None)
    return {head.number: waiting[name(head)].pop(0) for head in heads if waiting.get(name(head))}


def _remaining(
    heads: Sequence[Head], known: Sequence[Known], found: dict[int, Known]
) -> tuple[list[Head], list[Known]]:
    taken = {each.path for each in found.values()}
    return [head for head in heads if head.number not in found], [each for each in known if each.path not in taken]


def _held_once(heads: Iterable[Head], known: Iterable[Known]) -> set[Hashable]:
    here, there = Counter(map(_address, known)), Counter(map(_address, heads))
    return {address for address, count in there.items() if address and count == here[address] == 1}
