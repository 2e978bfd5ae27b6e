"""The numbers of volumes: through the archive, and of the issue within its year."""

from collections import Counter
from collections.abc import Iterable, Iterator

from archivist.volumes.periods import Span


def numbered(spans: Iterable[Span], first: int) -> Iterator[tuple[Span, int, int]]:
    """Each period with its number through the archive and its issue within the year, in order of start.

    Only periods that have a volume are given here, so only volumes that exist are counted: a month in which
    nothing appeared leaves no gap.
    """
    issues: Counter[int] = Counter()
    for number, span in enumerate(sorted(spans, key=lambda span: span.start), first):
        issues[span.year] += 1
        yield span, number, issues[span.year]
