"""Links and pictures whose file exists with different upper and lower case: `Map.png` for `map.png`.

Some systems tell the two apart and some do not, so such a link works on one machine and not on the next.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from archivist.findings import Finding
from archivist.model.articles import Article, Body

# Code first, so that what is in it is passed over.
_WRITTEN = re.compile(
    r"(?=[`~\] \[sh])"  # what any of them begins with
    r"(?:^(?P<fence>```|~~~).*?^(?P=fence)|`[^`\n]+`"
    r"|\]\(<?([^()\s<>]+)|^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)|\b(?:src|href)=[\"']([^\"']+))",
    re.MULTILINE | re.DOTALL,
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_CODES = frozenset({"dead-link", "broken-image"})


def case_findings(folder: Path, articles: Sequence[Article], bodies: Mapping[str, Body]) -> Iterator[Finding]:
    """A finding for each address that is a file of the archive except for upper and lower case."""
    doubtful = [article for article in articles if _has_dead_links(bodies[article.path])]
    if not doubtful:
        return
    files = _files(folder)
    for article in doubtful:
        for line, written in _addresses(article):
            path = _path(article, written)
            there = files.get(path.casefold(), path)
            if there != path:
                message = f"{written} is called {PurePosixPath(there).name} in the archive"
                yield Finding("letter-case", message, article.path, line)


def _has_dead_links(body: Body) -> bool:
    return any(finding.code in _CODES for finding in body.findings)


def _addresses(article: Article) -> Iterator[tuple[int, str]]:
    """The relative addresses in a text, each with its line."""
    line, counted = article.text_line, 0
    for match in _WRITTEN.finditer(article.text):
        written = next((group for group in match.groups()[1:] if group), "")
        if written and not _ELSEWHERE.match(written):
            line += article.text.count("\n", counted, match.start())
            counted = match.start()
            yield line, written


def _path(article: Article, written: str) -> str:
    """The file an address names, relative to the folder of articles."""
    path = unquote(written.partition("#")[0].partition("?")[0])
    start = "" if path.startswith("/") else PurePosixPath(article.path).parent.as_posix()
    return os.path.normpath(f"{start}/{path}".lstrip("/") or ".")


def _files(folder: Path) -> Mapping[str, str]:
    """The files below a folder, by their path in lower case."""
    found: dict[str, str] = {}
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        start = Path(above).relative_to(folder)
        for name in sorted(names):
            path = (start / name).as_posix()
            found.setdefault(path.casefold(), path)
    return found
