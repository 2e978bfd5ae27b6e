"""The source of a volume gathered: its articles, pictures and settings, and what else decided the bytes of its files.

Together they are an archive that has this volume only. Its settings name files within the folder, whatever they named
before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import tomlkit
from tomlkit.items import Table

from archivist.archive import Archive
from archivist.book_parts import Role
from archivist.build_folder.volume_folder import record_path
from archivist.deposit.source_folder import VolumeSource
from archivist.deposit_preparation.context_of_volume import contribution_to
from archivist.errors import UsageError
from archivist.findings import Finding, in_order
from archivist.fonts import FontFace
from archivist.ledger import EMPTY
from archivist.ledger import FILE_NAME as LEDGER
from archivist.ledger.writing import with_entries
from archivist.links.robust_links import SUFFIX
from archivist.model.articles import Picture
from archivist.model.volumes import Volume
from archivist.planning import Plan
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.settings import config
from archivist.volume_context import FILE_NAME as CONTEXT
from archivist.volume_context import write_context

_ARTICLES, _STYLES, _FONTS, _WEB_ARCHIVES = "articles", "styles", "fonts", "web-archives"  # folders
_GLOSSARY, _COVER = "glossary.toml", "cover"
_OF_SYSTEM = "/usr/share/fonts"  # where a font that the source lacks must be installed
_FREE = "SIL Open Font License"  # fonts under it may be passed on with their licence (OFL 1.1, 2)

_Files = dict[str, Path | bytes]


def volume_source(archive: Archive, planned: Plan, volume: str, *, with_fonts: bool = True) -> VolumeSource:
    """The source of a volume with all its editions, and what is missing from it.

    With an error among the findings there are no files: the volume cannot be made from the articles of today. Fonts
    are left out if their licence does not let them be passed on, and with `with_fonts=False`. Raises UsageError for an
    unknown volume.
    """
    found = next((each for each in planned.volumes if each.id == volume), None)
    if found is None or all(edition.volume.id != volume for edition in planned.editions):
        raise UsageError(f"there is no volume {volume}", "`archivist plan` lists the volumes.")
    contribution = contribution_to(archive, planned, volume)
    if isinstance(contribution, tuple):
        return VolumeSource({}, contribution)
    recorded = _recorded_fonts(planned, volume)
    left = {face: why for face in contribution.faces if (why := _why_left_out(face, recorded))}
    free = [face for face in contribution.faces if with_fonts and face not in left]
    copies = dict(_archived_copies(archive, planned, volume))
    files: _Files = {
        config.FILE_NAME: _settings(archive, _font_folders(free, left), has_copies=bool(copies)),
        CONTEXT: write_context(contribution.context),
        **_ledger(planned, volume),
        **dict(_articles(archive, found)),
        **{text.file: archive.root / text.file for text in planned.files_of_texts(volume)},
        **dict(_pictures(archive, contribution.pictures)),
        **dict(_files_of_settings(archive)),
        **copies,
        **{f"{_FONTS}/{face.path.name}": face.path for face in free},
    }
    findings = _fonts_left_out(left, volume) if with_fonts else ()
    return VolumeSource(dict(sorted(files.items())), in_order(findings))


def _articles(archive: Archive, volume: Volume) -> Iterator[tuple[str, Path]]:
    for work in volume.works:
        for article in work.articles:
            yield f"{_ARTICLES}/{article.path}", archive.articles / article.path


def _pictures(archive: Archive, pictures: Iterable[Picture]) -> Iterator[tuple[str, Path]]:
    """The files of pictures: in the folder of articles, in one of a site's folders beside it, or beside a foreword."""
    folder, root = archive.articles.resolve(), archive.root.resolve()
    own = tuple(root / role.part.folder for role in Role if role.part.folder)
    for picture in pictures:
        if picture.content:  # it is in the text of the article
            continue
        is_below = picture.path.is_relative_to(folder)
        where = (Path(_ARTICLES) / picture.path.relative_to(folder)) if is_below else None
        if any(picture.path.is_relative_to(each) for each in own):
            where = picture.path.relative_to(root)
        yield (where or picture.path.relative_to(folder.parent)).as_posix(), picture.path


def _ledger(planned: Plan, volume: str) -> Mapping[str, bytes]:
    """The ledger as far as it is about the volume, with all versions; nothing if the volume is not published."""
    published = [each for each in planned.ledger.editions.values() if each.volume == volume]
    if not published:
        return {}
    entries = [(volume, each.language, version) for each in published for version in each.versions]
    return {LEDGER: with_entries(EMPTY, planned.ledger.archive, entries, (), ())}


