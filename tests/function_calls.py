"""Work counted instead of timed: the calls of functions, by qualified name."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def calls(is_counted: Callable[[str], bool]) -> Iterator[Counter[str]]:
    """Counts the calls of functions whose file, given as its path, is to be counted."""
    counted: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and is_counted(frame.f_code.co_filename):
            counted[frame.f_code.co_qualname if sys.version_info >= (3, 11) else frame.f_code.co_name] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield counted
    finally:
        sys.setprofile(before)
