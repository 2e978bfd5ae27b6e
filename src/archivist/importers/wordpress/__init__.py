"""WordPress: exports in the form WXR, versions 1.0 to 1.2.

An export is read twice: first to see that it is sound and to gather what articles need of other entries (pictures,
authors, groups of translations), then article by article. Neither needs more memory than the largest item and a line
for each attachment.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from archivist.findings import Finding
from archivist.importers.found import Found, Media, Wishes

_NAMESPACE = re.compile(rb"xmlns:[A-Za-z]\w*\s*=\s*[\"']https?://wordpress\.org/export/1\.\d")


def is_export(head: bytes) -> bool:
    """Whether a file that begins like this is an export of WordPress."""
    head = head.replace(b"\0", b"")  # UTF-16
    return b"<rss" in head and _NAMESPACE.search(head) is not None


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of an export, in its order; then findings for what is told once.

    Raises SourceError before the first article if the export is broken anywhere.
    """
    from archivist.importers.wordpress.articles import Articles  # noqa: PLC0415
    from archivist.importers.wordpress.entries import entries  # noqa: PLC0415
    from archivist.importers.wordpress.survey import ARTICLES, survey, type_of  # noqa: PLC0415

    known = survey(source, wishes)
    articles = Articles.of(source, wishes, media, known)
    for entry in entries(source):
        if entry.kind == "item" and type_of(entry) in ARTICLES:
            yield from articles.read(entry)
    for code, message, hint in articles.told_once():
        yield Finding(code, message, str(source), 0, hint)