def _files_of_settings(archive: Archive) -> Iterator[tuple[str, Path]]:
    settings = archive.config
    if (archive.root / settings.glossary.file).is_file():
        yield _GLOSSARY, archive.root / settings.glossary.file
    for name, style in _style_files(settings).items():
        yield name, archive.root / style
    if settings.archive.cover:
        yield _cover_place(settings.archive.cover), archive.root / settings.archive.cover


def _cover_place(path: Path) -> str:
    """Where the picture of the covers is in the source. Its name is part of the book."""
    return f"{_COVER}/{path.name}"


def _archived_copies(archive: Archive, planned: Plan, volume: str) -> Iterator[tuple[str, Path]]:
    """The web archives of the volume's own editions: of those of the user they have all that was used."""
    languages = [edition.language for edition in planned.editions if edition.volume.id == volume]
    for language in languages if archive.config.links.archives else ():
        with suppress(UnreadableRecordError):  # it was not compiled
            for file in read_record(record_path(archive.build / volume, language)).files:
                if file.path.suffix == SUFFIX:
                    yield f"{_WEB_ARCHIVES}/{file.path.name}", file.path


def _style_files(settings: config.Config) -> Mapping[str, Path]:
    """The user's style sheets, by their path in the source."""
    styles = {form: table.style for form, table in (("pdf", settings.pdf), ("epub", settings.epub)) if table.style}
    return {f"{_STYLES}/{form}.css": style for form, style in styles.items()}


def _settings(archive: Archive, font_folders: Sequence[str], *, has_copies: bool) -> bytes:
    """The settings as they are written, with the places of files in the source, and with the id of the archive."""
    document = tomlkit.parse((archive.root / config.FILE_NAME).read_text("utf-8-sig"))
    settings = archive.config
    places: list[tuple[str, str, object]] = [
        ("archive", "articles", _ARTICLES),
        ("archive", "id", settings.archive.id),
        *(("archive", "cover", _cover_place(path)) for path in (settings.archive.cover,) if path),
        *(("glossary", "file", _GLOSSARY) for _ in range("file" in settings.glossary.model_fields_set)),
        *((name.removeprefix(f"{_STYLES}/").removesuffix(".css"), "style", name) for name in _style_files(settings)),
        *(("fonts", "folders", list(font_folders)) for _ in range(bool(font_folders))),
        *(("links", "archives", [f"{_WEB_ARCHIVES}/*{SUFFIX}"]) for _ in range(has_copies)),
    ]
    for table, key, value in places:
        own = document.setdefault(table, tomlkit.table())
        if not isinstance(own, Table) or own.get(key) != value:
            own[key] = value
    if not font_folders:
        document.pop("fonts", None)
    if not has_copies and "links" in document:
        document["links"].pop("archives", None)
    return tomlkit.dumps(document).encode()


def _recorded_fonts(planned: Plan, volume: str) -> Mapping[str, set[str]]:
    """By font file and face the digests with which the published editions of a volume were made."""
    recorded: dict[str, set[str]] = {}
    for edition in planned.ledger.editions.values():
        for name, digest in edition.current.fonts.items() if edition.volume == volume else ():
            recorded.setdefault(name, set()).add(digest)
    return recorded


def _why_left_out(face: FontFace, recorded: Mapping[str, set[str]]) -> str:
    """Why a font is not in the source; "" if it is."""
    if not face.licence.startswith(_FREE):
        return f"its licence is {f'“{face.licence}”' if face.licence else 'not stated'}"
    digests = recorded.get(f"{face.path.name}#{face.index}")
    return "" if digests is None or face.digest in digests else "the volume was published with another version of it"


def _font_folders(free: Sequence[FontFace], left: Mapping[FontFace, str]) -> Sequence[str]:
    """Where the source looks for fonts: in it alone, if it has all of them; () if it has none."""
    return () if not free else (_FONTS, _OF_SYSTEM) if left else (_FONTS,)


def _fonts_left_out(left: Mapping[FontFace, str], volume: str) -> Iterator[Finding]:
    """The fonts that are not in the source, so that they must be installed where the volume is made again."""
    for path, (face, why) in sorted({face.path: (face, why) for face, why in left.items()}.items()):
        message = f"the font {face.family} ({path.name}, {face.version}) is not in the source of {volume}: {why}"
        yield Finding("source-without-font", message)
