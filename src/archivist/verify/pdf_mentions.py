"""The pages that the index names: each has the words that mention the entry, by the record.

The words are read from the PDF in the order of its structure tree, so running heads do not count. Words across the end
of a page are on both pages.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from archivist.record.document_text import BREAK
from archivist.record.volume_record import RecordedDocument, VolumeRecord
from archivist.text.visible_text import visible
from archivist.verdict import Message
from archivist.verify.internal_check import error
from archivist.verify.marked_text import MarkedText
from archivist.verify.pdf_structure import Element, documents
from archivist.verify.reading_text import spoken

CHECK = "index"


def has_index(record: VolumeRecord) -> bool:
    """Whether the record says on which pages entries are mentioned."""
    return any(document.mentions for document in record.documents)


def messages(tree: Element | None, text: MarkedText, record: VolumeRecord, labels: Sequence[str]) -> Iterator[Message]:
    """Every mention of the record that is not on its page. `labels` are those of the pages of the file."""
    found = {element.id: element for element in documents(tree)} if tree else {}
    for document in record.documents:
        if document.mentions and document.id in found:
            yield from _missing(document, _Streams(found[document.id], text), labels)


def _missing(document: RecordedDocument, streams: "_Streams", labels: Sequence[str]) -> Iterator[Message]:
    for entry, pages in document.mentions.items():
        for label, words in _each(pages):
            if label not in {labels[page] for page in streams.pages(words) if page < len(labels)}:
                said = f"“{words}”, which mentions {entry}, is not on page {label} of {document.id}"
                yield error("mention-missing", said)


def _each(pages: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((label, words) for label, found in pages.items() for words in found)


class _Streams:
    """The visible text of a document on paper: the running text, and each note by itself."""

    def __init__(self, element: Element, text: MarkedText) -> None:
        pieces: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for piece in spoken(element, text):
            pieces[piece.stream].append((visible(piece.text.replace(BREAK, "")), piece.page))
        self._texts = ["".join(words for words, _ in found) for found in pieces.values()]
        self._pages = [[page for words, page in found for _ in words] for found in pieces.values()]
        self._known: dict[str, frozenset[int]] = {}

    def pages(self, words: str) -> frozenset[int]:
        """The pages of the file, from 0, that have these words or a part of them."""
        if words not in self._known:
            self._known[words] = frozenset(self._find(visible(words)))
        return self._known[words]

    def _find(self, wanted: str) -> Iterator[int]:
        for text, pages in zip(self._texts, self._pages, strict=True):
            at = text.find(wanted)
            while wanted and at >= 0:
                yield from pages[at : at + len(wanted)]
                at = text.find(wanted, at + 1)
