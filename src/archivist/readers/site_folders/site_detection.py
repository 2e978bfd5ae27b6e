"""Which program makes a site of a folder: known by its files."""

import os
from itertools import islice
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.readers.site_folders import hugo, jekyll
from archivist.readers.site_folders.site import Program, Site, settings_file

SUFFIXES = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown")  # of Markdown
HTML_SUFFIXES = (".html", ".htm")
_LOOKED_AT = 5000  # files, when a folder is asked for Markdown with front matter
_FENCES = (b"---", b"+++", b"{", b"\xef\xbb\xbf---", b"\xef\xbb\xbf+++")


def program_of(folder: Path) -> Program | None:
    """The program; None if neither a site nor a Markdown file with front matter is there."""
    return _program_set_up(folder) or (Program.NONE if _has_articles(folder) else None)


def _program_set_up(folder: Path) -> Program | None:
    if settings_file(folder, ("_config",)) or (folder / "_posts").is_dir():
        return Program.JEKYLL
    has_config = settings_file(folder, hugo.NAMES) or (folder / "config" / "_default").is_dir()
    if has_config and (folder / "content").is_dir():
        return Program.HUGO
    return Program.HUGO if settings_file(folder, ("hugo",)) else None


def has_program(folder: Path) -> bool:
    """Whether the folder is set up for Jekyll, Hugo or Zola."""
    try:
        return folder.is_dir() and _program_set_up(folder) is not None
    except (OSError, ValueError):
        return False


def site_of(folder: Path) -> Site:
    """The site in a folder. Raises SourceError if there is none."""
    try:
        if not folder.is_dir():
            raise SourceError("is not a folder", "Name the folder of the site.", place=Place(str(folder)))
        if _is_hexo(folder):
            hint = f"Import the folder of its posts, {folder / 'source' / '_posts'}, which are Markdown."
            raise SourceError("is a site of Hexo, whose settings are not read", hint, place=Place(str(folder)))
        program = program_of(folder)
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", "Check its permissions.", place=Place(str(folder))
        ) from None
    if program is Program.JEKYLL:
        return jekyll.site_of(folder)
    if program is Program.HUGO:
        return hugo.site_of(folder)
    if program is None and not any(name.lower().endswith(SUFFIXES) for name in _names(folder)):
        raise SourceError(
            "contains no Markdown file", "Name the folder of a site or of Markdown articles.", place=Place(str(folder))
        )
    return Site(folder, Program.NONE)


def _is_hexo(folder: Path) -> bool:
    """Whether it is set up for Hexo, whose settings have the name of Jekyll's and other meanings."""
    return (
        (folder / "source" / "_posts").is_dir()
        and settings_file(folder, ("_config",)) is not None
        and not jekyll.site_of(folder).config.get("source")
    )


def is_site_folder(path: Path) -> bool:
    """Whether it is the folder of a site, or one with a Markdown file that has front matter."""
    try:
        return path.is_dir() and program_of(path) is not None
    except (OSError, ValueError, ArchivistError):
        return False


def _names(folder: Path) -> list[str]:
    found = (os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names)  # noqa: PTH118
    return list(islice(found, _LOOKED_AT))


def _has_articles(folder: Path) -> bool:
    return any(name.lower().endswith(SUFFIXES) and _has_front_matter(Path(name)) for name in _names(folder))


def _has_front_matter(file: Path) -> bool:
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            return opened.read(8).startswith(_FENCES)
    except OSError:
        return False
