"""The texts of documents, read for the record; workers may do it beside what the caller does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from archivist.executors import Executor, submit_in_batches
from archivist.model.book import Document
from archivist.pictures.picture_files import words_in
from archivist.record.document_text import DocumentText, read_document_text
from archivist.record.encoded_text import EncodedText, encode


class ReadText(NamedTuple):
    """The text of a document, and its form in the record."""

    text: DocumentText
    encoded: EncodedText


def begin_to_read(documents: Sequence[Document], workers: Executor) -> Callable[[], Mapping[str, ReadText]]:
    """Begin to read the texts of documents. What is returned waits for them, and yields them by their ids."""
    read = submit_in_batches(workers, _read, documents)
    return lambda: {document.id: each for document, each in zip(documents, read(), strict=True)}


def _read(document: Document) -> ReadText:
    text = read_text(document)
    return ReadText(text, encode(text))


def read_text(document: Document) -> DocumentText:
    """The text of a document, with the words in its drawings."""
    return read_document_text(document.xhtml, _drawings(document))


def _drawings(document: Document) -> Iterator[str]:
    for picture in document.pictures:
        yield from words_in(picture, document.language)
