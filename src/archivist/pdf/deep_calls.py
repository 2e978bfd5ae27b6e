"""More calls within one another than Python allows: the layout engine needs some eight for each level of a list."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_MOST = 8000  # for the 200 levels of elements that an article may have; Python's own limit is 1000


@contextmanager
def deep_calls() -> Iterator[None]:
    """Allow them while a document is laid out."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _MOST))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
