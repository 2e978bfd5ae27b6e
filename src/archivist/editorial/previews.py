"""Changes as an editor reads them: what changes and why, then a unified diff in which nothing is invisible."""

import difflib
import unicodedata
from collections.abc import Iterator

from archivist.editorial.fixes import FileFix

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARKS = frozenset(map(chr, (*range(0x300, 0x370), 0x3099, 0x309A)))  # drawn, but whether alone or with a letter?


def preview_lines(file_fix: FileFix, path: str) -> Iterator[str]:
    """The lines to print for a file. `path` is what to call it."""
    for change in file_fix.changes:
        place = f"{path}:{change.line}" if change.before or change.after else path
        yield f"{place}: {change.code}: {visible(change.message)}"
    before, after = (text.split("\n") for text in (file_fix.before, file_fix.after))
    for line in difflib.unified_diff(before, after, path, path, n=1, lineterm=""):
        yield visible(line)


def visible(text: str) -> str:
    """The text with everything that has no shape of its own as `<U+200B>`; safe to print on a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    is_unseen = character in _MARKS or (character != "\t" and unicodedata.category(character) in _UNSEEN)
    return f"<U+{ord(character):04X}>" if is_unseen else character
