"""The lines of a text file, and what a line looks like by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_ENDS = re.compile("[\n\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.。．।։۔:;…][\"'”’“»›)\]]*$")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:[^\W\d_]\.){2,}$")  # U.S.
_ALSO_IN_TITLES = re.compile(r"[?!؟？！][\"'”’“»›)\]]*$")
_LONG = 200  # letters: longer than a title
_QUESTION = 120  # letters: a question or call that long is no title
_WIDEST = 100  # characters of a line that was broken to fit
_RAGGED = 20  # characters most of such lines are shorter than the widest, at most
_FEWEST = 3  # of such lines
_UNSEEN = "\ufeff\u200b\u200e\u200f"


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words."""

    text: str  # without spaces at the ends
    number: int  # in the file, from 1
    gap: int  # empty lines before it; 0 means it continues a block

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph rather than a title: it ends as sentences do, or is long."""
        if len(self.text) > _LONG:
            return True
        if _SENTENCE_END.search(self.text):
            return len(self.text) > _QUESTION or _ABBREVIATION.search(self.text) is None
        return len(self.text) > _QUESTION and _ALSO_IN_TITLES.search(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """The lines that contain anything, each with the empty lines before it."""
    found: list[Line] = []
    gap = 0
    for number, written in enumerate(_ENDS.split(text), start=1):
        line = written.strip().strip(_UNSEEN).strip()
        if line:
            found.append(Line(line, number, gap))
            gap = 0
        else:
            gap += 1
    return found


def fold(text: str) -> str:
    """A line as lines are compared: case folded, one space between words."""
    return " ".join(text.casefold().split())


def letters(text: str) -> str:
    """The letters and digits of a text, case folded: what is left if only marks and spaces differ."""
    return "".join(character for character in text.casefold() if character.isalnum())


def width_of(lines: Sequence[Line]) -> int:
    """The width that long lines were broken to fit, 0 if they were not."""
    broken = [len(line.text) for line, following in pairwise(lines) if following.gap == 0]
    widest = max(broken, default=0)
    near = sum(length >= widest - _RAGGED for length in broken)
    return widest if len(broken) >= _FEWEST and widest <= _WIDEST and near * 10 >= len(broken) * 7 else 0
