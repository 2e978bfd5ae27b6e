"""People in front matter: names, or tables with a name, by role; and the identifiers ORCID, ISNI and DOI.

translators: Nino Example
contributors:
  editor: Ana Example
  photographer: [{ name: Gela Example, orcid: 0000-0002-1825-0097 }]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.front_matter.roles import AUTHOR, CONTRIBUTOR, relator
from archivist.front_matter.values import Value

# DOI Handbook 2.2: a prefix of the directory 10, and a suffix of any printable characters.
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/[^\s<>]+)", re.IGNORECASE)
_ORCID_ADDRESS = re.compile(r"https?://orcid\.org/", re.IGNORECASE)
_ISNI_ADDRESS = re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/)?", re.IGNORECASE)


class IdentifierError(ValueError):
    """A number is not a valid identifier; the message says why."""


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


def orcid(written: str) -> str:
    """An ORCID in its canonical form. Raises IdentifierError."""
    return _isni(_ORCID_ADDRESS.sub("", written.strip()), "an ORCID", "-")


def isni(written: str) -> str:
    """An ISNI (ISO 27729) in its canonical form. Raises IdentifierError."""
    return _isni(_ISNI_ADDRESS.sub("", written.strip()), "an ISNI", " ")


def doi(written: str) -> str:
    """A DOI without its resolver. Raises IdentifierError."""
    match = _DOI.fullmatch(written.strip())
    if match is None:
        raise IdentifierError(f"{written[:80]!r} is not a DOI such as 10.1234/abc")
    return match[1]


def _isni(number: str, what: str, separator: str) -> str:
    """Sixteen digits in groups of four; the last is a check digit by ISO 7064 MOD 11-2, which may be X."""
    from stdnum import isni as numbers  # noqa: PLC0415  # only articles that have one need it
    from stdnum.exceptions import InvalidChecksum, ValidationError  # noqa: PLC0415
    from stdnum.iso7064 import mod_11_2  # noqa: PLC0415

    try:
        digits = str(numbers.validate(number))
    except InvalidChecksum:
        check = mod_11_2.calc_check_digit(numbers.compact(number)[:-1])
        raise IdentifierError(f"{number[:40]!r} is not {what}: the check digit should be {check}") from None
    except ValidationError:
        raise IdentifierError(f"{number[:40]!r} is not {what}: sixteen digits, the last of which may be X") from None
    return separator.join(digits[place : place + 4] for place in range(0, 16, 4))
