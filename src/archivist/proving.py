"""What stands between an import and the archive: a draft becomes a file only if it holds every word of its source.

Runs in the workers, one article at a time.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from archivist.articles import parse_body, write_article
from archivist.findings import Finding
from archivist.importers.proof import difference
from archivist.importers.scraped.escaping import as_markdown
from archivist.importers.spool import Pictures
from archivist.model import Article


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way to the archive."""

    article: Article
    place: str  # where it was found
    plain: str  # what must be in it; "" if there is nothing to compare it with
    pictures: Pictures
    held: bytes | None  # what the archive has in its place
    file: bytes = b""  # what is to be written, once proved; empty if it could not be
    findings: tuple[Finding, ...] = ()


def prove(draft: Draft) -> Draft:
    """The draft with its file, which is known to hold every word. Where Markdown would lose one it is plain text."""
    file = write_article(draft.article).encode()
    if file == draft.held or not draft.plain:
        return replace(draft, file=file, plain="")
    lost = _difference(draft.article, draft.plain)
    if not lost:
        return replace(draft, file=file, plain="")
    plain = replace(draft.article, text=_paragraphs(draft.plain))
    if _difference(plain, draft.plain):
        refused = Finding("import-unreadable", f"no form was found that keeps each word: {lost}", draft.place)
        return replace(draft, plain="", findings=(refused,))
    told = Finding("import-plain", lost, draft.place)
    return replace(draft, article=plain, file=write_article(plain).encode(), plain="", findings=(told,))


def _paragraphs(plain: str) -> str:
    return "\n\n".join(as_markdown([line]) for line in plain.splitlines() if line.strip()) + "\n"


def _difference(article: Article, plain: str) -> str:
    return difference(plain, parse_body(article, Path("/nonexistent")))
