"""The day a path names: `2020/07/27/the-mill`, `news/2020-07-27-the-mill`. A year and a month alone name none."""

import datetime
import re
from urllib.parse import unquote, urlsplit

_YEAR = r"(?:^|/)((?:19|20)\d\d)"
_FOLDERS = re.compile(_YEAR + r"/(\d{1,2})/(\d{1,2})(?=/|$|\.[A-Za-z]{2,5}$)")
# A name begins with its day: of `the-fire-of-2001-09-11` the date is a subject.
_NAMES = re.compile(_YEAR + r"([-_.])(\d{1,2})\2(\d{1,2})(?=$|[-_./ ])")


def days_in_path(path: str) -> frozenset[datetime.date]:
    """Each day the path names; more than one is not a date of the whole."""
    found = [match.group(1, 2, 3) for match in _FOLDERS.finditer(path)]
    found += [match.group(1, 3, 4) for match in _NAMES.finditer(path)]
    return frozenset(day for parts in found if (day := _day(*parts)))


def days_in_address(address: str) -> frozenset[datetime.date]:
    """Each day the path of a web address names, or of an address within a site."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return frozenset()
    return days_in_path(unquote(path))


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
