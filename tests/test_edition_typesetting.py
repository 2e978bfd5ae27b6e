"""What sets editions in type gives the memory of workers back before large files are written."""

from collections.abc import Generator, Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from archivist import edition_typesetting
from archivist.edition_typesetting import EditionTypesetter
from archivist.executors import InProcess
from archivist.pdf import typeset_volume
from archivist.pdf.layout_log import LayoutLog


class _Counted(InProcess):
    released = 0

    def release(self) -> None:
        self.released += 1

    def run(self, function: Any, jobs: Iterable[Any]) -> Generator[tuple[int, Any], None, None]:
        raise AssertionError("nothing is laid out here")


@pytest.mark.parametrize(("documents", "released"), [(3, 0), (4, 1)])
def test_workers_are_released_after_the_pages_of_a_large_edition(
    documents: int, released: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers = _Counted()
    book = SimpleNamespace(documents=(None,) * documents, labels={"page": "p. {page}"})
    monkeypatch.setattr(edition_typesetting, "FEW", 3)
    for name in ("_typesetter", "_group", "_both_sides"):
        monkeypatch.setattr(EditionTypesetter, name, lambda _: None)

    def typeset(*given: object, **named: object) -> SimpleNamespace:
        assert workers.released == 0
        return SimpleNamespace(book=book)

    monkeypatch.setattr(typeset_volume, "typeset", typeset)
    archive: Any = None
    manuscript: Any = SimpleNamespace(book=book)
    cover: Any = None
    EditionTypesetter(archive, workers).set_on_pages(manuscript, cover, {}, LayoutLog(lambda *_: None))
    assert workers.released == released
