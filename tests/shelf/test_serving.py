"""The shelf on a web server: read by a harvester and by requests over HTTP; a process that ends when interrupted."""

import base64
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import BadArgument, CannotDisseminateFormat, IdDoesNotExist, NoRecordsMatch

from archivist.errors import UsageError
from archivist.serving.application import shelf_application
from archivist.serving.harvesting import Harvesting
from archivist.serving.server import listen
from archivist.workflows.shelf_serving import open_shelf
from tests.shelf.conftest import MadeShelf

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_NOW = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Running:
    port: int

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@contextmanager
def running(folder: Path, password: str = "") -> Iterator[Running]:
    opened = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(shelf_application(folder, password), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Running(opened.getsockname()[1])
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="module")
def served(shelf: MadeShelf) -> Iterator[Running]:
    with running(shelf.folder) as server:
        yield server


# ---------------------------------------------------------------- files


def test_files_have_etags_and_are_sent_in_parts(shelf: MadeShelf, served: Running) -> None:
    path = next((shelf.folder / "files/2022-03").glob("*.en.pdf"))
    address = f"/files/2022-03/{path.name}"
    status, headers, body = served.get(address)
    assert (status, headers["content-type"], body) == (200, "application/pdf", path.read_bytes())
    assert headers["x-content-type-options"] == "nosniff"
    status, part, body = served.get(address, Range="bytes=5-14")
    assert (status, body) == (206, path.read_bytes()[5:15])
    assert part["content-range"] == f"bytes 5-14/{path.stat().st_size}"
    assert served.get(address, If_None_Match=headers["etag"])[0] == 304
    assert served.get(address, Range=f"bytes={path.stat().st_size}-")[0] == 416


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html"),
        ("/en/", "text/html"),
        ("/opds/index.xml", "application/atom+xml"),
        ("/opds/search.xml", "application/opensearchdescription+xml"),
        ("/opds/index.json", "application/opds+json"),
        ("/en/feed.xml", "application/atom+xml"),
        ("/en/feed.json", "application/feed+json"),
        ("/search/manifest.js", "text/javascript"),
    ],
)
def test_catalogues_have_their_media_types(served: Running, path: str, media_type: str) -> None:
    status, headers, _ = served.get(path)
    assert (status, headers["content-type"].partition(";")[0]) == (200, media_type)


@pytest.mark.parametrize("path", ["/../archivist.toml", "/%2e%2e/archivist.toml", "/files/../../archivist.toml", "/no"])
def test_nothing_outside_the_shelf_is_served(served: Running, path: str) -> None:
    assert served.get(path)[0] == 404


def test_with_a_password_nothing_is_shown_without_it(shelf: MadeShelf) -> None:
    with running(shelf.folder, "ლიახვი") as server:
        for path in ("/", "/oai?verb=Identify", "/opds/index.xml"):
            status, headers, body = server.get(path)
            assert (status, headers["www-authenticate"][:5], body) == (401, "Basic", b"a password is needed")
            wrong = base64.b64encode(b"me:liakhvi").decode()
            assert server.get(path, Authorization=f"Basic {wrong}")[0] == 401
            assert server.get(path, Authorization="Basic %%%")[0] == 401
            right = base64.b64encode("me:ლიახვი".encode()).decode()
            assert server.get(path, Authorization=f"Basic {right}")[0] == 200


# ---------------------------------------------------------------- OAI-PMH


@pytest.fixture
def sickle(served: Running) -> Sickle:
    return Sickle(f"http://127.0.0.1:{served.port}/oai")


def test_a_harvester_takes_all_records(sickle: Sickle, shelf: MadeShelf) -> None:
    identify = sickle.Identify()
    assert (identify.repositoryName, identify.granularity) == ("The River Reader", "YYYY-MM-DD")
    assert {each.metadataPrefix for each in sickle.ListMetadataFormats()} == {"oai_dc", "marcxml"}
    assert [each.setSpec for each in sickle.ListSets()] == ["en", "ka"]
    records = list(sickle.ListRecords(metadataPrefix="oai_dc"))
    assert len(records) == len(shelf.report.editions)
    march = next(each for each in records if each.metadata["title"] == ["The River Reader: March 2022"])
    assert march.metadata["language"] == ["en", "ka"]
    assert march.metadata["format"] == ["application/pdf", "application/epub+zip"]
    assert march.header.identifier in march.metadata["identifier"]
    assert len(list(sickle.ListIdentifiers(metadataPrefix="oai_dc", set="ka"))) == 1
    found = list(sickle.ListIdentifiers(metadataPrefix="oai_dc", **{"from": "2022-03-01", "until": "2022-12-31"}))
    assert len(found) == 2


