"""The check between an import and the archive: a draft becomes a file only if it contains every word of its source.

Runs in the workers, one article at a time.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.articles import parse_body, write_article
from archivist.articles.article_front_matter import FrontMatterError, read_front_matter
from archivist.fidelity.block_repair import plain_paragraphs, repair_blocks
from archivist.fidelity.imported_words import difference
from archivist.findings import Finding, Severity
from archivist.importing.found_store import Pictures
from archivist.model.articles import Article, Body
from archivist.place import Place
from archivist.text.xml_characters import with_symbols


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is written to the archive."""

    article: Article
    place: Place  # where it was found
    plain: str  # what must be in it; "" if there is nothing to compare it with
    pictures: Pictures
    held: bytes | None  # what the archive has in its place
    file: bytes = b""  # what is to be written, once proved; empty if it could not be
    differing: tuple[str, ...] = ()  # what the archive has otherwise: keys of the front matter, the text
    findings: tuple[Finding, ...] = ()


def keep_every_word(draft: Draft) -> Draft:
    """The draft with its file, which is known to contain every word of the source.

    Blocks of Markdown that would lose a word become plain paragraphs; if that is not enough, all of the text.
    """
    made = _compare_with_file(draft, write_article(draft.article).encode())
    lost = _difference(draft.article, draft.plain) if draft.plain and made.file != draft.held else ""
    if not lost:
        return made
    for text, messages in _plainer(draft, lost):
        article = draft.article.with_text(text)
        if not _difference(article, draft.plain):
            findings = tuple(Finding.at(draft.place, "import-plain", message) for message in messages)
            return _compare_with_file(
                replace(draft, article=article, findings=findings), write_article(article).encode()
            )
    refused = Finding.at(draft.place, "import-unreadable", f"no form keeps every word: {lost}")
    return replace(draft, plain="", findings=(refused,))


def _plainer(draft: Draft, lost: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Texts with fewer marks, and what is to be reported of each."""
    plain = with_symbols(draft.plain)
    repaired = repair_blocks(draft.article.text, plain, lambda text: _read(draft.article.with_text(text)))
    yield repaired.text, repaired.messages
    yield "\n\n".join(plain_paragraphs(plain)) + "\n", (f"all of the text became plain: {lost}",)


def _compare_with_file(draft: Draft, file: bytes) -> Draft:
    """The draft with its file: the archive's own if that says the same.

    Editors and version control write line ends, byte order marks, quotation marks and forms of Unicode their own way.
    """
    if draft.held is None or draft.held == file:
        return replace(draft, file=file, plain="")
    differing = _differing(draft.held, file)
    return replace(draft, file=file if differing else draft.held, differing=differing, plain="")


def _differing(held: bytes, file: bytes) -> tuple[str, ...]:
    before, after = _contents_of(held), _contents_of(file)
    if before is None or after is None:
        return ("all of it",)
    keys = tuple(key for key in {**after[0], **before[0]} if before[0].get(key) != after[0].get(key))
    return keys if before[1] == after[1] else (*keys, "the text")


def _contents_of(file: bytes) -> tuple[dict[str, object], str] | None:
    """What a file says; None if it cannot be read."""
    try:
        matter = read_front_matter(unicodedata.normalize("NFC", file.decode("utf-8-sig")))
    except (UnicodeDecodeError, FrontMatterError):
        return None
    return {key: value.data for key, value in matter.entries.items() if not value.is_empty}, matter.text.rstrip()


def _difference(article: Article, plain: str) -> str:
    """How an article fails its source: by an error that would stop its volume, or by its words; "" if it does not."""
    body = _read(article)
    error = next((finding.message for finding in body.findings if finding.severity is Severity.ERROR), "")
    return error or difference(with_symbols(plain), body)


def _read(article: Article) -> Body:
    """The body, without the article's title, so that a heading with the same words is read and not left out."""
    return parse_body(replace(article, title=""), Path("/nonexistent"), every_word=True)
