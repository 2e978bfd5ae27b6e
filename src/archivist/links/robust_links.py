"""Robust Links 1.0 (robustlinks.mementoweb.org/spec): what a link says of an archived copy of the page it leads to."""

from collections.abc import Mapping
from urllib.parse import quote

VERSION_URL = "data-versionurl"  # address of the copy
VERSION_DATE = "data-versiondate"  # moment of the copy
ORIGINAL_URL = "data-originalurl"  # address of the page itself
ATTRIBUTES = frozenset({VERSION_URL, VERSION_DATE, ORIGINAL_URL})
SUFFIX = ".wacz"  # of the file with the archived copies of an edition


def robust_attributes(original: str, copy: str, moment: str) -> Mapping[str, str]:
    """The attributes of a link to `original` of which `copy` is an archived copy of that moment, a day or a time."""
    dated = {VERSION_DATE: moment} if moment else {}
    return {VERSION_URL: copy, **dated, ORIGINAL_URL: original}


def address_in_wacz(file: str, address: str, moment: str) -> str:
    """The address of a copy in a WACZ file that is beside the book.

    What follows `#` is as ReplayWeb.page reads it: the page, and its moment in 14 digits.
    """
    return f"{file}#view=pages&url={quote(address, safe='')}&ts={digits_of(moment)}"


def digits_of(moment: str) -> str:
    """The 14 digits of `2022-02-04T10:00:00Z`."""
    return "".join(each for each in moment if each.isdigit())[:14]
