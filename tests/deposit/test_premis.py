"""PREMIS: valid, every file described, every check stated, every program named."""

from dataclasses import replace

import pytest
from lxml import etree

from archivist import __version__
from archivist.deposit import premis
from archivist.deposit.description import DescribedVolume
from tests.deposit.metadata_schemas import errors
from tests.deposit.sample_package import sample_evidence, sample_files

NS = {"p": "http://www.loc.gov/premis/v3"}


@pytest.fixture(scope="module")
def written(described: DescribedVolume) -> bytes:
    return premis.write(described, sample_files(described), sample_evidence(described))


@pytest.fixture(scope="module")
def root(written: bytes) -> etree._Element:
    return etree.fromstring(written)


def _text(element: etree._Element, path: str) -> str:
    return str(element.findtext(path, "", NS))


def test_it_is_valid(written: bytes) -> None:
    assert errors("premis-3-0", written) == []


def _objects(root: etree._Element, kind: str) -> dict[str, etree._Element]:
    found = root.xpath(f"p:object[@xsi:type='premis:{kind}']", namespaces=NS | {"xsi": _XSI})
    return {_text(each, "p:objectIdentifier/p:objectIdentifierValue"): each for each in found}


_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def test_every_file_has_its_digest_and_size(root: etree._Element, described: DescribedVolume) -> None:
    said = {
        path: (_text(each, ".//p:messageDigestAlgorithm"), _text(each, ".//p:messageDigest"), _text(each, ".//p:size"))
        for path, each in _objects(root, "file").items()
    }
    files = sample_files(described)
    assert said == {file.path: ("SHA-512", file.sha512, str(file.size)) for file in files}


def test_editions_are_entities_with_the_identifiers_in_their_files(
    root: etree._Element, described: DescribedVolume
) -> None:
    assert list(_objects(root, "intellectualEntity")) == [edition.identifier for edition in described.editions]


def test_a_format_is_that_which_a_validator_confirmed(root: etree._Element, described: DescribedVolume) -> None:
    files = _objects(root, "file")
    formats = {
        path: (_text(each, ".//p:formatName"), _text(each, ".//p:formatVersion"), _text(each, ".//p:formatRegistryKey"))
        for path, each in files.items()
    }
    english, georgian = (f"editions/{e.language}/{e.record.files[0].path.name}" for e in described.editions)
    assert formats[english] == ("Acrobat PDF/A - Portable Document Format", "2a", "fmt/476")
    assert _text(files[english], ".//p:formatNote") == "application/pdf; confirmed by a validator"
    assert formats[georgian] == ("Portable Document Format", "", "")
    assert formats["README.txt"] == ("Plain Text File", "", "x-fmt/111")


def test_each_check_is_an_event_with_its_outcome(root: etree._Element, described: DescribedVolume) -> None:
    events = [each for each in root.iterfind("p:event", NS) if _text(each, "p:eventType") == "validation"]
    assert [_text(each, ".//p:eventOutcome") for each in events] == ["success", "fail", "not verified"]
    assert [_text(each, ".//p:linkingAgentIdentifierValue") for each in events] == [
        "veraPDF 1.31.1",
        "epubcheck 5.3.0",
        "Ace",
    ]
    assert _text(events[1], ".//p:eventOutcomeDetailNote") == "error RSC-005: bad & <worse>"
    assert [_text(each, ".//p:linkingObjectIdentifierValue") for each in events] == [
        each.file for each in sample_evidence(described)
    ]


def test_editions_were_created_with_the_programs_of_their_record(
    root: etree._Element, described: DescribedVolume
) -> None:
    events = [each for each in root.iterfind("p:event", NS) if _text(each, "p:eventType") == "creation"]
    for event, edition in zip(events, described.editions, strict=True):
        programs = [each.text for each in event.iterfind(".//p:linkingAgentIdentifierValue", NS)]
        assert programs == [f"{name} {version}" for name, version in edition.record.made_by.items()]
        assert _text(event, "p:eventDateTime") == "2022-04-01"


def test_every_program_that_is_named_is_an_agent_with_its_version(root: etree._Element) -> None:
    agents = {_text(each, ".//p:agentIdentifierValue"): _text(each, "p:agentVersion") for each in root.iter("{*}agent")}
    assert {each.text for each in root.iter("{*}linkingAgentIdentifierValue")} == set(agents)
    assert agents[f"archivist {__version__}"] == __version__
    assert agents["Ace"] == ""
    assert {_text(each, "p:agentType") for each in root.iter("{*}agent")} == {"software"}


def test_every_link_leads_to_something(root: etree._Element) -> None:
    kinds = ("object", "event", "rightsStatement")
    known = {each.text for kind in kinds for each in root.iter(f"{{*}}{kind}IdentifierValue")}
    for name in ("relatedObject", "linkingEvent", "linkingObject"):
        assert {each.text for each in root.iter(f"{{*}}{name}IdentifierValue")} <= known


def test_a_licence_is_named_by_its_address(root: etree._Element, described: DescribedVolume) -> None:
    (statement,) = root.iterfind("p:rights/p:rightsStatement", NS)
    assert _text(statement, "p:rightsBasis") == "license"
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert _text(statement, ".//p:licenseDocumentationIdentifierValue") == address
    assert _text(statement, ".//p:licenseTerms") == "CC BY 4.0"
    linked = [each.text for each in statement.iterfind(".//p:linkingObjectIdentifierValue", NS)]
    assert linked == [edition.identifier for edition in described.editions]


def test_another_statement_is_kept_in_its_own_words(described: DescribedVolume) -> None:
    serial = described.serial.model_copy(update={"rights": {"en": "All rights reserved", "ka": "ყველა უფლება დაცულია"}})
    written = premis.write(replace(described, serial=serial), sample_files(described), ())
    assert errors("premis-3-0", written) == []
    statements = etree.fromstring(written).findall("p:rights/p:rightsStatement", NS)
    assert [_text(each, "p:rightsBasis") for each in statements] == ["other", "other"]
    notes = [_text(each, ".//p:otherRightsNote") for each in statements]
    assert notes == ["All rights reserved", "ყველა უფლება დაცულია"]


def test_without_a_statement_nothing_is_said_of_rights(described: DescribedVolume) -> None:
    volume = replace(described, serial=described.serial.model_copy(update={"rights": ""}))
    written = premis.write(volume, sample_files(described), ())
    assert errors("premis-3-0", written) == []
    assert etree.fromstring(written).find("p:rights", NS) is None


def test_a_draft_and_a_replaced_version_are_marked(described: DescribedVolume) -> None:
    english, georgian = described.editions
    before = "urn:uuid:00000000-0000-5000-8000-000000000000"
    second = replace(english, record=replace(english.record, replaces=before, edition_version=2))
    volume = replace(described, is_draft=True, editions=(second, georgian))
    written = premis.write(volume, sample_files(volume), ())
    assert errors("premis-3-0", written) == []
    entities = list(_objects(etree.fromstring(written), "intellectualEntity").values())
    assert all("draft, not published" in "".join(each.itertext()) for each in entities)
    assert _text(entities[0], ".//p:relatedObjectIdentifierValue") == before
    assert _text(entities[0], ".//p:relationshipSubType") == "replaces"
