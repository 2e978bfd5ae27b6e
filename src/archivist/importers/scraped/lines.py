"""The lines of a text file, and what a line looks like by itself."""

import re
from dataclasses import dataclass

_ENDS = re.compile("[\n\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.。．।։۔:;…][\"'”’“»›)\]]*$")
_ALSO_IN_TITLES = re.compile(r"[?!؟？！][\"'”’“»›)\]]*$")
_LONG = 200  # letters: longer than a title
_QUESTION = 120  # letters: a question or call that long is no title
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
        if len(self.text) > _LONG or _SENTENCE_END.search(self.text):
            return True
        return len(self.text) > _QUESTION and _ALSO_IN_TITLES.search(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """The lines that hold anything, each with the empty lines before it."""
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


def folded(text: str) -> str:
    """A line as lines are compared: case folded, one space between words."""
    return " ".join(text.casefold().split())
