"""What an editor reviews before print, and the few things that a program can fix safely."""

from archivist.editorial.fixes import FileFix, apply_fixes, file_fixes, quotings
from archivist.editorial.glossary_checks import GlossaryComparison
from archivist.editorial.link_targets import linked_articles
from archivist.editorial.previews import preview_lines
from archivist.editorial.reviewing import review
from archivist.editorial.selection import select_articles, works_of
from archivist.editorial.suppressions import not_allowed

__all__ = [
    "FileFix",
    "GlossaryComparison",
    "apply_fixes",
    "file_fixes",
    "linked_articles",
    "not_allowed",
    "preview_lines",
    "quotings",
    "review",
    "select_articles",
    "works_of",
]
