"""Which of the articles found the archive has already, and which were found twice."""

import datetime
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archivist.importing.found_store import Head
from archivist.importing.origins import fingerprint, is_file_name, is_number
from archivist.links.addresses import near_address, same_address, site_of
from archivist.reader_api.found import FoundArticle


@dataclass(frozen=True, slots=True)
class Known:
    """An article that is in the archive already."""

    key: str
    language: str
    path: str  # relative to the folder of articles
    date: datetime.date | None  # None if its file gives none that can be read
    title: str
    origin: str = ""  # what an import wrote of where it came from; "" if it was not imported
    digest: str = ""  # what an import wrote of its words, if the origin is only a file's name
    group: str = ""
    source: str = ""
    is_aside: bool = False  # no volume has it: it is a draft, or broken


_Names = Callable[[Known | Head], Iterable[Hashable]]


class Memory:
    """What an earlier import made of the same article, language and date of which only the user may have known."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for each in known:
            if each.origin and (each.digest or not is_file_name(each.origin)):
                self._by_name[compose(each.origin), each.digest].append(each)

    def of(self, found: FoundArticle) -> Known | None:
        """The one article of the archive it can be."""
        held = self._by_name.get((compose(found.origin), fingerprint(found)), [])
        alike = [each for each in held if found.language in ("", each.language)]
        return alike[0] if len(alike) == 1 else None


def recognise(heads: Sequence[Head], known: Sequence[Known]) -> dict[int, Known]:
    """The archive's own article for each number of an article found that it has; each is taken once.

    What is sure goes first: the origin with the same words or at the same address, or an origin that names one article
    alone; then a file of the same name and title; the key. At last what one article here and one there have: the
    origin, whatever its language was made into; an address; one that differs in its dress alone, with the same title
    and day.
    """
    found: dict[int, Known] = {}
    rest, left = list(heads), list(known)
    for names in (_origin_and_words, _origin_and_address, _own_origin, _origin_and_title, _key):
        found |= _match_heads(rest, left, names, _agree if names is _key else _always)
        rest, left = _remaining(rest, left, found)
    for names in (_guid_in_any_language, _addresses, _near_addresses):
        found |= _match_heads(rest, left, _Once(names, rest, left).names, _agree)
        rest, left = _remaining(rest, left, found)
    return found


def twins(heads: Sequence[Head]) -> dict[int, Head]:
    """The articles that an earlier source of the same import has, by number: one name, one article in each."""
    twice: dict[int, Head] = {}
    for names in (_guid, _addresses, _near_addresses):
        claims: dict[Hashable, list[Head]] = defaultdict(list)
        for head in heads:
            for name in dict.fromkeys(names(head)) if head.number not in twice else ():
                claims[name].append(head)
        for first, *others in claims.values():
            if len({head.batch for head in (first, *others)}) == len(others) + 1:
                alike = (other for other in others if other.number not in twice and _agree(first, other))
                twice |= {other.number: twice.get(first.number, first) for other in alike}
    return twice


def doubles(heads: Sequence[Head], known: Sequence[Known]) -> Iterator[tuple[Head, Head | Known]]:
    """Pairs that may be one article, since at most the dress of the page differs in their addresses.

    `heads` are new to the archive, `known` is what it has. An address of more than two articles is that of none.
    """
    claims: dict[Hashable, list[Head | Known]] = defaultdict(list)
    everything: tuple[Head | Known, ...] = (*known, *heads)
    for each in everything:
        for name in dict.fromkeys(_addresses(each, near_address)):
            claims[name].append(each)
    pairs = (pair for pair in claims.values() if len(pair) == 2)
    told = {each.number: (each, other) for other, each in pairs if isinstance(each, Head)}
    yield from (told[number] for number in sorted(told))


# ---------------------------------------------------------------- what an article goes by


def _origin_and_words(each: Known | Head) -> Iterator[Hashable]:
    if each.origin and each.digest:
        yield compose(each.origin), each.digest, each.language


def _origin_and_address(each: Known | Head) -> Iterator[Hashable]:
    """Pages of one article that could not be joined may have its name, each with an address of its own."""
    if each.origin and each.source:
        yield compose(each.origin), each.source, each.language


def _own_origin(each: Known | Head) -> Iterator[Hashable]:
    if is_number(each.origin):
        yield each.origin, site_of(each.source), each.language
    yield from _guid(each)


def _guid(each: Known | Head) -> Iterator[Hashable]:
    if _is_own(each.origin):
        yield compose(each.origin), each.language


def _guid_in_any_language(each: Known | Head) -> Iterator[Hashable]:
    if _is_own(each.origin):
        yield compose(each.origin)


def _origin_and_title(each: Known | Head) -> Iterator[Hashable]:
    if each.origin:
        yield compose(each.origin), _title(each), each.language


def _key(each: Known | Head) -> Iterator[Hashable]:
    if each.key:
        yield compose(each.key), each.language


def _addresses(each: Known | Head, form: Callable[[str], str] = same_address) -> Iterator[Hashable]:
    for address in (each.source, each.origin):
        name = form(address)
        if any(mark in name for mark in "/?#"):  # else it is a site's first page
            yield name, each.language


def _near_addresses(each: Known | Head) -> Iterator[Hashable]:
    for name in _addresses(each, near_address):
        yield name, _title(each).casefold(), each.date


def _is_own(origin: str) -> bool:
    """Whether an origin names one article of all the world."""
    return bool(origin) and not is_file_name(origin) and not is_number(origin)


def _title(each: Known | Head) -> str:
    return " ".join(each.title.split())


def compose(name: str) -> str:
    """The name in one form of Unicode: file systems of Apple take letters apart."""
    return unicodedata.normalize("NFC", name)


# ---------------------------------------------------------------- who goes with whom


class _Once:
    """Names that one article found and one of the archive have."""

    def __init__(self, names: _Names, heads: Iterable[Head], known: Iterable[Known]) -> None:
        self._names = names
        self._counts = self._count_by(heads), self._count_by(known)

    def _count_by(self, articles: Iterable[Known | Head]) -> Counter[Hashable]:
        return Counter(name for each in articles for name in dict.fromkeys(self._names(each)))

    def names(self, each: Known | Head) -> Iterator[Hashable]:
        """Those of an article."""
        return (name for name in self._names(each) if all(counts[name] == 1 for counts in self._counts))


def _always(_: Known | Head, __: Known | Head) -> bool:
    return True


def _agree(one: Known | Head, other: Known | Head) -> bool:
    """Whether nothing speaks against one article: the title is the same, or the origin, or the day, except for the
    hours between two time zones."""
    is_named_alike = _title(one) == _title(other) or (one.origin and one.origin == other.origin)
    if is_named_alike or one.date is None or other.date is None:
        return True
    return abs(one.date - other.date) <= datetime.timedelta(1)


def _match_heads(
    heads: Iterable[Head],
    known: Iterable[Known],
    names: _Names,
    agree: Callable[[Known | Head, Known | Head], bool] = _always,
) -> dict[int, Known]:
    waiting: dict[Hashable, deque[Known]] = defaultdict(deque)
    for each in known:
        for name in dict.fromkeys(names(each)):
            waiting[name].append(each)
    found: dict[int, Known] = {}
    taken: set[str] = set()
    for head in heads:
        for name in names(head):
            line = waiting.get(name, deque())
            while line and line[0].path in taken:
                line.popleft()
            if line and agree(head, line[0]):
                found[head.number] = line.popleft()
                taken.add(found[head.number].path)
                break
    return found


def _remaining(
    heads: Sequence[Head], known: Sequence[Known], found: dict[int, Known]
) -> tuple[list[Head], list[Known]]:
    taken = {each.path for each in found.values()}
    return [head for head in heads if head.number not in found], [each for each in known if each.path not in taken]
