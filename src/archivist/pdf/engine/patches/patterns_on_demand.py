"""The patterns of a hyphenation dictionary are read when a word is looked up that has their letters.

Changes: `pyphen.HyphDict.__init__`, wrapped.
Why: pyphen reads all patterns of a language, 11,000 for English, one by one: 0.05 s of processor time for each process,
most of it for patterns that no word of a document has.
Here the letters of all patterns are taken from the file at once; what one says is read when it is asked for.
Dictionaries with other divisions (`f1f/ff=f,1,2`), of which there are few, are read as pyphen reads them.
Upstream: pyphen could read its dictionaries in the same way.
"""

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Protocol

import pyphen

from archivist.pdf.engine.patches.replacing import replace


class _Dictionary(Protocol):
    """A dictionary of patterns, `pyphen.HyphDict`."""

    patterns: dict[str, object]
    cache: dict[str, object]
    maxlen: int


Read = Callable[[_Dictionary, Path], None]

_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")
_SAYS_SOMETHING = re.compile("[1-9]")
# Characters by their numbers; divisions that change letters; digits of other scripts.
_OTHER = re.compile(r"\^\^|/.*=|(?![0-9])\d")
_OTHER_NAMES = {"microsoft-cp1251": "cp1251"}  # of encodings, as pyphen knows them


def install() -> None:
    """Wrap it. Raises LayoutError if pyphen has no such class."""
    replace(pyphen.HyphDict, "__init__", _on_demand)


def _on_demand(original: Read) -> Read:
    @wraps(original)
    def read(self: _Dictionary, path: Path) -> None:
        lines = _plain_patterns(path)
        if lines is None:
            original(self, path)
            return
        self.patterns = PatternsOnDemand(
            zip("\n".join(lines).translate(_WITHOUT_DIGITS).split("\n"), lines, strict=True)
        )
        self.cache = {}
        self.maxlen = max(map(len, self.patterns))

    return read


def _plain_patterns(path: Path) -> list[str] | None:
    """The patterns of a dictionary, as they are written; None if some have more than letters and digits."""
    encoding, _, content = path.read_bytes().partition(b"\n")
    name = encoding.decode("ascii").strip()
    written = content.decode(_OTHER_NAMES.get(name.lower(), name)).replace("\r\n", "\n")
    if _OTHER.search(written):
        return None
    lines = map(str.strip, written.split("\n"))
    return [each for each in lines if _SAYS_SOMETHING.search(each) and not each.startswith(pyphen.ignored)]


class PatternsOnDemand(dict[str, object]):
    """What patterns say, by their letters: where their first number is, and the numbers from there to the last one."""

    def get(self, letters: str, default: object = None) -> object:
        """What a pattern says: `pyphen.HyphDict.positions` asks in this way."""
        found = dict.get(self, letters, default)
        if isinstance(found, str):
            found = self[letters] = _read(found)
        return found


def _read(pattern: str) -> tuple[int, tuple[int, ...]]:
    """Which numbers are between the letters of a pattern: `.a1b2c` says from the second place on 1 and 2."""
    values = [int(number or "0") for number, _ in pyphen.parse(pattern)]
    places = [place for place, value in enumerate(values) if value]
    first, last = places[0], places[-1]
    return first, tuple(values[first : last + 1])
