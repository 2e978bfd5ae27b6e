"""Where each article found belongs: which work it is a translation of, under which key, in which file.

What the archive knows already keeps its key and its place, so that a second import finds everything where the first
one put it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from slugify import slugify

from archivist.importing.deduplication import Known, compose, recognise
from archivist.importing.found_store import Head
from archivist.importing.work_groups import Groups
from archivist.links.addresses import same_address

_MAX_STEM = 80  # letters of a file name, before date and language


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an article goes."""

    key: str
    path: str  # relative to the folder of articles
    is_known: bool  # whether the archive has this article already


def join(heads: Sequence[Head], known: Iterable[Known], languages: Sequence[str]) -> dict[int, Destination]:
    """The place of each article found, by its number. Each has a date and a language.

    `languages` say which translation a work takes its name from, if several have the same date.
    """
    return _Joining(heads, tuple(known), languages).places()


class _Joining:
    """One import against one archive."""

    def __init__(self, heads: Sequence[Head], known: Sequence[Known], languages: Sequence[str]) -> None:
        self._heads = heads
        self._known = known
        self._order = {language: number for number, language in enumerate(languages)}
        self._groups = Groups(heads)
        self._keys = {each.key for each in known}
        self._held = {(each.key, each.language) for each in known}
        self._paths = {_on_any_disk(each.path) for each in known}
        self._numbers: dict[str, Iterator[int]] = {}  # where to go on, of names that several have
        self._places: dict[int, Destination] = {}

    def places(self) -> dict[int, Destination]:
        """The place of each article found."""
        self._recognise()
        for works in (self._works_with_key(), self._works_with_group(), self._new_works()):
            for key, members in works:
                self._keys.add(key)
                for head in members:
                    self._held.add((key, head.language))
                    self._places[head.number] = Destination(key, self._path(key, head), is_known=False)
        return self._places

    # ------------------------------------------------ what the archive has

    def _recognise(self) -> None:
        for number, known in recognise(self._heads, self._known).items():
            self._places[number] = Destination(known.key, known.path, is_known=True)
        self._held |= {(place.key, head.language) for head, place in self._list_places()}

    # ------------------------------------------------ new articles

    def _rest(self) -> list[Head]:
        return [head for head in self._heads if head.number not in self._places]

    def _works_with_key(self) -> Iterable[tuple[str, list[Head]]]:
        """Those whose source is an archive of this form: their keys stay."""
        own = {compose(key): key for key in sorted(self._keys)}  # as the archive writes them
        works: dict[str, list[Head]] = defaultdict(list)
        for head in self._rest():
            if head.key:
                works[own.get(compose(head.key), head.key)].append(head)
        for key, members in works.items():
            for work in _one_a_language(members):
                is_free = not any((key, head.language) in self._held for head in work)
                yield key if is_free else self._free(key), work

    def _works_with_group(self) -> Iterable[tuple[str, list[Head]]]:
        """Those with a translation that the archive has already: of several works the earliest, then the fullest."""
        size = Counter(each.key for each in self._known)
        keys: dict[str, list[str]] = defaultdict(list)
        for each in sorted(self._known, key=lambda each: (str(each.date or ""), -size[each.key], each.path)):
            keys[self._groups.of_known(each)].append(each.key)
        for head, place in self._list_places():
            keys[self._groups.of(head)].append(place.key)
        left: dict[tuple[str, str], Iterator[str]] = {}  # works of a group that may lack a language
        for head in sorted(self._rest(), key=_age):
            for group in self._groups.ways_to(head):
                works = left.setdefault((group, head.language), iter(keys[group]))
                key = next((key for key in works if (key, head.language) not in self._held), "")
                if key:
                    yield key, [head]
                    break

    def _list_places(self) -> Iterable[tuple[Head, Destination]]:
        return ((head, self._places[head.number]) for head in self._heads if head.number in self._places)

    def _placed_works(self) -> Iterable[list[Head]]:
        """Works of this import that have their key: an import that was broken off goes on as if it had not been."""
        works: dict[str, list[Head]] = defaultdict(list)
        for head, place in self._list_places():
            works[place.key].append(head)
        return works.values()

    def _new_works(self) -> Iterable[tuple[str, list[Head]]]:
        groups: dict[str, list[Head]] = defaultdict(list)
        for head in self._rest():
            groups[self._groups.of(head) or f"\0{head.number}"].append(head)
        works = [work for members in groups.values() for work in _one_a_language(members)]
        claims = Counter(self._name(work) for work in (*works, *self._placed_works()))
        for work in works:
            name = self._name(work)
            is_plain = claims[name] == 1 and name not in self._keys
            yield self._free(name if is_plain else f"{name}-{self._original(work).date}"), work

    def _name(self, work: Sequence[Head]) -> str:
        original = self._original(work)
        return slugify(original.slug) or slugify(original.title, max_length=_MAX_STEM, word_boundary=True) or "article"

    def _original(self, work: Sequence[Head]) -> Head:
        last = len(self._order)
        return min(work, key=lambda head: (head.date, self._order.get(head.language, last), head.number))

    def _free(self, key: str) -> str:
        """The key, or the first of key-2, key-3 … that no work has."""
        if key not in self._keys:
            return key
        numbered = (f"{key}-{number}" for number in self._numbers.setdefault(key, count(2)))
        return next(free for free in numbered if free not in self._keys)

    def _path(self, key: str, head: Head) -> str:
        day = head.date.isoformat() if head.date else ""
        stem = slugify(key.replace(f"-{day}", "", 1), max_length=_MAX_STEM, word_boundary=True) or "article"
        stem = stem.removeprefix(f"{day}-") or stem
        name = f"{day[:4]}/{day}-{stem}"
        path = f"{name}.{head.language}.md"
        if _on_any_disk(path) in self._paths:
            numbers = self._numbers.setdefault(path, count(2))
            numbered = (f"{name}-{number}.{head.language}.md" for number in numbers)
            path = next(free for free in numbered if _on_any_disk(free) not in self._paths)
        self._paths.add(_on_any_disk(path))
        return path


