"""Roles, ORCIDs and DOIs in the metadata of pages, in the forms that real systems write."""

import datetime
import json

import pytest

from archivist.article_facts import Person
from archivist.importing.drafting import complete_article
from archivist.reader_api.found import FoundArticle, Wishes
from tests.readers.pages.making import article
from tests.readers.pages.words import EN, paragraphs

NINO, GIORGI = "0000-0002-1825-0097", "0000-0001-5109-3700"

# What Open Journal Systems and other publishers' programs write for search engines (Highwire Press tags).
HIGHWIRE = f"""
<meta name="citation_title" content="The bridge"><meta name="citation_date" content="2022/03/30">
<meta name="citation_author" content="Nino Example">
<meta name="citation_author_institution" content="Example University">
<meta name="citation_author_orcid" content="https://orcid.org/{NINO}">
<meta name="citation_author" content="Ann Other">
<meta name="citation_author" content="Giorgi Sample">
<meta name="citation_author_orcid" content="{GIORGI}">
<meta name="citation_editor" content="Ana Example">
<meta name="DC.Contributor.Sponsor" content="Example Fund">
<meta name="DC.Contributor.Translator" content="Ivan Sample">
<meta name="citation_doi" content="10.1234/bridge.7">
"""


def page(head: str, body: str = "") -> FoundArticle:
    text = f"<article><h1>The bridge</h1>{body}{paragraphs(EN)}</article>"
    return article(f'<html lang="en"><head><title>The bridge</title>{head}</head><body>{text}</body></html>')


def described(**fields: object) -> FoundArticle:
    """A page with an article in JSON-LD."""
    node = {"@context": "https://schema.org", "@type": "Article", "headline": "The bridge", **fields}
    return page(f'<script type="application/ld+json">{json.dumps(node)}</script>')


def test_an_orcid_belongs_to_the_author_before_it() -> None:
    found = page(HIGHWIRE)
    assert found.authors == ("Nino Example", "Ann Other", "Giorgi Sample")
    assert found.translators == (Person("Ivan Sample", "trl"),)
    assert found.contributors == (
        Person("Nino Example", orcid=NINO),
        Person("Giorgi Sample", orcid=GIORGI),
        Person("Ana Example", "edt"),
    )
    assert found.doi == "10.1234/bridge.7"


def test_roles_of_schema_org() -> None:
    found = described(
        author={"@type": "Person", "name": "Nino Example", "sameAs": ["https://example.org/nino", f"https://orcid.org/{NINO}"]},
        translator=[{"@type": "Person", "name": "Ivan Sample", "@id": f"https://orcid.org/{GIORGI}"}, "Ann Other"],
        editor={"@type": "Person", "name": "Ana Example"},
        contributor={
            "@type": "Role", "roleName": "Photographer", "contributor": {"@type": "Person", "name": "Gela Example"},
        },
        sameAs="https://doi.org/10.1234/bridge.7",
    )  # fmt: skip
    assert found.authors == ("Nino Example",)
    assert found.translators == (Person("Ivan Sample", "trl", GIORGI), Person("Ann Other", "trl"))
    assert found.contributors == (
        Person("Nino Example", orcid=NINO),
        Person("Ana Example", "edt"),
        Person("Gela Example", "pht"),
    )
    assert found.doi == "10.1234/bridge.7"


def test_people_of_a_graph_are_found_by_their_ids() -> None:
    """As Yoast SEO writes it: the article names the author's node, which has the addresses of their profiles."""
    graph = [
        {"@type": "Article", "headline": "The bridge", "author": {"name": "Nino Example", "@id": "#/person/7"}},
        {"@type": "Person", "@id": "#/person/7", "name": "Nino Example", "sameAs": [f"http://orcid.org/{NINO}"]},
    ]
    found = page(f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>')
    assert found.contributors == (Person("Nino Example", orcid=NINO),)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ({"@type": "PropertyValue", "propertyID": "ORCID", "value": NINO}, NINO),
        ({"@type": "PropertyValue", "propertyID": "https://registry.example/orcid", "value": NINO}, NINO),
        (f"https://orcid.org/{NINO}", NINO),
        ({"@type": "PropertyValue", "propertyID": "employee", "value": NINO}, ""),
        (f"https://orcid.org/{NINO[:-1]}1", ""),  # a wrong check digit
        (7, ""),
    ],
)  # fmt: skip
def test_identifiers_whose_scheme_is_stated(identifier: object, expected: str) -> None:
    found = described(author={"@type": "Person", "name": "Nino Example", "identifier": identifier})
    assert [person.orcid for person in found.contributors if person.orcid] == ([expected] if expected else [])
    assert found.authors == ("Nino Example",)


def test_an_invalid_orcid_is_reported_with_its_person() -> None:
    wrong = f"https://orcid.org/{NINO[:-1]}1"
    tags = f'<meta name="citation_author" content="Nino Example"><meta name="citation_author_orcid" content="{wrong}">'
    editor = {"@type": "Person", "name": "Ana Example", "@id": wrong}
    for read, name in ((page(tags), "Nino Example"), (described(editor=editor), "Ana Example")):
        drafted = complete_article(read, Wishes(date=datetime.date(2022, 3, 30)), lambda _: None)
        assert isinstance(drafted, FoundArticle)
        assert drafted.contributors == ((Person(name, "edt"),) if name == "Ana Example" else ())
        said = [each.message for each in drafted.remarks if each.code == "import-left-out"]
        assert said == [f"“{wrong}” of {name} is not valid"]


def test_the_doi_of_a_property_value() -> None:
    values = [{"@type": "PropertyValue", "propertyID": name, "value": f"10.1234/{name}"} for name in ("pmid", "doi")]
    assert described(identifier=[{**values[0], "value": "7"}, values[1]]).doi == "10.1234/doi"
    assert not described(identifier="bridge-7", url="https://example.org/10.1234/bridge").doi


def test_roles_of_microdata() -> None:
    found = page(
        "",
        '<p>By <span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        f'<span itemprop="name">Nino Example</span> <a itemprop="sameAs" href="https://orcid.org/{NINO}">iD</a></span>'
        '<span itemprop="translator">Ivan Sample</span></p>',
    )
    assert found.authors == ("Nino Example",)
    assert found.contributors == (Person("Nino Example", orcid=NINO),)
    assert found.translators == (Person("Ivan Sample", "trl"),)


def test_accounts_of_programs_and_addresses_are_nobody() -> None:
    found = described(author={"name": "Nino Example"}, editor={"name": "admin"}, contributor="https://example.org/7")
    assert (found.contributors, found.translators) == ((), ())
