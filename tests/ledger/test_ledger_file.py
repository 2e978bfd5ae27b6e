"""The ledger's file: what is written is read back, and nothing that is damaged or contradicts itself is accepted."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from archivist.ledger import EMPTY, UnreadableLedgerError, read_ledger
from archivist.ledger.entering import entry_of
from archivist.ledger.ledger_entries import PublishedFile, ledger_schema
from archivist.ledger.reading import parse_ledger
from archivist.record.reading import read_record
from tests.archives import Compiled
from tests.ledger.making import ARCHIVE, entry, identifier, ledger, published_article, today, written

VALID = Draft202012Validator(ledger_schema())
EN, KA = ("2022-01", "en", entry()), ("2022-01", "ka", entry(language="ka"))
FEBRUARY = ("2022-02", "en", entry("2022-02", number=2, keys=("road",)))


def read(data: object) -> Any:
    return parse_ledger(json.dumps(data, indent=1).encode(), "ledger.json")


def data_of(*entries: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(written(*entries))
    return data


def test_what_is_written_is_valid_and_read_back() -> None:
    Draft202012Validator.check_schema(ledger_schema())
    content = written(EN, KA, FEBRUARY)
    assert list(VALID.iter_errors(json.loads(content))) == []
    found = parse_ledger(content, "ledger.json")
    assert found.archive == ARCHIVE
    assert [each.id for each in found.editions.values()] == ["2022-01.en", "2022-01.ka", "2022-02.en"]
    assert found.editions["2022-01", "en"].current == EN[2]
    assert written(to=found) == content  # nothing to add: the same bytes


def test_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "ledger.json") is EMPTY
    assert not EMPTY


def test_a_folder_in_its_place_is_reported(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").mkdir()
    with pytest.raises(UnreadableLedgerError, match=r"ledger\.json: the ledger cannot be read: Is a directory"):
        read_ledger(tmp_path / "ledger.json")


def test_an_entry_is_added_and_all_others_stay_byte_for_byte() -> None:
    before = written(EN)
    after = written(FEBRUARY, KA, to=parse_ledger(before, ""))
    lines = after.splitlines()
    position = 0
    for line in before.splitlines():  # every earlier line is there, in the same order
        position = lines.index(line, position) + 1


def test_members_that_are_not_known_are_ignored_and_kept() -> None:
    data = data_of(EN)
    data["note"] = "by hand"
    data["volumes"]["2022-01"]["en"]["1"]["shelf"] = {"mark": "A 1"}
    found = read(data)
    again = json.loads(written(FEBRUARY, to=found))
    assert again["note"] == "by hand"
    assert again["volumes"]["2022-01"]["en"]["1"]["shelf"] == {"mark": "A 1"}


def test_a_further_version_is_put_beside_the_first() -> None:
    first = ledger(EN)
    second = entry(identifier=identifier("x"), replaces=EN[2].identifier)
    found = parse_ledger(written(("2022-01", "en", second), to=first), "").edition("2022-01", "en")
    assert found and found.versions == (EN[2], second)
    assert (found.version, found.current) == (2, second)


# ---------------------------------------------------------------- what it answers


def test_a_text_is_found_with_its_number_files_and_pages() -> None:
    found = ledger(EN, KA, FEBRUARY).find("river", "ka")
    assert found
    assert (found.volume, found.number, found.document) == ("2022-01", 1, "river")
    assert (found.pdf, found.epub) == ("reader-2022-01.ka.pdf", "reader-2022-01.ka.epub")
    assert (found.label(), found.label("bridges"), found.label("nowhere")) == ("1", "2", "")
    assert ledger(EN, KA).find("river", "ru") is None
    assert ledger(EN, KA).find("mill", "en") is None


def test_of_several_the_edition_in_that_language_goes_first_and_a_second_text_last() -> None:
    original = ("2022-01", "ka", entry(language="ka", articles=[published_article("river", "en")]))
    assert (found := ledger(EN, original).find("river", "en")) and found.edition.language == "en"
    assert (found := ledger(EN, original).find("river", "en", "ka")) and found.edition.language == "ka"
    second = {name: published_article("river", "ka")[name] for name in ("language", "title", "date", "file", "sha256")}
    beside = ("2022-01", "en", entry(articles=[published_article("river", "en", parallel=second)]))
    assert (found := ledger(beside).find("river", "ka")) and found.edition.language == "en"
    assert (found := ledger(beside, KA).find("river", "ka")) and found.edition.language == "ka"


def test_the_part_of_an_epub_that_has_the_article() -> None:
    name = "reader-2022-01.en"
    files = [
        {"file": f"{name}.part{part}.epub", "bytes": 1, "sha256": "0" * 64, "documents": ["title", key]}
        for part, key in ((1, "river"), (2, "road"))
    ]
    found = ledger(("2022-01", "en", entry(files=files, keys=("river", "road")))).find("road", "en")
    assert found and (found.epub, found.pdf) == (f"{name}.part2.epub", "")


# ---------------------------------------------------------------- from a record


def test_an_entry_is_made_of_a_record(made: Compiled) -> None:
    path = made.file("2022-03.en", ".json")
    record = read_record(path)
    found = entry_of(record, PublishedFile(file=path.name, bytes=1, sha256="0" * 64), today())
    assert (found.identifier, found.number, found.issue, found.pages) == (record.identifier, 2, 2, record.page_count)
    assert [each.file for each in found.files] == [each.path.name for each in record.files]
    river = next(each for each in found.articles if each.key == "river")
    document = next(each for each in record.documents if each.article == "river")
    assert (river.first_page, river.last_page) == (document.pages and document.pages.first, document.pages.last)  # type: ignore[union-attr]
    assert river.anchors == document.anchors
    assert list(river.pictures) == ["blue.png"]
    assert found.made_by == record.made_by


# ---------------------------------------------------------------- what is refused


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableLedgerError) as caught:
        parse_ledger(content, "ledger.json")
    assert caught.value.hint
    return str(caught.value)


def test_a_merge_that_was_not_finished_is_named_with_its_line() -> None:
    lines = written(EN).decode().splitlines()
    marked = [*lines[:5], "<<<<<<< HEAD", lines[5], "=======", lines[5], ">>>>>>> other", *lines[6:]]
    assert refused("\n".join(marked).encode()) == "ledger.json:6: the ledger has marks of a merge conflict"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ledger.json:1:1: the ledger is not valid JSON: Expecting value"),
        (b'{\n"format": "archivist ledger 1",\n}', "ledger.json:3:1: the ledger is not valid JSON"),
        (b"[]", "ledger.json:1: the ledger is not a JSON object"),
        (b"\xff", "ledger.json:1: the ledger is not UTF-8 text"),
        (b'{"a": ' + b"[" * 100_000, "ledger.json: the ledger is nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "ledger.json: the ledger is nested too deeply"),
        (b"{}", "ledger.json:1: the ledger does not say that its format is “archivist ledger 1”"),
        (b'{\n"format": 1}', "ledger.json:2: the ledger does not say that its format is “archivist ledger 1”"),
        (
            b'{\n"format": "archivist ledger 2"}',
            "ledger.json:2: the ledger has the format “archivist ledger 2”; this program reads “archivist ledger 1”",
        ),
        (b'{"format": "archivist ledger 1"}', "ledger.json:1: the ledger is damaged: archive: Field required"),
    ],
)
def test_what_is_not_a_ledger_is_refused(content: bytes, said: str) -> None:
    assert refused(content).startswith(said)


@pytest.mark.parametrize(
    ("member", "value", "said"),
    [
        ("number", 0, "number: Input should be greater than or equal to 1"),
        ("number", "1", "number: Input should be a valid integer"),
        ("number", True, "number: Input should be a valid integer"),
        ("start", "2022-13-01", "start: Input should be a valid date"),
        ("identifier", "isbn", "identifier: String should match pattern"),
        ("files", [], "files: Tuple should have at least 1 item"),
        ("files", [{"file": "../x.pdf", "bytes": 1, "sha256": "0" * 64}], "files.0.file: String should match pattern"),
        ("record", {"file": "volume.en.json", "bytes": 1, "sha256": "A" * 64}, "record.sha256: String should match"),
    ],
)
def test_a_damaged_member_is_named_with_its_line(member: str, value: object, said: str) -> None:
    data = data_of(EN)
    data["volumes"]["2022-01"]["en"]["1"][member] = value
    content = json.dumps(data, indent=1)
    line = next(number for number, text in enumerate(content.splitlines(), 1) if f'"{member}"' in text)
    message = refused(content.encode())
    place, _, rest = message.partition(": the ledger is damaged: volumes.2022-01.en.1.")
    assert rest.startswith(said), message
    assert int(place.rpartition(":")[2]) >= line


@pytest.mark.parametrize("volume", ["../2022-01", "2022-1", "2022-01-S0", "x", ""])
def test_a_volume_that_is_no_period_is_refused(volume: str) -> None:
    data = data_of(EN)
    data["volumes"][volume] = {}
    assert "the ledger is damaged: volumes" in refused(json.dumps(data).encode())


def test_a_name_that_is_twice_is_refused_as_json_would_drop_the_first() -> None:
    lines = written(EN).decode().splitlines()
    at = next(number for number, line in enumerate(lines) if line == '      "ka": {')
    doubled = [*lines[: at + 2], *lines[at : at + 2], *lines[at + 2 :]]
    assert refused("\n".join(doubled).encode()) == f"ledger.json:{at + 3}: “ka” is twice in one object of the ledger"


def test_entries_that_contradict_one_another_are_refused() -> None:
    other = entry("2022-02", number=1, keys=("road",))
    assert "the volumes 2022-01 and 2022-02 both have number 1" in refused(written(EN, ("2022-02", "en", other)))
    other = entry("2022-02", number=2, issue=1)
    assert "are both issue 1 of 2022" in refused(written(EN, ("2022-02", "en", other)))
    other = entry(language="ka", number=2)
    assert "number of 2022-01.ka is 2, and of 2022-01.en it is 1" in refused(written(EN, ("2022-01", "ka", other)))
    other = entry(language="ka", identifier=EN[2].identifier)
    assert "have the same identifier" in refused(written(EN, ("2022-01", "ka", other)))
    assert "ends before it begins" in refused(written(("2022-01", "en", entry(end="2021-01-01"))))
    assert "has the work river twice" in refused(written(("2022-01", "en", entry(keys=("river", "river")))))
    record = {"file": "volume.ka.json", "bytes": 1, "sha256": "0" * 64}
    assert "is not named volume.en.json" in refused(written(("2022-01", "en", entry(record=record))))


def test_no_two_entries_or_works_have_a_registered_identifier() -> None:
    one = {"doi": "10.1234/a", "ark": "ark:12345/a-b", "isbn_pdf": "978-3-16-148410-0", "issn_pdf": "2049-3630"}
    first = ("2022-01", "en", entry(identifiers=one))
    for name, value in {"doi": "10.1234/A", "ark": "ark:12345/ab", "isbn_epub": "9783161484100"}.items():
        other = ("2022-02", "en", entry("2022-02", number=2, keys=("road",), identifiers={name: value}))
        assert "version 1 of 2022-01.en and version 1 of 2022-02.en have the same " in refused(written(first, other))
    other = ("2022-02", "en", entry("2022-02", number=2, keys=("road",), identifiers={"issn_pdf": "2049-3630"}))
    assert ledger(first, other).edition("2022-02", "en")
    article = published_article("road", identifiers={"doi": "10.1234/a"})
    other = ("2022-02", "en", entry("2022-02", number=2, articles=[article]))
    assert "version 1 of 2022-01.en and the work road have the same DOI, 10.1234/a" in refused(written(first, other))


def test_an_article_keeps_its_doi_in_a_new_version() -> None:
    articles = [published_article("river", identifiers={"doi": "10.1234/a"})]
    first = entry(articles=articles)
    second = entry(identifier=identifier("x"), replaces=first.identifier, articles=articles)
    known = ledger(("2022-01", "en", first))
    found = parse_ledger(written(("2022-01", "en", second), to=known), "ledger.json").edition("2022-01", "en")
    assert found
    assert [each.articles[0].identifiers.doi for each in found.versions] == ["10.1234/a", "10.1234/a"]


def test_versions_have_no_gap_and_name_what_they_replace() -> None:
    second = entry(identifier=identifier("x"))
    message = "version 2 of 2022-01.en does not name the version before it"
    assert message in refused(written(("2022-01", "en", second), to=ledger(EN)))
    data = data_of(EN)
    data["volumes"]["2022-01"]["en"] = {"2": data["volumes"]["2022-01"]["en"]["1"]}
    assert "version 1 of 2022-01.en is not in the ledger" in refused(json.dumps(data).encode())


@given(st.binary(max_size=40), st.integers(0, 3000))
def test_damage_anywhere_is_an_error_or_leaves_a_ledger(noise: bytes, where: int) -> None:
    """Never another exception, whatever is in the file."""
    content = written(EN)
    try:
        parse_ledger(content[:where] + noise + content[where + len(noise) :], "ledger.json")
    except UnreadableLedgerError as error:
        assert str(error).startswith("ledger.json")
