"""Which pages divide one article, and in what order.

Neighbouring articles are linked by `rel=next` as well, and weekly ones have one title. So pages are joined only if
their addresses are those of numbered pages of one base, their titles are the same except for a page number, the days
they mark do not differ, and one links to the other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archivist.web_pages.pagers import Link, Signs

MOST = 200  # pages of one article


@dataclass(frozen=True, slots=True)
class Series:
    """Pages of one article, by their places among those that were looked at."""

    parts: tuple[int, ...]  # in order
    others: tuple[int, ...]  # a part once more under another address, or all of them on one page
    missing: tuple[str, ...]  # addresses of pages that are linked to and not there
    apart: tuple[str, ...] = ()  # addresses of pages that are linked to, there, and of other articles


def series_in(signs: Sequence[Signs]) -> Series | None:
    """The series among pages of one base; None if they are not pages of one article."""
    counted = [number for number, each in enumerate(signs) if not each.own.is_all]
    if not counted:
        return None
    shift = int(_counts_from_zero(signs))
    positions = {number: _position(signs[number], shift) for number in counted}
    lead = min(counted, key=positions.__getitem__)
    same = [number for number, each in enumerate(signs) if _is_same(signs[lead], each)]
    at = _by_position(positions, same)
    parts = _linked_numbers({place: signs[number] for place, number in at.items()}, at, shift)
    pages = list(map(signs.__getitem__, parts))
    if lead not in parts or len(parts) > MOST or not _is_sure(pages):
        return None
    others = sorted(set(same) - {*parts, *at.values()})
    missing = _missing(pages, {positions[number] for number in parts}, shift)
    if len(parts) < 2 and not missing and not _has_whole(signs, others):
        return None
    return Series(tuple(parts), tuple(others), missing)


def _has_whole(signs: Sequence[Signs], numbers: Iterable[int]) -> bool:
    """Whether one of these pages has all parts."""
    return any(signs[number].own.is_all for number in numbers)


def _by_position(positions: Mapping[int, int], numbers: Collection[int]) -> dict[int, int]:
    """The first page at each position, in the order of positions."""
    at: dict[int, int] = {}
    for number in sorted(positions.keys() & set(numbers), key=lambda each: (positions[each], each)):
        at.setdefault(positions[number], number)
    return at


def _counts_from_zero(signs: Sequence[Signs]) -> bool:
    """Whether `page=1` is the second page, as in Drupal: what is shown for it, or what follows the bare address."""
    for each in signs:
        for link in each.links:
            if link.number and link.shown == link.number + 1:
                return True
            if link.number == 1 and link.is_next and not each.own.number and each.current < 2:
                return True
    return False


def _position(each: Signs, shift: int) -> int:
    return each.own.number + shift if each.own.number else each.current or 1


def _goal(link: Link, shift: int) -> int:
    return link.number + shift if link.number else 1


def _is_same(one: Signs, other: Signs) -> bool:
    days = {each.day for each in (one, other) if each.day}
    return bool(one.title) and one.title == other.title and len(days) < 2


def _linked_numbers(pages: Mapping[int, Signs], numbers: Mapping[int, int], shift: int) -> list[int]:
    """The numbers of the pages, by place in the series, that lead to another one or that another one leads to."""
    if len(pages) == 1:
        return list(numbers.values())
    goals = {place: {_goal(link, shift) for link in each.links} - {place} for place, each in pages.items()}
    reached = {goal for each in goals.values() for goal in each}
    return [numbers[place] for place in pages if place in reached or goals[place] & numbers.keys()]


def _is_sure(parts: Collection[Signs]) -> bool:
    """Whether one of the pages has no number, or numbers are shown: else `/news/2` may be an article of its own."""
    return any(not each.own.number for each in parts) or any(each.is_numbered for each in parts)


def _missing(parts: Sequence[Signs], present: Collection[int], shift: int) -> tuple[str, ...]:
    found: dict[int, str] = {}
    for each in parts:
        for link in _leading_on(each, several=len(parts) > 1):
            goal = _goal(link, shift)
            if goal not in present:
                found.setdefault(goal, link.address)
    return tuple(found[goal] for goal in sorted(found)[:MOST])


def _leading_on(each: Signs, *, several: bool) -> Iterator[Link]:
    """The links of a page that lead to other pages of its article for certain."""
    for link in each.links:
        to_first = link.is_previous and not link.number and each.own.number
        if link.shown or several or (link.is_next and not each.own.number) or to_first:
            yield link