def _on_any_disk(path: str) -> str:
    """The same for names that are one file on some disk: without regard to case and to forms of Unicode."""
    return compose(path).casefold()


def _age(head: Head) -> tuple[str, int]:
    return str(head.date or ""), head.number


def _one_a_language(members: Iterable[Head]) -> list[list[Head]]:
    """The members as works with one article a language: a later one in the same language begins a work of its own."""
    works: list[list[Head]] = []
    seen: Counter[str] = Counter()
    for head in sorted(members, key=_age):
        if seen[head.language] == len(works):
            works.append([])
        works[seen[head.language]].append(head)
        seen[head.language] += 1
    return works


def index_of_names(heads: Iterable[Head], known: Iterable[Known], places: Mapping[int, Destination]) -> dict[str, str]:
    """Key by every name that only one work has: its address, its name in the source, its title in a language.

    A title is `LANGUAGE title`, folded; an address as `bare` gives it.
    """
    keys: dict[str, str] = {}  # "" for a name that several works have

    def note(names: Iterable[str], key: str) -> None:
        for name in map(bare, names):
            keys[name] = key if keys.get(name, key) == key else ""

    for head in heads:
        if head.number in places:
            names = (head.origin, head.group, head.slug, head.source, fold_title(head.title, head.language))
            note(names, places[head.number].key)
    for each in known:
        note((each.origin, each.group, each.key, each.source, fold_title(each.title, each.language)), each.key)
    return {name: key for name, key in keys.items() if name and key}


def fold_title(title: str, language: str) -> str:
    """A title as it is looked up: without regard to case and spaces."""
    return f"{language} {' '.join(title.split()).casefold()}" if title.strip() else ""


def bare(address: str) -> str:
    """An address without what makes no difference, and without the place within the page; another name as it is."""
    page = address.partition("#")[0]
    return same_address(page) or page.rstrip("/") or address
