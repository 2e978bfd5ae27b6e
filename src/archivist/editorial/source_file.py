"""The file of an article as its author sees it: front matter and text, in lines."""

import codecs
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.model.articles import Article

_KEY = re.compile(r"""["']?([\w-]+)["']?[ \t]*[:=][ \t]*""")


@dataclass(frozen=True, slots=True)
class Source:
    """A file, its lines ending in `\\n` and without a byte order mark."""

    path: str  # of the article
    text: str
    body_line: int  # on which the Markdown begins, from 1
    body: int  # where in the text that is
    form: str  # what is odd about the file's form; "" if nothing is
    digest: str  # SHA-256 of the file's bytes, hexadecimal

    def key_lines(self) -> dict[str, int]:
        """The keys at the margin of the front matter with the line of each, from 1."""
        lines = self.text[: self.body].split("\n")
        found = ((match[1], number) for number, line in enumerate(lines, 1) if (match := _KEY.match(line)))
        return dict(reversed(list(found)))  # the first line of a name counts

    def rewritten(self, text: str) -> "Source":
        """The same with another text of as many lines."""
        return replace(self, text=text, body=_offset(text, self.body_line))


def read_source(folder: Path, article: Article) -> Source | None:
    """The file of an article; None if it cannot be read any more."""
    return read_file(folder, article.path, article.text_line)


def read_file(folder: Path, path: str, text_line: int = 1) -> Source | None:
    """A file whose Markdown begins on a line; None if it cannot be read."""
    try:
        data = (folder / path).read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    form = _form(data)
    if b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    body, digest = _offset(text, text_line), hashlib.sha256(data).hexdigest()
    return Source(path, text, text_line, body, form, digest)


def _form(data: bytes) -> str:
    odd = ["it begins with a byte order mark"] if data.startswith(codecs.BOM_UTF8) else []
    if b"\r" in data:
        odd.append("its lines end in CR LF" if data.count(b"\r") == data.count(b"\n") else "its line endings are mixed")
    return " and ".join(odd)


def _offset(text: str, line: int) -> int:
    """Where a line begins."""
    offset = 0
    for _ in range(line - 1):
        offset = text.find("\n", offset) + 1
        if not offset:
            return len(text)
    return offset
