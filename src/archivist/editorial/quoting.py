"""Front matter that needs quotation marks: what a program may put in without asking.

A value that YAML cuts (`title: Issue #5 is out`) or cannot read (`title: The river: a life`) is put in quotation
marks. What it then says is what is written in the line, and every other value stays the same; else nothing changes.
"""

from collections.abc import Iterator, Mapping

from archivist.editorial.source_file import Source
from archivist.front_matter import Unquoted, unquoted


def sure_quotings(source: Source) -> list[Unquoted]:
    """The values that are cut and may be put in quotation marks. Each is named by its line of the file."""
    lines = source.text[: source.body].split("\n")
    if lines[0].rstrip() != "---":
        return []
    block = "\n".join(lines[1 : source.body_line - 2]) + "\n"
    return [each for each in unquoted(block, 2) if each.is_sure]


def reads_as_written(before: Mapping[str, object], after: Mapping[str, object], found: list[Unquoted]) -> bool:
    """Whether the values found, and no others, now go on where they were cut."""
    old, new = list(_leaves(before)), list(_leaves(after))
    if len(old) != len(new):
        return False
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    lost = [each.lost for each in found]
    texts = [(one, other) for one, other in changed if isinstance(one, str) and isinstance(other, str)]
    grown = [other[len(one) :].strip() for one, other in texts if other.startswith(one)]
    return len(changed) == len(grown) and sorted(grown) == sorted(lost)


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield key
            yield from _leaves(held)
    elif isinstance(value, list):
        yield len(value)
        for held in value:
            yield from _leaves(held)
    else:
        yield value
