"""The numbers of volumes: through the archive, and of the issue within its year. Published ones never change.

A volume that is not published takes a number between its neighbours if one is free. If none is, it gets the next number
after all others, as an issue does that appears out of order: a number that a library has catalogued is not given again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from archivist.volumes.periods import Span, supplement_number


def numbered(
    spans: Iterable[Span], first: int, published: Mapping[str, tuple[int, int]] | None = None
) -> Iterator[tuple[Span, int, int]]:
    """Each period with its number through the archive and its issue within the year, in order of start.

    Only periods that have a volume are given here, so only volumes that exist are counted: a month in which
    nothing appeared leaves no gap. `published` are numbers and issues that are fixed, by id.
    """
    published = published or {}
    ordered = sorted(spans, key=lambda span: (span.start, supplement_number(span.id), span.id))
    numbers = _assign(ordered, {id: number for id, (number, _) in published.items()}, first)
    by_year: dict[int, list[Span]] = defaultdict(list)
    for span in ordered:
        by_year[span.year].append(span)
    issues: dict[str, int] = {}
    for own in by_year.values():
        issues |= _assign(own, {span.id: published[span.id][1] for span in own if span.id in published}, 1)
    for span in ordered:
        yield span, numbers[span.id], issues[span.id]


def _assign(ordered: Sequence[Span], fixed: Mapping[str, int], first: int) -> dict[str, int]:
    """A number for each id: those fixed, then what is free between two of them, then what follows the highest."""
    numbers, used = dict(fixed), set(fixed.values())
    after: list[str] = []
    low, run = first - 1, list[str]()
    for span in ordered:
        if span.id not in fixed:
            (after if supplement_number(span.id) else run).append(span.id)
            continue
        free = (number for number in range(low + 1, fixed[span.id]) if number not in used)
        given = dict(zip(run, free, strict=False))
        numbers |= given
        used.update(given.values())
        after += run[len(given) :]
        low, run = fixed[span.id], []
    rank = {span.id: place for place, span in enumerate(ordered)}
    following = sorted([*after, *run], key=rank.__getitem__)
    start = max(numbers.values()) + 1 if numbers else first
    return numbers | {id: number for number, id in enumerate(following, start)}
