"""What of the files may be mended without asking what was meant, as changes to look at first."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from archivist.editorial.flaw import Flaw, Lines
from archivist.editorial.flaws import flaws_of
from archivist.editorial.proof import Read, reads_alike
from archivist.editorial.quoting import reads_as_written, sure_quotings
from archivist.editorial.source_file import Source, read_file, read_source
from archivist.editorial.suppressions import allowed_codes
from archivist.files import write_whole
from archivist.model import Article

_ROUNDS = 5  # what is mended may show what else is broken
_ONE_BY_ONE = 50  # lines tried by themselves, where all together would read otherwise


@dataclass(frozen=True, slots=True)
class Change:
    """A line that changes, for one reason."""

    line: int  # from 1
    code: str  # of the finding
    message: str
    before: str  # the line
    after: str


@dataclass(frozen=True, slots=True)
class Mending:
    """What changes in a file."""

    path: str  # of the article
    file: Path  # links followed
    digest: str  # of the bytes it was made from, SHA-256
    before: str  # the text, its lines ending in `\n`
    after: str
    changes: tuple[Change, ...]


def mendings(folder: Path, articles: Sequence[Article], read: Read) -> Iterator[Mending]:
    """What can be mended, one file after the other. Nothing is written.

    Every flaw that is mended is one that `review` or the reading of articles tells. What an article allows stays.
    `read` says how an article reads with another text: each change is proved to leave its parts as they are.
    """
    for article in articles:
        source = read_source(folder, article)
        if source is None or source.digest != article.digest:  # it was changed this moment
            continue
        form = "" if "file-form" in allowed_codes(article) else source.form
        mended = _LineFixer(article, articles, read).mended(source)
        if mended.text != source.text or form:
            of_form = [Change(1, "file-form", form, "", "")] if form else []
            changes = (*of_form, *_changes(source.text, mended))
            file = (folder / article.path).resolve()
            yield Mending(article.path, file, source.digest, source.text, mended.text, changes)


def quotings(folder: Path, paths: Iterable[str], fixed: Callable[[str], Mapping[int, str]]) -> Iterator[Mending]:
    """Files whose front matter can be read once values in it are in quotation marks.

    `fixed` says of a file's text which lines (from 1) must then read how; it returns {} if that does not help.
    """
    for path in paths:
        source = read_file(folder, path)
        lines = fixed(source.text) if source else {}
        if source and lines:
            old = source.text.split("\n")
            why = "the value must be in quotation marks, or the line indented with spaces"
            of_form = [Change(1, "file-form", source.form, "", "")] if source.form else []
            fixed_lines = [Change(n, "front-matter-broken", why, old[n - 1], new) for n, new in sorted(lines.items())]
            after = _with_lines(source.text, lines)
            yield Mending(path, (folder / path).resolve(), source.digest, source.text, after, (*of_form, *fixed_lines))


def mend_files(wanted: Iterable[Mending]) -> tuple[tuple[Mending, ...], tuple[tuple[Mending, str], ...]]:
    """Write the files. Returns those written, and those left as they are, with why: one does not hold up the others."""
    written, left = [], []
    for mending in wanted:
        try:
            why = _write(mending)
        except OSError as error:
            why = f"cannot be written: {error.strerror}"
        if why:
            left.append((mending, why))
        else:
            written.append(mending)
    return tuple(written), tuple(left)


def _write(mending: Mending) -> str:
    """Write a file if it is still the one that was read. Returns why not; "" if it was written."""
    if hashlib.sha256(mending.file.read_bytes()).hexdigest() != mending.digest:
        return "was changed by another program meanwhile; left as it is"
    write_whole(mending.file, mending.after.encode())
    return ""


def _changes(before: str, mended: "_Mended") -> Iterator[Change]:
    """Each line that differs, once for each code."""
    old, new = before.split("\n"), mended.text.split("\n")
    for (line, code), messages in sorted(mended.reasons.items()):
        if old[line - 1] != new[line - 1]:
            yield Change(line, code, "; ".join(dict.fromkeys(messages)), old[line - 1], new[line - 1])


@dataclass(frozen=True, slots=True)
class _Mended:
    """A text, and why its lines were changed: messages by line and code."""

    text: str
    reasons: Mapping[tuple[int, str], list[str]]


class _LineFixer:
    """Mends one article."""

    def __init__(self, article: Article, articles: Sequence[Article], read: Read) -> None:
        self._article, self._articles, self._read = article, articles, read
        self._allowed = allowed_codes(article)
        self._places: bool | None = None

    def mended(self, source: Source) -> _Mended:
        """The text mended until a further round would change nothing; as it was if that does not come about."""
        text, reasons = self._quoted(source)
        for _ in range(_ROUNDS):
            wanted = self._wanted(source.rewritten(text))
            chosen = self._that_read_alike(text, {line: new for line, (new, _) in wanted.items()})
            if not chosen:
                return _Mended(text, reasons)
            for line in chosen:
                for flaw in wanted[line][1]:
                    reasons.setdefault((line, flaw.code), []).append(flaw.says)
            text = _with_lines(text, chosen)
        return _Mended(source.text, {})

    def _quoted(self, source: Source) -> tuple[str, dict[tuple[int, str], list[str]]]:
        """The text with quotation marks where YAML cuts a value, and why."""
        found = [] if "front-matter-cut" in self._allowed else sure_quotings(source)
        text = _with_lines(source.text, {each.line: each.fixed for each in found})
        old, new = (self._read(self._article, source.text), self._read(self._article, text)) if found else (None, None)
        if old is None or new is None or not reads_as_written(old[0], new[0], found):
            return source.text, {}
        return text, {(each.line, "front-matter-cut"): [f"{each.lost} belongs to `{each.key}`"] for each in found}

    def _wanted(self, source: Source) -> dict[int, tuple[str, list[Flaw]]]:
        """The lines that should change, by number: how they should read, and why."""
        flaws = flaws_of(source, self._article.language)
        mendable = [flaw for flaw in flaws if flaw.mended is not None and flaw.code not in self._allowed]
        if not mendable:
            return {}
        numbers, text = Lines(source.text), source.text
        wanted: dict[int, tuple[str, list[Flaw]]] = {}
        for number, group in groupby(mendable, key=lambda flaw: numbers.number(flaw.start)):
            flaws = list(group)
            start, end = numbers.span(number)
            pieces: list[str] = []
            done = start
            for flaw in flaws:
                pieces += (text[done : flaw.start], flaw.mended or "")
                done = flaw.end
            wanted[number] = "".join((*pieces, text[done:end])), flaws
        return wanted

    def _that_read_alike(self, text: str, wanted: Mapping[int, str]) -> dict[int, str]:
        """The changes that leave the article's parts as they are: all of them, else those that do so by themselves."""
        if not wanted or self._alike(text, wanted):
            return dict(wanted)
        some = list(wanted.items())[:_ONE_BY_ONE]
        chosen = {line: new for line, new in some if self._alike(text, {line: new})}
        return chosen if chosen and self._alike(text, chosen) else {}

    def _alike(self, text: str, lines: Mapping[int, str]) -> bool:
        if self._places is None:
            self._places = self._is_linked_to()
        return reads_alike(self._read, self._article, text, _with_lines(text, lines), places=self._places)

    def _is_linked_to(self) -> bool:
        """Whether another article may link to a place in this one."""
        name = PurePosixPath(self._article.path).name
        ways = (f"{name}#", f"{quote(name)}#")
        return any(way in other.text for other in self._articles for way in ways if other is not self._article)


def _with_lines(text: str, lines: Mapping[int, str]) -> str:
    parts = text.split("\n")
    for number, new in lines.items():
        parts[number - 1] = new
    return "\n".join(parts)
