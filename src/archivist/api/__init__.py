"""The programming interface: what a script may import, as `archivist.open_archive` and the like.

Its names, signatures, fields and what they mean keep within a major version what docs/api.md promises. Everything else
in the package is internal. The values here are types of their own, so that the inside can change.
"""

from archivist.api.opened_archive import Archive, open_archive
from archivist.api.record import Record, RecordedArticle, RecordedFile
from archivist.api.values import Compilation, CompiledEdition, Finding, Plan, PlannedEdition, PlannedVolume
from archivist.errors import ArchivistError

__all__ = [
    "Archive",
    "ArchivistError",
    "Compilation",
    "CompiledEdition",
    "Finding",
    "Plan",
    "PlannedEdition",
    "PlannedVolume",
    "Record",
    "RecordedArticle",
    "RecordedFile",
    "open_archive",
]
