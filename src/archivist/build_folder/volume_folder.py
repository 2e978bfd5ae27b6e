"""The folder of a volume: which files in it are whose, and how an edition's files are exchanged as one set.

    build/2022-03/
      the-reader-2022-03.en.pdf, .epub     what an edition consists of
      the-reader-2022-03.en.bib, .ris, .csl.json   how its articles are cited
      the-reader-2022-03.en.wacz           archived copies of the pages that they cite, if there are any
      volume.en.json                       its record
      volume.en.incomplete                 there while the files of the edition are not all of one set
      manifest-sha256.txt                  the digests of all of these; `sha256sum -c` reads it

All files of a set are written and synced under temporary names first, so a full disk changes nothing. Then the marker
is put there, the files are moved, the record after them and the manifest last, and the marker is taken away.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.files import move, sha256, stage, sync_folder, write_whole
from archivist.links.robust_links import SUFFIX
from archivist.pages import printer_file
from archivist.volumes import compile_command

MANIFEST = "manifest-sha256.txt"
_RECORD = re.compile(r"volume\.([A-Za-z0-9-]+)\.json")
_MARKER = re.compile(r"volume\.([A-Za-z0-9-]+)\.incomplete")
# The name of a file is TITLE-VOLUME.LANGUAGE.pdf: what is before the volume, and what is after it.
_TITLE = re.compile(r"[a-z0-9][a-z0-9-]*")
_REST = re.compile(r"([A-Za-z0-9-]+)\.(?:pdf|print\.pdf|epub|part\d+\.epub|bib|ris|csl\.json|wacz)")
_ENDING = re.compile(r"(?:\.part\d+|\.print)?\.(?:epub|wacz|pdf|bib)$")
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([^/\n]+)")
_MARKED = """\
The files of {edition} are being replaced, or their replacement was interrupted: they may belong to different sets.
If no compile is running, make them again with: {command}
"""


def record_path(folder: Path, language: str) -> Path:
    """The record of an edition."""
    return folder / f"volume.{language}.json"


def marker_path(folder: Path, language: str) -> Path:
    """The marker of an edition whose files are not known to be one set."""
    return folder / f"volume.{language}.incomplete"


def recorded_language(name: str) -> str:
    """The language of the edition that a file is the record of; "" if it is not a record."""
    match = _RECORD.fullmatch(name)
    return match[1] if match else ""


def marked_language(name: str) -> str:
    """The language of the edition that a file marks as incomplete; "" if it is not such a marker."""
    match = _MARKER.fullmatch(name)
    return match[1] if match else ""


def language_of(name: str, volume: str) -> str:
    """The language of the edition that a file of a volume's folder belongs to by its name; "" if to none."""
    title, _, rest = name.partition(f"-{volume}.")  # the first one: a title has no dot
    match = _REST.fullmatch(rest) if _TITLE.fullmatch(title) else None
    return match[1] if match else recorded_language(name) or marked_language(name)


def replace_set(edition: str, outputs: Mapping[Path, bytes], superseded: Iterable[Path]) -> None:
    """Put an edition's files in the place of its earlier ones, all or none: the record is the last of `outputs`.

    `superseded` are removed. If the process or the machine stops in between, the marker says so. Raises OSError or
    ArchivistError; as long as the marker is not there, nothing was changed.
    """
    record = list(outputs)[-1]
    folder, language = record.parent, recorded_language(record.name)
    marker = marker_path(folder, language)
    said = _MARKED.format(edition=edition, command=compile_command(folder.name, language))
    everything = dict(outputs) | {
        folder / MANIFEST: _with_edition(folder, language, outputs),
        marker: said.encode(),
    }
    for path in everything:
        _refuse_folder(path)
    staged: dict[Path, Path] = {}
    try:
        for path, data in everything.items():
            staged[path] = stage(path, data)
        move(staged[marker], marker)
        sync_folder(folder)
        for path in outputs:
            if path == record:
                for old in superseded:
                    old.unlink(missing_ok=True)
            move(staged[path], path)
        move(staged[folder / MANIFEST], folder / MANIFEST)
    except BaseException:
        for partial in staged.values():
            partial.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    marker.unlink()
    sync_folder(folder)


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise ArchivistError(f"{path} is a folder; archivist must write a file there", "Move the folder elsewhere.")


def find_superseded(path: Path, made: Iterable[Path]) -> tuple[Path, ...]:
    """The files that the record at this place names, and that are not made any more under the same title.

    EPUBs of an edition that was one file and is three parts now, or the other way round, if an EPUB is made now; the
    PDF for the printer, if only the other is made now; and the archived copies of pages that it no longer cites. Only
    those that still are, byte for byte, what was recorded; if the record cannot be read, none. Files named after
    another title of the archive are left for `archivist clean`.
    """
    from archivist.record.reading import UnreadableRecordError, read_record  # noqa: PLC0415 - not to compare files

    made = frozenset(made)
    made_kinds = {file.suffix for file in made}
    kinds = (SUFFIX, *({".epub"} & made_kinds), *((printer_file.SUFFIX,) if ".pdf" in made_kinds else ()))
    try:
        named = read_record(path).files
    except UnreadableRecordError:
        return ()
    stems = {_stem(file) for file in made}
    old = (file for file in named if file.path.name.endswith(kinds) and file.path not in made)
    old = (file for file in old if _stem(file.path) in stems)
    return tuple(file.path for file in old if file.path.is_file() and sha256(file.path) == file.digest)


def _stem(file: Path) -> str:
    """The name without what differs between the files of an edition."""
    return _ENDING.sub("", file.name)


# ---------------------------------------------------------------- the manifest


def read_manifest(folder: Path) -> dict[str, str]:
    """The digests by file name, as far as lines can be read; empty if there is no manifest.

    Raises OSError if there is one that cannot be read.
    """
    try:
        text = (folder / MANIFEST).read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return {}
    matches = (_LINE.fullmatch(line) for line in text.splitlines())
    return {match[2]: match[1] for match in matches if match}


def forget(folder: Path, names: Iterable[str]) -> None:
    """Take files out of the manifest; one that names nothing any more is removed. Raises OSError."""
    gone = frozenset(names)
    known = read_manifest(folder)
    left = {name: digest for name, digest in known.items() if name not in gone}
    if left == known:
        return
    if left:
        write_whole(folder / MANIFEST, _lines(left))
    else:
        (folder / MANIFEST).unlink()


def _with_edition(folder: Path, language: str, outputs: Mapping[Path, bytes]) -> bytes:
    """The manifest with an edition's new files; what it says of other editions stays.

    Of an edition that it does not have yet, since an earlier version of the program made it, the record is asked.
    """
    try:
        known = read_manifest(folder)
    except OSError:
        known = {}
    lines = {name: digest for name, digest in known.items() if language_of(name, folder.name) not in ("", language)}
    for name in sorted(path.name for path in folder.glob("volume.*.json")):
        other = recorded_language(name)
        if other and other != language and name not in lines:
            lines |= _read_recorded(folder / name)
    lines |= {path.name: sha256(data) for path, data in outputs.items()}
    return _lines(lines)


def _read_recorded(record: Path) -> dict[str, str]:
    from archivist.record.reading import UnreadableRecordError, read_record  # noqa: PLC0415 - seldom needed

    try:
        files = read_record(record).files
        return {record.name: sha256(record), **{file.path.name: file.digest for file in files}}
    except (UnreadableRecordError, OSError):
        return {}


def _lines(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()
