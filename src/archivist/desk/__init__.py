"""The editor's desk: what an editor looks through before print, and the little of it that a program may mend."""

from archivist.desk.allowing import not_allowed
from archivist.desk.mending import Mending, mend_files, mendings, quotings
from archivist.desk.places import linked_articles
from archivist.desk.reviewing import review
from archivist.desk.selection import select_articles, works_of
from archivist.desk.showing import shown

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
