"""From texts to vectors: the layers of the model (BERT), for several texts at once.

Everything is computed with 64 bits, and the result is rounded to 14: what machines differ in is far below.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from archivist.meaning.model_file import ModelFile, Numbers
from archivist.meaning.pieces import Divider

UNIT = 1 << 14  # the length of a vector
_PASSAGE = "passage: "  # before what is compared, as the model was trained
# Abramowitz and Stegun, 7.1.26: the error function, to 1.5e-7.
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
_ERF_RATE = 0.3275911


class Encoder:
    """The model as a function."""

    def __init__(self, model: ModelFile) -> None:
        self._model, self._divider = model, Divider(model.vocabulary)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.int16]:
        """A vector of the length UNIT for each text; what is longer than the model can read is not read."""
        longest = self._model.sizes.longest
        pieces = [self._divider.divide(_PASSAGE + text, longest) for text in texts]
        borders = np.cumsum([0, *map(len, pieces)]).tolist()
        spans = [slice(start, end) for start, end in pairwise(borders)]
        state = self._embed(pieces)
        for layer in range(self._model.sizes.layers):
            state = self._layer(f"l{layer}.", state, spans)
        means = np.array([state[span].mean(axis=0) for span in spans])
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        vectors: NDArray[np.int16] = np.rint(means / lengths * UNIT).astype(np.int16)
        return vectors

    def _embed(self, pieces: Sequence[Sequence[int]]) -> Numbers:
        numbers = np.array([number for text in pieces for number in text])
        places = np.concatenate([np.arange(len(text)) for text in pieces])
        state = self._model.rows("emb.word", numbers, self._model.sizes.width) + self._model.positions(places)
        return self._level(state, "emb.ln")

    def _layer(self, name: str, state: Numbers, spans: Sequence[slice]) -> Numbers:
        attended = self._product(self._attend(name, state, spans), f"{name}ao")
        state = self._level(state + attended, f"{name}aln")
        inner = self._product(state, f"{name}fi")
        inner *= (1 + _erf(inner * math.sqrt(0.5))) / 2
        return self._level(state + self._product(inner, f"{name}fo"), f"{name}oln")

    def _attend(self, name: str, state: Numbers, spans: Sequence[slice]) -> Numbers:
        """Each piece looks at all pieces of its own text."""
        asked, known, values = (self._product(state, name + each) for each in "qkv")
        found = np.empty_like(state)
        for span in spans:
            questions, keys, answers = (self._heads(each[span]) for each in (asked, known, values))
            scores = questions @ keys.transpose(0, 2, 1) / math.sqrt(questions.shape[2])
            shares = np.exp(scores - scores.max(axis=2, keepdims=True))
            shares /= shares.sum(axis=2, keepdims=True)
            found[span] = (shares @ answers).transpose(1, 0, 2).reshape(-1, state.shape[1])
        return found

    def _heads(self, state: Numbers) -> Numbers:
        return state.reshape(len(state), self._model.sizes.heads, -1).transpose(1, 0, 2)

    def _product(self, state: Numbers, name: str) -> Numbers:
        result: Numbers = state @ self._model.matrix(f"{name}.w", state.shape[1]).T + self._model.vector(f"{name}.b")
        return result

    def _level(self, state: Numbers, name: str) -> Numbers:
        """Each row with mean 0 and variance 1, then as the layer was trained."""
        centred = state - state.mean(axis=1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=1, keepdims=True) + self._model.sizes.epsilon)
        level: Numbers = centred / deviation * self._model.vector(f"{name}.w") + self._model.vector(f"{name}.b")
        return level


def _erf(numbers: Numbers) -> Numbers:
    """The error function."""
    size = np.abs(numbers)
    rate = 1 / (1 + _ERF_RATE * size)
    sum_of_powers = np.zeros_like(size)
    for factor in _ERF:
        sum_of_powers = (sum_of_powers + factor) * rate
    result: Numbers = np.sign(numbers) * (1 - sum_of_powers * np.exp(-size * size))
    return result
