"""The program's own checks of an edition, kept in the cache: if nothing that they read has changed, they are not made.

They are kept only if all of them passed: a fault is looked at again each time, as it is now.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from archivist.cache import UNREADABLE, Store, digest_of
from archivist.files import sha256
from archivist.installed_program import installed_program
from archivist.verify.own_checks import EditionFiles, OwnChecks
from archivist.verify.stored_verdicts import read_verdict, verdict_as_data

_SUFFIX = ".checks"
_FORMAT = "own checks 1"


def recall_checks(edition: EditionFiles, record: Path, digests: Mapping[Path, str], store: Store) -> OwnChecks | None:
    """What an earlier run said of the same files, the same record and the same files beside them; or None."""
    key = _key(edition, record, digests)
    path = store.get(key, _SUFFIX) if key else None
    try:
        return _read(json.loads(path.read_bytes()), edition, record.parent) if path else None
    except UNREADABLE:
        return None


def keep_checks(
    checks: OwnChecks, edition: EditionFiles, record: Path, digests: Mapping[Path, str], store: Store
) -> None:
    """Keep what was said, if every check passed."""
    key = _key(edition, record, digests)
    if not key or not checks.passed:
        return
    data = {
        "files": {file.name: [verdict_as_data(each) for each in said] for file, said in checks.verdicts.items()},
        "flavours": {file.name: flavours for file, flavours in checks.flavours.items()},
        "others": {name: _digest(record.parent / name) for name in checks.others},
    }
    content = json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    with suppress(OSError):  # a build folder that may only be read: the checks are made again next time
        store.put(key, _SUFFIX, content)


def _key(edition: EditionFiles, record: Path, digests: Mapping[Path, str]) -> str:
    """What the checks depend on, but for other files that links lead to; "" if that is not all known.

    A record of version 1 does not say the text; then it depends on today's articles.
    """
    if not all(text.is_recorded and not text.unknown for text in edition.texts.values()):
        return ""
    files = [part for file in edition.record.files for part in (file.path.name, digests[file.path])]
    return digest_of(_FORMAT, installed_program(), _digest(record), *files)


def _read(data: Mapping[str, Mapping[str, object]], edition: EditionFiles, folder: Path) -> OwnChecks | None:
    others = data["others"]
    if any(_digest(folder / name) != digest for name, digest in others.items()):
        return None
    by_name = {file.path.name: file.path for file in edition.record.files}
    verdicts = {
        by_name[name]: tuple(read_verdict(each, by_name[name]) for each in _list(said))
        for name, said in data["files"].items()
    }
    flavours = {by_name[name]: tuple(map(str, _list(claims))) for name, claims in data["flavours"].items()}
    return OwnChecks(verdicts, flavours, tuple(others)) if verdicts.keys() == set(by_name.values()) else None


def _list(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _digest(path: Path) -> str:
    """The SHA-256 of a file; "" if it is not there or cannot be read."""
    try:
        return sha256(path)
    except OSError:
        return ""
