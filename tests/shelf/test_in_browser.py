"""The shelf in Chromium, from disk and from a server: axe finds nothing, the search finds, nothing else is loaded."""

import functools
import threading
from collections.abc import Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html

from tests.browser import drive
from tests.shelf.conftest import MadeShelf

pytestmark = pytest.mark.slow

_DRIVER = Path(__file__).with_name("browser.cjs")
# One page of each kind.
_KINDS = [
    *("index.html", "en/index.html", "ka/2022.html", "en/2022-03/index.html", "en/2022-03/text/river.html"),
    *("en/2022-03/text/related.html", "en/2022-03/text/sources.html", "en/by-date/index.html", "en/by-date/2022.html"),
    *("en/search.html", "ka/statistics.html"),
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def served(spoken_shelf: MadeShelf) -> Iterator[str]:
    """The address of a plain web server with the shelf."""
    handler = functools.partial(_Quiet, directory=str(spoken_shelf.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def open_pages(tasks: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    found = drive(_DRIVER, tasks)
    assert isinstance(found, list)
    return found


def test_axe_finds_nothing_on_any_kind_of_page_in_light_dark_wide_and_narrow(shelf: MadeShelf) -> None:
    addresses = [(shelf.folder / page).as_uri() for page in _KINDS]
    tasks: list[dict[str, object]] = [{"url": each, "axe": True, "dark": False, "width": 1200} for each in addresses]
    tasks += [{"url": each, "axe": True, "dark": True, "width": 400} for each in addresses]
    for task, found in zip(tasks, open_pages(tasks), strict=True):
        assert not found["violations"], task
        assert not found["wide"], task  # nothing is cut off at the side
        assert not found["errors"], task


def test_the_search_finds_declined_words_from_disk_and_from_a_server(spoken_shelf: MadeShelf, served: str) -> None:
    questions = [
        "საქართველო",
        "საქართველოს",
        "საქართველოში",
        "გაზეთებს",
        "газетами",
        "Грузия",
        "papers",
        "libraries",
        "xyzzy",
    ]
    for root in (spoken_shelf.folder.as_uri(), served):
        tasks: list[dict[str, object]] = [
            {"url": f"{root}/en/search.html", "search": questions, "type": "საქართველოს მდინარე"}
        ]
        (found,) = open_pages(tasks)
        results = found["results"]
        assert isinstance(results, dict)
        assert [len(results[each]) for each in questions] == [3, 3, 3, 2, 3, 2, 2, 2, 0]
        shown = found["shown"]
        assert isinstance(shown, list)
        assert [str(each).split("#")[0] for each in shown] == [f"{root}/ka/2022-03/text/ka2.html"]  # of all forms
        (opened,) = open_pages([{"url": shown[0]}])
        assert opened["marked"] == ["საქართველოს", "მდინარეები"]
        requests = found["requests"]
        assert isinstance(requests, list)
        assert all(str(each).startswith(root) for each in requests)
        assert not [each for each in found["errors"] if "favicon" not in str(each) and "404" not in str(each)]  # type: ignore[attr-defined]


def test_a_reader_opens_notes_and_returns_to_the_place(shelf: MadeShelf) -> None:
    page, volume = ((shelf.folder / "en/2022-03" / each).as_uri() for each in ("text/river.html", "index.html"))
    (found,) = open_pages([{"url": page, "read": volume}])
    read = found["read"]
    assert isinstance(read, dict)
    assert (read["name"], read["violations"], read["focused"]) == ("Notes 1", [], "call.1")
    note = html.parse(shelf.folder / "en/2022-03/text/river.html").xpath("string(//*[@id='note.1'])")
    assert read["note"] == " ".join(note.split())
    assert read["offered"].startswith("Read: ")
    assert read["left"] > 0
    assert abs(read["returned"] - read["left"]) < 200  # the same paragraph, from its beginning
    assert not found["errors"]


def test_words_are_marked_in_every_script_and_other_addresses_change_nothing(shelf: MadeShelf, tmp_path: Path) -> None:
    script = (shelf.folder / "assets/reader.js").as_uri()
    page = tmp_path / "page.html"
    text = "<p>在闪电网络开发者会议上。</p><p>Libraries, a Library; the liberty of Газетами.</p>"
    page.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><main><div class="text">{text}</div></main>'
        f'<script src="{script}" data-volume="index.html" data-title="A"></script>',
        encoding="utf-8",
    )
    expected = {
        "find=闪电网络": ["闪电网络"],
        "find=librar,газет": ["Libraries", "Library", "Газетами"],
        "find=librarian": ["Libraries"],  # by its beginning, since no form of it is there
        "find=xyzzy": [],
        "find=%E3,": [],
        "find": [],
        "at=99": [],
    }
    found = open_pages([{"url": f"{page.as_uri()}#{each}"} for each in expected])
    assert [each["marked"] for each in found] == list(expected.values())
    assert not [error for each in found for error in each["errors"]]  # type: ignore[attr-defined]


def test_without_scripts_the_choice_of_languages_and_the_texts_are_there(shelf: MadeShelf) -> None:
    pages: list[dict[str, object]] = [
        {"url": (shelf.folder / page).as_uri(), "script": False} for page in ("index.html", "en/search.html")
    ]
    for task, found in zip(pages, open_pages(pages), strict=True):
        assert found["url"] == task["url"]
        assert not found["errors"]


def test_the_first_page_opens_the_start_page_of_the_reader(shelf: MadeShelf) -> None:
    (found,) = open_pages([{"url": (shelf.folder / "index.html").as_uri()}])
    assert found["url"] == (shelf.folder / "en/index.html").as_uri()
