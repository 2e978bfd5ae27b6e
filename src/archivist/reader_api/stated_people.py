"""People whom a source names with a role or an identifier, and the DOI of an article: only what is valid is taken."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from archivist.article_facts import Person
from archivist.front_matter.roles import AUTHOR, TRANSLATOR
from archivist.identifiers import InvalidIdentifierError
from archivist.identifiers.forms import doi, isni, orcid


@dataclass(frozen=True, slots=True)
class PersonWithInvalidNumber(Person):
    """A person whose ORCID or ISNI in the source is not valid: a digit is wrong."""

    invalid: str = ""  # as written


def stated_person(name: str, role: str = AUTHOR, addresses: Iterable[str] = ()) -> Person:
    """A person with the ORCID and the ISNI that are among the addresses of their pages."""
    known = tuple(addresses)
    numbers = _first(orcid, known, "orcid.org/"), _first(isni, known, "isni.org/")
    written = next((each for each in known if "orcid.org/" in each or "isni.org/" in each), "")
    return (
        PersonWithInvalidNumber(name, role, invalid=written)
        if written and not any(numbers)
        else Person(name, role, *numbers)
    )


def person_with_orcid(name: str, role: str, written: str) -> Person:
    """A person whose ORCID is written as its digits or as an address."""
    return stated_person(name, role, (written if "orcid.org/" in written else f"https://orcid.org/{written}",))


def invalid_number(person: Person) -> str:
    """An ORCID or ISNI that the source states for a person, and that is not valid; "" if there is none."""
    return person.invalid if isinstance(person, PersonWithInvalidNumber) else ""


def doi_of(written: Iterable[str]) -> str:
    """The first of these that is a DOI, with or without its resolver; "" if none is."""
    return _first(doi, written, "10.")


def beside_names(people: Iterable[Person]) -> tuple[Person, ...]:
    """The people of whom a list of the authors' names does not say everything, each once in a role.

    They have another role or an identifier, be it an invalid one, which is reported. Of someone named several times,
    the entry with an identifier is taken.
    """
    found: dict[tuple[str, str], Person] = {}
    for person in people:
        known = found.setdefault((person.name, person.role), person)
        if not _is_identified(known) and (_is_identified(person) or invalid_number(person)):
            found[person.name, person.role] = person
    return tuple(each for each in found.values() if each.role != AUTHOR or _is_identified(each) or invalid_number(each))


def translators_and_others(people: Iterable[Person]) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """People as an article has them: the translators, and everyone else."""
    known = tuple(people)
    translators = tuple(person for person in known if person.role == TRANSLATOR)
    return translators, tuple(person for person in known if person.role != TRANSLATOR)


def _is_identified(person: Person) -> bool:
    return bool(person.orcid or person.isni)


def _first(form: Callable[[str], str], written: Iterable[str], mark: str) -> str:
    """The first valid one of those that contain the mark."""
    for each in written:
        with suppress(InvalidIdentifierError):
            if mark in each:
                return form(each)
    return ""
