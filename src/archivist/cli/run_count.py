"""How far a compile is over all its editions: documents done and to be done, how fast, and how long it will take."""

import datetime
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_LEAST_SECONDS = 2.0  # before anything can be said of the pace


@dataclass(slots=True)
class RunCount:
    """The counts of a run. How many documents an edition has is known when it begins; before, it is estimated."""

    clock: Callable[[], float] = time.monotonic
    done: int = 0  # documents
    editions_done: int = 0
    _articles: dict[str, int] = field(default_factory=dict)  # by edition that is expected
    _documents: dict[str, int] = field(default_factory=dict)  # by edition that was begun
    _begun: float | None = None

    def expect(self, articles: Mapping[str, int]) -> None:
        """Count editions that are to be made, with the numbers of their articles."""
        self._articles |= articles

    def begin(self, edition: str, documents: int) -> None:
        """Count an edition that begins. Its articles may have been laid out before: then they are counted twice."""
        if self._begun is None:
            self._begun = self.clock()
        self._documents[edition] = self._documents.get(edition, 0) + documents

    @property
    def editions(self) -> int:
        """All editions of the run."""
        return len(self._articles.keys() | self._documents.keys())

    @property
    def total(self) -> int:
        """All documents of the run: counted, and for editions to come estimated from their articles."""
        known = self._articles.keys() & self._documents.keys()
        articles = sum(self._articles[edition] for edition in known)
        share = sum(self._documents[edition] for edition in known) / articles if articles else 1.0
        to_come = sum(number for edition, number in self._articles.items() if edition not in self._documents)
        return sum(self._documents.values()) + round(share * to_come)

    @property
    def pace(self) -> float:
        """Documents per second; 0 if nothing can be said yet."""
        passed = self.clock() - self._begun if self._begun is not None else 0.0
        return self.done / passed if passed >= _LEAST_SECONDS else 0.0

    @property
    def rest(self) -> str:
        """What is beside the bar: 3/68 editions, 4.2/s, 0:03:10 left."""
        parts = [f"{self.editions_done}/{self.editions} editions"] if self._articles else []
        if self.pace:
            left = datetime.timedelta(seconds=round(max(0, self.total - self.done) / self.pace))
            parts += [f"{self.pace:.1f}/s", f"{left} left"]
        return ", ".join(parts)

    def __str__(self) -> str:
        """As a line; "" before anything is to be done."""
        rest = f"; {self.rest}" if self.rest else ""
        return f"compile: {self.done} of {self.total} documents{rest}" if self.total else ""
