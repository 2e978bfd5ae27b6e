"""Who had a part in an item, and its DOI.

WordPress itself knows one author. Several come from the plug-in Co-Authors Plus; other roles are in custom fields and
taxonomies that sites name after the role: `translator`, `photographers`.
"""

from collections.abc import Iterator

from archivist.article_facts import Person
from archivist.front_matter.roles import AUTHOR, relator
from archivist.reader_api.people import people_of
from archivist.reader_api.stated_people import beside_names, doi_of, stated_person
from archivist.readers.wordpress.export_entries import APART, Entry, Term
from archivist.readers.wordpress.plain_lines import plain_line
from archivist.readers.wordpress.survey import Survey

_DOIS = ("doi", "article_doi", "post_doi", "citation_doi", "crossref_doi")
_LONGEST = 300  # characters of a field that names people


def authors(item: Entry, survey: Survey) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names shown, and those among them that are only logins."""
    logins = _logins(item)
    names = [survey.authors.get(login) or plain_line(login) for login in logins]
    bare = [login for login in logins if not survey.authors.get(login)]
    return tuple(dict.fromkeys(name for name in names if name)), tuple(bare)


def contributors(item: Entry, survey: Survey) -> tuple[Person, ...]:
    """Everyone with another role; of the authors, those whose ORCID is the website of a guest author."""
    of_authors = [
        stated_person(survey.authors.get(login) or plain_line(login), AUTHOR, (survey.websites.get(login, ""),))
        for login in _logins(item)
    ]
    fields = [Person(name, _role(key)) for key, value in item.meta.items() for name in _names_in(key, value)]
    terms = [Person(plain_line(term.name), _role(term.taxonomy)) for term in item.terms if is_of_people(term)]
    return beside_names((*of_authors, *fields, *terms))


def doi(item: Entry) -> str:
    """The DOI in one of the custom fields that are named so."""
    return doi_of(value.strip() for name, value in item.meta.items() if name.lower().lstrip("_") in _DOIS)


def is_of_people(term: Term) -> bool:
    """Whether a term names someone by their role in the item."""
    return bool(_role(term.taxonomy)) and bool(plain_line(term.name))


def is_read(field: str, value: str) -> bool:
    """Whether a custom field is read as people or as a DOI, so that it is not kept as a field also."""
    return bool(doi_of((value,))) if field.lower() in _DOIS else any(_names_in(field, value))


def _logins(item: Entry) -> list[str]:
    terms = [term.name or term.slug.removeprefix("cap-") for term in item.terms if term.taxonomy == "author"]
    return [login for login in terms or [item.fields.get("dc:creator", "").strip()] if login]


def _role(name: str) -> str:
    """The role that a field or a taxonomy is named after; an author is named by WordPress itself."""
    role = relator(name) if len(name) > len("edt") else ""
    return "" if role == AUTHOR else role


def _names_in(field: str, value: str) -> Iterator[str]:
    """The names in a field that is named after a role; none if it says more, or is a setting such as `classic`."""
    if _role(field) and len(value) <= _LONGEST:
        people = people_of(filter(None, map(plain_line, value.split(APART))))
        if not people.rest and all(name[0].isalpha() and name[0] == name[0].title() for name in people.names):
            yield from people.names
