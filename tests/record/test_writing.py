"""The record beside the files of an edition says what they are made of."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from archivist.record.volume_record import FORMAT
from tests.archives import Compiled


def records(made: Compiled) -> list[tuple[Path, dict[str, Any]]]:
    files = [file for result in made.compilation.results for file in result.files if file.name.startswith("volume.")]
    return [(file, json.loads(file.read_text("utf-8"))) for file in files]


@pytest.mark.slow
def test_files_are_those_beside_it(made: Compiled) -> None:
    for file, data in records(made):
        endings = {output["file"].rpartition(".")[2] for output in data["outputs"]}
        assert endings == {"pdf", "epub", "bib", "ris", "json"}
        for output in data["outputs"]:
            content = (file.parent / output["file"]).read_bytes()
            assert output["bytes"] == len(content)
            assert output["sha256"] == hashlib.sha256(content).hexdigest()


def test_articles_are_named_with_the_digest_of_their_files_and_their_pages(made: Compiled) -> None:
    for _, data in records(made):
        last = 0
        for item in data["articles"]:
            file = made.root / "articles" / item["file"]
            assert item["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
            (document,) = (each for each in data["documents"] if each.get("article") == item["key"])
            first = int(document["pages"]["first"])
            assert first - last in (0, 1)  # it begins on a new page, or where the one before it ends
            last = first + document["pages"]["count"] - 1
            assert document["pages"]["last"] == str(last)
        assert len(data["page_labels"]) > last


@pytest.mark.parametrize("edition", ["2022-03.en", "2022-03.ka"])
def test_it_says_which_volume_it_is(made: Compiled, edition: str) -> None:
    data = next(data for file, data in records(made) if file == made.file(edition, ".json"))
    assert data["format"] == FORMAT
    assert data["volume"] | {"title": ""} == {
        "id": "2022-03",
        "title": "",
        "number": 2,
        "issue": 2,
        "year": 2022,
        "start": "2022-03-01",
        "end": "2022-03-31",
    }
    assert data["language"] == edition[-2:]
    assert data["languages"][0] == edition[-2:]
    assert sorted(data["languages"]) == ["en", "ka"]
    assert [item["key"] for item in data["articles"]] == ["river", "road"]
    assert data["omitted"] == []


def test_neither_time_nor_place_of_making_is_in_it(made: Compiled) -> None:
    for file, data in records(made):
        text = file.read_text("utf-8")
        assert str(made.root) not in text
        assert text.endswith("}\n")
        assert "\\u" not in text  # letters are written as letters
        engine = {"weasyprint", "pango", "harfbuzz"}
        others = {"archivist", "python", "pikepdf", "qpdf", "babel", "lxml", "markdown-it-py", "nh3"}
        assert engine | others <= set(data["made_by"])
