"""The volume record as it is written: JSON, the same bytes for the same record."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from archivist.identifiers import ArticleIdentifiers, EditionIdentifiers
from archivist.record.encoded_text import EncodedText, encode
from archivist.record.volume_record import (
    FORMAT,
    DocumentPages,
    RecordedArticle,
    RecordedDocument,
    RecordedFile,
    RecordedFont,
    VolumeRecord,
)

_Object = dict[str, object]


def write_record(record: VolumeRecord, texts: Mapping[str, EncodedText] | None = None) -> bytes:
    """The record in the current version of the format. `texts` are those that are encoded already, by document."""
    encoded = texts or {}
    return as_json(
        {
            "format": FORMAT,
            "identifier": record.identifier,
            **({"version": record.edition_version, "replaces": record.replaces} if record.replaces else {}),
            **_identifiers(record.identifiers),
            "title": record.title,
            "volume": {
                "id": record.volume.id,
                "title": record.volume.title,
                "number": record.volume.number,
                "issue": record.volume.issue,
                "year": record.volume.year,
                "start": record.volume.start,
                "end": record.volume.end,
            },
            "language": record.language,
            "languages": list(record.languages),
            **({"pages": record.page_count, "page_labels": list(record.page_labels)} if record.page_labels else {}),
            "articles": [_article(each) | _pages_of(record.article_pages.get(each.key)) for each in record.articles],
            "omitted": list(record.omitted),
            "outputs": [_file(each) for each in record.files],
            "documents": [_document(each, encoded.get(each.id)) for each in record.documents],
            "fonts": [_font(each) for each in record.fonts],
            "made_from": {
                "settings": dict(record.made_from.settings),
                "styles": {form: list(digests) for form, digests in record.made_from.styles.items()},
                **({"terms": dict(record.made_from.terms)} if record.made_from.terms else {}),
                **({"texts": dict(record.made_from.texts)} if record.made_from.texts else {}),
            },
            "made_by": dict(record.made_by),
        }
    )


def as_json(content: Mapping[str, object]) -> bytes:
    """Data in the form in which records are written."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _article(article: RecordedArticle, *, with_key: bool = True) -> _Object:
    data: _Object = {"key": article.key} if with_key else {}
    data |= {"language": article.language, "title": article.title, "date": article.date}
    data |= {"file": article.path, "sha256": article.digest, **_identifiers(article.identifiers)}
    data |= {} if article.authors is None else {"authors": list(article.authors)}
    data |= {"section": article.section} if article.section else {}
    data |= {"tags": list(article.tags)} if article.tags else {}
    return data | ({"parallel": _article(article.parallel, with_key=False)} if article.parallel else {})


def _identifiers(own: EditionIdentifiers | ArticleIdentifiers) -> _Object:
    """Those that there are; no member if there are none."""
    known = {name: value for name, value in asdict(own).items() if value}
    return {"identifiers": known} if known else {}


def _pages_of(pages: DocumentPages | None) -> _Object:
    return {} if pages is None else {"first_page": pages.first, "last_page": pages.last, "pages": pages.count}


def _document(document: RecordedDocument, text: EncodedText | None) -> _Object:
    data: _Object = {"id": document.id, "role": document.role}
    data |= {"title": document.title, "language": document.language}
    if document.article:
        data["article"] = document.article
    if document.pages:
        data["pages"] = _pages(document.pages)
    if document.anchors:
        data["anchors"] = dict(document.anchors)
    if document.pictures:
        data["pictures"] = [
            {"name": each.name, "media_type": each.media_type, "sha256": each.digest} for each in document.pictures
        ]
    if document.mentions:
        data["mentions"] = {
            entry: [{"page": label, "words": list(words)} for label, words in found.items()]
            for entry, found in document.mentions.items()
        }
    return data | {"text": text or encode(document.text)}


def _pages(pages: DocumentPages) -> _Object:
    return {"first": pages.first, "last": pages.last, "count": pages.count, "index": pages.index}


def _file(file: RecordedFile) -> _Object:
    data: _Object = {"file": file.path.name, "bytes": file.size, "sha256": file.digest}
    data["documents"] = list(file.documents)
    return data | ({"texts": {name: encode(text) for name, text in file.texts.items()}} if file.texts else {})


def _font(font: RecordedFont) -> _Object:
    return {
        "family": font.family,
        "weight": font.weight,
        "italic": font.italic,
        "version": font.version,
        "file": font.file,
        "index": font.index,
        "sha256": font.digest,
    }
