"""What was made of what, by what: the record beside each edition's files."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from archivist.model import AnnotatedEdition, Book, PageMap, PageSpan, ParallelText
from archivist.record.reading import FORMAT

_PAGES = ("first_page", "last_page", "pages")  # of an article


def record(
    annotated: AnnotatedEdition,
    book: Book,
    pages: PageMap,
    outputs: Mapping[Path, bytes],
    made_by: Iterable[str],
) -> bytes:
    """The record of an edition as JSON: its articles with their pages, its files with their SHA-256, the program.

    Times, paths of this machine and other accidents are not in it: the same volume has the same record.
    """
    files = [
        {"file": path.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in outputs.items()
    ]
    return as_json(_content(annotated, book, pages) | {"outputs": files, "made_by": list(made_by)})


def recorded_content(annotated: AnnotatedEdition, book: Book, found: Mapping[str, Any]) -> dict[str, Any]:
    """What a record that was found should say of this book, as data.

    Taken from what was found: its files, by what they were made, and on which pages its articles are; the files
    themselves are asked about these.
    """
    content = _content(annotated, book, PageMap({}))
    content |= {name: found[name] for name in ("pages", "outputs", "made_by") if name in found}
    listed = found.get("articles")
    for article, other in zip(content["articles"], listed if isinstance(listed, list) else (), strict=False):
        if isinstance(other, dict):
            article |= {name: other[name] for name in _PAGES if name in other}
    return content


def _content(annotated: AnnotatedEdition, book: Book, pages: PageMap) -> dict[str, Any]:
    volume, data = annotated.edition.volume, book.metadata
    documents = {document.key: document.id for document in book.documents if document.key}
    return {
        "format": FORMAT,
        "identifier": data.identifier,
        "title": data.title,
        "volume": {
            "id": volume.id,
            "title": data.volume_title,
            "number": volume.number,
            "issue": volume.issue,
            "year": volume.year,
            "start": volume.start.isoformat(),
            "end": volume.end.isoformat(),
        },
        "language": data.language,
        "languages": list(data.languages),
        **_pages_of_file(pages),
        "articles": [
            {
                "key": item.article.key,
                "language": item.article.language,
                "title": item.article.title,
                "date": item.article.date.isoformat(),
                "file": item.article.path,
                "sha256": item.article.digest,
                **_parallel(item.parallel),
                **_span(pages.spans.get(documents[item.article.key])),
            }
            for item in annotated.articles
        ],
        "omitted": [work.key for work in annotated.edition.missing],
    }


def _parallel(text: ParallelText | None) -> dict[str, Any]:
    """The article printed with another, if there is one."""
    if text is None:
        return {}
    article = text.article
    return {
        "parallel": {
            "language": article.language,
            "title": article.title,
            "date": article.date.isoformat(),
            "file": article.path,
            "sha256": article.digest,
        }
    }


def _pages_of_file(pages: PageMap) -> dict[str, Any]:
    """How many pages the PDF has; an EPUB made by itself has none."""
    return {"pages": len(pages.labels)} if pages.labels else {}


def _span(span: PageSpan | None) -> dict[str, Any]:
    if span is None:
        return {}
    return {"first_page": span.first, "last_page": span.last, "pages": span.pages}


def as_json(content: Mapping[str, Any]) -> bytes:
    """Data as the record is written."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
