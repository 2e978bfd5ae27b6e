"""WordPress: exports in the form WXR, versions 1.0 to 1.2.

An export is read twice: first to see that it is sound and to gather what articles need of other entries (pictures,
authors, groups of translations), then article by article. Neither needs more memory than the largest item and a line
for each attachment.
"""

from collections.abc import Iterator
from pathlib import Path

from archivist.findings import Finding
from archivist.reader_api.found import Found, Media, Wishes
from archivist.readers.wordpress.export_detection import is_export

__all__ = ["is_export", "read"]


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of an export, in its order; then findings for what is told once.

    Raises SourceError before the first article if the export is broken anywhere.
    """
    from archivist.readers.wordpress.entries import entries  # noqa: PLC0415
    from archivist.readers.wordpress.split_exports import survey_of_site  # noqa: PLC0415
    from archivist.readers.wordpress.survey import ARTICLES, type_of  # noqa: PLC0415
    from archivist.readers.wordpress.wordpress_articles import Articles  # noqa: PLC0415

    known = survey_of_site(source, wishes)
    articles = Articles.of(source, wishes, media, known)
    for entry in entries(source):
        if entry.kind == "item" and type_of(entry) in ARTICLES:
            yield from articles.read(entry)
    for code, message, hint in articles.told_once():
        yield Finding(code, message, str(source), 0, hint)
