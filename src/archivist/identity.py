"""The permanent identifiers of an archive and its volumes, which no later change of a setting affects.

An archive has an id: `[archive] id`, or else what its first compile derived and kept in a file beside the settings. A
volume's identifier is made from the archive's id, the volume and the language (RFC 9562, UUID version 5).
"""

import json
import tomllib
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from archivist.errors import ConfigurationError
from archivist.files import write_whole
from archivist.settings.archive_tables import ArchiveTable
from archivist.settings.config import FILE_NAME
from archivist.settings.setting_values import archive_id

KEPT = ".archivist-id"
_NOTE = f"""\
# The identifiers of this archive's volumes are made from this id. Keep this file with the archive, also under version
# control, or move its line to {FILE_NAME}, below [archive].
"""
_RECORDS = 100  # of earlier volumes, looked at for the id they were made with


@dataclass(frozen=True, slots=True)
class ArchiveId:
    """The id of an archive."""

    id: str
    is_kept: bool = True  # False: it was derived, and nothing keeps it yet


def volume_identifier(archive: ArchiveTable, volume: str, language: str, version: int = 1) -> str:
    """The identifier of an edition as a `urn:uuid:`: the same for the same archive, volume, language and version."""
    return _identifier(archive.id or derive_id(archive), volume, language, version)


def _identifier(id: str, volume: str, language: str, version: int = 1) -> str:
    name = f"{id}:{volume}:{language}" + (f":{version}" if version > 1 else "")
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def derive_id(archive: ArchiveTable) -> str:
    """The id of an archive that was given none: made of its ISSN, if it has a single one, and the first of its titles.

    The first title alone, since a title in one more language must not change it.
    """
    title = archive.title if isinstance(archive.title, str) else next(iter(archive.title.values()), "")
    return f"archivist:{archive.issn if isinstance(archive.issn, str) else ''}:{title}"


def find(root: Path, build: Path, archive: ArchiveTable) -> ArchiveId:
    """The id of the archive in a folder: as given; else as kept; else as its volumes were made with; else derived.

    Raises ConfigurationError if what is kept cannot be read.
    """
    if archive.id:
        return ArchiveId(archive.id)
    kept = _read_kept_id(root / KEPT)
    if kept:
        return ArchiveId(kept)
    return ArchiveId(_of_records(build, archive) or derive_id(archive), is_kept=False)


def keep(root: Path, id: str) -> None:
    """Write the id into a file beside the settings. Raises OSError, which names the file."""
    text = json.dumps(id, ensure_ascii=False).replace("\x7f", "\\u007f")  # also a string of TOML
    write_whole(root / KEPT, f"{_NOTE}id = {text}\n".encode())


def _read_kept_id(file: Path) -> str:
    """What the file says; "" if there is no file."""
    try:
        return archive_id(tomllib.loads(file.read_text("utf-8"))["id"])
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}", "Check its permissions.") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ConfigurationError(
            f'{file} is damaged: it must contain one line, id = "…"',
            f"Restore it from a copy, or write `id` into {FILE_NAME}: the identifiers of all volumes depend on it.",
        ) from None


def _of_records(build: Path, archive: ArchiveTable) -> str:
    """The derived id that the records of earlier volumes agree with; "" if there is none.

    Since then an ISSN may have been added or a title changed; the record of a volume has the title it was made with.
    """
    with suppress(OSError):
        records = sorted(path for path in build.glob("*/volume.*.json"))[:_RECORDS]
        for record in records:
            with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
                data = json.loads(record.read_bytes())
                given, volume, language = data["identifier"], data["volume"]["id"], data["language"]
                version = int(data.get("version", 1))
                for id in _candidates(archive, str(data["title"])):
                    if _identifier(id, volume, language, version) == given:
                        return id
    return ""


def _candidates(archive: ArchiveTable, recorded_title: str) -> Iterator[str]:
    titles = [archive.title] if isinstance(archive.title, str) else list(archive.title.values())
    for title in dict.fromkeys((*titles, recorded_title)):
        for number in dict.fromkeys((*archive.issns(), "")):
            yield f"archivist:{number}:{title}"
