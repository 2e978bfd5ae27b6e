"""What the package document says beyond the required: serial, period, keywords, and how the book can be read."""

from dataclasses import replace
from pathlib import Path

import pytest

from archivist.epub.divided_edition import parts_of
from archivist.epub.package_document import statements
from archivist.identifiers import NO_IDENTIFIERS, EditionIdentifiers
from archivist.model.book import Book, Contributor
from tests.epub.making import METADATA, NAMESPACES, OpenedBook, bound, document
from tests.epub.making import book as made_book
from tests.epub.making import picture as made_picture

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LABELS = {
    "accessibility_summary": "Lisible.",
    "accessibility_described": "Images décrites.",
    "accessibility_undescribed": "Images non décrites.",
}


def read_back(folder: Path, body: str, **changes: object) -> OpenedBook:
    shown = made_picture(folder)
    text = body.replace("SHOWN", shown.name)
    one = document("a", f"<h1>A</h1><p>{text}</p>", title="The one", pictures=(shown,) if text != body else ())
    return OpenedBook(bound(replace(Book(METADATA, (one,), LABELS), **changes)))  # type: ignore[arg-type]


def summaries(opened: OpenedBook) -> list[tuple[str | None, str | None]]:
    found = opened.package.xpath("//opf:meta[@property='schema:accessibilitySummary']", namespaces=NAMESPACES)
    return [(element.get(XML_LANG), element.text) for element in found]


def test_keywords_period_and_serial(tmp_path: Path) -> None:
    metadata = replace(METADATA, subjects=("rivers", "maps"), covers="2022-03-01/2022-03-31")
    opened = read_back(tmp_path, "Text.", metadata=metadata)
    assert opened.values("subject") == ["rivers", "maps"]
    assert opened.properties("dcterms:temporal") == ["2022-03-01/2022-03-31"]
    assert opened.properties("dcterms:isPartOf") == ["urn:issn:1234-5679"]


def test_what_is_not_known_is_not_said(tmp_path: Path) -> None:
    opened = read_back(tmp_path, "Text.", metadata=replace(METADATA, identifiers=NO_IDENTIFIERS))
    assert opened.properties("dcterms:isPartOf") == opened.properties("dcterms:temporal") == []
    assert opened.values("subject") == opened.values("source") == []


@pytest.mark.parametrize(("given", "said"), [("Given.", "Given."), ("", "The one")])
def test_without_a_description_the_titles_are_one(tmp_path: Path, given: str, said: str) -> None:
    opened = read_back(tmp_path, "Text.", metadata=replace(METADATA, description=given))
    assert opened.values("description") == [said]


def test_only_a_part_belongs_to_a_set() -> None:
    assert not [each for each in statements(METADATA) if each.value == "set"]


@pytest.mark.parametrize(
    ("body", "modes", "sufficient", "summary"),
    [
        ("Text.", ["textual"], "textual", "Lisible."),
        ('<img src="SHOWN" alt="A"/>', ["textual", "visual"], "textual", "Lisible. Images décrites."),
        ('<img src="SHOWN" alt=""/>', ["textual", "visual"], "textual,visual", "Lisible. Images non décrites."),
        ('<img src="SHOWN" alt="" role="presentation"/>', ["textual"], "textual", "Lisible."),
    ],
)
def test_what_is_said_of_pictures_is_true(
    tmp_path: Path, body: str, modes: list[str], sufficient: str, summary: str
) -> None:
    opened = read_back(tmp_path, body)
    assert opened.properties("schema:accessMode") == modes
    assert opened.properties("schema:accessModeSufficient") == [sufficient]
    described = "Images décrites." in summary
    assert ("alternativeText" in opened.properties("schema:accessibilityFeature")) is described
    assert summaries(opened) == [(None, summary)]


