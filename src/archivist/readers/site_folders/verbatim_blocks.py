"""Blocks between two tags that contain something else than Markdown: code, comments, what is to be shown as written."""

import re
from dataclasses import dataclass, field

from archivist.readers.site_folders.tags import Scanner, Tag

_LIQUID = {name: re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "highlight", "comment")}
_SHORTCODES = {name: re.compile(rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}") for name in ("highlight", "comment")}
_LETTERS = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Held:
    """Such a block."""

    name: str
    tag: Tag  # that opens it
    text: str  # between the tags
    end: int


@dataclass(slots=True)
class HeldBlocks:
    """Finds such blocks in one text."""

    text: str
    _ends: dict[str, tuple[int, re.Match[str] | None]] = field(default_factory=dict)  # from where, and the next

    def opened_by(self, tag: Tag) -> Held | None:
        """The block a tag opens; None if it opens none or is never closed."""
        if tag.form == "{{" or tag.closes:
            return None
        ending = (_SHORTCODES if tag.is_shortcode else _LIQUID).get(tag.name)
        end = self._end(ending, tag.end) if ending else None
        return Held(tag.name, tag, self.text[tag.end : end.start()], end.end()) if end else None

    def _end(self, ending: re.Pattern[str], position: int) -> re.Match[str] | None:
        """The next end; looked for once between one end and the next."""
        since, end = self._ends.get(ending.pattern, (position + 1, None))
        if since > position or (end and end.start() < position):
            end = ending.search(self.text, position)
            self._ends[ending.pattern] = position, end
        return end


def without_held(text: str, forms: frozenset[str]) -> str:
    """The text with x for what is in such blocks, so that backticks in them are no marks of Markdown."""
    parts, done = [], 0
    scanner, blocks = Scanner(text, forms), HeldBlocks(text)
    tag = scanner.next(0)
    while tag:
        block = blocks.opened_by(tag) if tag.name != "raw" else None
        if block:
            parts += [text[done : tag.end], _LETTERS.sub("x", block.text)]
            done = tag.end + len(block.text)
        tag = scanner.next(block.end if block else tag.end)
    return "".join([*parts, text[done:]])
