"""The preview over HTTP: who may read it, what it serves, and what it says is missing."""

import asyncio
import http.client
import json
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from archivist.archive import open_archive
from archivist.errors import ArchivistError
from archivist.executors import open_executor
from archivist.serving.browser_parts import VERSIONS, find_browser_parts
from archivist.serving.preview_application import preview_application
from archivist.serving.preview_board import PreviewBoard
from archivist.serving.server import listen_nearby
from archivist.workflows import volume_preview
from tests import command

ROOT = Path(__file__).parents[2]
EDITION = "2022-03.en"


class Server:
    """An application that runs in a thread."""

    def __init__(self, folder: Path) -> None:
        self.followed: list[str] = []
        self.board = PreviewBoard(self.followed.append)
        (folder / "files/2022-03.en/1").mkdir(parents=True)
        (folder / "files/2022-03.en/1/book.epub").write_bytes(b"0123456789")
        for part in ("pdfjs-dist/build", "pdfjs-dist/web", "pdfjs-dist/types", "foliate-js"):
            (folder / "parts" / part).mkdir(parents=True)
            (folder / "parts" / part / "x.mjs").write_text("export {}")
        self._socket = listen_nearby("127.0.0.1", 0)
        application = preview_application(self.board, folder / "files", folder / "parts")
        self._server = uvicorn.Server(uvicorn.Config(application, log_level="error", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],))
        self._thread.start()
        self.port = int(self._socket.getsockname()[1])

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        return connection.getresponse()

    def end(self) -> None:
        self._server.should_exit = True
        self._thread.join(30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("served"))
    yield server
    server.end()


def test_the_page_may_load_nothing_from_elsewhere_and_run_nothing_of_a_book(server: Server) -> None:
    answer = server.get("/?edition=2022-03.en")
    policy = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
    assert answer.status == 200
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"  # neither `blob:`, where books are, nor within a page
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    page = answer.read().decode()
    assert "://" not in page


@pytest.mark.parametrize("host", ["archive.example", "127.0.0.1.archive.example", "[::1]"])
def test_a_name_of_somebody_else_that_leads_here_is_refused(server: Server, host: str) -> None:
    assert server.get("/editions.json", Host=host).status == 400
    assert server.get("/editions.json", Host=f"localhost:{server.port}").status == 200


def test_files_are_served_in_parts_with_etags(server: Server) -> None:
    whole = server.get("/files/2022-03.en/1/book.epub")
    assert (whole.headers["content-type"], whole.read()) == ("application/epub+zip", b"0123456789")
    part = server.get("/files/2022-03.en/1/book.epub", Range="bytes=2-4")
    assert (part.status, part.read()) == (206, b"234")
    assert server.get("/files/2022-03.en/1/book.epub", **{"If-None-Match": whole.headers["etag"]}).status == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/parts/pdfjs-dist/build/x.mjs", 200),
        ("/parts/foliate-js/x.mjs", 200),
        ("/parts/pdfjs-dist/types/x.mjs", 404),
        ("/parts/pdfjs-dist/build/../../../files/2022-03.en/1/book.epub", 404),
        ("/files/../parts/foliate-js/x.mjs", 404),
        ("/preview.js", 200),
    ],
)
def test_only_what_the_page_needs_is_served(server: Server, path: str, status: int) -> None:
    answer = server.get(path)
    assert answer.status == status
    if status == 200:
        assert answer.headers["content-type"].partition(";")[0] == "text/javascript"


def test_events_say_each_new_state(server: Server) -> None:
    server.board.publish(EDITION, {"status": "making"})
    answer = server.get(f"/events?edition={EDITION}")
    assert answer.headers["content-type"].partition(";")[0] == "text/event-stream"
    assert _next_state(answer) == {"status": "making"}
    assert server.followed[-1:] == [EDITION]
    assert server.board.followed() == [EDITION]
    server.board.publish("2022-03.ka", {"status": "current"})
    server.board.publish(EDITION, {"status": "current", "title": "მდინარე"})
    assert _next_state(answer) == {"status": "current", "title": "მდინარე"}


def _next_state(answer: http.client.HTTPResponse) -> object:
    while not (line := answer.readline()).startswith(b"data: "):
        assert line
    return json.loads(line.removeprefix(b"data: "))


def test_who_has_closed_the_page_follows_nothing() -> None:
    async def follow_once() -> list[str]:
        states = board.follow(EDITION)
        assert await anext(states) == '{"status": "current"}'
        await states.aclose()  # type: ignore[attr-defined]
        return board.followed()

    board = PreviewBoard(lambda _: None)
    board.publish(EDITION, {"status": "current"})
    assert asyncio.run(follow_once()) == []


def test_another_port_is_taken_if_the_port_is() -> None:
    with listen_nearby("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with listen_nearby("127.0.0.1", port) as second:
            assert second.getsockname()[1] not in (0, port)
            with socket.create_connection(second.getsockname(), timeout=30):
                pass  # before anything serves


# ---------------------------------------------------------------- what is missing


def test_the_versions_are_those_of_the_lock() -> None:
    locked = json.loads((ROOT / "setup/npm/preview/package.json").read_text("utf-8"))["dependencies"]
    assert locked == VERSIONS


def test_parts_of_other_versions_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with pytest.raises(ArchivistError, match=r"are not in .*venv/preview or .*data/archivist/preview$") as missing:
        find_browser_parts()
    assert f"--prefix {tmp_path / 'data/archivist/preview'} " in missing.value.hint
    assert all(f"{name}@{version}" in missing.value.hint for name, version in VERSIONS.items())
    modules = tmp_path / "data/archivist/preview/node_modules"
    for name, version in VERSIONS.items():
        with pytest.raises(ArchivistError):
            find_browser_parts()
        (modules / name).mkdir(parents=True)
        (modules / name / "package.json").write_text(json.dumps({"version": version}))
    assert find_browser_parts() == modules
    (modules / "foliate-js/package.json").write_text('{"version": "2.0.0"}')
    with pytest.raises(ArchivistError):
        find_browser_parts()


def test_what_pip_has_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(volume_preview, "find_spec", lambda name: None if name == "watchfiles" else object())
    with pytest.raises(ArchivistError, match=r"^the preview is not installed$") as missing:
        volume_preview.open_preview(lambda: open_archive(tmp_path), tmp_path, port=0, workers=open_executor(1))
    assert missing.value.hint == "Run `pip install 'archivist[preview]'`."


def test_without_a_volume_there_is_nothing_to_preview(tmp_path: Path) -> None:
    find_or_skip()
    (tmp_path / "articles").mkdir()
    (tmp_path / "archivist.toml").write_text('[archive]\ntitle = "Papers"\n[editions]\nlanguages = ["en"]\n')
    done = command.run("preview", "--port", "0", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("archivist: there is no volume to preview\n")


def find_or_skip() -> None:
    try:
        find_browser_parts()
    except ArchivistError:
        pytest.skip("pdf.js or foliate-js (setup/preview) is not installed")
