"""The check between an import and the archive: a draft becomes a file only if it contains every word of its source.

Runs in the workers, one article at a time.
"""

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archivist.articles import parse_body, write_article
from archivist.articles.article_front_matter import FrontMatterError, read_front_matter
from archivist.findings import Finding, Severity
from archivist.importing.found_store import Pictures
from archivist.importing.proof import difference
from archivist.model import Article
from archivist.reader_api.text_escaping import as_markdown
from archivist.xml_characters import with_symbols


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is written to the archive."""

    article: Article
    place: str  # where it was found
    plain: str  # what must be in it; "" if there is nothing to compare it with
    pictures: Pictures
    held: bytes | None  # what the archive has in its place
    file: bytes = b""  # what is to be written, once proved; empty if it could not be
    differing: tuple[str, ...] = ()  # what the archive has otherwise: keys of the front matter, the text
    findings: tuple[Finding, ...] = ()


def prove(draft: Draft) -> Draft:
    """The draft with its file, which is known to contain every word. Where Markdown would lose one it is plain text."""
    made = _compared(draft, write_article(draft.article).encode())
    lost = _difference(draft.article, draft.plain) if draft.plain and made.file != draft.held else ""
    if not lost:
        return made
    plain = replace(draft.article, text=_paragraphs(draft.plain))
    if _difference(plain, draft.plain):
        refused = Finding("import-unreadable", f"no form keeps every word: {lost}", draft.place)
        return replace(draft, plain="", findings=(refused,))
    told = Finding("import-plain", lost, draft.place)
    return _compared(replace(draft, article=plain, findings=(told,)), write_article(plain).encode())


def _compared(draft: Draft, file: bytes) -> Draft:
    """The draft with its file: the archive's own if that says the same.

    Editors and version control write line ends, byte order marks, quotation marks and forms of Unicode their own way.
    """
    if draft.held is None or draft.held == file:
        return replace(draft, file=file, plain="")
    differing = _differing(draft.held, file)
    return replace(draft, file=file if differing else draft.held, differing=differing, plain="")


def _differing(held: bytes, file: bytes) -> tuple[str, ...]:
    before, after = _said(held), _said(file)
    if before is None or after is None:
        return ("all of it",)
    keys = tuple(key for key in {**after[0], **before[0]} if before[0].get(key) != after[0].get(key))
    return keys if before[1] == after[1] else (*keys, "the text")


def _said(file: bytes) -> tuple[dict[str, Any], str] | None:
    """What a file says; None if it cannot be read."""
    try:
        matter = read_front_matter(unicodedata.normalize("NFC", file.decode("utf-8-sig")))
    except (UnicodeDecodeError, FrontMatterError):
        return None
    return {key: value.data for key, value in matter.entries.items() if not value.is_empty}, matter.text.rstrip()


def _paragraphs(plain: str) -> str:
    return "\n\n".join(as_markdown([line]) for line in plain.splitlines() if line.strip()) + "\n"


def _difference(article: Article, plain: str) -> str:
    """How an article fails its source: by an error that would stop its volume, or by its words; "" if it does not."""
    # Without its title, so that a heading with the same words is read and not left out.
    body = parse_body(replace(article, title=""), Path("/nonexistent"), every_word=True)
    error = next((finding.message for finding in body.findings if finding.severity is Severity.ERROR), "")
    return error or difference(with_symbols(plain), body)
