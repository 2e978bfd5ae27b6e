"""The ledger: what was published, in `ledger.json` beside `archivist.toml`. docs/ledger-format.md defines the format.

    read_ledger(path)                          -> the ledger; an empty one if there is no file
    ledger.edition("2022-03", "en")            -> a published edition; `.current` is its latest version
    ledger.find(key, language)                 -> where a text is printed: number, files, document, page labels
    entry_of(record, …), with_entries(…)       -> the file with more editions in it

What is published never changes: an entry is added, never replaced.
"""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names
from archivist.ledger.ledger import EMPTY, Ledger, PublishedEdition, PublishedPlace
from archivist.ledger.ledger_file import FILE_NAME, UnreadableLedgerError, read_ledger

if TYPE_CHECKING:
    from archivist.ledger.ledger_entries import FORMAT, PublishedArticle, PublishedFile, PublishedVersion

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

__getattr__ = defer_names(
    __name__,
    {
        "FORMAT": "ledger_entries",
        "PublishedArticle": "ledger_entries",
        "PublishedFile": "ledger_entries",
        "PublishedVersion": "ledger_entries",
    },
)
