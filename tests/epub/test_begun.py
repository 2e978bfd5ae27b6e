"""An EPUB that is begun beside other files: prepared by workers, once, and the same file."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archivist.epub import EpubSettings, begin_epub, bind
from archivist.epub.epub_pictures import PictureFiles
from archivist.errors import BindingError
from archivist.executors import InProcess
from archivist.publication import Publication
from tests.epub.making import book, document, jpeg, publication
from tests.epub.test_parts import LIMIT, volume


class Elsewhere(InProcess):
    """Does jobs at once, with copies of all that a worker would be given, and counts the jobs that it is given."""

    def __init__(self) -> None:
        self.jobs: list[Any] = []

    def submit(self, function: Callable[[Any], Any], job: Any) -> Any:
        """The result, as it comes from another process."""
        self.jobs.append(job)
        function, job = pickle.loads(pickle.dumps((function, job)))
        result = pickle.dumps(function(job))
        return super().submit(pickle.loads, result)


@pytest.fixture
def edition(tmp_path: Path) -> Publication:
    return publication(book(tmp_path), cover=jpeg((60, 80)))


def prepared(crew: Elsewhere) -> int:
    return sum(len(batch) for batch in crew.jobs)


def test_workers_prepare_each_document_once_for_the_same_file(edition: Publication) -> None:
    crew = Elsewhere()
    write = begin_epub(edition, EpubSettings(crew=crew))
    number = prepared(crew)
    assert number > 3
    (file,) = write().files
    assert prepared(crew) == number
    assert file.content == bind(edition, EpubSettings())
    assert file.book is edition.book


def test_parts_are_prepared_by_themselves(tmp_path: Path) -> None:
    edition, crew = publication(volume(tmp_path), cover=jpeg((60, 80))), Elsewhere()
    expected = begin_epub(edition, EpubSettings(max_size=LIMIT))().files
    write = begin_epub(edition, EpubSettings(max_size=LIMIT, crew=crew))
    number = prepared(crew)
    made = write().files
    assert len(made) > 1
    assert [file.content for file in made] == [file.content for file in expected]
    assert prepared(crew) > number


def test_a_document_that_cannot_be_prepared_elsewhere_is_reported_as_here(edition: Publication) -> None:
    broken = document("broken", "<p>not closed")
    edition = publication(type(edition.book)(edition.book.metadata, (broken,), edition.book.labels), cover=jpeg((9, 9)))
    said = []
    for crew in (InProcess(), Elsewhere()):
        with pytest.raises(BindingError) as raised:
            begin_epub(edition, EpubSettings(crew=crew, files=PictureFiles()))()
        said.append(str(raised.value))
    assert said[0] == said[1]
    assert "broken" in said[0]
