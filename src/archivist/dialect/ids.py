"""Ids: what an author or a source may write, and the XML name a book has for it."""

import re
from collections.abc import Iterable
from functools import cache

# NCName (https://www.w3.org/TR/xml-names/#NT-NCName), without the supplementary planes
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
MAX_NAME = 80
_NOT_IN_IDS = re.compile(r"[\s\"\\{}%<>&|`]+")  # what braces, raw HTML or addresses do not contain as written
_MAX_ID = 100


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile(rf"[^{_START}0-9\u00b7\u0300-\u036f\u203f-\u2040-]+")


@cache
def _no_start() -> re.Pattern[str]:
    return re.compile(rf"[^{_START}]")


def name_of(text: str) -> str:
    """The text as an XML name (NCName), as near to it as can be; "" if nothing is left of it.

    A full stop becomes a hyphen: ids with one are the program's own.
    """
    name = _no_name().sub("-", text).strip("-")[:MAX_NAME]
    return f"id-{name}" if name and _no_start().match(name) else name


def fit_ids(written: Iterable[str]) -> dict[str, str]:
    """For each id of a source one that the dialect can write, as near to it as can be; no two are the same."""
    names = list(dict.fromkeys(written))
    fit = {name: name for name in names if _fit(name) == name}
    taken = set(fit)
    for name in names:
        if name not in fit:
            fit[name] = _untaken(_fit(name), taken)
            taken.add(fit[name])
    return fit


def _fit(written: str) -> str:
    fit = _NOT_IN_IDS.sub("-", written.strip())[:_MAX_ID]
    return fit if name_of(fit) else "id"


def _untaken(name: str, taken: set[str]) -> str:
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique
