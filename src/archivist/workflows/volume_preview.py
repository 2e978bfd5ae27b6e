"""`archivist preview`: a volume in the browser, made again each time something is saved.

a change (watched_files.py), or a browser that asks for an edition -> the editions that browsers show are made
(previewed_editions.py) -> the board (serving/), which tells the browsers

The main thread makes editions, so that Ctrl-C ends it wherever it is; files are watched and served beside it.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from archivist.archive import Archive
from archivist.errors import ArchivistError, UsageError
from archivist.executors import Executor
from archivist.findings import Finding
from archivist.model.results import EditionResult
from archivist.model.volumes import Edition
from archivist.previewing.previewed_editions import Preview, PreviewedEditions
from archivist.previewing.shown_edition import ShownDocument, ShownPlace
from archivist.previewing.watched_files import FileWatch, folders_of, is_text
from archivist.text import languages
from archivist.volumes import choose, volume_title

if TYPE_CHECKING:
    from archivist.serving.preview_board import PreviewBoard, State

HOST = "127.0.0.1"
_NEEDED = ("starlette", "uvicorn", "watchfiles")

Report = Callable[[Preview], None]
_Data = dict[str, object]


@dataclass(slots=True)
class _Requests:
    """What is to be made, gathered until there is time to make it."""

    _condition: threading.Condition = field(default_factory=threading.Condition)
    _changed: set[Path] = field(default_factory=set)
    _asked: list[str] = field(default_factory=list)

    def note_change(self, paths: frozenset[Path]) -> None:
        """Files were saved, added or removed."""
        with self._condition:
            self._changed |= paths
            self._condition.notify()

    def note_follower(self, edition: str) -> None:
        """A browser shows an edition."""
        with self._condition:
            self._asked.append(edition)
            self._condition.notify()

    def wait(self) -> tuple[set[Path], list[str]]:
        """Everything noted since the last time, as soon as there is something."""
        with self._condition:
            while not self._changed and not self._asked:
                self._condition.wait()
            found = self._changed, self._asked
            self._changed, self._asked = set(), []
            return found


@dataclass(slots=True)
class _ShownProgress:
    """Shows on the board how far an edition is."""

    show: Callable[[int, int], None]
    total: int = 0
    done_: int = 0

    def begin(self, edition: str, documents: int) -> None:
        """An edition begins."""
        self.total, self.done_ = documents, 0

    def laid_out(self, document: str, reused: bool) -> None:
        """A document is laid out; what comes from the cache takes no time."""
        self.done_ += 1
        if not reused:
            self.show(self.done_, self.total)

    def done(self, result: EditionResult) -> None:
        """An edition is made."""


@dataclass(slots=True)
class OpenPreview:
    """A preview that is about to be shown."""

    address: str
    _editions: PreviewedEditions
    _files: Path
    _parts: Path
    _opened: socket
    _build: Path
    _requests: _Requests = field(default_factory=_Requests)
    _states: dict[str, _Data] = field(default_factory=dict)
    _current: set[str] = field(default_factory=set)  # editions that were made since the last change

    def run(self, report: Report) -> None:
        """Show the preview until the process is interrupted. `report` is called with each edition made."""
        from archivist.serving.preview_application import preview_application  # noqa: PLC0415
        from archivist.serving.preview_board import PreviewBoard  # noqa: PLC0415
        from archivist.serving.server import serve_beside  # noqa: PLC0415

        board = PreviewBoard(self._requests.note_follower)
        board.editions = _listed(self._editions.editions)
        watch = FileWatch(self._build, self._requests.note_change)
        self._watch(watch)
        serve_beside(preview_application(board, self._files, self._parts), self._opened)
        while True:
            changed, asked = self._requests.wait()
            self._note(changed)
            wanted = dict.fromkeys([*(board.followed() if changed else ()), *asked])
            for edition in wanted:
                if edition not in self._current:
                    report(self._make(edition, board))
            if self._watch(watch):  # something may have been saved in between
                self._requests.note_change(frozenset([self._build.parent]))

    def _note(self, changed: set[Path]) -> None:
        """Forget what a change may have made different."""
        archive = self._editions.archive
        if changed:
            self._current.clear()
        if archive is None or not all(is_text(path, archive) for path in changed):
            self._editions.forget_texts()

    def _watch(self, watch: FileWatch) -> bool:
        archive = self._editions.archive
        return archive is not None and watch.follow(folders_of(archive))

    def _make(self, edition: str, board: "PreviewBoard") -> Preview:
        def show(done: int, total: int) -> None:
            state = self._states.get(edition, {"edition": edition, "generation": 0})
            board.publish(edition, {**state, "status": "making", "done": done, "total": total})

        show(0, 0)
        preview = self._editions.make(edition, _ShownProgress(show))
        self._current.add(edition)
        board.editions = _listed(self._editions.editions)
        more = {"session": self._files.name, "volumes": _fingerprint(board.editions)}
        self._states[edition] = state = _state(preview) | more
        board.publish(edition, state)
        return preview


def open_preview(
    open_archive: Callable[[], Archive],
    folder: Path,
    *,
    volume: str = "",
    language: str = "",
    port: int,
    workers: Executor,
) -> OpenPreview:
    """A preview of an edition and the address that it will be at; any other free port if `port` is taken.

    Without a volume it is the newest. `folder` is where files are made. Raises ArchivistError if something that it
    needs is not installed, UsageError for an unknown volume or language or if there is no volume.
    """
    if not all(map(find_spec, _NEEDED)):
        raise ArchivistError("the preview is not installed", "Run `pip install 'archivist[preview]'`.")
    from archivist.serving.browser_parts import find_browser_parts  # noqa: PLC0415
    from archivist.serving.server import listen_nearby  # noqa: PLC0415

    parts = find_browser_parts()
    editions = PreviewedEditions(open_archive, folder, workers)
    archive, _ = editions.plan()
    chosen = _choose(editions.editions, volume, language)
    opened = listen_nearby(HOST, port)
    address = f"http://{HOST}:{opened.getsockname()[1]}/?edition={chosen.id}"
    return OpenPreview(address, editions, folder, parts, opened, archive.build)


def _choose(editions: Sequence[Edition], volume: str, language: str) -> Edition:
    if not editions:
        raise UsageError("there is no volume to preview", "Run `archivist plan`, which says why.")
    found = choose(editions, volumes=[volume] if volume else (), languages=[language] if language else ())
    newest = found[-1].volume.id
    return next(each for each in found if each.volume.id == newest)


# ---------------------------------------------------------------- as the browser reads it


def _listed(editions: Sequence[Edition]) -> "list[State]":
    """The editions to choose from."""
    return [
        {
            "id": each.id,
            "volume": each.volume.id,
            "title": volume_title(each.volume, each.language),
            "language": each.language,
            "name": languages.name(each.language, each.language),
        }
        for each in editions
    ]


def _fingerprint(editions: "Sequence[State]") -> str:
    """Another text if there is something else to choose from."""
    return " ".join(str(each["id"]) for each in editions)


def _state(preview: Preview) -> _Data:
    shown, address = preview.shown, f"files/{preview.edition}/{preview.generation}/"
    failure = preview.failure
    return {
        "edition": preview.edition,
        "status": "current" if preview.is_current else "failed",
        "generation": preview.generation,
        "title": shown.title if shown else "",
        "pages": shown.record.page_count if shown else 0,
        "pdf": address + shown.pdf.name if shown else "",
        "epubs": [address + each.name for each in shown.epubs] if shown else [],
        "documents": list(map(_document, shown.documents)) if shown else [],
        "findings": [_finding(*each) for each in preview.findings],
        "changed": _place(preview.changed),
        "failure": {"message": str(failure), "remedy": failure.hint} if failure else None,
    }


def _document(document: ShownDocument) -> _Data:
    return {
        "id": document.id,
        "title": document.title,
        "page": document.page,
        "pages": document.pages,
        "epub": document.epub,
    }


def _finding(finding: Finding, place: ShownPlace | None) -> _Data:
    return {**finding.as_data(), "place": _place(place)}


def _place(place: ShownPlace | None) -> _Data | None:
    if place is None:
        return None
    return {"document": place.document, "before": place.words.before, "after": place.words.after}
