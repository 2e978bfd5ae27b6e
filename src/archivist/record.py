"""What was made of what, by what: the record beside each edition's files."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from archivist.model import AnnotatedEdition, Book, PageMap, PageSpan

FORMAT = "archivist volume record 1"


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
    volume, data = annotated.edition.volume, book.metadata
    documents = {document.key: document.id for document in book.documents if document.key}
    content = {
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
        "pages": len(pages.labels),
        "articles": [
            {
                "key": item.article.key,
                "language": item.article.language,
                "title": item.article.title,
                "date": item.article.date.isoformat(),
                "file": item.article.path,
                "sha256": item.article.digest,
                **_span(pages.spans[documents[item.article.key]]),
            }
            for item in annotated.articles
        ],
        "omitted": [work.key for work in annotated.edition.missing],
        "outputs": [
            {"file": path.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for path, content in outputs.items()
        ],
        "made_by": list(made_by),
    }
    return _json(content)


def _span(span: PageSpan) -> dict[str, Any]:
    return {"first_page": span.first, "last_page": span.last, "pages": span.pages}


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
