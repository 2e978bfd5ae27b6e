"""The editor's desk: what an editor looks through before print, and the little of it that a program may mend."""

from archivist.editorial.fixes import Mending, mend_files, mendings, quotings
from archivist.editorial.link_targets import linked_articles
from archivist.editorial.previews import shown
from archivist.editorial.reviewing import review
from archivist.editorial.selection import select_articles, works_of
from archivist.editorial.suppressions import not_allowed

__all__ = [
    "Mending",
    "linked_articles",
    "mend_files",
    "mendings",
    "not_allowed",
    "quotings",
    "review",
    "select_articles",
    "shown",
    "works_of",
]
