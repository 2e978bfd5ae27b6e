"""The ledger: what was published, in `ledger.json` beside `archivist.toml`. docs/ledger-format.md defines the format.

    read_ledger(path)                          -> the ledger; an empty one if there is no file
    ledger.edition("2022-03", "en")            -> a published edition; `.current` is its latest version
    ledger.find(key, language)                 -> where a text is printed: number, files, document, page labels
    entry_of(record, …), with_entries(…)       -> the file with more editions in it

What is published never changes: an entry is added, never replaced.
"""

from archivist.ledger.ledger import EMPTY, Ledger, PublishedEdition, PublishedPlace
from archivist.ledger.ledger_entries import FILE_NAME, FORMAT, PublishedArticle, PublishedFile, PublishedVersion
from archivist.ledger.reading import UnreadableLedgerError, read_ledger

__all__ = [
    "EMPTY",
    "FILE_NAME",
    "FORMAT",
    "Ledger",
    "PublishedArticle",
    "PublishedEdition",
    "PublishedFile",
    "PublishedPlace",
    "PublishedVersion",
    "UnreadableLedgerError",
    "read_ledger",
]
