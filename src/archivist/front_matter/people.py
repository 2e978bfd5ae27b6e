"""People in front matter: names, or tables with a name, by role.

translators: Nino Example
contributors:
  editor: Ana Example
  photographer: [{ name: Gela Example, orcid: 0000-0002-1825-0097 }]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.front_matter.roles import AUTHOR, CONTRIBUTOR, relator
from archivist.front_matter.values import Value


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A name as it is written in the front matter."""

    name: Value
    role: str  # MARC relator; "" if what is written is not a known role
    written_role: str
    orcid: Value | None = None
    isni: Value | None = None


def named_values(value: Value, role: str) -> Iterator[NamedValue]:
    """Everyone that a value names. People without a role of their own have `role`; "" looks for roles in the value."""
    if value.items is not None:
        for item in value.items:
            yield from [NamedValue(item, role or CONTRIBUTOR, "")] if item.items else named_values(item, role)
    elif value.entries is None:
        yield NamedValue(value, role or CONTRIBUTOR, "")
    elif "name" in value.entries:
        yield _from_table(value, role)
    elif not role:
        for written, names in value.entries.items():
            for each in named_values(names, relator(written) or written):
                yield _with_known_role(each)
    else:
        yield NamedValue(value, role, "")  # a table without a name: reported as not being text


def _from_table(value: Value, role: str) -> NamedValue:
    entries = value.entries or {}
    own = entries.get("role")
    written = own.written.strip() if own is not None else ""
    return NamedValue(
        entries["name"],
        relator(written) if written else role or CONTRIBUTOR,
        written,
        entries.get("orcid"),
        entries.get("isni"),
    )


def _with_known_role(named: NamedValue) -> NamedValue:
    """The same, of a table of roles: a role that is not known is said to be written there."""
    if relator(named.role) or not named.role:
        return named
    return NamedValue(named.name, "", named.role, named.orcid, named.isni)


def has_more_than_a_name(named: NamedValue) -> bool:
    """Whether an entry of `authors` says something that a list of names cannot."""
    return named.role != AUTHOR or named.orcid is not None or named.isni is not None
