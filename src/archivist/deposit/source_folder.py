"""The folder `source/` of a package: an archive of its own, from which the volume can be made again."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archivist.findings import Finding


@dataclass(frozen=True, slots=True)
class VolumeSource:
    """The files of the folder, by path with `/`, in order: what is copied, and what is written."""

    files: Mapping[str, Path | bytes] = field(repr=False)
    findings: tuple[Finding, ...] = ()  # what is not in it, so that the volume cannot be made again everywhere


def write_source(target: Path, source: VolumeSource) -> tuple[Path, ...]:
    """Write the folder; it must not exist, or be empty. Returns the files. Raises OSError."""
    written = []
    for name, content in source.files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            shutil.copyfile(content, path)
        written.append(path)
    return tuple(written)
