"""Liquid's filters, bounded, and those of Jekyll (jekyllrb.com/docs/liquid/filters). None knows what day it is."""

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from urllib.parse import quote, quote_plus

from archivist.reader_api.dates import read_date
from archivist.readers.site_folders.jekyll import slugify
from archivist.readers.site_folders.liquid_budget import MOST, Budget, UnknownError, size_of

_REPLACED = frozenset({"date", "safe", "escapejs", "where"})  # of Liquid; ours, or of no use
_PAIRWISE = frozenset({"uniq", "group_by", "sort", "sort_natural"})
_DIRECTIVES = re.compile(r"%[-_0^#]?([a-zA-Z%])")
_KNOWN_DIRECTIVES = frozenset("YmdHMSyBbAaejpIlLFTDRP%uwCkhn")
_MARKS = re.compile(r"[*_`\[\]<>&\\~#]|\n\s*\n|^\s*(?:[-+>]|\d+[.)])\s")


def filters(
    builtin: Mapping[str, Callable[..., object]], budget: Budget, *, url: str, base: str
) -> dict[str, Callable[..., object]]:
    """Every filter by its name. `url` and `base` are those of the site."""
    own: dict[str, Callable[..., object]] = {
        "date": _date,
        "date_to_string": lambda value, *_: _date(value, "%d %b %Y"),
        "date_to_long_string": lambda value, *_: _date(value, "%d %B %Y"),
        "relative_url": lambda value: _address(value, "", base),
        "absolute_url": lambda value: _address(value, url, base),
        "where": _where,
        "group_by": _group_by,
        "jsonify": lambda value: json.dumps(_plain(value), ensure_ascii=False),
        "slugify": _slugify,
        "array_to_sentence_string": _sentence,
        "push": lambda value, item: [*_list(value), item],
        "unshift": lambda value, item: [item, *_list(value)],
        "pop": lambda value, count=1: _list(value)[: len(_list(value)) - int(count)],
        "shift": lambda value, count=1: _list(value)[int(count) :],
        "xml_escape": builtin["escape"],
        "cgi_escape": lambda value: quote_plus(str(value)),
        "uri_escape": lambda value: quote(str(value), safe="/:?#[]@!$&'()*+,;=%"),
        "to_integer": lambda value: int(str(value)[:18]),
        "normalize_whitespace": lambda value: " ".join(str(value).split()),
        "number_of_words": lambda value, *_: len(str(value).split()),
        "markdownify": _without_marks,
        "smartify": _without_marks,
        "replace": _replace,
        "join": _join,
        "times": _times,
    }
    kept = {name: filter_ for name, filter_ in builtin.items() if name not in _REPLACED}
    return {name: _limit_filter(name, filter_, budget) for name, filter_ in {**kept, **own}.items()}


def _limit_filter(name: str, filter_: Callable[..., object], budget: Budget) -> Callable[..., object]:
    """The filter, at the cost of what it is given and gives."""

    @wraps(filter_)
    def limited_filter(*values: object, **named: object) -> object:
        sizes = [size_of(value) for value in values]
        pairs = len(values[0]) ** 2 if name in _PAIRWISE and isinstance(values[0], Sequence) else 0
        budget.spend(sum(sizes) + pairs)
        result = filter_(*values, **named)
        budget.spend(size_of(result))
        return result

    return limited_filter


def _date(value: object, form: str) -> str:
    """A day as a format says; not “now”, and nothing that depends on a clock or a zone of this machine."""
    if isinstance(value, datetime.date):
        moment = datetime.datetime(value.year, value.month, value.day)
    else:
        read = read_date(re.sub(r"\s(?:UTC|[+-]\d\d:?\d\d)$", "", str(value).strip()))
        if read is None or read.ambiguous:
            raise UnknownError("the date is not known")
        moment = datetime.datetime.fromisoformat(f"{read.day}T{(read.time or '00:00')[:8].rstrip('Z+-')}")
    if set(_DIRECTIVES.findall(form)) - _KNOWN_DIRECTIVES or "%" in _DIRECTIVES.sub("", form):
        raise UnknownError("the date format is not supported")
    return "".join(_directive(moment, part) for part in re.split(r"(%[-_0^#]?[a-zA-Z%])", form))


_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905


