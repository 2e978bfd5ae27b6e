"""Documents that quote pages are begun as soon as these are known, and the files are those of one after the other."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from archivist.archive import open_archive
from archivist.edition_typesetting import EditionTypesetter
from archivist.executors import InProcess, Pending
from archivist.model.book import Document
from archivist.model.pages import PageMap
from archivist.pdf import typeset_volume
from archivist.pdf.engine import LayoutJob
from archivist.pdf.pagination import pages_so_far
from archivist.pdf.run_on import Group
from archivist.pdf.typesetting import Typesetter
from archivist.workflows.volume_compilation import compile_volumes
from tests.archives import Watch, made_files, write_archive

J = TypeVar("J")
R = TypeVar("R")

pytestmark = pytest.mark.slow  # lays out pages


@dataclass
class _Watched(InProcess):
    """Notes down when layouts are begun and when they are done."""

    done: list[str] = field(default_factory=list)

    def submit(self, function: Callable[[J], R], job: J) -> Pending[R]:
        if isinstance(job, LayoutJob) and job.prove:
            self.done.append(f"begun: {job.document}")
        return super().submit(function, job)

    def run(self, function: Callable[[J], R], jobs: Iterable[J | None]) -> Generator[tuple[int, R], None, None]:
        for index, job in enumerate(each for each in jobs if each is not None):
            if isinstance(job, LayoutJob):
                self.done.append(job.document)
            yield index, function(job)


def _alone(documents: Sequence[Document]) -> Iterable[Group]:
    return (Group((document,)) for document in documents)


@dataclass(frozen=True)
class _Made:
    """What a compile did."""

    done: list[str]
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("early") / "archive")


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> _Made:
    with pytest.MonkeyPatch.context() as patched:
        return _compile(root, tmp_path_factory.mktemp("build"), patched)


def _compile(root: Path, build: Path, patched: pytest.MonkeyPatch) -> _Made:
    """Compile an edition whose documents are alone on their pages."""
    patched.setattr(EditionTypesetter, "_group", lambda _: _alone)
    archive, workers = open_archive(root, build), _Watched()
    compiled = compile_volumes(archive, volumes=["2022-03"], languages=["en"], workers=workers, progress=Watch())
    assert compiled.results
    return _Made(workers.done, made_files(build))


def test_the_contents_are_begun_before_the_last_part_is_laid_out(made: _Made) -> None:
    back = ["related", "translations", "begun: contents", "sources", "colophon"]
    assert made.done[-len(back) :] == back


def test_what_was_begun_makes_the_same_files(
    made: _Made, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Typesetter, "begin", lambda *_: None)
    other = _compile(root, tmp_path, monkeypatch)
    assert other.done[-1] == "contents"
    assert other.files == made.files


def test_contents_begun_with_other_pages_are_not_used(
    made: _Made, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is begun is looked up by everything that decides how it looks."""

    def wrong_pages(*given: Any, **named: Any) -> PageMap:
        known = pages_so_far(*given, **named)
        return replace(known, spans={name: replace(span, first="9") for name, span in known.spans.items()})

    monkeypatch.setattr(typeset_volume, "pages_so_far", wrong_pages)
    other = _compile(root, tmp_path, monkeypatch)
    assert "begun: contents" in other.done
    assert other.done[-1] == "contents"
    assert other.files == made.files
