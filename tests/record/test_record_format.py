"""The format of records: the schema, what is written, what is read back, and records of other programs."""

import base64
import copy
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from archivist.record.document_text import DocumentText, NoteCall, NumberedItems, Place, Segment, read_document_text
from archivist.record.encoded_text import decode, encode
from archivist.record.reading import UnreadableRecordError, parse_record, read_record
from archivist.record.schema import record_schema
from archivist.record.writing import as_json, write_record
from tests.archives import Compiled
from tests.cli.test_compile import run

DOCS = Path(__file__).parents[2] / "docs/record-format.md"
VALID = Draft202012Validator(record_schema())
TEXT = Draft202012Validator({**record_schema(), **record_schema()["$defs"]["text"], "required": []})


def data_of(made: Compiled, edition: str = "2022-03.en") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(made.file(edition, ".json").read_bytes())
    return data


def test_what_is_written_is_valid_and_so_is_every_text_in_it(made: Compiled) -> None:
    Draft202012Validator.check_schema(record_schema())
    for edition in ("2022-02.en", "2022-03.en", "2022-03.ka"):
        data = data_of(made, edition)
        assert list(VALID.iter_errors(data)) == []
        for document in data["documents"]:
            text = json.loads(zlib.decompress(base64.b64decode(document["text"]["zlib"])))
            assert list(TEXT.iter_errors(text)) == []
            assert "segments" in text


@pytest.mark.parametrize(
    "change",
    [
        {"format": "archivist volume record 1"},
        {"page_labels": ["1", "1"]},
        {"page_labels": []},
        {"made_by": ["archivist 0.1.0"]},
        {"outputs": [{"file": "../x.pdf", "bytes": 1, "sha256": "0" * 64, "documents": []}]},
        {"documents": []},
    ],
)
def test_the_schema_refuses_what_the_format_does_not_allow(made: Compiled, change: dict[str, Any]) -> None:
    assert list(VALID.iter_errors(data_of(made) | change))


def test_what_is_read_is_written_again_byte_for_byte(made: Compiled) -> None:
    for edition in ("2022-02.en", "2022-03.en", "2022-03.ka"):
        path = made.file(edition, ".json")
        assert write_record(read_record(path)) == path.read_bytes()


@pytest.mark.parametrize("said", [{"section": "Rivers", "tags": ["Kura", "Gori"]}, {"tags": ["Kura"]}, {}])
def test_an_article_has_the_members_that_it_says_something_with(
    made: Compiled, tmp_path: Path, said: dict[str, Any]
) -> None:
    data = data_of(made)
    plain = ({name: article[name] for name in article.keys() - {"section", "tags"}} for article in data["articles"])
    data["articles"] = [{**article, **said} for article in plain]
    written = json.loads(write_record(parse_record(as_json(data), tmp_path)))
    for article in written["articles"]:
        assert {name: article[name] for name in ("section", "tags") if name in article} == said


def test_pages_anchors_and_pictures_of_a_document(made: Compiled) -> None:
    record = read_record(made.file("2022-03.en", ".json"))
    river = record.document("river")
    assert river is not None
    assert river.pages is not None
    assert record.page_labels[river.pages.index] == river.pages.first == "1"
    assert river.anchors["the-survey"] == "1"
    assert [picture.name for picture in river.pictures] == ["blue.png"]
    assert record.page_labels[:2] == ("Cover", "Cover 2")
    assert {font.family for font in record.fonts} >= {"Noto Serif", "Noto Serif Georgian"}
    assert all(re.match(r"Version \d", font.version) for font in record.fonts)


def test_members_that_are_not_known_are_ignored_everywhere(made: Compiled) -> None:
    data = data_of(made)
    more = _with_unknown(copy.deepcopy(data))
    assert list(VALID.iter_errors(more)) == []
    assert parse_record(as_json(more), Path()) == parse_record(as_json(data), Path())


def _with_unknown(value: Any) -> Any:
    """An unknown member in every object whose members are fixed by the format."""
    if isinstance(value, list):
        return [_with_unknown(each) for each in value]
    if not isinstance(value, dict):
        return value
    maps = {"anchors", "texts", "settings", "styles", "made_by"}
    return {name: each if name in maps else _with_unknown(each) for name, each in value.items()} | {"x-new": [1]}


@pytest.mark.parametrize("name", record_schema()["required"])
def test_a_member_that_is_missing_is_damage(made: Compiled, name: str) -> None:
    data = data_of(made)
    del data[name]
    with pytest.raises(UnreadableRecordError):
        parse_record(as_json(data), Path())


def test_a_version_that_is_not_known_is_refused(made: Compiled) -> None:
    with pytest.raises(UnreadableRecordError, match=r"reads up to 'archivist volume record 2'"):
        parse_record(as_json(data_of(made) | {"format": "archivist volume record 3"}), Path())


def test_the_page_describes_every_member_of_the_schema() -> None:
    page = DOCS.read_text("utf-8")
    assert {name for name in _members(record_schema()) if f"`{name}`" not in page} == set()


def _members(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {name for each in schema for name in _members(each)}
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties", {})
    return {*own, *(name for each in schema.values() for name in _members(each))}


# ---------------------------------------------------------------- texts

WHOLE = DocumentText(
    (Segment("a\x1eb", Place()), Segment("1 n", Place("", "note.1", True)), Segment("x", Place("epub"))),
    (NumberedItems(Place(), "a", (3, 4)),),
    (NoteCall(Place("pdf"), "1", "note.1"),),
    ("<math/>",),
    ("river",),
)


def test_a_text_is_read_back_as_it_was_written() -> None:
    encoded = encode(WHOLE)
    assert decode(encoded["sha256"], encoded["zlib"]) == WHOLE
    assert json.loads(zlib.decompress(base64.b64decode(encoded["zlib"])))["segments"] == [
        {"text": "a\nb"},
        {"note": "note.1", "optional": True, "text": "1 n"},
        {"in": "epub", "text": "x"},
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-4],
        lambda data: "!" + data[1:],
        lambda data: base64.b64encode(base64.b64decode(data) + b"x").decode(),
        lambda data: base64.b64encode(zlib.compress(b"{}")).decode(),
        lambda data: "",
    ],
    ids=["cut off", "not base64", "more after its end", "another text", "nothing"],
)
def test_a_damaged_text_is_refused(damage: Any) -> None:
    encoded = encode(WHOLE)
    with pytest.raises(ValueError, match="a text "):
        decode(encoded["sha256"], damage(encoded["zlib"]))


@pytest.mark.slow
def test_a_text_that_grows_without_end_is_refused() -> None:
    bomb = base64.b64encode(zlib.compress(b" " * (1 << 27))).decode()
    with pytest.raises(ValueError, match="too large"):
        decode("0" * 64, bomb)


def test_what_one_format_has_leaves_a_break_in_the_other() -> None:
    body = b"<p>a<span class='print-only'>, p. 3</span> b  \n c</p><ol start='3'><li>x</li></ol>"
    text = read_document_text(b"<html xmlns='http://www.w3.org/1999/xhtml'><body>" + body + b"</body></html>")
    assert [(segment.text.strip("\x1e"), segment.place.only) for segment in text.segments] == [
        ("a", ""),
        (", p. 3", "pdf"),
        (" b c\x1ex", ""),
    ]
    assert text.lists == (NumberedItems(Place(), "1", (3,)),)


def test_the_command_prints_the_schema(tmp_path: Path) -> None:
    done = run(tmp_path, "schema", "--record")
    assert json.loads(done.stdout) == record_schema()
