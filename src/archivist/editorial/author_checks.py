"""Names of authors that contain more than a name: marks of Markdown, tags, addresses. They are printed as written."""

import re
from collections.abc import Iterator, Mapping

from archivist.editorial.flaw import shorten
from archivist.findings import Finding
from archivist.front_matter.keys import BY_NAME
from archivist.model.articles import Article

_FOREIGN = re.compile(
    r"""\]\(|</?[A-Za-z][^<>]{0,1000}>|https?://|\bwww\.|\b[\w.+-]{1,64}@[\w-]{1,63}\.\w"""
    r"""|(?<!\w)(?:\*{1,3}|_{1,3}|`)\S[^*_`]{0,200}(?:\*|_|`)(?!\w)""",
    re.IGNORECASE,
)


def author_findings(article: Article, lines: Mapping[str, int]) -> Iterator[Finding]:
    """Each such name of an article. `lines` are those of the front matter's keys."""
    line = next((lines[key] for key in BY_NAME["authors"].names if key in lines), 0)
    for name in article.authors:
        if _FOREIGN.search(name):
            yield Finding("author-markup", f"the author “{shorten(name, 80)}” is more than a name", article.path, line)


def has_foreign_authors(article: Article) -> bool:
    """Whether there is anything to report; to look for its line takes longer than to see that."""
    return any(map(_FOREIGN.search, article.authors))
