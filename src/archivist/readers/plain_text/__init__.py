"""Articles copied from pages of news as plain text: one file a page, of whatever shape the copying left it in.

What the page says outside the article is recognised line by line (boilerplate.py) and becomes a field or a remark. What
is not recognised stays in the text: no word is lost, at worst one is where it should not.

An article's origin is the file's path below the folder that is imported, or its name if the file itself is: for files
directly in the folder both are the same.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, Media, SourceError, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.source_sample import SourceSample
from archivist.readers.plain_text.neighbours import Facts, Neighbourhood, facts_of
from archivist.readers.plain_text.text_article import article_of
from archivist.readers.plain_text.text_source import UnreadableError, read_source

__all__ = ["READER", "read"]

_SUFFIXES = frozenset({".txt", ".text"})
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NAMED = 8  # files named in one remark


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of a text file or of the text files of a folder, by name.

    A folder is read twice, since pages tell of one another: what a page without a title is called, and which are
    translations. `media` is not asked: text contains no pictures. Raises SourceError if there is no text file.
    """
    if not source.is_dir():
        yield from _articles([(source, source.name)], source.parent, wishes)
        return
    files, others = _files(source)
    if not files:
        raise SourceError("contains no text file", "Name a folder of files that end in .txt.", place=Place(str(source)))
    if others:
        listed = ", ".join(others[:_NAMED]) + (f" and {len(others) - _NAMED} more" if len(others) > _NAMED else "")
        yield Finding.at(
            Place(source.as_posix()), "import-left-out", f"not text files, or links to text files: {listed}"
        )
    yield from _articles(files, source, wishes, whole_folder=True)


def _files(folder: Path) -> tuple[list[tuple[Path, str]], list[str]]:
    """The text files below a folder with their names, and the names of the others. Hidden ones are passed over."""
    files: list[tuple[Path, str]] = []
    others: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(".") or "/." in name or not path.is_file():
            continue
        if path.suffix.lower() in _SUFFIXES and not path.is_symlink():  # a link may lead anywhere
            files.append((path, name))
        else:
            others.append(name)
    return files, others


def _articles(
    files: list[tuple[Path, str]], folder: Path, wishes: Wishes, whole_folder: bool = False
) -> Iterator[Found]:
    neighbours = Neighbourhood(_facts(files, folder, wishes) if whole_folder else ())
    shared = cache(neighbours.shared_lines)
    for path, origin in files:
        place = Place((folder / origin).as_posix())
        try:
            read_file = read_source(path, origin, place, wishes, shared(PurePosixPath(origin).parent.as_posix()))
        except UnreadableError as error:
            if not whole_folder:
                raise SourceError(error.message, error.hint, place=place) from None
            yield Finding.at(place, "import-unreadable", error.message, error.hint)
            continue
        article = article_of(read_file, neighbours)
        yield article if _has_words(article) else Finding.at(place, "import-left-out", "the file contains no article")


def _facts(files: list[tuple[Path, str]], folder: Path, wishes: Wishes) -> Iterator[Facts]:
    for path, origin in files:
        try:
            yield facts_of(read_source(path, origin, Place((folder / origin).as_posix()), wishes))
        except UnreadableError:  # reported when the articles are made
            continue


def _has_words(article: FoundArticle) -> bool:
    return bool(article.title.strip() or article.plain.strip())


class TextReader(Reader):
    """Text copied off pages."""

    name = "text"
    description = "text copied from web pages, one file or a folder"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the suffix `.txt` or none, if the content may be text; a folder by how many files end in `.txt`."""
        if source.is_folder:
            texts = sum(file.suffix.lower() == ".txt" for file in source.articles)
            return Claim(Confidence.LIKELY, texts) if texts else None
        if source.suffix not in (".txt", ""):
            return None
        is_text = b"\0" not in source.head or source.head.startswith(_UTF_16)
        return Claim(Confidence.POSSIBLE) if is_text else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """See `read` of this module."""
        return read(source, wishes, media)


READER = TextReader()
