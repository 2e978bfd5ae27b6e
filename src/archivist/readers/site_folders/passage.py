"""A text while its tags are read: what is around a place, and what is put there."""

import bisect
import re
from dataclasses import dataclass, field

from archivist.readers.site_folders.markdown_places import Places
from archivist.readers.site_folders.tags import Scanner
from archivist.readers.site_folders.verbatim_blocks import HeldBlocks


@dataclass(frozen=True, slots=True)
class Edit:
    """What is put in the place of a part of the text."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Passage:
    """A text while its tags are read."""

    text: str
    first_line: int
    scanner: Scanner
    blocks: HeldBlocks
    code: Places
    depth: int
    _starts: list[int] = field(default_factory=list)

    def line_of(self, position: int) -> int:
        """The line of the file a character is on."""
        if not self._starts:
            self._starts += [0, *(match.end() for match in re.finditer("\n", self.text))]
        return self.first_line + bisect.bisect_right(self._starts, position) - 1

    def indent(self, position: int) -> str | None:
        """The spaces before a place on its line; None if there is anything else."""
        start = self.text.rfind("\n", 0, position) + 1
        before = self.text[start:position]
        return before if not before.strip(" \t") else None

    def apart(self, edit: Edit) -> Edit:
        """The edit with empty lines around, if it is alone on its lines."""
        end = self.text.find("\n", edit.end)
        end = len(self.text) if end < 0 else end
        if self.indent(edit.start) is None or self.text[edit.end : end].strip():
            return edit
        start = self.text.rfind("\n", 0, edit.start) + 1
        above = self.text[self.text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
        below = self.text[end + 1 : self.text.find("\n", end + 1) % (len(self.text) + 1)]
        before = "\n" if above.strip() else ""
        return Edit(start if before else edit.start, edit.end, f"{before}{edit.text}{chr(10) if below.strip() else ''}")
