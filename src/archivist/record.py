"""What was made of what, by what: the record beside each edition's files."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from archivist.files import sha256
from archivist.model import AnnotatedEdition, Book, PageMap, PageSpan, ParallelText
from archivist.verify.recorded import UnreadableRecordError, read_record
from archivist.volume_folder import FORMAT

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


def superseded(path: Path, made: Iterable[Path]) -> tuple[Path, ...]:
    """The EPUB files that the record at this place names, and that are not made any more under the same title.

    Of an edition that was one file and is three parts now, or the other way round. Only those that still are, byte for
    byte, what was recorded; if no EPUB is made now, or the record cannot be read, none. Files named after another
    title of the archive are left for `archivist clean`.
    """
    made = frozenset(made)
    if not any(file.suffix == ".epub" for file in made):
        return ()
    try:
        named = read_record(path, FORMAT).files
    except UnreadableRecordError:
        return ()
    old = (file for file in named if file.path.suffix == ".epub" and file.path not in made)
    stems = {_stem(file) for file in made if file.suffix == ".epub"}
    old = (file for file in old if _stem(file.path) in stems)
    return tuple(file.path for file in old if file.path.is_file() and sha256(file.path) == file.digest)


def _stem(file: Path) -> str:
    """The name without what differs between a whole EPUB and a part of it."""
    return re.sub(r"(\.part\d+)?\.epub$", "", file.name)


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
