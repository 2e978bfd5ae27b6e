"""The layout engine without one of the program's patches."""

from collections.abc import Iterator
from contextlib import contextmanager

from archivist.pdf.engine import chosen_lines, patches, word_divisions
from archivist.pdf.engine.patches.replacing import restore


def name_of(patch: object) -> str:
    return str(getattr(patch, "__name__", "")).rpartition(".")[2]


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Lay out with all patches but some."""
    others = [patch for patch in patches.PATCHES if name_of(patch) not in names]
    assert len(others) == len(patches.PATCHES) - len(names)
    restore()
    _forget()
    try:
        for patch in others:
            patch.install()
        yield
    finally:
        restore()
        _forget()
        patches.install()


def _forget() -> None:
    """Forget where words can be divided, and the lines that follow from it: a patch adds a dictionary."""
    chosen_lines._kept.clear()
    word_divisions.divisions.cache_clear()
    word_divisions._dictionary.cache_clear()
