"""The vector of each article, kept in the cache by the digests of its words and of the model.

After an edit only the vector of the edited article is made again.
"""

from collections.abc import Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from archivist.cache import Store, digest_of
from archivist.meaning.encoder import Encoder
from archivist.meaning.model_file import DIGEST, open_model

METHOD = "1"  # of encoder.py and pieces.py; another one makes what is stored useless
_SUFFIX = ".meaning"
_LITTLE = np.dtype("<i2")
_AT_ONCE = 16  # texts; of like length, so that memory stays small

Vectors = NDArray[np.int16]


def stored_vectors(texts: Sequence[str], store: Store | None) -> Vectors:
    """A vector for each text, in order. Raises UsageError if one must be made and the model is not installed."""
    keys = [digest_of("meaning", METHOD, DIGEST, text) for text in texts]
    found = {key: vector for key in dict.fromkeys(keys) if (vector := _kept(key, store)) is not None}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
    if missing:
        found |= _make(missing, store)
    return np.array([found[key] for key in keys], np.int16)


def _make(texts: dict[str, str], store: Store | None) -> dict[str, Vectors]:
    encoder, made = Encoder(open_model()), dict[str, Vectors]()
    ordered = sorted(texts, key=lambda key: (len(texts[key]), key))
    for start in range(0, len(ordered), _AT_ONCE):
        keys = ordered[start : start + _AT_ONCE]
        for key, vector in zip(keys, encoder.vectors([texts[key] for key in keys]), strict=True):
            made[key] = vector
            if store is not None:
                with suppress(OSError):  # a build folder that may only be read
                    store.put(key, _SUFFIX, vector.astype(_LITTLE).tobytes())
    return made


def _kept(key: str, store: Store | None) -> Vectors | None:
    file = store.get(key, _SUFFIX) if store else None
    try:
        return np.frombuffer(file.read_bytes(), _LITTLE).astype(np.int16) if file else None
    except (OSError, ValueError):  # removed by another process, or not what it should be: it is made again
        return None
