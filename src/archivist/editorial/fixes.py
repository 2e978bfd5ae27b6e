"""What can be fixed in the files without asking what the author meant, as changes to review first."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from archivist.editorial.flaw import Flaw, Lines
from archivist.editorial.flaws import flaws_of
from archivist.editorial.quoting import reads_as_written, sure_quotings
from archivist.editorial.source_file import Source, read_file, read_source
from archivist.editorial.suppressions import allowed_codes
from archivist.fidelity.fixed_articles import Read, reads_alike
from archivist.files import write_whole
from archivist.model.articles import Article

_ROUNDS = 5  # a fix may reveal another flaw
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
class FileFix:
    """What changes in a file."""

    path: str  # of the article
    file: Path  # links followed
    digest: str  # of the bytes it was made from, SHA-256
    before: str  # the text, its lines ending in `\n`
    after: str
    changes: tuple[Change, ...]


def file_fixes(folder: Path, articles: Sequence[Article], read: Read) -> Iterator[FileFix]:
    """What can be fixed, file by file. Nothing is written.

    Every flaw that is fixed is one that `review` or the reading of articles reports. What an article allows stays.
    `read` returns how an article reads with another text: each change is proved to leave its parts unchanged.
    """
    for article in articles:
        source = read_source(folder, article)
        if source is None or source.digest != article.digest:  # it was changed this moment
            continue
        form = "" if "file-form" in allowed_codes(article) else source.form
        fixed = _LineFixer(article, articles, read).fix(source)
        if fixed.text != source.text or form:
            of_form = [Change(1, "file-form", form, "", "")] if form else []
            changes = (*of_form, *_changes(source.text, fixed))
            file = (folder / article.path).resolve()
            yield FileFix(article.path, file, source.digest, source.text, fixed.text, changes)


def quotings(folder: Path, paths: Iterable[str], fixed: Callable[[str], Mapping[int, str]]) -> Iterator[FileFix]:
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
            yield FileFix(path, (folder / path).resolve(), source.digest, source.text, after, (*of_form, *fixed_lines))


def apply_fixes(wanted: Iterable[FileFix]) -> tuple[tuple[FileFix, ...], tuple[tuple[FileFix, str], ...]]:
    """Write the files. Returns those written, and those left unchanged, and why; one does not stop the others."""
    written, left = [], []
    for file_fix in wanted:
        try:
            why = _write(file_fix)
        except OSError as error:
            why = f"cannot be written: {error.strerror}"
        if why:
            left.append((file_fix, why))
        else:
            written.append(file_fix)
    return tuple(written), tuple(left)


def _write(file_fix: FileFix) -> str:
    """Write a file if it is still the one that was read. Returns why not; "" if it was written."""
    if hashlib.sha256(file_fix.file.read_bytes()).hexdigest() != file_fix.digest:
        return "was changed by another program meanwhile; left unchanged"
    write_whole(file_fix.file, file_fix.after.encode())
    return ""


def _changes(before: str, fixed: "_FixedText") -> Iterator[Change]:
    """Each line that differs, once for each code."""
    old, new = before.split("\n"), fixed.text.split("\n")
    for (line, code), messages in sorted(fixed.reasons.items()):
        if old[line - 1] != new[line - 1]:
            yield Change(line, code, "; ".join(dict.fromkeys(messages)), old[line - 1], new[line - 1])


@dataclass(frozen=True, slots=True)
class _FixedText:
    """A text, and why its lines were changed: messages by line and code."""

    text: str
    reasons: Mapping[tuple[int, str], list[str]]


class _LineFixer:
    """Fixes one article."""

    def __init__(self, article: Article, articles: Sequence[Article], read: Read) -> None:
        self._article, self._articles, self._read = article, articles, read
        self._allowed = allowed_codes(article)
        self._places: bool | None = None

    def fix(self, source: Source) -> _FixedText:
        """The text, fixed until another round changes nothing; unchanged if that never happens."""
        text, reasons = self._quoted(source)
        for _ in range(_ROUNDS):
            wanted = self._wanted(source.rewritten(text))
            chosen = self._changes_that_read_alike(text, {line: new for line, (new, _) in wanted.items()})
            if not chosen:
                return _FixedText(text, reasons)
            for line in chosen:
                for flaw in wanted[line][1]:
                    reasons.setdefault((line, flaw.code), []).append(flaw.says)
            text = _with_lines(text, chosen)
        return _FixedText(source.text, {})

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
        fixable = [flaw for flaw in flaws if flaw.replacement is not None and flaw.code not in self._allowed]
        if not fixable:
            return {}
        numbers, text = Lines(source.text), source.text
        wanted: dict[int, tuple[str, list[Flaw]]] = {}
        for number, group in groupby(fixable, key=lambda flaw: numbers.number(flaw.start)):
            flaws = list(group)
            start, end = numbers.span(number)
            pieces: list[str] = []
            done = start
            for flaw in flaws:
                pieces += (text[done : flaw.start], flaw.replacement or "")
                done = flaw.end
            wanted[number] = "".join((*pieces, text[done:end])), flaws
        return wanted

    def _changes_that_read_alike(self, text: str, wanted: Mapping[int, str]) -> dict[int, str]:
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
