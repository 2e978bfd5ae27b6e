"""People in the JSON-LD of a page: those with a role, and the identifiers of all."""

from collections.abc import Iterator, Mapping

from archivist.article_facts import Person
from archivist.front_matter.roles import AUTHOR, CONTRIBUTOR, TRANSLATOR, relator
from archivist.reader_api.stated_people import stated_person
from archivist.web_pages.page_facts import plain

Node = dict[str, object]

# Properties of CreativeWork in schema.org, and the roles that they stand for.
ROLES: Mapping[str, str] = {
    "author": AUTHOR,
    "creator": AUTHOR,
    "translator": TRANSLATOR,
    "editor": "edt",
    "illustrator": "ill",
    "contributor": CONTRIBUTOR,
}
_MOST = 100  # people of one role


def people_of(node: Node, known: Mapping[str, Node]) -> tuple[Person, ...]:
    """Everyone whom an article names as a person, or by a name alone, with their roles."""
    return tuple(
        person
        for name, role in ROLES.items()
        for value in _several(node.get(name))[:_MOST]
        if (person := _person(resolve(value, known), name, role, known))
    )


def resolve(value: object, known: Mapping[str, Node]) -> object:
    """What a value stands for: the node that its `@id` names, if the page describes that elsewhere."""
    return known.get(value["@id"], value) if isinstance(value, dict) and isinstance(value.get("@id"), str) else value


def identifiers_in(node: Mapping[str, object]) -> Iterator[str]:
    """The identifiers and addresses of a thing; a number whose scheme is stated becomes an address."""
    for name in ("identifier", "sameAs", "@id", "url"):
        for value in _several(node.get(name)):
            if isinstance(value, dict):
                yield _with_scheme(plain(value.get("propertyID"), 100).casefold(), plain(value.get("value")))
            else:
                yield plain(value)


def _person(value: object, name: str, role: str, known: Mapping[str, Node]) -> Person | None:
    """A person; of a `Role` the one within it, in the role that it names."""
    addresses: Iterator[str] = iter(())
    if isinstance(value, dict):
        if value.get("@type") == "Role":
            inner = next(iter(_several(value.get(name))), None)
            named = relator(plain(value.get("roleName"), 100))
            return _person(resolve(inner, known), "", named or role, known)
        addresses = identifiers_in(value)
        value = value.get("name")
    written = plain(value, 200)
    is_address = written.startswith(("http:", "https:", "#"))
    return stated_person(written, role, addresses) if written and not is_address else None


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _with_scheme(scheme: str, value: str) -> str:
    """The address of a number in one of the schemes that are read."""
    for name, address in (("orcid", "https://orcid.org/"), ("isni", "https://isni.org/isni/")):
        if scheme.endswith(name) and name not in value:
            return f"{address}{value}"
    return value
