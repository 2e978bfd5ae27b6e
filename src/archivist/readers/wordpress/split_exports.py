"""An export of one site in several files: what an article needs of other entries may be in another file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from pathlib import Path

from archivist.reader_api.found import SourceError, Wishes
from archivist.readers.wordpress.export_detection import is_export
from archivist.readers.wordpress.media_items import Attachments
from archivist.readers.wordpress.survey import Survey, survey
from archivist.readers.wordpress.wordpress_translations import Languages

_HEAD = 4096  # bytes that tell an export
_FILES = 64  # surveys kept: of as many files each is read once


def survey_of_site(source: Path, wishes: Wishes) -> Survey:
    """What is known of an export, and of the other exports of the same site among the sources of the command.

    Of these an article may need pictures, names of authors, categories, reusable blocks and groups of translations.
    Raises SourceError if the export itself is broken; another one that is broken lends nothing.
    """
    others = [each for each in wishes.sources if each != source and _is_export(each)]
    if not others:
        return survey(source, wishes.languages)
    own = _survey_file(source, wishes.languages)
    lent = [each for each in _lending(others, wishes.languages) if own.site and each.site == own.site]
    return reduce(_merge, lent, own)


def _is_export(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return is_export(opened.read(_HEAD))
    except OSError:  # a folder, or what its own reading will tell
        return False


def _lending(files: Sequence[Path], languages: tuple[str, ...]) -> Iterator[Survey]:
    for file in files:
        try:
            yield _survey_file(file, languages)
        except (SourceError, OSError):
            continue


def _survey_file(file: Path, languages: tuple[str, ...]) -> Survey:
    state = file.stat()
    return _read_once(file, state.st_mtime_ns, state.st_size, languages)


@lru_cache(_FILES)
def _read_once(file: Path, _changed: int, _size: int, languages: tuple[str, ...]) -> Survey:
    return survey(file, languages)


def _merge(own: Survey, other: Survey) -> Survey:
    """The survey with the additional knowledge of the other one."""
    return replace(
        own,
        languages=_languages(own.languages, other.languages),
        authors=other.authors | own.authors,
        attachments=_attachments(own.attachments, other.attachments),
        categories=other.categories | own.categories,
        reusable=other.reusable | own.reusable,
        names=other.names | own.names,
    )


def _languages(own: Languages, other: Languages) -> Languages:
    return Languages(own.wished, other.codes | own.codes, other.groups | own.groups, other.members | own.members)


def _attachments(own: Attachments, other: Attachments) -> Attachments:
    parents = {
        parent: list(dict.fromkeys([*own.of_parent.get(parent, ()), *other.of_parent.get(parent, ())]))
        for parent in own.of_parent.keys() | other.of_parent.keys()
    }
    return Attachments(other.packed | own.packed, parents, own.files | other.files)