def test_a_summary_in_english_for_want_of_another_is_marked(tmp_path: Path) -> None:
    body = '<img src="SHOWN" alt="A"/>'
    labels = {**LABELS, "accessibility_described": "Pictures are described."}
    opened = read_back(tmp_path, body, labels=labels, foreign_labels=frozenset({"accessibility_described"}))
    assert summaries(opened) == [(None, "Lisible."), ("en", "Pictures are described.")]
    assert summaries(read_back(tmp_path, "Text.", labels={})) == [
        ("en", "The text can be read aloud and reflowed. It has a table of contents and headings.")
    ]


def test_no_conformance_is_claimed_and_no_feature_that_is_not_there(tmp_path: Path) -> None:
    opened = OpenedBook(bound(made_book(tmp_path)))
    assert opened.properties("dcterms:conformsTo") == []
    assert opened.properties("schema:accessibilityFeature") == [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        "alternativeText",
    ]


def test_people_have_roles_filed_names_and_identifiers(tmp_path: Path) -> None:
    people = (
        Contributor("Nino Example", "aut", "0000-0002-1825-0097"),
        Contributor("Ana Example", "trl", isni="0000 0001 2281 955X"),
    )
    opened = read_back(tmp_path, "Text.", metadata=replace(METADATA, contributors=people))
    said = [
        (each.get("refines"), each.get("property"), each.get("scheme"), each.text)
        for each in opened.package.xpath("//opf:meta[starts-with(@refines, '#c')]", namespaces=NAMESPACES)
    ]
    assert (opened.values("creator"), opened.values("contributor")) == (["Nino Example"], ["Ana Example"])
    assert said == [
        ("#creator-1", "role", "marc:relators", "aut"),
        ("#creator-1", "file-as", None, "Example, Nino"),
        ("#creator-1", "dcterms:identifier", None, "https://orcid.org/0000-0002-1825-0097"),
        ("#contributor-2", "role", "marc:relators", "trl"),
        ("#contributor-2", "file-as", None, "Example, Ana"),
        ("#contributor-2", "dcterms:identifier", None, "https://isni.org/isni/000000012281955X"),
    ]


def test_the_volume_is_cited_and_the_dois_of_its_articles_are_named(tmp_path: Path) -> None:
    metadata = replace(METADATA, citation="Notes, No. 3 (March 2022)", article_addresses=("https://doi.org/10.1234/x",))
    opened = read_back(tmp_path, "Text.", metadata=metadata)
    assert opened.properties("dcterms:bibliographicCitation") == ["Notes, No. 3 (March 2022)"]
    assert opened.properties("dcterms:hasPart") == ["https://doi.org/10.1234/x"]


OWN = EditionIdentifiers(
    issn_epub="1234-5679",
    issn_l="2049-3630",
    isbn_pdf="978-3-16-148410-0",
    isbn_epub="978-0-306-40615-7",
    doi="10.1234/x",
    ark="ark:12345/x",
    urn_nbn="urn:nbn:fi-x",
)
URIS = ["urn:isbn:9780306406157", "https://doi.org/10.1234/x", "ark:12345/x", "urn:nbn:fi-x"]


def test_registered_identifiers_follow_that_of_the_book(tmp_path: Path) -> None:
    opened = read_back(tmp_path, "Text.", metadata=replace(METADATA, identifiers=OWN))
    assert opened.values("identifier") == [METADATA.identifier, *URIS]
    assert opened.properties("dcterms:identifier") == ["urn:issn:1234-5679", "urn:issn:2049-3630"]


def test_those_of_an_edition_in_parts_are_of_the_set() -> None:
    articles = [document("one", "<p>One</p>"), document("two", "<p>Two</p>")]
    whole = Book(replace(METADATA, identifiers=OWN), tuple(articles), LABELS)
    first, second = parts_of(whole, [[each] for each in articles])
    for part in (first, second):
        said = statements(part.metadata, part.part)
        assert [each.value for each in said if each.element == "dc:identifier"] == [part.metadata.identifier]
        of_set = [each.value for each in said if ("refines", "#set") in each.attributes]
        assert of_set[2:] == [METADATA.identifier, *URIS]
    assert first.metadata.identifier != second.metadata.identifier
