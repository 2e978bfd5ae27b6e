"""Report words that this project does not use in its texts: `python setup/plain_english.py [FILE…]`.

The words, their replacements and the exceptions are in `words-to-avoid.toml` beside this file. The check reads
the prose of Markdown pages (without code), the docstrings, comments and messages of Python files, and the comments of
the Makefile, of scripts and of style sheets. It prints one line per hit, `FILE:LINE: “WORDS”: write …`, and then exits
with status 1.
"""

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = Path(__file__).with_name("words-to-avoid.toml")

_CODE = re.compile(r"^( *)(```+|~~~+).*?^\1\2`*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*(.*?)\*/", re.DOTALL)
_RELEASE = re.compile(r"^## ", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A piece of prose and the line of its file on which it begins, from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class Rule:
    """Words to avoid, as a regular expression in which a space matches any white space."""

    pattern: re.Pattern[str]
    use: str
    exceptions: tuple[re.Pattern[str], ...]
    paths: tuple[str, ...]  # globs of files in which the words are allowed

    def hits(self, text: str, file: str) -> Iterator[re.Match[str]]:
        """The places of a text to which no exception applies."""
        if any(fnmatch(file, path) for path in self.paths):
            return
        for hit in self.pattern.finditer(text):
            if not any(_covers(exception, text, hit) for exception in self.exceptions):
                yield hit


@dataclass(frozen=True)
class WordList:
    """The rules, the globs of checked files, and the globs of those that have not been rewritten yet."""

    rules: tuple[Rule, ...]
    files: tuple[str, ...]
    pending: tuple[str, ...]


def _covers(exception: re.Pattern[str], text: str, hit: re.Match[str]) -> bool:
    return any(each.start() < hit.end() and hit.start() < each.end() for each in exception.finditer(text))


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)


def read_words(file: Path = WORDS) -> WordList:
    """Read a word list. Raises KeyError or re.error if an entry is incomplete."""
    data = tomllib.loads(file.read_text("utf-8"))
    rules = tuple(
        Rule(
            _compiled(entry["words"]),
            entry["use"],
            tuple(_compiled(words) for words in entry.get("except", ())),
            tuple(entry.get("allowed-in", ())),
        )
        for entry in data["avoid"]
    )
    return WordList(rules, tuple(data["files"]), tuple(data.get("pending", ())))


def _blank(match: re.Match[str]) -> str:
    """A placeholder with the line breaks of what it replaces."""
    return "`" + "\n" * match[0].count("\n") + "`"


def _of_markdown(text: str) -> Iterator[Passage]:
    yield Passage(_CODE.sub(_blank, text), 1)


def _of_changelog(text: str) -> Iterator[Passage]:
    """The first release only: the others are history."""
    starts = [match.start() for match in _RELEASE.finditer(text)]
    yield from _of_markdown(text[: starts[1]] if len(starts) > 1 else text)


def _of_style_sheet(text: str) -> Iterator[Passage]:
    for comment in _CSS_COMMENT.finditer(text):
        yield Passage(comment[1], text.count("\n", 0, comment.start()) + 1)


def _of_script(text: str) -> Iterator[Passage]:
    """Comments and quoted words of a shell script or a Makefile: all its lines, which say little else."""
    yield Passage(re.sub(r"(?m)^\s*#!? ?", "", text), 1)


def _of_python(text: str) -> Iterator[Passage]:
    yield from _comments(text)
    yield from _strings(ast.parse(text))


def _comments(text: str) -> Iterator[Passage]:
    """Comments on lines that follow one another, as one passage."""
    lines: list[str] = []
    first = last = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        if lines and token.start[0] != last + 1:
            yield Passage("\n".join(lines), first)
            lines = []
        if not lines:
            first = token.start[0]
        lines.append(token.string.lstrip("#!: "))
        last = token.start[0]
    if lines:
        yield Passage("\n".join(lines), first)


def _strings(node: ast.AST) -> Iterator[Passage]:
    """Strings of more than one word; one word is a name. Placeholders of f-strings are read as a word."""
    if isinstance(node, ast.JoinedStr):
        parts = (str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values)
        yield Passage("".join(parts), node.lineno)
        node = ast.Tuple([part.value for part in node.values if isinstance(part, ast.FormattedValue)])
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield Passage(re.sub(r"`[^`\n]+`", "`", node.value), node.lineno)
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def passages(file: Path) -> Iterator[Passage]:
    """The prose of a file, by its kind."""
    text = file.read_text("utf-8")
    if file.name == "CHANGELOG.md":
        yield from _of_changelog(text)
    elif file.suffix in {".md", ".html"}:
        yield from _of_markdown(text)
    elif file.suffix == ".css":
        yield from _of_style_sheet(text)
    elif file.suffix == ".py":
        yield from _of_python(text)
    else:
        yield from _of_script(text)


def check(file: Path, name: str, rules: Iterable[Rule]) -> list[str]:
    """One line for each use of words to avoid, in the order of the file."""
    found = [
        (passage.line + passage.text.count("\n", 0, hit.start()), " ".join(hit[0].split()), rule.use)
        for passage in passages(file)
        for rule in rules
        for hit in rule.hits(passage.text, name)
    ]
    return [f"{name}:{line}: “{words}”: {use}" for line, words, use in sorted(found)]


def listed_files(root: Path, words: WordList) -> list[str]:
    """The checked files below a folder, relative to it."""
    files = {path for glob in words.files for path in root.glob(glob) if path.is_file()}
    return sorted(path.relative_to(root).as_posix() for path in files)


def main(arguments: list[str], root: Path = ROOT, words_file: Path = WORDS) -> int:
    """Check the named files, or all. Returns the exit status."""
    words = read_words(words_file)
    names = arguments or [
        name for name in listed_files(root, words) if not any(fnmatch(name, glob) for glob in words.pending)
    ]
    found = [line for name in names for line in check(root / name, name, words.rules)]
    for line in found:
        print(line)
    if found:
        print(f"{len(found)} found; setup/words-to-avoid.toml lists the words", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
