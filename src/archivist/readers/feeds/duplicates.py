"""Entries that a feed has more than once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from archivist.reader_api.dates import read_date
from archivist.web_feeds.entry import Entry


@dataclass(frozen=True, slots=True)
class Repeats:
    """Which entries not to take, by number, and what to say of those taken instead of them."""

    dropped: frozenset[int]
    remarks: dict[int, str]
    shared_names: frozenset[str]  # identifiers that entries with nothing else in common have


@dataclass(frozen=True, slots=True)
class _Seen:
    number: int
    link: str
    title: str
    changed: str  # sortable; "" if there is no date that can be read


def repeats(entries: Iterable[Entry]) -> Repeats:
    """Of entries with the same identifier, and the same address or title, the one changed last is taken.

    Without dates it is the first one: feeds begin with what is newest.
    """
    by_name: dict[str, list[_Seen]] = defaultdict(list)
    for entry in entries:
        name = entry.identifier or entry.link
        if name:
            by_name[name].append(_Seen(entry.number, entry.link, entry.title, _last_change(entry)))
    dropped: set[int] = set()
    remarks: dict[int, str] = {}
    shared: set[str] = set()
    for name, seen in by_name.items():
        groups = _same(seen)
        if len(groups) > 1:
            shared.add(name)
        for group in groups:
            best = max(group, key=lambda each: (each.changed, -each.number))
            others = sorted(each.number for each in group if each is not best)
            if others:
                dropped.update(others)
                remarks[best.number] = _remark(best, others)
    return Repeats(frozenset(dropped), remarks, frozenset(shared))


def _remark(best: _Seen, others: list[int]) -> str:
    numbers = ", ".join(map(str, others[:20])) + (" …" if len(others) > 20 else "")
    why = f"that was changed last ({best.changed})" if best.changed else "that comes first"
    return f"the feed has this entry {len(others) + 1} times; imported is the one {why}, and not entry {numbers}"


def _same(seen: list[_Seen]) -> list[list[_Seen]]:
    """Entries with one identifier, parted where neither address nor title is the same."""
    groups: list[list[_Seen]] = []
    homes: dict[tuple[str, str], list[_Seen]] = {}
    for each in seen:
        names = [("link", each.link), ("title", each.title)]
        home = next((homes[name] for name in names if name[1] and name in homes), None)
        if home is None and not each.link and not each.title:
            home = groups[0] if groups else None
        if home is None:
            home = []
            groups.append(home)
        home.append(each)
        for name in names:
            homes.setdefault(name, home)
    return groups


def _last_change(entry: Entry) -> str:
    for written in (entry.updated, entry.published):
        moment = read_date(written) if written else None
        if moment is not None:
            return f"{moment.day.isoformat()} {moment.time}".strip()
    return ""
