"""Folders of Jekyll, Hugo and Zola sites, and of Markdown articles: what is in them as articles.

read(source, wishes, media) -> articles found, one at a time, and what is left out
is_site_folder(path) -> bool
has_program(path) -> bool
site_of(folder) -> what the site says of itself
"""

from collections.abc import Iterator
from pathlib import Path

from archivist.place import Place
from archivist.reader_api.found import Found, Media, SourceError, Wishes
from archivist.reader_api.reader import ArticlesInPlace, Claim, Confidence, Reader
from archivist.reader_api.serial_facts import SerialFacts
from archivist.reader_api.source_sample import SourceSample
from archivist.readers.site_folders.site import Program, Site
from archivist.readers.site_folders.site_detection import SUFFIXES, has_program, is_site_folder, site_of

__all__ = ["READER", "Program", "Site", "has_program", "is_site_folder", "read", "site_of"]


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """Every article of the folder: those of a folder by name, then those of the folders in it.

    Raises SourceError if it is another kind of folder.

    The text of an article is its Markdown with template tags replaced, so `plain` is ""; unless the file is HTML.
    """
    if source.is_file() and source.suffix.lower() in SUFFIXES:
        hint = "Put it into the folder of articles, or name its folder."
        raise SourceError("is already an article", hint, place=Place(str(source)))
    # The parser is needed only where a folder is read, not where it is recognised.
    from archivist.readers.site_folders.library import Library  # noqa: PLC0415
    from archivist.readers.site_folders.site import names_of_shortcodes  # noqa: PLC0415
    from archivist.readers.site_folders.site_articles import ArticleReader  # noqa: PLC0415
    from archivist.readers.site_folders.site_files import LeftOut, report_left_out  # noqa: PLC0415

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
    yield from report_left_out(left_out, str(source))


class SiteReader(Reader):
    """Folders of sites and of Markdown articles."""

    name = "site"
    description = "the folder of a Jekyll, Hugo or Zola site, or of Markdown articles"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the settings of the program; else by how many files are Markdown.

        Of a site set up for a program, layouts and posts may be HTML; they are not saved pages. Elsewhere, if there are
        as many pages or texts as Markdown files, front matter decides: half a file more.
        """
        if not source.is_folder:
            return Claim(Confidence.LIKELY, 2) if source.suffix in SUFFIXES else None  # refused by `read`, with advice
        if has_program(source.path):
            return Claim(Confidence.CERTAIN)
        articles = sum(file.suffix.lower() in SUFFIXES for file in source.articles)
        if not articles:
            return None
        return Claim(Confidence.LIKELY, articles + (0.5 if is_site_folder(source.path) else 0))

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """See `read` of this module."""
        return read(source, wishes, media)

    def serial_facts(self, source: Path) -> SerialFacts:
        """What the settings of the site say."""
        from archivist.readers.site_folders.settings_facts import settings_facts  # noqa: PLC0415

        return settings_facts(source)

    def articles_in_place(self, folder: Path) -> ArticlesInPlace | None:
        """Where the program of the site has its articles."""
        from archivist.readers.site_folders.settings_facts import folder_of_articles  # noqa: PLC0415

        if not has_program(folder):
            return None
        site = site_of(folder)
        return ArticlesInPlace(str(site.program), folder_of_articles(site))


READER = SiteReader()
