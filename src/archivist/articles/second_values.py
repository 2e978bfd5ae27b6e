"""Facts that the front matter gives twice under different names, `author` and `authors`: one of them is not used."""

from collections.abc import Iterator

from archivist.articles.fields import Fields
from archivist.front_matter import Value
from archivist.front_matter.keys import KEYS


def report_second_values(fields: Fields) -> None:
    """A finding for every value that is not used because its key has another one, under another of its names."""
    for key in KEYS:
        named = {name: value for name in key.names if (value := fields.entries.get(name)) and not value.is_empty}
        if len(named) > 1:
            used, *others = named
            for name in others:
                if not _adds_nothing(named[name], named[used]):
                    message = f"`{used}` is used, and `{name}` is not"
                    fields.report("front-matter-second-value", message, named[name].line)


def _adds_nothing(other: Value, first: Value) -> bool:
    """Whether the first value says all that the other one does; of a language, `en` says as much as `en-US`."""
    known = set(_texts(first))
    return all(any(each == text or each.startswith(f"{text}-") for text in known) for each in _texts(other))


def _texts(value: Value) -> Iterator[str]:
    if value.is_scalar:
        yield " ".join(value.written.replace("_", "-").split()).lower()
    for each in (*(value.items or ()), *(value.entries or {}).values()):
        yield from _texts(each)
