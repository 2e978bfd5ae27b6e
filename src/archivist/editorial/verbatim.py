"""What of a file is not prose: code, addresses, names of things. Its characters are meant literally."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from archivist.editorial.source_file import Source
from archivist.formulas.delimiters import formulas_in
from archivist.front_matter.keys import PROSE_KEYS

_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
# Every repetition is bounded, or ends at a character that another one cannot begin with: no text takes long.
_INLINE = re.compile(
    r"(?=[`\[\]<{hfw])(?:"  # what any of them begins with
    r"(?P<ticks>`{1,3})(?:[^`\n]|\n(?![ \t]*\n)){1,300}(?P=ticks)"  # code
    r"|\]\((?:[^()\s]|\([^()\s]*\))*"  # where a link or a picture leads
    r"|\]\[[^\]\n]{1,300}\]|\[\^[^\]\n]{1,100}\]"  # labels
    r"|\[(?:(?<=^\[)|(?<=^ \[)|(?<=^  \[)|(?<=^   \[))(?!\^)[^\]\n]{1,300}\]:[ \t]*\S+"
    r"|</?[A-Za-z!][^<>]{0,2000}>"  # HTML, addresses in angle brackets
    r"|\b(?:https?|ftp)://[^\s<>()\]]+|\bwww\.[^\s<>()\]]+"  # addresses
    r"|\{[^{}\n]{1,300}\}"  # attributes and template tags
    r")",
    re.MULTILINE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_KEY_AT_MARGIN = re.compile(r"""["']?([\w-]+)["']?[ \t]*[:=][ \t]*""")


class Verbatim:
    """The passages of a file that are not prose."""

    def __init__(self, source: Source) -> None:
        spans = [*_in_head(source), *_fences(source), *_inline(source), *_formulas(source)]
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Whether any of the characters from `start` to before `end` is not prose."""
        before = bisect_right(self._starts, end - 1)
        return before > 0 and self._ends[before - 1] > start

    def prose(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The passages between `start` and `end` that are prose."""
        for number in range(bisect_right(self._ends, start), len(self._starts)):
            if self._starts[number] >= end:
                break
            if self._starts[number] > start:
                yield start, self._starts[number]
            start = self._ends[number]
        if start < end:
            yield start, end


def _in_head(source: Source) -> Iterator[tuple[int, int]]:
    """The front matter except for the values of the keys that contain prose."""
    is_prose, offset = False, 0
    for line in source.text[: source.body].split("\n"):
        key = _KEY_AT_MARGIN.match(line)
        if key or (line and not line[0].isspace() and not line.startswith("-")):
            is_prose = key is not None and key[1].lower() in PROSE_KEYS
        if not is_prose:
            yield offset, offset + len(line)
        elif key:
            yield offset, offset + key.end()
        offset += len(line) + 1


def _fences(source: Source) -> Iterator[tuple[int, int]]:
    fence, start = "", 0
    for match in _FENCE.finditer(source.text, source.body):
        if not fence:
            fence, start = match[1], match.start()
        elif match[1].startswith(fence) and not match[2].strip():
            yield start, match.end()
            fence = ""
    if fence:
        yield start, len(source.text)


def _formulas(source: Source) -> Iterator[tuple[int, int]]:
    body = source.text[source.body :]
    return ((source.body + found.start, source.body + found.end) for found in formulas_in(body))


def _inline(source: Source) -> Iterator[tuple[int, int]]:
    for pattern in (_INLINE, _MAIL) if source.text.find("@", source.body) >= 0 else (_INLINE,):
        yield from (match.span() for match in pattern.finditer(source.text, source.body))
