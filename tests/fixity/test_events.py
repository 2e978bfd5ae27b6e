"""The events of audits: PREMIS 3.0 beside the package, added to and never changed."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from archivist.fixity.auditing import Audited
from archivist.fixity.premis_events import FIXITY_CHECK, Event, append_event
from archivist.fixity.seal import Seal
from archivist.workflows.package_audit import audit_packages
from tests.fixity.making import copied, flip, make_bag, make_zip

_P = {"p": "http://www.loc.gov/premis/v3"}
_FIRST = datetime.datetime(2026, 11, 30, 12, 0, 0, tzinfo=datetime.UTC)


def _audit(path: Path, *, year: int = 2026, events: Path | None = None, record: bool = True) -> list[Audited]:
    return list(audit_packages([path], when=_FIRST.replace(year=year), jobs=1, events=events, record=record))


def _values(file: Path, path: str) -> Sequence[str]:
    return [str(each.text) for each in etree.parse(file).iterfind(f".//p:{path}", _P)]


@pytest.mark.parametrize("zipped", [False, True])
def test_an_event_is_added_at_each_audit(bag: Path, package: Path, tmp_path: Path, zipped: bool) -> None:
    copy = copied(package if zipped else bag, tmp_path / "c")
    inside = sorted(bag.rglob("*")) if zipped else sorted(copy.rglob("*"))
    assert [each.passed for each in _audit(copy)] == [True]
    file = tmp_path / "c" / f"{copy.name}.events.xml"
    first = etree.tostring(etree.parse(file).find("p:event", _P))
    assert [each.passed for each in _audit(copy, year=2036)] == [True]
    assert _values(file, "eventDateTime") == ["2026-11-30T12:00:00Z", "2036-11-30T12:00:00Z"]
    assert _values(file, "eventType") == ["fixity check"] * 2
    assert _values(file, "eventOutcome") == ["success"] * 2
    assert len(set(_values(file, "eventIdentifierValue"))) == 2
    assert _values(file, "agentIdentifierValue") == ["archivist 0.1.0"]
    assert etree.tostring(etree.parse(file).find("p:event", _P)) == first
    assert sorted((bag if zipped else copy).rglob("*")) == inside
    assert file.read_bytes() == _again(file)


def _again(file: Path) -> bytes:
    """The file as it would be if all was written at once: indented throughout."""
    root = etree.parse(file, etree.XMLParser(remove_blank_text=True)).getroot()
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def test_a_failed_audit_is_an_event_with_its_findings(bag: Path, tmp_path: Path) -> None:
    copy = copied(bag, tmp_path / "c")
    flip(copy / "data/README.txt", 3, 1)
    (copy / "data/\x01.txt").write_bytes(b"")
    assert [each.passed for each in _audit(copy)] == [False]
    file = tmp_path / "c/2022-02.events.xml"
    assert _values(file, "eventOutcome") == ["fail"]
    notes = _values(file, "eventOutcomeDetailNote")
    assert any(note.startswith("fixity-changed: data/README.txt: SHA-512 ") for note in notes)
    assert any(note.startswith(r"fixity-foreign: data/\x01.txt: ") for note in notes)
    assert _values(file, "messageDigest") == []  # which bytes it should have is not known


def test_a_package_that_took_the_place_of_another_is_found(bag: Path, tmp_path: Path) -> None:
    copy = copied(bag, tmp_path / "c")
    _audit(copy)
    copied(make_bag(tmp_path / "other/2022-02", {"a.txt": b"a"}), tmp_path / "d")
    for each in sorted(copy.rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()
    copy.rmdir()
    (tmp_path / "d/2022-02").rename(copy)
    (result,) = _audit(copy, year=2027)
    assert [each.code for each in result.findings] == ["package-replaced"]
    assert _values(tmp_path / "c/2022-02.events.xml", "eventOutcome") == ["success", "fail"]


def test_a_package_that_was_restored_passes_again(package: Path, tmp_path: Path) -> None:
    copy = copied(package, tmp_path / "c")
    flip(copy, 100, 1)
    _audit(copy)
    flip(copy, 100, 1)
    assert [each.passed for each in _audit(copy, year=2027)] == [True]
    assert [each.passed for each in _audit(copy, year=2028)] == [True]
    file = tmp_path / "c/2022-02.zip.events.xml"
    assert _values(file, "eventOutcome") == ["fail", "success", "success"]
    assert len(_values(file, "messageDigest")) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<premis",
        b"<html/>",
        b"\xff\xfe",
        b"<premis xmlns='http://www.loc.gov/premis/v3' version='3.0'/>",
        b"<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;</p>",
    ],
)
def test_damaged_events_are_reported_and_left(bag: Path, tmp_path: Path, content: bytes) -> None:
    copy = copied(bag, tmp_path / "c")
    file = tmp_path / "c/2022-02.events.xml"
    file.write_bytes(content)
    (result,) = _audit(copy)
    assert [each.code for each in result.findings] == ["events-damaged"]
    assert file.read_bytes() == content


def test_events_go_to_another_folder_or_nowhere(bag: Path, tmp_path: Path) -> None:
    copy = copied(bag, tmp_path / "c")
    _audit(copy, record=False)
    _audit(copy, events=tmp_path / "events/here")
    assert [each.name for each in copy.parent.iterdir()] == ["2022-02"]
    assert [each.name for each in (tmp_path / "events/here").iterdir()] == ["2022-02.events.xml"]


def test_events_that_cannot_be_written_are_a_finding(bag: Path, tmp_path: Path) -> None:
    copy = copied(bag, tmp_path / "c")
    (tmp_path / "file").write_bytes(b"")
    (result,) = _audit(copy, events=tmp_path / "file")
    assert [each.code for each in result.findings] == ["events-not-written"]


def test_many_findings_are_shortened_in_an_event(tmp_path: Path) -> None:
    seal = Seal("a.zip", "0" * 128, 1, "ZIP")
    notes = tuple(f"note {number}" for number in range(250))
    file = tmp_path / "a.zip.events.xml"
    append_event(
        file, "a.zip", seal, Event(FIXITY_CHECK, "2026-11-30T12:00:00Z", "checked", False, notes), "archivist 1"
    )
    append_event(file, "a.zip", seal, Event(FIXITY_CHECK, "2026-11-30T12:00:00Z", "checked", True), "archivist 2")
    assert len(_values(file, "eventOutcomeDetailNote")) == 101
    assert _values(file, "eventOutcomeDetailNote")[-1] == "and 150 more"
    assert _values(file, "agentVersion") == ["1", "2"]
    assert len(set(_values(file, "eventIdentifierValue"))) == 2


def test_a_zip_and_a_bag_of_one_name_have_events_of_their_own(bag: Path, tmp_path: Path) -> None:
    copy = copied(bag, tmp_path / "c")
    make_zip(copy)
    assert [each.passed for each in _audit(tmp_path / "c")] == [True, True]
    assert {each.name for each in (tmp_path / "c").glob("*.xml")} == {"2022-02.events.xml", "2022-02.zip.events.xml"}
    assert [each.passed for each in _audit(tmp_path / "c")] == [True, True]  # the files beside them are in no way