def _directive(moment: datetime.datetime, part: str) -> str:
    """One directive of strftime, in English whatever the locale."""
    if not part.startswith("%") or len(part) < 2:
        return part
    flag, letter = part[1:-1], part[-1]
    month, weekday, hour = _MONTHS[moment.month - 1], _DAYS[moment.weekday()], moment.hour % 12 or 12
    words = {"B": month, "b": month[:3], "h": month[:3], "A": weekday, "a": weekday[:3], "%": "%", "n": "\n",
             "p": "AM" if moment.hour < 12 else "PM", "P": "am" if moment.hour < 12 else "pm",
             "F": f"{moment:%Y-%m-%d}", "T": f"{moment:%H:%M:%S}", "R": f"{moment:%H:%M}",
             "D": f"{moment:%m/%d/%y}"}  # fmt: skip
    numbers = {"Y": (moment.year, 4), "C": (moment.year // 100, 2), "y": (moment.year % 100, 2),
               "m": (moment.month, 2), "d": (moment.day, 2), "j": (moment.timetuple().tm_yday, 3),
               "H": (moment.hour, 2), "I": (hour, 2), "M": (moment.minute, 2), "S": (moment.second, 2),
               "u": (moment.isoweekday(), 1), "w": (moment.isoweekday() % 7, 1), "L": (0, 3)}  # fmt: skip
    spaced = {"e": moment.day, "k": moment.hour, "l": hour}
    if letter in words:
        return words[letter].upper() if flag == "^" else words[letter]
    number, width = numbers[letter] if letter in numbers else (spaced[letter], 2)
    fill = {"-": "", "_": " ", "0": "0"}.get(flag, " " if letter in spaced else "0")
    return str(number).rjust(width, fill) if fill else str(number)


def _address(value: object, url: str, base: str) -> str:
    text = str(value)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text):
        return text
    return url + re.sub(r"/{2,}", "/", f"{base}/{text}")


def _list(value: object) -> list[object]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    raise UnknownError("it is not a list")


def _where(value: object, key: str, wanted: object = True) -> list[object]:
    """The entries of a list, or the values of a table, whose key has the value, also as one of several."""
    entries = list(value.values()) if isinstance(value, Mapping) else _list(value)
    return [each for each in entries if isinstance(each, Mapping) and _is_or_has(each.get(key), wanted)]


def _is_or_has(held: object, wanted: object) -> bool:
    if isinstance(held, list):
        return str(wanted) in map(str, held)
    return held == wanted or (held is not None and not isinstance(wanted, bool) and str(held) == str(wanted))


def _group_by(value: object, key: str) -> list[dict[str, object]]:
    groups: dict[str, list[object]] = {}
    for each in _list(value):
        name = each.get(key) if isinstance(each, Mapping) else None
        groups.setdefault("" if name is None else str(name), []).append(each)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.items()]


def _plain(value: object) -> object:
    """A value as in JSON; what a template may only ask for piece by piece is not one."""
    if isinstance(value, Mapping) and not isinstance(value, dict):
        raise UnknownError("it is not plain data")
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, range)):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _slugify(value: object, mode: str = "default") -> str:
    if mode != "default":
        raise UnknownError("an unsupported mode of slugify")
    return slugify(str(value))


def _sentence(value: object, connector: str = "and") -> str:
    words = [str(each) for each in _list(value)]
    if len(words) < 3:
        return f" {connector} ".join(words)
    return f"{', '.join(words[:-1])}, {connector} {words[-1]}"


def _without_marks(value: object) -> str:
    """Text without marks of Markdown, which these filters do not change here; other text they would turn to HTML."""
    text = str(value)
    if _MARKS.search(text):
        raise UnknownError("Markdown within HTML")
    return text


def _replace(value: object, old: object, new: object = "") -> str:
    text, wanted, other = str(value), str(old), str(new)
    count = text.count(wanted) if wanted else len(text) + 1
    if len(text) + count * len(other) > MOST:
        raise UnknownError("a value of the templates is too large")
    return text.replace(wanted, other)


def _join(value: object, mark: object = " ") -> str:
    words = [str(each) for each in _list(value)]
    if sum(map(len, words)) + len(words) * len(str(mark)) > MOST:
        raise UnknownError("a value of the templates is too large")
    return str(mark).join(words)


def _times(value: object, other: object) -> object:
    numbers = [float(str(each)) if "." in str(each) else int(str(each)[:20]) for each in (value, other)]
    return numbers[0] * numbers[1]
