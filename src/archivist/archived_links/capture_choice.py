"""Which capture of a cited address is printed and copied, and why another cannot be.

The one nearest to the day for which a copy is wanted: it shows most surely what the author saw. Of two that are as near
the earlier one; nothing else, so neither the order of files nor later crawls of other days change the choice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from archivist.archived_links.capture_index import Capture, WebArchives
from archivist.model.annotated import ArchivedPage, RecordPlace

_MOST_REDIRECTS = 10
_Found = tuple[Path, Capture]


@dataclass(frozen=True, slots=True)
class Dead:
    """An address that answered with an error."""

    status: str  # of HTTP: 404
    moment: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the web archives have of an address."""

    page: ArchivedPage | None  # the copy to print, if there is one
    last_dead: Dead | None = None  # what it answered when it was last captured, if that was an error
    fault: str = ""  # why a capture cannot be used, if there is no other


def choose_capture(address: str, day: date, archives: WebArchives, largest: int) -> Choice:
    """The capture to print of an address; `largest` are the bytes a copy may have."""
    pages: list[tuple[tuple[int, str, bool, str, str], ArchivedPage]] = []
    answers: list[tuple[str, ArchivedPage | Dead]] = []
    faults: list[str] = []
    for found in archives.captures_of(address):
        capture = found[1]
        answer = _Following(archives, largest).follow(found)
        if isinstance(answer, str):
            faults.append(f"the capture of {capture.moment[:10]} cannot be used: {answer}")
            continue
        answers.append((capture.moment, answer))
        if isinstance(answer, ArchivedPage):
            distance = abs((answer.day - day).days)
            others = (answer.moment, capture.address != address, capture.address, capture.identifier)
            pages.append(((distance, *others), answer))
    last = max(answers, key=lambda each: each[0])[1] if answers else None
    chosen = min(pages, key=lambda each: each[0])[1] if pages else None
    return Choice(chosen, last if isinstance(last, Dead) else None, min(faults, default=""))


class _Following:
    """From a capture to the content it leads to."""

    def __init__(self, archives: WebArchives, largest: int) -> None:
        self._archives, self._largest = archives, largest

    def follow(self, found: _Found) -> ArchivedPage | Dead | str:
        """The page, with every record it needs; or its error; or why it cannot be used."""
        records: list[RecordPlace] = []
        requested, content = found[1], found
        for _ in range(_MOST_REDIRECTS):
            content = found
            answer = self._with_content(found)
            if isinstance(answer, str):
                return answer
            records += [_place(each) for each in answer]
            status = answer[-1][1].status
            if not status.startswith("3"):
                return _judge(requested, content[1], status, records)
            further = self._redirected(found[1], answer[-1][1])
            if isinstance(further, str):
                return further
            found = further
        return "it redirects endlessly"

    def _with_content(self, found: _Found) -> Sequence[_Found] | str:
        """A capture, and after a revisit the capture with its content. Or why it cannot be used."""
        fault = self._fault(found[1])
        if fault or found[1].kind != "revisit":
            return fault or [found]
        original = min(self._originals(found[1]), key=lambda each: _order(each[1], found[1].moment), default=None)
        if original is None:
            return "its content is in another web archive (“revisit”)"
        return self._fault(original[1]) or [found, original]

    def _fault(self, capture: Capture) -> str:
        if capture.length > self._largest:
            return f"it has {capture.length:,} bytes, and [links] max_capture is {self._largest:,}"
        return capture.fault

    def _originals(self, revisit: Capture) -> Iterator[_Found]:
        for found in self._archives.captures_of(revisit.target):
            capture = found[1]
            is_same = not revisit.digest or capture.digest.lower() == revisit.digest.lower()
            is_meant = not revisit.target_moment or capture.moment == revisit.target_moment
            if capture.kind != "revisit" and is_same and is_meant:
                yield found

    def _redirected(self, capture: Capture, answer: Capture) -> _Found | str:
        if not answer.target:
            return f"its status is {answer.status}, and it names no address"
        others = [each for each in self._archives.captures_of(answer.target) if not each[1].fault]
        if not others:
            return f"it redirects to {answer.target}, which is not in the web archives"
        return min(others, key=lambda each: _order(each[1], capture.moment))


def _judge(
    requested: Capture, content: Capture, status: str, records: Sequence[RecordPlace]
) -> ArchivedPage | Dead | str:
    if status == "" or status.startswith("2"):
        return ArchivedPage(requested.address, requested.moment, content.moment, tuple(dict.fromkeys(records)))
    if status.startswith(("4", "5")):
        return Dead(status, content.moment)
    return f"its status is {status[:10]}"


def _order(capture: Capture, moment: str) -> tuple[int, float, str, str]:
    """The captures nearest in time first."""
    if capture.fault:
        return (1, 0.0, capture.moment, capture.identifier)
    away = datetime.fromisoformat(capture.moment) - datetime.fromisoformat(moment)
    return (0, abs(away.total_seconds()), capture.moment, capture.identifier)


def _place(found: _Found) -> RecordPlace:
    path, capture = found
    at, facts = (capture.member, capture.offset, capture.skip), (capture.status, capture.media_type, capture.digest)
    return RecordPlace(path, *at, capture.kind, capture.address, capture.moment, capture.identifier, *facts)