def test_marc_records_have_title_number_and_language(sickle: Sickle) -> None:
    for record in sickle.ListRecords(metadataPrefix="marcxml"):
        fields = {each.get("tag"): each for each in record.xml.iter("{http://www.loc.gov/MARC21/slim}datafield")}
        assert {"024", "245", "300", "830"} <= set(fields)
        codes = [
            each for each in record.xml.iter("{http://www.loc.gov/MARC21/slim}controlfield") if each.get("tag") == "008"
        ]
        assert [len(each.text) for each in codes] == [40]


def test_errors_are_those_of_the_protocol(sickle: Sickle) -> None:
    with pytest.raises(NoRecordsMatch):
        sickle.ListRecords(metadataPrefix="oai_dc", set="xx")
    with pytest.raises(IdDoesNotExist):
        sickle.GetRecord(identifier="urn:no", metadataPrefix="oai_dc")
    with pytest.raises(CannotDisseminateFormat):
        sickle.ListRecords(metadataPrefix="mods")
    with pytest.raises(BadArgument):
        sickle.ListRecords(metadataPrefix="oai_dc", **{"from": "2022-02-30"})


def _code(harvesting: Harvesting, *arguments: tuple[str, str]) -> str:
    root = etree.fromstring(harvesting.answer(arguments, "https://example.org/oai", _NOW))
    error = root.find(f"{_OAI}error")
    return "" if error is None else str(error.get("code"))


def test_requests_with_missing_wrong_or_repeated_arguments_are_refused(shelf: MadeShelf) -> None:
    harvesting, prefix = Harvesting(shelf.folder), ("metadataPrefix", "oai_dc")
    assert _code(harvesting) == "badVerb"
    assert _code(harvesting, ("verb", "Delete")) == "badVerb"
    assert _code(harvesting, ("verb", "Identify"), ("verb", "Identify")) == "badVerb"
    assert _code(harvesting, ("verb", "Identify"), ("set", "en")) == "badArgument"
    assert _code(harvesting, ("verb", "ListRecords")) == "badArgument"
    assert _code(harvesting, ("verb", "ListRecords"), prefix, prefix) == "badArgument"
    assert _code(harvesting, ("verb", "ListRecords"), ("resumptionToken", "x")) == "badResumptionToken"
    assert _code(harvesting, ("verb", "ListRecords"), ("resumptionToken", "[100,{}]")) == "badResumptionToken"
    assert _code(harvesting, ("verb", "ListSets"), ("resumptionToken", "x")) == "badResumptionToken"
    assert _code(harvesting, ("verb", "ListRecords"), prefix, ("from", "2023-01-01"), ("until", "2022-01-01"))
    assert _code(harvesting, ("verb", "Identify")) == ""


def test_long_lists_are_in_pages_without_gaps(tmp_path: Path) -> None:
    """250 records, of which each page says where the next one begins."""
    rows = [
        {"edition": f"{year}.en", "identifier": f"urn:x:{year}", "datestamp": f"{year}-01-01", "language": "en"}
        for year in range(1750, 2000)
    ]
    (tmp_path / "oai").mkdir()
    data = {"name": "<Reader>", "contact": "", "languages": ["en"], "records": rows}
    (tmp_path / "oai/records.json").write_text(json.dumps(data))
    harvesting, found, asked = Harvesting(tmp_path), list[str](), [("metadataPrefix", "oai_dc"), ("from", "1760-01-01")]
    while asked:
        root = etree.fromstring(harvesting.answer([("verb", "ListIdentifiers"), *asked], "https://example.org", _NOW))
        found += [str(each.text) for each in root.iter(f"{_OAI}identifier")]
        token = root.findtext(f".//{_OAI}resumptionToken")
        asked = [("resumptionToken", token)] if token else []
    assert found == [f"urn:x:{year}" for year in range(1760, 2000)]


# ---------------------------------------------------------------- the command


def test_a_folder_that_is_not_a_shelf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a shelf"):
        open_shelf(tmp_path, "127.0.0.1", 0)


@pytest.mark.slow
def test_an_interrupt_ends_the_server_at_once(shelf: MadeShelf) -> None:
    command = [sys.executable, "-m", "archivist", "serve", "--folder", str(shelf.folder), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    assert process.stdout
    address = process.stdout.readline().split()[0]
    port = int(address.rstrip("/").rpartition(":")[2])
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            assert Running(port).get("/index.html")[0] == 200
            break
        except OSError:
            time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors
