"""What a compile keeps in memory while it goes from edition to edition, counted in objects."""

import gc
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from archivist import pipeline
from archivist.model.annotated import AnnotatedEdition
from archivist.model.results import Format
from archivist.model.volumes import Edition
from archivist.suggestion import near_in_language
from archivist.suggestion.terms import TermCounts
from archivist.suggestion.text_vectors import TextVector, vectors_of
from tests.archives import Compiled, Watch, compiled


@pytest.fixture
def no_collection() -> Iterator[None]:
    """Python does not look for cycles of objects by itself."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def copy(made: Compiled, tmp_path: Path) -> Path:
    """The small archive as it was compiled, without what was found of related reading."""
    root = made.copy(tmp_path / "copy")
    for kind in ("nearest", "alike"):
        for kept in (root / "build" / ".cache").rglob(f"*.{kind}"):
            kept.unlink()
    shutil.rmtree(root / "build" / "2022-03")
    return root


def count_annotated() -> int:
    return sum(isinstance(each, AnnotatedEdition) for each in gc.get_objects())


@pytest.mark.usefixtures("no_collection")
def test_an_edition_is_released_before_the_next_one_begins(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there, annotate = [count_annotated()], pipeline.EditionBuilder.annotate

    def count_and_annotate(builder: pipeline.EditionBuilder, edition: Edition) -> object:
        there.append(count_annotated())
        return annotate(builder, edition)

    monkeypatch.setattr(pipeline.EditionBuilder, "annotate", count_and_annotate)
    made = compiled(copy, only=Format.EPUB, again=True)
    assert len(made.watch.results) == 3
    assert there == there[:1] * 4


def test_texts_are_compared_once_and_forgotten_before_an_edition_is_made(
    made: Compiled, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each edition suggests what it would if the texts were compared for it alone."""
    compared: list[int] = []
    remembered: list[bool] = []
    annotate = pipeline.EditionBuilder.annotate

    def count_and_compare(texts: Sequence[TermCounts]) -> Sequence[TextVector]:
        compared.append(len(texts))
        return vectors_of(texts)

    def look_and_annotate(builder: pipeline.EditionBuilder, edition: Edition) -> object:
        remembered.append("suggested_reading" in vars(builder.known))
        return annotate(builder, edition)

    def note_what_is_expected(_: Watch, __: Mapping[str, int]) -> None:
        compared.append(0)

    monkeypatch.setattr(Watch, "expect", note_what_is_expected)
    monkeypatch.setattr(near_in_language, "vectors_of", count_and_compare)
    monkeypatch.setattr(pipeline.EditionBuilder, "annotate", look_and_annotate)
    again = compiled(copy)
    announced, *works = compared[:3]
    assert announced == 0  # who waits knows first what is to be made
    assert sorted(works) == [2, 3]  # in Georgian and in English
    assert not any(compared[3:])
    assert remembered
    assert not any(remembered)
    assert again.files == made.files
