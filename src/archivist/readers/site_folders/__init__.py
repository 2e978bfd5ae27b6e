"""Folders of Jekyll, Hugo and Zola sites, and of Markdown articles: what is in them as articles.

read(source, wishes, media) -> articles found, one at a time, and what is left out
is_site_folder(path) -> bool
has_program(path) -> bool
site_of(folder) -> what the site says of itself
"""

from collections.abc import Iterator
from pathlib import Path

from archivist.reader_api.found import Found, Media, Wishes
from archivist.readers.site_folders.site import Program, Site
from archivist.readers.site_folders.site_detection import has_program, is_site_folder, site_of

__all__ = ["Program", "Site", "has_program", "is_site_folder", "read", "site_of"]


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """Every article of the folder: those of a folder by name, then those of the folders in it.

    Raises SourceError if it is no such folder.

    The text of an article is its Markdown with template tags replaced, so `plain` is ""; unless the file is HTML.
    """
    # The parser is needed only where a folder is read, not where it is recognised.
    from archivist.readers.site_folders.library import Library  # noqa: PLC0415
    from archivist.readers.site_folders.site import names_of_shortcodes  # noqa: PLC0415
    from archivist.readers.site_folders.site_articles import ArticleReader  # noqa: PLC0415
    from archivist.readers.site_folders.site_files import LeftOut, reported  # noqa: PLC0415

    site = site_of(source)
    yield from site.problems
    library = Library(site, wishes.languages)
    library.survey()
    left_out = list(library.left_out)
    reader = ArticleReader(library, wishes, media, str(source), names_of_shortcodes(source))
    for found in reader.read_all():
        if isinstance(found, LeftOut):
            left_out.append(found)
        else:
            yield found
    yield from reported(left_out, str(source))
