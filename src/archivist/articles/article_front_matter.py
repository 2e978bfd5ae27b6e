"""The block at the head of an article: YAML between lines of `---`, or TOML between lines of `+++`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archivist.front_matter import (
    BlockError,
    Fault,
    Unquoted,
    Value,
    escapes,
    read_toml,
    read_yaml,
    taken_apart,
    unquoted,
)
from archivist.text.xml_characters import forbidden_lines, with_newlines, without_forbidden

_CODES = {
    Fault.BROKEN: "front-matter-broken",
    Fault.REPEATED: "duplicate-front-matter-key",
    Fault.TOO_LARGE: "file-too-large",
}


class FrontMatterError(Exception):
    """The front matter cannot be read. `code` is a finding code, `line` a line of the file.

    `fixed` are lines of the file (from 1) as they must be written so that it can be read; () if that is not known.
    """

    def __init__(self, code: str, message: str, line: int, fixed: tuple[tuple[int, str], ...] = ()) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.fixed = code, message, line, fixed


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file taken apart."""

    entries: Mapping[str, Value]
    text: str  # what follows the block, with `\n` as line ending
    text_line: int  # line of the file on which it begins, from 1
    controls: tuple[tuple[int, str], ...] = ()  # forbidden characters left out of the block: line, U+XXXX
    unquoted: tuple[Unquoted, ...] = ()  # values that are not read as they are written


def read_front_matter(source: str) -> FrontMatter:
    """Take a file apart. Raises FrontMatterError naming the finding code and the line."""
    source = with_newlines(source)
    fence = source.partition("\n")[0].rstrip(" \t")
    if fence not in ("---", "+++"):
        raise FrontMatterError("front-matter-missing", "the file does not begin with a line of --- or +++", 1)
    try:
        block, text, text_line = taken_apart(source, rf"^{re.escape(fence)}[ \t]*$")
        controls = tuple((line + 2, name) for line, name in forbidden_lines(block))
        block = without_forbidden(block)
        is_yaml = fence == "---"
        entries = read_yaml(block, 2, _refuse_repetition) if is_yaml else read_toml(block, 2)
    except BlockError as error:
        raise FrontMatterError(_CODES[error.fault], error.message, error.line or 1, error.fixed) from None
    cut = (*(unquoted(block, 2) if is_yaml else ()), *escapes(block, 2))
    return FrontMatter(entries, text, text_line, controls, cut)


def _refuse_repetition(key: str, line: int, first: int) -> None:
    raise BlockError(f"the key {key!r} appears twice; first on line {first}", line, Fault.REPEATED)
