"""Days that cannot be right: in the wrong order, other than the file's name says, far from all others."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from archivist.findings import Finding
from archivist.front_matter.keys import BY_NAME
from archivist.model.articles import Article
from archivist.model.volumes import Work

# A page kept on the evening of its publication may have the date of the day before, a time zone away.
_ZONES = datetime.timedelta(days=1)
_IN_NAME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")

_LEAST_WORKS = 12  # with fewer works no date is unusual
_FAR = datetime.timedelta(days=1000)


def date_findings(article: Article, lines: Mapping[str, int]) -> Iterator[Finding]:
    """Days of an article that do not go together. `lines` are those of the front matter's keys."""
    for name, day in (("retrieved", article.retrieved), ("updated", article.updated)):
        if day is not None and day < article.date - _ZONES:
            line = next((lines[key] for key in BY_NAME[name].names if key in lines), 0)
            message = f"`{name}` is {day}, before the day of publication, {article.date}"
            yield Finding("dates-disagree", message, article.path, line)


def has_dates_to_compare(article: Article) -> bool:
    """Whether an article has more than one day; to look for their lines takes longer than to see that."""
    return bool(article.retrieved or article.updated)


def named_days(works: Iterable[Work]) -> Iterator[Finding]:
    """Files whose names say a day that none of the work's articles has. A translation often has the original's."""
    for work in works:
        days = {article.date for article in work.articles}
        for article in work.articles:
            named = _day_in_name(article.path)
            if named and all(abs(named - day) > _ZONES for day in days):
                message = f"the file's name says {named}, `date` says {article.date}"
                hint = "Correct the one that is wrong. The one in the front matter counts."
                yield Finding("dates-disagree", message, article.path, 0, hint)


def _day_in_name(path: str) -> datetime.date | None:
    """The day a file's name begins with; of a page bundle, that of its folder."""
    pure = PurePosixPath(path)
    name = pure.parent.name if pure.name.startswith("index.") else pure.name
    match = _IN_NAME.match(name)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def lone_dates(works: Iterable[Work]) -> Iterator[Finding]:
    """Works years away from all others: 2202 for 2022, or 1970, the beginning of the time of many a program."""
    in_order = sorted(works, key=lambda work: (work.date, work.key))
    if len(in_order) < _LEAST_WORKS:
        return
    for number, work in enumerate(in_order):
        neighbours = [*in_order[max(number - 1, 0) : number], *in_order[number + 1 : number + 2]]
        distance, near = min((abs(other.date - work.date), other.date) for other in neighbours)
        if distance > _FAR:
            message = f"{work.date} is far from all other dates; the next is {near}"
            yield Finding("date-alone", message, work.original.path)
